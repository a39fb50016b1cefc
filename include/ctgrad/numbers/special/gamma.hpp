#pragma once

#include <cmath>
#include <type_traits>

#include <boost/math/special_functions/bernoulli.hpp>
#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/digamma.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <boost/math/special_functions/polygamma.hpp>

#include <ctgrad/constant_math/polygamma.hpp>
#include <ctgrad/numbers/special/policy.hpp>
#include <ctgrad/support/equal_numbers.hpp>
#include <ctgrad/support/inline.hpp>

/// The gamma function and its relatives, of plain numbers: at run time those of `<cmath>` and Boost.Math, in a constant
/// expression those of `ctgrad::constant_math`.
namespace ctgrad {

/// The logarithm of |Gamma(x)|; infinity at 0, -1, -2, ...
template <detail::special_number T>
constexpr T lgamma(T const& x) {
    if constexpr (std::floating_point<T>)
        return __builtin_is_constant_evaluated() ? constant_math::lgamma(x) : std::lgamma(x);
    else
        return boost::math::lgamma(x, detail::special_policy());
}

/// Gamma(x). At 0 it is an infinity with the sign of the zero, at -1, -2, ... NaN.
template <detail::special_number T>
constexpr T tgamma(T const& x) {
    if constexpr (std::floating_point<T>)
        return __builtin_is_constant_evaluated() ? constant_math::tgamma(x) : std::tgamma(x);
    else
        return boost::math::tgamma(x, detail::special_policy());
}

/// psi(x), the derivative of log Gamma(x); NaN at its poles 0, -1, -2, ...
template <detail::special_number T>
constexpr T digamma(T const& x) {
    if constexpr (std::floating_point<T>)
        if (__builtin_is_constant_evaluated()) return constant_math::digamma(x);
    return boost::math::digamma(x, detail::special_policy());
}

/// The n-th derivative of psi(x), for n = 0, 1, 2, ...; NaN for another n. At the poles 0, -1, -2, ... it is infinity
/// for odd n, where both sides agree, else NaN.
template <detail::special_number T>
constexpr T polygamma(std::type_identity_t<T> const& n, T const& x) {
    if (!detail::is_order(n) || n < T(0)) return detail::quiet_nan<T>();
    if constexpr (std::floating_point<T>)
        if (__builtin_is_constant_evaluated()) return constant_math::polygamma(static_cast<int>(n), x);
    using std::floor;
    if (x <= T(0) && detail::equal_numbers(T(floor(x)), x))
        return static_cast<int>(n) % 2 != 0 ? std::numeric_limits<T>::infinity() : detail::quiet_nan<T>();
    return boost::math::polygamma(static_cast<int>(n), x, detail::special_policy());
}

/// B(a, b) = Gamma(a) Gamma(b) / Gamma(a + b), for a > 0 and b > 0; else NaN.
template <detail::special_number T>
constexpr T beta(T const& a, std::type_identity_t<T> const& b) {
    if constexpr (std::floating_point<T>)
        if (__builtin_is_constant_evaluated()) return constant_math::beta(a, b);
    return boost::math::beta(a, b, detail::special_policy());
}

namespace detail {

/// u^m - v^m, given u - v.
template <class T>
T difference_of_powers(int m, T const& u, T const& v, T const& difference) {
    T sum(1), power(1);
    for (int j = 1; j < m; ++j) {
        power *= u;
        sum = T(sum * v) + power;
    }
    return difference * sum;
}

}  // namespace detail

/// polygamma(n, x + h) - polygamma(n, x), for x > 0 and x + h > 0 without cancellation, however small h is.
///
/// The recurrence psi(x + 1) = psi(x) + 1 / x and its derivatives lead to arguments for which the asymptotic series is
/// accurate (DLMF 5.15.8, 5.15.9). Both are applied term by term, and every difference is computed as a product.
template <detail::special_number T>
constexpr T polygamma_difference(std::type_identity_t<T> const& order, T const& x, std::type_identity_t<T> const& h) {
    if (!detail::is_order(order) || order < T(0)) return detail::quiet_nan<T>();
    if constexpr (std::floating_point<T>)
        if (__builtin_is_constant_evaluated())
            return constant_math::polygamma_difference(static_cast<int>(order), x, h);
    using std::abs, std::log1p;
    if (!(x > T(0) && T(x + h) > T(0))) return polygamma(order, T(x + h)) - polygamma(order, x);
    int const n = static_cast<int>(order);
    T const asymptotic_from = T(std::numeric_limits<T>::digits10 * 0.6 + 2 + n);
    T factorial(1);  // n!
    for (int i = 2; i <= n; ++i) factorial *= T(i);

    T sum(0), at = x;
    T u, v, difference;  // 1 / x, 1 / (x + h), and their difference
    for (;; at += T(1)) {
        u = T(1) / at;
        v = T(1) / T(at + h);
        difference = T(h * v) * u;
        if (!(at < asymptotic_from || T(at + h) < asymptotic_from)) break;
        sum += T(factorial * detail::difference_of_powers(n + 1, u, v, difference));
    }
    T const leading =
        n == 0 ? T(log1p(T(h / at))) : T(factorial / T(n) * detail::difference_of_powers(n, u, v, difference));
    sum += T(leading + T(factorial / 2 * detail::difference_of_powers(n + 1, u, v, difference)));
    T factor = factorial * T(n + 1) / T(2);  // (2 k + n - 1)! / (2 k)!
    for (int k = 1; k < 200; ++k) {
        T const term =
            T(boost::math::bernoulli_b2n<T>(k) * factor) * detail::difference_of_powers(2 * k + n, u, v, difference);
        sum += term;
        if (!(abs(term) > T(abs(sum) * std::numeric_limits<T>::epsilon() / 8))) break;
        factor *= T(T(2 * k + n) * T(2 * k + n + 1)) / T(T(2 * k + 1) * T(2 * k + 2));
    }
    return n % 2 == 0 ? sum : T(-sum);
}

}  // namespace ctgrad
