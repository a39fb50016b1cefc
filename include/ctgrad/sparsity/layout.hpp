#pragma once

#include <ctgrad/differentiate/quantity.hpp>
#include <ctgrad/sparsity/derivation.hpp>
#include <ctgrad/sparsity/pattern.hpp>
#include <ctgrad/support/array_of.hpp>

/// Puts the entries of a derivation into the order of a layout.
namespace ctgrad::detail {

/// The number of entries in a layout.
template <class Layout, int Capacity>
constexpr int entry_count(sparse_entries_of<Capacity> const& lower) {
    if (Layout::lower) return lower.count;
    int count = lower.count;
    for (int k = 0; k < lower.count; ++k) count += lower.rows[k] != lower.columns[k];
    return count;
}

/// Stable counting sort of entries by their rows or columns.
template <int Size, int Capacity>
constexpr void sort_entries(sparse_entries_of<Capacity>& entries, bool by_rows) {
    array_of<int, Size + 2> start{};
    int const* const keys = by_rows ? entries.rows : entries.columns;
    for (int k = 0; k < entries.count; ++k) ++start[keys[k] + 1];
    for (int i = 0; i < Size; ++i) start[i + 1] += start[i];
    sparse_entries_of<Capacity> sorted;
    for (int k = 0; k < entries.count; ++k) {
        int const place = start[keys[k]]++;
        sorted.rows[place] = entries.rows[k];
        sorted.columns[place] = entries.columns[k];
        sorted.ids[place] = entries.ids[k];
    }
    sorted.count = entries.count;
    entries = sorted;
}

/// The entries in the order of a layout.
template <class Layout, quantity What, int Rows, int Columns, int Capacity>
constexpr auto in_layout(sparse_entries_of<Capacity> const& derived) {
    sparse_entries_of<2 * Capacity> entries;
    for (int k = 0; k < derived.count; ++k)
        for (int mirrored = 0; mirrored < 2; ++mirrored) {
            if (mirrored && (What != quantity::hessian || Layout::lower || derived.rows[k] == derived.columns[k]))
                continue;
            entries.rows[entries.count] = mirrored ? derived.columns[k] : derived.rows[k];
            entries.columns[entries.count] = mirrored ? derived.rows[k] : derived.columns[k];
            entries.ids[entries.count++] = derived.ids[k];
        }
    constexpr bool by_rows = Layout::order == storage_order::by_rows;
    sort_entries<(by_rows ? Columns : Rows)>(entries, !by_rows);
    sort_entries<(by_rows ? Rows : Columns)>(entries, by_rows);
    return entries;
}

}  // namespace ctgrad::detail
