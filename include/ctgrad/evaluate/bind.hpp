#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>

#include <ctgrad/compile/compile.hpp>
#include <ctgrad/compile/source.hpp>
#include <ctgrad/evaluate/run.hpp>
#include <ctgrad/evaluate/run_into.hpp>
#include <ctgrad/evaluate/stores.hpp>
#include <ctgrad/formula/binding.hpp>

/// Evaluates compiled formulas at values bound to variables by name.
namespace ctgrad::detail {

/// Integers and enumerations, which have no fractions.
template <class T>
concept whole_number = std::integral<T> || std::is_enum_v<T>;

/// The scalar type of an evaluation: that of the bound values. Integers take the type of the others, and are double if
/// there are no others.
template <class A, class B>
constexpr auto wider(std::type_identity<A>, std::type_identity<B>) {
    if constexpr (std::same_as<A, B> || whole_number<B>)
        return std::type_identity<A>{};
    else if constexpr (whole_number<A>)
        return std::type_identity<B>{};
    else if constexpr (std::floating_point<A> && std::floating_point<B>)
        return std::type_identity<std::common_type_t<A, B>>{};
    else if constexpr (std::is_convertible_v<A, B>)
        return std::type_identity<B>{};
    else
        return std::type_identity<A>{};
}
template <class... T>
struct scalar_of {
    using type = double;
};
template <std::floating_point First, std::same_as<First>... Rest>
struct scalar_of<First, Rest...> {
    using type = First;
};
template <class First, class... Rest>
struct scalar_of<First, Rest...> {
    template <class A>
    static constexpr auto fold(std::type_identity<A> a) {
        return a;
    }
    template <class A, class B, class... More>
    static constexpr auto fold(std::type_identity<A> a, std::type_identity<B> b, More... more) {
        return fold(wider(a, b), more...);
    }
    using widest = typename decltype(fold(std::type_identity<First>{}, std::type_identity<Rest>{}...))::type;
    using type = std::conditional_t<whole_number<widest>, double, widest>;
};

/// Maps inputs to bindings: `place[i]` is the index of the binding for input i, or -1.
template <class P, class... Variables>
struct placement {
    static constexpr int count = P::value.input_count;
    using places = std::array<int, static_cast<std::size_t>(count) + 1>;

    static constexpr places find_places() {
        places result{};
        std::uint64_t const key[][2]{{Variables::high, Variables::low}..., {0, 0}};
        for (int i = 0; i < count; ++i) {
            input const& wanted = P::value.inputs[i];
            result[static_cast<std::size_t>(i)] = -1;
            for (int k = 0; k < static_cast<int>(sizeof...(Variables)); ++k)
                if (key[k][0] == wanted.high && key[k][1] == wanted.low) result[static_cast<std::size_t>(i)] = k;
        }
        return result;
    }
    static constexpr places place = find_places();

    /// The first input that is needed but not bound, or -1.
    static constexpr int find_unbound() {
        for (int i = 0; i < count; ++i)
            if (P::value.used[i] && place[static_cast<std::size_t>(i)] < 0) return i;
        return -1;
    }
    static constexpr int unbound = find_unbound();

    /// The first binding without an input, and the first for an input that is already bound; or -1.
    static constexpr std::array<int, 2> find_unknown_and_repeated() {
        std::array<int, 2> result{-1, -1};
        std::uint64_t const key[][2]{{Variables::high, Variables::low}..., {0, 0}};
        for (int k = static_cast<int>(sizeof...(Variables)); k-- > 0;) {
            bool known = false;
            for (int i = 0; i < count; ++i)
                known = known || (key[k][0] == P::value.inputs[i].high && key[k][1] == P::value.inputs[i].low);
            if (!known) result[0] = k;
            for (int other = 0; other < k; ++other)
                if (key[k][0] == key[other][0] && key[k][1] == key[other][1]) result[1] = k;
        }
        return result;
    }
    static constexpr std::array<int, 2> unknown_and_repeated = find_unknown_and_repeated();
};

/// Pointers to those of the bound values that are the inputs of a program, in order; `given` ends with another value.
template <class P, class... Variables, class T, std::size_t Count>
CTGRAD_INLINE auto inputs_among(std::array<T, Count> const& given) {
    using places = placement<P, Variables...>;
    return [&]<std::size_t... I>(std::index_sequence<I...>) CTGRAD_INLINE_LAMBDA {
        return std::array<T const*, sizeof...(I) + 1>{
            &given[places::place[I] < 0 ? Count - 1 : static_cast<std::size_t>(places::place[I])]..., nullptr};
    }
    (std::make_index_sequence<static_cast<std::size_t>(places::count)>{});
}

// g++ optimizes each inline function before its callers, so a program is inlined through as few as possible.

/// Runs a program at bound values. `Finish` makes the result object from the array of results.
template <class P, std::size_t Count, class... Variables, class... T, class Finish>
CTGRAD_INLINE auto run_bound(Finish finish, binding<Variables, T> const&... bindings) {
    using scalar = typename scalar_of<T...>::type;
    std::array<scalar, sizeof...(T) + 1> const given{static_cast<scalar>(bindings.value)..., scalar{}};
    auto const inputs = inputs_among<P, Variables...>(given);
    if constexpr (is_filled_early<P, scalar, Count, Finish>())
        return filled<P, scalar, Count, Finish>(inputs);
    else
        return made_of<P>(run<P, scalar, Count>(inputs, statements_of<P>), finish);
}
/// Runs a program at bound values and writes its results to memory.
template <class P, class Number, class... Variables, class... T>
CTGRAD_INLINE void run_bound_into(results_memory<Number> const& out, binding<Variables, T> const&... bindings) {
    using scalar = typename scalar_of<T...>::type;
    std::array<scalar, sizeof...(T) + 1> const given{static_cast<scalar>(bindings.value)..., scalar{}};
    run_into<P, scalar>(inputs_among<P, Variables...>(given), out.numbers);
}

}  // namespace ctgrad::detail
