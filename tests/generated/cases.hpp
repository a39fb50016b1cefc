#pragma once

#include "../benchmark/by_ctgrad.hpp"
#include "table.hpp"

#include <boost/hana/adapt_struct.hpp>

#include <ctgrad/loops.hpp>
#include <ctgrad/print.hpp>
#include <ctgrad/special.hpp>

/// The quantities that `write` prints as C++ and `compare` compares with the library.
namespace cases {

using namespace ctgrad::literals;
using namespace by_ctgrad;

inline constexpr auto q = ctgrad::named<"q">(x + y);
inline constexpr auto nested = ctgrad::outputs(
    -(-x), ctgrad::pi* x, acosh(1_c + x), pow(x, 3_c), select((x < y && !(x == y)) || y <= x, x* x, y),
    select(x < y, relu(x - y), relu(y - x)), x - (y - x), x - y - x, x / (y / x), x / (y * x), -(x + y) * x, (-x) * y,
    -x * -y, x + (y + x), x*(y* x), sigmoid(relu(x* y) - y), max(x* y, min(x, y) + 1_c), pow(-x, 2_c), -pow(x, 2_c),
    log(sigmoid(x* y)), fmod(-x, y - x), clamp(-x, x - y, 2_c * y), copysign(x - y, -y), 0.1_c * x, x / 3_c,
    1_c / 3_c * x, 1e100_c * x, 1e-30_c * y, 123456789.125_c + x, x * -2_c);
// Where Boost.Math, which their texts call, does not throw.
inline constexpr auto inside = 1_c + x * x;
inline constexpr auto special = ctgrad::outputs(
    lgamma(inside), tgamma(inside), digamma(inside), polygamma(2_c, inside), beta(inside, 2_c + y * y),
    gamma_p(2_c, inside), gamma_q(1_c + y * y, inside), erfcx(x), normal_cdf(x), log_normal_cdf(x),
    normal_quantile(1_c / (1_c + inside)), inverse_mills_ratio(x), cyl_bessel_j(0_c, x), cyl_bessel_j(-2_c, x),
    cyl_neumann(1_c, inside), cyl_bessel_i(3_c, x), cyl_bessel_k(0_c, inside), cyl_bessel_i_scaled(1_c, x));
inline constexpr auto awkward = ctgrad::named<"double">(ctgrad::variable<"new"> + 1_c) * ctgrad::variable<"t1"> *
                                ctgrad::variable<"x'"> *
                                exp(ctgrad::named<"double">(ctgrad::variable<"new"> + 1_c) * ctgrad::variable<"t1">);

/// A long chain in which every operation is shared.
struct chain {
    template <class T>
    constexpr T operator()(T const& a, T const& b) const {
        T s = a, t = b;
        for (int i = 0; i < 120; ++i) {
            T const next = s * 0.3 + sin(t) * 0.7;
            t = s - t * 0.2;
            s = next;
        }
        return s;
    }
};
inline constexpr auto long_chain = ctgrad::function<double(double, double)>(chain{});

/// Loops: a sum over structs, a recurrence of two states, and loops in a loop.
struct measurement {
    double time, value;
};

}  // namespace cases

BOOST_HANA_ADAPT_STRUCT(cases::measurement, time, value);

namespace cases {

inline constexpr auto curve =
    ctgrad::function<double(std::array<double, 2>, ctgrad::rows_of<measurement>)>([](auto const& p, auto const& list) {
        return ctgrad::mean(list, [&](auto const& m) {
            auto const residual = p[0] * exp(-p[1] * ctgrad::get<"time">(m)) - ctgrad::get<"value">(m);
            return residual * residual;
        });
    });
inline constexpr auto pendulum =
    ctgrad::function<double(double, double, ctgrad::rows_of<double>)>([](auto angle, auto k, auto const& steps) {
        auto const last = fold(steps, std::array{angle, 0 * angle}, [&](auto const& s, auto const& step) {
            auto const speed = s[1] - k * sin(s[0]) * step;
            return std::array{s[0] + step * speed, speed};
        });
        return last[0] * last[1];
    });
inline constexpr auto nearest =
    ctgrad::function<double(std::array<double, 2>, ctgrad::rows_of<double>, ctgrad::rows_of<std::array<double, 2>>)>(
        [](auto const& k, auto const& as, auto const& bs) {
            return ctgrad::sum(as, [&](auto a) {
                return min(bs, [&](auto const& b) { return k[0] * (a - b[0]) * (a - b[0]); }) +
                       log_sum_exp(bs, [&](auto const& b) { return k[1] * a * b[1]; });
            });
        });

/// Neighbours, an index list and the last row.
inline constexpr auto springs =
    ctgrad::function<double(double, ctgrad::rows_of<double>, ctgrad::rows_of<double>, ctgrad::indices<2>)>(
        [](auto k, auto const& x, auto const& stiffness, auto const& ends) {
            return ctgrad::sum(ctgrad::zip(stiffness, ends),
                               [&](auto const& s, auto const& e) { return s * exp(k * (x[e[0]] - x[e[1]])); }) +
                   ctgrad::sum(ctgrad::windows<2>(x), [&](auto const& w) {
                       return k * (w[1] - w[0]) * (w[1] - w[0]);
                   }) * back(x);
        });

/// Matrices: products of products, and one in a recurrence.
inline constexpr auto layers = ctgrad::function<double(double, ctgrad::matrix_of<double>, ctgrad::rows_of<double>)>(
    [](auto k, auto const& w, auto const& x) {
        auto const hidden = map(product(w, x), [&](auto const& y) { return tanh(k * y); });
        return ctgrad::sum(product(w, hidden), [](auto const& y) { return exp(-y * y); });
    });
inline constexpr auto cells =
    ctgrad::function<double(double, ctgrad::matrix_of<double>, ctgrad::rows_of<double>, ctgrad::rows_of<double>)>(
        [](auto k, auto const& w, auto const& bias, auto const& steps) {
            auto const last =
                fold(steps, map(bias, [](auto const& b) { return b; }), [&](auto const& h, auto const& u) {
                    return map(zip(product(w, h), bias),
                               [&](auto const& y, auto const& b) { return tanh(k * y + b * u); });
                });
            return ctgrad::sum(last, [](auto const& h) { return h * h; });
        });

}  // namespace cases

// CASE(name, quantity)
#define CTGRAD_GENERATED_CASES(CASE)                                                                               \
    CASE(value_alone, cases::product_of_sum)                                                                       \
    CASE(intermediate, ctgrad::value_and_gradient(cases::q* cases::z, cases::q, cases::z))                         \
    CASE(neuron, ctgrad::value_and_gradient(cases::neuron, cases::w0, cases::w1, cases::w2, cases::x0, cases::x1)) \
    CASE(ripple, ctgrad::value_and_gradient(cases::exponential_logarithm_sine, cases::x, cases::z))                \
    CASE(ripple_hessian, ctgrad::hessian(cases::exponential_logarithm_sine, cases::x, cases::z))                   \
    CASE(along, ctgrad::jvp(cases::exponential_logarithm_sine, cases::x, cases::z))                                \
    CASE(cotangent, ctgrad::vjp(ctgrad::outputs(cases::neuron, cases::preactivation), cases::w0, cases::x1))       \
    CASE(curvature, ctgrad::hvp(cases::exponential_logarithm_sine, cases::x, cases::z))                            \
    CASE(rows_of_the_table, cases::table::jacobian)                                                                \
    CASE(nested_operations, ctgrad::jacobian(cases::nested, cases::x, cases::y))                                   \
    CASE(special_functions, ctgrad::jacobian(cases::special, cases::x))                                            \
    CASE(awkward_names, ctgrad::gradient(cases::awkward, ctgrad::variable<"new">))                                 \
    CASE(residual, ctgrad::jacobian(cases::residual))                                                              \
    CASE(long_chain, ctgrad::value_and_gradient(cases::long_chain))

// LOOP(name, quantity): of functions of rows
#define CTGRAD_GENERATED_LOOPS(LOOP)                          \
    LOOP(curve, ctgrad::value_and_gradient(cases::curve))     \
    LOOP(pendulum, ctgrad::hessian(cases::pendulum))          \
    LOOP(nearest, ctgrad::value_and_gradient(cases::nearest)) \
    LOOP(springs, ctgrad::value_and_gradient(cases::springs)) \
    LOOP(layers, ctgrad::value_and_gradient(cases::layers))   \
    LOOP(cells, ctgrad::value_and_gradient(cases::cells))
