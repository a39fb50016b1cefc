#pragma once

#include <array>
#include <cmath>
#include <concepts>
#include <cstddef>
#include <utility>

#include "by_ctgrad.hpp"

/// The functions that are measured, generic in their scalar type: every peer differentiates these same lines, and
/// ctgrad traces them. `operator()` takes first the independent variables and then the other inputs.
namespace work {

using std::cos, std::erf, std::exp, std::log, std::sin, std::sqrt;

template <std::size_t N>
using numbers = std::array<double, N>;

struct product_of_sum {
    static constexpr std::size_t by = 3, given = 0, results = 1;
    template <class T>
    constexpr std::array<T, 1> operator()(std::array<T, 3> const& v) const {
        return {T((v[0] + v[1]) * v[2])};
    }
};
struct neuron {
    static constexpr std::size_t by = 5, given = 0, results = 1;
    template <class T>
    constexpr std::array<T, 1> operator()(std::array<T, 5> const& v) const {
        T const z = v[0] * v[3] + v[1] * v[4] + v[2];
        return {T(1.0 / (1.0 + exp(T(-z))))};
    }
};
struct exponential_logarithm_sine {
    static constexpr std::size_t by = 2, given = 0, results = 1;
    template <class T>
    constexpr std::array<T, 1> operator()(std::array<T, 2> const& v) const {
        T const b = v[0] * v[1], l = log(v[0]);
        return {T(exp(b) + b / l + sin(l) / b)};
    }
};
struct product_with_sum {
    static constexpr std::size_t by = 2, given = 0, results = 1;
    template <class T>
    constexpr std::array<T, 1> operator()(std::array<T, 2> const& v) const {
        return {T(2.0 * (v[0] * v[1]) * (v[0] + v[1]))};
    }
};
struct residual {
    static constexpr std::size_t by = 15, given = 0, results = 2;
    template <class T>
    constexpr std::array<T, 2> operator()(std::array<T, 15> const& v) const {
        return by_ctgrad::project{}(
            std::array<T, 11>{v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7], v[8], v[9], v[10]},
            std::array<T, 3>{v[11], v[12], v[13]}, v[14]);
    }
};

template <class T>
constexpr T rectified(T const& x) {
    if constexpr (requires { relu(x); })
        return relu(x);
    else if constexpr (requires { fmax(x, T(0.0)); })
        return fmax(x, T(0.0));
    else
        return x > 0.0 ? x : T(0.0);
}

template <class T>
constexpr T logistic(T const& x) {
    if constexpr (requires { sigmoid(x); })
        return sigmoid(x);
    else
        return 1.0 / (1.0 + exp(T(-x)));
}

/// A layer of 16 rectified units on 8 inputs, a sigmoid, and the cross-entropy with a label. Differentiated with
/// respect to the 161 weights.
struct network {
    static constexpr std::size_t by = 161, given = 9, results = 1;
    template <class T, class U>
    constexpr std::array<T, 1> operator()(std::array<T, 161> const& w, std::array<U, 9> const& example) const {
        T sum = w[160];
        for (std::size_t unit = 0; unit < 16; ++unit) {
            T input = w[128 + unit];
            for (std::size_t i = 0; i < 8; ++i) input = input + w[8 * unit + i] * example[i];
            sum = sum + w[144 + unit] * rectified(input);
        }
        T const answer = logistic(sum);
        return {T(-(example[8] * log(answer) + (1.0 - example[8]) * log(T(1.0 - answer))))};
    }
};

/// The price of a European call, with respect to spot, volatility, rate and time to expiry. All have the same strike.
struct black_scholes {
    static constexpr bool calls_erf = true;
    static constexpr std::size_t by = 4, given = 1, results = 1;
    template <class T>
    static constexpr T normal(T const& x) {
        return 0.5 * (1.0 + erf(T(x * 0.70710678118654752440)));
    }
    template <class T, class U>
    constexpr std::array<T, 1> operator()(std::array<T, 4> const& v, std::array<U, 1> const& strike) const {
        T const deviation = v[1] * sqrt(v[3]);
        T const d1 = (log(T(v[0] / strike[0])) + (v[2] + 0.5 * v[1] * v[1]) * v[3]) / deviation;
        T const d2 = d1 - deviation;
        return {T(v[0] * normal(d1) - strike[0] * exp(T(-(v[2] * v[3]))) * normal(d2))};
    }
};

/// A point rotated by a quaternion that need not have length 1: (w^2 - |u|^2) v + 2 (u.v) u + 2 w u x v.
struct quaternion {
    static constexpr std::size_t by = 4, given = 3, results = 3;
    template <class T, class U>
    constexpr std::array<T, 3> operator()(std::array<T, 4> const& q, std::array<U, 3> const& v) const {
        T const square = q[0] * q[0] - (q[1] * q[1] + q[2] * q[2] + q[3] * q[3]);
        T const twice = 2.0 * (q[1] * v[0] + q[2] * v[1] + q[3] * v[2]);
        T const w = 2.0 * q[0];
        return {T(square * v[0] + twice * q[1] + w * (q[2] * v[2] - q[3] * v[1])),
                T(square * v[1] + twice * q[2] + w * (q[3] * v[0] - q[1] * v[2])),
                T(square * v[2] + twice * q[3] + w * (q[1] * v[1] - q[2] * v[0]))};
    }
};

/// The position of the hand of an arm with six joints, with respect to their angles. The joints rotate what is beyond
/// them about the axes z, y, y, x, y, x.
struct arm {
    static constexpr std::size_t by = 6, given = 0, results = 3;
    static constexpr std::array<std::size_t, 6> axes{2, 1, 1, 0, 1, 0};
    static constexpr std::array<std::array<double, 3>, 6> links{
        {{0, 0, 0.4}, {0.1, 0, 0.6}, {0, 0.05, 0.5}, {0.3, 0, 0}, {0.2, 0, 0.1}, {0.1, 0.02, 0.05}}};
    template <class T>
    constexpr std::array<T, 3> operator()(std::array<T, 6> const& angle) const {
        std::array<T, 3> p{T(0.0), T(0.0), T(0.0)};
        for (std::size_t joint = 6; joint-- > 0;) {
            for (std::size_t i = 0; i < 3; ++i)
                if (links[joint][i] != 0) p[i] = p[i] + links[joint][i];
            std::size_t const first = (axes[joint] + 1) % 3, second = (axes[joint] + 2) % 3;
            T const s = sin(angle[joint]), c = cos(angle[joint]);
            T const a = c * p[first] - s * p[second], b = s * p[first] + c * p[second];
            p[first] = a, p[second] = b;
        }
        return p;
    }
};

struct rosenbrock {
    static constexpr std::size_t by = 10, given = 0, results = 1;
    template <class T>
    constexpr std::array<T, 1> operator()(std::array<T, 10> const& v) const {
        T sum = 0.0;
        for (std::size_t i = 0; i < 9; ++i) {
            T const a = v[i + 1] - v[i] * v[i], b = 1.0 - v[i];
            sum = sum + 100.0 * a * a + b * b;
        }
        return {sum};
    }
};

/// The results of all versions: the values, then their partials row by row; for a Hessian the value, the gradient and
/// the whole matrix row by row.
template <class Work>
inline constexpr std::size_t jacobian_size = Work::results*(1 + Work::by);
template <class Work>
inline constexpr std::size_t hessian_size = 1 + Work::by + Work::by* Work::by;

template <class Work, class T>
constexpr auto apply(std::array<T, Work::by> const& x, double const* given) {
    if constexpr (Work::given == 0) {
        return Work{}(x);
    } else {
        numbers<Work::given> parameters{};
        for (std::size_t i = 0; i < Work::given; ++i) parameters[i] = given[i];
        return Work{}(x, parameters);
    }
}

}  // namespace work
