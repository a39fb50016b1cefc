#pragma once

#include <ctgrad/function/symbol.hpp>

/// Declarations of what <ctgrad/loops.hpp> defines, so that a function of rows without that header is refused with advice.
namespace ctgrad {

template <class Row>
struct rows_of;
template <class Row>
struct row_list;

template <class Row>
constexpr symbol length(row_list<Row> const&);
template <class Row, class Body>
constexpr auto sum(row_list<Row> const&, Body const&);
template <class Row, class Body>
constexpr auto mean(row_list<Row> const&, Body const&);
template <class Row, class Body>
constexpr symbol max(row_list<Row> const&, Body const&);
template <class Row, class Body>
constexpr symbol min(row_list<Row> const&, Body const&);
template <class Row, class Body>
constexpr symbol log_sum_exp(row_list<Row> const&, Body const&);

namespace detail {

template <class A>
inline constexpr bool is_rows = false;
template <class Row>
inline constexpr bool is_rows<rows_of<Row>> = true;
/// Whether an argument has columns, whose number is known at run time.
template <class A>
inline constexpr bool has_columns = false;

template <class A>
struct row_of;
template <class Row>
struct row_of<rows_of<Row>> {
    using type = Row;
};

}  // namespace detail
}  // namespace ctgrad
