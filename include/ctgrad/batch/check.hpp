#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <stdexcept>
#include <string>
#include <string_view>

/// What is wrong with the columns of a batch, found before anything is written.
namespace ctgrad::detail {

/// A column without its type. Its strides are counted in numbers.
struct untyped_column {
    std::uintptr_t data;
    std::size_t count;
    std::ptrdiff_t stride;
    std::string_view name;
    std::size_t number;

    std::uintptr_t step(std::size_t size) const {
        return static_cast<std::uintptr_t>(stride < 0 ? -stride : stride) * size;
    }
    /// From the first byte to the one past the last. There is a row.
    std::uintptr_t begin(std::size_t size) const { return stride < 0 ? data - (count - 1) * step(size) : data; }
    std::uintptr_t end(std::size_t size) const { return begin(size) + (count - 1) * step(size) + size; }
};

/// `input column y`, `output column 2`
inline std::string name_of(untyped_column const* columns, std::size_t index, bool written) {
    std::string const text = written ? "output column " : "input column ";
    return text + (columns[index].name.empty() ? std::to_string(columns[index].number) : std::string(columns[index].name));
}

[[noreturn]] inline void refuse_columns(std::string const& text) { throw std::invalid_argument("ctgrad: batch: " + text); }

inline void check_column_alone(
    untyped_column const* columns, std::size_t index, bool written, std::size_t rows, std::size_t size) {
    untyped_column const& column = columns[index];
    if (column.count != rows)
        refuse_columns(name_of(columns, index, written) + " has " + std::to_string(column.count) + " rows, output column 0 has " +
                       std::to_string(rows));
    if (rows == 0) return;
    if (column.data == 0) refuse_columns(name_of(columns, index, written) + " is a null pointer");
    if (column.data % size != 0)
        refuse_columns(name_of(columns, index, written) + " is not aligned to the size of its numbers");
    std::size_t const step = column.step(1);
    if (rows > 1 && step > std::numeric_limits<std::ptrdiff_t>::max() / size / rows)
        refuse_columns(name_of(columns, index, written) + " is longer than memory");
    if (written && rows > 1 && step == 0)
        refuse_columns(name_of(columns, index, written) + " has stride 0: its rows overlap");
}

/// Whether two columns share a number, or may: columns of different strides are kept apart as wholes.
inline bool overlap(untyped_column const& a, untyped_column const& b, std::size_t size) {
    if (a.begin(size) >= b.end(size) || b.begin(size) >= a.end(size)) return false;
    if (a.count == 1 || a.step(size) != b.step(size)) return true;
    std::uintptr_t const apart = a.begin(size) < b.begin(size) ? b.begin(size) - a.begin(size) : a.begin(size) - b.begin(size);
    return apart % a.step(size) == 0;
}

/// Throws std::invalid_argument, which names the column, where columns differ in length, are not aligned to their
/// numbers, or where an output overlaps another output or an input that is not exactly itself.
inline void check_columns(
    untyped_column const* inputs, std::size_t input_count, untyped_column const* outputs, std::size_t output_count,
    std::size_t size) {
    std::size_t const rows = outputs[0].count;
    for (std::size_t i = 0; i < output_count; ++i) check_column_alone(outputs, i, true, rows, size);
    for (std::size_t i = 0; i < input_count; ++i) check_column_alone(inputs, i, false, rows, size);
    if (rows == 0) return;
    for (std::size_t i = 0; i < output_count; ++i) {
        for (std::size_t k = 0; k < i; ++k)
            if (overlap(outputs[k], outputs[i], size))
                refuse_columns(name_of(outputs, i, true) + " overlaps " + name_of(outputs, k, true));
        for (std::size_t k = 0; k < input_count; ++k) {
            bool const in_place =
                inputs[k].data == outputs[i].data && (rows == 1 || inputs[k].stride == outputs[i].stride);
            if (!in_place && overlap(inputs[k], outputs[i], size))
                refuse_columns(name_of(outputs, i, true) + " overlaps " + name_of(inputs, k, false));
        }
    }
}

}  // namespace ctgrad::detail
