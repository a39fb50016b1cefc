#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>
#include <vector>

#include <ctgrad/loops/plan/compile.hpp>
#include <ctgrad/loops/sparse/source.hpp>

/// The positions of the entries of a sparse matrix, for lists of some lengths and some indices.
namespace ctgrad::detail {

/// The entries of a plan that are not zero everywhere.
template <class Source, class Plan>
struct loop_entries {
    static constexpr auto const& p = Plan::value;
    static constexpr std::size_t count = [] {
        std::size_t found = 0;
        for (int r = 0; r < Source::result_count; ++r) found += p.results[r] != no_node ? 1 : 0;
        return found;
    }();
    static constexpr auto all = [] {
        std::array<sparse_loop_entry, count + 1> entries{};
        std::size_t next = 0;
        for (int r = 0; r < Source::result_count; ++r)
            if (p.results[r] != no_node) entries[next++] = Source::entry_of(r);
        return entries;
    }();
    /// Whether one loop computes all.
    static constexpr bool in_one_loop = [] {
        int loop = outside;
        for (std::size_t k = 0; k < count; ++k) {
            int const node = p.results[all[k].result];
            if (!p.streams || p.axes[node] == 0) return false;
            int const own = p.cells[p.cell_of[node]].loop;
            if (k > 0 && own != loop) return false;
            loop = own;
        }
        return true;
    }();
};

/// Where the entries are, and whether they have changed.
template <class Source, class Plan, class Bound>
struct loop_pattern {
    using entries = loop_entries<Source, Plan>;
    Bound const& bound;
    std::array<std::size_t, Source::chosen.size() + 1> first_variable{};

    explicit loop_pattern(Bound const& arguments) : bound(arguments) {
        for (std::size_t k = 0; k < Source::chosen.size(); ++k)
            first_variable[k + 1] = first_variable[k] + rows_of(k) * Source::widths[k];
    }
    std::size_t length(int axis) const { return bound.views.lengths[static_cast<std::size_t>(axis)]; }
    std::size_t rows_of(std::size_t argument) const {
        return length(Source::axis_of_argument(Source::chosen[argument]));
    }
    std::size_t columns() const { return first_variable[Source::chosen.size()]; }
    std::size_t rows() const {
        if constexpr (Source::is_hessian)
            return columns();
        else
            return length(Source::axis) * Source::row_width;
    }
    std::size_t variable(int number, std::size_t row) const {
        row_variable const& v = Source::variables[static_cast<std::size_t>(number)];
        auto const argument = static_cast<std::size_t>(v.argument);
        switch (v.how) {
            case row_view::kind::shifted: row += static_cast<std::size_t>(v.shift); break;
            case row_view::kind::indexed:
                row = static_cast<std::size_t>(bound.indices[static_cast<std::size_t>(v.index.number)]
                                                   .rows[row + static_cast<std::size_t>(v.index.shift)]);
                break;
            case row_view::kind::front: row = 0; break;
            default: row = rows_of(argument) - 1;
        }
        return first_variable[argument] + row * Source::widths[argument] + static_cast<std::size_t>(v.place);
    }
    /// The positions of an entry in each row, and which count twice.
    auto positions(sparse_loop_entry const& entry, bool lower, std::vector<bool>& twice) const {
        std::size_t const count = entry.axis < 0 ? 1 : length(entry.axis);
        std::vector<std::pair<int, int>> all(count);
        twice.assign(count, false);
        for (std::size_t i = 0; i < count; ++i) {
            auto const column = static_cast<int>(variable(entry.column, i));
            if constexpr (Source::is_hessian) {
                auto const row = static_cast<int>(variable(entry.row, i));
                all[i] = lower ? std::pair{std::max(row, column), std::min(row, column)} : std::pair{row, column};
                twice[i] = row == column && entry.row != entry.column;
            } else {
                all[i] = {static_cast<int>(i * Source::row_width) + entry.row, column};
            }
        }
        return all;
    }
    std::vector<std::ptrdiff_t> made_of() const {
        std::vector<std::ptrdiff_t> all(bound.views.lengths.begin(), bound.views.lengths.end());
        for (std::size_t i = 0; i < Source::index_columns; ++i)
            all.insert(all.end(), bound.indices[i].rows, bound.indices[i].rows + bound.index_counts[i]);
        return all;
    }
    bool is_that_of(std::vector<std::ptrdiff_t> const& other) const {
        std::size_t next = bound.views.lengths.size();
        if (other.size() < next || !std::equal(bound.views.lengths.begin(), bound.views.lengths.end(), other.begin()))
            return false;
        for (std::size_t i = 0; i < Source::index_columns; next += bound.index_counts[i++])
            if (!std::equal(bound.indices[i].rows, bound.indices[i].rows + bound.index_counts[i],
                            other.begin() + static_cast<std::ptrdiff_t>(next)))
                return false;
        return true;
    }
};

}  // namespace ctgrad::detail
