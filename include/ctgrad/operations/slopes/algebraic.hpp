#pragma once

#include <ctgrad/operations/arithmetic.hpp>
#include <ctgrad/operations/piecewise.hpp>
#include <ctgrad/operations/slopes/slope.hpp>

/// Slopes that are algebraic. The chain rule gives their own derivatives as differences that cancel near 0; in terms of
/// the slope they are products. Each product multiplies the large factor by a small one first.
namespace ctgrad::operations {

/// 1 / sqrt((1 - x) (1 + x)), the slope of asin.
struct arc_sine_slope : slope {
    static constexpr char const* name = "asin_slope";
    static constexpr auto cost = ctgrad::cost_class::division;
    static constexpr ctgrad::notation notation{
        .cpp = {"1 / std::sqrt((1 - $1) * (1 + $1))", precedence::product, {precedence::product}}};
    template <class T>
    static CTGRAD_INLINE auto evaluate(T const& x) -> decltype(T(sqrt(x))) {
        return divide::evaluate(T(1), T(sqrt(multiply::evaluate(subtract::evaluate(T(1), x), add::evaluate(T(1), x)))));
    }
    template <class T>
    static constexpr std::array<T, 1> partials(T const& slope, T const& x) {
        return {x * slope * slope * slope};
    }
};

/// The base of 1 / sqrt(r), where r = `Self::radicand(x)` grows as x^2; `Self::root_beyond(x)` is its root where it
/// overflows.
template <class Self>
struct reciprocal_root_slope : slope {
    static constexpr auto cost = ctgrad::cost_class::division;
    template <class T>
    static CTGRAD_INLINE auto evaluate(T const& x) -> decltype(T(sqrt(x))) {
        T const radicand = Self::radicand(x);
        if constexpr (detail::ordered<T>)
            return divide::evaluate(
                T(1), T(detail::choose(detail::is_bounded(radicand), T(sqrt(radicand)), T(Self::root_beyond(x)))));
        else
            return T(1) / T(sqrt(radicand));
    }
    template <class T>
    static constexpr std::array<T, 1> partials(T const& slope, T const& x) {
        return {-(x * slope * slope * slope)};
    }
};

/// 1 / sqrt(1 + x^2), the slope of asinh; 1 / |x| where the square overflows.
struct area_hyperbolic_sine_slope : reciprocal_root_slope<area_hyperbolic_sine_slope> {
    static constexpr char const* name = "asinh_slope";
    static constexpr ctgrad::notation notation{
        .cpp = {"std::isfinite($1 * $1) ? 1 / std::sqrt(1 + $1 * $1) : 1 / std::abs($1)",
                precedence::choice,
                {precedence::power}}};
    template <class T>
    static CTGRAD_INLINE T radicand(T const& x) {
        return add::evaluate(T(1), multiply::evaluate(x, x));
    }
    template <class T>
    static CTGRAD_INLINE T root_beyond(T const& x) {
        return absolute::evaluate(x);
    }
};

/// 1 / sqrt((x - 1) (x + 1)), the slope of acosh; 1 / x where the product overflows.
struct area_hyperbolic_cosine_slope : reciprocal_root_slope<area_hyperbolic_cosine_slope> {
    static constexpr char const* name = "acosh_slope";
    static constexpr ctgrad::notation notation{
        .cpp = {"std::isfinite($1 * $1) ? 1 / std::sqrt(($1 - 1) * ($1 + 1)) : 1 / $1",
                precedence::choice,
                {precedence::power}}};
    template <class T>
    static CTGRAD_INLINE T radicand(T const& x) {
        return multiply::evaluate(subtract::evaluate(x, T(1)), add::evaluate(x, T(1)));
    }
    template <class T>
    static CTGRAD_INLINE T root_beyond(T const& x) {
        return x;
    }
};

/// 1 / (1 + x^2), the slope of atan.
struct arc_tangent_slope : slope {
    static constexpr char const* name = "atan_slope";
    static constexpr auto cost = ctgrad::cost_class::division;
    static constexpr ctgrad::notation notation{.cpp = {"1 / (1 + $1 * $1)", precedence::product, {precedence::power}}};
    template <class T>
    static CTGRAD_INLINE T evaluate(T const& x) {
        return divide::evaluate(T(1), add::evaluate(T(1), multiply::evaluate(x, x)));
    }
    template <class T>
    static constexpr std::array<T, 1> partials(T const& slope, T const& x) {
        return {-2 * (x * slope * slope)};
    }
};

/// 1 / ((1 - x) (1 + x)), the slope of atanh.
struct area_hyperbolic_tangent_slope : slope {
    static constexpr char const* name = "atanh_slope";
    static constexpr auto cost = ctgrad::cost_class::division;
    static constexpr ctgrad::notation notation{
        .cpp = {"1 / ((1 - $1) * (1 + $1))", precedence::product, {precedence::product}}};
    template <class T>
    static CTGRAD_INLINE T evaluate(T const& x) {
        return divide::evaluate(T(1), multiply::evaluate(subtract::evaluate(T(1), x), add::evaluate(T(1), x)));
    }
    template <class T>
    static constexpr std::array<T, 1> partials(T const& slope, T const& x) {
        return {2 * (x * slope * slope)};
    }
};

/// a r, a component of the unit vector (a, b) / h with r = 1 / h and h = hypot(a, b). At the origin r is 1.
struct unit_component : slope {
    static constexpr char const* name = "unit_component";
    static constexpr ctgrad::notation notation{
        .cpp = {"$1 * $3", precedence::product, {precedence::product, precedence::power, precedence::power}},
        .cpp_names_all_operands = false};
    static constexpr auto magnitude = detail::magnitude_rule::one;
    template <class T>
    static CTGRAD_INLINE T evaluate(T const& a, T const&, T const& r) {
        return multiply::evaluate(a, r);
    }
    template <class T>
    static constexpr std::array<T, 3> partials(T const& cosine, T const& a, T const& b, T const& r) {
        T const sine = ctgrad::apply<unit_component>(b, a, r);
        return {sine * (sine * r), -(cosine * (sine * r)), 0};
    }
};

/// b / (1 + (a b)^2) from r = 1 / sqrt(1 + (a b)^2), the slope of atan(a b): r r may underflow where the product of all
/// three does not.
struct arc_tangent_product_slope : slope {
    static constexpr char const* name = "atan_product_slope";
    static constexpr ctgrad::notation notation{
        .cpp = {"$3 * ($2 * $3)", precedence::product, {precedence::power, precedence::product, precedence::power}},
        .cpp_names_all_operands = false};
    template <class T>
    static CTGRAD_INLINE T evaluate(T const&, T const& b, T const& r) {
        return multiply::evaluate(r, multiply::evaluate(b, r));
    }
    template <class T>
    static constexpr std::array<T, 3> partials(T const& slope, T const& a, T const& b, T const& r) {
        T const sine = a * b * r;
        return {-2 * (sine * (b * r) * slope), r * r * (1 - 2 * (sine * sine)), 0};
    }
};

/// 1 / c as r p from r = 1 / (c p), without a second division.
struct reciprocal_of_factor : slope {
    static constexpr char const* name = "reciprocal_of_factor";
    static constexpr ctgrad::notation notation{
        .cpp = {"$2 * $3", precedence::product, {precedence::power, precedence::product, precedence::power}},
        .cpp_names_all_operands = false};
    static constexpr auto magnitude = detail::magnitude_rule::product;
    template <class T>
    static CTGRAD_INLINE T evaluate(T const&, T const& r, T const& p) {
        return multiply::evaluate(r, p);
    }
    template <class T>
    static constexpr std::array<T, 3> partials(T const& slope, T const&, T const&, T const&) {
        return {-(slope * slope), 0, 0};
    }
};

}  // namespace ctgrad::operations
