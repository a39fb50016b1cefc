#pragma once

#include "../benchmark/by_ctgrad.hpp"

#include <ctgrad/print.hpp>

/// The quantities that `write` prints as C++ and `compare` compares with the library.
namespace cases {

using namespace ctgrad::literals;
using namespace by_ctgrad;

inline constexpr auto q = ctgrad::named<"q">(x + y);
inline constexpr auto unary = ctgrad::outputs(
    exp(x), exp2(x), expm1(x), log(x), log2(x), log10(x), log1p(x), sin(x), cos(x), tan(x), asin(x), acos(x), atan(x),
    sinh(x), cosh(x), tanh(x), asinh(x), acosh(1_c + x), atanh(x), erf(x), erfc(x), sqrt(x), cbrt(x), abs(x), sign(x),
    relu(x), sigmoid(x), softplus(x), log_sigmoid(x), -x, -(-x), ctgrad::pi* x);
inline constexpr auto binary = ctgrad::outputs(
    x + y, x - y, x* y, x / y, pow(x, y), pow(x, 3_c), hypot(x, y), atan2(x, y), min(x, y), max(x, y),
    select((x < y && !(x == y)) || y <= x, x* x, y), select(x < y, relu(x - y), relu(y - x)), fma(x, y, x), x - (y - x),
    x - y - x, x / (y / x), x / (y * x), -(x + y) * x, (-x) * y, -x * -y, x + (y + x), x*(y* x),
    sigmoid(relu(x* y) - y), max(x* y, min(x, y) + 1_c), pow(-x, 2_c), -pow(x, 2_c), log(sigmoid(x* y)), 0.1_c * x,
    x / 3_c, 1_c / 3_c * x, 1e100_c * x, 1e-30_c * y, 123456789.125_c + x, x * -2_c);
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
    CASE(unary_operations, ctgrad::jacobian(cases::unary, cases::x))                                               \
    CASE(binary_operations, ctgrad::jacobian(cases::binary, cases::x, cases::y))                                   \
    CASE(awkward_names, ctgrad::gradient(cases::awkward, ctgrad::variable<"new">))                                 \
    CASE(residual, ctgrad::jacobian(cases::residual))                                                              \
    CASE(long_chain, ctgrad::value_and_gradient(cases::long_chain))
