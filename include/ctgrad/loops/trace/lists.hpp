#pragma once

#include <array>
#include <cstddef>
#include <type_traits>
#include <utility>

#include <ctgrad/loops/trace/map.hpp>
#include <ctgrad/loops/trace/scans.hpp>
#include <ctgrad/loops/trace/views.hpp>

/// Lists whose rows are lists: the rows of an array along another list, and the states of a recurrence that are lists.
namespace ctgrad {

namespace detail {

/// Turns rows of arrays into rows of lists. `make` makes a list from the first leaf of an array and its length.
template <class Row>
struct row_across {
    static constexpr bool exists = false;
};
template <std::size_t N>
struct row_across<std::array<double, N>> {
    using type = list_of<double>;
    static constexpr bool exists = true;
    template <class Make>
    static constexpr row_list<double> from(row_leaf const*& next, Make const& make) {
        row_leaf const& first = *next;
        next += N;
        return make(first, static_cast<int>(N));
    }
};
template <class Row, std::size_t N>
    requires(row_across<Row>::exists)
struct row_across<std::array<Row, N>> {
    using type = std::array<typename row_across<Row>::type, N>;
    static constexpr bool exists = true;
    template <class Make>
    static constexpr with_scalar<type, symbol> from(row_leaf const*& next, Make const& make) {
        return [&]<std::size_t... I>(std::index_sequence<I...>) {
            return with_scalar<type, symbol>{{(static_cast<void>(I), row_across<Row>::from(next, make))...}};
        }
        (std::make_index_sequence<N>{});
    }
};
template <class... Row>
    requires(row_across<Row>::exists&&...)
struct row_across<zipped<Row...>> {
    using type = zipped<typename row_across<Row>::type...>;
    static constexpr bool exists = true;
    template <class Make>
    static constexpr with_scalar<type, symbol> from(row_leaf const*& next, Make const& make) {
        return {row_across<Row>::from(next, make)...};
    }
};

}  // namespace detail

/// The rows of a list of arrays as lists: in the loop over it, number k of an array belongs to row k of `other`, so that
/// `zip` takes both side by side. The list is an argument, `rows_of<std::array<double, N>>` in the signature, or windows or
/// a `zip` of such. If the length of the other list is not N, a call throws std::invalid_argument. There are no
/// derivatives with respect to the argument.
/// ```cpp
/// auto const total = ctgrad::sum(ctgrad::across(inputs, weights), [&](auto const& x) {
///     return exp(ctgrad::sum(ctgrad::zip(weights, x), [](auto const& w, auto const& each) { return w * each; }));
/// });
/// ```
template <class Row, class Other>
constexpr auto across(row_list<Row> const& rows, row_list<Other> const& other) {
    using across = detail::row_across<Row>;
    if constexpr (!across::exists) {
        detail::refuse_rows_across<Row>();
        symbol const nothing(rows.owner, detail::graph::zero);
        return row_list<detail::list_of<double>>{rows.owner, rows.nesting, rows.axis,
                                                 row_list<double>{rows.owner, rows.nesting, other.axis, nothing}};
    } else {
        detail::row_leaf const* next = rows.leaves.data();
        auto const make = [&](detail::row_leaf const& first, int count) {
            symbol const each = detail::view_symbol(
                rows.owner, rows.nesting, {first, detail::row_view::kind::across, other.axis, {}, 0, count, rows.axis});
            return row_list<double>{rows.owner, rows.nesting, other.axis, each};
        };
        return row_list<typename across::type>{rows.owner, rows.nesting, rows.axis, across::from(next, make)};
    }
}
template <class Rows, class Other>
constexpr auto across(Rows const&, Other const&) {
    return detail::refuse_rows_across<Rows>();
}

namespace detail {

/// A recurrence whose state is a list, with a number in each row.
template <class Row, class S, class Step>
constexpr auto traced_list_recurrence(row_list<Row> const& rows, row_list<S> const& initial, Step const& step) {
    using list = row_list<S>;
    loop_nesting* const nesting = rows.nesting;
    if (nesting != nullptr) nesting->begin_lists(rows.axis, initial.axis);
    auto const traced = trace_scan<S>(
        *rows.owner, nesting, rows.axis, initial.row, rows.row,
        [&](auto const& state, auto const&... row) {
            list const next = step(list{rows.owner, nesting, initial.axis, state}, row...);
            if (nesting != nullptr && next.axis != initial.axis) nesting->changes_list = true;
            return next.row;
        },
        1 << initial.axis);
    if (nesting != nullptr) nesting->end_lists();
    return traced;
}

}  // namespace detail

/// `fold` and `scan` with a state that is a list of numbers or arrays, usually made by `map`: the step returns a list
/// along the same rows. Each row of the list that `scan` returns is a list.
///
/// If a step reduces none of its lists, their rows are recurrences that do not depend on each other: the loop over them is
/// the outer one, and runs in lanes.
/// ```cpp
/// // x(t + 1) = x(t) + dt * speed, of all particles; the energy after each step.
/// auto const places = ctgrad::scan(times, ctgrad::map(particles, [](auto const& p) { return p[0]; }),
///                                  [&](auto const& x, auto const& dt) {
///                                      return ctgrad::map(ctgrad::zip(particles, x), [&](auto const& p, auto const& each) {
///                                          return each + dt * p[1];
///                                      });
///                                  });
/// auto const energy = ctgrad::sum(places, [&](auto const& x) {
///     return ctgrad::sum(x, [](auto const& each) { return each * each; });
/// });
/// ```
template <class Row, class S, class Step>
constexpr row_list<S> fold(row_list<Row> const& rows, row_list<S> const& initial, Step const& step) {
    using detail::list_step_checks;
    if constexpr (!decltype(list_step_checks<detail::with_scalar<Row, symbol>, row_list<S>, Step>::check())::value)
        return initial;
    else
        return {rows.owner, rows.nesting, initial.axis, detail::traced_list_recurrence(rows, initial, step).last};
}
template <class Row, class S, class Step>
constexpr row_list<detail::list_of<S>> scan(row_list<Row> const& rows, row_list<S> const& initial, Step const& step) {
    using detail::list_step_checks;
    if constexpr (!decltype(list_step_checks<detail::with_scalar<Row, symbol>, row_list<S>, Step>::check())::value)
        return {rows.owner, rows.nesting, rows.axis, initial};
    else
        return {rows.owner, rows.nesting, rows.axis,
                row_list<S>{rows.owner, rows.nesting, initial.axis,
                            detail::traced_list_recurrence(rows, initial, step).each}};
}

}  // namespace ctgrad
