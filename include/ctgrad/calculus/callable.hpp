#pragma once

#include <array>
#include <cstddef>
#include <tuple>
#include <utility>

#include <ctgrad/calculus/answers.hpp>
#include <ctgrad/compile/rounding.hpp>
#include <ctgrad/diagnostics/argument_checks.hpp>
#include <ctgrad/evaluate/arguments.hpp>
#include <ctgrad/evaluate/bind.hpp>
#include <ctgrad/graph/matrix_interface.hpp>
#include <ctgrad/sparsity/compile.hpp>

/// The callables that functions such as `gradient` return: compiled quantities, which are evaluated when they are
/// called.
namespace ctgrad {

namespace detail {

template <class Source, quantity What>
inline constexpr std::size_t results_of = static_cast<std::size_t>(result_count_of<Source>(What));
template <class Source, quantity What, class Layout, bool EntriesAlone, quantity Asked>
inline constexpr std::size_t results_of<sparse_source<Source, What, Layout, EntriesAlone>, Asked> =
    static_cast<std::size_t>(compile_job<sparse_source<Source, What, Layout, EntriesAlone>, Asked>::dense_results) +
    nonzeros_of<Source, What, Layout>;

/// How sources of one kind are called: `run<Source, What, Answer>(arguments...)`.
template <class Source>
struct invocation;
template <class Source>
struct invocation<freely_rounded<Source>> : invocation<Source> {};
template <class Source, quantity What, class Layout, bool EntriesAlone>
struct invocation<sparse_source<Source, What, Layout, EntriesAlone>> : invocation<Source> {};
template <class Source, quantity What, class Layout, bool EntriesAlone>
struct source_parts<sparse_source<Source, What, Layout, EntriesAlone>> : source_parts<Source> {};

/// Jacobians and Hessians with more results than this are computed without their zeros, which are filled in afterwards.
inline constexpr std::size_t largest_unfilled = 512;
template <class Source, quantity What, class Answer>
consteval bool is_filled() {
    if constexpr (Source::has_matrices || differentiates_some<Source> ||
                  !requires { typename Answer::template filled<Source>; })
        return false;
    else if constexpr (requires { requires Source::is_refused; })
        return false;
    else
        return results_of<Source, What> > largest_unfilled;
}

/// The overload for arguments in braces. Formulas have none; functions specialize it.
struct no_argument {
    no_argument() = delete;
};
template <class Self, class Source, quantity What>
struct call_in_braces {
    void operator()(no_argument const&) const;
};

/// Whether a quantity can be written to memory in blocks; defined in function/blocks.hpp.
template <class Source, quantity What>
inline constexpr bool has_blocks = false;
template <class Source, quantity What, class Answer, class... Block>
struct block_writer;

/// A quantity of a source, to be called with the values of its variables or arguments. `Answer::from(numbers)` makes
/// the result.
template <class Source, quantity What, class Answer>
struct compiled_callable : call_in_braces<compiled_callable<Source, What, Answer>, Source, What> {
    using call_in_braces<compiled_callable, Source, What>::operator();
    using source = Source;
    using answer = Answer;
    static constexpr quantity what = What;
    using with_free_rounding = compiled_callable<typename detail::with_free_rounding<Source>::type, What, Answer>;

    template <class... Arguments>
    CTGRAD_INLINE auto operator()(Arguments const&... arguments) const {
        if constexpr (is_filled<Source, What, Answer>()) {
            using by_rows = sparse_source<Source, What, sparse_layout<storage_order::by_rows, true>, false>;
            return invocation<Source>::template run<by_rows, What, typename Answer::template filled<Source>>(
                arguments...);
        } else {
            return invocation<Source>::template run<Source, What, Answer>(arguments...);
        }
    }

    /// For the Jacobian or gradient of a function: writes the derivatives to the caller's memory, one block for each
    /// argument. A call of the returned object returns the value. See `jacobian` of a function.
    template <class... Block>
        requires(has_blocks<Source, What>)
    constexpr auto into(Block&&... blocks) const {
        return block_writer<Source, What, Answer, Block...>(std::tuple<Block...>(std::forward<Block>(blocks)...));
    }
};

/// The result of a refused call: something harmless of the right type.
template <class Source, quantity What, class Answer>
constexpr auto refused_answer() {
    return Answer::from(std::array<double, results_of<Source, What>>{});
}

/// Formulas are called with bindings: `g(x = 2.0)`.
template <class Outputs, class Independent, class Seeds>
struct invocation<formula_source<Outputs, Independent, Seeds>> {
    template <class Source, quantity What, class Answer, class... Arguments>
    static CTGRAD_INLINE auto run(Arguments const&... arguments) {
        if constexpr (Source::has_matrices) {
            return evaluated_matrices<Source, What>(arguments...);
        } else if constexpr (accepted<Source, What, Arguments...>()) {
            using program = compiled<Source, What>;
            constexpr std::size_t count = results_of<Source, What>;
            constexpr auto make = [](auto const& numbers) CTGRAD_INLINE_LAMBDA { return Answer::from(numbers); };
            check_constant_evaluation<program>();
            if constexpr ((is_binding<Arguments> && ...))
                return run_bound<program, count>(make, arguments...);
            else
                return with_bindings([&](auto const&... bindings)
                                         CTGRAD_INLINE_LAMBDA { return run_bound<program, count>(make, bindings...); },
                                     arguments...);
        } else {
            return refused_answer<Source, What, Answer>();
        }
    }
    template <class Source, quantity What, class Answer, class Number, class... Arguments>
    static CTGRAD_INLINE void run(results_memory<Number> const& out, Arguments const&... arguments) {
        if constexpr (accepted<Source, What, Arguments...>()) {
            check_constant_evaluation<compiled<Source, What>>();
            with_bindings([out](auto const&... bindings)
                              CTGRAD_INLINE_LAMBDA { run_bound_into<compiled<Source, What>>(out, bindings...); },
                          arguments...);
        }
    }
};

/// The value of a formula.
template <class F>
struct evaluation : compiled_callable<formula_source<expressions<F>, expressions<>>, quantity::values,
                                      value_answer<formula_shape<>>> {};

/// A quantity of one formula F with respect to X.
template <quantity What, template <class> class Answer, class F, class... X>
using formula_quantity =
    compiled_callable<formula_source<expressions<F>, expressions<X...>>, What, Answer<formula_shape<X...>>>;

/// A quantity of several formulas, or a product with their Jacobian.
template <quantity What, template <class> class Answer, class Outputs, class Variables, class Seeds = expressions<>>
struct outputs_quantity_of;
template <quantity What, template <class> class Answer, class... F, class... X, class Seeds>
struct outputs_quantity_of<What, Answer, expressions<F...>, expressions<X...>, Seeds> {
    using type = compiled_callable<formula_source<expressions<F...>, expressions<X...>, Seeds>, What,
                                   Answer<outputs_shape<sizeof...(F), X...>>>;
};
template <quantity What, template <class> class Answer, class Outputs, class Variables, class Seeds = expressions<>>
using outputs_quantity = typename outputs_quantity_of<What, Answer, Outputs, Variables, Seeds>::type;

/// Replaces a quantity that was refused. It can be called with any arguments, without another message.
template <quantity What, template <class> class Answer>
using refused_quantity = formula_quantity<What, Answer, mistake, mistake>;

}  // namespace detail
}  // namespace ctgrad
