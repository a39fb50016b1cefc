#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <limits>
#include <random>
#include <utility>
#include <vector>

#include <ctgrad/loops.hpp>

#include "../timing.hpp"

// Programs that GradBench (github.com/gradbench/gradbench) evaluates: llsq, kmeans, lse, ode, det, particle and saddle, compared
// with derivatives by hand.
namespace {

using numbers = std::vector<double>;
using ctgrad::rows_of, ctgrad::sum;

// llsq: the distance of a polynomial from the sign. Coefficients and points are lists.
constexpr auto llsq = ctgrad::function<double(rows_of<double>, rows_of<double>)>([](auto const& x, auto const& ts) {
    return sum(ts, [&](auto const& t) {
        // The sum so far, and the power of t.
        auto const last = fold(x, std::array<ctgrad::symbol, 2>{0.0, 1.0}, [&](auto const& s, auto const& c) {
            return std::array{s[0] + c * s[1], s[1] * t};
        });
        auto const residual = sign(t) - last[0];
        return residual * residual / 2;
    });
});
double llsq_by_hand(numbers const& x, numbers const& ts, numbers& gradient) {
    std::fill(gradient.begin(), gradient.end(), 0.0);
    double total = 0;
    for (double const t : ts) {
        double polynomial = 0, power = 1;
        for (double const c : x) {
            polynomial += c * power;
            power *= t;
        }
        double const residual = (t > 0 ? 1 : t < 0 ? -1 : 0) - polynomial;
        total += residual * residual / 2;
        power = 1;
        for (double& g : gradient) {
            g -= residual * power;
            power *= t;
        }
    }
    return total;
}

// kmeans: the squared distance of each point from the nearest centre.
constexpr std::size_t dimensions = 8;
using point = std::array<double, dimensions>;
constexpr auto kmeans =
    ctgrad::function<double(rows_of<point>, rows_of<point>)>([](auto const& centres, auto const& all) {
        return sum(all, [&](auto const& p) {
            return min(centres, [&](auto const& c) {
                auto distance = (p[0] - c[0]) * (p[0] - c[0]);
                for (std::size_t i = 1; i < dimensions; ++i) distance = distance + (p[i] - c[i]) * (p[i] - c[i]);
                return distance;
            });
        });
    });
double kmeans_by_hand(std::vector<point> const& centres, std::vector<point> const& all, std::vector<point>& gradient) {
    for (point& g : gradient) g.fill(0);
    double total = 0;
    for (point const& p : all) {
        double closest = std::numeric_limits<double>::infinity();
        std::size_t nearest = 0;
        for (std::size_t k = 0; k < centres.size(); ++k) {
            double distance = 0;
            for (std::size_t i = 0; i < dimensions; ++i) distance += (p[i] - centres[k][i]) * (p[i] - centres[k][i]);
            if (distance < closest) closest = distance, nearest = k;
        }
        total += closest;
        for (std::size_t i = 0; i < dimensions; ++i) gradient[nearest][i] += 2 * (centres[nearest][i] - p[i]);
    }
    return total;
}

// lse: the logarithm of a sum of exponentials.
constexpr auto lse = ctgrad::function<double(rows_of<double>)>(
    [](auto const& x) { return log_sum_exp(x, [](auto const& each) { return each; }); });
double lse_by_hand(numbers const& x, numbers& gradient) {
    double const largest = *std::max_element(x.begin(), x.end());
    double total = 0;
    for (double const each : x) total += std::exp(each - largest);
    for (std::size_t i = 0; i < x.size(); ++i) gradient[i] = std::exp(x[i] - largest) / total;
    return largest + std::log(total);
}

// ode: y_i' = x_i y_(i-1), y_0' = x_0, by Runge-Kutta. The number of steps is known at run time.
constexpr std::size_t equations = 10;
using vector = std::array<double, equations>;

constexpr auto slope(auto const& x, auto const& y) {
    auto z = y;
    z[0] = x[0];
    for (std::size_t i = 1; i < equations; ++i) z[i] = x[i] * y[i - 1];
    return z;
}
constexpr auto moved(auto y, auto const& by, auto const& direction) {
    for (std::size_t i = 0; i < equations; ++i) y[i] = y[i] + by * direction[i];
    return y;
}
constexpr auto runge_kutta(auto const& x, auto y, auto const& h) {
    auto const k1 = slope(x, y), k2 = slope(x, moved(y, h / 2, k1)), k3 = slope(x, moved(y, h / 2, k2)),
               k4 = slope(x, moved(y, h, k3));
    for (std::size_t i = 0; i < equations; ++i) y[i] = y[i] + h * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]) / 6;
    return y;
}
constexpr auto ode =
    ctgrad::function<double(vector, double, ctgrad::step_count)>([](auto const& x, auto const& h, auto const& steps) {
        auto const last =
            repeat(steps, std::array<ctgrad::symbol, equations>{}, [&](auto const& y) { return runge_kutta(x, y, h); });
        return last[equations - 1];
    });
/// Adds what an adjoint of a slope contributes to the derivatives, and returns the adjoint of y.
vector pulled_back(vector const& x, vector const& y, vector const& adjoint, vector& gradient) {
    vector by_y{};
    gradient[0] += adjoint[0];
    for (std::size_t i = 1; i < equations; ++i) {
        gradient[i] += adjoint[i] * y[i - 1];
        by_y[i - 1] = adjoint[i] * x[i];
    }
    return by_y;
}
double ode_by_hand(vector const& x, double h, std::size_t steps, std::vector<vector>& states, vector& gradient) {
    states.resize(steps + 1);
    states[0].fill(0);
    for (std::size_t s = 0; s < steps; ++s) states[s + 1] = runge_kutta(x, states[s], h);
    vector adjoint{};
    adjoint[equations - 1] = 1;
    gradient.fill(0);
    for (std::size_t s = steps; s-- > 0;) {
        vector const& y1 = states[s];
        vector const y2 = moved(y1, h / 2, slope(x, y1)), y3 = moved(y1, h / 2, slope(x, y2)),
                     y4 = moved(y1, h, slope(x, y3));
        vector const by_outer = moved(vector{}, h / 6, adjoint), by_inner = moved(vector{}, h / 3, adjoint);
        vector const by_y4 = pulled_back(x, y4, by_outer, gradient);
        vector const by_y3 = pulled_back(x, y3, moved(by_inner, h, by_y4), gradient);
        vector const by_y2 = pulled_back(x, y2, moved(by_inner, h / 2, by_y3), gradient);
        vector const by_y1 = pulled_back(x, y1, moved(by_outer, h / 2, by_y2), gradient);
        for (vector const* each : {&by_y1, &by_y2, &by_y3, &by_y4}) adjoint = moved(adjoint, 1.0, *each);
    }
    return states[steps][equations - 1];
}

// det: a determinant by minors, without a loop at run time. The minors of the first rows are indexed by the set of their columns.
constexpr std::size_t order = 5;
using matrix = std::array<double, order * order>;
constexpr auto determinant = ctgrad::function<double(matrix)>([](auto const& a) {
    std::array<ctgrad::symbol, 1 << order> minors{};
    minors[0] = 1.0;
    for (unsigned set = 1; set < minors.size(); ++set) {
        auto const row = static_cast<std::size_t>(std::popcount(set)) - 1;
        for (std::size_t k = 0; k < order; ++k) {
            if ((set >> k & 1) == 0) continue;
            auto const term = a[row * order + k] * minors[set & ~(1u << k)];
            bool const negative = std::popcount(set >> (k + 1)) % 2 == 1;
            minors[set] = negative ? minors[set] - term : minors[set] + term;
        }
    }
    return minors.back();
});
/// Elimination with row exchanges; the derivative is the determinant times the transposed inverse.
double determinant_by_hand(matrix a, matrix& gradient) {
    matrix inverse{};
    for (std::size_t i = 0; i < order; ++i) inverse[i * order + i] = 1;
    double result = 1;
    for (std::size_t k = 0; k < order; ++k) {
        std::size_t pivot = k;
        for (std::size_t i = k + 1; i < order; ++i)
            if (std::abs(a[i * order + k]) > std::abs(a[pivot * order + k])) pivot = i;
        if (pivot != k) {
            result = -result;
            for (std::size_t j = 0; j < order; ++j) {
                std::swap(a[k * order + j], a[pivot * order + j]);
                std::swap(inverse[k * order + j], inverse[pivot * order + j]);
            }
        }
        double const by = 1 / a[k * order + k];
        result *= a[k * order + k];
        for (std::size_t j = 0; j < order; ++j) a[k * order + j] *= by, inverse[k * order + j] *= by;
        for (std::size_t i = 0; i < order; ++i) {
            if (i == k) continue;
            double const factor = a[i * order + k];
            for (std::size_t j = 0; j < order; ++j) {
                a[i * order + j] -= factor * a[k * order + j];
                inverse[i * order + j] -= factor * inverse[k * order + j];
            }
        }
    }
    for (std::size_t i = 0; i < order; ++i)
        for (std::size_t j = 0; j < order; ++j) gradient[i * order + j] = result * inverse[j * order + i];
    return result;
}

// particle and saddle (Siskind and Pearlmutter, Nesting forward-mode AD in a functional framework, 2008): minima of what is
// itself computed with derivatives, by descent with steps that become longer after ten successes and shorter after a failure.
template <std::size_t N>
struct value_and_slope {
    double value;
    std::array<double, N> slope;
};
template <std::size_t N>
double distance(std::array<double, N> const& a, std::array<double, N> const& b) {
    double squares = 0;
    for (std::size_t i = 0; i < N; ++i) squares += (a[i] - b[i]) * (a[i] - b[i]);
    return std::sqrt(squares);
}
template <std::size_t N, class Function>
std::array<double, N> minimum(Function const& f, std::array<double, N> x) {
    constexpr double precision = 1e-5;
    double step = precision;
    value_and_slope<N> now = f(x);
    for (int successes = 0; distance(now.slope, {}) > precision;) {
        if (successes == 10) step *= 2, successes = 0;
        std::array<double, N> next(x);
        for (std::size_t i = 0; i < N; ++i) next[i] -= step * now.slope[i];
        if (distance(x, next) <= precision) break;
        value_and_slope<N> const there = f(next);
        if (there.value < now.value)
            x = next, now = there, ++successes;
        else
            step /= 2, successes = 0;
    }
    return x;
}

// particle: the square of where a particle meets the ground, between two charges of which one is moved by w. The force is the
// gradient of the potential, and the derivative of the path by w needs the derivative of the force.
using place = std::array<double, 2>;
constexpr auto potential =
    ctgrad::function<double(place)>([](auto const& from) { return 1 / sqrt(from[0] * from[0] + from[1] * from[1]); });
struct force {
    place gradient, product;  ///< and its derivative in a direction
};
force force_by_ctgrad(place const& from, place const& direction) {
    auto const r = ctgrad::hvp(potential)(ctgrad::tangent(direction), from);
    return {r.gradient, r.product};
}
force force_by_hand(place const& from, place const& direction) {
    double const square = 1 / (from[0] * from[0] + from[1] * from[1]), cube = square * std::sqrt(square),
                 along = 3 * square * (from[0] * direction[0] + from[1] * direction[1]);
    return {{-cube * from[0], -cube * from[1]},
            {-cube * (direction[0] - along * from[0]), -cube * (direction[1] - along * from[1])}};
}
template <class Force>
value_and_slope<1> fall(Force const& force, double w) {
    constexpr double dt = 0.1;
    place x{0, 8}, v{0.75, 0}, dx{}, dv{};
    for (;;) {
        auto const a = force(place{x[0] - 10, x[1] - 10 + w}, place{dx[0], dx[1] + 1}),
                   b = force(place{x[0] - 10, x[1]}, dx);
        place const next = {x[0] + dt * v[0], x[1] + dt * v[1]};
        if (next[1] <= 0) {
            double const time = -x[1] / v[1], by_w = -(dx[1] + time * dv[1]) / v[1], end = x[0] + time * v[0];
            return {end * end, {2 * end * (dx[0] + by_w * v[0] + time * dv[0])}};
        }
        for (std::size_t i : {0u, 1u}) {
            x[i] = next[i], dx[i] += dt * dv[i];
            v[i] -= dt * (a.gradient[i] + b.gradient[i]), dv[i] -= dt * (a.product[i] + b.product[i]);
        }
    }
}
double particle_by(auto const& force) {
    return minimum([&](auto const& w) { return fall(force, w[0]); }, std::array{0.0})[0];
}

// saddle: the minimum of a maximum. At the maximum the derivative by its place is 0, so the derivative of the maximum is that
// of the function.
constexpr auto hyperbolic = ctgrad::function<double(place, place)>(
    [](auto const& a, auto const& b) { return a[0] * a[0] + a[1] * a[1] - (b[0] * b[0] + b[1] * b[1]); });
struct slopes {
    double value;
    place by_a, by_b;
};
slopes hyperbolic_by_ctgrad(place const& a, place const& b) {
    auto const r = ctgrad::value_and_gradient(hyperbolic)(a, b);
    return {r.value, std::get<0>(r.gradient), std::get<1>(r.gradient)};
}
slopes hyperbolic_by_hand(place const& a, place const& b) {
    return {a[0] * a[0] + a[1] * a[1] - (b[0] * b[0] + b[1] * b[1]), {2 * a[0], 2 * a[1]}, {-2 * b[0], -2 * b[1]}};
}
double saddle_by(auto const& f) {
    auto const highest = [&](place const& a) {
        return minimum(
            [&](place const& b) {
                auto const r = f(a, b);
                return value_and_slope<2>{-r.value, {-r.by_b[0], -r.by_b[1]}};
            },
            place{1, 1});
    };
    place const a = minimum(
        [&](place const& at) {
            auto const r = f(at, highest(at));
            return value_and_slope<2>{r.value, r.by_a};
        },
        place{1, 1});
    return a[0] + a[1] + highest(a)[0];
}

template <class Rows>
Rows random_rows(std::size_t count, unsigned seed) {
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> number(-1, 1);
    Rows rows(count);
    for (auto& row : rows)
        if constexpr (std::is_same_v<Rows, numbers>)
            row = number(random);
        else
            for (double& x : row) x = number(random);
    return rows;
}

int failures = 0;
void check(double a, double b, char const* what) {
    if (std::abs(a - b) <= 1e-10 * (1 + std::abs(b))) return;
    std::printf("%s: the versions do not agree\n", what);
    ++failures;
}

/// Compares `ctgrad(gradient)` with `by_hand(gradient)`, which return the value.
template <class Gradient, class Ctgrad, class Hand>
void compare(char const* title, Gradient gradient, Ctgrad ctgrad, Hand by_hand, int rounds) {
    Gradient expected = gradient;
    check(ctgrad(gradient), by_hand(expected), title);
    auto const first = [](Gradient const& g) {
        if constexpr (std::is_same_v<Gradient, std::vector<point>>)
            return g[0][0];
        else
            return g[0];
    };
    check(first(gradient), first(expected), title);
    timing::compare(title,
                    {{"by hand", [&] { return by_hand(expected); }}, {"ctgrad", [&] { return ctgrad(gradient); }}}, 1,
                    rounds);
}

}  // namespace

int main() {
    using ctgrad::arguments, ctgrad::into_rows, ctgrad::value_and_gradient;

    numbers const x = random_rows<numbers>(16, 1);
    numbers ts(5000);
    for (std::size_t i = 0; i < ts.size(); ++i) ts[i] = -1 + 2 * static_cast<double>(i) / 4999;
    compare(
        "llsq: 16 coefficients, 5,000 points", numbers(x.size()),
        [&](numbers& g) { return value_and_gradient(llsq, arguments<0>)(into_rows(g), x, ts); },
        [&](numbers& g) { return llsq_by_hand(x, ts, g); }, 501);

    auto const centres = random_rows<std::vector<point>>(20, 2), all = random_rows<std::vector<point>>(3000, 3);
    compare(
        "kmeans: 20 centres, 3,000 points of 8 numbers", centres,
        [&](std::vector<point>& g) { return value_and_gradient(kmeans, arguments<0>)(into_rows(g), centres, all); },
        [&](std::vector<point>& g) { return kmeans_by_hand(centres, all, g); }, 201);

    numbers const many = random_rows<numbers>(10'000, 4);
    compare(
        "lse: 10,000 numbers", many,
        [&](numbers& g) { return value_and_gradient(lse, arguments<0>)(into_rows(g), many); },
        [&](numbers& g) { return lse_by_hand(many, g); }, 501);

    vector parameters{};
    for (std::size_t i = 0; i < equations; ++i) parameters[i] = 1.5 + 0.3 * x[i];
    std::vector<vector> states;
    compare(
        "ode: 10 equations, 100 steps", vector{},
        [&](vector& g) {
            auto const r = value_and_gradient(ode, arguments<0>)(parameters, 0.02, 100);
            g = r.gradient;
            return r.value;
        },
        [&](vector& g) { return ode_by_hand(parameters, 0.02, 100, states, g); }, 2001);

    matrix square{};
    for (double& entry : square) entry = random_rows<numbers>(1, static_cast<unsigned>(&entry - square.data()) + 5)[0];
    compare(
        "det: 5 rows, by minors", matrix{},
        [&](matrix& g) {
            auto const r = value_and_gradient(determinant)(square);
            g = r.gradient;
            return r.value;
        },
        [&](matrix& g) { return determinant_by_hand(square, g); }, 20001);

    double const w = particle_by(force_by_ctgrad);
    check(w, particle_by(force_by_hand), "particle");
    if (std::abs(w - 0.2071918746) > 1e-4) check(w, 0.2071918746, "particle, as published");
    timing::compare("particle",
                    {{"by hand", [] { return particle_by(force_by_hand); }},
                     {"ctgrad", [] { return particle_by(force_by_ctgrad); }}},
                    1, 51);
    check(saddle_by(hyperbolic_by_ctgrad), saddle_by(hyperbolic_by_hand), "saddle");
    timing::compare("saddle",
                    {{"by hand", [] { return saddle_by(hyperbolic_by_hand); }},
                     {"ctgrad", [] { return saddle_by(hyperbolic_by_ctgrad); }}},
                    1, 51);
    return failures == 0 ? 0 : 1;
}
