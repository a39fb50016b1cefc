#include <ctgrad/ctgrad.hpp>

#include <boost/core/demangle.hpp>
#include <boost/multiprecision/cpp_bin_float.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <set>
#include <string>
#include <typeinfo>
#include <vector>

// Every row of the table, compared with an oracle that shares no code with it: the function in 50 digits, written with
// exp, log, sin, cos, atan and sqrt of Boost.Multiprecision, and its central differences. With a step of 1e-15 of the
// distance to the nearest singularity these have more than 20 correct digits.
namespace {

using boost::multiprecision::cpp_bin_float_50;

// Functions around the numbers, so that the templates are compiled once and not for every formula below.
class big {
public:
    big(double x = 0) : value(x) {}
    explicit big(const cpp_bin_float_50& x) : value(x) {}

    [[gnu::noinline]] friend big operator+(const big& x, const big& y) { return big(x.value + y.value); }
    [[gnu::noinline]] friend big operator-(const big& x, const big& y) { return big(x.value - y.value); }
    [[gnu::noinline]] friend big operator*(const big& x, const big& y) { return big(x.value * y.value); }
    [[gnu::noinline]] friend big operator/(const big& x, const big& y) { return big(x.value / y.value); }
    [[gnu::noinline]] friend big operator-(const big& x) { return big(-x.value); }
    [[gnu::noinline]] friend bool operator<(const big& x, const big& y) { return x.value < y.value; }
    friend bool operator>(const big& x, const big& y) { return y < x; }
    friend bool operator<=(const big& x, const big& y) { return !(y < x); }
    friend bool operator>=(const big& x, const big& y) { return !(x < y); }
    friend bool operator==(const big& x, const big& y) { return !(x < y) && !(y < x); }
    [[gnu::noinline]] friend big exp(const big& x) { return big(exp(x.value)); }
    [[gnu::noinline]] friend big log(const big& x) { return big(log(x.value)); }
    [[gnu::noinline]] friend big sin(const big& x) { return big(sin(x.value)); }
    [[gnu::noinline]] friend big cos(const big& x) { return big(cos(x.value)); }
    [[gnu::noinline]] friend big atan(const big& x) { return big(atan(x.value)); }
    [[gnu::noinline]] friend big sqrt(const big& x) { return big(sqrt(x.value)); }
    [[gnu::noinline]] explicit operator double() const { return static_cast<double>(value); }

private:
    cpp_bin_float_50 value;
};

using ctgrad::variable;
using namespace ctgrad::literals;
namespace op = ctgrad::operations;

constexpr auto a = variable<"a">;
constexpr auto b = variable<"b">;
constexpr auto c = variable<"c">;

constexpr std::size_t most = 3;
using point = std::array<double, most>;

struct results {
    double value = 0;
    std::array<double, most> partials{};
};

// The range of an operand: it is drawn from (low, high) uniformly, near 0, and near both ends.
struct range {
    double low, high;
};

// Errors may be `value` and `partial` units of 2^-52 relative to the result; or relative to `floor` if that is more,
// for a partial that a rule computes as the difference of 1 and something near 1.
struct tolerance {
    double value = 4;
    double partial = 8;
    double floor = 0;
};

using arguments = const std::array<big, most>&;

struct entry {
    std::string formula;
    std::string row;  // the row of the table; empty for another formula of the same row
    std::size_t arity;
    results (*rule)(const point&);
    big (*oracle)(arguments);
    std::array<range, most> domain;
    tolerance allowed;
};

template <class Row>
struct ruled {};
template <class Row>
constexpr ruled<Row> rule;
constexpr ruled<void> no_rule;

// The rule itself, on plain numbers.
template <class Row, std::size_t N>
results run_rule(const point& at) {
    results r;
    const auto run = [&](auto... x) {
        r.value = Row::evaluate(x...);
        const auto partials = Row::partials(r.value, x...);
        static_assert(partials.size() == N);
        std::copy(partials.begin(), partials.end(), r.partials.begin());
    };
    if constexpr (N == 1)
        run(at[0]);
    else if constexpr (N == 2)
        run(at[0], at[1]);
    else
        run(at[0], at[1], at[2]);
    return r;
}

template <class Row, class... Range>
entry sweep(const char* formula, ruled<Row>, tolerance allowed, big (*oracle)(arguments), Range... domain) {
    entry e{formula, "", sizeof...(Range), nullptr, oracle, {domain...}, allowed};
    if constexpr (!std::is_void_v<Row>) {
        e.row = boost::core::demangle(typeid(Row).name());
        e.rule = run_rule<Row, sizeof...(Range)>;
    }
    return e;
}

const big& pi() {
    static const big value = 4 * atan(big(1));
    return value;
}
big power(const big& x, const big& y) { return exp(y * log(x)); }
big magnitude(const big& x) { return x < 0 ? big(-x) : x; }

// log(1 + e^x); far below 0 by its series, because 1 + e^x loses digits there.
big log_one_plus_exp(const big& x) {
    const big e = exp(x);
    return x > -30 ? big(log(1 + e)) : e * (1 - e * (big(1) / 2 - e / 3));
}

// erf(x) = 2/sqrt(pi) exp(-x^2) sum of 2^n x^(2n+1) / (2n+1)!!: all terms have one sign.
big error_function(const big& x) {
    big sum = 0, term = x;
    const big square = 2 * x * x;
    for (int n = 1; magnitude(term) > magnitude(sum) * 1e-52; ++n) {
        sum = sum + term;
        term = term * square / (2 * n + 1);
    }
    return 2 / sqrt(pi()) * exp(-x * x) * sum;
}

// Near its zeros a function has few correct digits; the domains avoid zeros other than 0.
const range real{-30, 30}, positive{0, 1e3}, unit{-1, 1};

// clang-format off
#define CTGRAD_TEST_ROWS(row) \
    /* Arithmetic */ \
    row(a + b, rule<op::add>, {}, [](arguments x) -> big { return x[0] + x[1]; }, real, real) \
    row(a - b, rule<op::subtract>, {}, [](arguments x) -> big { return x[0] - x[1]; }, real, real) \
    row(a * b, rule<op::multiply>, {}, [](arguments x) -> big { return x[0] * x[1]; }, real, real) \
    row(a / b, rule<op::divide>, {}, [](arguments x) -> big { return x[0] / x[1]; }, real, positive) \
    row(-a, rule<op::negate>, {}, [](arguments x) -> big { return -x[0]; }, real) \
    row(fma(a, b, c), rule<op::fused_multiply_add>, {}, [](arguments x) -> big { return x[0] * x[1] + x[2]; }, real, real, real) \
    row(a * a, no_rule, {}, [](arguments x) -> big { return x[0] * x[0]; }, real) \
    /* Powers and roots */ \
    row(pow(a, b), rule<op::power>, {}, [](arguments x) { return power(x[0], x[1]); }, positive, range{-10, 10}) \
    row(sqrt(a), rule<op::square_root>, {}, [](arguments x) -> big { return sqrt(x[0]); }, positive) \
    row(cbrt(a), rule<op::cube_root>, {}, [](arguments x) -> big { return x[0] < 0 ? big(-power(-x[0], big(1) / 3)) : power(x[0], big(1) / 3); }, real) \
    row(hypot(a, b), rule<op::hypotenuse>, {}, [](arguments x) -> big { return sqrt(x[0] * x[0] + x[1] * x[1]); }, real, real) \
    row(pow(a, 0_c) * a, no_rule, {}, [](arguments x) -> big { return x[0]; }, real) \
    row(pow(a, 1_c), no_rule, {}, [](arguments x) -> big { return x[0]; }, real) \
    row(pow(a, 2_c), no_rule, {}, [](arguments x) -> big { return x[0] * x[0]; }, real) \
    row(pow(a, 7_c), no_rule, {}, [](arguments x) -> big { return x[0] * x[0] * x[0] * x[0] * x[0] * x[0] * x[0]; }, real) \
    row(pow(a, -3_c), no_rule, {}, [](arguments x) -> big { return 1 / (x[0] * x[0] * x[0]); }, real) \
    row(pow(a, 0.5_c), no_rule, {}, [](arguments x) -> big { return sqrt(x[0]); }, positive) \
    row(pow(2_c, a), no_rule, {}, [](arguments x) -> big { return power(2, x[0]); }, real) \
    row(pow(a, 64_c), no_rule, {4, 32}, [](arguments x) { return power(x[0] * x[0], 32); }, range{-5, -0.01}) \
    /* Exponentials and logarithms */ \
    row(exp(a), rule<op::exponential>, {}, [](arguments x) -> big { return exp(x[0]); }, range{-700, 700}) \
    row(exp2(a), rule<op::exponential_base_two>, {}, [](arguments x) { return power(2, x[0]); }, range{-1000, 1000}) \
    /* y + 1 = exp(x) cancels for x far below 0. */ \
    row(expm1(a), rule<op::exponential_minus_one>, {4, 4, 1}, [](arguments x) -> big { return exp(x[0]) - 1; }, range{-40, 40}) \
    row(log(a), rule<op::logarithm>, {}, [](arguments x) -> big { return log(x[0]); }, positive) \
    row(log2(a), rule<op::logarithm_base_two>, {}, [](arguments x) -> big { return log(x[0]) / log(big(2)); }, positive) \
    row(log10(a), rule<op::logarithm_base_ten>, {}, [](arguments x) -> big { return log(x[0]) / log(big(10)); }, positive) \
    row(log1p(a), rule<op::logarithm_of_one_plus>, {}, [](arguments x) -> big { return log(1 + x[0]); }, range{-1, 100}) \
    /* Trigonometry */ \
    row(sin(a), rule<op::sine>, {}, [](arguments x) -> big { return sin(x[0]); }, real) \
    row(cos(a), rule<op::cosine>, {}, [](arguments x) -> big { return cos(x[0]); }, real) \
    row(tan(a), rule<op::tangent>, {4, 16}, [](arguments x) -> big { return sin(x[0]) / cos(x[0]); }, real) \
    row(asin(a), rule<op::arc_sine>, {}, [](arguments x) -> big { return atan(x[0] / sqrt((1 - x[0]) * (1 + x[0]))); }, unit) \
    row(acos(a), rule<op::arc_cosine>, {}, [](arguments x) -> big { return 2 * atan(sqrt((1 - x[0]) / (1 + x[0]))); }, unit) \
    row(atan(a), rule<op::arc_tangent>, {}, [](arguments x) -> big { return atan(x[0]); }, real) \
    row(atan2(a, b), rule<op::arc_tangent_of_quotient>, {}, [](arguments x) -> big { return x[1] > 0 ? big(atan(x[0] / x[1])) : x[0] > 0 ? big(atan(x[0] / x[1]) + pi()) : big(atan(x[0] / x[1]) - pi()); }, real, real) \
    /* Hyperbolic functions */ \
    row(sinh(a), rule<op::hyperbolic_sine>, {}, [](arguments x) -> big { return (exp(x[0]) - exp(-x[0])) / 2; }, range{-700, 700}) \
    row(cosh(a), rule<op::hyperbolic_cosine>, {}, [](arguments x) -> big { return (exp(x[0]) + exp(-x[0])) / 2; }, range{-700, 700}) \
    /* 1 - y^2 cancels for |x| far from 0. */ \
    row(tanh(a), rule<op::hyperbolic_tangent>, {4, 4, 1}, [](arguments x) -> big { return 1 - 2 / (exp(2 * x[0]) + 1); }, real) \
    row(asinh(a), rule<op::area_hyperbolic_sine>, {}, [](arguments x) -> big { return log(x[0] + sqrt(x[0] * x[0] + 1)); }, real) \
    row(acosh(a), rule<op::area_hyperbolic_cosine>, {}, [](arguments x) -> big { return log(x[0] + sqrt((x[0] - 1) * (x[0] + 1))); }, range{1, 1e3}) \
    row(atanh(a), rule<op::area_hyperbolic_tangent>, {}, [](arguments x) -> big { return log((1 + x[0]) / (1 - x[0])) / 2; }, unit) \
    /* Error functions: exp of a rounded x^2 has an error of x^2 units. */ \
    row(erf(a), rule<op::error_function>, {4, 40}, [](arguments x) { return error_function(x[0]); }, range{-5, 5}) \
    row(erfc(a), rule<op::complementary_error_function>, {8, 40}, [](arguments x) -> big { return 1 - error_function(x[0]); }, range{-5, 5}) \
    /* Pieces */ \
    row(abs(a), rule<op::absolute>, {}, [](arguments x) { return magnitude(x[0]); }, real) \
    row(power_slope_at_zero(a), rule<op::slope_of_power_at_zero>, {}, [](arguments x) -> big { return x[0] > 1 ? big(0) : 1 / big(0) * x[0]; }, real) \
    row(sign(a), rule<op::signum>, {}, [](arguments x) -> big { return x[0] < 0 ? -1 : 1; }, real) \
    row(min(a, b), rule<op::minimum>, {}, [](arguments x) { return x[0] < x[1] ? x[0] : x[1]; }, real, real) \
    row(max(a, b), rule<op::maximum>, {}, [](arguments x) { return x[0] < x[1] ? x[1] : x[0]; }, real, real) \
    row(relu(a), rule<op::rectified_linear>, {}, [](arguments x) { return x[0] < 0 ? big(0) : x[0]; }, real) \
    /* Logistic functions: y (1 - y) cancels for x far above 0. */ \
    row(sigmoid(a), rule<op::logistic_sigmoid>, {4, 4, 1}, [](arguments x) -> big { return 1 / (1 + exp(-x[0])); }, range{-700, 40}) \
    row(softplus(a), rule<op::softplus>, {}, [](arguments x) -> big { return log_one_plus_exp(x[0]); }, range{-100, 700}) \
    row(log_sigmoid(a), rule<op::logarithm_of_sigmoid>, {}, [](arguments x) -> big { return -log_one_plus_exp(-x[0]); }, range{-700, 100}) \
    row(log(sigmoid(a)), no_rule, {}, [](arguments x) -> big { return -log_one_plus_exp(-x[0]); }, range{-700, 100}) \
    row(log(1_c - sigmoid(a)), no_rule, {}, [](arguments x) -> big { return -log_one_plus_exp(x[0]); }, range{-100, 700}) \
    /* Selection, by every condition */ \
    row(select(a < b, a * b, a), no_rule, {}, [](arguments x) -> big { return x[0] < x[1] ? big(x[0] * x[1]) : x[0]; }, real, real) \
    row(select(a <= b, a * b, a), no_rule, {}, [](arguments x) -> big { return x[0] <= x[1] ? big(x[0] * x[1]) : x[0]; }, real, real) \
    row(select(a > b, a * b, a), no_rule, {}, [](arguments x) -> big { return x[0] > x[1] ? big(x[0] * x[1]) : x[0]; }, real, real) \
    row(select(a >= b, a * b, a), no_rule, {}, [](arguments x) -> big { return x[0] >= x[1] ? big(x[0] * x[1]) : x[0]; }, real, real) \
    row(select(a == b, a * b, a), no_rule, {}, [](arguments x) -> big { return x[0] == x[1] ? big(x[0] * x[1]) : x[0]; }, real, real) \
    row(select(a != b, a * b, a), no_rule, {}, [](arguments x) -> big { return x[0] != x[1] ? big(x[0] * x[1]) : x[0]; }, real, real) \
    row(select(a < b && b < c, a * b, c), no_rule, {}, [](arguments x) -> big { return x[0] < x[1] && x[1] < x[2] ? big(x[0] * x[1]) : x[2]; }, real, real, real) \
    row(select(a < b || b < c, a * b, c), no_rule, {}, [](arguments x) -> big { return x[0] < x[1] || x[1] < x[2] ? big(x[0] * x[1]) : x[2]; }, real, real, real) \
    row(select(!(a < b), a * b, a), no_rule, {}, [](arguments x) -> big { return x[0] < x[1] ? x[0] : big(x[0] * x[1]); }, real, real)
// clang-format on

#define CTGRAD_TEST_FORMULA(formula, ...) , formula
#define CTGRAD_TEST_ENTRY(formula, ...) sweep(#formula, __VA_ARGS__),

std::vector<entry> table() { return {CTGRAD_TEST_ROWS(CTGRAD_TEST_ENTRY)}; }

// All formulas at once, to compile one program instead of dozens; `a` is in front of the rows.
auto all_formulas(const point& at) {
    return ctgrad::jacobian(ctgrad::outputs(a CTGRAD_TEST_ROWS(CTGRAD_TEST_FORMULA)), a, b, c)(a = at[0], b = at[1],
                                                                                               c = at[2]);
}

// Conditions and selection are swept above through `select`; constants are tested below.
const std::set<std::string> swept_otherwise{"selection",        "less",
                                            "less_equal",       "equal",
                                            "logical_not",      "logical_and",
                                            "logical_or",       "pi",
                                            "logarithm_of_two", "logarithm_of_ten",
                                            "two_over_root_pi"};

class drawing {
public:
    double from(range r) {
        const double width = r.high - r.low;
        const double small = std::pow(10.0, -6 * even(random));
        switch (turn++ % 5) {
            case 0: return inside(r, r.low + width * small / 2);
            case 1: return inside(r, r.high - width * small / 2);
            case 2: return inside(r, (even(random) < 0.5 ? -1 : 1) * small);
            default: return inside(r, r.low + width * even(random));
        }
    }

private:
    double inside(range r, double x) { return x > r.low && x < r.high && x != 0 ? x : from(r); }

    std::mt19937_64 random{20};
    std::uniform_real_distribution<double> even{0.0, 1.0};
    std::uint64_t turn = 0;
};

// The error of a result in units of 2^-52.
double error_of(double result, const big& exact, double floor) {
    const big size = std::max(magnitude(exact), big(floor));
    if (size == 0) return result == 0 ? 0 : HUGE_VAL;
    return static_cast<double>(magnitude(big(result) - exact) / size) / std::numeric_limits<double>::epsilon();
}

BOOST_AUTO_TEST_SUITE(operations_sweep)

BOOST_AUTO_TEST_CASE(value_and_partials_of_every_operation) {
    drawing draw;
    const auto entries = table();
    for (std::size_t row = 0; row < entries.size(); ++row) {
        const entry& e = entries[row];
        double value_error = 0, partial_error = 0;
        for (int repeat = 0; repeat < 200; ++repeat) {
            point at{};
            std::array<big, most> exact_at{};
            // The operands are drawn in another order each time, so that every kind of draw is combined with every
            // other.
            for (std::size_t i = 0; i < e.arity; ++i) exact_at[i] = at[i] = draw.from(e.domain[i]);
            if (repeat % 7 == 0) (void)draw.from(real);

            const big value = e.oracle(exact_at);
            std::array<big, most> partials{};
            for (std::size_t i = 0; i < e.arity; ++i) {
                const double room = std::min({std::abs(at[i]), at[i] - e.domain[i].low, e.domain[i].high - at[i], 1.0});
                const big step = big(room) * 1e-15;
                std::array<big, most> up = exact_at, down = exact_at;
                up[i] = up[i] + step;
                down[i] = down[i] - step;
                partials[i] = (e.oracle(up) - e.oracle(down)) / (2 * step);
            }
            const auto all = all_formulas(at);
            results found[]{{all.value[row + 1], all.jacobian[row + 1]}, {all.value[row + 1], all.jacobian[row + 1]}};
            if (e.rule) found[1] = e.rule(at);
            for (const results& r : found) {
                value_error = std::max(value_error, error_of(r.value, value, 0));
                for (std::size_t i = 0; i < e.arity; ++i) {
                    const double error = error_of(r.partials[i], partials[i], e.allowed.floor);
                    if (error > e.allowed.partial && error > partial_error)
                        BOOST_TEST_MESSAGE(e.formula << " at " << at[0] << ", " << at[1] << ": partial " << i << " is "
                                                     << r.partials[i] << " instead of "
                                                     << static_cast<double>(partials[i]));
                    partial_error = std::max(partial_error, error);
                }
            }
        }
        BOOST_TEST(value_error <= e.allowed.value, "value of " << e.formula << " has an error of " << value_error);
        BOOST_TEST(partial_error <= e.allowed.partial,
                   "partial of " << e.formula << " has an error of " << partial_error);
    }
}

BOOST_AUTO_TEST_CASE(constants) {
    const auto check = [](double constant, long double same, const big& exact) {
        BOOST_TEST(error_of(constant, exact, 0) <= 0.5);
        BOOST_TEST(static_cast<double>(magnitude(big(cpp_bin_float_50(same)) - exact)) <= 1e-19);
    };
    check(op::pi::evaluate<double>(), op::pi::evaluate<long double>(), pi());
    check(op::logarithm_of_two::evaluate<double>(), op::logarithm_of_two::evaluate<long double>(), log(big(2)));
    check(op::logarithm_of_ten::evaluate<double>(), op::logarithm_of_ten::evaluate<long double>(), log(big(10)));
    check(op::two_over_root_pi::evaluate<double>(), op::two_over_root_pi::evaluate<long double>(), 2 / sqrt(pi()));
}

std::string text_of(const std::filesystem::path& file) {
    std::ifstream in(file);
    return {std::istreambuf_iterator<char>(in), {}};
}

// The identifiers that follow `before` and satisfy `wanted(text after the identifier)`.
template <class Wanted>
std::set<std::string> names_after(const std::string& before, const std::string& text, Wanted wanted) {
    std::set<std::string> names;
    for (std::size_t at = text.find(before); at != text.npos; at = text.find(before, at + 1)) {
        const std::size_t first = at + before.size();
        const std::size_t last = text.find_first_not_of("abcdefghijklmnopqrstuvwxyz_0123456789", first);
        if (wanted(text.substr(last, 40))) names.insert(text.substr(first, last - first));
    }
    return names;
}

// The rows are read from the headers, so that none can be forgotten here.
BOOST_AUTO_TEST_CASE(no_operation_is_forgotten) {
    const auto include = std::filesystem::path(__FILE__).parent_path() / "../../include/ctgrad";
    BOOST_TEST_REQUIRE(std::filesystem::exists(include / "operations"));

    std::set<std::string> rows;
    for (const auto& file : std::filesystem::directory_iterator(include / "operations"))
        rows.merge(names_after("struct ", text_of(file.path()), [](const std::string& rest) {
            return rest.starts_with(" : operation {") || rest.starts_with(" : condition_operation {");
        }));
    rows.erase("condition_operation");
    rows.erase("softsign");  // the example for users
    const std::set<std::string> used = names_after("apply<operations::", text_of(include / "formula/functions.hpp"),
                                                   [](const std::string&) { return true; });
    BOOST_TEST(rows.size() > 40);
    BOOST_TEST(used.size() > 30);
    rows.insert(used.begin(), used.end());

    std::set<std::string> swept = swept_otherwise;
    for (const entry& e : table())
        if (!e.row.empty()) swept.insert(e.row.substr(e.row.rfind(':') + 1));
    BOOST_TEST(swept == rows, boost::test_tools::per_element());
}

// With more digits than a double has, no part of a derivative may have been a double.
BOOST_AUTO_TEST_CASE(derivatives_keep_fifty_digits) {
    using wide = cpp_bin_float_50;
    const wide at = wide(7) / 10, other = wide(13) / 10, pi = 4 * atan(wide(1));
    const auto same = [](const wide& x, const wide& y) { return abs(x - y) <= abs(y) * 1e-47; };

    constexpr auto f = sin(a) * exp(0.1_c * a * b) / (1_c + b * b) + ctgrad::pi * sqrt(a) + sigmoid(a);
    const auto r = ctgrad::value_and_gradient(f, a, b)(a = at, b = other);
    static_assert(std::same_as<decltype(r.value), wide>);
    const wide e = exp(at * other / 10), q = 1 + other * other, s = 1 / (1 + exp(-at));
    BOOST_TEST(same(r.value, sin(at) * e / q + pi * sqrt(at) + s));
    BOOST_TEST(same(r[a], cos(at) * e / q + sin(at) * e * other / 10 / q + pi / (2 * sqrt(at)) + s * (1 - s)));
    BOOST_TEST(same(r[b], sin(at) * e * (at / 10 / q - 2 * other / (q * q))));

    // Irrational constants: ln 2, ln 10, 2 / sqrt(pi).
    BOOST_TEST(same(ctgrad::gradient(log2(a) + log10(a), a)(a = at)[a], (1 / log(wide(2)) + 1 / log(wide(10))) / at));

    // Third and higher derivatives, through constants, powers and pieces.
    constexpr auto g = pow(a, 5_c) / 3_c + abs(a) * relu(a) + max(a, b) + select(a < b, a * a, b);
    constexpr auto third = ctgrad::derivative(g, a, a, a);
    BOOST_TEST(same(third(a = at, b = other), 20 * at * at));
    BOOST_TEST(same(ctgrad::hessian(g, a, b)(a = at, b = other)(a, a), wide(20) / 3 * at * at * at + 2 + 2));
    BOOST_TEST(same(ctgrad::gradient(log(1_c - sigmoid(a)), a)(a = wide(100))[a], -1 / (1 + exp(wide(-100)))));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
