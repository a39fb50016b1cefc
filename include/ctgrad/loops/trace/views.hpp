#pragma once

#include <array>
#include <cstddef>

#include <ctgrad/loops/trace/common_axis.hpp>
#include <ctgrad/loops/trace/step_checks.hpp>
#include <ctgrad/loops/trace/view_symbols.hpp>

/// Lists made of arguments: neighbouring rows, several lists side by side, single rows, and rows chosen by index. They
/// read the memory of the arguments, and derivatives with respect to an argument are added up in its rows.
namespace ctgrad {

namespace detail {

/// A list of rows along an axis of its own, which reads other places of the arguments.
template <class Row>
constexpr row_list<Row> list_of_views(graph* g, loop_nesting* nesting, view_axis const& wanted,
                                      leaves_of_row<Row> const& leaves) {
    int axis = 0;
    if (nesting != nullptr)
        if (int const added = nesting->views.add_axis(wanted, nesting->lists); added >= 0)
            axis = nesting->lists + added;
    row_leaf const* next = leaves.data();
    auto const make = [&](row_leaf const& leaf) {
        return view_symbol(g, nesting, {leaf, row_view::kind::shifted, axis, {}, 0});
    };
    return {g, nesting, axis, row_symbols<Row>::from(next, make, axis), leaves};
}

/// A list that is an argument. Its numbers, or its columns of indices, are those from `number` on.
template <class Row, class Make>
constexpr row_list<Row> argument_list(graph* g, loop_nesting* nesting, int axis, int number, Make const& make) {
    leaves_of_row<Row> leaves{};
    for (std::size_t i = 0; i < row_width<Row>; ++i) leaves[i] = {number + static_cast<int>(i), axis, 0};
    row_leaf const* next = leaves.data();
    return {g, nesting, axis, row_symbols<Row>::from(next, make, axis), leaves};
}

template <class Row>
constexpr with_scalar<Row, symbol> single_row(row_list<Row> const& rows, row_view::kind which) {
    row_leaf const* next = rows.leaves.data();
    auto const make = [&](row_leaf const& leaf) {
        return view_symbol(rows.owner, rows.nesting, {leaf, which, -1, {}, 0});
    };
    return row_symbols<Row>::from(next, make, -1);
}

}  // namespace detail

/// The windows of N neighbouring rows of a list: for each i the rows i, i + 1, ... as an array. There are N - 1 fewer
/// windows than rows, and none if the list is too short. The list is an argument of the function, or the windows or a
/// `zip` of such lists.
///
/// Windows overlap, and read the list's memory in place. The derivative with respect to a row is the sum over all
/// windows that contain the row. So a function of a large array is a loop with one body:
/// ```cpp
/// constexpr auto rosenbrock = ctgrad::function<double(ctgrad::rows_of<double>)>([](auto const& x) {
///     return ctgrad::sum(ctgrad::windows<2>(x), [](auto const& w) {
///         auto const a = 1 - w[0], b = w[1] - w[0] * w[0];
///         return a * a + 100 * b * b;
///     });
/// });
/// ```
template <std::size_t N, class Row>
    requires(N > 0)
constexpr row_list<std::array<Row, N>> windows(row_list<Row> const& rows) {
    constexpr std::size_t width = detail::row_width<Row>;
    detail::leaves_of_row<std::array<Row, N>> leaves{};
    for (std::size_t i = 0; i < N; ++i)
        for (std::size_t k = 0; k < width; ++k) {
            leaves[i * width + k] = rows.leaves[k];
            leaves[i * width + k].shift += static_cast<int>(i);
        }
    return detail::list_of_views<std::array<Row, N>>(rows.owner, rows.nesting,
                                                     {{rows.axis}, 1, static_cast<int>(N) - 1}, leaves);
}

/// Several lists side by side: the body is called with a row of each. Lists of different lengths throw
/// std::invalid_argument when the function is called. Rows of a matrix, states and other lists that the function makes are
/// along the axis of one of them; where another has its own axis, its numbers are copied.
/// ```cpp
/// auto const chi2 = ctgrad::sum(ctgrad::zip(x, y), [&](auto const& u, auto const& v) { return (u - v) * (u - v); });
/// ```
template <class... Row>
    requires(sizeof...(Row) > 1)
constexpr row_list<detail::zipped<Row...>> zip(row_list<Row> const&... lists) {
    detail::graph* owner = nullptr;
    detail::loop_nesting* nesting = nullptr;
    detail::view_axis axis{};
    detail::leaves_of_row<detail::zipped<Row...>> leaves{};
    std::size_t next = 0;
    auto const add = [&]<class R>(row_list<R> const& list) {
        owner = list.owner;
        nesting = list.nesting;
        for (std::size_t i = 0; i < detail::row_width<R>; ++i) leaves[next++] = list.leaves[i];
        bool known = false;
        for (int i = 0; i < axis.source_count; ++i) known = known || axis.sources[i] == list.axis;
        if (!known) axis.sources[axis.source_count++] = list.axis;
    };
    (add(lists), ...);
    if (axis.source_count == 1) return {owner, nesting, axis.sources[0], {lists.row...}, leaves};
    if (int const common = detail::common_axis(lists...); common >= 0)
        return {owner, nesting, common, {detail::row_along(lists, common)...}};
    return detail::list_of_views<detail::zipped<Row...>>(owner, nesting, axis, leaves);
}

/// The first row of a list, outside of loops: a boundary value, for instance. A list without rows throws
/// std::invalid_argument when the function is called.
template <class Row>
    requires(detail::is_structure<Row>())
constexpr auto front(row_list<Row> const& rows) { return detail::single_row(rows, detail::row_view::kind::front); }
/// The last row of a list; see `front`.
template <class Row>
    requires(detail::is_structure<Row>())
constexpr auto back(row_list<Row> const& rows) { return detail::single_row(rows, detail::row_view::kind::back); }

template <class Row>
constexpr auto row_list<Row>::operator[](row_index const& index) const requires(detail::is_structure<Row>()) {
    detail::row_leaf const* next = leaves.data();
    auto const make = [&](detail::row_leaf const& leaf) {
        return detail::view_symbol(owner, nesting,
                                   {leaf, detail::row_view::kind::indexed, index.axis, index.column, 0});
    };
    return detail::row_symbols<Row>::from(next, make, -1);
}

/// The state after a number of steps: `step(state)` returns the next state, beginning with `initial`. The step is
/// traced once. It is `fold` without rows.
/// ```cpp
/// constexpr auto root = ctgrad::function<double(double, ctgrad::step_count)>([](auto a, auto n) {
///     return ctgrad::repeat(n, a, [&](auto x) { return (x + a / x) / 2; });
/// });
/// double const by_a = ctgrad::gradient(root)(2.0, 5);
/// ```
template <class State, class Step>
constexpr auto repeat(row_list<detail::zipped<>> const& count, State const& initial, Step const& step) {
    return fold(count, initial, step);
}
template <class Count, class State, class Step>
constexpr State repeat(Count const&, State const& initial, Step const&) {
    detail::refuse_step_count<Count>();
    return initial;
}

}  // namespace ctgrad
