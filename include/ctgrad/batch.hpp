#pragma once

#include <ctgrad/support/not_for_nvcc.hpp>

#include <algorithm>
#include <array>
#include <concepts>
#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>

// Headers with checks come first: a compiler's message begins with the files between them and the user's file.
// clang-format off
#include <ctgrad/diagnostics/symbol_checks.hpp>
#include <ctgrad/diagnostics/formula_checks.hpp>
#include <ctgrad/diagnostics/binding_checks.hpp>
#include <ctgrad/ctgrad.hpp>
#include <ctgrad/diagnostics/batch_messages.hpp>
// clang-format on

#include <ctgrad/batch/column.hpp>
#include <ctgrad/batch/inputs.hpp>
#include <ctgrad/batch/sweep.hpp>
#include <ctgrad/batch/threads.hpp>
#include <ctgrad/diagnostics/column_checks.hpp>
#include <ctgrad/diagnostics/row_messages.hpp>

/// Evaluates formulas and functions for many rows of inputs, several at once in the lanes of SIMD registers.
namespace ctgrad {

namespace detail {

template <class P, class Layout, class T, std::size_t Results>
void run_batch(batch_destination<T, Results> const& out, std::array<batch_input<T>, Layout::count> const& in,
               threads allowed) {
    batch_columns<Layout, T, Results> columns{{}, out.columns};
    std::size_t const rows = out.columns[0].count;
    std::array<untyped_column, Layout::count + 1> inputs;
    std::array<untyped_column, Results> outputs;
    std::size_t read = 0;
    for (std::size_t i = 0; i < Layout::count; ++i) {
        columns.in[i] = in[i].column;
        if (Layout::same_in_all_rows[i]) {
            columns.in[i] = {&in[i].number, rows, 0};
            continue;
        }
        inputs[read++] = {reinterpret_cast<std::uintptr_t>(in[i].column.data), in[i].column.count, in[i].column.stride,
                          Layout::names[i], i};
    }
    for (std::size_t i = 0; i < Results; ++i)
        outputs[i] = {
            reinterpret_cast<std::uintptr_t>(out.columns[i].data), out.columns[i].count, out.columns[i].stride, {}, i};
    check_columns<sizeof(T)>(inputs.data(), read, outputs.data(), Results);
    if (rows == 0) return;

    share_out(rows, rows_worth_a_thread<P, T>, allowed, batch_sweep<P, Layout, T, Results>{columns});
}

/// Whether a source is a function rather than formulas.
template <class Source>
inline constexpr bool of_function = requires {
    Source::argument_leaves;
};

/// The callable that `batch` returns.
template <class Source, quantity What, class Answer>
struct batched {
    using source = Source;
    using answer = Answer;
    static constexpr quantity what = What;
    static constexpr auto results = static_cast<std::size_t>(result_count_of<Source>(What));
    threads allowed;

    /// Computes the rows, and returns the columns in the form of a single call's result.
    template <class Out, class... Given>
    auto operator()(Out const& out, Given const&... given) const {
        if constexpr (!accepts<Out>()) {
            return Answer::from(std::array<column_view<double>, results>{});
        } else {
            // Their types are deduced, so that they are instantiated here and messages name the user's line.
            if constexpr (of_function<Source>)
                run_function<typename Out::scalar>(out, given...);
            else
                run_formula<typename Out::scalar>(out, given...);
            return Answer::from(out.columns);
        }
    }

private:
    template <class Out>
    static constexpr bool accepts() {
        if constexpr (std::same_as<Out, no_destination> || std::same_as<Out, refused>)
            return false;  // reported where it was made
        else if constexpr (!is_batch_destination<Out>)
            return refuse_no_destination<Out>();
        else
            return check_destination<Out::size, results>();
    }
    template <class T, class Out, class... Given>
    auto run_formula(Out const& out, Given const&... given) const {
        if constexpr (accepted<Source, What, typename lane_argument<T, Given>::type...>())
            with_bindings(
                [&]<class... V, class... U>(binding<V, U> const&... bindings) {
                    if constexpr ((check_column_type<T, U>() && ...))
                        run_batch<compiled<Source, What>, formula_layout<compiled<Source, What>, binding<V, U>...>>(
                            out, std::array<batch_input<T>, sizeof...(V)>{batch_input<T>(bindings.value)...}, allowed);
                },
                given...);
    }
    template <class T, class Out, class... Direction, class... Given>
    auto run_function(Out const& out, direction<Direction...> const& tangent, Given const&... given) const {
        run_parts<T>(out, tangent, std::index_sequence_for<Direction...>{}, given...);
    }
    template <class T, class Out, class Variable, class Cotangent, class... Given>
    auto run_function(Out const& out, bundle<binding<Variable, Cotangent>> const& cotangent,
                      Given const&... given) const {
        run_function<T>(out, given..., std::get<0>(cotangent.bindings).value);
    }
    template <class T, class Out, class... Given>
    auto run_function(Out const& out, Given const&... given) const {
        if constexpr ((check_input<Given>() && ...)) run_scalars<T>(out, given...);
    }
    template <class T, class Out, class Direction, std::size_t... I, class... Given>
    auto run_parts(Out const& out, Direction const& tangent, std::index_sequence<I...>, Given const&... given) const {
        run_function<T>(out, given..., std::get<I>(tangent.values)...);
    }
    /// Runs on the arguments and then the seeds.
    template <class T, class Out, class... Given>
    auto run_scalars(Out const& out, Given const&... given) const {
        constexpr std::size_t wanted = Source::argument_leaves + Source::seed_count,
                              count = (input_count_of<Given> + ... + 0);
        if constexpr (check_input_count<count, wanted>() && (check_column_type<T, input_of<Given>>() && ...)) {
            using kinds = typename joined_kinds<decltype(repeat_kind<Given>(
                std::make_index_sequence<input_count_of<Given>>{}))...>::type;
            std::array<batch_input<T>, count> inputs;
            auto next = inputs.begin();
            ((next = std::ranges::copy(as_inputs(given), next).out), ...);
            run_batch<compiled<Source, What>, kinds>(out, inputs, allowed);
        }
    }
};

}  // namespace detail

/// Evaluates a quantity for many rows at once. The quantity is a formula, a function, or the result of `gradient`,
/// `value_and_gradient`, `jacobian`, `hessian`, `jvp`, `vjp` or `hvp`.
///
/// Call the result with the destination first, then with the inputs: columns of numbers, or numbers that are the same
/// in every row.
/// ```cpp
/// ctgrad::batch(ctgrad::value_and_gradient(f, x, y, z))(
///     ctgrad::into(value, by_x, by_y, by_z), x = ctgrad::column(xs), y = ctgrad::column(ys), z = 2.0);
/// ```
/// The inputs of a function are given in the order of its scalars, as columns or as `rows` of a matrix. A `tangent` or
/// `cotangent` comes first, as in a call of the quantity; its columns may also follow the others.
/// ```cpp
/// ctgrad::batch(ctgrad::value_and_gradient(g), ctgrad::threads{4})(ctgrad::into(value, ctgrad::rows<2>(by_uv)),
///                                                                  ctgrad::column(us), ctgrad::column(vs));
/// ```
/// The call returns the columns of `into` in the form of a single call's `result`. So they have the same members, and
/// are found by variable, argument or position:
/// ```cpp
/// auto const r = ctgrad::batch(ctgrad::value_and_gradient(f, x, y))(ctgrad::into(value, by_x, by_y), ...);
/// double const by_x_in_row_3 = r[x][3];   // r.gradient[x][3], get<1>(r)[0][3]
/// ```
/// Rows are computed `batch_lanes<T>` at a time, in the widest registers that the compiler's flags allow
/// (`-march=native`). Contiguous columns are read and written in place; others are copied in blocks. With `threads` the
/// rows are distributed over threads.
///
/// Sums, products, quotients and square roots have the bits of the scalar evaluation if the compiler does not contract
/// (`-ffp-contract=off`). Other functions are xsimd's, within a few units in the last place (see docs/batches.md). A
/// row's result depends neither on its position nor on the number of threads, except that some functions of xsimd
/// choose one argument reduction for all lanes.
///
/// A batch of no rows does nothing. An output may be the same memory as an input. Throws std::invalid_argument before
/// anything is written if columns have different lengths, are null or not aligned to their numbers, or if an output
/// overlaps another output or part of an input. The message names the column.
template <class Quantity>
    requires(!detail::is_function_of_rows<Quantity> && requires { typename Quantity::source; })
constexpr auto batch(Quantity, threads allowed = {}) {
    return detail::batched<typename Quantity::source, Quantity::what, typename Quantity::answer>{allowed};
}
template <formula F>
constexpr auto batch(F, threads allowed = {}) {
    return batch(detail::evaluation<F>{}, allowed);
}
template <class Callable, class Signature>
constexpr auto batch(traced<Callable, Signature>, threads allowed = {}) {
    return batch(
        detail::quantity_by<detail::quantity::values, detail::value_answer, Callable, Signature, detail::positions<>>{},
        allowed);
}

// Everything that the overloads above do not accept.
template <class... Given>
constexpr auto batch(Given...) {
    if constexpr (detail::any_function_of_rows<Given...>)
        detail::refuse_batch_of_rows<detail::expressions<Given...>>();
    else
        static_assert(detail::never<detail::expressions<Given...>>,
                      "ctgrad: batch() takes a formula, a function, or a quantity of one, as in batch(gradient(f, x))");
    return [](auto const&...) {};
}

}  // namespace ctgrad
