#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

/// A loop over neighbours has regular places in a sparse matrix: those of all entries of a row move by the same distance to
/// the next row, except near the ends. Then the matrix is written row by row, and each number once. Otherwise entries
/// are added one by one.
namespace ctgrad::detail {

/// Rows of a loop, from `first` to before `end`.
struct rows_of_loop {
    std::size_t first = 0, end = 0;
    bool empty() const { return first >= end; }
};

/// The rows of a loop, from `first` to before `end`, in which places are regular: that of entry k in row e is
/// `start + (e - first + shift[k]) * step + column[k]`.
struct regular_places {
    std::size_t first = 0, end = 0, step = 0, start = 0, largest_shift = 0;
    std::vector<std::size_t> shift, column;
    rows_of_loop in_registers;  ///< those that are written from registers; see regular_loop.hpp

    std::size_t row_count() const { return end - first; }
    std::size_t place(std::size_t entry, std::size_t row) const {
        return start + (row - first + shift[entry]) * step + column[entry];
    }
    /// Whether all entries of a row of the matrix are in regular rows of the loop.
    bool is_inner(std::size_t row_of_matrix) const {
        return row_of_matrix >= largest_shift && row_of_matrix < row_count();
    }
};

/// Finds the regular rows of a loop; none if there are few, or if they do not fill whole rows of the matrix.
inline regular_places find_regular_places(std::vector<std::vector<int>> const& places) {
    regular_places none, found;
    if (places.empty() || places[0].size() < 16) return none;
    std::size_t const rows = places[0].size(), middle = rows / 2;
    int const step = places[0][middle + 1] - places[0][middle];
    if (step <= 0) return none;
    auto const regular = [&](std::size_t row) {
        for (auto const& entry : places)
            if (entry[row] < 0 || entry[row + 1] - entry[row] != step) return false;
        return true;
    };
    found.first = found.end = middle;
    while (found.first > 0 && regular(found.first - 1)) --found.first;
    while (found.end + 1 < rows && regular(found.end)) ++found.end;
    ++found.end;
    if (found.row_count() < 16) return none;
    found.step = static_cast<std::size_t>(step);
    int lowest = places[0][found.first];
    for (auto const& entry : places) lowest = std::min(lowest, entry[found.first]);
    found.start = static_cast<std::size_t>(lowest);
    std::vector<bool> filled(found.step);
    for (auto const& entry : places) {
        auto const distance = static_cast<std::size_t>(entry[found.first] - lowest);
        found.shift.push_back(distance / found.step);
        found.column.push_back(distance % found.step);
        filled[found.column.back()] = true;
        found.largest_shift = std::max(found.largest_shift, found.shift.back());
    }
    bool const whole = std::all_of(filled.begin(), filled.end(), [](bool each) { return each; });
    return whole && found.largest_shift < 16 ? found : none;
}

}  // namespace ctgrad::detail
