// For each exercise two or three functions of the same signature: by hand with shared subexpressions, by hand with each
// partial written out (where that differs), and by ctgrad. `check` and examples/compare compare their code.
#include <cmath>

#include "../benchmark/by_ctgrad.hpp"
#include "../benchmark/by_hand.hpp"

namespace f = by_ctgrad;
namespace hand = by_hand::shared;
namespace separate = by_hand::separate;

extern "C" {

// E1: (x + y) z with respect to x, y and z
void E1_hand(double x, double y, double z, double* __restrict out) {
    auto const r = hand::product_of_sum(x, y, z);
    out[0] = r.value, out[1] = r.gradient[0], out[2] = r.gradient[1], out[3] = r.gradient[2];
}
void E1_separate(double x, double y, double z, double* __restrict out) {
    auto const r = separate::product_of_sum(x, y, z);
    out[0] = r.value, out[1] = r.gradient[0], out[2] = r.gradient[1], out[3] = r.gradient[2];
}
void E1_ctgrad(double x, double y, double z, double* __restrict out) {
    auto const r = ctgrad::value_and_gradient(f::product_of_sum, f::x, f::y, f::z)(f::x = x, f::y = y, f::z = z);
    out[0] = r.value, out[1] = r[f::x], out[2] = r[f::y], out[3] = r[f::z];
}

// ... and with respect to the intermediate x + y
void E1_intermediate_hand(double x, double y, double z, double* __restrict out) {
    double const q = x + y;
    out[0] = q * z, out[1] = z, out[2] = q;
}
void E1_intermediate_ctgrad(double x, double y, double z, double* __restrict out) {
    auto const r = ctgrad::value_and_gradient(f::product_of_sum, f::sum, f::z)(f::x = x, f::y = y, f::z = z);
    out[0] = r.value, out[1] = r[f::sum], out[2] = r[f::z];
}

// E2: the sigmoid neuron
void E2_hand(double w0, double w1, double w2, double x0, double x1, double* __restrict out) {
    auto const r = hand::neuron(w0, w1, w2, x0, x1);
    out[0] = r.value;
    for (std::size_t i = 0; i < 5; ++i) out[1 + i] = r.gradient[i];
}
void E2_separate(double w0, double w1, double w2, double x0, double x1, double* __restrict out) {
    auto const r = separate::neuron(w0, w1, w2, x0, x1);
    out[0] = r.value;
    for (std::size_t i = 0; i < 5; ++i) out[1 + i] = r.gradient[i];
}
void E2_ctgrad(double w0, double w1, double w2, double x0, double x1, double* __restrict out) {
    auto const r = ctgrad::value_and_gradient(f::neuron, f::w0, f::w1, f::w2, f::x0, f::x1)(
        f::w0 = w0, f::w1 = w1, f::w2 = w2, f::x0 = x0, f::x1 = x1);
    out[0] = r.value, out[1] = r[f::w0], out[2] = r[f::w1], out[3] = r[f::w2], out[4] = r[f::x0], out[5] = r[f::x1];
}
void E2_written_out_hand(double w0, double w1, double w2, double x0, double x1, double* __restrict out) {
    auto const r = hand::neuron(w0, w1, w2, x0, x1);
    out[0] = r.value;
    for (std::size_t i = 0; i < 5; ++i) out[1 + i] = r.gradient[i];
}
void E2_written_out_ctgrad(double w0, double w1, double w2, double x0, double x1, double* __restrict out) {
    auto const r = ctgrad::value_and_gradient(f::neuron_written_out, f::w0, f::w1, f::w2, f::x0, f::x1)(
        f::w0 = w0, f::w1 = w1, f::w2 = w2, f::x0 = x0, f::x1 = x1);
    out[0] = r.value, out[1] = r[f::w0], out[2] = r[f::w1], out[3] = r[f::w2], out[4] = r[f::x0], out[5] = r[f::x1];
}

// E5: 2 (uv) (u + v), as formula and as traced function
void E5_hand(double u, double v, double* __restrict out) {
    auto const r = hand::product_with_sum(u, v);
    out[0] = r.value, out[1] = r.gradient[0], out[2] = r.gradient[1];
}
void E5_separate(double u, double v, double* __restrict out) {
    auto const r = separate::product_with_sum(u, v);
    out[0] = r.value, out[1] = r.gradient[0], out[2] = r.gradient[1];
}
void E5_ctgrad(double u, double v, double* __restrict out) {
    auto const r = ctgrad::value_and_gradient(f::product_with_sum, f::u, f::v)(f::u = u, f::v = v);
    out[0] = r.value, out[1] = r[f::u], out[2] = r[f::v];
}
void E5_function_hand(double u, double v, double* __restrict out) {
    auto const r = hand::product_with_sum(u, v);
    out[0] = r.value, out[1] = r.gradient[0], out[2] = r.gradient[1];
}
void E5_function_ctgrad(double u, double v, double* __restrict out) {
    auto const r = ctgrad::value_and_gradient(f::product_with_sum_function)(u, v);
    out[0] = r.value, out[1] = std::get<0>(r.gradient), out[2] = std::get<1>(r.gradient);
}

// E9: exp(xz) + xz / log x + sin(log x) / (xz)
void E9_hand(double x, double z, double* __restrict out) {
    auto const r = hand::exponential_logarithm_sine(x, z);
    out[0] = r.value, out[1] = r.gradient[0], out[2] = r.gradient[1];
}
void E9_separate(double x, double z, double* __restrict out) {
    auto const r = separate::exponential_logarithm_sine(x, z);
    out[0] = r.value, out[1] = r.gradient[0], out[2] = r.gradient[1];
}
void E9_ctgrad(double x, double z, double* __restrict out) {
    auto const r = ctgrad::value_and_gradient(f::exponential_logarithm_sine, f::x, f::z)(f::x = x, f::z = z);
    out[0] = r.value, out[1] = r[f::x], out[2] = r[f::z];
}

// ... and by hand with the value and its quotients as written, as ctgrad keeps them
void E9_as_written_hand(double x, double z, double* __restrict out) {
    double const b = x * z, l = std::log(x), e = std::exp(b), s = std::sin(l), c = std::cos(l);
    double const quotient = b / l, ripple = s / b;
    double const over_b = 1 / b, over_l = 1 / l;
    double const by_b = e + (over_l - ripple * over_b);
    out[0] = e + quotient + ripple;
    out[1] = (c * over_b - quotient * over_l) * (1 / x) + z * by_b;
    out[2] = x * by_b;
}
void E9_as_written_ctgrad(double x, double z, double* __restrict out) {
    auto const r = ctgrad::value_and_gradient(f::exponential_logarithm_sine, f::x, f::z)(f::x = x, f::z = z);
    out[0] = r.value, out[1] = r[f::x], out[2] = r[f::z];
}

// E11: 3 (a + bc)
void E11_hand(double a, double b, double c, double* __restrict out) {
    auto const r = hand::thrice_sum(a, b, c);
    out[0] = r.value, out[1] = r.gradient[0], out[2] = r.gradient[1], out[3] = r.gradient[2];
}
void E11_separate(double a, double b, double c, double* __restrict out) {
    out[0] = 3 * (a + b * c), out[1] = 3, out[2] = 3 * c, out[3] = 3 * b;
}
void E11_ctgrad(double a, double b, double c, double* __restrict out) {
    auto const r = ctgrad::value_and_gradient(f::thrice_sum, f::a, f::b, f::c)(f::a = a, f::b = b, f::c = c);
    out[0] = r.value, out[1] = r[f::a], out[2] = r[f::b], out[3] = r[f::c];
}

// F5: the residual of bundle adjustment with its 2 x 15 Jacobian
void F5_hand(std::array<double, 11> const& camera, std::array<double, 3> const& point, double weight,
             by_hand::rows_answer<2, 15>& __restrict out) {
    out = hand::residual(camera, point, weight);
}
// Each of the 30 partials is computed on its own.
void F5_separate(std::array<double, 11> const& camera, std::array<double, 3> const& point, double weight,
                 by_hand::rows_answer<2, 15>& __restrict out) {
    out = separate::residual(camera, point, weight);
}
void F5_ctgrad(std::array<double, 11> const& camera, std::array<double, 3> const& point, double weight,
               decltype(ctgrad::jacobian(f::residual)(camera, point, weight))& __restrict out) {
    out = ctgrad::jacobian(f::residual)(camera, point, weight);
}

// ... and by hand with the quotients of the value as it is written
void F5_as_written_hand(std::array<double, 11> const& camera, std::array<double, 3> const& point, double weight,
                        by_hand::rows_answer<2, 15>& __restrict out) {
    out = hand::residual<true>(camera, point, weight);
}
void F5_as_written_ctgrad(std::array<double, 11> const& camera, std::array<double, 3> const& point, double weight,
                          decltype(ctgrad::jacobian(f::residual)(camera, point, weight))& __restrict out) {
    out = ctgrad::jacobian(f::residual)(camera, point, weight);
}

}  // extern "C"
