#pragma once

#include <cstddef>

#include <ctgrad/function/structure.hpp>
#include <ctgrad/loops/trace/matrix.hpp>

/// The numbers and the axes of the arguments of a function of rows.
namespace ctgrad::detail {

/// The first scalar of an argument.
template <class... A>
constexpr std::size_t start_of_argument(std::size_t position) {
    constexpr std::size_t sizes[]{leaf_count<typename content_of<A>::type>()..., 0};
    std::size_t start = 0;
    for (std::size_t i = 0; i < position; ++i) start += sizes[i];
    return start;
}

template <class... A>
struct argument_axes {
    /// The first scalar of an argument.
    static constexpr std::size_t start_of(std::size_t position) { return start_of_argument<A...>(position); }
    static constexpr int matrix_count = (0 + ... + int{has_columns<A>});
    static constexpr int list_count = (0 + ... + int{is_rows<A>});
    /// Whether an argument is a list; index lists and numbers of steps count as such.
    static constexpr bool is_list(std::size_t position) {
        constexpr bool rows[]{is_rows<A>..., false};
        return position < sizeof...(A) && rows[position];
    }
    /// The axis of an argument that is a list of rows: lists are numbered in order.
    static constexpr int axis_of_argument(std::size_t position) {
        constexpr bool rows[]{is_rows<A>..., false};
        int axis = 0;
        for (std::size_t i = 0; i < position; ++i) axis += rows[i] ? 1 : 0;
        return axis;
    }
    /// The axis of the columns of an argument that is a matrix: these axes come after those of the lists, in order.
    static constexpr int columns_axis(std::size_t position) {
        constexpr bool matrices[]{has_columns<A>..., false};
        int axis = list_count;
        for (std::size_t i = 0; i < position; ++i) axis += matrices[i] ? 1 : 0;
        return axis;
    }
    /// The axes of an argument.
    static constexpr int axes_of_argument(std::size_t position) {
        constexpr bool matrices[]{has_columns<A>..., false};
        if (!is_list(position)) return 0;
        return 1 << axis_of_argument(position) | (matrices[position] ? 1 << columns_axis(position) : 0);
    }
};

}  // namespace ctgrad::detail
