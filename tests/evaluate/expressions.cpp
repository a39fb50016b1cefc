#include <array>
#include <cmath>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

// At clang's default flags a product is fused with the sum that uses it in the same expression: in values as in plain
// C++. This file is compiled with -ffp-contract=on. It is not tested with sanitizers, which prevent inlining into the
// functions below.
#if !defined(__x86_64__) || !defined(__clang__)
#define HAS_FUSED_EXPRESSIONS 0
#elif __has_feature(address_sanitizer)
#define HAS_FUSED_EXPRESSIONS 0
#else
#define HAS_FUSED_EXPRESSIONS 1
#endif
#if HAS_FUSED_EXPRESSIONS
namespace {

constexpr auto x = ctgrad::variable<"x">;
constexpr auto y = ctgrad::variable<"y">;
constexpr auto z = ctgrad::variable<"z">;

struct values {
    double of[6];
};
[[gnu::noinline, gnu::target("fma")]] values by_ctgrad(double a, double b, double c) {
    auto const value = [&](auto const& f) __attribute__((always_inline, target("fma"))) {
        return f(x = a, y = b, z = c);
    };
    return {{value(x * y + z), value(z + x * y), value(x * y - z), value(z - x * y), value(x * y + y * z),
             value(x * y - y * z)}};
}
[[gnu::noinline, gnu::target("fma")]] values in_plain(double a, double b, double c) {
    return {{a * b + c, c + a * b, a * b - c, c - a * b, a * b + b * c, a * b - b * c}};
}
// A product that is used twice is rounded on its own.
[[gnu::noinline, gnu::target("fma")]] double shared(double a, double b, double c) {
    return ctgrad::value_and_gradient((x * y + z) / (x * y), x)(x = a, y = b, z = c).value;
}

struct sums {
    template <class T>
    constexpr std::array<T, 2> operator()(std::array<T, 4> const& v) const {
        return {v[0] * v[1] + v[2] * v[3], v[0] * v[2] + v[1] * v[3]};
    }
};
constexpr auto lanes = ctgrad::function<std::array<double, 2>(std::array<double, 4>)>(sums{});
[[gnu::noinline, gnu::target("fma")]] std::array<double, 2> in_lanes(std::array<double, 4> const& v) {
    return ctgrad::jacobian(lanes)(v).value;
}
[[gnu::noinline, gnu::target("fma")]] std::array<double, 2> in_plain(std::array<double, 4> const& v) {
    return sums{}(v);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(evaluate_expressions)

BOOST_AUTO_TEST_CASE(values_fuse_as_plain_expressions_do) {
    if (!__builtin_cpu_supports("fma")) return;
    int told_apart = 0;
    for (double a = 1.1; a < 2; a += 0.017) {
        double const b = a + 0.2, c = -0.3, product = a * b;
        values const got = by_ctgrad(a, b, c), wanted = in_plain(a, b, c);
        for (int i = 0; i < 6; ++i) BOOST_TEST(got.of[i] == wanted.of[i]);
        BOOST_TEST(shared(a, b, c) == (product + c) / product);
        std::array<double, 4> const v{a, b, c, a * 0.7};
        BOOST_TEST(in_lanes(v) == in_plain(v));
        told_apart += product + c != std::fma(a, b, c);
    }
    BOOST_TEST(told_apart > 0);  // without a difference the test proves nothing
}

BOOST_AUTO_TEST_SUITE_END()
#endif
