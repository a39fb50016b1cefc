#pragma once

#include "pair.hpp"

#include <ctgrad/support/array_of.hpp>

/// Taylor series in pairs, their coefficients computed once per format.
namespace ctgrad::constant_math::detail {
template <std::floating_point T, int Size>
struct coefficients {
    ctgrad::detail::array_of<pair<T>, Size> of;
};

/// 1 / (n + 1)!: (exp(x) - 1) / x.
template <std::floating_point T>
constexpr auto computed_exponential_series() {
    coefficients<T, 20> result{{{T{1}, T{0}}}};
    for (int n = 1; n < 20; ++n) result.of[n] = result.of[n - 1] / pair<T>{static_cast<T>(n + 1), T{0}};
    return result;
}
template <std::floating_point T>
inline constexpr auto exponential_series = computed_exponential_series<T>();

/// 1 / (2 n + 1): atanh(x) / x at x^2, and atan(x) / x at -x^2.
template <std::floating_point T>
constexpr auto computed_odd_reciprocal_series() {
    coefficients<T, 19> result{};
    for (int n = 0; n < 19; ++n) result.of[n] = pair<T>{T{1}, T{0}} / pair<T>{static_cast<T>(2 * n + 1), T{0}};
    return result;
}
template <std::floating_point T>
inline constexpr auto odd_reciprocal_series = computed_odd_reciprocal_series<T>();

/// 1 / (2 n + first)!: cos(x) with first 0 and sin(x) / x with first 1, both at -x^2.
template <std::floating_point T, int First>
constexpr auto computed_circular_series() {
    coefficients<T, 14> result{{{T{1}, T{0}}}};
    for (int n = 1; n < 14; ++n)
        result.of[n] = result.of[n - 1] / pair<T>{static_cast<T>((2 * n + First - 1) * (2 * n + First)), T{0}};
    return result;
}
template <std::floating_point T, int First>
inline constexpr auto circular_series = computed_circular_series<T, First>();

/// 1 / (n! (2 n + 1)): sqrt(pi)/2 erf(x) / x at -x^2.
template <std::floating_point T>
constexpr auto computed_error_function_series() {
    coefficients<T, 24> result{};
    pair<T> factor{T{1}, T{0}};
    for (int n = 0; n < 24; ++n) {
        factor = n == 0 ? factor : factor / pair<T>{static_cast<T>(n), T{0}};
        result.of[n] = factor / pair<T>{static_cast<T>(2 * n + 1), T{0}};
    }
    return result;
}
template <std::floating_point T>
inline constexpr auto error_function_series = computed_error_function_series<T>();

/// The polynomial by Horner's rule.  Only the first `paired` coefficients need pairs: the rest is a
/// small part of the sum, and its rounding errors are smaller by the same factor.
template <std::floating_point T, int Size>
constexpr pair<T> polynomial(const coefficients<T, Size>& coefficient, pair<T> x, int paired) {
    T tail = coefficient.of[Size - 1].hi;
    for (int n = Size - 2; n >= paired; --n) tail = tail * x.hi + coefficient.of[n].hi;
    pair<T> sum{tail, T{0}};
    for (int n = paired - 1; n >= 0; --n) sum = sum * x + coefficient.of[n];
    return sum;
}
}  // namespace ctgrad::constant_math::detail
