#pragma once

#include <ctgrad/numbers/elementary.hpp>
#include <ctgrad/operations/operation.hpp>

namespace ctgrad::operations {

struct tanh_slope;
struct area_hyperbolic_sine_slope;
struct area_hyperbolic_cosine_slope;
struct area_hyperbolic_tangent_slope;

struct hyperbolic_sine : operation {
    static constexpr char const* name = "sinh";
    static constexpr char const* description = "Hyperbolic sine";
    static constexpr ctgrad::notation notation{.latex_name = "\\sinh", .cpp_name = "std::sinh"};
    template <class T>
    static CTGRAD_INLINE auto evaluate(T const& x) -> decltype(T(sinh(x))) {
        return sinh(x);
    }
    template <class T>
    static constexpr std::array<T, 1> partials(T const&, T const& x) {
        return {cosh(x)};
    }
    static constexpr interval domain[]{{-700, 700}};
};

struct hyperbolic_cosine : operation {
    static constexpr char const* name = "cosh";
    static constexpr char const* description = "Hyperbolic cosine";
    static constexpr ctgrad::notation notation{.latex_name = "\\cosh", .cpp_name = "std::cosh"};
    template <class T>
    static CTGRAD_INLINE auto evaluate(T const& x) -> decltype(T(cosh(x))) {
        return cosh(x);
    }
    template <class T>
    static constexpr std::array<T, 1> partials(T const&, T const& x) {
        return {sinh(x)};
    }
    static constexpr interval domain[]{{-700, 700}};
};

struct hyperbolic_tangent : operation {
    static constexpr char const* name = "tanh";
    static constexpr char const* description = "Hyperbolic tangent";
    static constexpr ctgrad::notation notation{.latex_name = "\\tanh", .cpp_name = "std::tanh"};
    static constexpr auto magnitude = detail::magnitude_rule::operand_up_to_one;
    template <class T>
    static CTGRAD_INLINE auto evaluate(T const& x) -> decltype(T(tanh(x))) {
        return tanh(x);
    }
    template <class T>
    static constexpr std::array<T, 1> partials(T const& y, T const&) {
        return {1 - y * y};
    }
    template <class T>
    static constexpr std::array<T, 1> computed_partials(T const& y, T const& x) {
        return {ctgrad::apply<tanh_slope>(x, y)};
    }
    static constexpr tolerance accuracy{.partial = 4, .floor = 1};
    static constexpr edge<1> edges[]{{{20000}, 1, {0}}};
};

struct area_hyperbolic_sine : operation {
    static constexpr char const* name = "asinh";
    static constexpr char const* description = "Inverse hyperbolic sine";
    static constexpr ctgrad::notation notation{.cpp_name = "std::asinh"};
    static constexpr auto magnitude = detail::magnitude_rule::operand_up_to_one;
    template <class T>
    static CTGRAD_INLINE auto evaluate(T const& x) -> decltype(T(asinh(x))) {
        return asinh(x);
    }
    template <class T>
    static constexpr std::array<T, 1> partials(T const&, T const& x) {
        return {1 / sqrt(1 + x * x)};
    }
    template <class T>
    static constexpr std::array<T, 1> computed_partials(T const&, T const& x) {
        return {ctgrad::apply<area_hyperbolic_sine_slope>(x)};
    }
};

/// At 1, the end of the domain, the derivative is +infinity.
struct area_hyperbolic_cosine : operation {
    static constexpr char const* name = "acosh";
    static constexpr char const* description = "Inverse hyperbolic cosine";
    static constexpr ctgrad::notation notation{.cpp_name = "std::acosh"};
    static constexpr auto magnitude = detail::magnitude_rule::one;
    template <class T>
    static CTGRAD_INLINE auto evaluate(T const& x) -> decltype(T(acosh(x))) {
        return acosh(x);
    }
    template <class T>
    static constexpr std::array<T, 1> partials(T const&, T const& x) {
        return {1 / sqrt((x - 1) * (x + 1))};
    }
    template <class T>
    static constexpr std::array<T, 1> computed_partials(T const&, T const& x) {
        return {ctgrad::apply<area_hyperbolic_cosine_slope>(x)};
    }
    static constexpr interval domain[]{{1, 1e3}};
    static constexpr edge<1> edges[]{{{1}, 0, {infinite}}};
};

/// At -1 and 1, the ends of the domain, the derivative is +infinity.
struct area_hyperbolic_tangent : operation {
    static constexpr char const* name = "atanh";
    static constexpr char const* description = "Inverse hyperbolic tangent";
    static constexpr ctgrad::notation notation{.cpp_name = "std::atanh"};
    static constexpr auto magnitude = detail::magnitude_rule::operand;
    template <class T>
    static CTGRAD_INLINE auto evaluate(T const& x) -> decltype(T(atanh(x))) {
        return atanh(x);
    }
    template <class T>
    static constexpr std::array<T, 1> partials(T const&, T const& x) {
        return {1 / ((1 - x) * (1 + x))};
    }
    template <class T>
    static constexpr std::array<T, 1> computed_partials(T const&, T const& x) {
        return {ctgrad::apply<area_hyperbolic_tangent_slope>(x)};
    }
    static constexpr interval domain[]{{-1, 1}};
    static constexpr edge<1> edges[]{{{1}, infinite, {infinite}}, {{-1}, -infinite, {infinite}}};
};

}  // namespace ctgrad::operations

namespace ctgrad {

// clang-format off
/// Hyperbolic functions of formulas and symbols. Values, derivatives and conventions are in the rows above.
///@{
template <detail::symbolic X> constexpr applied<operations::hyperbolic_sine, X> sinh(X const& x) { return apply<operations::hyperbolic_sine>(x); }
template <detail::symbolic X> constexpr applied<operations::hyperbolic_cosine, X> cosh(X const& x) { return apply<operations::hyperbolic_cosine>(x); }
template <detail::symbolic X> constexpr applied<operations::hyperbolic_tangent, X> tanh(X const& x) { return apply<operations::hyperbolic_tangent>(x); }
template <detail::symbolic X> constexpr applied<operations::area_hyperbolic_sine, X> asinh(X const& x) { return apply<operations::area_hyperbolic_sine>(x); }
template <detail::symbolic X> constexpr applied<operations::area_hyperbolic_cosine, X> acosh(X const& x) { return apply<operations::area_hyperbolic_cosine>(x); }
template <detail::symbolic X> constexpr applied<operations::area_hyperbolic_tangent, X> atanh(X const& x) { return apply<operations::area_hyperbolic_tangent>(x); }
///@}
// clang-format on

}  // namespace ctgrad
