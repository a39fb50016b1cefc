#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <iterator>
#include <tuple>
#include <type_traits>
#include <utility>

#include <ctgrad/batch/column.hpp>
#include <ctgrad/diagnostics/function_argument_checks.hpp>
#include <ctgrad/diagnostics/refusal.hpp>
#include <ctgrad/loops/run/matrix_checks.hpp>
#include <ctgrad/loops/trace/matrix.hpp>
#include <ctgrad/loops/trace/views.hpp>

/// Checks the arguments that a function of rows is called with.
namespace ctgrad::detail {

/// The scalar type of rows; void if they do not fit.
template <class Row, class Given>
consteval auto scalar_of_rows() {
    if constexpr (is_columns<Given>) {
        using element = std::remove_const_t<element_of_columns<Given const&>>;
        return std::type_identity<element>{};
    } else if constexpr (strided_matrix<Given const>) {
        return std::type_identity<element_of_matrix<Given const>>{};
    } else if constexpr (contiguous<Given const>) {
        using row = std::remove_cv_t<element_of<Given const>>;
        using scalar = typename first_scalar<row>::type;
        if constexpr (has_structure<Row, row> && std::floating_point<scalar>)
            return std::type_identity<scalar>{};
        else
            return std::type_identity<void>{};
    } else {
        return std::type_identity<void>{};
    }
}
template <class Row, class Given>
using row_scalar = typename decltype(scalar_of_rows<Row, Given>())::type;

/// The scalar type of what is given for an argument of type A, a list of rows or a matrix.
template <class A, class Given>
struct scalar_given {
    using type = row_scalar<typename content_of<A>::type, Given>;
};
template <class A, class Given>
    requires has_columns<A>
struct scalar_given<A, Given> {
    using type = typename decltype(scalar_of_matrix<Given>())::type;
};

template <std::size_t Position, class Given, class Row>
constexpr bool refuse_rows() {
    static_assert(never<Given>,
                  "ctgrad: an argument is not a list of rows: pass a vector, array or span of rows of the type in the "
                  "signature, columns, rows<N>(numbers) or a matrix: here are its position, its type and a row's");
    return false;
}
template <std::size_t Position, std::size_t Given, std::size_t Wanted>
constexpr bool refuse_row_width() {
    static_assert(Given == Wanted,
                  "ctgrad: a list of rows has as many columns as a row has numbers: here are the argument's position, "
                  "the columns given, and those needed");
    return false;
}
template <class... Scalars>
constexpr bool refuse_mixed_rows() {
    static_assert(never<Scalars...>, "ctgrad: all lists of rows hold numbers of one type: these are the types given");
    return false;
}

template <class Row, class Given>
consteval std::size_t given_width() {
    if constexpr (is_columns<Given>)
        return std::tuple_size_v<std::remove_cvref_t<decltype(as_columns(std::declval<Given const&>()))>>;
    else if constexpr (strided_matrix<Given const>)
        return fixed_columns<Given>() < 0 ? leaf_count<Row>() : static_cast<std::size_t>(fixed_columns<Given>());
    else
        return leaf_count<Row>();
}

template <std::size_t Position, class Given>
constexpr bool refuse_steps() {
    static_assert(never<Given>, "ctgrad: a number of steps is an integer: here are the argument's position and type");
    return false;
}
template <std::size_t Position, class Given, std::size_t Columns>
constexpr bool refuse_indices() {
    static_assert(never<Given>,
                  "ctgrad: an index list is a vector, array or span of integers, or of std::array of as many integers "
                  "as its signature says: here are its position, its type and that number");
    return false;
}
/// Whether a range holds N integers in each element.
template <std::size_t N, class Given>
concept holds_indices = contiguous<Given const> && [] {
    using element = std::remove_cv_t<element_of<Given const>>;
    if constexpr (std::integral<element>)
        return N == 1;
    else if constexpr (is_array<element>)
        return std::integral<typename element::value_type> && std::tuple_size_v<element> == N;
    else
        return false;
}();

/// Whether an argument can be passed for the type A in the signature.
template <class Given, class A>
consteval bool fits_loop_argument() {
    if constexpr (!is_rows<A>)
        return fits<A, Given>();
    else if constexpr (std::same_as<A, step_count>)
        return std::integral<Given> && !std::same_as<Given, bool>;
    else if constexpr (index_columns_of<A> > 0)
        return holds_indices<index_columns_of<A>, Given>;
    else if constexpr (unevaluated_matrix<Given const>)
        return false;
    else if constexpr (has_columns<A>)
        return !std::is_void_v<typename scalar_given<A, Given>::type>;
    else if constexpr (std::is_void_v<row_scalar<typename content_of<A>::type, Given>>)
        return false;
    else
        return given_width<typename content_of<A>::type, Given>() == leaf_count<typename content_of<A>::type>();
}

/// Says why an argument does not fit.
template <std::size_t Position, class Given, class A>
constexpr bool refuse_loop_argument() {
    if constexpr (!is_rows<A>) {
        return check_argument<Position, Given, A>();
    } else if constexpr (std::same_as<A, step_count>) {
        return refuse_steps<Position, Given>();
    } else if constexpr (index_columns_of<A> > 0) {
        return refuse_indices<Position, Given, index_columns_of<A>>();
    } else if constexpr (unevaluated_matrix<Given const>) {
        return refuse_unevaluated_rows<Position, Given>();
    } else if constexpr (has_columns<A>) {
        return refuse_matrix<Position, Given>();
    } else {
        using row = typename content_of<A>::type;
        if constexpr (std::is_void_v<row_scalar<row, Given>>)
            return refuse_rows<Position, Given, row>();
        else
            return refuse_row_width<Position, given_width<row, Given>(), leaf_count<row>()>();
    }
}

template <class Scalars>
struct same_scalars : std::true_type {};
template <class First, class... Rest>
struct same_scalars<std::tuple<First, Rest...>> : std::bool_constant<(std::same_as<First, Rest> && ...)> {};

/// The scalar types of those arguments that are lists, as a tuple of `type_identity`.
template <class A, class Given>
auto scalars_of_argument() {
    if constexpr (!is_rows<A>)
        return std::tuple<>{};
    else if constexpr (leaf_count<typename content_of<A>::type>() > 0)
        return std::tuple<std::type_identity<typename scalar_given<A, Given>::type>>{};
    else
        return std::tuple<>{};
}

template <class... A>
struct loop_parameters {
    template <class... Given>
    static constexpr bool check() {
        if constexpr (sizeof...(Given) != sizeof...(A)) {
            return refuse_argument_count<sizeof...(Given), sizeof...(A)>();
        } else {
            constexpr std::size_t first = first_failure<fits_loop_argument<Given, A>()...>();
            if constexpr (first < sizeof...(A))
                return refuse_loop_argument<first, std::tuple_element_t<first, std::tuple<Given...>>,
                                            std::tuple_element_t<first, std::tuple<A...>>>();
            else
                return check_scalars<Given...>();
        }
    }
    /// All lists hold numbers of one type.
    template <class... Given>
    static constexpr bool check_scalars() {
        using scalars = decltype(std::tuple_cat(scalars_of_argument<A, Given>()...));
        if constexpr (same_scalars<scalars>::value)
            return true;
        else
            return refuse_mixed_rows<scalars>();
    }
    /// The scalar type of rows decides; other numbers are converted to it.
    template <class... Given>
    struct scalar_of {
        using type =
            typename std::tuple_element_t<0, decltype(std::tuple_cat(scalars_of_argument<A, Given>()...,
                                                                     std::tuple<std::type_identity<double>>{}))>::type;
    };
};

template <class Signature>
struct loop_parameters_of;
template <class R, class... A>
struct loop_parameters_of<R(A...)> {
    using type = loop_parameters<A...>;
};
/// Whether a function of rows takes arguments of these types, for its signature as it was written, with data.
template <class Callable, class Signature, class... Given>
consteval bool takes_arguments() {
    if constexpr (std::same_as<Callable, refused_callable>)
        return false;
    else
        return loop_parameters_of<Signature>::type::template check<Given...>();
}

}  // namespace ctgrad::detail
