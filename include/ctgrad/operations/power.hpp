#pragma once

#include <ctgrad/numbers/elementary.hpp>
#include <ctgrad/operations/arithmetic.hpp>
#include <ctgrad/operations/operation.hpp>

namespace ctgrad::operations {

/// At 0 the derivative is the limit from the right, +infinity. Halving is exact, so the reciprocal is the one that
/// other quotients by y use.
struct square_root : operation {
    static constexpr std::string_view name = "sqrt";
    static constexpr ctgrad::notation notation{.latex = {"\\sqrt{$1}"}, .cpp_name = "std::sqrt"};
    template <class T>
    static CTGRAD_INLINE T evaluate(T const& x) requires requires {
        sqrt(x);
    }
    { return sqrt(x); }
    template <class T>
    static constexpr std::array<T, 1> partials(T const& y, T const&) {
        return {T(0.5) * (1 / y)};
    }
};

/// At 0 the derivative is +infinity, from both sides.
struct cube_root : operation {
    static constexpr std::string_view name = "cbrt";
    static constexpr ctgrad::notation notation{.latex = {"\\sqrt[3]{$1}"}, .cpp_name = "std::cbrt"};
    template <class T>
    static CTGRAD_INLINE T evaluate(T const& x) requires requires {
        cbrt(x);
    }
    { return cbrt(x); }
    template <class T>
    static constexpr std::array<T, 1> partials(T const& y, T const&) {
        return {1 / (3 * y * y)};
    }
};

/// The Euclidean length. At the origin both partials are 0, the smallest subgradient.
struct hypotenuse : operation {
    static constexpr std::string_view name = "hypot";
    static constexpr ctgrad::notation notation{.cpp_name = "std::hypot"};
    static constexpr bool commutative = true;
    template <class T>
    static CTGRAD_INLINE T evaluate(T const& a, T const& b) requires requires {
        hypot(a, b);
    }
    { return hypot(a, b); }
    template <class T>
    static constexpr std::array<T, 2> partials(T const& y, T const& a, T const& b) {
        T const reciprocal = 1 / select(y == 0, T(1), y);
        return {a * reciprocal, b * reciprocal};
    }
};

/// The derivative of base^exponent with respect to the base, at base 0 from the right: 0 for an exponent above 1 or
/// equal to 0, 1 for exponent 1, an infinity else. Complex exponents go by their real part.
struct slope_of_power_at_zero : operation {
    static constexpr std::string_view name = "power_slope_at_zero";
    static constexpr ctgrad::notation notation{
        .latex_name = "\\operatorname{slope}_0",
        .cpp = {"$1 > 1 || $1 == 0 ? 0.0 : $1 == 1 ? 1.0 : $1 / 0.0", precedence::choice, {precedence::sum}}};
    static constexpr auto cost = ctgrad::cost_class::selection;
    template <class T>
    static CTGRAD_INLINE T evaluate(T const& exponent) {
        if constexpr (requires { exponent > T(1); })
            return detail::choose(
                exponent > T(1), T(0),
                T(detail::choose(exponent == T(1), T(1),
                                 T(detail::choose(exponent == T(0), T(0), T(divide::evaluate(exponent, T(0))))))));
        else
            return real(exponent) > 1 || exponent == T(0) ? T(0) : exponent == T(1) ? T(1) : exponent / T(0);
    }
    template <class T>
    static constexpr std::array<T, 1> partials(T const&, T const&) {
        return {0};
    }
};

/// base^exponent.
///
/// With respect to the base: for a constant integer exponent n of at most 64 the derivative n base^(n-1) is built of
/// multiplications, exact at 0 and for negative bases; x^0 has derivative 0 everywhere. Otherwise it is
/// exponent * y / base, which calls pow no second time, and at base 0 the limit from the right.
/// With respect to the exponent: y log(base), and 0 at base 0.
struct power : operation {
    static constexpr std::string_view name = "pow";
    static constexpr ctgrad::notation notation{
        .infix = {"$1^$2", precedence::power, {precedence::call, precedence::call}},
        .latex = {"$1^{$2}", precedence::power, {precedence::atom}},
        .cpp_name = "std::pow"};
    template <class T>
    static CTGRAD_INLINE T evaluate(T const& base, T const& exponent) requires requires {
        pow(base, exponent);
    }
    { return pow(base, exponent); }
    template <class T>
    static constexpr std::array<T, 2> partials(T const& y, T const& base, T const& exponent) {
        int const n = small_integer_constant(exponent);
        if (n > 0) return {exponent * product_of(base, n - 1), 0};
        if (is_zero_constant(exponent)) return {0, 0};
        return {select(base == 0, at_zero(base, exponent), exponent * (y / base)),
                select(base == 0, T(0), y * log(base))};
    }

private:
    // Conditions on a constant exponent are decided where they are made.
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
    // Only nodes of the graph know that they are constants.
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
