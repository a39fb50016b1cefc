#include <array>
#include <cmath>
#include <random>
#include <tuple>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

// The language features that a traced function may use, and its derivatives.
namespace {

using ctgrad::function;

template <class T>
constexpr T power_by_squaring(T base, int exponent) {
    T result = 1;
    for (; exponent > 0; exponent /= 2) {
        if (exponent % 2 == 1) result *= base;
        base *= base;
    }
    return result;
}

struct newton_root {
    template <class T>
    constexpr T operator()(T const& a) const {
        T x = a;
        for (int i = 0; i < 8; ++i) x = (x + a / x) / 2;
        return x;
    }
};

// Existing code, written for numbers, with using-declarations for the standard library's functions.
template <class T>
constexpr T legacy(T const* values, int count) {
    using std::exp;
    using std::sqrt;
    T sum(0);
    for (int i = 0; i != count; ++i) {
        T term = values[i];
        term *= term;
        term += T(1);
        sum += sqrt(term) - exp(-term);
    }
    return sum;
}
struct wrapped_legacy {
    template <class T>
    constexpr T operator()(std::array<T, 3> const& v) const {
        return legacy(v.data(), 3);
    }
};

// 1,000 operations in a loop: a coupled recurrence that stays bounded.
struct long_loop {
    template <class T>
    constexpr T operator()(std::array<T, 4> const& start) const {
        std::array<T, 4> v = start;
        for (int i = 0; i < 125; ++i) {
            std::size_t const a = static_cast<std::size_t>(i % 4), b = static_cast<std::size_t>((i + 1) % 4),
                              c = static_cast<std::size_t>((i + 2) % 4);
            v[a] = (v[a] * v[b] + v[c]) / (1 + v[b] * v[b]) + 0.25 * v[a] - v[c];
        }
        return v[0] + v[1] * v[2] - v[3];
    }
};

// The oracle: value and derivative along one direction.
template <class T>
struct dual {
    T value, slope;
    dual(T v = 0, T s = 0) : value(v), slope(s) {}
    friend dual operator+(dual a, dual b) { return {a.value + b.value, a.slope + b.slope}; }
    friend dual operator-(dual a, dual b) { return {a.value - b.value, a.slope - b.slope}; }
    friend dual operator*(dual a, dual b) { return {a.value * b.value, a.slope * b.value + a.value * b.slope}; }
    friend dual operator/(dual a, dual b) {
        return {a.value / b.value, (a.slope * b.value - a.value * b.slope) / (b.value * b.value)};
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(function_bodies)

BOOST_AUTO_TEST_CASE(loops_and_helpers) {
    constexpr auto f = function<double(double)>([](auto u) { return power_by_squaring(u, 13); });
    static_assert(f(2.0) == 8192 && ctgrad::gradient(f)(2.0) == 13 * 4096);
    static_assert(ctgrad::cost(f).multiplications <= 6);

    constexpr auto root = function<double(double)>(newton_root{});
    BOOST_CHECK_CLOSE_FRACTION(root(2.0), std::sqrt(2.0), 1e-15);
    BOOST_CHECK_CLOSE_FRACTION(ctgrad::gradient(root)(2.0), 0.5 / std::sqrt(2.0), 1e-14);
    static_assert(root(2.0) == newton_root{}(2.0));
}

BOOST_AUTO_TEST_CASE(existing_code) {
    auto const f = function<double(std::array<double, 3>)>(wrapped_legacy{});
    std::array const v{0.5, -1.5, 2.5};
    auto const [value, gradient] = ctgrad::value_and_gradient(f)(v);
    BOOST_TEST(value == wrapped_legacy{}(v));
    for (std::size_t i = 0; i < 3; ++i) {
        double const t = v[i] * v[i] + 1;
        BOOST_CHECK_CLOSE_FRACTION(gradient[i], v[i] / std::sqrt(t) + 2 * v[i] * std::exp(-t), 1e-14);
    }
}

BOOST_AUTO_TEST_CASE(plain_numbers) {
    // Numbers of all kinds together with symbols.
    constexpr auto f = function<double(double)>([](auto u) { return 2 * u + 0.5f * u - u / 4 + 3L * u + u * 1u; });
    static_assert(f(4.0) == 8 + 2 - 1 + 12 + 4 && ctgrad::gradient(f)(4.0) == 2 + 0.5 - 0.25 + 3 + 1);
    constexpr auto g = function<double(double)>([](auto u) {
        decltype(u) sum = 0;
        sum += 1;
        sum -= u;
        sum *= 3;
        sum /= -2;
        return -sum + +u;
    });
    static_assert(g(3.0) == -3 + 3.0 && ctgrad::gradient(g)(3.0) == -0.5);
}

BOOST_AUTO_TEST_CASE(selection) {
    constexpr auto f = function<double(double)>([](auto u) { return select(u < 0, -u * u, sqrt(u)); });
    static_assert(f(4.0) == 2 && f(-3.0) == -9);
    static_assert(ctgrad::gradient(f)(4.0) == 0.25 && ctgrad::gradient(f)(-3.0) == 6);
    constexpr auto clamp = function<double(double, double)>(
        [](auto u, auto limit) { return select(u > limit || u < -limit, select(u > 0, limit, -limit), u); });
    static_assert(ctgrad::gradient(clamp)(3.0, 2.0) == std::tuple{0.0, 1.0});
    static_assert(ctgrad::gradient(clamp)(-3.0, 2.0) == std::tuple{0.0, -1.0});
    static_assert(ctgrad::gradient(clamp)(1.0, 2.0) == std::tuple{1.0, 0.0});
    // A loop whose condition depends on plain numbers does not branch on a symbol.
    constexpr auto h = function<double(double)>([](auto u) {
        auto sum = u;
        for (int i = 2; i < 5; ++i)
            if (i % 2 == 0) sum += max(u, i) * min(u, 3);
        return sum;
    });
    static_assert(h(2.5) == 2.5 + 2.5 * 2.5 + 4 * 2.5 && ctgrad::gradient(h)(2.5) == 1 + 5 + 4);
}

BOOST_AUTO_TEST_CASE(every_function) {
    constexpr auto f = function<double(double, double)>([](auto u, auto v) {
        using namespace ctgrad;
        auto const a = pow(u, 3) + pow(u, v) + sqrt(u) + cbrt(v) + hypot(u, v);
        auto const b = exp(u) + exp2(v) + expm1(u) + log(u) + log2(v) + log10(u) + log1p(v);
        auto const c = sin(u) + cos(v) + tan(u) + asin(u / 2) + acos(v / 2) + atan(u) + atan2(u, v);
        auto const d = sinh(u) + cosh(v) + tanh(u) + asinh(v) + acosh(1 + u) + atanh(v / 2) + erf(u) + erfc(v);
        auto const e = abs(u) + sign(v) * v + min(u, v) + max(u, 0.1) + fma(u, v, u) + relu(v);
        return a + b + c + d + e + sigmoid(u) + softplus(v) + log_sigmoid(u);
    });
    double const u = 0.7, v = 1.1;
    auto const [by_u, by_v] = ctgrad::gradient(f)(u, v);
    double const h = 1e-5;
    BOOST_CHECK_CLOSE_FRACTION(by_u, (f(u + h, v) - f(u - h, v)) / (2 * h), 1e-8);
    BOOST_CHECK_CLOSE_FRACTION(by_v, (f(u, v + h) - f(u, v - h)) / (2 * h), 1e-8);
}

BOOST_AUTO_TEST_CASE(hessian_and_products) {
    constexpr auto f = function<double(std::array<double, 2>, double)>(
        [](auto const& v, auto w) { return v[0] * v[0] * v[1] + w * w * v[0]; });
    constexpr std::array v{2.0, 3.0};
    constexpr auto h = ctgrad::hessian(f)(v, 5.0);
    static_assert(h.value == 62 && h.gradient == std::tuple{std::array{37.0, 4.0}, 20.0});
    static_assert(h.hessian == std::array<std::array<double, 3>, 3>{{{6, 4, 10}, {4, 0, 0}, {10, 0, 4}}});

    constexpr auto p = ctgrad::hvp(f)(ctgrad::tangent(std::array{1.0, 2.0}, 3.0), v, 5.0);
    static_assert(p.value == 62 && p.product == std::tuple{std::array{6.0 + 8 + 30, 4.0}, 10.0 + 12});

    constexpr auto t = ctgrad::jvp(f)(ctgrad::tangent(std::array{1.0, 2.0}, 3.0), v, 5.0);
    static_assert(t.value == 62 && t.tangent == 37 + 8 + 60);

    constexpr auto pair = function<std::array<double, 2>(std::array<double, 2>, double)>([](auto const& a, auto b) {
        return std::array{a[0] * a[1] * b, a[0] + b * b};
    });
    constexpr auto back = ctgrad::vjp(pair)(ctgrad::cotangent(std::array{1.0, 10.0}), v, 5.0);
    static_assert(back.value == std::array{30.0, 27.0});
    static_assert(back.gradient == std::tuple{std::array{15.0 + 10, 10.0}, 6.0 + 100});
    constexpr auto along = ctgrad::jvp(pair)(ctgrad::tangent(std::array{1.0, 0.0}, 1.0), v, 5.0);
    static_assert(along.tangent == std::array{15.0 + 6, 1.0 + 10});
}

BOOST_AUTO_TEST_CASE(thousand_operations) {
    constexpr auto f = function<double(std::array<double, 4>)>(long_loop{});
    static_assert(ctgrad::cost(f).total() >= 990);
    std::mt19937 random(1);
    std::uniform_real_distribution<double> uniform(-2, 2);
    for (int repeat = 0; repeat < 100; ++repeat) {
        std::array<double, 4> start;
        for (double& s : start) s = uniform(random);
        auto const [value, gradient] = ctgrad::value_and_gradient(f)(start);
        BOOST_TEST(value == long_loop{}(start));
        double largest = 0;
        std::array<double, 4> expected;
        for (std::size_t i = 0; i < 4; ++i) {
            std::array<dual<long double>, 4> point;
            for (std::size_t k = 0; k < 4; ++k) point[k] = {start[k], k == i ? 1.0L : 0.0L};
            expected[i] = static_cast<double>(long_loop{}(point).slope);
            largest = std::max(largest, std::abs(expected[i]));
        }
        for (std::size_t i = 0; i < 4; ++i) BOOST_TEST(std::abs(gradient[i] - expected[i]) <= 1e-8 * (1 + largest));
    }
}

BOOST_AUTO_TEST_SUITE_END()
