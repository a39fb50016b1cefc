#pragma once

#include <concepts>
#include <cstddef>
#include <utility>

#include <ctgrad/matrix/run/elementwise.hpp>
#include <ctgrad/matrix/run/entry.hpp>
#include <ctgrad/matrix/run/partial_sums.hpp>
#include <ctgrad/matrix/run/simd.hpp>

/// A pass over memory: entrywise nodes of one shape, and their sums, in one loop.
namespace ctgrad::detail {

/// The node of an entry, as a constant. (If code at run time read the program itself, compilers would optimize the rules of
/// the operations that it points to, before they see that nothing calls them.)
template <class P>
consteval int node_of_entry(int entry) {
    return P::value.entries[entry].node;
}

template <class P, int Kernel>
struct pass {
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

    /// What all iterations share beside the pointers to values: the named sizes, and where the terms of sums go.
    template <class T>
    struct frame {
        matrix_index const* sizes;
        summands<T, lane_sums>& terms;
    };
    template <class T>
    using sums_of = partial_sums<T, lane_sums>;

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
            if (entry.computed && !sums(e) && !has_vector_rule(P::value.operation(entry.node))) return false;
        }
        return true;
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

    /// Loads, computes or sums one entry of a node, or a vector of them: `Value` is T, or simd<T, 8>.
    template <int Entry, class Value, class T, class Slots>
    static CTGRAD_INLINE void step(Slots& s, T* const* value, frame<T> f, position at) {
        constexpr pass_entry entry = P::value.entries[Entry];
        constexpr int id = entry.node;
        if constexpr (!entry.computed) {
            if constexpr (P::value.operation_of(id) == graph::constant_node)
                s.values[id] = Value(constant_at<P, T, id>());
            else if constexpr (!std::same_as<Value, T> && follows(id))
                s.values[id].load(value[same_memory(Entry)] + offset<id>(at));
            else
                s.values[id] = Value(entry_at<P, id, T>(value[same_memory(Entry)], offset<id>(at)));
        } else if constexpr (sums_rows(Entry)) {
            add_to(value[same_memory(Entry)] + at.row, s.values[P::value.first(id)]);
        } else if constexpr (sums(Entry)) {
            store(f.terms.values[lane_sums_before(Entry)] + at.in_chunk, s.values[P::value.first(id)]);
        } else {
            compute_slot<P, id, Value>(s, at, f.sizes);
            if constexpr (entry.stored) store(value[same_memory(Entry)] + offset<id>(at), s.values[id]);
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

    /// One entry of every node of the pass, or a vector of them.
    template <class Value, class T, std::size_t... E>
    static CTGRAD_INLINE void iteration(T* const* value, frame<T> f, position at, std::index_sequence<E...>) {
        slots<Value, P::value.count + 1> s;
        [[maybe_unused]] int const in_order[]{(step<first_entry + static_cast<int>(E), Value>(s, value, f, at), 0)...,
                                              0};
    }

    template <class T, std::size_t... E>
    static consteval bool all_have_own_scalar(std::index_sequence<E...>) {
        for (bool own : {has_own_scalar<first_entry + static_cast<int>(E), T>()..., true})
            if (!own) return false;
        return true;
    }

    /// `length` entries of a column from `at` on (or of the whole, if the pass needs neither row nor column). No two
    /// pointers that are written through point to the same memory.
    template <class T, std::size_t... E, class... Pointer>
    static constexpr void loop(position at, matrix_index length, frame<T> f, std::index_sequence<E...> entries,
                               Pointer* __restrict... pointers) {
        T* const value[]{pointers..., nullptr};
        if constexpr (by_eights<T>() && all_have_own_scalar<T>(std::index_sequence<E...>{})) {
            if (!__builtin_is_constant_evaluated()) {
                constexpr matrix_index whole = fixed_length() / 8 * 8;
                for (matrix_index n = 0; n < whole; n += 8) iteration<simd<T, 8>, T>(value, f, at.after(n), entries);
                for (matrix_index n = whole; n < fixed_length(); ++n) iteration<T, T>(value, f, at.after(n), entries);
                return;
            }
        }
        // Iterations are independent. Short loops must not be unrolled before they are vectorized.
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC ivdep
#pragma GCC unroll 1
#endif
        for (matrix_index n = 0; n < length; ++n) iteration<T, T>(value, f, at.after(n), entries);
    }

    template <class T, std::size_t... E>
    static CTGRAD_INLINE void span(position at, matrix_index length, T* const* value, frame<T> f,
                                   std::index_sequence<E...> entries) {
        if constexpr (shape == 0) {  // one number: no loop
            T* const of_entry[]{value[node_of_entry<P>(first_entry + static_cast<int>(E))]..., nullptr};
            iteration<T, T>(of_entry, f, at, entries);
        } else {
            loop<T>(at, length, f, entries, value[node_of_entry<P>(first_entry + static_cast<int>(E))]...);
        }
    }

    /// The first `length` entries of a column, or of all columns, chunk by chunk, with their sums.
    template <class T>
    static CTGRAD_INLINE void summed_span(matrix_index length, matrix_index column, T* const* value, frame<T> f,
                                          sums_of<T>& sum) {
        constexpr auto entries = std::make_index_sequence<static_cast<std::size_t>(count)>{};
        if constexpr (lane_sums == 0) {
            position const start{0, column, length, 0};
            span<T>(start, length, value, f, entries);
        } else {
            for (matrix_index row = 0; row < length; row += chunk) {
                matrix_index const here = length - row < chunk ? length - row : chunk;
                span<T>({row, column, length, 0}, here, value, f, entries);
                sum.add(f.terms, here);
            }
        }
    }

    /// Stores the totals of the whole, or of one column.
    template <int Entry, bool OfColumn, class T>
    static CTGRAD_INLINE void write_sum([[maybe_unused]] T* const* value, [[maybe_unused]] sums_of<T> const& sum,
                                        [[maybe_unused]] matrix_index column) {
        if constexpr (sums(Entry) && !sums_rows(Entry)) {
            constexpr int id = P::value.entries[Entry].node;
            constexpr bool of_column = P::value.shape[id] != 0;
            if constexpr (of_column == OfColumn) value[id][column] = sum.total(lane_sums_before(Entry));
        }
    }
    template <int Entry, class T>
    static CTGRAD_INLINE void clear_row_sums([[maybe_unused]] T* const* value, [[maybe_unused]] matrix_index rows) {
        if constexpr (sums_rows(Entry)) {
            constexpr int id = P::value.entries[Entry].node;
            for (matrix_index row = 0; row < rows; ++row) value[id][row] = T(0);
        }
    }
    /// A sum over one column, rather than over all of them.
    static constexpr bool sums_column(int entry) {
        return sums(entry) && !sums_rows(entry) && P::value.shape[P::value.entries[entry].node] != 0;
    }
    static constexpr bool sums_any_column() {
        int entry = first_entry;
        while (entry < first_entry + count && !sums_column(entry)) ++entry;
        return entry < first_entry + count;
    }

    template <class T, std::size_t... E>
    static CTGRAD_INLINE void run(T* const* value, matrix_index const* sizes, std::index_sequence<E...>) {
        matrix_index const rows = row_count<P, shape>(sizes), columns = column_count<P, shape>(sizes);
        sums_of<T> sum;
        summands<T, lane_sums> terms;
        frame<T> const f{sizes, terms};
        sum.clear();
        if constexpr (flat) {
            summed_span<T>(rows * columns, 0, value, f, sum);
        } else {
            [[maybe_unused]] int const all[]{(clear_row_sums<first_entry + static_cast<int>(E)>(value, rows), 0)..., 0};
            constexpr bool of_columns = sums_any_column();
            for (matrix_index column = 0; column < columns; ++column) {
                // (The loop over rows is to be vectorized, not this one.)
                if constexpr (of_columns) {  // starts again; a sum of the whole continues
                    sums_of<T> of_column;
                    of_column.clear();
                    summed_span<T>(rows, column, value, f, of_column);
                    [[maybe_unused]] int const each[]{
                        (write_sum<first_entry + static_cast<int>(E), true>(value, of_column, column), 0)..., 0};
                    sum.add(of_column);
                } else {
                    summed_span<T>(rows, column, value, f, sum);
                }
            }
        }
        [[maybe_unused]] int const all[]{(write_sum<first_entry + static_cast<int>(E), false>(value, sum, 0), 0)..., 0};
    }
};

}  // namespace ctgrad::detail
