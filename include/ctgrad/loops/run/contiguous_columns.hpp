#pragma once

#include <algorithm>
#include <cstddef>

#include <ctgrad/batch/transpose.hpp>
#include <ctgrad/loops/run/chosen_rows.hpp>

/// The columns of a part's rows, contiguous in memory.
namespace ctgrad::detail {

/// Makes `inputs` columns of `count` rows from row `first` on contiguous, those that are `read`, which ends with false.
/// Those that are not contiguous already are copied to `buffer`; the last row is repeated to fill a register. Lists of
/// chosen rows begin with row `rows_start`.
template <class T>
void make_contiguous(row_column<T> const* columns, T const** contiguous, bool const* read, std::size_t inputs,
                     T* buffer, std::size_t rows_start, std::size_t first, std::size_t count) {
    constexpr std::size_t width = lane_count<T>, transposed = std::min(width, std::max<std::size_t>(32 / sizeof(T), 1));
    std::size_t const padded = (count + width - 1) / width * width;
    for (std::size_t i = 0; i < inputs;) {
        row_column<T> const column = columns[i];
        T const* const from = read[i] && column.rows == nullptr ? &column[first] : column.data;
        std::size_t together = 1;
        if (!read[i] || (column.stride == 1 && padded == count && column.rows == nullptr)) {
            contiguous[i++] = from;
            continue;
        }
        while (read[i + together] && column.stride != 1 && columns[i + together].stride == column.stride &&
               columns[i + together].rows == column.rows && columns[i + together].data == column.data + together)
            ++together;
        auto const distance = static_cast<std::size_t>(column.stride);
        if (column.rows == nullptr && column.stride > 1 && together % distance == 0 && together > distance &&
            padded == count && together / distance < width) {
            // Windows: the columns of a row are those of the row before, moved by one.
            std::size_t const last_shift = together / distance - 1, gap = rows_of_part + last_shift;
            copy_to_columns<transposed>(from, column.stride, count + last_shift, distance, buffer, gap);
            for (std::size_t k = 0; k < together; ++k) contiguous[i + k] = buffer + k % distance * gap + k / distance;
            i += together;
            buffer += distance * gap;
            continue;
        }
        if (column.rows == nullptr)
            copy_to_columns<transposed>(from, column.stride, count, together, buffer, rows_of_part);
        else
            copy_chosen_to_columns<transposed>(column.data, column.stride, column.rows + (first - rows_start), count,
                                               together, buffer, rows_of_part);
        for (std::size_t const end = i + together; i < end; ++i, buffer += rows_of_part) {
            std::fill(buffer + count, buffer + padded, buffer[count - 1]);
            contiguous[i] = buffer;
        }
    }
}

}  // namespace ctgrad::detail
