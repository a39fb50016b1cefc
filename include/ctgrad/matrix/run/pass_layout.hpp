#pragma once

#include <concepts>
#include <cstddef>
#include <utility>

#include <ctgrad/matrix/run/elementwise.hpp>
#include <ctgrad/matrix/run/entry.hpp>
#include <ctgrad/matrix/run/partial_sums.hpp>
#include <ctgrad/matrix/run/simd.hpp>

/// The properties of a pass that are known at compile time: which of its entries are sums, and where entries are in
/// memory.
namespace ctgrad::detail {

/// The node of an entry, as a constant. (If code at run time read the program itself, compilers would optimize the rules of
/// the operations that it points to, before they see that nothing calls them.)
template <class P>
consteval int node_of_entry(int entry) {
    return P::value.entries[entry].node;
}

/// Whether a program computes functions in the lanes of SIMD registers; see ctgrad/matrix_lanes.hpp.
template <class P, class T>
inline constexpr bool computes_in_lanes = false;
template <class P, class T>
    requires(P::template lanes<T> > 1)
inline constexpr bool computes_in_lanes<P, T> = true;

template <class P, int Kernel>
struct pass_layout {
    static constexpr int first_entry = P::value.kernels[Kernel].first;
    static constexpr int count = P::value.kernels[Kernel].count;
    static constexpr int shape = P::value.kernels[Kernel].shape;
    static constexpr bool flat = P::value.kernels[Kernel].flat;

    static constexpr bool sums(int entry) {
        pass_entry const& e = P::value.entries[entry];
        return e.computed && P::value.kind[e.node] == node_kind::reduction;
    }
    static constexpr bool sums_rows(int entry) {
        return sums(entry) && !P::value.shape_at(P::value.entries[entry].node).rows.is_one();
    }
    /// Sums with several lanes: their number, and the index of the sum of an entry.
    static constexpr int lane_sums_before(int entry) {
        int result = 0;
        for (int e = first_entry; e < entry; ++e) result += sums(e) && !sums_rows(e);
        return result;
    }
    static constexpr int lane_sums = lane_sums_before(first_entry + count);

    /// A sum over one column, rather than over all of them.
    static constexpr bool sums_column(int entry) {
        return sums(entry) && !sums_rows(entry) && P::value.shape[P::value.entries[entry].node] != 0;
    }
    static constexpr bool sums_any_column() {
        int entry = first_entry;
        while (entry < first_entry + count && !sums_column(entry)) ++entry;
        return entry < first_entry + count;
    }

    /// Whether the entries of a node are contiguous in the order of the pass; otherwise one entry is read repeatedly.
    static constexpr bool follows(int id) {
        return P::value.shape[id] != 0 && (flat || !P::value.shape_at(id).rows.is_one());
    }
    /// The number of entries of a column, or of the whole if that is the same; 0 if it is only known at run time.
    static constexpr matrix_index fixed_length() {
        matrix_shape const& of_pass = P::value.shapes[shape];
        if (of_pass.rows.is_named() || of_pass.columns.is_named()) return 0;
        return matrix_index{of_pass.rows.number} * (flat ? of_pass.columns.number : 1);
    }
    /// Whether the pass is short and has only arithmetic, so that it runs in SIMD vectors.
    template <class T>
    static constexpr bool by_eights() {
        if (!has_vectors_of<T> || fixed_length() < 8 || fixed_length() > chunk) return false;
        for (int e = first_entry; e < first_entry + count; ++e) {
            pass_entry const& entry = P::value.entries[e];
            if (entry.computed && !sums(e) && !P::value.operation(entry.node)->only_arithmetic) return false;
        }
        return true;
    }
    /// Whether the pass has functions that are computed in lanes.
    template <class T>
    static constexpr bool in_lanes() {
        if constexpr (computes_in_lanes<P, T>) {
            if (shape == 0 || fixed_length() == 1) return false;
            for (int e = first_entry; e < first_entry + count; ++e) {
                pass_entry const& entry = P::value.entries[e];
                if (!entry.computed || sums(e)) continue;
                operation_info const* const operation = P::value.operation(entry.node);
                if (operation->matrix == nullptr && !operation->only_arithmetic) return true;
            }
        }
        return false;
    }
    template <int Entry, class T>
    static constexpr bool has_own_scalar() {
        return std::same_as<typename decltype(stored_scalar<P, P::value.entries[Entry].node, T>())::type, T>;
    }

    /// The offset of an entry of a node that may be broadcast.
    template <int Id>
    static CTGRAD_INLINE matrix_index offset(position at) {
        if constexpr (P::value.shape[Id] == 0) {
            return 0;
        } else if constexpr (flat) {
            return at.row;
        } else {
            constexpr bool by_row = !P::value.shape_at(Id).rows.is_one(),
                           by_column = !P::value.shape_at(Id).columns.is_one();
            return by_row ? at.row + (by_column ? at.column * at.rows : 0) : at.column;
        }
    }

    /// The first entry of the pass that uses the same memory as `entry`.
    static constexpr int same_memory(int entry) {
        int const id = P::value.entries[entry].node;
        for (int e = first_entry; e < entry; ++e) {
            int const other = P::value.entries[e].node;
            bool const output =
                P::value.output_of[id] != unassigned && P::value.output_of[id] == P::value.output_of[other];
            bool const buffer = P::value.output_of[id] == unassigned && P::value.output_of[other] == unassigned &&
                                P::value.buffer[id] != unassigned && P::value.buffer[id] == P::value.buffer[other];
            if (output || buffer) return e - first_entry;
        }
        return entry - first_entry;
    }

    template <class T, std::size_t... E>
    static consteval bool all_have_own_scalar(std::index_sequence<E...>) {
        for (bool own : {has_own_scalar<first_entry + static_cast<int>(E), T>()..., true})
            if (!own) return false;
        return true;
    }
};

}  // namespace ctgrad::detail
