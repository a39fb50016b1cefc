#include <ctgrad/ctgrad.hpp>

#include <boost/test/unit_test.hpp>

#include <limits>
#include <type_traits>

// The conventions at kinks, poles and ends of domains, each at run time and in a constant expression. rows.cpp tests
// those that the rows of the table state.
namespace {

using ctgrad::variable;
using namespace ctgrad::literals;

constexpr auto x = variable<"x">;
constexpr auto y = variable<"y">;

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double largest = std::numeric_limits<double>::max();
constexpr double smallest = std::numeric_limits<double>::denorm_min();

// A number that is hidden from the optimizer.
[[gnu::noinline]] double hidden(double value) {
    volatile double place = value;
    return place;
}
constexpr double in(double value) { return std::is_constant_evaluated() ? value : hidden(value); }

constexpr bool is_nan(double value) { return value != value; }
constexpr bool is_zero(double value, bool negative) {
    return value == 0 && ctgrad::constant_math::signbit(value) == negative;
}

// Value and first partials, as an aggregate to compare.
struct at {
    double value, first, second = 0;

    friend constexpr bool operator==(const at&, const at&) = default;
};
constexpr at of(ctgrad::formula auto f, double first) {
    const auto r = ctgrad::value_and_gradient(f, x)(x = in(first));
    return {r.value, r[x]};
}
constexpr at of(ctgrad::formula auto f, double first, double second) {
    const auto r = ctgrad::value_and_gradient(f, x, y)(x = in(first), y = in(second));
    return {r.value, r[x], r[y]};
}
constexpr double second_derivative(ctgrad::formula auto f, double first) {
    return ctgrad::derivative(f, x, x)(x = in(first));
}

constexpr bool near(double result, double expected) {
    const double difference = result < expected ? expected - result : result - expected;
    return difference <= 4e-16 * (expected < 0 ? -expected : expected);
}

#define EVERYWHERE(...)                                  \
    do {                                                 \
        static_assert(__VA_ARGS__);                      \
        const auto holds = [] { return (__VA_ARGS__); }; \
        report(holds(), #__VA_ARGS__);                   \
    } while (false)

[[gnu::noinline]] void report(bool holds, const char* text) { BOOST_TEST(holds, "at run time, not " << text); }

BOOST_AUTO_TEST_SUITE(operations_edges)

BOOST_AUTO_TEST_CASE(powers) {
    // x^0 is 1 with derivative 0 everywhere, also at 0 and infinity.
    EVERYWHERE(of(pow(x, 0_c), 0.0) == at{1, 0});
    EVERYWHERE(of(pow(x, 0_c), -2.5) == at{1, 0});
    EVERYWHERE(of(pow(x, 0_c), infinity) == at{1, 0});
    EVERYWHERE(of(pow(x, 0_c), nan) == at{1, 0});
    // A constant integer exponent is exact at 0 and below.
    EVERYWHERE(of(pow(x, 1_c), 0.0) == at{0, 1});
    EVERYWHERE(of(pow(x, 2_c), 0.0) == at{0, 0});
    EVERYWHERE(second_derivative(pow(x, 2_c), 0.0) == 2);
    EVERYWHERE(second_derivative(pow(x, 1_c), 0.0) == 0);
    EVERYWHERE(second_derivative(pow(x, 3_c), 0.0) == 0);
    EVERYWHERE(ctgrad::derivative(pow(x, 3_c), x, x, x)(x = in(0.0)) == 6);
    EVERYWHERE(of(pow(x, 3_c), -2.0) == at{-8, 12});
    EVERYWHERE(of(pow(x, -1_c), -2.0) == at{-0.5, -0.25});
    EVERYWHERE(of(pow(x, -1_c), 0.0) == at{infinity, -infinity});
    EVERYWHERE(of(pow(x, 0.5_c), 0.0) == at{0, infinity});
    EVERYWHERE(of(pow(x, 1.5_c), 0.0) == at{0, 0});
    EVERYWHERE(is_nan(of(pow(x, 0.5_c), -1.0).first));
    // 0^n is zero except for n = 0, and its derivative by the exponent is 0.
    EVERYWHERE(of(pow(0_c, x), 2.0) == at{0, 0});
    EVERYWHERE(of(pow(0_c, x), 0.0) == at{1, 0});
    // If both vary, the limits from the right.
    EVERYWHERE(of(pow(x, y), 0.0, 3.0) == at{0, 0, 0});
    EVERYWHERE(of(pow(x, y), 0.0, 1.0) == at{0, 1, 0});
    EVERYWHERE(of(pow(x, y), 0.0, 0.5) == at{0, infinity, 0});
    EVERYWHERE(of(pow(x, y), 0.0, 0.0) == at{1, 0, 0});
    EVERYWHERE(of(pow(x, y), 0.0, -1.0) == at{infinity, -infinity, 0});
    EVERYWHERE(of(pow(x, y), 1.0, 5.0) == at{1, 5, 0});
}

BOOST_AUTO_TEST_CASE(roots_and_logarithms_at_the_ends_of_their_domains) {
    EVERYWHERE(of(sqrt(x), 0.0) == at{0, infinity});
    EVERYWHERE(is_nan(of(sqrt(x), -1.0).first));
    EVERYWHERE(of(cbrt(x), 0.0) == at{0, infinity});
    EVERYWHERE(of(cbrt(x), -0.0) == at{0, infinity});
    EVERYWHERE(of(cbrt(x), -8.0) == at{-2, 1 / 12.0});
    EVERYWHERE(of(log(x), 0.0) == at{-infinity, infinity});
    EVERYWHERE(of(log2(x), 0.0) == at{-infinity, infinity});
    EVERYWHERE(of(log10(x), 0.0) == at{-infinity, infinity});
    EVERYWHERE(of(log1p(x), -1.0) == at{-infinity, infinity});
    EVERYWHERE(is_nan(of(log(x), -1.0).value));
    EVERYWHERE(of(asin(x), 1.0).first == infinity);
    EVERYWHERE(of(asin(x), -1.0).first == infinity);
    EVERYWHERE(of(acos(x), 1.0) == at{0, -infinity});
    EVERYWHERE(of(acos(x), -1.0).first == -infinity);
    EVERYWHERE(of(acosh(x), 1.0) == at{0, infinity});
    EVERYWHERE(of(atanh(x), 1.0) == at{infinity, infinity});
    EVERYWHERE(of(atanh(x), -1.0) == at{-infinity, infinity});
    EVERYWHERE(of(1_c / x, 0.0) == at{infinity, -infinity});
}

BOOST_AUTO_TEST_CASE(kinks_and_ties) {
    EVERYWHERE(of(abs(x), 0.0) == at{0, 0});
    EVERYWHERE(of(abs(x), -0.0) == at{0, 0});
    EVERYWHERE(of(abs(x), -smallest) == at{smallest, -1});
    EVERYWHERE(is_nan(of(abs(x), nan).first));
    EVERYWHERE(of(relu(x), 0.0) == at{0, 0});
    EVERYWHERE(of(relu(x), -0.0) == at{0, 0});
    EVERYWHERE(of(relu(x), smallest) == at{smallest, 1});
    EVERYWHERE(of(relu(x), -infinity) == at{0, 0});
    EVERYWHERE(of(relu(x), infinity) == at{infinity, 1});
    EVERYWHERE(of(sign(x), 0.0) == at{0, 0});
    EVERYWHERE(is_zero(of(sign(x), -0.0).value, true));
    EVERYWHERE(is_zero(of(sign(x), 0.0).value, false));
    EVERYWHERE(of(sign(x), smallest) == at{1, 0});
    EVERYWHERE(of(sign(x), -infinity) == at{-1, 0});
    EVERYWHERE(is_nan(of(sign(x), nan).value));
    // If the operands are equal, the first has the derivative.
    EVERYWHERE(of(min(x, y), 2.0, 2.0) == at{2, 1, 0});
    EVERYWHERE(of(max(x, y), 2.0, 2.0) == at{2, 1, 0});
    EVERYWHERE(of(min(y, x), 2.0, 2.0) == at{2, 0, 1});
    EVERYWHERE(of(max(y, x), 2.0, 2.0) == at{2, 0, 1});
    EVERYWHERE(of(min(x, y), -infinity, 2.0) == at{-infinity, 1, 0});
    EVERYWHERE(of(max(x, y), -infinity, 2.0) == at{2, 0, 1});
    // If both operands are the same expression, it counts once.
    EVERYWHERE(of(max(x, x), 3.0) == at{3, 1});
    EVERYWHERE(of(min(x, -x), 0.0) == at{0, 1});
    EVERYWHERE(second_derivative(abs(x) * abs(x), 0.0) == 0);
    EVERYWHERE(second_derivative(relu(x) * relu(x), 1.0) == 2);
}

BOOST_AUTO_TEST_CASE(the_origin_of_the_plane) {
    EVERYWHERE(of(atan2(y, x), 0.0, 0.0) == at{0, 0, 0});
    EVERYWHERE(of(atan2(y, x), 0.0, 2.0).second == 0);
    EVERYWHERE(of(atan2(y, x), 0.0, 2.0).first == -0.5);
    EVERYWHERE(of(atan2(y, x), -2.0, 0.0).second == -0.5);
    EVERYWHERE(of(hypot(x, y), 0.0, 0.0) == at{0, 0, 0});
    EVERYWHERE(of(hypot(x, y), -3.0, 4.0) == at{5, -0.6000000000000001, 0.8});
    EVERYWHERE(of(hypot(x, y), 0.0, -2.0) == at{2, 0, -1});
    // Even if the squares overflow or underflow, the length and its partials do not.
    EVERYWHERE(near(of(hypot(x, y), 3e200, -4e200).value, 5e200));
    EVERYWHERE(near(of(hypot(x, y), 3e200, -4e200).second, -0.8));
    EVERYWHERE(near(of(hypot(x, y), 3e-200, -4e-200).second, -0.8));
    EVERYWHERE(near(of(atan2(y, x), 1e-170, 1e-170).second, 5e169));
    EVERYWHERE(near(of(atan2(y, x), 1e-170, 1e-170).first, -5e169));
    EVERYWHERE(near(of(atan2(y, x), 1e170, -1e170).second, 5e-171));
}

BOOST_AUTO_TEST_CASE(logistic_functions_far_out) {
    EVERYWHERE(of(sigmoid(x), 1000.0) == at{1, 0});
    EVERYWHERE(of(sigmoid(x), -1000.0) == at{0, 0});
    EVERYWHERE(of(sigmoid(x), infinity) == at{1, 0});
    EVERYWHERE(of(sigmoid(x), -infinity) == at{0, 0});
    EVERYWHERE(of(sigmoid(x), 0.0) == at{0.5, 0.25});
    EVERYWHERE(of(softplus(x), 1000.0) == at{1000, 1});
    EVERYWHERE(of(softplus(x), -1000.0) == at{0, 0});
    EVERYWHERE(of(softplus(x), infinity) == at{infinity, 1});
    EVERYWHERE(of(softplus(x), -infinity) == at{0, 0});
    EVERYWHERE(near(of(softplus(x), -40.0).value, 4.248354255291588985e-18));
    EVERYWHERE(of(log_sigmoid(x), 1000.0) == at{0, 0});
    EVERYWHERE(of(log_sigmoid(x), -1000.0) == at{-1000, 1});
    EVERYWHERE(of(log_sigmoid(x), -infinity) == at{-infinity, 1});
    EVERYWHERE(near(of(log_sigmoid(x), 40.0).value, -4.248354255291588985e-18));
    // The same functions as users write them.
    EVERYWHERE(of(log(sigmoid(x)), -1000.0) == at{-1000, 1});
    EVERYWHERE(of(log(sigmoid(x)), 1000.0) == at{0, 0});
    EVERYWHERE(of(log(1_c - sigmoid(x)), 1000.0) == at{-1000, -1});
    EVERYWHERE(of(log(1_c - sigmoid(x)), -1000.0) == at{0, 0});
    EVERYWHERE(second_derivative(log(1_c - sigmoid(x)), 1000.0) == 0);
    EVERYWHERE(second_derivative(log(sigmoid(x)), -1000.0) == 0);
    EVERYWHERE(near(second_derivative(log(sigmoid(x)), 0.0), -0.25));
    // The cross-entropy of an answer that is certain and wrong is finite, and so is its gradient.
    EVERYWHERE(of(-(y * log(sigmoid(x)) + (1_c - y) * log(1_c - sigmoid(x))), 1000.0, 0.0).value == 1000);
    EVERYWHERE(of(-(y * log(sigmoid(x)) + (1_c - y) * log(1_c - sigmoid(x))), 1000.0, 0.0).first == 1);
    EVERYWHERE(of(-(y * log(sigmoid(x)) + (1_c - y) * log(1_c - sigmoid(x))), -1000.0, 1.0).first == -1);
    EVERYWHERE(of(tanh(x), 1000.0) == at{1, 0});
    EVERYWHERE(of(exp(x), -1000.0) == at{0, 0});
    EVERYWHERE(of(exp(x), 1000.0) == at{infinity, infinity});
    EVERYWHERE(of(erf(x), infinity) == at{1, 0});
    EVERYWHERE(of(erfc(x), infinity) == at{0, 0});
    EVERYWHERE(of(erf(x), -1e200) == at{-1, 0});
}

// NaN or infinity in the branch not taken reaches neither value nor derivatives.
BOOST_AUTO_TEST_CASE(the_branch_not_taken) {
    static constexpr auto root = select(x > 0_c, sqrt(x), 0_c);
    EVERYWHERE(of(root, 0.0) == at{0, 0});
    EVERYWHERE(of(root, -1.0) == at{0, 0});
    EVERYWHERE(of(root, 4.0) == at{2, 0.25});
    EVERYWHERE(second_derivative(root, -1.0) == 0);
    EVERYWHERE(second_derivative(root, 0.0) == 0);
    EVERYWHERE(second_derivative(root, 4.0) == -0.03125);

    static constexpr auto turned = select(x <= 0_c, x * x, log(x) * x);
    EVERYWHERE(of(turned, -2.0) == at{4, -4});
    EVERYWHERE(of(turned, 0.0) == at{0, 0});
    EVERYWHERE(of(turned, 1.0) == at{0, 1});
    EVERYWHERE(second_derivative(turned, 0.0) == 2);

    static constexpr auto quotient = select(x == 0_c, 1_c, sin(x) / x);
    EVERYWHERE(of(quotient, 0.0) == at{1, 0});
    EVERYWHERE(second_derivative(quotient, 0.0) == 0);

    // An infinity instead of NaN
    static constexpr auto large = select(x < 1_c, x, exp(x * x));
    EVERYWHERE(of(large, -1000.0) == at{-1000, 1});
    EVERYWHERE(second_derivative(large, -1000.0) == 0);

    // Both branches are used with the same number afterwards.
    static constexpr auto shared = select(x > 0_c, log(x), x) * y + y / select(x > 0_c, x, 1_c);
    EVERYWHERE(of(shared, -2.0, 3.0) == at{-3, 3, -1});
    EVERYWHERE(of(shared, 1.0, 3.0) == at{3, 0, 1});

    // The selection is used twice, and inside other functions.
    static constexpr auto inside = exp(select(x > 0_c, sqrt(x), 2_c * x)) * select(x > 0_c, sqrt(x), 2_c * x);
    EVERYWHERE(of(inside, 0.0) == at{0, 2});
    EVERYWHERE(second_derivative(inside, 0.0) == 8);
}

BOOST_AUTO_TEST_CASE(nested_branches) {
    static constexpr auto pieces = select(x < 0_c, x * x, select(x < 1_c, sqrt(x), log(x - 1_c)));
    EVERYWHERE(of(pieces, -3.0) == at{9, -6});
    EVERYWHERE(of(pieces, 0.25) == at{0.5, 1});
    EVERYWHERE(of(pieces, 2.0) == at{0, 1});
    EVERYWHERE(second_derivative(pieces, -3.0) == 2);
    EVERYWHERE(second_derivative(pieces, 0.25) == -2);
    EVERYWHERE(second_derivative(pieces, 2.0) == -1);

    static constexpr auto guarded = select(x > 0_c && y > 0_c, sqrt(x * y) / x, select(y > 0_c, log(y), x * y));
    EVERYWHERE(of(guarded, -1.0, 1.0) == at{0, 0, 1});
    EVERYWHERE(of(guarded, -1.0, -2.0) == at{2, -2, -1});
    EVERYWHERE(of(guarded, 4.0, 4.0) == at{1, -0.125, 0.125});
    EVERYWHERE([] {
        const auto h = ctgrad::hessian(guarded, x, y)(x = in(-1.0), y = in(-2.0));
        return h(x, x) == 0 && h(x, y) == 1 && h(y, y) == 0;
    }());
    EVERYWHERE([] {
        const auto h = ctgrad::hessian(guarded, x, y)(x = in(0.0), y = in(1.0));
        return h(x, x) == 0 && h(x, y) == 0 && h(y, y) == -1;
    }());
    // Hessian-vector product, forward over reverse
    EVERYWHERE([] {
        const auto v = ctgrad::hvp(guarded, x, y)(ctgrad::tangent(x = in(1.0), y = in(2.0)), x = in(0.0), y = in(1.0));
        return v[x] == 0 && v[y] == -2;
    }());
    EVERYWHERE([] {
        const auto v = ctgrad::jvp(guarded, x, y)(ctgrad::tangent(x = in(1.0), y = in(2.0)), x = in(0.0), y = in(1.0));
        return v.tangent[0] == 2;
    }());

    // The inner condition guards other points than the outer one.
    static constexpr auto crossed =
        select(x > 0_c, select(y > 0_c, log(x) * log(y), log(x)), select(y > 0_c, log(y), 7_c));
    EVERYWHERE(of(crossed, -1.0, -1.0) == at{7, 0, 0});
    EVERYWHERE(of(crossed, 1.0, -1.0) == at{0, 1, 0});
    EVERYWHERE(of(crossed, -1.0, 1.0) == at{0, 0, 1});
    EVERYWHERE(of(crossed, 1.0, 1.0) == at{0, 0, 0});
}

BOOST_AUTO_TEST_CASE(arithmetic_beyond_the_numbers) {
    EVERYWHERE((x + y)(x = in(largest), y = in(largest)) == infinity);
    EVERYWHERE((x * y)(x = in(largest), y = in(-2.0)) == -infinity);
    EVERYWHERE(is_nan((x - y)(x = in(infinity), y = in(infinity))));
    EVERYWHERE(is_nan((x * y)(x = in(infinity), y = in(0.0))));
    EVERYWHERE(is_nan((x / y)(x = in(0.0), y = in(0.0))));
    EVERYWHERE(is_zero((x / y)(x = in(-1.0), y = in(infinity)), true));
    EVERYWHERE(is_zero((x * y)(x = in(-smallest), y = in(0.5)), true));
    EVERYWHERE(of(x * x, largest) == at{infinity, infinity});
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
