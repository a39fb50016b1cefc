#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

#include <ctgrad/ctgrad.hpp>

#include "../support/wide.hpp"

// Random programs, drawn from a seed, and an oracle for all their derivatives. A program is data. One interpreter,
// generic in its scalar type, runs it on symbols, to be traced by the library, and on numbers of other types, as the
// oracle. So thousands of points cost nothing to compile.
namespace random_programs {

inline constexpr int inputs = 3;
inline constexpr int steps = 14;

struct instruction {
    int operation, a, b, c;
    int numerator;
};

inline constexpr int operation_count = 22;

constexpr auto program_of(std::uint32_t seed) {
    std::array<instruction, steps> program{};
    std::uint64_t state = seed * 0x9E3779B97F4A7C15u + 0x1234567u;
    auto const draw = [&](int bound) {
        state = state * 6364136223846793005u + 1442695040888963407u;
        return static_cast<int>((state >> 33) % static_cast<std::uint64_t>(bound));
    };
    for (int i = 0; i < steps; ++i) {
        // Half of the operands come from the last few values, so that programs are deep as well as shared.
        auto const operand = [&] {
            int const known = inputs + i;
            return draw(2) == 0 ? draw(known) : known - 1 - draw(std::min(known, 3));
        };
        instruction& step = program[static_cast<std::size_t>(i)];
        step.operation = draw(operation_count);
        step.a = operand();
        step.b = operand();
        step.c = operand();
        step.numerator = draw(9) - 4;
    }
    return program;
}

// The operations keep all values moderate: those that grow or have a pole are damped.
template <class T>
constexpr T interpret(instruction const& step, T const& a, T const& b, T const& c) {
    using namespace ctgrad;
    using std::exp, std::log, std::log1p, std::expm1, std::sqrt, std::sin, std::cos, std::tanh, std::atan, std::atan2,
        std::hypot, std::erf, std::asinh, std::cosh;
    switch (step.operation) {
        case 0:
        case 1: return a + b;
        case 2: return a - b;
        case 3:
        case 4: return a * b / 4;
        case 5: return a / (1 + b * b);
        case 6: return T(step.numerator) / 8 * a - b;
        case 7: return -a;
        case 8: return sin(a);
        case 9: return cos(a * b);
        case 10: return exp(-(a * a));
        case 11: return log(2 + a * a);
        case 12: return sqrt(1 + a * a);
        case 13: return tanh(a);
        case 14: return atan2(a, 2 + b * b);
        case 15: return hypot(a, 1 + b * b);
        case 16: return 1 / (1 + exp(-a));
        case 17: return log1p(a * a) * b;
        case 18: return atan(a) * asinh(b);
        case 19: return erf(a);
        case 20: return select(a < b, a * c, b - c);
        default: return a * a * c / 8;
    }
}

// All values of a program, and then two functions of the last ones.
template <class T>
constexpr std::array<T, 2> run_both(std::array<instruction, steps> const& program, std::array<T, inputs> const& x) {
    std::array<T, inputs + steps> values{x[0], x[1], x[2]};
    for (std::size_t i = 0; i < steps; ++i) {
        instruction const& step = program[i];
        values[inputs + i] =
            interpret(step, values[static_cast<std::size_t>(step.a)], values[static_cast<std::size_t>(step.b)],
                      values[static_cast<std::size_t>(step.c)]);
    }
    return {values[inputs + steps - 1] + values[inputs + steps - 3],
            values[inputs + steps - 2] * values[inputs + steps - 4]};
}
template <class T>
constexpr T run(std::array<instruction, steps> const& program, std::array<T, inputs> const& x) {
    return run_both(program, x)[0];
}

using wide = wide_numbers::wide<50>;

using std::sin, std::cos, std::exp, std::log, std::sqrt, std::tanh, std::atan, std::erf, std::acos;

// The oracle does not use the library: it has its own rules, and computes forward derivatives to second order along two
// directions, so that one of its components is an entry of the Hessian.
template <class T>
struct jet {
    T value, first, second, mixed;

    jet(T v = 0) : value(v), first(0), second(0), mixed(0) {}
    jet(int v) : jet(T(v)) {}
    jet(T v, T f, T s, T m) : value(v), first(f), second(s), mixed(m) {}

    friend jet operator+(jet const& a, jet const& b) {
        return {a.value + b.value, a.first + b.first, a.second + b.second, a.mixed + b.mixed};
    }
    friend jet operator-(jet const& a) { return {-a.value, -a.first, -a.second, -a.mixed}; }
    friend jet operator-(jet const& a, jet const& b) { return a + -b; }
    friend jet operator*(jet const& a, jet const& b) {
        return {a.value * b.value, a.first * b.value + a.value * b.first, a.second * b.value + a.value * b.second,
                a.mixed * b.value + a.first * b.second + a.second * b.first + a.value * b.mixed};
    }
    friend jet operator/(jet const& a, jet const& b) {
        T const r = 1 / b.value;
        return a * b.through(r, -r * r, 2 * r * r * r);
    }
    friend bool operator<(jet const& a, jet const& b) { return a.value < b.value; }

    // The function with this value and these first two derivatives, applied to a jet.
    jet through(T f, T df, T ddf) const { return {f, df * first, df * second, df * mixed + ddf * first * second}; }
};

template <class T>
jet<T> select(bool condition, jet<T> const& yes, jet<T> const& no) {
    return condition ? yes : no;
}
template <class T>
jet<T> sin(jet<T> const& a) {
    T const s = sin(a.value), c = cos(a.value);
    return a.through(s, c, -s);
}
template <class T>
jet<T> cos(jet<T> const& a) {
    T const s = sin(a.value), c = cos(a.value);
    return a.through(c, -s, -c);
}
template <class T>
jet<T> exp(jet<T> const& a) {
    T const e = exp(a.value);
    return a.through(e, e, e);
}
template <class T>
jet<T> log(jet<T> const& a) {
    return a.through(log(a.value), 1 / a.value, -1 / (a.value * a.value));
}
template <class T>
jet<T> log1p(jet<T> const& a) {
    return log(jet<T>(1) + a);
}
template <class T>
jet<T> sqrt(jet<T> const& a) {
    T const r = sqrt(a.value);
    return a.through(r, 1 / (2 * r), -1 / (4 * r * a.value));
}
template <class T>
jet<T> tanh(jet<T> const& a) {
    T const t = tanh(a.value), d = 1 - t * t;
    return a.through(t, d, -2 * t * d);
}
template <class T>
jet<T> atan(jet<T> const& a) {
    T const d = 1 / (1 + a.value * a.value);
    return a.through(atan(a.value), d, -2 * a.value * d * d);
}
template <class T>
jet<T> atan2(jet<T> const& y, jet<T> const& x) {  // x > 0 in these programs
    return atan(y / x);
}
template <class T>
jet<T> hypot(jet<T> const& a, jet<T> const& b) {
    return sqrt(a * a + b * b);
}
template <class T>
jet<T> asinh(jet<T> const& a) {
    T const s = 1 + a.value * a.value, r = sqrt(s);
    return a.through(a.value < 0 ? -log(r - a.value) : log(r + a.value), 1 / r, -a.value / (r * s));
}
template <class T>
jet<T> erf(jet<T> const& a) {
    T const d = 2 / sqrt(acos(T(-1))) * exp(-a.value * a.value);
    return a.through(erf(a.value), d, -2 * a.value * d);
}

using point = std::array<double, inputs>;
using matrix = std::array<std::array<double, inputs>, inputs>;

struct derivatives {
    double value;
    point gradient;
    matrix hessian;
};

// All derivatives of one of the two functions, by the oracle in the arithmetic of T.
template <class T>
derivatives oracle(std::array<instruction, steps> const& program, point const& x, std::size_t which = 0) {
    derivatives result{};
    for (std::size_t i = 0; i < inputs; ++i) {
        for (std::size_t k = 0; k <= i; ++k) {
            std::array<jet<T>, inputs> start;
            for (std::size_t n = 0; n < inputs; ++n) start[n] = {T(x[n]), T(n == i), T(n == k), T(0)};
            jet<T> const r = run_both(program, start)[which];
            result.value = static_cast<double>(r.value);
            result.gradient[i] = static_cast<double>(r.first);
            result.hessian[i][k] = result.hessian[k][i] = static_cast<double>(r.mixed);
        }
    }
    return result;
}

inline double largest(point const& p) { return std::max({std::abs(p[0]), std::abs(p[1]), std::abs(p[2])}); }
inline double largest_difference(point const& p, point const& q) {
    return largest({p[0] - q[0], p[1] - q[1], p[2] - q[2]});
}

// The oracle's error in double, relative to its result in more digits, shows how well conditioned the point is. The
// library may err by a small multiple of that; a wrong rule errs by far more.
inline bool agrees(point const& computed, point const& in_double, point const& exact) {
    double const tolerance = 50 * largest_difference(in_double, exact) + 1e-13 * (1 + largest(exact));
    return largest_difference(computed, exact) <= tolerance;
}

/// A program as a function.
template <std::uint32_t Seed>
struct random_function {
    template <class T>
    constexpr T operator()(std::array<T, inputs> const& x) const {
        return run(program_of(Seed), x);
    }
};

}  // namespace random_programs
