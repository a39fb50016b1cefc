#pragma once

#include <concepts>
#include <cstddef>
#include <type_traits>
#include <utility>

#include <ctgrad/evaluate/run.hpp>
#include <ctgrad/matrix/plan/program.hpp>
#include <ctgrad/matrix/run/simd.hpp>
#include <ctgrad/matrix/run/stored.hpp>
#include <ctgrad/support/inline.hpp>

/// A pass over memory: entrywise nodes of one shape, and their sums, in one loop.
namespace ctgrad::detail {

using index = std::ptrdiff_t;

/// The length of a dimension: a constant where it is a number.
template <class P, int Shape>
CTGRAD_INLINE index rows_of([[maybe_unused]] index const* sizes) {
    constexpr int named = P::value.dimension_index(P::value.shapes[Shape].rows);
    if constexpr (named < 0)
        return P::value.shapes[Shape].rows.number;
    else
        return sizes[named];
}
template <class P, int Shape>
CTGRAD_INLINE index columns_of([[maybe_unused]] index const* sizes) {
    constexpr int named = P::value.dimension_index(P::value.shapes[Shape].columns);
    if constexpr (named < 0)
        return P::value.shapes[Shape].columns.number;
    else
        return sizes[named];
}
template <class P, int Shape>
CTGRAD_INLINE index size_of(index const* sizes) {
    return rows_of<P, Shape>(sizes) * columns_of<P, Shape>(sizes);
}

/// The number of entries of a buffer, rounded up to whole cache lines.
template <class P, int Shape>
CTGRAD_INLINE index rounded_size(index const* sizes) {
    constexpr index line = 16;
    index const size = size_of<P, Shape>(sizes);
    return Shape == 0 ? 1 : (size + line - 1) / line * line;
}
/// The constant at a node.
template <class P>
consteval index integer_at(int id) {
    return static_cast<index>(P::value.constants[P::value.first(id)].numerator);
}

/// The column that a node refers to: a constant, or the number of columns of a shape.
template <class P, int Id>
CTGRAD_INLINE index column_at([[maybe_unused]] index const* sizes) {
    if constexpr (P::value.operation_of(Id) == graph::shape_node)
        return columns_of<P, P::value.shape[Id]>(sizes);
    else
        return integer_at<P>(Id);
}

/// A constant of a program, in scalar type T.
template <class P, class T, int Id>
CTGRAD_INLINE T constant_at() {
    if constexpr (std::floating_point<T>)
        return constants_of<P, T>[static_cast<std::size_t>(P::value.first(Id))];
    else
        return constant_value<T>(P::value.constants[P::value.first(Id)]);
}

template <class P, int Id, class T>
constexpr auto stored_scalar() {
    if constexpr (P::value.operation_of(Id) == graph::input_node && requires { typename P::stored_inputs; }) {
        using scalar = typename stored_at<P, Id>::scalar;
        return std::type_identity<std::conditional_t<std::is_void_v<scalar>, T, scalar>>{};
    } else {
        return std::type_identity<T>{};
    }
}
/// An entry of a node in memory.
template <class P, int Id, class T>
CTGRAD_INLINE T entry_at(T const* memory, index place) {
    using scalar = typename decltype(stored_scalar<P, Id, T>())::type;
    if constexpr (std::same_as<scalar, T>)
        return memory[place];
    else
        return static_cast<T>(reinterpret_cast<scalar const*>(memory)[place]);
}

/// The address of entry (row, column) of a node that may be broadcast.
template <class P, int Kernel, int Id>
CTGRAD_INLINE index offset_in_pass(index row, index column, index rows) {
    if constexpr (P::value.shape[Id] == 0) {
        return 0;
    } else if constexpr (P::value.kernels[Kernel].flat) {
        return row;
    } else {
        constexpr bool by_row = !P::value.shape_at(Id).rows.is_one(),
                       by_column = !P::value.shape_at(Id).columns.is_one();
        return by_row ? row + (by_column ? column * rows : 0) : column;
    }
}

/// Computes the node of an entrywise operation from the slots of its operands.
template <class P, int Id, class T, class Slots>
CTGRAD_INLINE void compute_slot(Slots& s, [[maybe_unused]] index row, [[maybe_unused]] index column,
                                [[maybe_unused]] index const* sizes) {
    constexpr operation_info const* info = P::value.operation(Id);
    constexpr int a = P::value.first(Id), b = P::value.second(Id);
    using operation = decltype(definition_of(ctgrad::detail::row<info>{}));
    if constexpr (info == &info_of<operations::one_hot>) {
        s.values[Id] = s.values[a] == static_cast<T>(row) ? T(1) : T(0);
    } else if constexpr (info == &info_of<operations::identity>) {
        s.values[Id] = row == column ? T(1) : T(0);
    } else if constexpr (info == &info_of<operations::count>) {
        s.values[Id] = static_cast<T>(size_of<P, P::value.shape[a]>(sizes));
    } else if constexpr (info == &info_of<operations::matrix_product>) {
        s.values[Id] = operations::multiply::evaluate(s.values[a], s.values[b]);
    } else if constexpr (info->matrix != nullptr) {  // broadcast, or a sum of one entry
        s.values[Id] = s.values[a];
    } else if constexpr (info->is_condition) {
        if constexpr (info->arity == 1)
            s.conditions[Id] = operation::evaluate(s.conditions[a]);
        else if constexpr (info->conditions == 2)
            s.conditions[Id] = operation::evaluate(s.conditions[a], s.conditions[b]);
        else
            s.conditions[Id] = operation::evaluate(s.values[a], s.values[b]);
    } else if constexpr (info->arity == 0) {
        s.values[Id] = operation::template evaluate<T>();
    } else if constexpr (info->arity == 1) {
        s.values[Id] = T(operation::evaluate(s.values[a]));
    } else if constexpr (info->arity == 2) {
        s.values[Id] = T(operation::evaluate(s.values[a], s.values[b]));
    } else if constexpr (info->arity == 3) {
        constexpr int second = P::value.first(b), third = P::value.second(b);
        if constexpr (info->conditions == 1)
            s.values[Id] = T(operation::evaluate(s.conditions[a], s.values[second], s.values[third]));
        else
            s.values[Id] = T(operation::evaluate(s.values[a], s.values[second], s.values[third]));
    } else {
        constexpr int second = P::value.first(b), rest = P::value.second(b);
        constexpr int third = P::value.first(rest), fourth = P::value.second(rest);
        if constexpr (info->conditions == 1)
            s.values[Id] = T(operation::evaluate(s.conditions[a], s.values[second], s.values[third], s.values[fourth]));
        else
            s.values[Id] = T(operation::evaluate(s.values[a], s.values[second], s.values[third], s.values[fourth]));
    }
}

/// Stores one entry, or a vector of them.
template <class T>
CTGRAD_INLINE void store(T* to, std::type_identity_t<T> const& value) {
    *to = value;
}
template <class T>
CTGRAD_INLINE void store(T* to, simd<T, 8> const& values) {
    values.store(to);
}
template <class T>
CTGRAD_INLINE void add_to(T* to, std::type_identity_t<T> const& value) {
    *to += value;
}
template <class T>
CTGRAD_INLINE void add_to(T* to, simd<T, 8> const& values) {
    simd<T, 8> sum;
    sum.load(to);
    (sum + values).store(to);
}

/// How many entries a pass adds to its sums at a time, and how many partial sums each has. They are independent, so
/// that a processor can add them in parallel.
inline constexpr index chunk = 64, lanes = 8;

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

    template <class T>
    struct chunks {
        T values[static_cast<std::size_t>(lane_sums) + 1][chunk];
    };
    template <class T>
    struct partial_sums {
        T values[static_cast<std::size_t>(lane_sums) + 1][lanes];
    };

    /// Whether the entries of a node are contiguous in the order of the pass; otherwise one entry is read repeatedly.
    static constexpr bool follows(int id) {
        return P::value.shape[id] != 0 && (flat || !P::value.shape_at(id).rows.is_one());
    }
    static constexpr bool is_arithmetic(int id) {
        for (operation_info const* info :
             {&info_of<operations::negate>, &info_of<operations::add>, &info_of<operations::subtract>,
              &info_of<operations::multiply>, &info_of<operations::divide>, &info_of<operations::rectified_linear>,
              &info_of<operations::selection>, &info_of<operations::less>, &info_of<operations::less_equal>,
              &info_of<operations::matrix_product>, &info_of<operations::broadcast>})
            if (P::value.operation(id) == info) return true;
        return false;
    }
    /// The number of entries of a column, or of the whole if that is the same; 0 if it is only known at run time.
    static constexpr index fixed_length() {
        matrix_shape const& of_pass = P::value.shapes[shape];
        if (of_pass.rows.is_named() || of_pass.columns.is_named()) return 0;
        return index{of_pass.rows.number} * (flat ? of_pass.columns.number : 1);
    }
    /// Whether the pass is short and has only arithmetic, so that it runs in SIMD vectors.
    template <class T>
    static constexpr bool by_eights() {
        if (!has_vectors_of<T> || fixed_length() < 8 || fixed_length() > chunk) return false;
        for (int e = first_entry; e < first_entry + count; ++e)
            if (P::value.entries[e].computed && !sums(e) && !is_arithmetic(P::value.entries[e].node)) return false;
        return true;
    }
    template <int Entry, class T>
    static constexpr bool has_own_scalar() {
        return std::same_as<typename decltype(stored_scalar<P, P::value.entries[Entry].node, T>())::type, T>;
    }

    template <int Entry, class Value, class T, class Slots>
    static CTGRAD_INLINE void step(Slots& s, T* const* value, index row, index column, index rows, index const* sizes,
                                   [[maybe_unused]] chunks<T>& out, [[maybe_unused]] index n) {
        constexpr pass_entry entry = P::value.entries[Entry];
        constexpr int id = entry.node;
        if constexpr (!entry.computed) {
            if constexpr (P::value.operation_of(id) == graph::constant_node)
                s.values[id] = Value(constant_at<P, T, id>());
            else if constexpr (!std::same_as<Value, T> && follows(id))
                s.values[id].load(value[same_memory(Entry)] + offset_in_pass<P, Kernel, id>(row, column, rows));
            else
                s.values[id] = Value(
                    entry_at<P, id, T>(value[same_memory(Entry)], offset_in_pass<P, Kernel, id>(row, column, rows)));
        } else if constexpr (sums_rows(Entry)) {
            add_to(value[same_memory(Entry)] + row, s.values[P::value.first(id)]);
        } else if constexpr (sums(Entry)) {
            store(out.values[lane_sums_before(Entry)] + n, s.values[P::value.first(id)]);
        } else {
            compute_slot<P, id, Value>(s, row, column, sizes);
            if constexpr (entry.stored)
                store(value[same_memory(Entry)] + offset_in_pass<P, Kernel, id>(row, column, rows), s.values[id]);
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

    /// One entry of the pass, or a vector of them.
    template <class Value, class T, std::size_t... E>
    static CTGRAD_INLINE void iteration(T* const* value, index row, index column, index rows, index const* sizes,
                                        chunks<T>& out, index n, std::index_sequence<E...>) {
        slots<Value, P::value.count + 1> s;
        [[maybe_unused]] int const in_order[]{
            (step<first_entry + static_cast<int>(E), Value>(s, value, row, column, rows, sizes, out, n), 0)..., 0};
    }

    /// Entries row .. row + length - 1 of a column (or of the whole, if the pass needs neither row nor column). No two
    /// pointers that are written through point to the same memory.
    template <class T, std::size_t... E, class... Pointer>
    static constexpr void loop(index row, index length, index column, index rows, index const* sizes, chunks<T>& out,
                               std::index_sequence<E...>, Pointer* __restrict... pointers) {
        T* const value[]{pointers..., nullptr};
        if constexpr (by_eights<T>() && (has_own_scalar<first_entry + static_cast<int>(E), T>() && ...)) {
            if (!__builtin_is_constant_evaluated()) {
                constexpr index whole = fixed_length() / 8 * 8;
                for (index n = 0; n < whole; n += 8)
                    iteration<simd<T, 8>, T>(value, row + n, column, rows, sizes, out, n, std::index_sequence<E...>{});
                for (index n = whole; n < fixed_length(); ++n)
                    iteration<T, T>(value, row + n, column, rows, sizes, out, n, std::index_sequence<E...>{});
                return;
            }
        }
        // Iterations are independent. Short loops must not be unrolled before they are vectorized.
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC ivdep
#pragma GCC unroll 1
#endif
        for (index n = 0; n < length; ++n) {
            iteration<T, T>(value, row + n, column, rows, sizes, out, n, std::index_sequence<E...>{});
        }
    }

    template <class T, std::size_t... E>
    static CTGRAD_INLINE void span(T* const* value, index row, index length, index column, index rows,
                                   index const* sizes, chunks<T>& out, std::index_sequence<E...> entries) {
        if constexpr (shape == 0) {  // one number: no loop
            T* const of_entry[]{value[P::value.entries[first_entry + static_cast<int>(E)].node]..., nullptr};
            iteration<T, T>(of_entry, row, column, rows, sizes, out, 0, entries);
        } else {
            loop<T>(row, length, column, rows, sizes, out, entries,
                    value[P::value.entries[first_entry + static_cast<int>(E)].node]...);
        }
    }

    template <class T>
    static CTGRAD_INLINE void add_chunk(partial_sums<T>& sum, chunks<T> const& out, index length) {
        for (int i = 0; i < lane_sums; ++i) {
            index n = 0;
            for (; n + lanes <= length; n += lanes)
                for (index lane = 0; lane < lanes; ++lane) sum.values[i][lane] += out.values[i][n + lane];
            for (index lane = 0; n + lane < length; ++lane) sum.values[i][lane] += out.values[i][n + lane];
        }
    }
    template <class T>
    static CTGRAD_INLINE void clear(partial_sums<T>& sum) {
        for (int i = 0; i < lane_sums; ++i)
            for (index lane = 0; lane < lanes; ++lane) sum.values[i][lane] = T(0);
    }
    template <class T>
    static CTGRAD_INLINE T total(partial_sums<T> const& sum, int i) {
        T const* const s = sum.values[i];
        return ((s[0] + s[4]) + (s[2] + s[6])) + ((s[1] + s[5]) + (s[3] + s[7]));
    }

    /// Runs `length` entries from `row` on in chunks, with their sums.
    template <class T>
    static CTGRAD_INLINE void summed_span(T* const* value, index length, index column, index const* sizes,
                                          partial_sums<T>& sum, chunks<T>& out) {
        constexpr auto entries = std::make_index_sequence<static_cast<std::size_t>(count)>{};
        if constexpr (lane_sums == 0) {
            span<T>(value, 0, length, column, length, sizes, out, entries);
        } else {
            for (index row = 0; row < length; row += chunk) {
                index const here = length - row < chunk ? length - row : chunk;
                span<T>(value, row, here, column, length, sizes, out, entries);
                add_chunk(sum, out, here);
            }
        }
    }

    /// Stores the totals of the whole, or of one column.
    template <int Entry, bool OfColumn, class T>
    static CTGRAD_INLINE void write_sum([[maybe_unused]] T* const* value, [[maybe_unused]] partial_sums<T> const& sum,
                                        [[maybe_unused]] index column) {
        if constexpr (sums(Entry) && !sums_rows(Entry)) {
            constexpr int id = P::value.entries[Entry].node, i = lane_sums_before(Entry);
            constexpr bool of_column = P::value.shape[id] != 0;
            if constexpr (of_column == OfColumn) value[id][column] = total(sum, i);
        }
    }
    template <int Entry, class T>
    static CTGRAD_INLINE void clear_row_sums([[maybe_unused]] T* const* value, [[maybe_unused]] index rows) {
        if constexpr (sums_rows(Entry))
            for (index row = 0; row < rows; ++row) value[P::value.entries[Entry].node][row] = T(0);
    }

    template <class T, std::size_t... E>
    static CTGRAD_INLINE void run(T* const* value, index const* sizes, std::index_sequence<E...>) {
        index const rows = rows_of<P, shape>(sizes), columns = columns_of<P, shape>(sizes);
        partial_sums<T> sum;
        chunks<T> out;
        clear(sum);
        if constexpr (flat) {
            summed_span<T>(value, rows * columns, 0, sizes, sum, out);
        } else {
            (clear_row_sums<first_entry + static_cast<int>(E)>(value, rows), ...);
            // The sum of the whole continues from column to column; that of a column starts again.
            constexpr bool of_columns =
                ((sums(first_entry + static_cast<int>(E)) && !sums_rows(first_entry + static_cast<int>(E)) &&
                  P::value.shape[P::value.entries[first_entry + static_cast<int>(E)].node] != 0) ||
                 ...);
            for (index column = 0; column < columns; ++column) {
                // Vectorize the loop over rows, not this one, whose stores are strided.
                if (!__builtin_is_constant_evaluated()) asm volatile("");
                if constexpr (of_columns) {
                    partial_sums<T> of_column;
                    clear(of_column);
                    summed_span<T>(value, rows, column, sizes, of_column, out);
                    (write_sum<first_entry + static_cast<int>(E), true>(value, of_column, column), ...);
                    for (int i = 0; i < lane_sums; ++i)
                        for (index lane = 0; lane < lanes; ++lane) sum.values[i][lane] += of_column.values[i][lane];
                } else {
                    summed_span<T>(value, rows, column, sizes, sum, out);
                }
            }
        }
        (write_sum<first_entry + static_cast<int>(E), false>(value, sum, 0), ...);
    }
};

}  // namespace ctgrad::detail
