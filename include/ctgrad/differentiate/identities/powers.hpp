#pragma once

#include <ctgrad/differentiate/identities/identity.hpp>
#include <ctgrad/operations/slopes/algebraic.hpp>
#include <ctgrad/operations/slopes/mean.hpp>

/// Powers, logarithms and the inverse tangent of expressions.
namespace ctgrad::detail::identities {

template <class T>
struct powers {
    using by = identity_partials<T>;
    using nodes = matched_nodes<T>;

    static constexpr written_identity<T> all[]{
        {pow(exp(x), changing_p),
         [](nodes const& m) -> by {
             return {m.p * m.y, T(), m.y * m.x};
         },
         "p y, and x y by p",
         {1e-10, 0, 1.5}},
        {pow(one + as(x / p, c), changing_p),
         [](nodes const& m) -> by {
             T const r = 1 / (1 + m.c), y = log1p(m.c);
             return {m.y * r, T(), m.y * ctgrad::apply<operations::intercept_of_tangent<series_of_log1p>>(m.c, y, r)};
         },
         "y / (1 + t), and y (log1p(t) - t / (1 + t)) by p, with t = x / p",
         {0.1, 0, 1000}},
        {pow(one + x, changing_p),
         [](nodes const& m) -> by {
             return {derivative_of(m.y), T(), select(operand_of(m.y, 0) == 0, T(0), m.y * log1p(m.x))};
         },
         "y log1p(x) by p",
         {1e-12, 0, 3}},
        // Neither the power nor its square leaves the range.
        {c / pow(exp(x), changing_p),
         [](nodes const& m) -> by {
             return {-(m.p * m.y), 1 / operand_of(m.y, 1), -(m.y * m.x)};
         },
         "-p y, and -x y by p",
         {1e-10, 3, 1.5}},
        {c / pow(one + x, changing_p),
         [](nodes const& m) -> by {
             T const power = operand_of(m.y, 1);
             return {-(m.p * (m.y / operand_of(power, 0))), 1 / power, -(m.y * log1p(m.x))};
         },
         "-p y / (1 + x), and -y log1p(x) by p",
         {1e-12, 3, 2.5}},
        {c / pow(x, changing_p),
         [](nodes const& m) -> by {
             return {-(m.p * (m.y / m.x)), 1 / operand_of(m.y, 1), -(m.y * log(m.x))};
         },
         "-p y / x, and -y log(x) by p",
         {2, 3, 600}},
    };
};

template <class T>
struct logarithms {
    using by = identity_partials<T>;
    using nodes = matched_nodes<T>;

    static constexpr written_identity<T> all[]{
        {c * log(one + as(x / c, p)),
         [](nodes const& m) -> by {
             T const r = 1 / (1 + m.p);
             return {r, ctgrad::apply<operations::intercept_of_tangent<series_of_log1p>>(m.p, log(1 + m.p), r)};
         },
         "1 / (1 + t), and log(1 + t) - t / (1 + t) by c, with t = x / c",
         {1e-8, 3}},
        {log(x / c),
         [](nodes const& m) -> by {
             return {1 / m.x, -(1 / m.c)};
         },
         "1 / x, and -1 / c by c, also where the quotient leaves the range",
         {1e250, 1e-100}},
        {log(x + as(sqrt(x * x + number_c), p)),
         [](nodes const& m) -> by { return 1 / m.p; },
         "1 / sqrt(x^2 + c)",
         {-1000, 1}},
        {log(x + as(sqrt(x * x - number_c), p)),
         [](nodes const& m) -> by { return 1 / m.p; },
         "1 / sqrt(x^2 - c)",
         {-1000, 1}},
    };
};

template <class T>
struct arc_tangents {
    using by = identity_partials<T>;
    using nodes = matched_nodes<T>;

    static constexpr T by_factor(T const& a, T const& b, T const& product) {
        T const r = ctgrad::apply<operations::area_hyperbolic_sine_slope>(product);
        return -ctgrad::apply<operations::arc_tangent_product_slope>(a, b, r);
    }
    static constexpr written_identity<T> all[]{
        {atan(one / as(x * c, p)),
         [](nodes const& m) -> by {
             return {by_factor(m.x, m.c, m.p), by_factor(m.c, m.x, m.p)};
         },
         "-c / (1 + (c x)^2)",
         {1e-200, 2}},
        {atan(one / x),
         [](nodes const& m) -> by { return -ctgrad::apply<operations::arc_tangent_slope>(m.x); },
         "-1 / (1 + x^2)",
         {1e-200}},
    };
};

}  // namespace ctgrad::detail::identities
