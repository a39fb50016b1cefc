#pragma once

#include <array>
#include <cstddef>
#include <type_traits>

#include <ctgrad/loops/trace/rows.hpp>

/// Lists that a loop makes.
namespace ctgrad {

namespace detail {

/// The rows that a body makes.
template <class Value>
struct mapped_row {
    using type = double;
    static constexpr symbol symbols(Value const& value) { return symbol(value); }
};
template <class Value, std::size_t N>
struct mapped_row<std::array<Value, N>> {
    using type = std::array<double, N>;
    static constexpr std::array<symbol, N> symbols(std::array<Value, N> const& values) {
        std::array<symbol, N> all{};
        for (std::size_t i = 0; i < N; ++i) all[i] = symbol(values[i]);
        return all;
    }
};

}  // namespace detail

/// The list of the results of `body` for all rows; each is a number, or an array of numbers. A function that returns
/// rows, and has a sparse Jacobian, returns such a list:
/// ```cpp
/// constexpr auto slopes = ctgrad::function<ctgrad::rows_of<double>(ctgrad::rows_of<double>)>([](auto const& u) {
///     return ctgrad::map(ctgrad::windows<3>(u), [](auto const& w) { return w[0] - 2 * w[1] + w[2]; });
/// });
/// ```
template <class Row, class Body>
constexpr auto map(row_list<Row> const& rows, Body const& body) {
    using accepted = decltype(detail::body_checks<detail::with_scalar<Row, symbol>, Body, true>::check());
    auto const each = detail::traced_body<accepted>(rows, body);
    return row_list<typename detail::mapped_row<std::remove_cvref_t<decltype(each)>>::type>(
        rows.owner, rows.nesting, rows.axis, detail::mapped_row<std::remove_cvref_t<decltype(each)>>::symbols(each));
}

}  // namespace ctgrad
