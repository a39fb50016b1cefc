#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <type_traits>
#include <utility>

#include <ctgrad/diagnostics/function_checks.hpp>
#include <ctgrad/diagnostics/refusal.hpp>
#include <ctgrad/differentiate/quantity.hpp>
#include <ctgrad/evaluate/arguments.hpp>
#include <ctgrad/function/data.hpp>
#include <ctgrad/function/lists.hpp>
#include <ctgrad/function/structure.hpp>
#include <ctgrad/function/symbol.hpp>

/// Checks the arguments of a call of a function.
namespace ctgrad::detail {

/// Whether `Given` can be passed for a parameter of type `Wanted`: the same shape, with any scalar type; or a list of as many
/// elements as an array.
template <class Wanted, class Given>
consteval bool fits_structure() {
    if constexpr (scalar_type<Wanted>)
        return !is_array<Given> && !with_members<Given> && !symbolic<Given> && !std::is_pointer_v<Given> &&
                       !std::is_class_v<Given>
                   ? std::is_arithmetic_v<Given>
                   : requires(Given a) {
            a* a + a;
        }
    &&!symbolic<Given>;
    else if constexpr (has_structure<Wanted, Given>) return true;
    else if constexpr (takes_lists<Wanted> && given_list<Given>) return fits_as_list<Wanted, Given>();
    else return false;
}

/// The same for a type in a signature, which may be data.
template <class Wanted, class Given>
consteval bool fits() {
    if constexpr (std::same_as<Wanted, bool> || std::is_enum_v<Wanted>)
        return std::same_as<Wanted, Given>;
    else if constexpr (std::integral<Wanted>)
        return integer_data<Given>;
    else
        return fits_structure<argument_structure<Wanted>, Given>();
}

template <std::size_t Position, class Given, class Wanted>
constexpr bool check_argument() {
    if constexpr (symbolic<Given>)
        static_assert(
            fits<Wanted, Given>(),
            "ctgrad: a function is called with numbers: inside another function call the callable that it was "
            "made of, for its second derivatives write hessian(f) or hvp(f), and for a formula write formulas alone");
    else
        static_assert(fits<Wanted, Given>(),
                      "ctgrad: an argument does not fit the function's signature: the template arguments here are its "
                      "position, its type and the expected type");
    return fits<Wanted, Given>();
}
template <std::size_t Given, std::size_t Wanted>
constexpr bool refuse_argument_count() {
    static_assert(Given == Wanted, "ctgrad: the function takes as many arguments as its signature says");
    return false;
}
template <std::size_t Given, std::size_t Wanted>
constexpr bool check_count_in_braces() {
    static_assert(Given == Wanted,
                  "ctgrad: braces hold as many numbers as the array of the signature has: the numbers here are those "
                  "given and wanted");
    return Given == Wanted;
}
template <std::size_t Given, std::size_t Wanted>
constexpr void check_rows_in_braces() {
    static_assert(
        Given == Wanted,
        "ctgrad: nested braces hold as many rows as the array or matrix of the signature has: the numbers here "
        "are those given and wanted");
}

template <class... Wanted>
struct parameters {
    template <class... Given>
    static constexpr bool check() {
        if constexpr (sizeof...(Given) != sizeof...(Wanted)) {
            return refuse_argument_count<sizeof...(Given), sizeof...(Wanted)>();
        } else {
            constexpr std::size_t first = first_failure<fits<Wanted, Given>()...>();
            if constexpr (first < sizeof...(Given))
                return check_argument<first, std::tuple_element_t<first, std::tuple<Given...>>,
                                      std::tuple_element_t<first, std::tuple<Wanted...>>>();
            else
                return true;
        }
    }
};

template <class Signature>
struct parameters_of_signature;
template <class R, class... A>
struct parameters_of_signature<R(A...)> {
    using type = parameters<A...>;
};
/// The parameters of a function as its signature was written, with data.
template <class Callable, class Signature>
using written_parameters =
    typename parameters_of_signature<typename written_signature<Callable, Signature>::type>::type;

template <class Callable>
constexpr bool refuse_tangent_of_function_missing() {
    static_assert(never<Callable>,
                  "ctgrad: the tangent of a function's jvp or hvp comes first, with one value for each argument, as in "
                  "jvp(f)(tangent(1.0, 0.0), 2.0, 3.0)");
    return false;
}
template <class Callable>
constexpr bool refuse_cotangent_of_function_missing() {
    static_assert(never<Callable>,
                  "ctgrad: the cotangent of a function's vjp comes first, with the shape of the result, as in "
                  "vjp(f)(cotangent(1.0), 2.0, 3.0)");
    return false;
}
/// Refuses the call of a quantity of a function without the tangent or cotangent that it needs.
template <quantity What, class Callable>
consteval bool needs_no_seeds() {
    if constexpr (std::same_as<Callable, refused_callable>)
        return false;
    else if constexpr (What == quantity::jvp || What == quantity::hvp)
        return refuse_tangent_of_function_missing<Callable>();
    else if constexpr (What == quantity::vjp)
        return refuse_cotangent_of_function_missing<Callable>();
    else
        return true;
}

template <class Written, std::size_t... Chosen>
constexpr bool refuse_data_chosen() {
    static_assert(
        never<Written>,
        "ctgrad: a function is not differentiated by its data: an argument that arguments<...> chooses is data, an "
        "integer, a bool or an enumeration in the signature: here are the signature and the positions chosen");
    return false;
}
template <std::size_t Count, std::size_t... Positions>
constexpr bool check_positions() {
    static_assert(((Positions < Count) && ...),
                  "ctgrad: arguments<...> chooses positions from 0 to one less than the number of arguments");
    return ((Positions < Count) && ...);
}

template <std::size_t Count, std::size_t... Positions>
constexpr bool check_result_positions() {
    static_assert(((Positions < Count) && ...),
                  "ctgrad: results<...> chooses positions from 0 to one less than the number of results: these are the "
                  "members of a struct or tuple, and the elements of an array or vector");
    return ((Positions < Count) && ...);
}
template <std::size_t Found, std::size_t Chosen>
constexpr bool check_result_chosen() {
    static_assert(Found < Chosen,
                  "ctgrad: this Jacobian has no rows for that result: choose it too, as in jacobian(f, results<0, 2>)");
    return Found < Chosen;
}

/// Checks the positions of arguments that a quantity chooses.
template <class Signature>
struct chosen_checks;
template <class R, class... A>
struct chosen_checks<R(A...)> {
    template <std::size_t... Chosen>
    static constexpr bool check() {
        if constexpr (!check_positions<sizeof...(A), Chosen...>()) {
            return false;
        } else {
            constexpr bool is_data[]{signature_argument<A>::is_data...};
            if constexpr ((is_data[Chosen] || ...))
                return refuse_data_chosen<R(A...), Chosen...>();
            else
                return true;
        }
    }
};

}  // namespace ctgrad::detail
