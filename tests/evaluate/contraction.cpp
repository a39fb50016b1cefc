#include <cmath>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

// Derivatives may be contracted to fused multiply-adds; values may not (the tests are compiled with -ffp-contract=off).
#if defined(__x86_64__)
namespace {

constexpr auto x = ctgrad::variable<"x">;
constexpr auto y = ctgrad::variable<"y">;
constexpr auto z = ctgrad::variable<"z">;
constexpr auto f = (x * y) * (x + z);
constexpr auto g = (x * z + y) / (y * z - x);  // products that nothing else uses

// With sanitizers every number goes through memory, so nothing is fused.
#if defined(__clang__) && defined(__OPTIMIZE__)
constexpr bool fuses = !__has_feature(address_sanitizer);
#else
constexpr bool fuses = false;
#endif

struct results {
    double product_value, product_by_x, quotient_value;
};
[[gnu::noinline, gnu::target("fma")]] results with_fused_instructions(double a, double b, double c) {
    auto const of_f = ctgrad::value_and_gradient(f, x)(x = a, y = b, z = c);
    auto const of_g = ctgrad::value_and_gradient(g, x)(x = a, y = b, z = c);
    return {of_f.value, of_f.gradient[x], of_g.value};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(evaluate_contract)

BOOST_AUTO_TEST_CASE(derivatives_fuse_and_values_do_not) {
    if (!__builtin_cpu_supports("fma")) return;
    int derivatives_told_apart = 0, numerators_told_apart = 0, denominators_told_apart = 0;
    for (double a = 1.1; a < 2; a += 0.017) {
        double const b = a + 0.2, c = -0.3, product = a * b, sum = a + c, term = b * sum;
        results const r = with_fused_instructions(a, b, c);
        BOOST_TEST(r.product_value == product * sum);
        double const in_numerator = a * c, in_denominator = b * c;
        BOOST_TEST(r.quotient_value == (in_numerator + b) / (in_denominator - a));
        double const apart = term + product, fused = std::fma(b, sum, product);
        derivatives_told_apart += apart != fused;
        numerators_told_apart += in_numerator + b != std::fma(a, c, b);
        denominators_told_apart += in_denominator - a != std::fma(b, c, -a);
        if (fuses)
            BOOST_TEST(r.product_by_x == fused);
        else
            BOOST_TEST(r.product_by_x == apart);
    }
    // Without a difference the test proves nothing.
    BOOST_TEST(derivatives_told_apart > 0);
    BOOST_TEST(numerators_told_apart > 0);
    BOOST_TEST(denominators_told_apart > 0);
}

BOOST_AUTO_TEST_SUITE_END()
#endif
