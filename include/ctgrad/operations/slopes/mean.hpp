#pragma once

#include <array>
#include <concepts>
#include <type_traits>

#include <ctgrad/numbers/elementary.hpp>
#include <ctgrad/operations/arithmetic.hpp>
#include <ctgrad/operations/piecewise.hpp>
#include <ctgrad/operations/slopes/slope.hpp>
#include <ctgrad/operations/slopes/taylor_series.hpp>
#include <ctgrad/support/type_name.hpp>

/// Derivatives of f(x) / x, x / f(x) and c f(a / c) for functions with f(0) = 0. The quotient rule gives differences
/// that cancel near 0, where power series are used.
namespace ctgrad::detail {

/// Derivative number n of f(x) / x near 0: the sum of (k - 1) ... (k - n) c_k x^(k - 1 - n).
template <class Series, int N, class T>
CTGRAD_INLINE T mean_near_zero(T const& x) {
    constexpr taylor_coefficients c = Series::coefficients();
    T sum = T(0);
    for (int k = c.size - 1; k > N; --k) {
        double factor = c.at[k];
        for (int i = 1; i <= N; ++i) factor *= k - i;
        sum = T(sum * x + T(factor));
    }
    return sum;
}
/// Whether a type has more digits than the series.
template <class T>
concept rounded_like_double = std::floating_point<T> || made_of_floating_point<T>;

}  // namespace ctgrad::detail

namespace ctgrad::operations {

/// The base of slopes that take a series near 0, `Self::near_zero(x, y)`, because `Self::elsewhere(x, y, d)` cancels there.
/// Without comparisons that is their value everywhere.
template <class Self>
struct slope_with_series : slope {
    template <class T>
    static CTGRAD_INLINE T evaluate(T const& x, T const& y, T const& d) {
        if constexpr (detail::ordered<T> && detail::rounded_like_double<T>)
            return detail::compute_either(
                absolute::evaluate(x) < T(0.2), [&] { return Self::near_zero(x, y); },
                [&] { return Self::elsewhere(x, y, d); });
        else
            return Self::elsewhere(x, y, d);
    }
};

template <class Series, int N>
struct slope_of_mean_by_factor;

/// The derivative of order N, 1 or 2, of y = f(x) / x from d = f'(x).
template <class Series, int N>
struct slope_of_mean : slope_with_series<slope_of_mean<Series, N>> {
    /// The same times a factor of x, for N = 1.
    using times_factor = std::conditional_t<N == 1, slope_of_mean_by_factor<Series, 1>, void>;
    static constexpr char const* name = N == 1 ? "mean_slope" : "mean_curvature";
    static constexpr ctgrad::notation notation{.cpp_name = detail::type_name<slope_of_mean>, .cpp_name_is_row = true};
    template <class T>
    static constexpr std::array<T, 3> partials(T const& slope, T const& x, T const& y, T const& d) {
        if constexpr (N == 1)
            return {ctgrad::apply<slope_of_mean<Series, 2>>(x, y, d), 0, 0};
        else
            return {(Series::third(x, x * y, d) - T(3) * slope) / x, 0, 0};
    }

    template <class T>
    static CTGRAD_INLINE T near_zero(T const& x, T const&) {
        return detail::mean_near_zero<Series, N>(x);
    }
    template <class T>
    static CTGRAD_INLINE T elsewhere(T const& x, T const& y, T const& d) {
        T const first = divide::evaluate(T(d - y), x);
        if constexpr (N == 1)
            return first;
        else
            return divide::evaluate(T(Series::second_times(x, T(x * y), d, T(1)) - T(2) * first), x);
    }
};

/// The derivative of order N of y = f(x) / x times a factor c of x = c a: for N = 1, that with respect to a. Where x is
/// large, it is in the range where the derivative with respect to x, about y / x^N, is not.
template <class Series, int N>
struct slope_of_mean_by_factor : slope {
    static constexpr char const* name = N == 1 ? "mean_slope_by_factor" : "mean_curvature_by_factor";
    static constexpr ctgrad::notation notation{.cpp_name = detail::type_name<slope_of_mean_by_factor>,
                                               .cpp_name_is_row = true};
    template <class T>
    static CTGRAD_INLINE T evaluate(T const& x, T const& y, T const& d, T const& c) {
        if constexpr (detail::ordered<T> && detail::rounded_like_double<T>)
            return detail::compute_either(
                absolute::evaluate(x) < T(0.2),
                [&] { return multiply::evaluate(c, T(detail::mean_near_zero<Series, N>(x))); },
                [&] { return far_out(x, y, d, c); });
        else
            return far_out(x, y, d, c);
    }
    template <class T>
    static constexpr std::array<T, 4> partials(T const& slope, T const& x, T const& y, T const& d, T const& c) {
        T const by_factor = ctgrad::apply<slope_of_mean<Series, N>>(x, y, d);
        if constexpr (N == 1)
            return {ctgrad::apply<slope_of_mean_by_factor<Series, 2>>(x, y, d, c), 0, 0, by_factor};
        else
            return {(c * Series::third(x, x * y, d) - T(3) * slope) / x, 0, 0, by_factor};
    }

private:
    template <class T>
    static CTGRAD_INLINE T far_out(T const& x, T const& y, T const& d, T const& c) {
        T const difference = T(d - y), by_factor = divide::evaluate(c, x);
        if constexpr (N == 1)
            return multiply::evaluate(difference, by_factor);
        else
            return multiply::evaluate(
                T(Series::second_times(x, T(x * y), d, T(1)) - T(2) * divide::evaluate(difference, x)), by_factor);
    }
};

/// The derivative of order N, 1 or 2, of y = x / f(x) from d = f'(x).
template <class Series, int N>
struct slope_of_inverse_mean : slope_with_series<slope_of_inverse_mean<Series, N>> {
    static constexpr char const* name = N == 1 ? "inverse_mean_slope" : "inverse_mean_curvature";
    static constexpr ctgrad::notation notation{.cpp_name = detail::type_name<slope_of_inverse_mean>,
                                               .cpp_name_is_row = true};
    template <class T>
    static constexpr std::array<T, 3> partials(T const& slope, T const& x, T const& y, T const& d) {
        if constexpr (N == 1) {
            return {ctgrad::apply<slope_of_inverse_mean<Series, 2>>(x, y, d), 0, 0};
        } else {
            // y f = x, differentiated three times.
            T const f = x / y;
            return {-((T(3) * (slope * d) +
                       T(3) * Series::second_times(x, f, d, ctgrad::apply<slope_of_inverse_mean<Series, 1>>(x, y, d)) +
                       y * Series::third(x, f, d)) /
                      f),
                    0, 0};
        }
    }

    template <class T>
    static CTGRAD_INLINE T near_zero(T const& x, T const& y) {
        T const first = detail::mean_near_zero<Series, 1>(x);
        if constexpr (N == 1)
            return T(-(y * y * first));
        else
            return T(y * y * (T(2) * y * first * first - detail::mean_near_zero<Series, 2>(x)));
    }
    template <class T>
    static CTGRAD_INLINE T elsewhere(T const& x, T const& y, T const& d) {
        if constexpr (detail::ordered<T> && detail::rounded_like_double<T>)
            // Where f is infinite, so is d; y and its derivatives are 0.
            return detail::choose(y == T(0), T(0), far_out(x, y, d));
        else
            return far_out(x, y, d);
    }

private:
    /// y f = x, differentiated: y' f + y f' = 1, y'' f + 2 y' f' + y f'' = 0.
    template <class T>
    static CTGRAD_INLINE T far_out(T const& x, T const& y, T const& d) {
        T const reciprocal = divide::evaluate(y, x);
        T const first = multiply::evaluate(T(T(1) - multiply::evaluate(y, d)), reciprocal);
        if constexpr (N == 1) {
            return first;
        } else {
            T const curvature = Series::second_times(x, T(divide::evaluate(x, y)), d, y);
            return T(-multiply::evaluate(T(T(2) * multiply::evaluate(first, d) + curvature), reciprocal));
        }
    }
};

/// h - x h' for h = x / f(x), as h h f' from h and d = f'(x). It is the derivative of a / f(a / c) with respect to c,
/// with x = a / c. Its own derivative is -x h''; computed as that of h h d it would cancel near 0.
template <class Series>
struct intercept_of_inverse_mean : slope {
    static constexpr char const* name = "inverse_mean_intercept";
    static constexpr ctgrad::notation notation{
        .cpp = {"$2 * ($2 * $3)", precedence::product, {precedence::power, precedence::product, precedence::power}},
        .cpp_names_all_operands = false};
    template <class T>
    static CTGRAD_INLINE T evaluate(T const&, T const& h, T const& d) {
        return multiply::evaluate(h, multiply::evaluate(h, d));
    }
    template <class T>
    static constexpr std::array<T, 3> partials(T const&, T const& x, T const& h, T const& d) {
        return {-(x * ctgrad::apply<slope_of_inverse_mean<Series, 2>>(x, h, d)), 0, 0};
    }
};

/// f(x) - x f'(x) from f and d = f'(x): where the tangent at x meets the axis. It is the derivative of c f(a / c) with
/// respect to c, with x = a / c, and is a difference that cancels near 0.
template <class Series>
struct intercept_of_tangent : slope {
    static constexpr char const* name = "tangent_intercept";
    static constexpr ctgrad::notation notation{.cpp_name = detail::type_name<intercept_of_tangent>,
                                               .cpp_name_is_row = true};
    template <class T>
    static CTGRAD_INLINE T evaluate(T const& x, T const& f, T const& d) {
        if constexpr (detail::ordered<T> && detail::rounded_like_double<T>)
            return detail::compute_either(
                absolute::evaluate(x) < T(0.2),
                [&] { return T(-multiply::evaluate(x, T(x * detail::mean_near_zero<Series, 1>(x)))); },
                [&] { return subtract::evaluate(f, multiply::evaluate(x, d)); });
        else
            return T(f - x * d);
    }
    template <class T>
    static constexpr std::array<T, 3> partials(T const&, T const& x, T const& f, T const& d) {
        return {-Series::second_times(x, f, d, x), 0, 0};
    }
};

}  // namespace ctgrad::operations
