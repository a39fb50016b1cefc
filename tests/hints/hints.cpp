#include <boost/test/unit_test.hpp>

#include <cmath>
#include <ranges>
#include <sstream>

#include <ctgrad/hints.hpp>

namespace {

using namespace ctgrad::literals;

constexpr auto x = ctgrad::variable<"x">;
constexpr auto y = ctgrad::variable<"y">;
constexpr auto w = ctgrad::variable<"w">;

using ctgrad::hints;

// The lines of the documents.
static_assert(hints(1_c - cos(x))[0].advised == "2 * sin(x / 2)^2");
static_assert(hints(log(1_c + x))[0].advised == "log1p(x)");
static_assert(hints(exp(x) - 1_c)[0].advised == "expm1(x)");
static_assert(hints(sqrt(x * x + y * y))[0].advised == "hypot(x, y)");
static_assert(hints(log(x) - log(y))[0].advised == "log1p((x - y) / y)");
static_assert(hints(sqrt(x + 1_c) - sqrt(x))[0].advised == "1 / (sqrt(1 + x) + sqrt(x))");
static_assert(hints(x * x - y * y)[0].advised == "(x - y) * (x + y)");
static_assert(hints((x + y) - x)[0].advised == "y");
static_assert(hints(log(exp(x) + exp(y)))[0].advised == "log_sum_exp(x, y)");
static_assert(hints(1_c - tanh(x) * tanh(x))[0].advised == "1 / cosh(x)^2");
static_assert(hints(1_c - ctgrad::sigmoid(x))[0].advised == "sigmoid(-x)");
static_assert(hints(1_c - erf(x))[0].advised == "erfc(x)");
static_assert(hints(log(erfc(x)))[0].advised == "log(erfcx(x)) - x^2");
static_assert(hints(exp(x) / (1_c + exp(x)))[0].advised == "sigmoid(x)");
static_assert(hints(acos(x / y))[0].advised == "atan2(sqrt((y - x) * (x + y)), x)");
static_assert(hints(sqrt(x) * sqrt(x))[0].advised == "x");

// They are a range.
constexpr std::size_t letters_of_all(auto const& list) {
    std::size_t letters = 0;
    for (ctgrad::hint const& h : list) letters += h.advised.size();
    return letters;
}
static_assert(letters_of_all(hints((1_c - cos(x)) * (exp(y) - 1_c))) ==
              sizeof "2 * sin(x / 2)^2" - 1 + sizeof "expm1(y)" - 1);
static_assert(letters_of_all(hints(x + y)) == 0);
static_assert(std::ranges::forward_range<decltype(hints(exp(x) - 1_c))>);

// Hamming's problems, of the benchmarks of Herbie (Numerical Methods for Scientists and Engineers, chapter 3). There is
// no closed form for 1 / x - 1 / tan(x) and (x - sin(x)) / (x - tan(x)), so they have no hint.
constexpr auto n = ctgrad::variable<"n">;
static_assert(hints((-y - sqrt(y * y - 4_c * w * x)) / (2_c * w))[0].advised ==
              "4 * w * x / (sqrt(y^2 - 4 * w * x) - y)");
static_assert(hints((-y + sqrt(y * y - 4_c * w * x)) / (2_c * w))[0].advised ==
              "-4 * w * x / (y + sqrt(y^2 - 4 * w * x))");
static_assert(hints(1_c / sqrt(x) - 1_c / sqrt(x + 1_c))[0].advised ==
              "1 / (sqrt(x) * sqrt(1 + x) * (sqrt(x) + sqrt(1 + x)))");
static_assert(hints(1_c / (x + 1_c) - 1_c / x)[0].advised == "-1 / (x * (1 + x))");
static_assert(hints(1_c / (x + 1_c) - 2_c / x + 1_c / (x - 1_c))[0].advised == "2 / (x * ((1 + x) * (x - 1)))");
static_assert(hints(cbrt(x + 1_c) - cbrt(x))[0].advised == "1 / (cbrt(1 + x)^2 + cbrt(1 + x) * cbrt(x) + cbrt(x)^2)");
static_assert(hints(pow(x + 1_c, 1_c / n) - pow(x, 1_c / n))[0].advised == "x^(1 / n) * expm1(1 / n * log1p(1 / x))");
static_assert(hints(sin(x + y) - sin(x))[0].advised == "2 * sin(y / 2) * cos(x + y / 2)");
static_assert(hints(cos(x + y) - cos(x))[0].advised == "-2 * sin(y / 2) * sin(x + y / 2)");
static_assert(hints(tan(x + y) - tan(x))[0].advised == "sin(y) / (cos(x) * cos(x + y))");
static_assert(hints(atan(n + 1_c) - atan(n))[0].advised == "atan2(1, 1 + n * (1 + n))");
static_assert(hints(log(n + 1_c) - log(n))[0].advised == "log1p(1 / n)");
static_assert(hints((n + 1_c) * log(n + 1_c) - n * log(n) - 1_c)[0].advised == "log(1 + n) + n * log1p(1 / n)");
static_assert(hints(log((1_c - x) / (1_c + x)))[0].advised == "-2 * atanh(x)");
static_assert(hints(log(1_c - x) / log(1_c + x)).size() == 2);
static_assert(hints(exp(w * x) - 1_c)[0].advised == "expm1(w * x)");
static_assert(hints(exp(x) / (exp(x) - 1_c))[0].advised == "-1 / expm1(-x)");
static_assert(hints(exp(x) - 2_c + exp(-x))[0].advised == "4 * sinh(x / 2)^2");
static_assert(hints(y * (exp((w + x) * y) - 1_c) / ((exp(w * y) - 1_c) * (exp(x * y) - 1_c))).size() == 3);
static_assert(hints((1_c - cos(x)) / (x * x))[0].advised == "2 * sin(x / 2)^2");
static_assert(hints((1_c - cos(x)) / sin(x))[0].advised == "tan(x / 2)");
static_assert(hints(1_c / x - 1_c / tan(x)).empty());
static_assert(hints((x - sin(x)) / (x - tan(x))).empty());

// Other ways to write them.
static_assert(hints(pow(x, 2_c) - pow(y, 2_c))[0].advised == "(x - y) * (x + y)");
static_assert(hints(-cos(x) + 1_c)[0].advised == "2 * sin(x / 2)^2");
static_assert(hints(exp(x) + -1_c)[0].advised == "expm1(x)");
static_assert(hints(-1_c + exp(x))[0].advised == "expm1(x)");
static_assert(hints(x + 1_c - x)[0].advised == "1");
static_assert(hints((-w + sqrt(w * w - 4_c * x * y)) / (2_c * x))[0].written == "-w + sqrt(w^2 - 4 * x * y)");

// A place gives one hint, the most special one. The parts of a form give none.
static_assert(hints(log(1_c + exp(x))).size() == 1);
static_assert(hints((exp(2_c * x) - 1_c) / (exp(2_c * x) + 1_c)).size() == 1);
static_assert(hints(log(1_c + x) * (exp(y) - 1_c)).size() == 2);
static_assert(hints(log(1_c + x) * (exp(y) - 1_c))[0].written == "log(1 + x)");
static_assert(hints(log(1_c + x) * (exp(y) - 1_c))[1].written == "exp(y) - 1");
// A place that occurs twice gives one hint.
static_assert(hints((1_c - cos(x)) * (2_c + (1_c - cos(x)))).size() == 1);

// There is no hint if no better form exists, if the library computes another form, or if the user has excluded the
// place.
static_assert(hints(x * sin(x) + y / (1_c + x * x)).empty());
static_assert(hints(1_c / (1_c + exp(-x))).empty());
static_assert(hints(log(ctgrad::sigmoid(x))).empty());
static_assert(hints(log(1_c - ctgrad::sigmoid(x))).empty());
static_assert(hints(ctgrad::select(x == 0_c, 1_c, sin(x) / x)).empty());
static_assert(hints(pow(1_c + x, 3_c)).empty());
static_assert(hints(x - y).empty());
static_assert(hints(acos(x)).empty());
static_assert(hints(log1p(x) + expm1(x) + hypot(x, y) + ctgrad::softplus(x)).empty());
static_assert(hints(x).empty());
static_assert(hints(2_c).empty());
// The derivative of tanh is 1 - y^2 for a reader, and computed in another form.
static_assert(hints(tanh(x)).empty());
static_assert(hints(ctgrad::gradient(tanh(x), x)).empty());
static_assert(hints(ctgrad::gradient(exp(x) - 1_c, x)).size() == 1);

// Names of intermediates, and operands that are long.
constexpr auto z = ctgrad::named<"z">(w * x + y);
static_assert(hints(1_c - cos(z))[0].advised == "2 * sin(z / 2)^2");
static_assert(hints(1_c - cos(z))[0].reason == "the digits cancel where z is close to 0");
constexpr auto product = x * y * w;
constexpr auto long_sum = sin(product) + cos(product) * (product + x) + exp(product) * (product + y) + w;
static_assert(hints(1_c - cos(long_sum))[0].written == "1 - cos(w + ...)");
static_assert(hints(1_c - cos(long_sum))[0].advised == "2 * sin((w + ...) / 2)^2");

// Functions, with loops.
constexpr auto f = ctgrad::function<double(double, std::array<double, 3>)>([](auto t, auto const& v) {
    auto sum = t * 0.0;
    for (auto const& part : v) sum += log(1.0 + exp(part));
    return sum + (1.0 - cos(t));
});
static_assert(hints(f).size() == 4);
static_assert(hints(f)[0].written == "log(1 + exp(x2[0]))");
static_assert(hints(f, ctgrad::names<"t", "v">)[2].advised == "softplus(v[2])");
static_assert(hints(f, ctgrad::names<"t", "v">)[3].written == "1 - cos(t)");
constexpr auto two_results = ctgrad::function<std::array<double, 2>(double)>([](auto u) {
    return std::array{exp(u) - 1.0, sqrt(u * u + 1.0)};
});
static_assert(hints(two_results).size() == 2);

// Some thousand operations, at the compilers' default limits.
constexpr auto large = ctgrad::function<double(std::array<double, 8>)>([](auto const& v) {
    auto sum = v[0] * 0.0;
    for (std::size_t i = 0; i < 400; ++i) sum += (v[i % 8] - sum) * sin(sum) * v[3 * i % 8];
    return sum + (1.0 - cos(v[0]));
});
static_assert(hints(large).size() == 1);

}  // namespace

BOOST_AUTO_TEST_SUITE(hints_of_formulas)

BOOST_AUTO_TEST_CASE(printed) {
    std::ostringstream out;
    out << hints(1_c - cos(w * x) + log(1_c + y));
    BOOST_TEST(out.str() ==
               "1 - cos(w * x): write 2 * sin(w * x / 2)^2 (the digits cancel where w * x is close to 0)\n"
               "log(1 + y): write log1p(y) (the digits cancel where y is close to 0)\n");
    std::ostringstream nothing;
    nothing << hints(x * y);
    BOOST_TEST(nothing.str().empty());
}

// The one rule that is about a derivative.
BOOST_AUTO_TEST_CASE(derivative_of_squared_root) {
    BOOST_TEST(std::isnan(ctgrad::gradient(sqrt(x) * sqrt(x), x)(x = 0.0)[x]));
    BOOST_TEST(ctgrad::gradient(x, x)(x = 0.0)[x] == 1);
}

// An angle between vectors: rounding makes the quotient greater than 1.
BOOST_AUTO_TEST_CASE(inverse_cosine_of_more_than_one) {
    constexpr auto a = ctgrad::variable<"a">;
    constexpr auto b = ctgrad::variable<"b">;
    constexpr auto c = ctgrad::variable<"c">;
    constexpr auto d = ctgrad::variable<"d">;
    constexpr auto angle = acos((a * c + b * d) / (hypot(a, b) * hypot(c, d)));
    static_assert(hints(angle)[0].advised == "atan2(abs(a * d - c * b), a * c + b * d)");
    constexpr auto advised = atan2(abs(a * d - b * c), a * c + b * d);
    int past_one = 0;
    for (int i = 1; i < 100; ++i) {
        double const u = i * 0.1, v = 1.3 * i;
        past_one += std::isnan(angle(a = u, b = v, c = u, d = v));
        BOOST_TEST(advised(a = u, b = v, c = u, d = v) == 0);
    }
    BOOST_TEST(past_one > 0);
}

BOOST_AUTO_TEST_SUITE_END()
