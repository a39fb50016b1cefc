#pragma once

#include <ctgrad/differentiate/identities/identity.hpp>
#include <ctgrad/operations/slopes/double_exponential.hpp>
#include <ctgrad/operations/slopes/mean.hpp>
#include <ctgrad/operations/slopes/saturating.hpp>

/// Logistic functions, and other functions that are written with an exponential. In the comments e is exp(x).
namespace ctgrad::detail::identities {

/// A slope in terms of x, exp(x) and r = 1 / (1 + exp(x)).
template <class Slope, class T>
constexpr T logistic(T const& t, T const& r) {
    return ctgrad::apply<Slope>(t, exp(t), r);
}
template <class Slope, class T>
constexpr T logistic(T const& t) {
    return logistic<Slope>(t, 1 / (1 + exp(t)));
}
/// The derivatives of y = (exp(x) - 1) / x, and of y = x / (exp(x) - 1).
template <class T>
constexpr T slope_of_exponential_mean(T const& t, T const& y) {
    return ctgrad::apply<operations::slope_of_mean<series_of_expm1, 1>>(t, y, exp(t));
}
template <class T>
constexpr T slope_of_inverse_exponential_mean(T const& t, T const& y) {
    return ctgrad::apply<operations::slope_of_inverse_mean<series_of_expm1, 1>>(t, y, exp(t));
}

template <class T>
struct exponentials {
    using by = identity_partials<T>;
    using nodes = matched_nodes<T>;
    using logistic_slope = operations::logistic_slope;
    using logistic_ratio = operations::logistic_ratio;

    static constexpr written_identity<T> all[]{
        {one / (one + exp(x)),
         [](nodes const& m) -> by { return -logistic<logistic_slope>(m.x, m.y); },
         "-e / (1 + e)^2 with e = exp(x), also where e is infinite",
         {720}},
        {exp(x) / (one + exp(x)),
         [](nodes const& m) -> by { return logistic<logistic_slope>(m.x); },
         "e / (1 + e)^2 with e = exp(x)",
         {40}},
        {exp(x) * factor_c / (one + exp(x)),
         [](nodes const& m) -> by {
             return {m.c * logistic<logistic_slope>(m.x), logistic<logistic_ratio>(m.x)};
         },
         "c e / (1 + e)^2 with e = exp(x)",
         {40, 3}},
        {c / (one + exp(x)),
         [](nodes const& m) -> by {
             T const r = 1 / (1 + exp(m.x));
             return {-(m.c * logistic<logistic_slope>(m.x, r)), r};
         },
         "-c e / (1 + e)^2 with e = exp(x), also where e is infinite",
         {720, 3}},
        {exp(x) / ((one + exp(x)) * (one + exp(x))),
         [](nodes const& m) -> by { return m.y * logistic<operations::logistic_balance>(m.x); },
         "-y tanh(x / 2)",
         {1e-12}},
        {exp(-exp(x)),
         [](nodes const& m) -> by { return -ctgrad::apply<operations::gumbel_slope>(m.x, exp(m.x), m.y); },
         "-e exp(-e) with e = exp(x); its derivative by expm1(x)",
         {1e-12}},
        {log(one + exp(x)),
         [](nodes const& m) -> by { return logistic<logistic_ratio>(m.x); },
         "e / (1 + e) with e = exp(x); 1 where e is infinite",
         {1000}},
        {log1p(exp(x)),
         [](nodes const& m) -> by { return logistic<logistic_ratio>(m.x); },
         "e / (1 + e) with e = exp(x); 1 where e is infinite",
         {1000}},
        {log(one / (one + exp(x))),
         [](nodes const& m) -> by { return -logistic<logistic_ratio>(m.x, operand_of(m.y, 0)); },
         "-e / (1 + e) with e = exp(x)",
         {500}},
        // Power series where x is small.
        {(exp(x) - one) / x,
         [](nodes const& m) -> by { return slope_of_exponential_mean(m.x, m.y); },
         "(e - y) / x with e = exp(x)",
         {1e-3}},
        {(one - exp(as(-x, c))) / x,
         [](nodes const& m) -> by { return -slope_of_exponential_mean(m.c, m.y); },
         "(e - y) / x with e = exp(-x)",
         {1e-3}},
        {(one - exp(x)) / -x,
         [](nodes const& m) -> by { return slope_of_exponential_mean(m.x, m.y); },
         "(e - y) / x with e = exp(x)",
         {1e-3}},
        {x / (exp(x) - one),
         [](nodes const& m) -> by { return slope_of_inverse_exponential_mean(m.x, m.y); },
         "(1 - y e) y / x with e = exp(x)",
         {1e-3}},
        {x / (one - exp(as(-x, c))),
         [](nodes const& m) -> by { return -slope_of_inverse_exponential_mean(m.c, m.y); },
         "(1 - y e) y / x with e = exp(-x)",
         {1e-3}},
        {-x / (one - exp(x)),
         [](nodes const& m) -> by { return slope_of_inverse_exponential_mean(m.x, m.y); },
         "(1 - y e) y / x with e = exp(x)",
         {1e-3}},
        {x / (exp(as(x / c, p)) - one),
         [](nodes const& m) -> by {
             T const h = m.p / operand_of(m.y, 1);
             return {slope_of_inverse_exponential_mean(m.p, h),
                     ctgrad::apply<operations::intercept_of_inverse_mean<series_of_expm1>>(m.p, h, exp(m.p))};
         },
         "the derivative of h = t / (exp(t) - 1) at t = x / c",
         {1e-3, 3}},
    };
};

}  // namespace ctgrad::detail::identities
