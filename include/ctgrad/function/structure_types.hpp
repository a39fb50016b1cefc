#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>

#include <boost/hana/accessors.hpp>

#include <ctgrad/evaluate/arguments.hpp>
#include <ctgrad/operations/apply.hpp>

/// The types of arguments and results of functions. A `double` is one scalar; a `std::array`, a struct adapted with
/// Boost.Hana, or a matrix of a fixed size has the scalars of its elements or members, in order.
namespace ctgrad {

namespace detail {

/// S with T in place of `double`.
template <class S, class T>
struct with_scalar_of;
template <class S, class T>
using with_scalar = typename with_scalar_of<S, T>::type;

/// How matrices of a fixed size are arguments and results: `rows`, `columns`, `with_entries<T>` (the same type with
/// entries T or, for symbols, the type that a traced function computes with), `entry(value, row, column)` of both
/// types, and `jacobian<T, Rows, Columns>`, the type of derivatives. Headers for matrices of a library specialize it.
/// The scalars of a matrix are taken column by column.
template <class S>
struct matrix_structure {
    static constexpr bool is_matrix = false;
};
template <class S>
concept structured_matrix = matrix_structure<S>::is_matrix;

/// Replaces a struct that is not a template and so cannot hold a T. It has members with the same names, but of type T.
template <class S, class T>
struct named_members;

template <class S>
concept scalar_type = std::same_as<S, double>;
/// Integers (but not characters), enumerations and bool. They are data: scalars with respect to which no derivative is
/// taken.
template <class S>
concept integer_data =
    std::integral<S> && !std::same_as<S, bool> && !std::same_as<S, char> && !std::same_as<S, wchar_t> &&
    !std::same_as<S, char8_t> && !std::same_as<S, char16_t> && !std::same_as<S, char32_t>;
template <class S>
concept scalar_data = integer_data<S> || std::same_as<S, bool> || std::is_enum_v<S>;
/// The type that the callable gets for an argument; defined in function/data.hpp.
template <class A>
struct signature_argument;
template <class S>
inline constexpr bool is_array = false;
template <class S, std::size_t N>
inline constexpr bool is_array<std::array<S, N>> = true;

template <class S>
inline constexpr bool is_tuple = false;
template <class... S>
inline constexpr bool is_tuple<std::tuple<S...>> = true;
template <class... S>
inline constexpr std::size_t member_count<std::tuple<S...>> = sizeof...(S);
template <class... S, std::size_t I>
struct member<std::tuple<S...>, I> {
    static constexpr auto& of(auto& tuple) { return std::get<I>(tuple); }
};
/// Whether there are complex numbers in S; see ctgrad/complex.hpp. Their parts are numbers, but have no addresses.
template <class S>
inline constexpr bool holds_complex = false;
template <class S, std::size_t N>
inline constexpr bool holds_complex<std::array<S, N>> = holds_complex<S>;
template <class... S>
inline constexpr bool holds_complex<std::tuple<S...>> = (holds_complex<S> || ...);

/// A struct adapted with Boost.Hana, or a tuple.
template <class S>
concept with_members = hana_struct<S> || is_tuple<S>;

/// Whether there are data among the scalars of S. A template with such members cannot hold symbols.
template <class S>
consteval bool has_data();

template <class S, class T>
struct rebound {
    using type = named_members<S, T>;
};
template <template <class...> class S, class... A, class T>
    requires(hana_struct<S<std::conditional_t<std::same_as<A, double>, T, A>...>> && (std::same_as<A, double> || ...) &&
             !has_data<S<A...>>())
struct rebound<S<A...>, T> {
    using type = S<std::conditional_t<std::same_as<A, double>, T, A>...>;
};
template <template <class, auto...> class S, auto... N, class T>
    requires(hana_struct<S<T, N...>> && sizeof...(N) > 0 && !has_data<S<double, N...>>())
struct rebound<S<double, N...>, T> {
    using type = S<T, N...>;
};

template <scalar_type S, class T>
struct with_scalar_of<S, T> {
    using type = T;
};
template <class T>
inline constexpr bool is_recorded = __is_base_of(symbolic_base, T);
template <scalar_data S, class T>
struct with_scalar_of<S, T> {
    using type = S;
};
template <scalar_data S, class T>
    requires(is_recorded<T>)
struct with_scalar_of<S, T> {
    using type = std::remove_cvref_t<decltype(signature_argument<S>::in_callable(std::declval<T const&>()))>;
};
template <class S, std::size_t N, class T>
struct with_scalar_of<std::array<S, N>, T> {
    using type = std::array<with_scalar<S, T>, N>;
};
template <structured_matrix S, class T>
struct with_scalar_of<S, T> {
    using type = typename matrix_structure<S>::template with_entries<T>;
};
template <class... S, class T>
struct with_scalar_of<std::tuple<S...>, T> {
    using type = std::tuple<with_scalar<S, T>...>;
};
template <hana_struct S, class T>
struct with_scalar_of<S, T> {
    using type = typename rebound<S, T>::type;
};
template <hana_struct S>
struct with_scalar_of<S, double> {
    using type = S;
};

template <class S, std::size_t I>
using member_type = std::remove_cvref_t<decltype(member<S, I>::of(std::declval<S&>()))>;

template <class S, std::size_t... I>
consteval bool has_complex_members(std::index_sequence<I...>) {
    return (holds_complex<member_type<S, I>> || ...);
}
template <hana_struct S>
inline constexpr bool holds_complex<S> = has_complex_members<S>(std::make_index_sequence<member_count<S>>{});

template <class S, std::size_t... I>
consteval bool has_data_members(std::index_sequence<I...>) {
    return (has_data<member_type<S, I>>() || ...);
}
template <class S>
consteval bool has_data() {
    if constexpr (is_array<S>)
        return has_data<typename S::value_type>();
    else if constexpr (with_members<S>)
        return has_data_members<S>(std::make_index_sequence<member_count<S>>{});
    else
        return scalar_data<S>;
}

template <class S>
consteval bool is_structure();
template <class S, std::size_t... I>
consteval bool has_structured_members(std::index_sequence<I...>) {
    return ((is_structure<member_type<S, I>>() || scalar_data<member_type<S, I>>)&&...);
}
/// Whether a function can take or return S: scalars, and arrays and structs of them.
template <class S>
consteval bool is_structure() {
    if constexpr (scalar_type<S> || structured_matrix<S>)
        return true;
    else if constexpr (is_array<S>)
        return is_structure<typename S::value_type>();
    else if constexpr (with_members<S>)
        return has_structured_members<S>(std::make_index_sequence<member_count<S>>{});
    else
        return false;
}

template <class S, std::size_t... I>
consteval std::size_t sum_of_members(std::index_sequence<I...>);
/// The number of scalars.
template <class S>
consteval std::size_t leaf_count() {
    if constexpr (scalar_type<S> || scalar_data<S>)
        return 1;
    else if constexpr (is_array<S>)
        return std::tuple_size_v<S> * leaf_count<typename S::value_type>();
    else if constexpr (structured_matrix<S>)
        return matrix_structure<S>::rows * matrix_structure<S>::columns;
    else
        return sum_of_members<S>(std::make_index_sequence<member_count<S>>{});
}
template <class S, std::size_t... I>
consteval std::size_t sum_of_members(std::index_sequence<I...>) {
    return (leaf_count<member_type<S, I>>() + ... + 0);
}

template <class S, class T, std::size_t... I>
auto types_of_members(std::index_sequence<I...>) -> std::tuple<with_scalar<member_type<S, I>, T>...>;

template <class S, class T>
struct named_members {
    decltype(types_of_members<S, T>(std::make_index_sequence<member_count<S>>{})) members{};
};

}  // namespace detail
}  // namespace ctgrad
