#pragma once

#include <array>
#include <bit>
#include <concepts>
#include <cstddef>
#include <type_traits>
#include <utility>

#include <ctgrad/evaluate/run.hpp>
#include <ctgrad/support/inline.hpp>
#include <ctgrad/support/unrolling.hpp>

/// Stores results two at a time, if the pass in passes/paired_stores.hpp says so.
namespace ctgrad::detail {

/// Whether a result type consists of the results in order, and nothing else.
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
/// A type that constant expressions cannot construct counts as not in order.
template <class Answer, class T, std::size_t N, class Make>
auto order_of(...) -> std::false_type;

template <std::size_t I, class T, std::size_t N, class Answer>
CTGRAD_INLINE void store_pair(Answer& answer, std::array<T, N> const& results) {
    typename lane_pair<T>::type const both{results[I], results[I + 1]};
    __builtin_memcpy(reinterpret_cast<char*>(&answer) + I * sizeof(T), &both, sizeof both);
}

/// The object that `make` makes from the results of a program.
template <class P, class Make, class T, std::size_t N>
CTGRAD_INLINE auto made_of(std::array<T, N> const& results, Make make) {
    using answer_type = decltype(make(results));
    if constexpr (stores_pairs && has_vectors<T> && N > 1 && N <= longest_unrolled) {
        if constexpr (P::value.stores_in_pairs && decltype(order_of<answer_type, T, N, Make>(0))::value) {
            if (!__builtin_is_constant_evaluated()) {
                answer_type answer = make(results);
                [&]<std::size_t... I>(std::index_sequence<I...>) CTGRAD_INLINE_LAMBDA {
                    [[maybe_unused]] int const in_order[]{(store_pair<2 * I>(answer, results), 0)..., 0};
                }
                (std::make_index_sequence<N / 2>{});
                return answer;
            }
        }
    }
    return make(results);
}

}  // namespace ctgrad::detail
