#pragma once

#include <array>
#include <cstddef>
#include <utility>

#include <ctgrad/calculus/occurs.hpp>
#include <ctgrad/calculus/partials.hpp>
#include <ctgrad/diagnostics/check_arguments.hpp>
#include <ctgrad/evaluate/arguments.hpp>
#include <ctgrad/evaluate/bind.hpp>

namespace ctgrad {

namespace detail {

template <class Source, quantity What>
inline constexpr std::size_t results_of = static_cast<std::size_t>(result_count(What, Source::output_count,
                                                                                Source::independent_count));

/// The `N` results from `First` on. (Built in one expression: compilers keep no array in between.)
template <std::size_t First, std::size_t N, class T, std::size_t All>
CTGRAD_INLINE std::array<T, N> part(std::array<T, All> const& results) {
    return [&]<std::size_t... I>(std::index_sequence<I...>) CTGRAD_INLINE_LAMBDA {
        return std::array<T, N>{{results[First + I]...}};
    }
    (std::make_index_sequence<N>{});
}

/// `Rows` rows of `Columns` results from `First` on.
template <std::size_t First, std::size_t Rows, std::size_t Columns, class T, std::size_t All>
CTGRAD_INLINE auto matrix_part(std::array<T, All> const& results) {
    return [&]<std::size_t... I>(std::index_sequence<I...>) CTGRAD_INLINE_LAMBDA {
        return std::array<std::array<T, Columns>, Rows>{{part<First + I * Columns, Columns>(results)...}};
    }
    (std::make_index_sequence<Rows>{});
}

/// Where an entry of a symmetric matrix stands in its lower triangle, row by row.
constexpr std::size_t triangle_entry(std::size_t row, std::size_t column) {
    return row < column ? column * (column + 1) / 2 + row : row * (row + 1) / 2 + column;
}
template <std::size_t First, std::size_t Row, std::size_t Size, class T, std::size_t All>
CTGRAD_INLINE std::array<T, Size> symmetric_row(std::array<T, All> const& results) {
    return [&]<std::size_t... I>(std::index_sequence<I...>) CTGRAD_INLINE_LAMBDA {
        return std::array<T, Size>{{results[First + triangle_entry(Row, I)]...}};
    }
    (std::make_index_sequence<Size>{});
}

/// The symmetric matrix whose lower triangle stands row by row in the results from `First` on.
template <std::size_t First, std::size_t Size, class T, std::size_t All>
CTGRAD_INLINE auto symmetric_part(std::array<T, All> const& results) {
    return [&]<std::size_t... I>(std::index_sequence<I...>) CTGRAD_INLINE_LAMBDA {
        return std::array<std::array<T, Size>, Size>{{symmetric_row<First, I, Size>(results)...}};
    }
    (std::make_index_sequence<Size>{});
}

/// Evaluates a quantity of matrices; in <ctgrad/matrix.hpp>.
template <class Source, quantity What, class... Arguments>
constexpr auto evaluated_matrices(Arguments const&... arguments);

/// A quantity of formulas, waiting for the values of the variables. `Answer::from(results)` shapes what comes out.
template <class Source, quantity What, class Answer>
struct waiting {
    using source = Source;
    static constexpr quantity what = What;
    using answer = Answer;
    using with_free_rounding = waiting<typename detail::with_free_rounding<Source>::type, What, Answer>;

    template <class... Arguments>
    CTGRAD_INLINE auto operator()(Arguments const&... arguments) const {
        if constexpr (Source::has_matrices) {
            return evaluated_matrices<Source, What>(arguments...);
        } else if constexpr (accepted<Source, What, Arguments...>()) {
            using program = compiled<Source, What>;
            check_constant_evaluation<program>();
            return with_bindings(
                [](auto const&... bindings) CTGRAD_INLINE_LAMBDA {
                    return run_bound<program, results_of<Source, What>>(
                        [](auto const& results) CTGRAD_INLINE_LAMBDA { return Answer::from(results); }, bindings...);
                },
                arguments...);
        } else {
            return Answer::from(std::array<double, results_of<Source, What>>{});
        }
    }
};

struct single_answer {
    template <class T>
    static CTGRAD_INLINE T from(std::array<T, 1> const& results) {
        return results[0];
    }
};
template <class... X>
struct gradient_answer {
    template <class T, std::size_t N>
    static CTGRAD_INLINE partials<T, X...> from(std::array<T, N> const& results) {
        return {part<N - sizeof...(X), sizeof...(X)>(results)};
    }
};
template <class... X>
struct value_and_gradient_answer {
    template <class T, std::size_t N>
    static CTGRAD_INLINE value_and_partials<T, X...> from(std::array<T, N> const& results) {
        return {results[0], {part<N - sizeof...(X), sizeof...(X)>(results)}};
    }
};

/// The value of a formula.
template <class Expression>
struct evaluation : waiting<formula_source<expressions<Expression>, expressions<>>, quantity::values, single_answer> {};

template <class F, class S, class Members = std::make_index_sequence<member_count<S>>>
struct by_members;
template <class F, class S, std::size_t... I>
struct by_members<F, S, std::index_sequence<I...>> {
    using derived = waiting<formula_source<expressions<F>, expressions<typename member<S, I>::variable...>>,
                            quantity::jacobian, value_and_gradient_answer<typename member<S, I>::variable...>>;

    template <class Partials>
    static CTGRAD_INLINE S as_struct(Partials const& partials) {
        S result{};
        ((member<S, I>::of(result) = partials.values[I]), ...);
        return result;
    }
};

template <class Given>
constexpr bool refuse_no_struct() {
    static_assert(
        never<Given>,
        "ctgrad: without variables, gradient(f) takes one struct made known through Boost.Hana; else name them, "
        "as in gradient(f, x, y)(x = 1.0, y = 2.0)");
    return false;
}

template <class F, bool Freely = false>
struct struct_value_and_gradient {
    using with_free_rounding = struct_value_and_gradient<F, true>;

    template <hana_struct S>
    CTGRAD_INLINE auto operator()(S const& values) const {
        using by = by_members<F, S>;
        using exactly = typename by::derived;
        auto const r = std::conditional_t<Freely, typename exactly::with_free_rounding, exactly>{}(values);
        return value_with_gradient<std::remove_const_t<decltype(r.value)>, S>{r.value, by::as_struct(r.partials)};
    }
    template <class... Given>
    constexpr auto operator()(Given const&...) const {
        refuse_no_struct<expressions<Given...>>();
        return 0;
    }
};
template <class F, bool Freely = false>
struct struct_gradient {
    using with_free_rounding = struct_gradient<F, true>;

    template <hana_struct S>
    CTGRAD_INLINE S operator()(S const& values) const {
        return struct_value_and_gradient<F, Freely>{}(values).gradient;
    }
    template <class... Given>
    constexpr auto operator()(Given const&...) const {
        refuse_no_struct<expressions<Given...>>();
        return 0;
    }
};

/// Stands for a quantity that was refused; with any values, it passes in silence.
using refused_quantity = waiting<formula_source<expressions<mistake>, expressions<mistake>>, quantity::jacobian,
                                 value_and_gradient_answer<mistake>>;

}  // namespace detail

/// The gradient of a formula with respect to variables or intermediates: call it with values, `g[x]` is df/dx. All
/// partials come from one reverse sweep.
template <formula F, formula... X>
    requires(sizeof...(X) > 0)
constexpr auto gradient(F, X...) {
    (detail::check_derivative_by<X, F>(), ...);
    return detail::waiting<detail::formula_source<detail::expressions<F>, detail::expressions<X...>>,
                           detail::quantity::gradient, detail::gradient_answer<X...>>{};
}

/// Value and gradient of a formula in one pass: `r.value`, `r[x]`.
template <formula F, formula... X>
    requires(sizeof...(X) > 0)
constexpr auto value_and_gradient(F, X...) {
    (detail::check_derivative_by<X, F>(), ...);
    return detail::waiting<detail::formula_source<detail::expressions<F>, detail::expressions<X...>>,
                           detail::quantity::jacobian, detail::value_and_gradient_answer<X...>>{};
}

/// The gradient by all members of the struct that the values come in: `gradient(f)(s)` is a struct like s, made known
/// through Boost.Hana, whose members carry the names of the variables.
template <formula F>
constexpr auto gradient(F) {
    return detail::struct_gradient<F>{};
}
/// Value and gradient by all members of a struct: `r.value`, and `r.gradient` a struct like the one given.
template <formula F>
constexpr auto value_and_gradient(F) {
    return detail::struct_value_and_gradient<F>{};
}

// What the overloads before do not take.
template <class... Given>
constexpr auto gradient(Given...) {
    detail::refuse_derivation<Given...>();
    return detail::refused_quantity{};
}
template <class... Given>
constexpr auto value_and_gradient(Given...) {
    detail::refuse_derivation<Given...>();
    return detail::refused_quantity{};
}

}  // namespace ctgrad
