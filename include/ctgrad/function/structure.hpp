#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>

#include <boost/hana/accessors.hpp>

#include <ctgrad/evaluate/arguments.hpp>
#include <ctgrad/support/unrolling.hpp>

/// Arguments and results of functions as lists of scalars. A `double` is one scalar; a `std::array`, a struct adapted with
/// Boost.Hana, or a matrix of a fixed size has the scalars of its elements or members, in order.
namespace ctgrad {

namespace detail {

/// S with T in place of `double`.
template <class S, class T>
struct with_scalar_of;
template <class S, class T>
using with_scalar = typename with_scalar_of<S, T>::type;

/// How matrices of a fixed size are arguments and results: `rows`, `columns`, `with_entries<T>`, the same type with entries T
/// or, for symbols, the one that a traced function computes with, and `jacobian<T, Rows, Columns>`, the type of derivatives.
/// Headers for matrices of a library specialize it. The scalars of a matrix are taken column by column.
template <class S>
struct matrix_structure {
    static constexpr bool is_matrix = false;
};
template <class S>
concept structured_matrix = matrix_structure<S>::is_matrix;

/// Replaces a struct that is not a template, and so cannot hold a T: members of the same names, but of type T.
template <class S, class T>
struct named_members;

template <class S>
concept scalar_type = std::same_as<S, double>;
template <class S>
inline constexpr bool is_array = false;
template <class S, std::size_t N>
inline constexpr bool is_array<std::array<S, N>> = true;

template <class S, class T>
struct rebound {
    using type = named_members<S, T>;
};
template <template <class...> class S, class... A, class T>
    requires(hana_struct<S<std::conditional_t<std::same_as<A, double>, T, A>...>> && (std::same_as<A, double> || ...))
struct rebound<S<A...>, T> {
    using type = S<std::conditional_t<std::same_as<A, double>, T, A>...>;
};
template <template <class, auto...> class S, auto... N, class T>
    requires(hana_struct<S<T, N...>> && sizeof...(N) > 0)
struct rebound<S<double, N...>, T> {
    using type = S<T, N...>;
};

template <scalar_type S, class T>
struct with_scalar_of<S, T> {
    using type = T;
};
template <class S, std::size_t N, class T>
struct with_scalar_of<std::array<S, N>, T> {
    using type = std::array<with_scalar<S, T>, N>;
};
template <structured_matrix S, class T>
struct with_scalar_of<S, T> {
    using type = typename matrix_structure<S>::template with_entries<T>;
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

template <class S>
consteval bool is_structure();
template <class S, std::size_t... I>
consteval bool has_structured_members(std::index_sequence<I...>) {
    return (is_structure<member_type<S, I>>() && ...);
}
/// Whether a function can take or return S: scalars, and arrays and structs of them.
template <class S>
consteval bool is_structure() {
    if constexpr (scalar_type<S> || structured_matrix<S>)
        return true;
    else if constexpr (is_array<S>)
        return is_structure<typename S::value_type>();
    else if constexpr (hana_struct<S>)
        return has_structured_members<S>(std::make_index_sequence<member_count<S>>{});
    else
        return false;
}

template <class S, std::size_t... I>
consteval std::size_t sum_of_members(std::index_sequence<I...>);
/// The number of scalars.
template <class S>
consteval std::size_t leaf_count() {
    if constexpr (scalar_type<S>)
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

/// Member `I` of a struct, or of what replaces it: `named_members`, or another instance of its template.
template <class S, std::size_t I, class Value>
CTGRAD_INLINE auto& member_of(Value& value) {
    using plain = std::remove_const_t<Value>;
    if constexpr (hana_struct<plain>)
        return member<plain, I>::of(value);
    else
        return std::get<I>(value.members);
}

/// How many scalars come before member `I`.
template <class S, std::size_t... I>
consteval std::size_t start_of_member(std::size_t index, std::index_sequence<I...>) {
    return ((I < index ? leaf_count<member_type<S, I>>() : 0) + ... + 0);
}
/// The member that scalar `leaf` belongs to.
template <class S, std::size_t... I>
consteval std::size_t member_of_leaf(std::size_t leaf, std::index_sequence<I...> all) {
    return ((start_of_member<S>(I + 1, all) <= leaf ? 1 : 0) + ... + 0);
}

/// Scalar number `Leaf` of a value of the structure S.
template <class S, std::size_t Leaf, class Value>
CTGRAD_INLINE auto const& leaf_of(Value const& value) {
    if constexpr (scalar_type<S>) {
        return value;
    } else if constexpr (is_array<S>) {
        using element = typename S::value_type;
        constexpr std::size_t size = leaf_count<element>();
        return leaf_of<element, Leaf % size>(value[Leaf / size]);
    } else if constexpr (structured_matrix<S>) {
        constexpr std::size_t rows = matrix_structure<S>::rows;
        return value(Leaf % rows, Leaf / rows);
    } else {
        constexpr auto all = std::make_index_sequence<member_count<S>>{};
        constexpr std::size_t index = member_of_leaf<S>(Leaf, all);
        return leaf_of<member_type<S, index>, Leaf - start_of_member<S>(index, all)>(member_of<S, index>(value));
    }
}

/// Calls `f` with each scalar of a value of the structure S, in order.
template <class S, class Value, class F>
constexpr void for_each_leaf(Value& value, F const& f) {
    if constexpr (scalar_type<S>) {
        f(value);
    } else if constexpr (is_array<S>) {
        for (auto& element : value) for_each_leaf<typename S::value_type>(element, f);
    } else if constexpr (structured_matrix<S>) {
        using index = std::remove_cvref_t<decltype(value.rows())>;
        for (index k = 0; k < value.cols(); ++k)
            for (index i = 0; i < value.rows(); ++i) f(value(i, k));
    } else {
        [&]<std::size_t... I>(std::index_sequence<I...>) {
            (for_each_leaf<member_type<S, I>>(member_of<S, I>(value), f), ...);
        }
        (std::make_index_sequence<member_count<S>>{});
    }
}

/// A value of the structure S with scalars T, which are those of `scalars` from `First` on. Where the type allows it is
/// one expression, so that compilers make no intermediate array.
template <class S, class T, std::size_t First, class Scalars>
CTGRAD_INLINE with_scalar<S, T> shaped(Scalars const& scalars) {
    if constexpr (scalar_type<S>) {
        return scalars[First];
    } else if constexpr (leaf_count<S>() > longest_unrolled) {
        with_scalar<S, T> value{};
        std::size_t next = First;
        for_each_leaf<S>(value, [&](auto& leaf) { leaf = scalars[next++]; });
        return value;
    } else if constexpr (is_array<S>) {
        using element = typename S::value_type;
        return [&]<std::size_t... I>(std::index_sequence<I...>) CTGRAD_INLINE_LAMBDA {
            return with_scalar<S, T>{{shaped<element, T, First + I * leaf_count<element>()>(scalars)...}};
        }
        (std::make_index_sequence<std::tuple_size_v<S>>{});
    } else if constexpr (structured_matrix<S>) {
        constexpr std::size_t rows = matrix_structure<S>::rows;
        with_scalar<S, T> value;
        [&]<std::size_t... I>(std::index_sequence<I...>) CTGRAD_INLINE_LAMBDA {
            ((value(I % rows, I / rows) = scalars[First + I]), ...);
        }
        (std::make_index_sequence<leaf_count<S>()>{});
        return value;
    } else {
        with_scalar<S, T> value{};
        [&]<std::size_t... I>(std::index_sequence<I...> all) CTGRAD_INLINE_LAMBDA {
            ((member_of<S, I>(value) =
                  shaped<member_type<S, I>, T, First + start_of_member<S>(I, decltype(all){})>(scalars)),
             ...);
        }
        (std::make_index_sequence<member_count<S>>{});
        return value;
    }
}

template <class S, class T, std::size_t... I>
auto types_of_members(std::index_sequence<I...>) -> std::tuple<with_scalar<member_type<S, I>, T>...>;

template <class S, class T>
struct named_members {
    decltype(types_of_members<S, T>(std::make_index_sequence<member_count<S>>{})) members{};
};

}  // namespace detail
}  // namespace ctgrad
