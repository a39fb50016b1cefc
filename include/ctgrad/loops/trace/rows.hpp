#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <limits>
#include <tuple>
#include <type_traits>

#include <ctgrad/function/rows.hpp>
#include <ctgrad/function/structure.hpp>
#include <ctgrad/function/symbol.hpp>
#include <ctgrad/loops/rules/axes.hpp>
#include <ctgrad/loops/trace/body_checks.hpp>
#include <ctgrad/loops/trace/nesting.hpp>

/// Loops inside traced functions, over arguments that are lists of rows with a length that is known at run time.
namespace ctgrad {

/// In the signature of a function, an argument that is a list of rows. `Row` is a `double`, an array or a struct adapted
/// with Boost.Hana. The callable gets a `row_list`, for `sum` and the other reductions.
/// ```cpp
/// struct point { double t, y; };
/// BOOST_HANA_ADAPT_STRUCT(point, t, y);
/// constexpr auto loss = ctgrad::function<double(double, double, ctgrad::rows_of<point>)>(
///     [](auto a, auto b, auto points) {
///         return ctgrad::sum(points, [&](auto const& p) {
///             auto const residual = a * exp(-b * ctgrad::get<"t">(p)) - ctgrad::get<"y">(p);
///             return residual * residual;
///         });
///     });
/// ```
template <class Row>
struct rows_of {
    using row = Row;
};

namespace detail {

/// The structure of an argument; for a list of rows the structure of one row.
template <class A>
struct content_of {
    using type = A;
};
template <class Row>
struct content_of<rows_of<Row>> {
    using type = Row;
};

}  // namespace detail

namespace detail {

/// A row of each of several lists; its symbols are a tuple.
template <class... Row>
struct zipped {};
template <class... Row>
struct with_scalar_of<zipped<Row...>, symbol> {
    using type = std::tuple<with_scalar<Row, symbol>...>;
};

/// A row that is itself a list, of rows along another axis.
template <class Row>
struct list_of {};
template <class Row>
struct with_scalar_of<list_of<Row>, symbol> {
    using type = row_list<Row>;
};

/// The numbers of a row, or the indices of a row of an index list.
template <class Row>
inline constexpr std::size_t row_width = leaf_count<Row>();
template <class Row, std::size_t N>
inline constexpr std::size_t row_width<std::array<Row, N>> = N* row_width<Row>;
template <class Row>
inline constexpr std::size_t row_width<list_of<Row>> = row_width<Row>;
template <class... Row>
inline constexpr std::size_t row_width<zipped<Row...>> = (row_width<Row> + ... + 0);

template <class Row>
using leaves_of_row = std::array<row_leaf, row_width<Row> + 1>;

}  // namespace detail

struct row_index;

/// A list of rows inside a traced function. One row of symbols stands for each of its rows.
template <class Row>
struct row_list : detail::refused_list_uses<Row> {
    detail::graph* owner;
    detail::loop_nesting* nesting;  ///< null in a trial run
    int axis;
    detail::with_scalar<Row, symbol> row;
    detail::leaves_of_row<Row> leaves{};  ///< what the numbers of the row are in the arguments

    constexpr row_list(detail::graph* g, detail::loop_nesting* loops, int number,
                       detail::with_scalar<Row, symbol> const& symbols, detail::leaves_of_row<Row> const& sources = {})
        : owner(g), nesting(loops), axis(number), row(symbols), leaves(sources) {}

    /// The row that an index list chooses; see `indices`.
    constexpr auto operator[](row_index const& index) const requires(detail::is_structure<Row>());
    using detail::refused_list_uses<Row>::operator[];
};

namespace detail {

template <class Row>
struct with_scalar_of<rows_of<Row>, symbol> {
    using type = row_list<Row>;
};

/// The result of the body for a row. A refused body results in a number. (It is checked by the callers, because each level
/// of instantiation adds a line to messages about the body.)
template <class Accepted, class Row, class Body>
constexpr auto traced_body(row_list<Row> const& rows, Body const& body) {
    if constexpr (!Accepted::value) {
        return symbol(rows.owner, graph::zero);
    } else if (rows.nesting == nullptr) {
        return called_on_row(body, rows.row);
    } else {
        loop_nesting& nesting = *rows.nesting;
        int const bit = 1 << rows.axis, before = nesting.open;
        nesting.inside_itself = nesting.inside_itself || (before & bit) != 0;
        nesting.around[rows.axis] |= before & ~bit;
        nesting.open |= bit;
        auto result = called_on_row(body, rows.row);
        nesting.open = before;
        return result;
    }
}

template <class Reduction, class Row>
constexpr symbol reduced(row_list<Row> const& rows, symbol const& value) {
    graph& g = *rows.owner;
    if (rows.nesting != nullptr) rows.nesting->couple(rows.axis);
    if (g.full) return symbol(&g, graph::zero);
    return symbol(&g, reduction_node<Reduction>(g, value.node_in(g), rows.axis));
}

template <class Row>
constexpr bool varies_along(row_list<Row> const& rows, symbol const& value) {
    return !rows.owner->full && value.owner != nullptr && (rows.owner->shapes->of[value.id] >> rows.axis & 1) != 0;
}

}  // namespace detail

/// The number of rows, as a symbol.
template <class Row>
constexpr symbol length(row_list<Row> const& rows) {
    detail::graph& g = *rows.owner;
    if (g.full) return symbol(&g, detail::graph::zero);
    int const operands[]{g.constant(rows.axis)};
    return symbol(&g, g.full ? 0 : g.apply(detail::info_of<operations::axis_length>, operands));
}

namespace detail {

template <class Row>
constexpr symbol sum_of(row_list<Row> const& rows, symbol const& value) {
    return varies_along(rows, value) ? reduced<operations::row_sum>(rows, value) : length(rows) * value;
}
template <class Row, class Value, std::size_t N>
constexpr std::array<symbol, N> sum_of(row_list<Row> const& rows, std::array<Value, N> const& values) {
    std::array<symbol, N> sums{};
    for (std::size_t i = 0; i < N; ++i) sums[i] = sum_of(rows, symbol(values[i]));
    return sums;
}
constexpr symbol divided(symbol const& total, symbol const& count) { return total / count; }
template <std::size_t N>
constexpr std::array<symbol, N> divided(std::array<symbol, N> totals, symbol const& count) {
    for (symbol& total : totals) total = total / count;
    return totals;
}
template <class Reduction, class Row>
constexpr symbol extremum_of(row_list<Row> const& rows, symbol const& value) {
    return varies_along(rows, value) ? reduced<Reduction>(rows, value) : value;
}

}  // namespace detail

/// The sum of the results of `body` over all rows; each is a number, or an array of numbers. The sum of an empty list
/// is 0. The body is traced once. Whatever does not depend on the row is computed once, before the loop. Loops can be
/// nested.
///
/// Rows are added in the lanes of SIMD registers and in parts of 256, so the order of the additions differs from that
/// of a plain loop. It depends only on the number of rows and of lanes.
template <class Row, class Body>
constexpr auto sum(row_list<Row> const& rows, Body const& body) {
    using accepted = decltype(detail::body_checks<detail::with_scalar<Row, symbol>, Body, true>::check());
    return detail::sum_of(rows, detail::traced_body<accepted>(rows, body));
}
/// The mean over all rows; NaN for an empty list. Like a sum, it can be an array.
template <class Row, class Body>
constexpr auto mean(row_list<Row> const& rows, Body const& body) {
    using accepted = decltype(detail::body_checks<detail::with_scalar<Row, symbol>, Body, true>::check());
    return detail::divided(detail::sum_of(rows, detail::traced_body<accepted>(rows, body)), length(rows));
}
/// The largest value over all rows; minus infinity for an empty list. Rows that attain it share the derivative equally.
template <class Row, class Body>
constexpr symbol max(row_list<Row> const& rows, Body const& body) {
    using accepted = decltype(detail::body_checks<detail::with_scalar<Row, symbol>, Body, false>::check());
    return detail::extremum_of<operations::row_maximum>(rows, detail::traced_body<accepted>(rows, body));
}
/// The smallest value over all rows; infinity for an empty list. Rows that attain it share the derivative equally.
template <class Row, class Body>
constexpr symbol min(row_list<Row> const& rows, Body const& body) {
    using accepted = decltype(detail::body_checks<detail::with_scalar<Row, symbol>, Body, false>::check());
    return detail::extremum_of<operations::row_minimum>(rows, detail::traced_body<accepted>(rows, body));
}
/// log(sum(exp(value))) over all rows, without overflow: the largest value is subtracted first. Minus infinity for an
/// empty list.
template <class Row, class Body>
constexpr symbol log_sum_exp(row_list<Row> const& rows, Body const& body) {
    using accepted = decltype(detail::body_checks<detail::with_scalar<Row, symbol>, Body, false>::check());
    symbol const value(detail::traced_body<accepted>(rows, body));
    symbol const largest = detail::extremum_of<operations::row_maximum>(rows, value);
    // Infinite rows are not subtracted from each other.
    constexpr double infinity = std::numeric_limits<double>::infinity();
    symbol const shift = apply<operations::gradient_stop>(select(abs(largest) < infinity, largest, 0.0));
    return shift + log(detail::sum_of(rows, exp(value - shift)));
}

}  // namespace ctgrad
