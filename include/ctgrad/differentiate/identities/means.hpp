#pragma once

#include <ctgrad/differentiate/identities/identity.hpp>
#include <ctgrad/operations/slopes/mean.hpp>

/// Functions with f(0) = 0 and a divisor. The quotient rule gives their derivatives as differences that cancel near 0,
/// where power series are used.
namespace ctgrad::detail::identities {

template <class Operation, class Series, class T>
struct means {
    using by = identity_partials<T>;
    using nodes = matched_nodes<T>;

    template <class X>
    static constexpr auto f(X const& t) {
        if constexpr (std::is_same_v<X, written_form>)
            return written_form::of<Operation>(t);
        else
            return ctgrad::apply<Operation>(t);
    }
    static constexpr T slope(T const& t, T const& y) {
        return ctgrad::apply<operations::slope_of_mean<Series, 1>>(t, y, derivative_of(f(t)));
    }
    static constexpr T slope_of_inverse(T const& t, T const& y) {
        return ctgrad::apply<operations::slope_of_inverse_mean<Series, 1>>(t, y, derivative_of(f(t)));
    }

    static constexpr written_identity<T> all[]{
        {f(x) / x, [](nodes const& m) -> by { return slope(m.x, m.y); }, "(f'(x) - y) / x", {1e-8}},
        {x / f(x), [](nodes const& m) -> by { return slope_of_inverse(m.x, m.y); }, "(1 - y f'(x)) y / x", {1e-8}},
        {f(x) * c / x,
         [](nodes const& m) -> by {
             T const mean = f(m.x) / m.x;
             return {m.c * slope(m.x, mean), mean};
         },
         "c times that of f(x) / x",
         {1e-8, 3}},
        {c * f(as(x / c, p)),
         [](nodes const& m) -> by {
             T const y = f(m.p), d = derivative_of(y);
             return {d, ctgrad::apply<operations::intercept_of_tangent<Series>>(m.p, y, d)};
         },
         "f'(t), and f(t) - t f'(t) by c, with t = x / c",
         {1e-8, 3}},
        // It is c h for t = x / c and h = t / f(t).
        {x / f(as(x / c, p)),
         [](nodes const& m) -> by {
             T const y = f(m.p), h = m.p / y;
             return {slope_of_inverse(m.p, h),
                     ctgrad::apply<operations::intercept_of_inverse_mean<Series>>(m.p, h, derivative_of(y))};
         },
         "the derivative of h = t / f(t) at t = x / c",
         {1e-8, 3}},
    };
};

}  // namespace ctgrad::detail::identities
