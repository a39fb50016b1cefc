#pragma once

#include <cmath>
#include <type_traits>

#include <ctgrad/numbers/special/bessel.hpp>

/// The exponentially scaled Bessel function exp(-|x|) I_n(x) and its derivatives, for plain numbers. Neither `<cmath>`
/// nor Boost.Math has them.
namespace ctgrad {

namespace detail {

/// Whether the asymptotic series of I_n(x) for large x is accurate to all digits.
template <class T>
bool has_asymptotic_series(int n, T const& x, int derivative) {
    return x > T(std::numeric_limits<T>::digits * 0.4 + 2 * derivative) && T(T(n) * T(n)) <= T(2) * x;
}

/// The k-th derivative of exp(-x) I_n(x) for large x, up to the sign (-1)^k: the asymptotic series (DLMF 10.40.1), term
/// by term.
template <class T>
T scaled_bessel_by_series(int k, int n, T const& x) {
    using std::abs, std::sqrt, std::pow;
    T const order_squared = T(4) * T(n) * T(n);
    T term(1), sum(0);
    for (int i = 0; i < k; ++i) term *= T(T(i) + T(0.5)) / x;
    for (int m = 0; m < 500; ++m) {
        sum += term;
        T const odd = T(2 * m + 1);
        T const next = -term * T(order_squared - odd * odd) / T(T(8 * (m + 1)) * x) * T(T(2 * m + 1 + 2 * k) / odd);
        if (!(abs(next) > T(abs(sum) * std::numeric_limits<T>::epsilon() / 8))) break;
        term = next;
    }
    return T(sum * boost::math::constants::one_div_root_two_pi<T>()) / T(sqrt(x));
}

/// exp(-x) I_n(x) for n >= 0 by J. C. P. Miller's recurrence from large orders down, which ends with
/// 1 = i_0 + 2 i_1 + 2 i_2 + ... All terms are positive.
template <class T>
T scaled_bessel_by_recurrence(int n, T const& x) {
    using std::sqrt;
    T const spread = T(2 * std::numeric_limits<T>::digits) * x;
    int const start = static_cast<int>(T(sqrt(T(T(n) * T(n) + spread)))) + 20;
    T above(0), at = std::numeric_limits<T>::min() / std::numeric_limits<T>::epsilon(), sum(0), result(0);
    for (int k = start; k > 0; --k) {
        sum += T(2) * at;
        if (k == n) result = at;
        T const below = above + T(T(2 * k) / x) * at;
        above = at;
        at = below;
        if (at > T(1) / std::numeric_limits<T>::epsilon()) {
            T const scale = std::numeric_limits<T>::epsilon();
            at *= scale, above *= scale, sum *= scale, result *= scale;
        }
    }
    return (n == 0 ? at : result) / T(sum + at);
}

/// exp(-x) I_n(x) for x > 0 and n >= 0.
template <class T>
T scaled_bessel(int n, T const& x) {
    using std::exp;
    if (x < T(0.69) * T(std::numeric_limits<T>::max_exponent)) return cyl_bessel_i(T(n), x) * T(exp(T(-x)));
    return has_asymptotic_series(n, x, 0) ? scaled_bessel_by_series(0, n, x) : scaled_bessel_by_recurrence(n, x);
}

}  // namespace detail

/// The k-th derivative of exp(-|x|) I_n(x), for k = 0, 1, 2, ... At 0 it is the mean of the limits from both sides.
///
/// For large x it uses the asymptotic series; otherwise, below x = 30 or n^2 / 2, 2^-k times the 2k-th central
/// difference in the order n. This cancels by about (2 x)^k; the wider type in which it is computed makes up for 2^11
/// of that.
template <detail::special_number T>
constexpr T cyl_bessel_i_scaled_derivative(std::type_identity_t<T> const& derivative,
                                           std::type_identity_t<T> const& order, T const& x) {
    if (!detail::is_order(derivative) || derivative < T(0) || !detail::is_order(order)) return detail::quiet_nan<T>();
    using std::abs;
    int const k = static_cast<int>(derivative), n = abs(static_cast<int>(order));
    bool const odd = (n + k) % 2 != 0;
    if (x == T(0) && odd) return T(0);
    if (x < T(0)) {
        T const mirrored = cyl_bessel_i_scaled_derivative(derivative, order, T(-x));
        return odd ? T(-mirrored) : mirrored;
    }
    T result(0);
    if (k > 0 && detail::has_asymptotic_series(n, x, k)) {
        result = detail::scaled_bessel_by_series(k, n, x);
    } else {
        // (2 sin^2(t / 2))^k = 2^-k times the sum of (-1)^j (2k over k + j) cos(j t) for j = -k ... k.
        using wide = typename boost::math::policies::evaluation<T, detail::special_policy>::type;
        wide const at(x);
        wide weight(1), sum(0);
        for (int i = 1; i <= k; ++i) weight *= wide(k + i) / wide(2 * i);
        for (int j = 0; j <= k; ++j) {
            wide const up = detail::scaled_bessel(abs(n + j), at);
            sum += weight * (j == 0 ? up : wide(up + detail::scaled_bessel(abs(n - j), at)));
            weight *= -wide(k - j) / wide(k + j + 1);
        }
        result = static_cast<T>(sum);
    }
    return k % 2 == 0 ? result : T(-result);
}

/// exp(-|x|) I_n(x), without overflow for any x.
template <detail::special_number T>
constexpr T cyl_bessel_i_scaled(std::type_identity_t<T> const& n, T const& x) {
    return cyl_bessel_i_scaled_derivative(T(0), n, x);
}

}  // namespace ctgrad
