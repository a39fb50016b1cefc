#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <iterator>
#include <span>
#include <stdexcept>
#include <type_traits>

#include <ctgrad/diagnostics/batch_messages.hpp>
#include <ctgrad/formula/binding.hpp>
#include <ctgrad/support/failure.hpp>

/// Where a batch reads and writes: columns in memory that the caller owns.
namespace ctgrad {

/// A column of `count` numbers that are `stride` apart: row i has `data[i * stride]`. It does not own them.
template <std::floating_point T>
struct column_view {
    T* data = nullptr;
    std::size_t count = 0;
    std::ptrdiff_t stride = 1;

    /// The number in a row.
    constexpr T& operator[](std::size_t row) const { return data[static_cast<std::ptrdiff_t>(row) * stride]; }
};

namespace detail {

template <class T>
inline constexpr bool is_column<column_view<T>> = true;

/// Contiguous memory with a size.
template <class Range>
concept contiguous = requires(Range& range) {
    std::data(range);
    std::size(range);
    requires std::is_pointer_v<decltype(std::data(range))>;
};
template <class Range>
using element_of = std::remove_pointer_t<decltype(std::data(std::declval<Range&>()))>;

/// Whether a range still exists when the batch reads it.
template <class Given>
inline constexpr bool outlives =
    std::is_lvalue_reference_v<Given> || std::ranges::enable_borrowed_range<std::remove_cvref_t<Given>>;

template <class Range>
constexpr bool check_column() {
    constexpr bool fits = [] {
        if constexpr (contiguous<std::remove_reference_t<Range>>)
            return std::floating_point<std::remove_cv_t<element_of<std::remove_reference_t<Range>>>>;
        else
            return false;
    }();
    if constexpr (!fits)
        return refuse_column<Range>();
    else if constexpr (!outlives<Range>)
        return refuse_temporary_column<Range>();
    else
        return true;
}

}  // namespace detail

/// A vector, array or span as a column: its numbers are one for each row of a batch. A temporary that owns its memory
/// is refused.
/// ```cpp
/// std::vector<double> const xs{1, 2, 3};
/// ctgrad::batch(f)(ctgrad::into(values), x = ctgrad::column(xs));
/// ```
template <class Range>
constexpr auto column(Range&& range) {
    if constexpr (detail::check_column<Range>())
        return column_view<detail::element_of<std::remove_reference_t<Range>>>{std::data(range), std::size(range), 1};
    else
        return column_view<double>{};
}
/// `count` numbers that are `stride` apart, for example a column of a row-major matrix or a member of an array of
/// structs. With a stride of 0 every row has the same number; negative strides run backward.
template <std::floating_point T>
constexpr column_view<T> column(T* data, std::size_t count, std::ptrdiff_t stride = 1) {
    return {data, count, stride};
}

/// The N columns of a row-major matrix with `count` rows, `stride` numbers from one row to the next.
template <std::size_t N, std::floating_point T>
constexpr std::array<column_view<T>, N> rows(T* data, std::size_t count, std::ptrdiff_t stride = N) {
    std::array<column_view<T>, N> columns;
    for (std::size_t i = 0; i < N; ++i) columns[i] = {data + (count > 0 ? i : 0), count, stride};
    return columns;
}
/// The N columns of a range that holds row after row. Throws std::invalid_argument if the last row is incomplete.
template <std::size_t N, class Range>
constexpr auto rows(Range&& range) {
    if constexpr (N == 0) {
        detail::refuse_no_columns<Range>();
        return std::array<column_view<double>, N>{};
    } else if constexpr (detail::check_column<Range>()) {
        if (std::size(range) % N != 0)
            detail::fail<std::invalid_argument>(
                "ctgrad: rows: the size of the range is not a multiple of the number of columns");
        return rows<N>(std::data(range), std::size(range) / N);
    } else {
        return std::array<column_view<double>, N>{};
    }
}

namespace detail {

/// An argument as an array of columns.
template <class T>
constexpr std::array<column_view<T>, 1> as_columns(column_view<T> const& one) {
    return {one};
}
template <class T, std::size_t N>
constexpr std::array<column_view<T>, N> const& as_columns(std::array<column_view<T>, N> const& several) {
    return several;
}
template <class T>
inline constexpr bool is_columns = false;
template <class T>
inline constexpr bool is_columns<column_view<T>> = true;
template <class T, std::size_t N>
inline constexpr bool is_columns<std::array<column_view<T>, N>> = true;

template <class Range>
    requires(contiguous<Range> && !is_columns<std::remove_const_t<Range>>)
constexpr auto as_columns(Range& range) { return as_columns(column(range)); }

/// Where a batch writes.
template <class T, std::size_t N>
struct batch_destination {
    using scalar = T;
    static constexpr std::size_t size = N;
    std::array<column_view<T>, N> columns;
};
template <class T>
inline constexpr bool is_batch_destination = false;
template <class T, std::size_t N>
inline constexpr bool is_batch_destination<batch_destination<T, N>> = true;

template <class Given>
consteval bool can_be_column() {
    if constexpr (is_columns<std::remove_cvref_t<Given>>)
        return true;
    else if constexpr (contiguous<std::remove_reference_t<Given>>)
        return std::floating_point<std::remove_cv_t<element_of<std::remove_reference_t<Given>>>> && outlives<Given>;
    else
        return false;
}
template <class Given>
using element_of_columns =
    std::remove_pointer_t<decltype(as_columns(std::declval<std::remove_reference_t<Given>&>())[0].data)>;

}  // namespace detail

/// Where a batch writes its results: one column for each result, in order, given as ranges of numbers, `column`s or
/// `rows`. The values come first, then the derivatives: for a gradient in the order of its variables, for a Jacobian
/// row by row, for a Hessian the gradient and then the lower triangle row by row. All hold numbers of one type, and
/// none is const.
/// ```cpp
/// ctgrad::into(value, by_x, by_y);              // three vectors
/// ctgrad::into(value, ctgrad::rows<2>(by_xy));  // a vector and a matrix of two columns
/// ```
template <class... Columns>
constexpr auto into(Columns&&... columns) {
    if constexpr (sizeof...(Columns) == 0 || !(detail::can_be_column<Columns>() && ...)) {
        return detail::refuse_destination_columns<Columns...>();
    } else if constexpr ((std::is_const_v<detail::element_of_columns<Columns>> || ...)) {
        return detail::refuse_constant_columns<Columns...>();
    } else {
        using scalar = std::remove_const_t<std::common_type_t<detail::element_of_columns<Columns>...>>;
        if constexpr (!(std::same_as<detail::element_of_columns<Columns>, scalar> && ...)) {
            detail::refuse_column_types<detail::element_of_columns<Columns>...>();
            return detail::no_destination{};
        } else {
            detail::batch_destination<
                scalar, (std::tuple_size_v<std::remove_cvref_t<decltype(detail::as_columns(columns))>> + ...)>
                all{};
            std::size_t next = 0;
            auto const append = [&](auto const& some) {
                for (auto const& one : some) all.columns[next++] = one;
            };
            (append(detail::as_columns(columns)), ...);
            return all;
        }
    }
}

}  // namespace ctgrad
