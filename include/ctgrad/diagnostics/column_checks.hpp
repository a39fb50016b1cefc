#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <stdexcept>
#include <string>
#include <string_view>

#include <ctgrad/support/failure.hpp>

/// Checks the columns of a batch before anything is written.
namespace ctgrad::detail {

/// A column without its type. `begin` and `end` are the memory from its first byte to one past its last.
struct untyped_column {
    std::uintptr_t data;
    std::size_t count;
    std::ptrdiff_t stride;  // in numbers
    std::string_view name;
    std::size_t number;
    std::size_t step = 0;  // in bytes
    std::uintptr_t begin = 0, end = 0;
};

/// `input column y`, `output column 2`
inline std::string name_of(untyped_column const* columns, std::size_t which, bool written) {
    std::string const text = written ? "output column " : "input column ";
    return text +
           (columns[which].name.empty() ? std::to_string(columns[which].number) : std::string(columns[which].name));
}

[[noreturn]] inline void refuse_columns(std::string const& text) {
    fail<std::invalid_argument>("ctgrad: batch: " + text);
}
[[noreturn, gnu::cold, gnu::noinline]] inline void refuse_column(untyped_column const* columns, std::size_t which,
                                                                 bool written, char const* what) {
    refuse_columns(name_of(columns, which, written) + what);
}
[[noreturn, gnu::cold, gnu::noinline]] inline void refuse_row_count(untyped_column const* columns, std::size_t which,
                                                                    bool written, std::size_t rows) {
    refuse_columns(name_of(columns, which, written) + " has " + std::to_string(columns[which].count) +
                   " rows, output column 0 has " + std::to_string(rows));
}
[[noreturn, gnu::cold, gnu::noinline]] inline void refuse_overlap(untyped_column const* columns, std::size_t which,
                                                                  untyped_column const* others, std::size_t other,
                                                                  bool other_written) {
    refuse_columns(name_of(columns, which, true) + " overlaps " + name_of(others, other, other_written));
}

/// Checks one column of numbers of `Size` bytes on its own, and finds its memory. A stride is at most `longest`
/// numbers.
template <std::size_t Size>
void check_column_alone(untyped_column* columns, std::size_t which, bool written, std::size_t rows,
                        std::size_t longest) {
    untyped_column& column = columns[which];
    if (column.count != rows) refuse_row_count(columns, which, written, rows);
    if (rows == 0) return;
    if (column.data == 0) refuse_column(columns, which, written, " is a null pointer");
    if (column.data % Size != 0) refuse_column(columns, which, written, " is not aligned to the size of its numbers");
    std::size_t const step = static_cast<std::size_t>(column.stride < 0 ? -column.stride : column.stride);
    if (rows > 1 && step > longest) refuse_column(columns, which, written, " is longer than memory");
    if (written && rows > 1 && step == 0) refuse_column(columns, which, written, " has stride 0: its rows overlap");
    column.step = step * Size;
    std::size_t const length = (rows - 1) * column.step;
    column.begin = column.stride < 0 ? column.data - length : column.data;
    column.end = column.begin + length + Size;
}

/// Whether two columns share a number, or may share one: columns of different strides count as overlapping if their
/// ranges do. This runs for every pair, so interleaved columns, such as those of a matrix, need no division.
inline bool overlap(untyped_column const& a, untyped_column const& b) {
    if (a.begin >= b.end || b.begin >= a.end) return false;
    if (a.count == 1 || a.step != b.step) return true;
    std::uintptr_t const apart = a.begin < b.begin ? b.begin - a.begin : a.begin - b.begin;
    return apart < a.step ? apart == 0 : apart % a.step == 0;
}

/// Throws std::invalid_argument, with the name of the column, if columns differ in length, if one is not aligned to its
/// numbers, or if an output overlaps another output or an input that is not exactly the same column.
template <std::size_t Size>
void check_columns(untyped_column* inputs, std::size_t input_count, untyped_column* outputs, std::size_t output_count) {
    std::size_t const rows = outputs[0].count;
    std::size_t const longest = std::numeric_limits<std::ptrdiff_t>::max() / Size / std::max<std::size_t>(rows, 1);
    for (std::size_t i = 0; i < output_count; ++i) check_column_alone<Size>(outputs, i, true, rows, longest);
    for (std::size_t i = 0; i < input_count; ++i) check_column_alone<Size>(inputs, i, false, rows, longest);
    if (rows == 0) return;
    for (std::size_t i = 0; i < output_count; ++i) {
        for (std::size_t k = 0; k < i; ++k)
            if (overlap(outputs[k], outputs[i])) refuse_overlap(outputs, i, outputs, k, true);
        for (std::size_t k = 0; k < input_count; ++k) {
            bool const in_place =
                inputs[k].data == outputs[i].data && (rows == 1 || inputs[k].stride == outputs[i].stride);
            if (!in_place && overlap(inputs[k], outputs[i])) refuse_overlap(outputs, i, inputs, k, false);
        }
    }
}

}  // namespace ctgrad::detail
