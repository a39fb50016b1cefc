#pragma once

#include <cstddef>
#include <tuple>
#include <type_traits>

#include <ctgrad/diagnostics/refusal.hpp>
#include <ctgrad/function/data.hpp>
#include <ctgrad/function/list_concepts.hpp>
#include <ctgrad/function/rows.hpp>
#include <ctgrad/function/structure.hpp>

/// Checks the signature in `function<signature>(callable)`.
namespace ctgrad::detail {

template <class Type>
constexpr auto refuse_signature_type() {
    if constexpr (std::is_void_v<Type>)
        static_assert(never<Type>,
                      "ctgrad: a function must return a result: write double instead of void in its signature");
    else if constexpr (is_rows<Type>)
        static_assert(never<Type>, "ctgrad: functions of rows have a header of their own: #include <ctgrad/loops.hpp>");
    else if constexpr (matrix_like<Type>)
        static_assert(
            never<Type>,
            "ctgrad: a matrix in a signature has a fixed size, as Eigen::Vector3d has, and those of Eigen need "
            "#include <ctgrad/eigen.hpp>");
    else if constexpr (requires(Type z) { z.real(), z.imag(); })
        static_assert(never<Type>,
                      "ctgrad: a complex number in a signature is a std::complex<double>, and needs #include "
                      "<ctgrad/complex.hpp>");
    else if constexpr (std::is_arithmetic_v<Type>)
        static_assert(
            never<Type>,
            "ctgrad: a signature says double for every number: write double instead of this type, and call the "
            "function with any");
    else if constexpr (std::is_reference_v<Type> || std::is_const_v<Type>)
        static_assert(never<Type>, "ctgrad: a signature says its types by value: write double for double const&");
    else if constexpr (std::is_class_v<Type> && std::is_aggregate_v<Type> && !signature_argument<Type>::is_data &&
                       !requires { std::tuple_size<Type>::value; })
        static_assert(
            never<Type>,
            "ctgrad: a struct in a signature must be adapted: #include <boost/hana/adapt_struct.hpp> and, outside all "
            "namespaces, BOOST_HANA_ADAPT_STRUCT(name, member, ...)");
    else
        static_assert(never<Type>,
                      "ctgrad: a signature consists of double, std::array, std::tuple, and structs adapted with "
                      "BOOST_HANA_ADAPT_STRUCT, because their sizes are known at compile time: this type is none of "
                      "them");
    return std::false_type{};
}
template <class Signature>
constexpr auto refuse_signature() {
    static_assert(never<Signature>,
                  "ctgrad: function needs the callable's signature, with double for its numbers, as in "
                  "function<double(double, double)>(callable)");
    return std::false_type{};
}

template <class S>
using accepted_type =
    std::conditional_t<is_structure<argument_structure<std::remove_cvref_t<S>>>(), std::remove_cvref_t<S>, double>;
template <class Type>
constexpr auto refuse_data_as_result() {
    static_assert(never<Type>,
                  "ctgrad: the result of a function is made of numbers that can be differentiated: write double for an "
                  "integer, a bool or data");
    return std::false_type{};
}
template <class R>
inline constexpr bool is_data_argument = signature_argument<R>::is_data;

template <class Signature>
struct signature_checks {
    using accepted = double(double);
    static auto check() { return refuse_signature<Signature>(); }
};
template <class R, class... A>
struct signature_checks<R(A...)> {
    /// The signature, with `double` in place of refused types.
    using accepted = argument_structure<accepted_type<R>>(accepted_type<A>...);

    static auto check() {
        constexpr bool good[]{is_structure<R>(), is_structure<argument_structure<A>>()...};
        constexpr std::size_t culprit = [](bool const* ok) {
            std::size_t i = 0;
            while (i <= sizeof...(A) && ok[i]) ++i;
            return i;
        }(good);
        if constexpr (is_data_argument<R>)
            return refuse_data_as_result<R>();
        else if constexpr (culprit <= sizeof...(A))
            return refuse_signature_type<typename std::tuple_element_t<
                culprit, std::tuple<std::type_identity<R>, std::type_identity<A>...>>::type>();
        else
            return std::true_type{};
    }
};

}  // namespace ctgrad::detail
