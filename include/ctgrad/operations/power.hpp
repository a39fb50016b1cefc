#pragma once

#include <ctgrad/numbers/elementary.hpp>
#include <ctgrad/numbers/rounding.hpp>
#include <ctgrad/operations/arithmetic.hpp>
#include <ctgrad/operations/operation.hpp>
#include <ctgrad/support/equal_numbers.hpp>

namespace ctgrad::operations {

struct unit_component;
struct unit_component_of_three;
template <class Component, class T>
constexpr T component_beside(T const& x, T const& a, T const& b, T const& rest);
struct derivative_of_power;

/// At 0 the derivative is the limit from the right, +infinity. Halving is exact, so the reciprocal can be shared with
/// other quotients by y.
struct square_root : operation {
    static constexpr char const* name = "sqrt";
    static constexpr char const* description = "Square root";
    static constexpr ctgrad::notation notation{.latex = {"\\sqrt{$1}"}, .cpp_name = "std::sqrt"};
    static constexpr auto magnitude = detail::magnitude_rule::square_root;
    template <class T>
    static CTGRAD_INLINE auto evaluate(T const& x) -> decltype(T(sqrt(x))) {
        return sqrt(x);
    }
    template <class T>
    static constexpr std::array<T, 1> partials(T const& y, T const&) {
        return {T(0.5) * (1 / y)};
    }
    static constexpr interval domain[]{{0, 1e3}};
    static constexpr edge<1> edges[]{{{0}, 0, {infinite}}, {{-1}, not_a_number, {not_a_number}}};
};

/// At 0 the derivative is +infinity, from both sides.
struct cube_root : operation {
    static constexpr char const* name = "cbrt";
    static constexpr char const* description = "Cube root";
    static constexpr ctgrad::notation notation{.latex = {"\\sqrt[3]{$1}"}, .cpp_name = "std::cbrt"};
    static constexpr auto magnitude = detail::magnitude_rule::cube_root;
    template <class T>
    static CTGRAD_INLINE auto evaluate(T const& x) -> decltype(T(cbrt(x))) {
        return cbrt(x);
    }
    template <class T>
    static constexpr std::array<T, 1> partials(T const& y, T const&) {
        return {1 / (3 * y * y)};
    }
    static constexpr edge<1> edges[]{{{0}, 0, {infinite}}, {{-8}, -2, {1 / 12.0}}};
};

/// The Euclidean length. At the origin both partials are 0, the smallest subgradient.
struct hypotenuse : operation {
    static constexpr char const* name = "hypot";
    static constexpr char const* description = "Euclidean length of two numbers";
    static constexpr ctgrad::notation notation{.cpp_name = "std::hypot"};
    static constexpr bool commutative = true;
    static constexpr bool is_length = true;
    static constexpr auto magnitude = detail::magnitude_rule::largest;
    template <class T>
    static CTGRAD_INLINE auto evaluate(T const& a, T const& b) -> decltype(T(hypot(a, b))) {
        return hypot(a, b);
    }
    template <class T>
    static constexpr std::array<T, 2> partials(T const& y, T const& a, T const& b) {
        T const reciprocal = 1 / select(y == 0, T(1), y);
        return {a * reciprocal, b * reciprocal};
    }
    template <class T>
    static constexpr std::array<T, 2> computed_partials(T const& y, T const& a, T const& b) {
        T const reciprocal = 1 / select(y == 0, T(1), y);
        return {ctgrad::apply<unit_component>(a, b, reciprocal), ctgrad::apply<unit_component>(b, a, reciprocal)};
    }
    static constexpr edge<2> edges[]{{{0, 0}, 0, {0, 0}},
                                     {{0, -2}, 2, {0, -1}},
                                     {{3e200, -4e200}, 5e200, {0.6, -0.8}},
                                     {{3e-200, -4e-200}, 5e-200, {0.6, -0.8}}};
};

/// The Euclidean length in space. At the origin all partials are 0, the smallest subgradient. For an infinite operand
/// std::hypot gives infinity or, in libstdc++ 12, NaN.
struct length_of_three : operation {
    static constexpr char const* name = "hypot";
    static constexpr char const* description = "Euclidean length of three numbers";
    static constexpr ctgrad::notation notation{.cpp_name = "std::hypot"};
    static constexpr auto magnitude = detail::magnitude_rule::largest;
    template <detail::single_number T>
    static CTGRAD_INLINE auto evaluate(T const& a, T const& b, T const& c) -> decltype(T(sqrt(a))) {
        if constexpr (std::floating_point<T>)
            return hypot(a, b, c);
        else
            return sqrt(T(a * a + b * b + c * c));
    }
    template <class T>
    static constexpr std::array<T, 3> partials(T const& y, T const& a, T const& b, T const& c) {
        T const reciprocal = 1 / select(y == 0, T(1), y);
        return {a * reciprocal, b * reciprocal, c * reciprocal};
    }
    template <class T>
    static constexpr std::array<T, 3> computed_partials(T const& y, T const& a, T const& b, T const& c) {
        T const reciprocal = 1 / select(y == 0, T(1), y);
        return {component_beside<unit_component_of_three>(a, b, c, reciprocal),
                component_beside<unit_component_of_three>(b, a, c, reciprocal),
                component_beside<unit_component_of_three>(c, a, b, reciprocal)};
    }
    static constexpr edge<3> edges[]{{{0, 0, 0}, 0, {0, 0, 0}},
                                     {{2, -3, 6}, 7, {2 / 7.0, -3 / 7.0, 6 / 7.0}},
                                     {{2e200, 3e200, 6e200}, 7e200, {2 / 7.0, 3 / 7.0, 6 / 7.0}}};
};

/// The derivative of base^exponent with respect to the base; at base 0 the limit from the right: 0 for an exponent
/// above 1 or equal to 0, 1 for exponent 1, otherwise infinite. For complex exponents the real part decides.
struct slope_of_power_at_zero : operation {
    static constexpr char const* name = "power_slope_at_zero";
    static constexpr char const* description = "Slope of a power at base 0, for its exponent";
    static constexpr ctgrad::notation notation{
        .latex_name = "\\operatorname{slope}_0",
        .cpp = {"$1 > 1 || $1 == 0 ? 0.0 : $1 == 1 ? 1.0 : $1 / 0.0", precedence::choice, {precedence::sum}}};
    static constexpr auto cost = ctgrad::cost_class::selection;
    template <class T>
    static CTGRAD_INLINE T evaluate(T const& exponent) {
        if constexpr (requires { exponent > T(1); })
            return detail::choose(exponent > T(1), T(0),
                                  T(detail::choose(detail::equal_numbers(exponent, T(1)), T(1),
                                                   T(detail::choose(detail::equal_numbers(exponent, T(0)), T(0),
                                                                    T(divide::evaluate(exponent, T(0))))))));
        else
            return real(exponent) > 1 || exponent == T(0) ? T(0) : exponent == T(1) ? T(1) : exponent / T(0);
    }
    template <class T>
    static constexpr std::array<T, 1> partials(T const&, T const&) {
        return {0};
    }
    static constexpr interval domain[]{{1, 30}};
    static constexpr edge<1> edges[]{{{0}, 0, {0}}, {{0.5}, infinite, {0}}, {{1}, 1, {0}}, {{-1}, -infinite, {0}}};
};

/// base^exponent.
///
/// The derivative with respect to the base: for a constant integer exponent n of at most 64 it is n base^(n-1),
/// computed by multiplications, and exact at 0 and for negative bases; x^0 has derivative 0 everywhere. Otherwise it is
/// exponent * y / base, which needs no second call of pow, and at base 0 the limit from the right. The derivative with
/// respect to the exponent is y log(base), and 0 at base 0.
struct power : operation {
    static constexpr char const* name = "pow";
    static constexpr char const* description = "Power";
    static constexpr ctgrad::notation notation{
        .infix = {"$1^$2", precedence::power, {precedence::call, precedence::call}},
        .latex = {"$1^{$2}", precedence::power, {precedence::atom}},
        .cpp_name = "std::pow"};
    static constexpr auto magnitude = detail::magnitude_rule::power;
    template <class T>
    static CTGRAD_INLINE auto evaluate(T const& base, T const& exponent) -> decltype(T(pow(base, exponent))) {
        return pow(base, exponent);
    }
    template <class T>
    static constexpr std::array<T, 2> partials(T const& y, T const& base, T const& exponent) {
        int const n = small_integer_constant(exponent);
        if (n > 0) return {exponent * product_of(base, n - 1), 0};
        if (is_zero_constant(exponent)) return {0, 0};
        return {select(base == 0, at_zero(base, exponent), exponent * (y / base)),
                select(base == 0, T(0), y * log(base))};
    }
    template <class T>
    static constexpr std::array<T, 2> computed_partials(T const& y, T const& base, T const& exponent) {
        if (small_integer_constant(exponent) > 0 || is_zero_constant(exponent)) return partials(y, base, exponent);
        return {ctgrad::apply<derivative_of_power>(T(1), base, exponent, y), select(base == 0, T(0), y * log(base))};
    }

    static constexpr interval domain[]{{0, 1e3}, {-10, 10}};
    static constexpr edge<2> edges[]{{{0, 0}, 1, {0, 0}},
                                     {{0, 0.5}, 0, {infinite, 0}},
                                     {{0, 1}, 0, {1, 0}},
                                     {{0, 2}, 0, {0, 0}},
                                     {{0, -1}, infinite, {-infinite, 0}},
                                     {{1, 5}, 1, {5, 0}},
                                     {{-2, 2}, 4, {-4, not_a_number}}};

private:
    // Conditions on a constant exponent are decided at compile time.
    template <class T>
    static constexpr T at_zero(T const& base, T const& exponent) {
        if constexpr (requires { exponent.is_number(); })
            return exponent.is_number()
                       ? select(exponent > 1, T(0),
                                select(exponent == 1, T(1), select(exponent == 0, T(0), exponent / (base * base))))
                       : power_slope_at_zero(exponent);
        else
            return slope_of_power_at_zero::evaluate(exponent);
    }
    // Only nodes of the graph can be recognized as constants.
    static constexpr int small_integer_constant(auto const& exponent) {
        if constexpr (requires { exponent.constant_integer(1, 64); })
            return exponent.constant_integer(1, 64);
        else
            return 0;
    }
    static constexpr bool is_zero_constant(auto const& exponent) {
        if constexpr (requires { exponent.is_constant(0); })
            return exponent.is_constant(0);
        else
            return false;
    }
    template <class T>
    static constexpr T product_of(T const& base, int count) {
        if (count == 0) return 1;
        if (count == 1) return base;
        T const half = product_of(base, count / 2);
        return count % 2 == 0 ? half * half : half * half * base;
    }
};

}  // namespace ctgrad::operations

namespace ctgrad {

// clang-format off
/// Powers, roots and lengths of formulas and symbols. Values, derivatives and conventions are in the rows above.
///@{
template <class X, class Y> requires detail::any_symbolic<X, Y> constexpr applied<operations::power, X, Y> pow(X const& x, Y const& y) { return apply<operations::power>(x, y); }
template <detail::symbolic X> constexpr applied<operations::slope_of_power_at_zero, X> power_slope_at_zero(X const& exponent) { return apply<operations::slope_of_power_at_zero>(exponent); }
template <detail::symbolic X> constexpr applied<operations::square_root, X> sqrt(X const& x) { return apply<operations::square_root>(x); }
template <detail::symbolic X> constexpr applied<operations::cube_root, X> cbrt(X const& x) { return apply<operations::cube_root>(x); }
template <class X, class Y> requires detail::any_symbolic<X, Y> constexpr applied<operations::hypotenuse, X, Y> hypot(X const& x, Y const& y) { return apply<operations::hypotenuse>(x, y); }
template <class X, class Y, class Z> requires detail::any_symbolic<X, Y, Z> constexpr applied<operations::length_of_three, X, Y, Z> hypot(X const& x, Y const& y, Z const& z) { return apply<operations::length_of_three>(x, y, z); }
///@}
// clang-format on

}  // namespace ctgrad
