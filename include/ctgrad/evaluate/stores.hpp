#pragma once

#include <array>
#include <bit>
#include <concepts>
#include <cstddef>
#include <type_traits>
#include <utility>

#include <ctgrad/evaluate/run.hpp>
#include <ctgrad/evaluate/run_into.hpp>
#include <ctgrad/support/inline.hpp>
#include <ctgrad/support/unrolling.hpp>

/// How the results of a program are stored in the object that the caller gets. The pass in passes/paired_stores.hpp decides
/// whether they are stored two at a time, and whether each is stored as soon as it is computed. Otherwise many results would
/// be live until the end, and the compiler would spill them to the stack first.
namespace ctgrad::detail {

/// The output that each number of a result type holds, or -1 for a zero. It is unknown if the type holds anything else.
template <std::size_t Count>
struct number_places {
    bool known = false;
    int output[Count]{};
};
template <class Answer, class T, std::size_t N, class Make>
constexpr auto find_places(Make make) {
    constexpr std::size_t count = sizeof(Answer) / sizeof(T);
    number_places<count> places;
    std::array<T, N> outputs{};
    for (std::size_t i = 0; i < N; ++i) outputs[i] = static_cast<T>(i + 1);
    auto const numbers = std::bit_cast<std::array<T, count>>(make(outputs));
    for (std::size_t i = 0; i < count; ++i) {
        if (!(numbers[i] >= 0 && numbers[i] <= static_cast<T>(N))) return places;
        places.output[i] = static_cast<int>(numbers[i]) - 1;
        if (static_cast<T>(places.output[i] + 1) != numbers[i]) return places;
    }
    places.known = true;
    return places;
}

/// The layout of a result type for `run_into`.
template <class P, class Answer, class T, std::size_t N, class Make>
struct layout_of_result {
    static constexpr auto places = find_places<Answer, T, N>(Make{});
    static constexpr std::size_t count = sizeof(Answer) / sizeof(T);
    static constexpr bool in_pairs = P::value.stores_in_pairs;
    static constexpr int slot(std::size_t i) {
        return places.output[i] < 0 ? no_node : P::value.outputs[places.output[i]];
    }
    static constexpr bool in_order() {
        for (std::size_t i = 0; i < count; ++i)
            if (places.output[i] != static_cast<int>(i)) return false;
        return count == N;
    }
};

template <class Answer, class T, std::size_t N, class Make>
auto has_known_places(int) -> std::bool_constant<find_places<Answer, T, N>(Make{}).known>;
/// A type that constant expressions cannot construct, or with padding.
template <class Answer, class T, std::size_t N, class Make>
auto has_known_places(...) -> std::false_type;

/// Whether the object that `Make` makes from N results has a known layout, in the order of the results.
template <class Answer, class T, std::size_t N, class Make>
consteval bool has_places() {
    if constexpr (stores_pairs && std::floating_point<T> && N > 1 && N <= longest_unrolled &&
                  std::is_trivially_copyable_v<Answer> && std::is_trivially_default_constructible_v<Answer> &&
                  sizeof(Answer) % sizeof(T) == 0 && sizeof(Answer) <= longest_unrolled * sizeof(T))
        return decltype(has_known_places<Answer, T, N, Make>(0))::value;
    else
        return false;
}
template <class T, std::size_t N, class Make>
using made_by = decltype(std::declval<Make>()(std::declval<std::array<T, N> const&>()));

/// Whether the results of a program are stored early into the object that `Make` makes of them.
template <class P, class T, std::size_t N, class Make>
consteval bool is_filled_early() {
    using answer = made_by<T, N, Make>;
    if constexpr (!P::value.stores_early || P::value.count == 0 || is_divided<P>)
        return false;
    else if constexpr (has_places<answer, T, N, Make>())
        return keeps_order || layout_of_result<P, answer, T, N, Make>::in_order();
    else
        return false;
}
/// That object. It is the only variable that is returned, so that the compiler needs no copy, which g++ would make at the
/// end, from results that it keeps until then.
template <class P, class T, std::size_t N, class Make, class Inputs>
CTGRAD_INLINE made_by<T, N, Make> filled_in_place(Inputs const& inputs) {
    made_by<T, N, Make> answer;
    run_into<P, T, layout_of_result<P, made_by<T, N, Make>, T, N, Make>>(inputs, reinterpret_cast<T*>(&answer));
    return answer;
}
/// The same in a constant expression, by the same statements: another list of them would take as long to compile.
template <class P, class T, std::size_t N, class Make, class Inputs>
CTGRAD_INLINE made_by<T, N, Make> filled_by_cast(Inputs const& inputs) {
    using layout = layout_of_result<P, made_by<T, N, Make>, T, N, Make>;
    std::array<T, layout::count> numbers{};
    run_into<P, T, layout>(inputs, numbers.data());
    return std::bit_cast<made_by<T, N, Make>>(numbers);
}
template <class P, class T, std::size_t N, class Make, class Inputs>
CTGRAD_INLINE made_by<T, N, Make> filled(Inputs const& inputs) {
    return __builtin_is_constant_evaluated() ? filled_by_cast<P, T, N, Make>(inputs)
                                             : filled_in_place<P, T, N, Make>(inputs);
}

/// The object that `make` makes from the results of a program.
template <class P, class Make, class T, std::size_t N>
CTGRAD_INLINE auto made_of(std::array<T, N> const& results, Make make) {
    using answer_type = decltype(make(results));
    if constexpr (has_vectors<T> && P::value.stores_in_pairs && has_places<answer_type, T, N, Make>()) {
        if constexpr (layout_of_result<P, answer_type, T, N, Make>::in_order()) {
            if (!__builtin_is_constant_evaluated()) {
                answer_type answer = make(results);
                [&]<std::size_t... I>(std::index_sequence<I...>) CTGRAD_INLINE_LAMBDA {
                    [[maybe_unused]] int const in_order[]{
                        (write_pair(reinterpret_cast<T*>(&answer) + 2 * I, results[2 * I], results[2 * I + 1]), 0)...,
                        0};
                }
                (std::make_index_sequence<N / 2>{});
                return answer;
            }
        }
    }
    return make(results);
}

}  // namespace ctgrad::detail
