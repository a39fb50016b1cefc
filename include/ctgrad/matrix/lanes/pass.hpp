#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include <ctgrad/batch/lanes.hpp>
#include <ctgrad/matrix/run/pass.hpp>

/// Passes with functions, in the lanes of SIMD registers: several entries of a column at once.
namespace ctgrad::detail {

template <class P, int Kernel, class T>
struct pass_in_lanes : pass_layout<P, Kernel> {
    using layout = pass_layout<P, Kernel>;
    using layout::first_entry, layout::count, layout::follows, layout::same_memory;
    using layout::sums, layout::sums_rows, layout::lane_sums, layout::lane_sums_before;
    using lanes = register_of<T>;
    static constexpr auto width = static_cast<matrix_index>(lane_count<T>);
    static_assert(chunk % width == 0, "the terms of a chunk have room for whole registers");

    /// Where the entries of a span are: in memory, from its first row on; and the terms of its sums.
    struct place {
        std::array<T*, static_cast<std::size_t>(count)> memory;
        summands<T, lane_sums>* terms;
        matrix_index const* sizes;
    };

    template <int Entry, class Slots>
    static CTGRAD_INLINE void step(Slots& s, place const& p, position at, matrix_index n, std::size_t used) {
        constexpr pass_entry entry = P::value.entries[Entry];
        constexpr int id = entry.node;
        T* const memory = p.memory[static_cast<std::size_t>(same_memory(Entry))];
        if constexpr (!entry.computed) {
            if constexpr (P::value.operation_of(id) == graph::constant_node)
                s.values[id] = lanes(constant_at<P, T, id>());
            else if constexpr (follows(id))
                s.values[id] = load_first_lanes(memory + n, used);
            else
                s.values[id] = lanes(*memory);
        } else if constexpr (sums_rows(Entry)) {
            store_first_lanes(memory + n, load_first_lanes(memory + n, used) + s.values[P::value.first(id)], used);
        } else if constexpr (sums(Entry)) {
            store_lanes(p.terms->values[lane_sums_before(Entry)] + at.in_chunk, s.values[P::value.first(id)]);
        } else {
            compute_slot<P, id, lanes>(s, at, p.sizes);
            if constexpr (entry.stored) store_first_lanes(memory + n, s.values[id], used);
        }
    }
    /// `length` rows.
    template <std::size_t... E>
    [[gnu::noinline]] static void rows_in_registers(place const& given, position at, matrix_index length,
                                                    std::index_sequence<E...>) {
        place const p = given;  // its pointers can stay in registers: the stores might alias the original
        for (matrix_index n = 0; n < length; n += width) {
            position const here{at.row + n, at.column, at.rows, at.in_chunk + n};
            auto const used = static_cast<std::size_t>(std::min(width, length - n));
            slots<lanes, P::value.count + 1> s;
            [[maybe_unused]] int const in_order[]{(step<first_entry + static_cast<int>(E)>(s, p, here, n, used), 0)...,
                                                  0};
        }
    }
    template <int Entry>
    static CTGRAD_INLINE T* memory_of(T* const* value, position at) {
        constexpr pass_entry entry = P::value.entries[Entry];
        constexpr int id = entry.node;
        if constexpr (sums_rows(Entry))
            return value[id] + at.row;
        else if constexpr (entry.computed ? entry.stored && !sums(Entry)
                                          : P::value.operation_of(id) != graph::constant_node)
            return value[id] + layout::template offset<id>(at);
        else
            return nullptr;
    }
    /// `length` entries of a column from `at` on.
    static CTGRAD_INLINE void run(T* const* value, position at, matrix_index length, matrix_index const* sizes,
                                  summands<T, lane_sums>& terms) {
        constexpr auto entries = std::make_index_sequence<static_cast<std::size_t>(count)>{};
        place p = [&]<std::size_t... E>(std::index_sequence<E...>) CTGRAD_INLINE_LAMBDA {
            return place{{memory_of<first_entry + static_cast<int>(E)>(value, at)...}, &terms, sizes};
        }
        (entries);
        rows_in_registers(p, at, length, entries);
    }
};

}  // namespace ctgrad::detail
