#pragma once

#include "oracle.hpp"

namespace loop_tests {

template <std::size_t N>
using numbers = std::array<double, N>;

/// The value of `f` at p + h e_i + k e_j.
template <class F, std::size_t N, class... Lists>
wide shifted(F f, std::array<wide, N> p, std::size_t i, wide const& h, std::size_t j, wide const& k,
             Lists const&... lists) {
    p[i] += h;
    p[j] += k;
    return f(p, lists...);
}

/// Checks value, gradient, Hessian and the products of f(parameters, lists...) with one result.
template <class F, std::size_t N, std::size_t... Row>
void check_quantities(F, numbers<N> const& p, double tolerance, std::vector<numbers<Row>> const&... lists) {
    static constexpr auto f = ctgrad::function<double(numbers<N>, ctgrad::rows_of<numbers<Row>>...)>(F{});
    std::array<wide, N> const wide_p = widened(p);
    wide const value = F{}(wide_p, widened(lists)...);
    double const scale = 1 + abs(value).template convert_to<double>();
    std::array<wide, N> gradient;
    for (std::size_t i = 0; i < N; ++i)
        gradient[i] = slope([&](wide const& h) { return shifted(F{}, wide_p, i, h, 0, 0, widened(lists)...); });

    check_close(f(p, lists...), value, tolerance);
    auto const vg = ctgrad::value_and_gradient(f, ctgrad::arguments<0>)(p, lists...);
    check_close(vg.value, value, tolerance);
    auto const alone = ctgrad::gradient(f)(p, lists...);
    auto const vjp = ctgrad::vjp(f)(ctgrad::cotangent(2.0), p, lists...);
    check_close(vjp.value, value, tolerance);
    numbers<N> direction;
    for (std::size_t i = 0; i < N; ++i) direction[i] = 0.5 - static_cast<double>(i);
    auto const jvp = ctgrad::jvp(f)(ctgrad::tangent(direction), p, lists...);
    auto const hvp = ctgrad::hvp(f)(ctgrad::tangent(direction), p, lists...);
    auto const h = ctgrad::hessian(f)(p, lists...);
    check_close(h.value, value, tolerance);
    check_close(hvp.value, value, tolerance);
    check_close(jvp.value, value, tolerance);
    wide along = 0;
    for (std::size_t i = 0; i < N; ++i) {
        check_close(vg.gradient[i], gradient[i], tolerance, scale);
        check_close(alone[i], gradient[i], tolerance, scale);
        check_close(vjp.gradient[i], 2 * gradient[i], tolerance, scale);
        check_close(h.gradient[i], gradient[i], tolerance, scale);
        check_close(hvp.gradient[i], gradient[i], tolerance, scale);
        along += gradient[i] * wide(direction[i]);
        wide product = 0;
        for (std::size_t j = 0; j < N; ++j) {
            wide const second = slope([&](wide const& a) {
                return slope([&](wide const& b) { return shifted(F{}, wide_p, i, a, j, b, widened(lists)...); });
            });
            check_close(h.hessian[i][j], second, tolerance, scale);
            product += second * wide(direction[j]);
        }
        check_close(hvp.product[i], product, tolerance, scale);
    }
    check_close(jvp.tangent, along, tolerance, scale);
}

}  // namespace loop_tests
