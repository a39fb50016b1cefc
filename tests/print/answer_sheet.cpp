#include <cmath>
#include <sstream>
#include <stdexcept>
#include <string>

#include <boost/hana/adapt_struct.hpp>
#include <boost/test/unit_test.hpp>

#include <ctgrad/print.hpp>

using namespace ctgrad::literals;
using ctgrad::answer_sheet, ctgrad::dot, ctgrad::leaves, ctgrad::named, ctgrad::steps;

struct place {
    double x, y, z;
};
BOOST_HANA_ADAPT_STRUCT(place, x, y, z);

namespace {

constexpr auto x = ctgrad::variable<"x">;
constexpr auto y = ctgrad::variable<"y">;
constexpr auto z = ctgrad::variable<"z">;
constexpr auto u1 = ctgrad::variable<"u1">;
constexpr auto u2 = ctgrad::variable<"u2">;
constexpr auto u3 = named<"u3">(u1 * u2);
constexpr auto u4 = named<"u4">(u1 + u2);
constexpr auto u5 = named<"u5">(2_c * u3 * u4);
constexpr auto ripple = exp(x * z) + x * z / log(x) + sin(log(x)) / (x * z);

static_assert(leaves(u5).size() == 2 && leaves(u5)[0] == "u1" && leaves(u5)[1] == "u2");
static_assert(leaves(ctgrad::derivative((x + y) * z, x)).size() == 1 &&
              leaves(ctgrad::derivative((x + y) * z, x))[0] == "z");
static_assert(leaves(2_c * ctgrad::pi).empty());

bool contains(std::string const& text, std::string const& part) { return text.find(part) != std::string::npos; }
int count(std::string const& text, std::string const& part) {
    int found = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
    return found;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(print_answer_sheet)

BOOST_AUTO_TEST_CASE(steps_by_name_are_those_of_the_exercise) {
    auto const sheet = answer_sheet<steps::named>(u5, u1 = 3.0, u2 = 4.0);
    BOOST_TEST(sheet.value("u3") == 12);
    BOOST_TEST(sheet.value("u4") == 7);
    BOOST_TEST(sheet.value("u5") == 168);
    BOOST_TEST(sheet.jacobian("u1", "u3") == 4);
    BOOST_TEST(sheet.jacobian("u2", "u3") == 3);
    BOOST_TEST(sheet.jacobian("u1", "u4") == 1);
    BOOST_TEST(sheet.jacobian("u3", "u5") == 14);
    BOOST_TEST(sheet.jacobian("u4", "u5") == 24);
    BOOST_TEST(sheet.adjoint("u5") == 1);
    BOOST_TEST(sheet.adjoint("u4") == 24);
    BOOST_TEST(sheet.adjoint("u3") == 14);
    BOOST_TEST(sheet.adjoint("u2") == 66);
    BOOST_TEST(sheet.adjoint("u1") == 80);
    std::string const text = sheet.plain();
    BOOST_TEST(contains(text, "  p(u1) = p(u3) * u2 + p(u4) * 1 = 14 * 4 + 24 * 1 = 80\n"));
    BOOST_TEST(contains(text, "  u1 -> u3 -> u5: u2 * (2 * u4) = 4 * 14 = 56\n"));
    BOOST_TEST(contains(text, "  du5/du1 = u2 * (2 * u4) + 1 * (2 * u3) = 56 + 24 = 80\n"));
}

BOOST_AUTO_TEST_CASE(every_adjoint_is_the_finite_difference_and_the_sum_over_its_consumers) {
    auto const check = [](auto const& worked) {
        for (auto const& step : worked.steps) {
            if (!step.varies) continue;
            BOOST_TEST_CONTEXT(step.name[0]) {
                BOOST_TEST(std::fabs(step.adjoint - step.finite_difference) <=
                           1e-5 * std::fmax(1, std::fabs(step.adjoint)));
                double sum = step.is_output ? 1 : 0;
                for (std::size_t e : step.edges_out)
                    if (worked.edges[e].differentiable)
                        sum += worked.steps[worked.edges[e].to].adjoint * worked.edges[e].value;
                BOOST_TEST(std::fabs(step.adjoint - sum) <= 1e-12 * std::fmax(1, std::fabs(sum)));
            }
        }
    };
    constexpr ctgrad::detail::given_names<> none{};
    check(ctgrad::detail::solution_of<steps::operations>(ripple, none, x = 2.0, z = 3.0));
    check(ctgrad::detail::solution_of<steps::named>(ripple, none, x = 2.0, z = 3.0));
    check(ctgrad::detail::solution_of<steps::operations>(u5 * sigmoid(u3 / u4) - relu(u1), none, u1 = 3.0, u2 = 4.0));
    constexpr auto folded = ctgrad::function<double(double, std::array<double, 2>)>([](auto u, auto v) {
        return named<"s">(u * v[0]) + pow(v[1], 2.0) * 0.1 - select(u < v[0], relu(u), sigmoid(u * v[1]));
    });
    check(ctgrad::detail::solution_of<steps::operations>(folded, none, 1.0, std::array<double, 2>{0.5, 2.0}));
    check(ctgrad::detail::solution_of<steps::named>(folded, none, 1.0, std::array<double, 2>{0.5, 2.0}));
}

BOOST_AUTO_TEST_CASE(unknown_names_are_refused_by_name) {
    auto const sheet = answer_sheet((x + y) * z, x = -2.0, y = 5.0, z = -4.0);
    BOOST_TEST(sheet.value("v1") == 3);
    auto const says = [](std::string words) {
        return [words](std::out_of_range const& e) { return std::string(e.what()) == words; };
    };
    BOOST_CHECK_EXCEPTION(sheet.value("w"), std::out_of_range,
                          says("ctgrad: the answer sheet has no node named 'w': its nodes are x, y, v1, z, f"));
    BOOST_CHECK_EXCEPTION(sheet.adjoint(""), std::out_of_range,
                          says("ctgrad: the answer sheet has no node named '': its nodes are x, y, v1, z, f"));
    BOOST_CHECK_EXCEPTION(sheet.jacobian("x", "z"), std::out_of_range,
                          says("ctgrad: there is no edge from 'x' to 'z'"));
}

BOOST_AUTO_TEST_CASE(the_three_formats_tell_the_same) {
    auto const sheet = answer_sheet((x + y) * z, x = -2.0, y = 5.0, z = -4.0);
    BOOST_TEST(contains(sheet.markdown(), "| $v_{1} \\to f$ | $z$ | -4 |\n"));
    BOOST_TEST(contains(sheet.latex(), "$v_{1} \\to f$ & $z$ & -4 \\\\\n"));
    BOOST_TEST(contains(sheet.plain(), "  v1 -> f  z         -4\n"));
    std::ostringstream stream;
    stream << sheet;
    BOOST_TEST(stream.str() == sheet.plain());
    stream.setstate(std::ios::failbit);
    BOOST_CHECK_THROW(stream << sheet, std::ios_base::failure);
}

BOOST_AUTO_TEST_CASE(points_come_in_all_forms_that_values_do) {
    constexpr auto f = (x + y) * z;
    std::string const expected = answer_sheet(f, x = -2.0, y = 5.0, z = -4.0).plain();
    BOOST_TEST(answer_sheet(f, z = -4, y = 5.0f, x = -2.0L).plain() == expected);
    BOOST_TEST(answer_sheet(f, place{-2, 5, -4}).plain() == expected);
    BOOST_TEST(dot(f, place{-2, 5, -4}).str() == dot(f, x = -2.0, y = 5.0, z = -4.0).str());
}

BOOST_AUTO_TEST_CASE(formulas_without_steps) {
    BOOST_TEST(contains(answer_sheet(x, x = 2.0).plain(), "  p(x) = 1\n"));
    BOOST_TEST(contains(answer_sheet(2_c * ctgrad::pi).plain(), "6.283185"));
    BOOST_TEST(contains(answer_sheet<steps::named>(ctgrad::derivative(x * y, x), y = 2.0).plain(), "y"));
}

BOOST_AUTO_TEST_CASE(more_paths_than_paper_are_counted_not_listed) {
    constexpr auto square = x * x + x;
    constexpr auto fourth = square * square + square;
    constexpr auto eighth = fourth * fourth + fourth;
    constexpr auto sixteenth = eighth * eighth + eighth;
    std::string const text = answer_sheet(sixteenth, x = 1.0).plain();
    BOOST_TEST(contains(text, "over more than 12 paths"));
    BOOST_TEST(text.size() < 6000u);
}

BOOST_AUTO_TEST_CASE(drawings) {
    std::string const forward = dot<steps::named>(u5, u1 = 3.0, u2 = 4.0).str();
    BOOST_TEST(count(forward, "[label=<") == 5 + 6);
    BOOST_TEST(count(forward, " -> ") == 6);
    BOOST_TEST(count(forward, "shape=box") == 2);
    BOOST_TEST(count(forward, "peripheries=2") == 1);
    BOOST_TEST(
        contains(forward, "u3 = u1 * u2<br/><font color=\"#1b7837\">12</font><br/><font color=\"#b2182b\">14</font>"));
    BOOST_TEST(contains(forward, ">2 * u4 = 14</font>"));
    // One node for each node of the graph: 2 variables, the number 2, four operations.
    BOOST_TEST(count(dot(u5).str(), "  n") - count(dot(u5).str(), " -> ") - 1 == 7);
    std::string const both = dot(ctgrad::value_and_gradient(u5, u1, u2), u1 = 3.0, u2 = 4.0).str();
    BOOST_TEST(contains(both, "du5/du1"));
    BOOST_TEST(contains(both, ">80</font>"));
    BOOST_TEST(contains(dot(select(x < y && y <= x, x, y)).str(), "&lt;"));
    BOOST_TEST(contains(dot(x < y, x = 1.0, y = 2.0).str(), ">1</font>"));
    std::ostringstream stream;
    stream << dot(u5);
    BOOST_TEST(stream.str() == dot(u5).str());
}

BOOST_AUTO_TEST_SUITE_END()
