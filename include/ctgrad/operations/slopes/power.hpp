#pragma once

#include <ctgrad/numbers/elementary.hpp>
#include <ctgrad/operations/arithmetic.hpp>
#include <ctgrad/operations/comparison.hpp>
#include <ctgrad/operations/piecewise.hpp>
#include <ctgrad/operations/slopes/slope.hpp>

namespace ctgrad::operations {

/// Derivative number n of x^p with respect to x, p (p - 1) ... (p - n + 1) x^(p - n), from y = x^p as y / x^n, without
/// a second call of pow. At x = 0 it is the limit from the right: n! for p = n; 0 for p > n and for the integers 0 <= p
/// < n; otherwise an infinity. So the singularity of y / x is removed for derivatives of every order.
struct derivative_of_power : slope {
    static constexpr char const* name = "derivative_of_power";
    static constexpr auto cost = ctgrad::cost_class::division;
    static constexpr auto magnitude = detail::magnitude_rule::quotient_by_power;
    static constexpr ctgrad::notation notation{.cpp_name = "ctgrad::operations::derivative_of_power",
                                               .cpp_name_is_row = true};
    template <detail::single_number T>
    static CTGRAD_INLINE T evaluate(T const& n, T const& x, T const& p, T const& y) {
        if (x == T(0)) {
            T result = T(1);
            for (int k = 0; k < static_cast<int>(n); ++k) result = multiply::evaluate(result, T(p - T(k)));
            return p > n || result == T(0) ? T(0) : p == n ? result : divide::evaluate(result, T(0));
        }
        // Where the power underflows, its derivative may be in the range.
        if constexpr (std::floating_point<T>)
            if (absolute::evaluate(y) < detail::least_precise_number<T>()) {
                T result = T(pow(x, T(p - n)));
                for (int k = 0; k < static_cast<int>(n); ++k) result = multiply::evaluate(result, T(p - T(k)));
                return result;
            }
        return apart_from_zero(static_cast<int>(n), x, p, y);
    }
    // Complex numbers cannot be compared; at 0 the real part of the exponent decides.
    template <class T>
        requires(!detail::ordered<T>)
    static CTGRAD_INLINE T evaluate(T const& n, T const& x, T const& p, T const& y) {
        if (x == T(0)) return T(evaluate(real(n), real(x), real(p), real(y)));
        return apart_from_zero(static_cast<int>(real(n)), x, p, y);
    }
    template <class T>
    static constexpr std::array<T, 4> partials(T const& slope, T const& n, T const& x, T const& p, T const& y) {
        return {0, ctgrad::apply<derivative_of_power>(n + 1, x, p, y), by_exponent(slope, n, x, p, y), 0};
    }

private:
    template <class T>
    static CTGRAD_INLINE T apart_from_zero(int n, T const& x, T const& p, T const& y) {
        T result = y;
        for (int k = 0; k < n; ++k) result = multiply::evaluate(T(p - T(k)), divide::evaluate(result, x));
        return result;
    }
    /// The derivative with respect to p of d(n) = (p - n + 1) d(n - 1) / x with d(0) = y: d(n - 1) / x + (p - n + 1)
    /// d'(n - 1) / x.
    template <class T>
    static constexpr T by_exponent(T const& slope, T const& n, T const& x, T const& p, T const& y) {
        if constexpr (requires { n.constant_integer(1, 64); }) {
            T below = y, result = y * log(x);
            for (int k = 1; k <= n.constant_integer(1, 64); ++k) {
                T const at = ctgrad::apply<derivative_of_power>(T(k), x, p, y);
                result = (below + (p - (k - 1)) * result) / x;
                below = at;
            }
            return select(x == 0, T(0), result);
        } else {
            return slope;
        }
    }
};

}  // namespace ctgrad::operations
