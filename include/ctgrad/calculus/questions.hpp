#pragma once

#include <array>
#include <cstddef>

#include <ctgrad/calculus/gradient.hpp>
#include <ctgrad/compile/compile.hpp>
#include <ctgrad/compile/source.hpp>
#include <ctgrad/diagnostics/row_messages.hpp>
#include <ctgrad/support/text_view.hpp>

/// Facts about formulas at compile time, for `static_assert`.
namespace ctgrad {

namespace detail {

enum class relation { identity, dependence };

struct answer {
    bool full = false;
    bool holds = false;
};

/// Whether a and b are the same formula up to signs, units and the order of the operands of sums and products; or
/// whether a depends on b.
template <int Capacity, bool Matrices>
constexpr answer relate(relation what, descriptor const& first, descriptor const& second) {
    job_arrays<Capacity, Matrices> work;
    graph& g = work.g;
    node_entries<int> image = work.image;
    lowering<Capacity> lower(g, work.space);
    int a = lower(first);
    int b = lower(second);
    if (g.full) return {true, false};
    if (what == relation::identity) {
        a = normalized(g, stabilized(g, a, nullptr, 0, image), image);
        b = normalized(g, stabilized(g, b, nullptr, 0, image), image);
        return {g.full, a == b};
    }
    a = stabilized(g, a, &b, 1, image);
    work.space.start(g);
    work.active[b] = true;
    mark_dependents(g, work.active, a, true);
    return {g.full, work.active[a]};
}

template <class A, class B, relation What>
struct relation_job {
    static constexpr int growth = 16;
    using nothing = answer;

    template <int Capacity, int Stage>
    static constexpr answer run() {
        return relate<Capacity, any_matrices<A, B>>(What, describe<A>, describe<B>);
    }
};

template <class A, class B, relation What>
consteval bool holds() {
    return result_of<relation_job<A, B, What>>().holds;
}

}  // namespace detail

/// Whether two formulas are the same expression, up to signs, units and the order of the operands of a sum or product.
/// It compares expressions as they would be computed; it does not prove that different expressions are equal.
/// ```cpp
/// static_assert(ctgrad::identical(ctgrad::derivative(x * x, x), 2_c * x));
/// ```
template <formula A, formula B>
consteval bool identical(A, B) {
    return detail::holds<A, B, detail::relation::identity>();
}

/// Whether the value of f can depend on x, a variable or an intermediate.
/// ```cpp
/// static_assert(!ctgrad::depends_on(x - x, x));
/// ```
template <formula F, formula X>
consteval bool depends_on(F, X) {
    return detail::holds<F, X, detail::relation::dependence>();
}

// Whatever the overloads above do not accept.
template <class... Given>
consteval bool identical(Given...) {
    return detail::refuse_question<Given...>();
}
template <class... Given>
consteval bool depends_on(Given...) {
    return detail::refuse_question<Given...>();
}

/// The numbers of operations of an evaluation by kind, and of calls of functions: the result of `cost`.
/// ```cpp
/// static_assert(ctgrad::cost(ctgrad::gradient(neuron, w0, w1, w2)).calls("exp") == 1);
/// ```
struct operation_count {
    int additions = 0;        ///< sums and differences
    int multiplications = 0;  ///< products
    int divisions = 0;        ///< quotients
    int negations = 0;        ///< negations
    int comparisons = 0;      ///< comparisons and logic
    int selections = 0;       ///< select, min, max, abs, sign, relu
    int all_calls = 0;        ///< calls of every other function

    static constexpr std::size_t limit = 64;
    std::array<text_view, limit> names{};
    std::array<int, limit> counts{};

    /// The number of calls of one function, by its name.
    constexpr int calls(text_view name) const {
        for (std::size_t i = 0; i < limit; ++i)
            if (names[i] == name) return counts[i];
        return 0;
    }
    /// All operations.
    constexpr int total() const {
        return additions + multiplications + divisions + negations + comparisons + selections + all_calls;
    }
    /// All operations except negations, which compilers mostly eliminate. The cheap gradient principle counts these.
    constexpr int arithmetic() const { return total() - negations; }
};

namespace detail {

template <class Program>
constexpr operation_count count_operations(Program const& p) {
    operation_count result;
    for (int slot = 0; slot < p.count; ++slot) {
        operation_info const* const info = p.operation(static_cast<std::size_t>(slot));
        if (info == nullptr) continue;
        switch (info->cost) {
            case cost_class::addition: ++result.additions; break;
            case cost_class::multiplication: ++result.multiplications; break;
            case cost_class::division: ++result.divisions; break;
            case cost_class::negation: ++result.negations; break;
            case cost_class::comparison: ++result.comparisons; break;
            case cost_class::selection: ++result.selections; break;
            case cost_class::nothing: continue;
            case cost_class::call: ++result.all_calls; break;
        }
        for (std::size_t i = 0; i < operation_count::limit; ++i) {
            if (!result.names[i].empty() && result.names[i] != info->name) continue;
            result.names[i] = info->name;
            ++result.counts[i];
            break;
        }
    }
    return result;
}

}  // namespace detail

/// The cost of evaluating a formula.
template <formula F>
consteval operation_count cost(F) {
    using source = detail::formula_source<detail::expressions<F>, detail::expressions<>>;
    return detail::count_operations(detail::compiled<source, detail::quantity::values>::value);
}

/// The cost of evaluating a gradient, Jacobian, Hessian or product, such as `gradient(f, x)`.
template <class Quantity>
    requires(!detail::is_function_of_rows<Quantity> && requires { typename Quantity::source; })
consteval operation_count cost(Quantity) {
    return detail::count_operations(detail::compiled<typename Quantity::source, Quantity::what>::value);
}

template <class Given>
consteval operation_count cost(Given) {
    detail::refuse_cost<Given>();
    return {};
}

}  // namespace ctgrad
