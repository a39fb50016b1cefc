#pragma once

#include <array>
#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>

#include <ctgrad/ctgrad.hpp>
#include <ctgrad/diagnostics/refusal.hpp>

/// The data of a function that a solver calls: the arguments that the signature marks as data, as one array of numbers.
namespace ctgrad::detail {

template <std::size_t Given, std::size_t Wanted>
constexpr bool check_data_count() {
    static_assert(Given == Wanted,
                  "ctgrad: the data of the function follow it, one value for each argument that its signature marks as "
                  "data, in that order: the numbers here are those given and wanted");
    return Given == Wanted;
}

template <std::size_t Count>
constexpr bool check_single_data() {
    static_assert(
        Count == 1,
        "ctgrad: a solver passes one pointer on, so the function has one argument of data: put several into a "
        "std::array or a struct");
    return Count == 1;
}
/// The type that the pointer to the data of a function points to.
template <class... W>
struct first_data {
    using type = double;
};
template <class First, class... W>
struct first_data<First, W...> : first_data<W...> {};
template <class S, class... W>
struct first_data<data<S>, W...> {
    using type = S;
};
template <scalar_data S, class... W>
struct first_data<S, W...> {
    using type = S;
};
template <class Signature>
struct single_data;
template <class R, class... W>
struct single_data<R(W...)> : first_data<W...> {};

/// The data of a function; it is written with one signature and traced with the other.
template <class Written, class Traced>
struct stored_data;
template <class Result, class... W, class R, class... A>
struct stored_data<Result(W...), R(A...)> {
    static constexpr std::size_t count = (std::size_t{signature_argument<W>::is_data} + ... + 0),
                                 size = ((signature_argument<W>::is_data ? leaf_count<A>() : 0) + ... + 0);
    using numbers = std::array<double, size>;

    /// The data in one array. Arguments that do not fit are refused.
    template <class... Given>
    static constexpr numbers of(Given const&... given) {
        if constexpr (check_data_count<sizeof...(Given), count>())
            return checked(std::index_sequence_for<Given...>{}, given...);
        else
            return {};
    }
    /// The same for data behind the pointer that an interface in C passes on: one value of the type in `data<...>`.
    static numbers at(void const* pointer) {
        if constexpr (count == 0)
            return {};
        else if constexpr (check_single_data<count>())
            return of(*static_cast<typename first_data<W...>::type const*>(pointer));
        else
            return {};
    }

private:
    static constexpr auto find_positions() {
        constexpr bool is_data[]{signature_argument<W>::is_data..., false};
        std::array<std::size_t, count + 1> found{};
        for (std::size_t i = 0, next = 0; i < sizeof...(W); ++i)
            if (is_data[i]) found[next++] = i;
        return found;
    }

    template <std::size_t... I, class... Given>
    static constexpr numbers checked(std::index_sequence<I...>, Given const&... given) {
        constexpr auto position = find_positions();
        using all = std::tuple<W...>;
        numbers stored{};
        std::size_t next = 0;
        if constexpr ((check_argument<position[I], Given, std::tuple_element_t<position[I], all>>() && ...))
            (store<argument_structure<std::tuple_element_t<position[I], all>>>(position[I], given, stored, next), ...);
        return stored;
    }
    template <class S, class Given>
    static constexpr void store(std::size_t at, Given const& given, numbers& stored, std::size_t& next) {
        check_list_size<S>("arguments<", at, given);
        for (double const number : converted_leaves<S, double>(given)) stored[next++] = number;
    }
};

}  // namespace ctgrad::detail
