#pragma once

#include <ctgrad/numbers/elementary.hpp>
#include <ctgrad/operations/operation.hpp>

namespace ctgrad::operations {

struct hypotenuse;

struct arc_sine_slope;
struct arc_tangent_slope;
struct angle_slope;

struct cosine;

struct sine : operation {
    static constexpr char const* name = "sin";
    static constexpr char const* description = "Sine";
    static constexpr ctgrad::notation notation{.latex_name = "\\sin", .cpp_name = "std::sin"};
    static constexpr auto magnitude = detail::magnitude_rule::operand_up_to_one;
    template <class T>
    static CTGRAD_INLINE auto evaluate(T const& x) -> decltype(T(sin(x))) {
        return sin(x);
    }
    using fused_with = cosine;
    template <class T>
    static CTGRAD_INLINE auto evaluate_fused(T const& x) -> decltype(sincos(x)) {
        return sincos(x);
    }
    template <class T>
    static constexpr std::array<T, 1> partials(T const&, T const& x) {
        return {cos(x)};
    }
};

struct cosine : operation {
    static constexpr char const* name = "cos";
    static constexpr char const* description = "Cosine";
    static constexpr ctgrad::notation notation{.latex_name = "\\cos", .cpp_name = "std::cos"};
    static constexpr auto magnitude = detail::magnitude_rule::one;
    template <class T>
    static CTGRAD_INLINE auto evaluate(T const& x) -> decltype(T(cos(x))) {
        return cos(x);
    }
    template <class T>
    static constexpr std::array<T, 1> partials(T const&, T const& x) {
        return {-sin(x)};
    }
};

struct tangent : operation {
    static constexpr char const* name = "tan";
    static constexpr char const* description = "Tangent";
    static constexpr ctgrad::notation notation{.latex_name = "\\tan", .cpp_name = "std::tan"};
    template <class T>
    static CTGRAD_INLINE auto evaluate(T const& x) -> decltype(T(tan(x))) {
        return tan(x);
    }
    template <class T>
    static constexpr std::array<T, 1> partials(T const& y, T const&) {
        return {1 + y * y};
    }
    static constexpr tolerance accuracy{.partial = 16};
};

/// At the ends of the domain, -1 and 1, the derivative is +infinity. 1 - x^2 is computed as a product, which stays
/// accurate there.
struct arc_sine : operation {
    static constexpr char const* name = "asin";
    static constexpr char const* description = "Arc sine";
    static constexpr ctgrad::notation notation{.latex_name = "\\arcsin", .cpp_name = "std::asin"};
    static constexpr auto magnitude = detail::magnitude_rule::operand;
    template <class T>
    static CTGRAD_INLINE auto evaluate(T const& x) -> decltype(T(asin(x))) {
        return asin(x);
    }
    template <class T>
    static constexpr std::array<T, 1> partials(T const&, T const& x) {
        return {1 / sqrt((1 - x) * (1 + x))};
    }
    template <class T>
    static constexpr std::array<T, 1> computed_partials(T const&, T const& x) {
        return {ctgrad::apply<arc_sine_slope>(x)};
    }
    static constexpr interval domain[]{{-1, 1}};
    static constexpr edge<1> edges[]{{{1}, 1.5707963267948966, {infinite}}, {{-1}, -1.5707963267948966, {infinite}}};
};

/// At the ends of the domain, -1 and 1, the derivative is -infinity.
struct arc_cosine : operation {
    static constexpr char const* name = "acos";
    static constexpr char const* description = "Arc cosine";
    static constexpr ctgrad::notation notation{.latex_name = "\\arccos", .cpp_name = "std::acos"};
    static constexpr auto magnitude = detail::magnitude_rule::one;
    template <class T>
    static CTGRAD_INLINE auto evaluate(T const& x) -> decltype(T(acos(x))) {
        return acos(x);
    }
    template <class T>
    static constexpr std::array<T, 1> partials(T const&, T const& x) {
        return {-1 / sqrt((1 - x) * (1 + x))};
    }
    template <class T>
    static constexpr std::array<T, 1> computed_partials(T const&, T const& x) {
        return {-ctgrad::apply<arc_sine_slope>(x)};
    }
    static constexpr interval domain[]{{-1, 1}};
    static constexpr edge<1> edges[]{{{1}, 0, {-infinite}}, {{-1}, 3.1415926535897932, {-infinite}}};
};

struct arc_tangent : operation {
    static constexpr char const* name = "atan";
    static constexpr char const* description = "Arc tangent";
    static constexpr ctgrad::notation notation{.latex_name = "\\arctan", .cpp_name = "std::atan"};
    static constexpr auto magnitude = detail::magnitude_rule::operand_up_to_one;
    template <class T>
    static CTGRAD_INLINE auto evaluate(T const& x) -> decltype(T(atan(x))) {
        return atan(x);
    }
    template <class T>
    static constexpr std::array<T, 1> partials(T const&, T const& x) {
        return {1 / (1 + x * x)};
    }
    template <class T>
    static constexpr std::array<T, 1> computed_partials(T const&, T const& x) {
        return {ctgrad::apply<arc_tangent_slope>(x)};
    }
    static constexpr edge<1> edges[]{{{infinite}, 1.5707963267948966, {0}}};
};

/// At the origin, where the angle is undefined, both partials are 0. Elsewhere they are computed from the length,
/// because its square could overflow or underflow where the partials do not.
struct arc_tangent_of_quotient : operation {
    static constexpr char const* name = "atan2";
    static constexpr char const* description = "Angle of the point (b, a)";
    static constexpr ctgrad::notation notation{.cpp_name = "std::atan2"};
    static constexpr auto magnitude = detail::magnitude_rule::one;
    template <class T>
    static CTGRAD_INLINE auto evaluate(T const& a, T const& b) -> decltype(T(atan2(a, b))) {
        return atan2(a, b);
    }
    template <class T>
    static constexpr std::array<T, 2> partials(T const&, T const& a, T const& b) {
        T const length = hypot(a, b);
        T const reciprocal = 1 / select(length == 0, T(1), length);
        return {b * reciprocal * reciprocal, -(a * reciprocal * reciprocal)};
    }
    /// Computed without a call, unless the graph has the length anyway. With the larger operand m and the quotient q of
    /// the smaller one by m, they are 1 / (1 + q q) and q / (1 + q q), which are at most 1, times 1 / m.
    template <class T>
    static constexpr std::array<T, 2> computed_partials(T const& y, T const& a, T const& b) {
        if (a.template has_result_with<hypotenuse>(b)) return partials(y, a, b);
        auto const is_steep = abs(b) < abs(a);
        T const larger = select(is_steep, a, b);
        T const divisor = select(larger == 0, T(1), larger);
        T const quotient = select(is_steep, b, a) / divisor, one = select(larger == 0, T(0), T(1));
        T const square = 1 + quotient * quotient, reciprocal = 1 / divisor;
        T const of_b = select(is_steep, quotient, one) / square * reciprocal,
                of_a = select(is_steep, one, quotient) / square * reciprocal;
        // The divisor must be a factor of the product, so that the derivative of an operand can cancel it.
        if (a.is_operation() || b.is_operation()) return {of_b, -of_a};
        return {ctgrad::apply<angle_slope>(a, b, of_b, of_a), -ctgrad::apply<angle_slope>(b, a, of_a, of_b)};
    }
    static constexpr edge<2> edges[]{{{0, 0}, 0, {0, 0}},
                                     {{0, 2}, 0, {0.5, 0}},
                                     {{-2, 0}, -1.5707963267948966, {0, 0.5}},
                                     {{1e-170, 1e-170}, 0.78539816339744831, {5e169, -5e169}},
                                     {{1e170, -1e170}, 2.3561944901923449, {-5e-171, -5e-171}}};
};

}  // namespace ctgrad::operations

namespace ctgrad {

// clang-format off
/// Trigonometric functions of formulas and symbols, in radians. Values, derivatives and conventions are in the rows
/// above.
///@{
template <detail::symbolic X> constexpr applied<operations::sine, X> sin(X const& x) { return apply<operations::sine>(x); }
template <detail::symbolic X> constexpr applied<operations::cosine, X> cos(X const& x) { return apply<operations::cosine>(x); }
template <detail::symbolic X> constexpr applied<operations::tangent, X> tan(X const& x) { return apply<operations::tangent>(x); }
template <detail::symbolic X> constexpr applied<operations::arc_sine, X> asin(X const& x) { return apply<operations::arc_sine>(x); }
template <detail::symbolic X> constexpr applied<operations::arc_cosine, X> acos(X const& x) { return apply<operations::arc_cosine>(x); }
template <detail::symbolic X> constexpr applied<operations::arc_tangent, X> atan(X const& x) { return apply<operations::arc_tangent>(x); }
template <class Y, class X> requires detail::any_symbolic<Y, X> constexpr applied<operations::arc_tangent_of_quotient, Y, X> atan2(Y const& y, X const& x) { return apply<operations::arc_tangent_of_quotient>(y, x); }
///@}
// clang-format on

}  // namespace ctgrad
