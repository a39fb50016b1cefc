#pragma once

#include <cstddef>
#include <tuple>
#include <utility>

#include <ctgrad/matrix/evaluate/inputs.hpp>
#include <ctgrad/matrix/run/run.hpp>

namespace ctgrad::detail {

/// Checks labels that are arguments, before anything is computed.
template <class P, int Id, class T>
constexpr void check_label([[maybe_unused]] T* const* inputs, [[maybe_unused]] matrix_index const* sizes) {
    if constexpr (P::value.operation(Id) == &info_of<operations::gather>) {
        constexpr int labels = P::value.second(Id);
        if constexpr (P::value.operation_of(labels) == graph::input_node)
            for (matrix_index j = 0; j < column_count<P, P::value.shape[Id]>(sizes); ++j)
                (void)row_of_label(entry_at<P, labels>(inputs[P::value.first(labels)], j),
                                   row_count<P, P::value.shape[P::value.first(Id)]>(sizes));
    }
}
template <class P>
consteval bool has_labels() {
    for (int id = 0; id < P::value.count; ++id)
        if (P::value.operation(id) != nullptr && P::value.operation(id)->key == &key_of<operations::gather>)
            return true;
    return false;
}
template <class P, class T>
constexpr void check_labels([[maybe_unused]] T* const* inputs, [[maybe_unused]] matrix_index const* sizes) {
    if constexpr (has_labels<P>()) {
        [&]<std::size_t... Id>(std::index_sequence<Id...>) {
            [[maybe_unused]] int const in_order[]{(check_label<P, static_cast<int>(Id)>(inputs, sizes), 0)..., 0};
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
        check_labels<reader, T>(inputs, sizes.sizes);
        outputs.point(to, free, sizes.sizes);
        run_program<reader, T, P::result_count>(inputs, to, space, sizes.sizes);
        outputs.finish(to, sizes.sizes);
    }
    (std::make_index_sequence<static_cast<std::size_t>(P::value.input_count)>{});
}

}  // namespace ctgrad::detail
