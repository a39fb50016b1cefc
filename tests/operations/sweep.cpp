#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <limits>
#include <regex>
#include <set>
#include <string>
#include <typeinfo>

#include <boost/core/demangle.hpp>
#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>
#include <ctgrad/operations/special/table.hpp>

#include "rows/sweep.hpp"

namespace {

using namespace rows;
using namespace ctgrad::literals;
namespace op = ctgrad::operations;

big power(big const& x, big const& y) { return exp(y * log(x)); }
// log(1 + e^x); far below 0 by its series, for 1 + e^x loses digits there.
big log_one_plus_exp(big const& x) { return op::logarithm_of_one_plus_exponential::oracle(x); }

// Formulas with special cases of a rule, or with several conditions.
// clang-format off
#define CTGRAD_TEST_FORMULAS(formula) \
    formula(a * a, ({{}}), (ctgrad::tolerance{}), [](point<big> const& x) -> big { return x[0] * x[0]; }) \
    formula(pow(a, 0_c) * a, ({{}}), (ctgrad::tolerance{}), [](point<big> const& x) -> big { return x[0]; }) \
    formula(pow(a, 1_c), ({{}}), (ctgrad::tolerance{}), [](point<big> const& x) -> big { return x[0]; }) \
    formula(pow(a, 2_c), ({{}}), (ctgrad::tolerance{}), [](point<big> const& x) -> big { return x[0] * x[0]; }) \
    formula(pow(a, 7_c), ({{}}), (ctgrad::tolerance{}), [](point<big> const& x) -> big { return x[0] * x[0] * x[0] * x[0] * x[0] * x[0] * x[0]; }) \
    formula(pow(a, -3_c), ({{}}), (ctgrad::tolerance{}), [](point<big> const& x) -> big { return 1 / (x[0] * x[0] * x[0]); }) \
    formula(pow(a, 0.5_c), ({{0, 1e3}}), (ctgrad::tolerance{}), [](point<big> const& x) -> big { return sqrt(x[0]); }) \
    formula(pow(2_c, a), ({{}}), (ctgrad::tolerance{}), [](point<big> const& x) -> big { return power(2, x[0]); }) \
    formula(pow(a, 64_c), ({{-5, -0.01}}), (ctgrad::tolerance{4, 32}), [](point<big> const& x) -> big { return power(x[0] * x[0], 32); }) \
    formula(log(sigmoid(a)), ({{-700, 100}}), (ctgrad::tolerance{}), [](point<big> const& x) -> big { return -log_one_plus_exp(-x[0]); }) \
    formula(log(1_c - sigmoid(a)), ({{-100, 700}}), (ctgrad::tolerance{}), [](point<big> const& x) -> big { return -log_one_plus_exp(x[0]); }) \
    formula(select(a < b, a * b, a), ({{}, {}}), (ctgrad::tolerance{}), [](point<big> const& x) -> big { return x[0] < x[1] ? big(x[0] * x[1]) : x[0]; }) \
    formula(select(a <= b, a * b, a), ({{}, {}}), (ctgrad::tolerance{}), [](point<big> const& x) -> big { return x[0] <= x[1] ? big(x[0] * x[1]) : x[0]; }) \
    formula(select(a > b, a * b, a), ({{}, {}}), (ctgrad::tolerance{}), [](point<big> const& x) -> big { return x[0] > x[1] ? big(x[0] * x[1]) : x[0]; }) \
    formula(select(a >= b, a * b, a), ({{}, {}}), (ctgrad::tolerance{}), [](point<big> const& x) -> big { return x[0] >= x[1] ? big(x[0] * x[1]) : x[0]; }) \
    formula(select(a == b, a * b, a), ({{}, {}}), (ctgrad::tolerance{}), [](point<big> const& x) -> big { return x[0] == x[1] ? big(x[0] * x[1]) : x[0]; }) \
    formula(select(a != b, a * b, a), ({{}, {}}), (ctgrad::tolerance{}), [](point<big> const& x) -> big { return x[0] != x[1] ? big(x[0] * x[1]) : x[0]; }) \
    formula(select(a < b && b < c, a * b, c), ({{}, {}, {}}), (ctgrad::tolerance{}), [](point<big> const& x) -> big { return x[0] < x[1] && x[1] < x[2] ? big(x[0] * x[1]) : x[2]; }) \
    formula(select(a < b || b < c, a * b, c), ({{}, {}, {}}), (ctgrad::tolerance{}), [](point<big> const& x) -> big { return x[0] < x[1] || x[1] < x[2] ? big(x[0] * x[1]) : x[2]; }) \
    formula(select(!(a < b), a * b, a), ({{}, {}}), (ctgrad::tolerance{}), [](point<big> const& x) -> big { return x[0] < x[1] ? x[0] : big(x[0] * x[1]); })
// clang-format on

BOOST_AUTO_TEST_SUITE(operations_sweep)

BOOST_AUTO_TEST_CASE(value_and_partials_of_every_operation) { check_sweep<op::table>(); }

template <std::size_t N>
constexpr std::size_t size_of(ctgrad::interval const (&)[N]) {
    return N;
}

BOOST_AUTO_TEST_CASE(value_and_partials_of_formulas) {
    drawing draw;
#define CTGRAD_TEST_CHECK(f, range, allowed, ...)                                         \
    {                                                                                     \
        static constexpr ctgrad::interval domain[] CTGRAD_TEST_BRACED range;              \
        check({#f, size_of(domain), domain, CTGRAD_TEST_BRACED allowed, __VA_ARGS__,      \
               [](point<double> const& x) { return formula_at<size_of(domain)>(f, x); }}, \
              draw);                                                                      \
    }
#define CTGRAD_TEST_BRACED(...) __VA_ARGS__
    CTGRAD_TEST_FORMULAS(CTGRAD_TEST_CHECK)
}

BOOST_AUTO_TEST_CASE(constants) {
    big const circle = 4 * atan(big(1));
    auto const check = [](double constant, long double same, big const& exact) {
        BOOST_TEST(error_of(constant, exact, 0) <= 0.5);
        BOOST_TEST(static_cast<double>(abs(big(same) - exact)) <= 1e-19);
    };
    check(op::pi::evaluate<double>(), op::pi::evaluate<long double>(), circle);
    check(op::logarithm_of_two::evaluate<double>(), op::logarithm_of_two::evaluate<long double>(), log(big(2)));
    check(op::logarithm_of_ten::evaluate<double>(), op::logarithm_of_ten::evaluate<long double>(), log(big(10)));
    check(op::two_over_root_pi::evaluate<double>(), op::two_over_root_pi::evaluate<long double>(), 2 / sqrt(circle));
}

std::string text_of(const std::filesystem::path& file) {
    std::ifstream in(file);
    return {std::istreambuf_iterator<char>(in), {}};
}

// No row may be missing from the tables: the rows are read from the headers.
BOOST_AUTO_TEST_CASE(no_operation_is_forgotten) {
    auto const folder = std::filesystem::path(__FILE__).parent_path() / "../../include/ctgrad/operations";
    BOOST_TEST_REQUIRE(std::filesystem::exists(folder));
    std::regex const row(R"(struct ([a-z_0-9]+) : ([a-z_0-9]+)(<[A-Za-z_0-9, <>]*>)? \{)");
    std::set<std::string> written, bases;
    for (auto const& file : std::filesystem::recursive_directory_iterator(folder)) {
        if (!file.is_regular_file()) continue;
        std::string const text = text_of(file.path());
        for (std::sregex_iterator at(text.begin(), text.end(), row), end; at != end; ++at) {
            written.insert((*at)[1]);
            bases.insert((*at)[2]);
        }
    }
    for (std::string const& base : bases) written.erase(base);
    written.erase("missing_partial");  // stands for no function
    auto const name_of = [](std::string const& type) {
        std::string const name = type.substr(0, type.find('<'));  // of a template, its name
        return name.substr(name.rfind(':') + 1);
    };
    // Slopes are the derivatives of rows, and are tested as such.
    op::slopes::each([&]<class Row>() { written.erase(name_of(boost::core::demangle(typeid(Row).name()))); });
    std::set<std::string> listed, types;
    ctgrad::joined_type_lists<op::table, op::special_table>::each([&]<class Row>() {
        std::string const type = boost::core::demangle(typeid(Row).name());
        BOOST_TEST(types.insert(type).second, type << " is in the table twice");
        BOOST_TEST(!std::string_view(Row::description).empty(), type << " has no description");
        listed.insert(name_of(type));
    });
    BOOST_TEST(listed.size() > 40);
    BOOST_TEST(listed == written, boost::test_tools::per_element());
}

// With more digits than a double has, no part of a derivative may have been a double.
BOOST_AUTO_TEST_CASE(derivatives_keep_fifty_digits) {
    using wide = big;
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
