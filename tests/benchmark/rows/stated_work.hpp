#pragma once

#include <array>
#include <cstddef>

#include "../work.hpp"

#include <ctgrad/geometry.hpp>

/// The same functions, with what their author knows stated for ctgrad.
namespace work {

/// The quaternion has length 1.
struct unit_quaternion : quaternion {
    template <class T, class U>
    constexpr std::array<T, 3> operator()(std::array<T, 4> const& q, std::array<U, 3> const& v) const {
        return (unit(ctgrad::quaternion<T>(q[0], q[1], q[2], q[3])) * ctgrad::fixed_vector<U, 3>(v)).entries;
    }
};

/// S n(d1) = K exp(-rT) n(d2). So the price does not change with d1 as long as d1 - d2 does not, and both densities are one.
struct black_scholes_with_identity : black_scholes {
    template <class T, class U>
    constexpr std::array<T, 1> operator()(std::array<T, 4> const& v, std::array<U, 1> const& strike) const {
        using ctgrad::with_partials;
        // [identity]
        T const deviation = v[1] * sqrt(v[3]);
        T const d1 = (log(T(v[0] / strike[0])) + (v[2] + 0.5 * v[1] * v[1]) * v[3]) / deviation, d2 = d1 - deviation;
        T const decay = v[2] * v[3], present = strike[0] * exp(T(-decay)) * normal(d2);
        T const density = 0.39894228040143267794 * exp(T(-0.5 * d1 * d1)), spot_density = v[0] * density;
        T const in_money = with_partials(present, decay, -present, d2, spot_density);
        T const n1 = with_partials(normal(d1), d1, density);
        return {with_partials(T(v[0] * n1 - present), v[0], n1, decay, in_money, deviation, spot_density)};
        // [identity]
    }
};

}  // namespace work
