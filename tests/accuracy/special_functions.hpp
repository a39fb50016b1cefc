#pragma once

#include <algorithm>
#include <cmath>
#include <vector>

#include "measure.hpp"

// Special functions in 350 digits, of which more than 60 are right, with their first two derivatives. They share nothing
// with the library: series with positive terms, asymptotic series, and recurrences. DLMF is the Digital Library of
// Mathematical Functions.
namespace accuracy_test::special {

using jet_of = jet<exact>;

inline exact const& pi() {
    static exact const value = acos(exact(-1));
    return value;
}
inline exact root_of_two_over_pi() { return sqrt(2 / pi()); }

// B_2, B_4, ... by tangent numbers, whose recurrence adds positive numbers only (Brent and Harvey, 2011).
inline std::vector<exact> const& bernoulli_numbers() {
    static std::vector<exact> const all = [] {
        constexpr std::size_t count = 200;
        std::vector<exact> tangent(count + 1), bernoulli;
        tangent[1] = 1;
        for (std::size_t k = 2; k <= count; ++k) tangent[k] = tangent[k - 1] * (k - 1);
        for (std::size_t k = 2; k <= count; ++k)
            for (std::size_t j = k; j <= count; ++j) tangent[j] = tangent[j - 1] * (j - k) + tangent[j] * (j - k + 2);
        exact power = 1;
        for (std::size_t n = 1; n <= count; ++n) {
            power *= 4;
            bernoulli.push_back((n % 2 == 0 ? -1 : 1) * exact(2 * n) * tangent[n] / (power * (power - 1)));
        }
        return bernoulli;
    }();
    return all;
}
// The asymptotic series of gamma functions are used from here on, where their error is below 1e-250.
inline constexpr int far_out = 100;

inline exact log_gamma(exact x) {
    exact product = 1;
    for (; x < far_out; x += 1) product *= x;
    exact sum = (x - exact(0.5)) * log(x) - x + log(2 * pi()) / 2, power = 1 / x;
    for (std::size_t k = 1; k <= bernoulli_numbers().size(); ++k) {
        exact const term = bernoulli_numbers()[k - 1] * power / (2 * k * (2 * k - 1));
        sum += term;
        if (abs(term) < 1e-280) break;
        power /= x * x;
    }
    return sum - log(exact(abs(product)));
}
inline exact gamma_of(exact const& x) {
    exact product = 1, at = x;
    for (; at < far_out; at += 1) product *= at;
    return exp(log_gamma(at)) / product;
}
// The n-th derivative of psi: DLMF 5.15.8, 5.15.9 and the recurrence.
inline exact polygamma(int n, exact x) {
    exact factorial = 1;  // (n - 1)!
    for (int i = 2; i < n; ++i) factorial *= i;
    exact sum = 0;
    exact const whole = n == 0 ? exact(1) : exact(factorial * n);
    auto const power_of = [](exact const& base, int m) {
        exact result = 1;
        for (int i = 0; i < m; ++i) result *= base;
        return result;
    };
    for (; x < far_out; x += 1) sum += whole / power_of(x, n + 1);
    sum += n == 0 ? exact(-log(x) + 1 / (2 * x)) : exact(factorial / power_of(x, n) + whole / (2 * power_of(x, n + 1)));
    exact coefficient = n == 0 ? exact(exact(1) / 2) : exact(whole * (n + 1) / 2);  // (2 k + n - 1)! / (2 k)!
    exact power = 1 / power_of(x, n + 2);
    exact const first = abs(sum);
    for (int k = 1; k <= static_cast<int>(bernoulli_numbers().size()); ++k) {
        exact const term = bernoulli_numbers()[static_cast<std::size_t>(k - 1)] * coefficient * power;
        sum += term;
        if (abs(term) < first * 1e-280) break;
        coefficient *= exact(2 * k + n) * (2 * k + n + 1) / (exact(2 * k + 1) * (2 * k + 2));
        power /= x * x;
    }
    return n % 2 == 0 ? exact(-sum) : sum;
}
// The difference of its values at x + h and at x.
inline exact polygamma_difference(int n, exact const& x, exact const& h) {
    if (h > x * exact(1e-60)) return polygamma(n, x + h) - polygamma(n, x);
    exact const one = polygamma(n + 1, x), two = polygamma(n + 2, x), three = polygamma(n + 3, x);
    return h * (one + h * (two / 2 + h * three / 6));
}

// w(n, x) = exp(x^2) times the n-th repeated integral of erfc, for n = -1, 0, ...: DLMF 7.18.
inline exact scaled_integral_of_erfc(int n, exact const& x) {
    exact const leading = 2 / sqrt(pi());
    if (n == -1) return leading;
    if (x > 20) {
        exact power = 1, factor = 1, sum = 0;
        for (int i = 0; i <= n; ++i) power *= 2 * x;
        for (int m = 0; m < 400; ++m) {
            sum += factor;
            exact const next = -factor * (2 * m + n + 1) * (2 * m + n + 2) / ((m + 1) * 4 * x * x);
            if (abs(next) > abs(factor) || abs(next) < 1e-200) break;
            factor = next;
        }
        return leading * sum / power;
    }
    exact erf_scaled = 0, term = x;  // exp(x^2) erf(x) = 2 / sqrt(pi) sum 2^k x^(2 k + 1) / (2 k + 1)!!
    for (int k = 0; k < 20000; ++k) {
        erf_scaled += term;
        if (abs(term) < abs(erf_scaled) * exact(1e-300)) break;
        term *= 2 * x * x / (2 * k + 3);
    }
    exact before = leading, at = exp(exact(x * x)) - leading * erf_scaled;
    for (int i = 0; i < n; ++i) {
        exact const next = (before - 2 * x * at) / (2 * (i + 1));
        before = at;
        at = next;
    }
    return at;
}

inline exact normal_density(exact const& x) { return exp(exact(x * x / -2)) / sqrt(2 * pi()); }
inline exact normal_distribution(exact const& x) {
    if (x > 0) return 1 - normal_distribution(-x);
    return exp(exact(x * x / -2)) * scaled_integral_of_erfc(0, -x / sqrt(exact(2))) / 2;
}
inline exact log_normal_distribution(exact const& x) {
    if (x > 0) return log1p(exact(-normal_distribution(-x)));
    return x * x / -2 + log(exact(scaled_integral_of_erfc(0, -x / sqrt(exact(2))) / 2));
}
// The inverse Mills ratio, and its sum with x.
struct mills {
    exact ratio, excess;
};
inline mills mills_of(exact const& x) {
    if (x > 30) {
        exact const ratio = normal_density(x) / normal_distribution(x);
        return {ratio, ratio + x};
    }
    exact const u = -x / sqrt(exact(2)), w = scaled_integral_of_erfc(0, u);
    return {root_of_two_over_pi() / w, sqrt(exact(2)) * scaled_integral_of_erfc(1, u) / w};
}
// By Newton's method, from a few digits.
inline exact normal_quantile(exact const& p) {
    if (p > 0.5) return -normal_quantile(1 - p);
    exact x = p > exact(0.01) ? exact((p - exact(0.5)) * sqrt(2 * pi())) : exact(-sqrt(exact(-2 * log(p))));
    for (int i = 0; i < 60; ++i) {
        exact const change = (log_normal_distribution(x) - log(p)) / mills_of(x).ratio;
        x -= change;
        if (abs(change) < abs(x) * exact(1e-90)) break;
    }
    return x;
}

// Bessel functions of integer order: power series (DLMF 10.2.2, 10.25.2, 10.8.1, 10.31.1) for x up to 200 or 100, then
// Hankel's expansions (DLMF 10.17, 10.40).
struct hankel {
    exact even, odd, all, alternating;
};
inline hankel hankel_sums(int n, exact const& x) {
    hankel sums{0, 0, 0, 0};
    exact term = 1;
    for (int k = 0; k < 2000; ++k) {
        if (k % 2 == 0)
            sums.even += k % 4 == 0 ? term : exact(-term);
        else
            sums.odd += k % 4 == 1 ? term : exact(-term);
        sums.all += term;
        sums.alternating += k % 2 == 0 ? term : exact(-term);
        exact const next = term * (4 * n * n - (2 * k + 1) * (2 * k + 1)) / ((k + 1) * 8 * x);
        if (k > n && (abs(next) > abs(term) || abs(next) < 1e-250)) break;
        term = next;
    }
    return sums;
}
// sum (sign x^2 / 4)^k / (k! (n + k)!) times (x / 2)^n, and the same with psi(k + 1) + psi(n + k + 1).
struct power_series {
    exact plain, with_psi;
};
inline power_series bessel_series(int n, exact const& x, int sign) {
    static exact const psi_of_one = polygamma(0, 1);
    power_series sums{0, 0};
    exact term = 1, psi = 2 * psi_of_one;
    for (int i = 1; i <= n; ++i) {
        term *= x / 2 / i;
        psi += exact(1) / i;
    }
    for (int k = 0; k < 20000; ++k) {
        sums.plain += term;
        sums.with_psi += term * psi;
        if (k > abs(x) && abs(term) < exact(1e-300) * abs(sums.plain)) break;
        term *= sign * x * x / 4 / (exact(k + 1) * (n + k + 1));
        psi += exact(1) / (k + 1) + exact(1) / (n + k + 1);
    }
    return sums;
}
// sum over k < n of (n - k - 1)! / k! (sign x^2 / 4)^k times (x / 2)^-n.
inline exact singular_part(int n, exact const& x, int sign) {
    exact sum = 0, term = 1;
    for (int i = 1; i < n; ++i) term *= i;
    for (int k = 0; k < n; ++k) {
        sum += term;
        if (k + 1 < n) term *= sign * x * x / 4 / (exact(k + 1) * (n - k - 1));
    }
    for (int i = 0; i < n; ++i) sum /= x / 2;
    return sum;
}
inline int parity(int n) { return n % 2 == 0 ? 1 : -1; }

inline exact bessel_j(int n, exact const& x) {
    if (n < 0) return parity(n) * bessel_j(-n, x);
    if (x < 0) return parity(n) * bessel_j(n, -x);
    if (x < 200) return bessel_series(n, x, -1).plain;
    exact const phase = x - (2 * n + 1) * pi() / 4;
    hankel const h = hankel_sums(n, x);
    return sqrt(2 / (pi() * x)) * (cos(phase) * h.even - sin(phase) * h.odd);
}
inline exact bessel_y(int n, exact const& x) {
    if (n < 0) return parity(n) * bessel_y(-n, x);
    if (x < 200) {
        power_series const s = bessel_series(n, x, -1);
        return (-singular_part(n, x, 1) + 2 * log(exact(x / 2)) * s.plain - s.with_psi) / pi();
    }
    exact const phase = x - (2 * n + 1) * pi() / 4;
    hankel const h = hankel_sums(n, x);
    return sqrt(2 / (pi() * x)) * (sin(phase) * h.even + cos(phase) * h.odd);
}
inline exact bessel_i(int n, exact const& x) {
    if (n < 0) return bessel_i(-n, x);
    if (x < 0) return parity(n) * bessel_i(n, -x);
    if (x < 200) return bessel_series(n, x, 1).plain;
    return exp(x) / sqrt(2 * pi() * x) * hankel_sums(n, x).alternating;
}
inline exact scaled_bessel_i(int n, exact const& x) {  // for x > 0
    if (n < 0) return scaled_bessel_i(-n, x);
    if (x < 200) return exp(exact(-x)) * bessel_series(n, x, 1).plain;
    return hankel_sums(n, x).alternating / sqrt(2 * pi() * x);
}
inline exact bessel_k(int n, exact const& x) {
    if (n < 0) return bessel_k(-n, x);
    if (x < 100) {
        power_series const s = bessel_series(n, x, 1);
        return singular_part(n, x, -1) / 2 + parity(n) * (s.with_psi / 2 - log(exact(x / 2)) * s.plain);
    }
    return sqrt(pi() / (2 * x)) * exp(exact(-x)) * hankel_sums(n, x).all;
}
// The k-th derivative of a Bessel function with respect to its argument: f' = (before f(n - 1) + after f(n + 1)) / 2.
template <class F>
exact bessel_derivative(F f, int k, int n, exact const& x, int before, int after) {
    if (k == 0) return f(n, x);
    return (before * bessel_derivative(f, k - 1, n - 1, x, before, after) +
            after * bessel_derivative(f, k - 1, n + 1, x, before, after)) /
           2;
}
// The k-th derivative of exp(-|x|) I_n(x).
inline exact scaled_bessel_derivative(int k, int n, exact const& x) {
    if (x < 0) return parity(n + k) * scaled_bessel_derivative(k, n, -x);
    exact sum = 0, binomial = 1;
    for (int j = 0; j <= k; ++j) {
        sum += parity(k - j) * binomial * bessel_derivative(scaled_bessel_i, j, n, x, 1, 1);
        binomial = binomial * (k - j) / (j + 1);
    }
    return sum;
}

// P(a, x), of positive terms; and its complement.
inline exact lower_incomplete_gamma(exact const& a, exact const& x) {
    exact sum = 0, term = 1 / a;
    for (int k = 1; k < 20000; ++k) {
        sum += term;
        if (k > x && term < sum * exact(1e-300)) break;
        term *= x / (a + k);
    }
    return exp(exact(a * log(x) - x - log_gamma(a))) * sum;
}

}  // namespace accuracy_test::special
