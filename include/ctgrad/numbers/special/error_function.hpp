#pragma once

#include <cmath>
#include <numbers>
#include <type_traits>

#include <boost/math/constants/constants.hpp>
#include <boost/math/special_functions/erf.hpp>

#include <ctgrad/constant_math/normal_distribution.hpp>
#include <ctgrad/numbers/special/policy.hpp>
#include <ctgrad/support/equal_numbers.hpp>

/// Scaled error functions and the normal distribution, for plain numbers. Neither `<cmath>` nor Boost.Math has the
/// scaled ones.
namespace ctgrad {

namespace detail {

/// exp(sign x^2), for x^2 that does not overflow. x is split so that the square of its leading part is exact, because
/// exp(x * x) has an error of about x^2 units in the last place.
template <special_number T>
T exponential_of_square(T const& x, int sign) {
    using std::exp;
    if constexpr (std::same_as<T, float>) {
        return static_cast<float>(exp(sign * static_cast<double>(x) * static_cast<double>(x)));
    } else {
        T const leading = static_cast<T>(static_cast<float>(x)), rest = x - leading;
        return T(exp(T(sign * T(leading * leading)))) * T(exp(T(sign * T(rest * T(x + leading)))));
    }
}

/// The sum of x and (n + 1) r, where r = w(n + 1) / w(n) and w(n) = exp(x^2) i^n erfc(x), by the continued fraction
/// r = 1/2 / (x + (n + 2)/2 / (x + (n + 3)/2 / (x + ...))) for x > 0 (DLMF 7.18.7, W. Gautschi 1961). All its terms
/// are positive.
template <special_number T>
T tail_of_erfc_integral(int n, T const& x) {
    using std::sqrt;
    // The error of N levels is about exp(-2 x (sqrt(2 (n + N)) - sqrt(2 n))).
    T const root = T(std::numeric_limits<T>::digits) * T(0.26) / x;
    int const levels = static_cast<int>(T(root * T(root + T(2) * T(sqrt(T(n + 1)))))) + 8;
    T tail = x;
    for (int k = n + levels; k > n; --k) tail = x + T(T(k) / T(2)) / tail;
    return tail;
}

/// 1 / sqrt(pi)
template <special_number T>
T one_over_root_pi() {
    return boost::math::constants::one_div_root_pi<T>();
}

}  // namespace detail

/// exp(x^2) erfc(x): overflows below about -26.6 in double, and is about 1 / (x sqrt(pi)) for large x.
template <detail::special_number T>
constexpr T erfcx(T const& x) {
    if constexpr (std::floating_point<T>)
        if (__builtin_is_constant_evaluated()) return constant_math::erfcx(x);
    if (!detail::equal_numbers(x, x)) return x;
    if (x < T(2)) {
        using boost::math::erfc;
        using std::erfc;
        if (x < T(0) && T(x * x) > T(std::numeric_limits<T>::max_exponent)) return std::numeric_limits<T>::infinity();
        return detail::exponential_of_square(x, 1) * T(erfc(x));
    }
    return detail::one_over_root_pi<T>() / detail::tail_of_erfc_integral(0, x);
}

/// exp(x^2) times the n-th repeated integral of erfc from x to infinity, i^n erfc(x), for n = -1, 0, 1, 2, ...: n = 0
/// is erfcx(x), and n = -1 is 2 / sqrt(pi). Its derivative is -2 (n + 1) times that of n + 1, without cancellation.
///
/// For x >= 1/2 it is computed by the continued fraction, otherwise by the recurrence 2 n w(n) = w(n - 2) - 2 x w(n -
/// 1), which is stable for x < 0 and loses a few units between 0 and 1/2.
template <detail::special_number T>
constexpr T scaled_erfc_integral(std::type_identity_t<T> const& order, T const& x) {
    if (!detail::is_order(order) || order < T(-1)) return detail::quiet_nan<T>();
    if constexpr (std::floating_point<T>)
        if (__builtin_is_constant_evaluated()) return constant_math::scaled_erfc_integral(static_cast<int>(order), x);
    int const n = static_cast<int>(order);
    T last = T(2) * detail::one_over_root_pi<T>();
    if (n == -1) return last;
    if (x >= T(1) || (n > 1 && x >= T(0.5))) {
        // w(k) = w(k - 1) / 2 / tail(k), and tail(k) = x + (k + 1)/2 / tail(k + 1)
        T tail = detail::tail_of_erfc_integral(n, x), product = tail;
        for (int k = n; k > 0; --k) {
            tail = x + T(T(k) / T(2)) / tail;
            product *= T(2) * tail;
        }
        return T(last / T(2)) / product;
    }
    T value = erfcx(x);
    for (int k = 1; k <= n; ++k) {
        T const next = T(last - T(T(2) * x) * value) / T(2 * k);
        last = value;
        value = next;
    }
    return value;
}

/// The density exp(-x^2 / 2) / sqrt(2 pi) of the standard normal distribution.
template <detail::special_number T>
constexpr T normal_pdf(T const& x) {
    if constexpr (std::floating_point<T>)
        if (__builtin_is_constant_evaluated()) return constant_math::normal_pdf(x);
    if (T(x * x) > T(4) * T(-std::numeric_limits<T>::min_exponent + std::numeric_limits<T>::digits)) return T(0);
    T const factor = boost::math::constants::one_div_root_two_pi<T>();
    using std::exp;
    if constexpr (std::same_as<T, float>) {
        return static_cast<float>(factor * exp(-static_cast<double>(x) * static_cast<double>(x) / 2));
    } else {
        T const leading = static_cast<T>(static_cast<float>(x)), rest = x - leading;
        return factor * T(exp(T(T(leading * leading) / T(-2)))) * T(exp(T(T(rest * T(x + leading)) / T(-2))));
    }
}

/// The standard normal distribution: the probability of a value below x. Far below 0 it keeps its digits, which
/// erfc(-x / sqrt(2)) / 2 loses to the rounding of its argument.
template <detail::special_number T>
constexpr T normal_cdf(T const& x) {
    if constexpr (std::floating_point<T>)
        if (__builtin_is_constant_evaluated()) return constant_math::normal_cdf(x);
    using boost::math::erfc;
    using std::erfc;
    T const scaled = -x * boost::math::constants::one_div_root_two<T>();
    if (x < T(-1)) return normal_pdf(x) * T(boost::math::constants::root_half_pi<T>() * erfcx(scaled));
    return T(erfc(scaled)) / T(2);
}

/// log(normal_cdf(x)), accurate also where normal_cdf underflows to 0 or rounds to 1.
template <detail::special_number T>
constexpr T log_normal_cdf(T const& x) {
    if constexpr (std::floating_point<T>)
        if (__builtin_is_constant_evaluated()) return constant_math::log_normal_cdf(x);
    using std::log, std::log1p;
    T const scaled = -x * boost::math::constants::one_div_root_two<T>();
    if (x < T(0)) return T(log(T(erfcx(scaled) / T(2)))) - T(x * x) / T(2);
    return log1p(T(-normal_cdf(T(-x))));
}

/// The inverse of normal_cdf: -infinity at 0, infinity at 1, NaN beyond.
template <detail::special_number T>
constexpr T normal_quantile(T const& p) {
    if constexpr (std::floating_point<T>)
        if (__builtin_is_constant_evaluated()) return constant_math::normal_quantile(p);
    return -boost::math::constants::root_two<T>() * boost::math::erfc_inv(T(T(2) * p), detail::special_policy());
}

/// normal_pdf(x) / normal_cdf(x), the derivative of log_normal_cdf: about -x far below 0, without overflow or 0 / 0.
template <detail::special_number T>
constexpr T inverse_mills_ratio(T const& x) {
    if constexpr (std::floating_point<T>)
        if (__builtin_is_constant_evaluated()) return constant_math::inverse_mills_ratio(x);
    if (x < T(2))
        return boost::math::constants::root_two_div_pi<T>() /
               erfcx(T(-x * boost::math::constants::one_div_root_two<T>()));
    return normal_pdf(x) / normal_cdf(x);
}

}  // namespace ctgrad
