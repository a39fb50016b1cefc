#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include <ctgrad/matrix/evaluate/values.hpp>
#include <ctgrad/matrix/run/sizes.hpp>
#include <ctgrad/support/failure.hpp>

/// The sizes that arguments bind to named dimensions.
namespace ctgrad::detail {

// These functions do not refer to the program object at run time; otherwise all of it would be in the user's binary.
[[noreturn]] inline void refuse_size(char const* name, bool of_rows, matrix_index given, matrix_index wanted,
                                     char const* dimension, char const* told_by) {
    std::string text = "ctgrad: ";
    text += name;
    text +=
        of_rows ? " has " + std::to_string(given) + " rows, but " : " has " + std::to_string(given) + " columns, but ";
    if (dimension == nullptr)
        text += "the formula gives it " + std::to_string(wanted);
    else
        text += std::string("dimension ") + dimension + " is " + std::to_string(wanted) + " by " + told_by;
    fail<std::invalid_argument>(text);
}

[[noreturn]] inline void refuse_sum(char const* dimension, matrix_index sum, char const* first, char const* second,
                                    matrix_index given, char const* told_by) {
    fail<std::invalid_argument>(std::string("ctgrad: dimension ") + dimension + " is " + std::to_string(sum) + " by " +
                                first +
                                (std::string_view(first) == second ? std::string() : std::string(" and ") + second) +
                                ", but " + std::to_string(given) + " by " + told_by);
}

/// The sizes of the named dimensions, taken from the arguments. Contradictions are refused.
template <class P>
struct bound_sizes {
    matrix_index sizes[static_cast<std::size_t>(P::value.dimension_count) + 1]{};
    char const* told_by[static_cast<std::size_t>(P::value.dimension_count) + 1]{};

    template <int Input, bool OfRows>
    constexpr void meet(matrix_index given) {
        constexpr matrix_shape shape = P::value.shapes[P::value.input_shape[Input]];
        constexpr extent e = OfRows ? shape.rows : shape.columns;
        constexpr char const* name = P::value.inputs[Input].name;
        constexpr int d = P::value.dimension_index(e);
        if constexpr (!e.is_named()) {
            if (given != e.number) refuse_size(name, OfRows, given, e.number, nullptr, nullptr);
        } else if constexpr (d >= 0) {
            if (told_by[d] != nullptr && sizes[d] != given)
                refuse_size(name, OfRows, given, sizes[d], e.name, told_by[d]);
            if (told_by[d] == nullptr) told_by[d] = name;
            sizes[d] = given;
        }
    }
    /// Computes a dimension that is a sum once all its terms are known.
    template <int D>
    constexpr void add_up() {
        constexpr extent e = P::value.dimensions[D];
        if constexpr (e.parts != nullptr) {
            constexpr int a = P::value.dimension_index(e.parts[0]), b = P::value.dimension_index(e.parts[1]);
            char const* const by_a = told_by[a < 0 ? b : a];
            char const* const by_b = told_by[b < 0 ? a : b];
            if (by_a == nullptr || by_b == nullptr) return;
            matrix_index const sum = (a < 0 ? e.parts[0].number : sizes[a]) + (b < 0 ? e.parts[1].number : sizes[b]);
            if (told_by[D] != nullptr && sizes[D] != sum) refuse_sum(e.name, sum, by_a, by_b, sizes[D], told_by[D]);
            if (told_by[D] == nullptr) told_by[D] = by_a;
            sizes[D] = sum;
        }
    }
    template <int Input>
    constexpr void meet(given_size size) {
        meet<Input, true>(size.rows);
        meet<Input, false>(size.columns);
    }
};

template <class P, int... D>
constexpr void add_sums(bound_sizes<P>& sizes, std::integer_sequence<int, D...>) {
    (sizes.template add_up<D>(), ...);
}

}  // namespace ctgrad::detail
