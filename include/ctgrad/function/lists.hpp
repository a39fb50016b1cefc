#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>

#include <ctgrad/function/size_errors.hpp>
#include <ctgrad/function/structure.hpp>

/// Lists of numbers that can be passed for a `std::array`: spans, vectors, built-in arrays, pointers, and the vectors and
/// matrices of Eigen and of other libraries, which are recognized by their members. No header of theirs is needed.
namespace ctgrad::detail {

/// A list that is indexed: it has a size, or is a pointer to its first number.
template <class Given>
concept indexed_list = requires(Given const& given) {
    given[std::size_t{}];
    requires std::is_array_v<Given> || requires {
        { given.size() } -> std::convertible_to<std::size_t>;
    };
};
template <class Given>
concept number_pointer = std::is_pointer_v<Given> && std::floating_point<std::remove_cvref_t<decltype(*Given{})>>;
/// A matrix with its rows and columns, as Eigen has them: matrices, maps, blocks, and expressions of them.
template <class Given>
concept matrix_like = requires(Given const& given) {
    { given.rows() } -> std::convertible_to<std::ptrdiff_t>;
    { given.cols() } -> std::convertible_to<std::ptrdiff_t>;
    given(0, 0);
};

/// The number of rows or columns where it is a constant, -1 otherwise.
template <class Given>
consteval std::ptrdiff_t fixed_rows() {
    if constexpr (requires { Given::RowsAtCompileTime; })
        return static_cast<std::ptrdiff_t>(Given::RowsAtCompileTime);
    else
        return -1;
}
template <class Given>
consteval std::ptrdiff_t fixed_columns() {
    if constexpr (requires { Given::ColsAtCompileTime; })
        return static_cast<std::ptrdiff_t>(Given::ColsAtCompileTime);
    else
        return -1;
}
/// A matrix with more than one row and column. (A vector is a list.)
template <class Given>
concept proper_matrix = matrix_like<Given> && fixed_rows<Given>()
!= 1 && fixed_columns<Given>() != 1;
template <class Given>
concept given_list = number_pointer<Given> || proper_matrix<Given> || indexed_list<Given>;

/// The number of elements where it is a constant, -1 otherwise.
template <class Given>
consteval std::ptrdiff_t fixed_size() {
    if constexpr (std::is_array_v<Given>)
        return static_cast<std::ptrdiff_t>(std::extent_v<Given>);
    else if constexpr (requires { std::tuple_size<Given>::value; })
        return static_cast<std::ptrdiff_t>(std::tuple_size<Given>::value);
    else if constexpr (requires { Given::extent; })
        return static_cast<std::ptrdiff_t>(Given::extent);
    else if constexpr (matrix_like<Given>)
        return fixed_rows<Given>() < 0 || fixed_columns<Given>() < 0 ? -1
                                                                     : fixed_rows<Given>() * fixed_columns<Given>();
    else
        return -1;
}

template <class Given>
consteval auto element_of_list() {
    if constexpr (proper_matrix<Given>)
        return std::type_identity<decltype(std::declval<Given const&>()(0, 0))>{};
    else
        return std::type_identity<decltype(std::declval<Given const&>()[std::size_t{}])>{};
}
/// What indexing gives: a reference if the element is in memory.
template <class Given>
using element_reference = typename decltype(element_of_list<Given>())::type;
template <class Given>
using list_element = std::remove_cvref_t<element_reference<Given>>;

/// The type of the first scalar of an argument.
template <class S>
struct first_scalar {
    using type = S;
};
template <class S, std::size_t N>
struct first_scalar<std::array<S, N>> : first_scalar<S> {};
template <hana_struct S>
struct first_scalar<S> : first_scalar<member_type<S, 0>> {};
template <given_list S>
struct first_scalar<S> : first_scalar<list_element<S>> {};

/// Whether a value has the structure S, with any scalar type.
template <class S, class Given>
concept has_structure = std::same_as<Given, with_scalar<S, typename first_scalar<Given>::type>>;

template <class T>
inline constexpr bool is_character = std::same_as<T, char> || std::same_as<T, wchar_t> || std::same_as<T, char8_t> ||
                                     std::same_as<T, char16_t> || std::same_as<T, char32_t>;

template <class Wanted, class Given>
consteval bool fits();
/// Whether a list has as many elements as an array, as far as that is known at compile time, and these fit.
template <class Wanted, class Given>
consteval bool fits_as_list() {
    constexpr auto is_size = [](std::ptrdiff_t known, std::size_t wanted) {
        return known < 0 || known == static_cast<std::ptrdiff_t>(wanted);
    };
    using element = typename Wanted::value_type;
    if constexpr (is_character<list_element<Given>>)
        return false;
    else if constexpr (number_pointer<Given>)
        return scalar_type<element>;
    else if constexpr (!proper_matrix<Given>)
        return is_size(fixed_size<Given>(), std::tuple_size_v<Wanted>) && fits<element, list_element<Given>>();
    else if constexpr (is_array<element>)
        return is_size(fixed_rows<Given>(), std::tuple_size_v<Wanted>) &&
               is_size(fixed_columns<Given>(), std::tuple_size_v<element>) &&
               scalar_type<typename element::value_type> && fits<double, list_element<Given>>();
    else
        return false;
}

/// Scalar number `Leaf` of an argument for a structure S.
template <class S, std::size_t Leaf, class Given>
CTGRAD_INLINE decltype(auto) given_leaf(Given const& given) {
    if constexpr (has_structure<S, Given>) {
        return leaf_of<S, Leaf>(given);
    } else if constexpr (proper_matrix<Given>) {
        constexpr std::size_t columns = leaf_count<typename S::value_type>();
        return given(Leaf / columns, Leaf % columns);
    } else {
        using element = typename S::value_type;
        constexpr std::size_t size = leaf_count<element>();
        if constexpr (size == 1 && scalar_type<element>)
            return given[Leaf];
        else
            return given_leaf<element, Leaf % size>(given[Leaf / size]);
    }
}

/// Calls `f` with each scalar of an argument, in order.
template <class S, class Given, class F>
constexpr void for_each_given_leaf(Given const& given, F const& f) {
    if constexpr (has_structure<S, Given>) {
        for_each_leaf<S>(given, f);
    } else if constexpr (proper_matrix<Given>) {
        for (std::size_t i = 0; i < std::tuple_size_v<S>; ++i)
            for (std::size_t k = 0; k < leaf_count<typename S::value_type>(); ++k)
                f(given(static_cast<std::ptrdiff_t>(i), static_cast<std::ptrdiff_t>(k)));
    } else {
        for (std::size_t i = 0; i < std::tuple_size_v<S>; ++i) for_each_given_leaf<typename S::value_type>(given[i], f);
    }
}

/// Whether all scalars of an argument are in memory as numbers of type T, so that they need not be copied.
template <class S, class T, class Given>
consteval bool in_memory_as() {
    if constexpr (has_structure<S, Given>)
        return std::same_as<Given, with_scalar<S, T>>;
    else if constexpr (!std::is_lvalue_reference_v<element_reference<Given>>)
        return false;
    else if constexpr (proper_matrix<Given> || number_pointer<Given>)
        return std::same_as<list_element<Given>, T>;
    else
        return in_memory_as<typename S::value_type, T, list_element<Given>>();
}

/// Throws std::invalid_argument if the size of a list, which is known at run time, is not that of the array.
template <class S, class Given>
constexpr void check_list_size(char const* role, std::size_t position, Given const& given) {
    if constexpr (!has_structure<S, Given>) {
        constexpr std::size_t size = std::tuple_size_v<S>;
        if constexpr (number_pointer<Given>) {
            if (given == nullptr) throw_null_argument(role, position);
        } else if constexpr (proper_matrix<Given>) {
            constexpr std::size_t columns = leaf_count<typename S::value_type>();
            auto const rows_given = static_cast<std::size_t>(given.rows()),
                       columns_given = static_cast<std::size_t>(given.cols());
            if (rows_given != size) throw_wrong_size(role, position, " rows", size, rows_given);
            if (columns_given != columns) throw_wrong_size(role, position, " columns", columns, columns_given);
        } else {
            if constexpr (fixed_size<Given>() < 0) {
                auto const size_given = static_cast<std::size_t>(given.size());
                if (size_given != size) throw_wrong_size(role, position, " elements", size, size_given);
            }
            if constexpr (is_array<typename S::value_type> &&
                          !has_structure<typename S::value_type, list_element<Given>>)
                for (std::size_t i = 0; i < size; ++i)
                    check_list_size<typename S::value_type>(role, position, given[i]);
        }
    }
}
/// The same for all arguments of a call, and for all parts of a tangent, which are for the arguments at `Positions`.
template <class... S, class... Given>
CTGRAD_INLINE void check_argument_sizes(Given const&... given) {
    if constexpr (!(has_structure<S, Given> && ...)) {
        std::size_t position = 0;
        (check_list_size<S>("arguments<", position++, given), ...);
    }
}

/// Throws if a list is in the memory that results are written to. (Arguments that are no lists hold their numbers themselves.)
template <class S, class T, class Given>
CTGRAD_INLINE void check_list_not_in(T const* results, std::size_t count, Given const& given) {
    if constexpr (!has_structure<S, Given>) {
        if constexpr (std::is_lvalue_reference_v<decltype(given_leaf<S, 0>(given))>) {
            if (__builtin_is_constant_evaluated()) return;
            auto const address = [](auto const& number) { return reinterpret_cast<std::uintptr_t>(&number); };
            std::uintptr_t const a = address(given_leaf<S, 0>(given)),
                                 b = address(given_leaf<S, leaf_count<S>() - 1>(given)), low = a < b ? a : b,
                                 high = a < b ? b : a, first = address(*results);
            if (low < first + count * sizeof(T) && first < high + sizeof(given_leaf<S, 0>(given)))
                throw_argument_in_results();
        }
    }
}

}  // namespace ctgrad::detail
