#pragma once

#include <concepts>
#include <cstddef>
#include <utility>

#include <ctgrad/matrix/run/elementwise.hpp>
#include <ctgrad/matrix/run/entry.hpp>
#include <ctgrad/matrix/run/pass_layout.hpp>

/// A pass over memory: entrywise nodes of one shape, and their sums, in one loop.
namespace ctgrad::detail {

/// The passes of programs that compute functions in lanes; in matrix/lanes/pass.hpp.
template <class P, int Kernel, class T>
struct pass_in_lanes;

template <class P, int Kernel>
struct pass : pass_layout<P, Kernel> {
    using layout = pass_layout<P, Kernel>;
    using layout::first_entry, layout::count, layout::shape, layout::flat, layout::lane_sums;
    using layout::follows, layout::same_memory, layout::fixed_length;
    using layout::sums, layout::sums_rows, layout::sums_any_column, layout::lane_sums_before;

    /// What all iterations share besides the pointers to values: the named sizes, and the memory for the terms of sums.
    template <class T>
    struct frame {
        matrix_index const* sizes;
        summands<T, lane_sums>& terms;
    };
    template <class T>
    using sums_of = partial_sums<T, lane_sums>;

    /// Loads, computes or sums one entry of a node, or a vector of them: `Value` is T, or simd<T, 8>.
    template <int Entry, class Value, class T, class Slots>
    static CTGRAD_INLINE void step(Slots& s, T* const* value, frame<T> f, position at) {
        constexpr pass_entry entry = P::value.entries[Entry];
        constexpr int id = entry.node;
        if constexpr (!entry.computed) {
            if constexpr (P::value.operation_of(id) == graph::constant_node)
                s.values[id] = Value(constant_at<P, T, id>());
            else if constexpr (!std::same_as<Value, T> && follows(id))
                s.values[id].load(value[same_memory(Entry)] + layout::template offset<id>(at));
            else
                s.values[id] = Value(entry_at<P, id, T>(value[same_memory(Entry)], layout::template offset<id>(at)));
        } else if constexpr (sums_rows(Entry)) {
            add_to(value[same_memory(Entry)] + at.row, s.values[P::value.first(id)]);
        } else if constexpr (sums(Entry)) {
            store(f.terms.values[lane_sums_before(Entry)] + at.in_chunk, s.values[P::value.first(id)]);
        } else {
            compute_slot<P, id, Value>(s, at, f.sizes);
            if constexpr (entry.stored)
                store(value[same_memory(Entry)] + layout::template offset<id>(at), s.values[id]);
        }
    }

    /// One entry of every node of the pass, or a vector of them.
    template <class Value, class T, std::size_t... E>
    static CTGRAD_INLINE void iteration(T* const* value, frame<T> f, position at, std::index_sequence<E...>) {
        slots<Value, P::value.count + 1> s;
        [[maybe_unused]] int const in_order[]{(step<first_entry + static_cast<int>(E), Value>(s, value, f, at), 0)...,
                                              0};
    }

    /// `length` entries of a column from `at` on (or of the whole, if the pass needs neither row nor column). No two
    /// pointers that are written through point to the same memory.
    template <class T, std::size_t... E, class... Pointer>
    static constexpr void loop(position at, matrix_index length, frame<T> f, std::index_sequence<E...> entries,
                               Pointer* __restrict... pointers) {
        T* const value[]{pointers..., nullptr};
        if constexpr (layout::template by_eights<T>() &&
                      layout::template all_have_own_scalar<T>(std::index_sequence<E...>{})) {
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
        } else if constexpr (layout::template in_lanes<T>() &&
                             layout::template all_have_own_scalar<T>(std::index_sequence<E...>{})) {
            if (__builtin_is_constant_evaluated())
                loop<T>(at, length, f, entries, value[node_of_entry<P>(first_entry + static_cast<int>(E))]...);
            else
                pass_in_lanes<P, Kernel, T>::run(value, at, length, f.sizes, f.terms);
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
                // (The loop over rows should be vectorized, not this one.)
                if constexpr (of_columns) {  // starts again, whereas a sum of the whole continues
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
