#pragma once

#include <concepts>
#include <type_traits>

#include <ctgrad/numbers/elementary.hpp>
#include <ctgrad/operations/arithmetic.hpp>
#include <ctgrad/operations/named_constants.hpp>
#include <ctgrad/operations/operation.hpp>
#include <ctgrad/operations/special/missing_partial.hpp>
#include <ctgrad/support/equal_numbers.hpp>

namespace ctgrad {

namespace detail {

/// The n-th derivative of sin(x) / x, the integral of t^n cos(x t + n pi/2) over 0 <= t <= 1. Near 0 it is computed by
/// a power series, far out by s_n = (sin^(n)(x) - n s_(n-1)) / x.
template <detail::single_number T>
constexpr T derivative_of_sinc_at(T const& order, T const& x) {
    using operations::add;
    using operations::divide;
    using operations::multiply;
    if (!detail::equal_numbers(x, x)) return x;
    T const magnitude = x < T(0) ? T(-x) : x;
    if (magnitude < order + T(1)) {
        // The terms x^m / (m! (n + m + 1)) cos((n + m) pi/2): every other one is 0.
        int const n = static_cast<int>(order);
        T power = n % 2 == 0 ? T(1) : x, sum = T(0);
        for (int m = n % 2; m < 400; m += 2) {
            T const term = power / T(n + m + 1);
            T const next = (n + m) / 2 % 2 == 0 ? T(sum + term) : T(sum - term);
            if (detail::equal_numbers(next, sum) && m > n + 4) break;
            sum = next;
            power = power * (x / T(m + 1)) * (x / T(m + 2));
        }
        return sum;
    }
    T s = T(sin(x)), c = T(cos(x));
    T const reciprocal = divide::evaluate(T(1), x);
    T result = multiply::evaluate(s, reciprocal);
    for (T n = T(1); n <= order; n = n + T(1)) {
        T const derivative = c;  // of the sine
        c = T(-s);
        s = derivative;
        result = multiply::evaluate(T(derivative - n * result), reciprocal);
    }
    return result;
}

}  // namespace detail

/// The n-th derivative of sinc(x) of a plain number.
template <std::floating_point T>
constexpr T sinc_derivative(std::type_identity_t<T> n, T x) {
    return detail::derivative_of_sinc_at(n, x);
}

}  // namespace ctgrad

namespace ctgrad::operations {

/// The n-th derivative of sinc, for n = 0, 1, 2, ...
struct derivative_of_sinc : operation {
    static constexpr char const* name = "sinc_derivative";
    static constexpr char const* description = "Derivative of sinc(b) of order a";
    static constexpr ctgrad::notation notation{
        .latex = {"\\operatorname{sinc}^{(\\mathnormal{$1})}\\left( $2 \\right)"},
        .cpp_name = "ctgrad::sinc_derivative"};
    template <detail::single_number T>
    static constexpr auto evaluate(T const& n, T const& x) -> decltype(T(sin(x))) {
        return detail::derivative_of_sinc_at(n, x);
    }
    template <class T>
    static constexpr std::array<T, 2> partials(T const&, T const& n, T const& x) {
        return {constant<missing_partial<derivative_of_sinc, 'n'>>(x), apply<derivative_of_sinc>(n + 1, x)};
    }
    static constexpr interval domain[]{{.low = 0, .high = 4, .whole = true}, {}};
    static constexpr tolerance accuracy{.value = 512, .partial = 1024, .floor = 1e-3};
    static constexpr edge<2> edges[]{{{1, 0}, 0, {not_a_number, -1 / 3.0}}, {{2, 0}, -1 / 3.0, {not_a_number, 0}}};
};

/// sin(x) / x, and 1 at 0.
struct cardinal_sine : operation {
    static constexpr char const* name = "sinc";
    static constexpr char const* description = "sin(a) / a, and 1 at 0";
    static constexpr ctgrad::notation notation{
        .latex_name = "\\operatorname{sinc}",
        .cpp = {"$1 == 0 ? 1.0 : std::sin($1) / $1", precedence::choice, {precedence::power}}};
    static constexpr auto magnitude = detail::magnitude_rule::up_to_one;
    template <detail::ordered T>
    static CTGRAD_INLINE auto evaluate(T const& x) -> decltype(T(sin(x))) {
        return detail::choose(x == T(0), T(1), T(divide::evaluate(T(sin(x)), x)));
    }
    template <class T>
    static constexpr std::array<T, 1> partials(T const&, T const& x) {
        return {apply<derivative_of_sinc>(T(1), x)};
    }
    // The error of the derivative, (cos(x) - sinc(x)) / x, is relative to at least `floor`, because the difference
    // cancels.
    static constexpr tolerance accuracy{.partial = 512, .floor = 1e-2};
    static constexpr edge<1> edges[]{{{0}, 1, {0}}, {{-0.0}, 1, {0}}};
    template <class T>
    static T oracle(T const& x) {
        return T(sin(x) / x);
    }
};

}  // namespace ctgrad::operations

namespace ctgrad {

// clang-format off
/// sin(x) / x
template <detail::symbolic X> constexpr applied<operations::cardinal_sine, X> sinc(X const& x) { return apply<operations::cardinal_sine>(x); }
template <class N, class X> requires detail::any_symbolic<N, X> constexpr applied<operations::derivative_of_sinc, N, X> sinc_derivative(N const& n, X const& x) { return apply<operations::derivative_of_sinc>(n, x); }
// clang-format on

}  // namespace ctgrad
