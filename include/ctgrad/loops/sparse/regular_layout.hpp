#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include <ctgrad/loops/sparse/pattern.hpp>
#include <ctgrad/loops/sparse/regular_places.hpp>
#include <ctgrad/sparsity/entries.hpp>

/// Where the entries of a row of a loop over neighbours are in the arrays of a sparse matrix, relative to those of the row
/// before: this follows from the shifts of the windows, independently of the length of the lists.
namespace ctgrad::detail {

template <class Source, class Plan, storage_order Order>
struct regular_layout {
    using entries = loop_entries<Source, Plan>;
    static constexpr auto const& p = Plan::value;
    static constexpr std::size_t count = entries::count, largest_count = 64;

    /// As `regular_places`; `known` is false if entries are chosen by index or are of several lists side by side.
    struct layout {
        bool known = false;
        std::size_t step = 0, largest_shift = 0;
        std::array<std::size_t, count + 1> shift{}, column{};
    };

    /// The row or column of the matrix that an entry is in, and the place in it, both relative to a row of the loop.
    struct place {
        int line_shift = 0, line = 0, list = 0, position = 0;

        constexpr bool before(place const& other) const {
            if (line != other.line) return line < other.line;
            return list != other.list ? list < other.list : position < other.position;
        }
    };

    static constexpr bool is_regular(sparse_loop_entry const& entry) {
        auto const shifted = [&](int number) {
            row_variable const& v = Source::variables[static_cast<std::size_t>(number)];
            return v.axis == entry.axis && v.how == row_view::kind::shifted;
        };
        return shifted(entry.column) && (!Source::is_hessian || shifted(entry.row));
    }
    static constexpr int position_of(int number) {
        row_variable const& v = Source::variables[static_cast<std::size_t>(number)];
        return v.shift * width_of(number) + v.place;
    }
    static constexpr int width_of(int number) {
        row_variable const& v = Source::variables[static_cast<std::size_t>(number)];
        return static_cast<int>(Source::widths[static_cast<std::size_t>(v.argument)]);
    }
    /// The entry at a row and column, given relative to those of a row of the loop.
    static constexpr place placed(int row, int row_width, int column, int column_width, int list) {
        bool const by_rows = Order == storage_order::by_rows;
        int const line = by_rows ? row : column, line_width = by_rows ? row_width : column_width;
        int const other = by_rows ? column : row, other_width = by_rows ? column_width : row_width;
        int const shift = line / line_width;
        return {shift, line % line_width, by_rows ? list : 0, other - shift * other_width};
    }
    static constexpr place place_of(sparse_loop_entry const& entry) {
        int const column = position_of(entry.column), column_width = width_of(entry.column);
        int const list = Source::variables[static_cast<std::size_t>(entry.column)].argument;
        if constexpr (Source::is_hessian) {
            int const row = position_of(entry.row);
            return row >= column ? placed(row, column_width, column, column_width, list)
                                 : placed(column, column_width, row, column_width, list);
        } else {
            return placed(entry.row, static_cast<int>(Source::row_width), column, column_width, list);
        }
    }
    /// Whether the step from a row to the next is the same everywhere.
    static constexpr bool is_of_one_list() {
        if (!Source::is_hessian && Order == storage_order::by_rows) return true;
        for (std::size_t k = 1; k < count; ++k)
            if (Source::variables[static_cast<std::size_t>(entries::all[k].column)].argument !=
                Source::variables[static_cast<std::size_t>(entries::all[0].column)].argument)
                return false;
        for (std::size_t k = 0; k < count && Source::is_hessian; ++k)
            if (Source::variables[static_cast<std::size_t>(entries::all[k].row)].argument !=
                Source::variables[static_cast<std::size_t>(entries::all[k].column)].argument)
                return false;
        return true;
    }

    static constexpr layout value = [] {
        layout result;
        if (count == 0 || count > largest_count || !entries::in_one_loop || !is_of_one_list()) return result;
        std::array<place, count + 1> places{};
        for (std::size_t k = 0; k < count; ++k) {
            if (!is_regular(entries::all[k])) return result;
            places[k] = place_of(entries::all[k]);
        }
        std::array<std::size_t, count + 1> distance{};
        for (std::size_t k = 0; k < count; ++k) {
            bool is_first = true;
            for (std::size_t i = 0; i < count; ++i) {
                bool counted = places[i].before(places[k]);
                bool const same = !counted && !places[k].before(places[i]);
                is_first = is_first && !(same && i < k);
                for (std::size_t j = 0; j < i && counted; ++j)
                    counted = places[j].before(places[i]) || places[i].before(places[j]);
                distance[k] += counted ? 1 : 0;
            }
            result.step += is_first ? 1 : 0;
        }
        std::size_t lowest = ~std::size_t{};
        for (std::size_t k = 0; k < count; ++k) {
            distance[k] += static_cast<std::size_t>(places[k].line_shift) * result.step;
            lowest = distance[k] < lowest ? distance[k] : lowest;
        }
        for (std::size_t k = 0; k < count; ++k) {
            result.shift[k] = (distance[k] - lowest) / result.step;
            result.column[k] = (distance[k] - lowest) % result.step;
            result.largest_shift = result.shift[k] > result.largest_shift ? result.shift[k] : result.largest_shift;
        }
        result.known = true;
        return result;
    }();

    /// The only kernel of the only loop, or -1.
    static constexpr int kernel = [] {
        int found = -1;
        if (!value.known || p.loop_count != 1 || !p.loops[0].in_lanes) return -1;
        for (int k = 0; k < p.kernel_count; ++k)
            if (p.kernels[k].loop == 0) found = found < 0 ? k : -2;
        if (found < 0) return -1;
        plan_kernel const& k = p.kernels[found];
        for (int i = 0; i < k.output_count; ++i)
            if (p.outputs[k.first_output + i].reduction >= 0) return -1;
        return found;
    }();
    static constexpr bool known = kernel >= 0;
    /// Whether a list has two numbers in a row.
    static constexpr bool reads_pairs = [] {
        for (std::size_t each : Source::widths)
            if (each == 2) return true;
        return false;
    }();

    /// The result of the kernel that an entry is.
    static constexpr std::array<std::size_t, count + 1> outputs = [] {
        std::array<std::size_t, count + 1> all{};
        if (!known) return all;
        plan_kernel const& k = p.kernels[kernel];
        for (std::size_t e = 0; e < count; ++e)
            for (int i = 0; i < k.output_count; ++i)
                if (p.outputs[k.first_output + i].node == p.results[entries::all[e].result])
                    all[e] = static_cast<std::size_t>(i);
        return all;
    }();
    /// Whether an entry is the same in all rows.
    static constexpr std::array<bool, count + 1> constant = [] {
        std::array<bool, count + 1> all{};
        for (std::size_t e = 0; e < count && known; ++e) {
            int const node = p.results[entries::all[e].result];
            all[e] = p.traits_of(node).is_copy && p.axes[p.first(node)] == 0;
        }
        return all;
    }();
    /// The columns that are the same in all rows.
    static constexpr std::array<bool, count + 1> constant_column = [] {
        std::array<bool, count + 1> all{};
        for (std::size_t c = 0; c < value.step; ++c) all[c] = true;
        for (std::size_t e = 0; e < count; ++e)
            if (!constant[e]) all[value.column[e]] = false;
        return all;
    }();
    static constexpr bool has_constants = [] {
        for (bool each : constant)
            if (each) return true;
        return false;
    }();
};

/// The rows of a loop whose registers are written whole.
template <class Layout, std::size_t Width>
rows_of_loop rows_in_registers(regular_places const& regular, std::vector<std::vector<int>> const& places) {
    constexpr auto const& layout = Layout::value;
    if constexpr (Layout::known && layout.largest_shift <= Width && Width > 1) {
        if (regular.row_count() == 0 || regular.step != layout.step) return {};
        for (std::size_t k = 0; k < Layout::count; ++k)
            if (regular.shift[k] != layout.shift[k] || regular.column[k] != layout.column[k]) return {};
        rows_of_loop const rows{(regular.first + Width - 1) / Width * Width, regular.end / Width * Width};
        if (rows.first + 2 * Width > rows.end) return {};
        // The other rows of the loop must not have entries in between.
        std::size_t const low = regular.start +
                                (rows.first + (rows.first > 0 ? Width : 0) - regular.first) * regular.step,
                          high = regular.start + (rows.end - regular.first) * regular.step;
        for (auto const& entry : places)
            for (std::size_t row = 0; row < entry.size(); ++row) {
                if (row == regular.first) row = regular.end;
                if (row == entry.size()) break;
                auto const place = static_cast<std::size_t>(entry[row] < 0 ? ~entry[row] : entry[row]);
                if (place >= low && place < high) return {};
            }
        return rows;
    } else {
        return {};
    }
}

}  // namespace ctgrad::detail
