#pragma once

#include <ctgrad/operations/arithmetic.hpp>
#include <ctgrad/operations/log_sum_exp.hpp>
#include <ctgrad/operations/slopes/slope.hpp>

/// Components of vectors: of the unit vector in space, of the gradient of an angle, and of the softmax. By the chain rule
/// the derivative of a component is a difference that cancels where the component dominates; in terms of the other
/// components it is a product.
namespace ctgrad::operations {

/// A component and two others, whose order does not matter. In a graph they are put in a fixed order, so that equal
/// components are one node.
template <class Component, class T>
constexpr T component_beside(T const& x, T const& a, T const& b, T const& rest) {
    if constexpr (requires { a.id; })
        if (b.id < a.id) return ctgrad::apply<Component>(x, b, a, rest);
    return ctgrad::apply<Component>(x, a, b, rest);
}

/// a r, a component of the unit vector (a, b, c) / h with r = 1 / h and h = hypot(a, b, c). At the origin r is 1.
struct unit_component_of_three : slope {
    static constexpr char const* name = "unit_component_of_three";
    static constexpr ctgrad::notation notation{
        .cpp = {"$1 * $4",
                precedence::product,
                {precedence::product, precedence::power, precedence::power, precedence::power}},
        .cpp_names_all_operands = false};
    template <class T>
    static CTGRAD_INLINE T evaluate(T const& a, T const&, T const&, T const& r) {
        return multiply::evaluate(a, r);
    }
    template <class T>
    static constexpr std::array<T, 4> partials(T const& of_a, T const& a, T const& b, T const& c, T const& r) {
        T const of_b = component_beside<unit_component_of_three>(b, a, c, r),
                of_c = component_beside<unit_component_of_three>(c, a, b, r);
        T const scaled_b = of_b * r, scaled_c = of_c * r;
        return {of_b * scaled_b + of_c * scaled_c, -(of_a * scaled_b), -(of_a * scaled_c), 0};
    }
};

/// b / (a^2 + b^2), the derivative of the angle atan2(a, b) with respect to a, from its value and that of a / (a^2 +
/// b^2).
struct angle_slope : slope {
    static constexpr char const* name = "angle_slope";
    static constexpr ctgrad::notation notation{.cpp = {"$3", precedence::choice, {precedence::choice}},
                                               .cpp_names_all_operands = false};
    template <class T>
    static CTGRAD_INLINE T evaluate(T const&, T const&, T const& value, T const&) {
        return value;
    }
    template <class T>
    static constexpr std::array<T, 4> partials(T const& slope, T const& a, T const& b, T const& value,
                                               T const& other_value) {
        T const other = ctgrad::apply<angle_slope>(b, a, other_value, value);
        return {-2 * (slope * other), (other - slope) * (other + slope), 0, 0};
    }
};

/// exp(x - y), a component of the softmax, from y = log_sum_exp(x, others).
template <int Operands>
struct softmax_component : slope {
    static constexpr char const* name = Operands == 2 ? "softmax_of_two" : "softmax_of_three";
    static constexpr auto cost = ctgrad::cost_class::call;
    static constexpr ctgrad::notation notation{
        .cpp = {Operands == 2 ? "std::exp($1 - $3)" : "std::exp($1 - $4)",
                precedence::call,
                {precedence::sum, precedence::product, precedence::product, precedence::product}},
        .cpp_names_all_operands = false};
    template <class T>
        requires(Operands == 2)
    static CTGRAD_INLINE auto evaluate(T const& x, T const&, T const& y) -> decltype(T(exp(x))) {
        return exp(subtract::evaluate(x, y));
    }
    template <class T>
        requires(Operands == 3)
    static CTGRAD_INLINE auto evaluate(T const& x, T const&, T const&, T const& y) -> decltype(T(exp(x))) {
        return exp(subtract::evaluate(x, y));
    }
    template <class T>
    static constexpr std::array<T, 3> partials(T const& slope, T const& x, T const& a, T const& y) {
        T const product = slope * ctgrad::apply<softmax_component>(a, x, y);
        return {product, -product, 0};
    }
    template <class T>
    static constexpr std::array<T, 4> partials(T const& slope, T const& x, T const& a, T const& b, T const& y) {
        T const of_a = ctgrad::apply<softmax_component>(a, x, b, y),
                of_b = ctgrad::apply<softmax_component>(b, x, a, y);
        return {slope * (of_a + of_b), -(slope * of_a), -(slope * of_b), 0};
    }
};

}  // namespace ctgrad::operations
