#pragma once

#include <cmath>
#include <limits>
#include <type_traits>

#include <boost/math/special_functions/erf.hpp>

#include "../support/exact.hpp"

// The oracle does not use the library: forward derivatives to second order along two directions, with rules of its own.
// In 1000 digits, so that 1 - (1 - 1e-300) is what it should be, they tell what is right. In double, in the form of a
// textbook, they tell what forward mode without a compiler's view of the whole formula gets.
namespace range_test {

using quick = exact_number<120>;
using middle = exact_number<350>;
using wide = exact_number<1000>;

template <class T>
inline constexpr bool is_exact = !std::is_same_v<T, double>;

template <class T>
struct jet {
    T value = 0, first = 0, second = 0, mixed = 0;

    jet() = default;
    explicit jet(double v) : value(v) {}
    jet(T v, T f, T s, T m) : value(v), first(f), second(s), mixed(m) {}

    // A function of this, from its value and its first two derivatives. No dependence stays no dependence.
    jet through(T const& f, T const& df, T const& ddf) const {
        jet result;
        result.value = f;
        if (first != 0) result.first = df * first;
        if (second != 0) result.second = df * second;
        if (mixed != 0) result.mixed = df * mixed;
        if (first != 0 && second != 0) result.mixed += ddf * first * second;
        return result;
    }
    friend jet operator+(jet const& a, jet const& b) {
        return {a.value + b.value, a.first + b.first, a.second + b.second, a.mixed + b.mixed};
    }
    friend jet operator-(jet const& a) { return {-a.value, -a.first, -a.second, -a.mixed}; }
    friend jet operator-(jet const& a, jet const& b) { return a + -b; }
    friend jet operator*(jet const& a, jet const& b) {
        return through(a.value * b.value, b.value, a.value, T(0), T(1), T(0), a, b);
    }
    // b y = a, differentiated.
    friend jet operator/(jet const& a, jet const& b) {
        jet y;
        y.value = a.value / b.value;
        y.first = (a.first - times(y.value, b.first)) / b.value;
        y.second = (a.second - times(y.value, b.second)) / b.value;
        y.mixed = (a.mixed - times(y.first, b.second) - times(y.second, b.first) - times(y.value, b.mixed)) / b.value;
        return y;
    }
    static T times(T const& a, T const& b) { return a == 0 || b == 0 ? T(0) : T(a * b); }
    friend bool operator<(jet const& a, jet const& b) { return a.value < b.value; }

    // A function of two, from its value and derivatives: f, f_a, f_b, f_aa, f_ab, f_bb.
    static jet through(T const& f, T const& fa, T const& fb, T const& faa, T const& fab, T const& fbb, jet const& a,
                       jet const& b) {
        jet result = a.through(f, fa, faa) + b.through(T(0), fb, fbb);
        if (a.first != 0 && b.second != 0) result.mixed += fab * a.first * b.second;
        if (b.first != 0 && a.second != 0) result.mixed += fab * b.first * a.second;
        return result;
    }
};

using std::exp, std::log, std::sqrt, std::sin, std::cos, std::tan, std::asin, std::acos, std::atan, std::sinh,
    std::cosh, std::tanh, std::asinh, std::acosh, std::atanh, std::cbrt, std::erf, std::erfc, std::exp2, std::log2,
    std::log10, std::log1p, std::expm1, std::atan2, std::pow, std::hypot, std::abs;

template <class T>
T ln2() {
    return log(T(2));
}
template <class T>
T two_over_root_pi() {
    return 2 / sqrt(acos(T(-1)));
}

// The functions in the wide type whose digits should not suffer where they saturate.
template <class T>
T log1p_of(T const& x) {
    return log1p(x);
}

#define CTGRAD_RULE(name, f, df, ddf)       \
    template <class T>                      \
    jet<T> name(jet<T> const& a) {          \
        T const& x = a.value;               \
        T const y = f;                      \
        return a.through(y, T(df), T(ddf)); \
    }
CTGRAD_RULE(exp, exp(x), y, y)
CTGRAD_RULE(exp2, exp2(x), y* ln2<T>(), y* ln2<T>() * ln2<T>())
CTGRAD_RULE(expm1, expm1(x), exp(x), exp(x))
CTGRAD_RULE(log, log(x), 1 / x, -1 / x / x)
CTGRAD_RULE(log2, log(x) / ln2<T>(), 1 / (x * ln2<T>()), -1 / (x * ln2<T>()) / x)
CTGRAD_RULE(log10, log(x) / log(T(10)), 1 / (x * log(T(10))), -1 / (x * log(T(10))) / x)
CTGRAD_RULE(log1p, log1p_of(x), 1 / (1 + x), -1 / (1 + x) / (1 + x))
CTGRAD_RULE(sin, sin(x), cos(x), -y)
CTGRAD_RULE(cos, cos(x), -sin(x), -y)
CTGRAD_RULE(tan, tan(x), 1 + y * y, 2 * y * (1 + y * y))
CTGRAD_RULE(asin, asin(x), 1 / sqrt((1 - x) * (1 + x)), x / sqrt((1 - x) * (1 + x)) / ((1 - x) * (1 + x)))
CTGRAD_RULE(acos, acos(x), -1 / sqrt((1 - x) * (1 + x)), -x / sqrt((1 - x) * (1 + x)) / ((1 - x) * (1 + x)))
CTGRAD_RULE(atan, atan(x), 1 / (1 + x * x), -2 * x / (1 + x * x) / (1 + x * x))
CTGRAD_RULE(sinh, sinh(x), cosh(x), y)
CTGRAD_RULE(cosh, cosh(x), sinh(x), y)
CTGRAD_RULE(tanh, tanh(x), is_exact<T> ? T(1 / cosh(x) / cosh(x)) : T(1 - y * y),
            is_exact<T> ? T(-2 * y / cosh(x) / cosh(x)) : T(-2 * y * (1 - y * y)))
CTGRAD_RULE(asinh, asinh(x), 1 / sqrt(1 + x * x), -x / sqrt(1 + x * x) / (1 + x * x))
CTGRAD_RULE(acosh, acosh(x), 1 / sqrt((x - 1) * (x + 1)), -x / sqrt((x - 1) * (x + 1)) / ((x - 1) * (x + 1)))
CTGRAD_RULE(atanh, atanh(x), 1 / ((1 - x) * (1 + x)), 2 * x / ((1 - x) * (1 + x)) / ((1 - x) * (1 + x)))
CTGRAD_RULE(sqrt, sqrt(x), 1 / (2 * y), -1 / (4 * y) / x)
CTGRAD_RULE(cbrt, cbrt(x), 1 / (3 * y * y), -2 / (9 * y * y) / x)
CTGRAD_RULE(erf, erf(x), two_over_root_pi<T>() * exp(-x * x), -2 * x * two_over_root_pi<T>() * exp(-x * x))
CTGRAD_RULE(erfc, erfc(x), -two_over_root_pi<T>() * exp(-x * x), 2 * x * two_over_root_pi<T>() * exp(-x * x))
CTGRAD_RULE(abs, abs(x), x > 0 ? 1 : x < 0 ? -1 : 0, 0)
CTGRAD_RULE(relu, x > 0 ? x : T(0), x > 0 ? 1 : 0, 0)
#undef CTGRAD_RULE

template <class T>
T sigmoid_value(T const& x) {
    return 1 / (1 + exp(T(-x)));
}
template <class T>
T sigmoid_slope(T const& x) {
    if (!is_exact<T>) return sigmoid_value(x) * (1 - sigmoid_value(x));
    return sigmoid_value(x) * sigmoid_value(T(-x));
}
template <class T>
jet<T> sigmoid(jet<T> const& a) {
    T const y = sigmoid_value(a.value), d = sigmoid_slope(a.value);
    return a.through(y, d, d * (1 - 2 * y));
}
template <class T>
jet<T> softplus(jet<T> const& a) {
    T const& x = a.value;
    T const y = (x > 0 ? x : T(0)) + log1p_of(T(exp(T(-abs(x)))));
    return a.through(y, sigmoid_value(x), sigmoid_slope(x));
}
template <class T>
jet<T> log_sigmoid(jet<T> const& a) {
    return -softplus(-a);
}
template <class T>
jet<T> hypot(jet<T> const& a, jet<T> const& b) {
    T const y = is_exact<T> ? T(sqrt(a.value * a.value + b.value * b.value)) : T(hypot(a.value, b.value));
    T const fa = a.value / y, fb = b.value / y;
    return jet<T>::through(y, fa, fb, fb * fb / y, -fa * fb / y, fa * fa / y, a, b);
}
template <class T>
jet<T> atan2(jet<T> const& a, jet<T> const& b) {
    T const s = a.value * a.value + b.value * b.value, fa = b.value / s, fb = -a.value / s;
    return jet<T>::through(atan2(a.value, b.value), fa, fb, 2 * fa * fb, fb * fb - fa * fa, -2 * fa * fb, a, b);
}
template <class T>
jet<T> pow(jet<T> const& a, jet<T> const& b) {
    T const &x = a.value, &p = b.value;
    T const y = pow(x, p), below = pow(x, T(p - 1)), two_below = pow(x, T(p - 2));
    T const l = x > 0 ? T(log(x)) : x == 0 ? T(0) : std::numeric_limits<T>::quiet_NaN();
    return jet<T>::through(y, p * below, y * l, p == 1 ? T(0) : T(p * (p - 1) * two_below), below + p * below * l,
                           y * l * l, a, b);
}
template <class T>
jet<T> select(bool condition, jet<T> const& yes, jet<T> const& no) {
    return condition ? yes : no;
}
template <class T>
jet<T> min(jet<T> const& a, jet<T> const& b) {
    return b < a ? b : a;
}
template <class T>
jet<T> max(jet<T> const& a, jet<T> const& b) {
    return a < b ? b : a;
}

}  // namespace range_test
