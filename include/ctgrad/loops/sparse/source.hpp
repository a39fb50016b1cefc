#pragma once

#include <array>
#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>

#include <ctgrad/loops/calculus/function_to_rows.hpp>
#include <ctgrad/loops/trace/source.hpp>

/// Sparse Jacobians and Hessians of functions of rows as sources: all results are entries of one row of a loop.
namespace ctgrad::detail {

/// The number of an argument with respect to which an entry is a derivative: in which row it is at row i of a loop.
struct row_variable {
    int argument = 0;  ///< among the chosen ones
    int place = 0;     ///< in the row
    int axis = -1;     ///< of the loop; -1 for the first or last row, which `how` says
    row_view::kind how = row_view::kind::shifted;
    int shift = 0;
    row_leaf index{};
};

template <class Base, class Arguments, class Chosen>
struct row_variables;
template <class Base, class... A, std::size_t... Chosen>
struct row_variables<Base, std::tuple<A...>, positions<Chosen...>> : Base {
    static constexpr bool is_sparse = true, is_printable = false;
    static constexpr int n = Base::independent_count;
    static constexpr std::array<std::size_t, sizeof...(Chosen)> chosen{Chosen...};
    static constexpr std::array<std::size_t, sizeof...(Chosen)> widths{
        leaf_count<typename content_of<std::tuple_element_t<Chosen, std::tuple<A...>>>::type>()...};

    static constexpr auto variables = [] {
        std::array<row_variable, static_cast<std::size_t>(n) + 1> all{};
        std::size_t next = 0;
        for (std::size_t k = 0; k < chosen.size(); ++k)
            for (std::size_t i = 0; i < widths[k]; ++i)
                all[next++] = {static_cast<int>(k), static_cast<int>(i), Base::axis_of_argument(chosen[k])};
        for (int v = 0; v < Base::views.count; ++v) {
            row_view const& view = Base::views.views[v];
            if (!Base::is_chosen(view)) continue;
            for (std::size_t k = 0; k < chosen.size(); ++k) {
                int const place = view.from.number - static_cast<int>(Base::start_of(chosen[k]));
                if (place < 0 || place >= static_cast<int>(widths[k])) continue;
                all[next++] = {static_cast<int>(k), place, view.axis, view.how, view.from.shift, view.index};
                break;
            }
        }
        return all;
    }();
    /// A node that is a number is one in each row too, so that all entries of a row are written together.
    static constexpr void compute_in_rows(graph& g, int& result, int axis) {
        if (result != no_node && axis >= 0 && !g.full) result = computed_node(g, result, axis);
    }
};

/// An entry of the matrix in a row of a loop, by the numbers of its variables; the row of a Jacobian is a number of the
/// result.
struct sparse_loop_entry {
    int result = 0, row = 0, column = 0, axis = -1;
};

template <class Callable, class Signature, class Chosen, quantity What>
struct sparse_hessian_source;
template <class Callable, class R, class... A, class Chosen, quantity What>
struct sparse_hessian_source<Callable, R(A...), Chosen, What>
    : row_variables<loop_source<Callable, R(A...), Chosen, What>, std::tuple<A...>, Chosen> {
    using base = row_variables<loop_source<Callable, R(A...), Chosen, What>, std::tuple<A...>, Chosen>;
    using base::n, base::variables;
    static constexpr int derivative_count = n, result_count = n * (n + 1) / 2;
    static constexpr bool is_hessian = true;
    static constexpr std::size_t row_width = 0;

    static constexpr int const* derivatives(int const*, int const* results) { return results + 1; }
    static constexpr sparse_loop_entry entry_of(int result) {
        int row = 0;
        while ((row + 1) * (row + 2) / 2 <= result) ++row;
        int const column = result - row * (row + 1) / 2;
        return {result, row, column, variables[static_cast<std::size_t>(row)].axis};
    }
    static constexpr void finish(graph& g, int* results) {
        for (int i = 0; i < result_count; ++i) {
            results[i] = results[1 + n + i];
            base::compute_in_rows(g, results[i], entry_of(i).axis);
        }
    }
};

template <class Callable, class Signature, class Chosen, quantity What>
struct sparse_jacobian_source;
template <class Callable, class R, class... A, class Chosen, quantity What>
struct sparse_jacobian_source<Callable, R(A...), Chosen, What>
    : row_variables<loop_source<Callable, R(A...), Chosen, What>, std::tuple<A...>, Chosen> {
    using base = row_variables<loop_source<Callable, R(A...), Chosen, What>, std::tuple<A...>, Chosen>;
    using base::n;
    static constexpr int m = base::output_count, axis = axis_of_result<typename Callable::list_callable, A...>,
                         kept_axes = 1 << axis, derivative_count = m, result_count = m * n;
    static constexpr bool is_hessian = false;
    static constexpr std::size_t row_width = static_cast<std::size_t>(m);

    static constexpr int const* derivatives(int const* outputs, int const*) { return outputs; }
    static constexpr sparse_loop_entry entry_of(int result) { return {result, result / n, result % n, axis}; }
    static constexpr void finish(graph& g, int* results) {
        for (int i = 0; i < result_count; ++i) {
            results[i] = results[m + i];
            base::compute_in_rows(g, results[i], axis);
        }
    }
};

}  // namespace ctgrad::detail
