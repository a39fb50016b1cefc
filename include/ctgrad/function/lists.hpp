#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>

#include <ctgrad/function/list_concepts.hpp>
#include <ctgrad/function/size_errors.hpp>
#include <ctgrad/function/structure.hpp>

/// The scalars of an argument, which may be a list where the signature has an array.
namespace ctgrad::detail {

/// The elements of a list that is passed for an array or a vector: numbers, or lists.
template <class S>
struct wanted_list {
    static constexpr std::size_t size = leaf_count<S>();
    using element = double;
};
template <class S, std::size_t N>
struct wanted_list<std::array<S, N>> {
    static constexpr std::size_t size = N;
    using element = S;
};
/// The rows and columns of a matrix that is passed for an array of arrays, or for a matrix.
template <class S>
struct wanted_matrix {
    static constexpr bool is_matrix = false;
};
template <class S, std::size_t Rows, std::size_t Columns>
    requires(scalar_type<S>)
struct wanted_matrix<std::array<std::array<S, Columns>, Rows>> {
    static constexpr bool is_matrix = true;
    static constexpr std::size_t rows = Rows, columns = Columns;
    static constexpr std::size_t row_of(std::size_t leaf) { return leaf / Columns; }
    static constexpr std::size_t column_of(std::size_t leaf) { return leaf % Columns; }
};
template <structured_matrix S>
struct wanted_matrix<S> {
    static constexpr bool is_matrix = true;
    static constexpr std::size_t rows = matrix_structure<S>::rows, columns = matrix_structure<S>::columns;
    static constexpr std::size_t row_of(std::size_t leaf) { return leaf % rows; }
    static constexpr std::size_t column_of(std::size_t leaf) { return leaf / rows; }
};
template <class S>
inline constexpr bool takes_lists = is_array<S> || structured_matrix<S>;
template <class S>
inline constexpr bool is_vector = false;
template <structured_matrix S>
inline constexpr bool is_vector<S> = matrix_structure<S>::rows == 1 || matrix_structure<S>::columns == 1;

/// The type of the first scalar of an argument.
template <class S>
struct first_scalar {
    using type = S;
};
template <class S, std::size_t N>
struct first_scalar<std::array<S, N>> : first_scalar<S> {};
template <class S, std::size_t... I>
consteval std::size_t first_member_to_differentiate(std::index_sequence<I...>) {
    std::size_t first = 0;
    static_cast<void>(((scalar_data<member_type<S, I>> && (++first, true)) && ...));
    return first < sizeof...(I) ? first : 0;
}
template <with_members S>
struct first_scalar<S>
    : first_scalar<member_type<S, first_member_to_differentiate<S>(std::make_index_sequence<member_count<S>>{})>> {};
template <given_list S>
struct first_scalar<S> : first_scalar<list_element<S>> {};

/// All scalars of an argument, some of which are data, in one type.
template <class T, std::size_t N>
struct leaf_array {
    std::array<T, N> leaves;
};
template <class Given>
inline constexpr bool is_leaf_array = false;
template <class T, std::size_t N>
inline constexpr bool is_leaf_array<leaf_array<T, N>> = true;
template <class T, std::size_t N>
struct first_scalar<leaf_array<T, N>> {
    using type = T;
};

/// The type of the first scalar of an argument for S; for a complex number the type of its parts.
template <class S, class Given>
struct first_scalar_of : first_scalar<Given> {};
template <class S, class Given>
    requires(holds_complex<S> && !is_leaf_array<Given>)
struct first_scalar_of<S, Given> {
    static consteval auto find() {
        if constexpr (with_members<S> && with_members<Given>)
            return first_scalar_of<member_type<S, 0>, member_type<Given, 0>>{};
        else if constexpr (is_array<S> && given_list<Given>)
            return first_scalar_of<typename S::value_type, list_element<Given>>{};
        else if constexpr (requires(Given const& z) {
                               typename Given::value_type;
                               z.imag();
                           })
            return std::type_identity<typename Given::value_type>{};
        else
            return first_scalar<Given>{};
    }
    using type = typename decltype(find())::type;
};

/// Whether a value has the structure S, with any scalar type.
template <class S, class Given>
concept has_structure = std::same_as<Given, with_scalar<S, typename first_scalar_of<S, Given>::type>>;

template <class T>
inline constexpr bool is_character = std::same_as<T, char> || std::same_as<T, wchar_t> || std::same_as<T, char8_t> ||
                                     std::same_as<T, char16_t> || std::same_as<T, char32_t>;

template <class Wanted, class Given>
consteval bool fits();
/// Whether the size of a list is that of an array or vector, or the rows and columns of a matrix are right, as far as
/// this is known at compile time, and the elements fit.
template <class Wanted, class Given>
consteval bool fits_as_list() {
    constexpr auto is_size = [](std::ptrdiff_t known, std::size_t wanted) {
        return known < 0 || known == static_cast<std::ptrdiff_t>(wanted);
    };
    using matrix = wanted_matrix<Wanted>;
    using list = wanted_list<Wanted>;
    if constexpr (is_character<list_element<Given>>) {
        return false;
    } else if constexpr (proper_matrix<Given>) {
        if constexpr (matrix::is_matrix)
            return is_size(fixed_rows<Given>(), matrix::rows) && is_size(fixed_columns<Given>(), matrix::columns) &&
                   fits<double, list_element<Given>>();
        else
            return false;
    } else if constexpr (structured_matrix<Wanted> && !is_vector<Wanted>) {
        return false;
    } else if constexpr (number_pointer<Given>) {
        return scalar_type<typename list::element>;
    } else {
        return is_size(fixed_size<Given>(), list::size) && fits<typename list::element, list_element<Given>>();
    }
}

/// Scalar number `Leaf` of an argument for a structure S.
template <class S, std::size_t Leaf, class Given>
CTGRAD_INLINE decltype(auto) given_leaf(Given const& given) {
    using element = typename wanted_list<S>::element;
    if constexpr (is_leaf_array<Given>) {
        return static_cast<decltype(given.leaves[Leaf])>(given.leaves[Leaf]);
    } else if constexpr (has_structure<S, Given>) {
        return leaf_of<S, Leaf>(given);
    } else if constexpr (proper_matrix<Given>) {
        return given(wanted_matrix<S>::row_of(Leaf), wanted_matrix<S>::column_of(Leaf));
    } else if constexpr (scalar_type<element>) {
        return given[Leaf];
    } else {
        constexpr std::size_t size = leaf_count<element>();
        return given_leaf<element, Leaf % size>(given[Leaf / size]);
    }
}

/// Calls `f` with each scalar of an argument, in order.
template <class S, class Given, class F>
constexpr void for_each_given_leaf(Given const& given, F const& f) {
    if constexpr (is_leaf_array<Given>) {
        for (auto const& leaf : given.leaves) f(leaf);
    } else if constexpr (has_structure<S, Given>) {
        for_each_leaf<S>(given, f);
    } else if constexpr (proper_matrix<Given>) {
        using index = std::remove_cvref_t<decltype(given.rows())>;
        for (std::size_t leaf = 0; leaf < leaf_count<S>(); ++leaf)
            f(given(static_cast<index>(wanted_matrix<S>::row_of(leaf)),
                    static_cast<index>(wanted_matrix<S>::column_of(leaf))));
    } else {
        for (std::size_t i = 0; i < wanted_list<S>::size; ++i)
            for_each_given_leaf<typename wanted_list<S>::element>(given[i], f);
    }
}

/// Whether all scalars of an argument are in memory as numbers of type T, so that they need not be copied.
template <class S, class T, class Given>
consteval bool in_memory_as() {
    if constexpr (is_leaf_array<Given>)
        return true;
    else if constexpr (has_structure<S, Given>)
        return std::same_as<Given, with_scalar<S, T>> && !has_data<S>() && !holds_complex<S>;
    else if constexpr (!std::is_lvalue_reference_v<element_reference<Given>>)
        return false;
    else if constexpr (proper_matrix<Given> || number_pointer<Given>)
        return std::same_as<list_element<Given>, T>;
    else
        return in_memory_as<typename wanted_list<S>::element, T, list_element<Given>>();
}

/// Throws std::invalid_argument if the size of a list, which is known at run time, is not that of the array.
template <class S, class Given>
constexpr void check_list_size(char const* role, std::size_t position, Given const& given) {
    if constexpr (!has_structure<S, Given>) {
        using list = wanted_list<S>;
        if constexpr (number_pointer<Given>) {
            if (given == nullptr) throw_null_argument(role, position);
        } else if constexpr (proper_matrix<Given>) {
            auto const rows = static_cast<std::size_t>(given.rows()), columns = static_cast<std::size_t>(given.cols());
            if (rows != wanted_matrix<S>::rows) throw_wrong_size(role, position, " rows", wanted_matrix<S>::rows, rows);
            if (columns != wanted_matrix<S>::columns)
                throw_wrong_size(role, position, " columns", wanted_matrix<S>::columns, columns);
        } else {
            if constexpr (fixed_size<Given>() < 0) {
                auto const size = static_cast<std::size_t>(given.size());
                if (size != list::size) throw_wrong_size(role, position, " elements", list::size, size);
            }
            if constexpr (!has_structure<typename list::element, list_element<Given>>)
                for (std::size_t i = 0; i < list::size; ++i)
                    check_list_size<typename list::element>(role, position, given[i]);
        }
    }
}
/// The same for all arguments of a call, and for all parts of a tangent, which belong to the arguments at `Positions`.
template <class... S, class... Given>
CTGRAD_INLINE void check_argument_sizes(Given const&... given) {
    if constexpr (!(has_structure<S, Given> && ...)) {
        std::size_t position = 0;
        (check_list_size<S>("arguments<", position++, given), ...);
    }
}

/// Throws if a list is in the memory that results are written to. (Arguments that are not lists hold their numbers
/// themselves.)
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
