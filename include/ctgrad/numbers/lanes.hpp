#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <utility>

#include <ctgrad/numbers/elementary.hpp>
#include <ctgrad/support/inline.hpp>

/// Numbers that a SIMD library computes side by side.
namespace ctgrad::detail {

/// xsimd::batch and similar types.
template <class T>
concept loaded_lanes = made_of_floating_point<T> && requires(T const& x, typename T::value_type* to) {
    { T::load_unaligned(to) } -> std::convertible_to<T>;
    x.store_unaligned(to);
    T::size + 0;
};
/// std::experimental::simd and similar types, which are made by a function of the lane's index.
template <class T>
concept generated_lanes = made_of_floating_point<T> && requires(T const& x) {
    T::size() + 0;
    T([](auto) { return typename T::value_type{}; });
    static_cast<typename T::value_type>(x[0]);
};
template <class T>
concept any_lanes = loaded_lanes<T> || generated_lanes<T>;

/// An operation on lanes, computed one lane at a time, for functions that the SIMD library lacks.
template <class Operation>
struct lane_by_lane : Operation {
    template <loaded_lanes T, std::same_as<T>... Rest>
    static T evaluate(T const& first, Rest const&... rest) {
        using number = typename T::value_type;
        constexpr std::size_t operands = 1 + sizeof...(Rest);
        std::array<std::array<number, T::size>, operands> of_operand;
        T const* const all[]{&first, &rest...};
        for (std::size_t i = 0; i < operands; ++i) all[i]->store_unaligned(of_operand[i].data());
        for (std::size_t lane = 0; lane < T::size; ++lane)
            of_operand[0][lane] = [&]<std::size_t... I>(std::index_sequence<I...>) {
                return Operation::evaluate(of_operand[I][lane]...);
            }
        (std::make_index_sequence<operands>{});
        return T::load_unaligned(of_operand[0].data());
    }
    template <generated_lanes T, std::same_as<T>... Rest>
    static T evaluate(T const& first, Rest const&... rest) {
        using number = typename T::value_type;
        return T([&](std::size_t lane) {
            return Operation::evaluate(static_cast<number>(first[lane]), static_cast<number>(rest[lane])...);
        });
    }
};

}  // namespace ctgrad::detail
