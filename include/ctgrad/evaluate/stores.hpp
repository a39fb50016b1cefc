#pragma once

#include <array>
#include <bit>
#include <concepts>
#include <cstddef>
#include <type_traits>
#include <utility>

#include <ctgrad/evaluate/run.hpp>
#include <ctgrad/support/inline.hpp>

/// Answers in memory, two numbers at a time. Processors store one number or one vector of them in a cycle; g++ puts
/// neighbours together by itself, clang only where they were computed as vectors. On clang the gradient of (x + y) z
/// takes half the time, and the Jacobian of bundle adjustment 3 % less. Where most results come in lanes g++ needs it
/// too: it takes a register of two rows apart for each number, and the same Jacobian 3 % more time.
namespace ctgrad::detail {

#ifdef __OPTIMIZE__
inline constexpr bool stores_pairs = true;
#else
inline constexpr bool stores_pairs = false;
#endif
#ifdef __clang__
inline constexpr bool compiler_stores_pairs = false;
#else
inline constexpr bool compiler_stores_pairs = true;
#endif

/// Whether an answer is its numbers in the order of the results.
template <class Answer, class T, std::size_t N, class Make>
consteval bool is_in_order(Make make) {
    if constexpr (std::is_trivially_copyable_v<Answer> && sizeof(Answer) == sizeof(std::array<T, N>)) {
        std::array<T, N> numbers{};
        for (std::size_t i = 0; i < N; ++i) numbers[i] = static_cast<T>(i);
        return std::bit_cast<std::array<T, N>>(make(numbers)) == numbers;
    } else {
        return false;
    }
}

template <class Answer, class T, std::size_t N, class Make>
auto order_of(int) -> std::bool_constant<is_in_order<Answer, T, N>(Make{})>;
/// What cannot be made in constant expressions is not looked into.
template <class Answer, class T, std::size_t N, class Make>
auto order_of(...) -> std::false_type;

/// Whether storing the results takes as long as computing them: there are no calls, and few operations.
template <class P>
consteval bool is_light(std::size_t results) {
    std::size_t operations = 0;
    for (int slot = 0; slot < P::value.count; ++slot) {
        operation_info const* const info = P::value.operation(static_cast<std::size_t>(slot));
        if (info == nullptr) continue;
        if (info->cost == cost_class::call) return false;
        ++operations;
    }
    return operations <= 3 * results;
}
/// How many of the results are computed in lanes.
template <class P>
consteval std::size_t results_in_lanes(std::size_t results) {
    auto const in_lanes = [](std::size_t first) {
        return P::value.pairs[first] && P::value.kind(first) == P::value.kind(first + 1);
    };
    std::size_t count = 0;
    for (std::size_t i = 0; i < results; ++i) {
        if (P::value.outputs[i] == no_node) continue;
        auto const slot = static_cast<std::size_t>(P::value.outputs[i]);
        count += in_lanes(slot) || (slot > 0 && in_lanes(slot - 1));
    }
    return count;
}
template <class P, std::size_t Results>
inline constexpr bool pays_to_store_pairs = compiler_stores_pairs
                                                ? 4 * results_in_lanes<P>(Results) >= 3 * Results
                                                : results_in_lanes<P>(Results) > 0 || is_light<P>(Results);

template <std::size_t I, class T, std::size_t N, class Answer>
CTGRAD_INLINE void store_pair(Answer& answer, std::array<T, N> const& results) {
    typedef T two_lanes __attribute__((vector_size(2 * sizeof(T))));
    two_lanes const both{results[I], results[I + 1]};
    __builtin_memcpy(reinterpret_cast<char*>(&answer) + I * sizeof(T), &both, sizeof both);
}

/// The answer that `make` makes of the results of a program.
template <class P, class Make, class T, std::size_t N>
CTGRAD_INLINE auto made_of(std::array<T, N> const& results, Make make) {
    using answer_type = decltype(make(results));
    if constexpr (stores_pairs && has_vectors<T> && N > 1) {
        if constexpr (pays_to_store_pairs<P, N> && decltype(order_of<answer_type, T, N, Make>(0))::value) {
            if (!__builtin_is_constant_evaluated()) {
                answer_type answer = make(results);
                [&]<std::size_t... I>(std::index_sequence<I...>) CTGRAD_INLINE_LAMBDA {
                    (store_pair<2 * I>(answer, results), ...);
                }
                (std::make_index_sequence<N / 2>{});
                return answer;
            }
        }
    }
    return make(results);
}

}  // namespace ctgrad::detail
