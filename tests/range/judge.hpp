#pragma once

#include <boost/test/unit_test.hpp>

#include <cfloat>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include <ctgrad/ctgrad.hpp>

#include "../support/interpreter.hpp"
#include "expression.hpp"
#include "oracle.hpp"

// Judges the derivatives of expressions at points from 1e-308 to 1e300: where the value is right, and the true derivative
// is representable and well conditioned, the derivative must be right to 1e-11. What the compiler does, this does at run
// time: tracing, sweeps and passes are the library's, and an interpreter runs the program.
namespace range_test {

namespace detail = ctgrad::detail;

inline expression current;

template <int Inputs, detail::quantity What>
struct source {
    static constexpr int output_count = 1;
    static constexpr int independent_count = Inputs;
    static constexpr int seed_count = 0;

    template <int Capacity>
    static void build(detail::graph& g, detail::sweep_space&, int* outputs, int* independent, int*) {
        std::vector<ctgrad::symbol> x;
        for (int i = 0; i < Inputs; ++i) {
            independent[i] = g.add_input({0, static_cast<std::uint64_t>(i), "x"});
            x.push_back(ctgrad::symbol(&g, independent[i]));
        }
        outputs[0] = interpret(current, x).node_in(g);
    }
};

// Value, gradient, and the lower triangle of the Hessian.
template <class T>
std::vector<T> by_oracle(expression const& e, std::vector<T> const& x) {
    std::size_t const n = x.size();
    std::vector<T> result(1 + n);
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t k = 0; k <= i; ++k) {
            std::vector<jet<T>> start;
            for (std::size_t m = 0; m < n; ++m) start.push_back({x[m], T(m == i ? 1 : 0), T(m == k ? 1 : 0), T(0)});
            jet<T> const r = interpret(e, start);
            result[0] = r.value;
            result[1 + i] = r.first;
            result.push_back(r.mixed);
        }
    return result;
}

inline bool is_near(double got, wide const& right, double tolerance) {
    return std::isfinite(got) && abs(wide(got) - right) <= tolerance * abs(right);
}
inline bool is_representable(wide const& x) { return x == 0 || (abs(x) > 1e-290 && abs(x) < 1e290); }

struct count {
    int judged = 0, right = 0, lost_by_us = 0, lost_by_all = 0;
};

inline void judge(count& all, std::string const& what, std::vector<double> const& x, double ours, double plain,
                  wide const& right) {
    ++all.judged;
    constexpr double tolerance = 1e-11;
    if (is_near(ours, right, tolerance)) {
        ++all.right;
        return;
    }
    bool const alone = is_near(plain, right, tolerance / 10);  // not by the luck of a rounding
    ++(alone ? all.lost_by_us : all.lost_by_all);
    if (std::getenv("CTGRAD_RANGE_VERBOSE") != nullptr) {
        std::string at;
        char text[64];
        for (std::size_t i = 0; i < x.size(); ++i) {
            std::snprintf(text, sizeof text, "%s%s = %.17g", i == 0 ? "" : ", ", current.inputs[i].c_str(), x[i]);
            at += text;
        }
        std::printf("%s %s: %s at %s: %.12g, right is %.16g, plain %.12g\n", alone ? "US " : "ALL",
                    current.text.c_str(), what.c_str(), at.c_str(), ours, static_cast<double>(right), plain);
    }
}

// Points at which most inputs are moderate and some at an end of the range.
inline std::vector<double> draw(std::size_t n, std::mt19937& random) {
    auto const uniform = [&](double low, double high) {
        return low + (high - low) * (static_cast<double>(random()) / 4294967296.0);
    };
    std::vector<double> x;
    for (std::size_t i = 0; i < n; ++i) {
        double const sign = random() % 3 == 0 ? -1 : 1;
        switch (random() % 8) {
            case 0: x.push_back(sign * std::pow(10, uniform(-308, 300))); break;
            case 1: x.push_back(sign * std::pow(10, uniform(-20, 20))); break;
            case 2: x.push_back(sign * uniform(5, 50)); break;
            case 3: x.push_back(sign * uniform(50, 720)); break;
            case 4: x.push_back(sign * std::pow(10, uniform(-12, -1))); break;
            default: x.push_back(sign * uniform(0.05, 3)); break;
        }
    }
    return x;
}

// A true derivative, and what a relative change of the inputs changes it, relatively.
struct truth {
    wide value = 0;
    double conditioning = 0;
};
template <class T>
truth find_truth(std::vector<double> const& x, std::vector<T> const& right, std::size_t k) {
    truth result{wide(right[k]), 0};
    if (right[k] == 0) return result;
    for (std::size_t i = 0; i < x.size(); ++i) {
        std::vector<T> moved(x.begin(), x.end());
        moved[i] *= 1 + T(1e-30);
        result.conditioning += static_cast<double>(abs(by_oracle(current, moved)[k] / right[k] - 1) * T(1e30));
    }
    return result;
}

// The value of the current formula, in as many digits as its inputs need.
template <class T>
wide exact_value(std::vector<double> const& x) {
    std::vector<jet<T>> inputs;
    for (double const input : x) inputs.push_back({T(input), T(0), T(0), T(0)});
    return wide(interpret(current, inputs).value);
}

template <int Inputs>
void check(count& gradients, count& hessians, int points, std::uint32_t seed) {
    constexpr std::size_t n = Inputs, entries = n * (n + 1) / 2;
    using detail::quantity;
    auto const gradient = interpreter::compiled<source<Inputs, quantity::jacobian>, quantity::jacobian>();
    auto const hessian = interpreter::compiled<source<Inputs, quantity::hessian>, quantity::hessian>();
    std::mt19937 random(seed);
    for (int repeat = 0; repeat < points; ++repeat) {
        std::vector<double> const x = draw(n, random);
        std::vector<double> const plain = by_oracle(current, x);
        if (!std::isfinite(plain[0]) || (plain[0] != 0 && std::abs(plain[0]) < 1e-300)) continue;
        // 120 digits tell most; where the library gets something else, 350 decide, or 1000 if an input is very large or small.
        std::vector<quick> const quickly = by_oracle(current, std::vector<quick>(x.begin(), x.end()));
        bool is_moderate = true;
        for (double const input : x) is_moderate = is_moderate && std::abs(input) > 1e-70 && std::abs(input) < 1e70;
        // A formula may lose the digits of its value, as 1 / tanh(x) - 1 / x close to 0, and in 120 digits too: what it loses
        // by itself is not counted against derivatives.
        if (!isfinite(quickly[0]) ||
            !is_near(plain[0], is_moderate ? exact_value<middle>(x) : exact_value<wide>(x), 1e-12))
            continue;
        std::vector<middle> exact;
        std::vector<wide> most_exact;
        auto const find = [&](std::size_t k) {
            if (is_moderate && exact.empty()) exact = by_oracle(current, std::vector<middle>(x.begin(), x.end()));
            if (is_moderate) return find_truth(x, exact, k);
            if (most_exact.empty()) most_exact = by_oracle(current, std::vector<wide>(x.begin(), x.end()));
            return find_truth(x, most_exact, k);
        };
        std::vector<double> const g = interpreter::run(*gradient, x, 1 + n),
                                  h = interpreter::run(*hessian, x, 1 + n + entries);
        for (std::size_t k = 1; k < quickly.size(); ++k) {
            if (!isfinite(quickly[k]) || (quickly[k] != 0 && !is_representable(wide(quickly[k])))) continue;
            std::string const what =
                k <= n ? "d/d" + current.inputs[k - 1] : "Hessian[" + std::to_string(k - 1 - n) + "]";
            for (bool const beside : {false, true}) {
                if (k > n && !beside) continue;
                double const ours = beside ? h[k] : g[k];
                count& all = k <= n ? gradients : hessians;
                if (is_near(ours, wide(quickly[k]), 1e-11)) {
                    if (quickly[k] != 0) ++all.judged, ++all.right;
                    continue;
                }
                // A derivative that is 0, or that a change of the inputs in the last digits changes, is not judged.
                truth const right = find(k);
                if (right.value == 0 || !is_representable(right.value) || !(right.conditioning < 1000)) continue;
                judge(all, what + (beside ? " beside the Hessian" : ""), x, ours, plain[k], right.value);
            }
        }
    }
}

inline void check_count(char const* name, count const& all, int limit, int limit_of_all, int least = 10000) {
    std::printf("%s: %d judged, %d right, %d lost by us alone, %d lost by all\n", name, all.judged, all.right,
                all.lost_by_us, all.lost_by_all);
    BOOST_TEST(all.judged > least);
    BOOST_TEST(all.lost_by_us <= limit);
    BOOST_TEST(all.lost_by_all <= limit_of_all);
}

}  // namespace range_test
