#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <stdexcept>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include <ctgrad/batch/column.hpp>
#include <ctgrad/loops/run/row_checks.hpp>
#include <ctgrad/loops/run/state.hpp>
#include <ctgrad/support/failure.hpp>

/// Matrices with which a function is called, and those that it returns.
namespace ctgrad {

/// Numbers in memory that the caller owns, as a matrix, one row after the other.
template <std::floating_point T>
struct matrix_view {
    T* numbers = nullptr;
    std::ptrdiff_t row_count = 0, column_count = 0;

    constexpr T* data() const { return numbers; }
    constexpr std::ptrdiff_t rows() const { return row_count; }
    constexpr std::ptrdiff_t cols() const { return column_count; }
    constexpr std::ptrdiff_t rowStride() const { return column_count; }
    constexpr std::ptrdiff_t colStride() const { return 1; }
    constexpr T& operator()(std::size_t row, std::size_t column) const {
        return numbers[static_cast<std::ptrdiff_t>(row) * column_count + static_cast<std::ptrdiff_t>(column)];
    }
};

/// A matrix that owns its numbers, one row after the other: the derivative with respect to a matrix.
template <std::floating_point T>
struct dense_matrix {
    std::vector<T> numbers{};
    std::ptrdiff_t row_count = 0, column_count = 0;

    T* data() { return numbers.data(); }
    T const* data() const { return numbers.data(); }
    std::ptrdiff_t rows() const { return row_count; }
    std::ptrdiff_t cols() const { return column_count; }
    std::ptrdiff_t rowStride() const { return column_count; }
    std::ptrdiff_t colStride() const { return 1; }
    T const& operator()(std::size_t row, std::size_t column) const {
        return numbers[row * static_cast<std::size_t>(column_count) + column];
    }
};

/// A vector, array or span as a matrix whose rows have `columns` numbers each. Throws std::invalid_argument if the last row
/// is incomplete.
/// ```cpp
/// std::vector<double> const weights(12);
/// double const value = f(ctgrad::rows(weights, 4), x);  // 3 rows
/// ```
template <class Range>
constexpr auto rows(Range&& range, std::size_t columns) {
    if constexpr (detail::check_column<Range>()) {
        std::size_t const size = std::size(range);
        if (columns == 0 ? size != 0 : size % columns != 0)
            detail::fail<std::invalid_argument>(
                "ctgrad: rows: the size of the range is not a multiple of the number of columns");
        return matrix_view<detail::element_of<std::remove_reference_t<Range>>>{
            std::data(range), static_cast<std::ptrdiff_t>(columns == 0 ? 0 : size / columns),
            static_cast<std::ptrdiff_t>(columns)};
    } else {
        return matrix_view<double>{};
    }
}

namespace detail {

/// A matrix in memory.
template <class T>
struct matrix_in_memory {
    T const* data = nullptr;
    std::size_t rows = 0, columns = 0;
    std::ptrdiff_t row_stride = 0, column_stride = 0;

    T const* at(std::size_t row, std::size_t column) const {
        return data + static_cast<std::ptrdiff_t>(row) * row_stride +
               static_cast<std::ptrdiff_t>(column) * column_stride;
    }
};

[[noreturn]] inline void refuse_matrix_at_run_time(std::size_t position, char const* reason) {
    fail<std::invalid_argument>("ctgrad: arguments<" + std::to_string(position) + ">, a matrix, " + reason);
}

template <class T, class Given>
matrix_in_memory<T> locate_matrix(Given const& given, std::size_t position) {
    matrix_in_memory<T> result;
    if constexpr (strided_matrix<Given const>) {
        result = {given.data(), static_cast<std::size_t>(given.rows()), static_cast<std::size_t>(given.cols()),
                  given.rowStride(), given.colStride()};
    } else {
        using row = std::remove_cv_t<element_of<Given const>>;
        constexpr std::size_t width = std::tuple_size_v<row>;
        auto const* const first = std::data(given);
        result = {first == nullptr ? nullptr : first->data(), std::size(given), width,
                  static_cast<std::ptrdiff_t>(sizeof(row) / sizeof(T)), 1};
    }
    if (result.data == nullptr && result.rows * result.columns > 0)
        refuse_matrix_at_run_time(position, "points to no memory");
    return result;
}

template <class T>
constexpr std::size_t copied_size(matrix_in_memory<T> const& matrix) {
    return in_registers<T>(matrix.rows) * in_registers<T>(matrix.columns);
}
/// Copies a matrix, row by row or column by column, to `next`, with room for whole registers in both directions.
template <class T>
row_column<T> copied_matrix(matrix_in_memory<T> matrix, bool by_rows, T*& next) {
    if (!by_rows) {
        std::swap(matrix.rows, matrix.columns);
        std::swap(matrix.row_stride, matrix.column_stride);
    }
    std::size_t const room = in_registers<T>(matrix.columns);
    T* const begin = next;
    T* to = begin;
    next += copied_size(matrix);
    for (std::size_t row = 0; row < matrix.rows && room > 0; ++row, to += room) {
        for (std::size_t i = 0; i < matrix.columns; ++i) to[i] = *matrix.at(row, i);
        std::fill(to + matrix.columns, to + room, T(0));
    }
    std::fill(to, next, T(0));
    return {begin, static_cast<std::ptrdiff_t>(room)};
}

}  // namespace detail
}  // namespace ctgrad
