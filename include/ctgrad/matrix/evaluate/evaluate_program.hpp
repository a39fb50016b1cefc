#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>
#include <tuple>
#include <utility>

#include <ctgrad/matrix/evaluate/inputs.hpp>
#include <ctgrad/matrix/run/run.hpp>

namespace ctgrad::detail {

/// Whether the program's shapes say that a matrix has a block: one dimension of both, and the node and the dimension of what
/// is before the block.
template <class P>
consteval bool fits_by_type(extent const& of_block, extent const& of_matrix, int before,
                            extent const& dimension_before) {
    bool const is_number = P::value.operation_of(before) == graph::constant_node;
    int const first =
        is_number ? static_cast<int>(P::value.constants[P::value.first(before)].numerator) : dimension_before.number;
    bool const at_begin = is_number && first == 0;
    if (of_matrix.parts != nullptr &&
        ((at_begin && of_block == of_matrix.parts[0]) ||
         (!is_number && dimension_before == of_matrix.parts[0] && of_block == of_matrix.parts[1])))
        return true;
    if (of_matrix.is_named() || of_block.is_named() || (!is_number && dimension_before.is_named()))
        return at_begin && of_block == of_matrix;
    return first + of_block.number <= of_matrix.number;
}
/// The operand of a node whose entries are labels.
template <class P>
consteval int labels_of(int id) {
    int operands[maximum_arity]{};
    P::value.operands_of(id, operands);
    return operands[P::value.rule(id).label_operand];
}
/// Whether a node is checked before anything is computed: gathers by labels that are arguments, and blocks of matrices whose size
/// is only known now.
template <class P>
consteval bool is_checked(int id) {
    if (P::value.rule(id).label_operand >= 0) return P::value.operation_of(labels_of<P>(id)) == graph::input_node;
    if (!P::value.has_form(id, matrix_form::block)) return false;
    matrix_shape const of_block = P::value.shape_at(id), of_matrix = P::value.shape_at(P::value.first(id));
    int const rest = P::value.second(id), row = P::value.first(rest), column = P::value.first(P::value.second(rest));
    return !fits_by_type<P>(of_block.rows, of_matrix.rows, row, P::value.shape_at(row).rows) ||
           !fits_by_type<P>(of_block.columns, of_matrix.columns, column, P::value.shape_at(column).columns);
}
[[noreturn]] inline void refuse_block(char const* what, matrix_index first, matrix_index count, matrix_index given) {
    fail<std::out_of_range>("ctgrad: a block() needs " + std::to_string(first + count) + " " + what +
                            ", but its matrix has " + std::to_string(given));
}
template <class P, int Id, class T>
constexpr void check_node([[maybe_unused]] T* const* inputs, [[maybe_unused]] matrix_index const* sizes) {
    if constexpr (is_checked<P>(Id)) {
        constexpr int a = P::value.shape[P::value.first(Id)], shape = P::value.shape[Id], second = P::value.second(Id);
        if constexpr (P::value.rule(Id).label_operand >= 0) {
            constexpr int labels = labels_of<P>(Id);
            for (matrix_index j = 0; j < size_of<P, P::value.shape[labels]>(sizes); ++j)
                (void)row_of_label(entry_at<P, labels>(inputs[P::value.first(labels)], j), row_count<P, a>(sizes));
        } else {
            matrix_index const row = row_at<P, P::value.first(second)>(sizes), rows = row_count<P, shape>(sizes),
                               column = column_at<P, P::value.first(P::value.second(second))>(sizes),
                               columns = column_count<P, shape>(sizes);
            if (row + rows > row_count<P, a>(sizes)) refuse_block("rows", row, rows, row_count<P, a>(sizes));
            if (column + columns > column_count<P, a>(sizes))
                refuse_block("columns", column, columns, column_count<P, a>(sizes));
        }
    }
}
template <class P>
consteval bool has_checks() {
    for (int id = 0; id < P::value.count; ++id)
        if (is_checked<P>(id)) return true;
    return false;
}
template <class P, class T>
constexpr void check_nodes([[maybe_unused]] T* const* inputs, [[maybe_unused]] matrix_index const* sizes) {
    if constexpr (has_checks<P>()) {
        [&]<std::size_t... Id>(std::index_sequence<Id...>) {
            [[maybe_unused]] int const in_order[]{(check_node<P, static_cast<int>(Id)>(inputs, sizes), 0)..., 0};
        }
        (std::make_index_sequence<static_cast<std::size_t>(P::value.count)>{});
    }
}

/// Evaluates a program at bound values. `outputs(sizes, free)` returns the memory of the results, `memory(count)`
/// scratch memory.
template <class P, class T, class... V, class... U, class Memory, class Outputs>
constexpr void evaluate_program(Memory&& memory, Outputs&& outputs, std::tuple<binding<V, U> const&...> given) {
    using packer = input_packer<P, T, expressions<binding<V, U>...>>;
    using reader = typename decltype(packer::reader(std::make_integer_sequence<int, P::value.input_count>{}))::type;
    bound_sizes<P> sizes;
    [&]<std::size_t... I>(std::index_sequence<I...>) CTGRAD_INLINE_LAMBDA {
        [[maybe_unused]] int const met[]{(packer::template meet<static_cast<int>(I)>(sizes, given), 0)..., 0};
        add_sums(sizes, std::make_integer_sequence<int, P::value.dimension_count>{});
        matrix_index copies = 0;
        [[maybe_unused]] int const counted[]{
            (copies += packer::template copy_space<static_cast<int>(I)>(sizes.sizes), 0)..., 0};
        T* to[static_cast<std::size_t>(P::result_count) + 1]{};
        matrix_index const result_copies = outputs.space(sizes.sizes);
        T* const space = memory.reserve(buffer_space<P>(sizes.sizes) + copies + result_copies);
        T* free = space + buffer_space<P>(sizes.sizes);
        T* inputs[sizeof...(I) + 1]{};
        [[maybe_unused]] int const pointed[]{
            (packer::template point<static_cast<int>(I)>(inputs, free, sizes.sizes, given), 0)..., 0};
        check_nodes<reader, T>(inputs, sizes.sizes);
        outputs.point(to, free, sizes.sizes);
        run_program<reader, T, P::result_count>(inputs, to, space, sizes.sizes);
        outputs.finish(to, sizes.sizes);
    }
    (std::make_index_sequence<static_cast<std::size_t>(P::value.input_count)>{});
}

}  // namespace ctgrad::detail
