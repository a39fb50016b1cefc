#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <cstdio>
#include <string>

#include "../range/judge.hpp"

// Random formulas at points from 1e-308 to 1e300, judged like the formulas of tests/range. Unlike those of
// tests/random/graphs.cpp their values are not kept moderate; a point at which the value leaves the range or is wrong is
// not judged.
namespace {

using namespace range_test;

struct random_operation {
    code what;
    char const* text;  // # is the first operand, $ the second
};
constexpr random_operation operations[]{
    {code::add, "(# + $)"},
    {code::add, "(# + $)"},
    {code::subtract, "(# - $)"},
    {code::multiply, "(# * $)"},
    {code::multiply, "(# * $)"},
    {code::multiply, "(# * $)"},
    {code::divide, "(# / $)"},
    {code::divide, "(# / $)"},
    {code::negate, "(-#)"},
    {code::exp, "exp(#)"},
    {code::exp, "exp(#)"},
    {code::expm1, "expm1(#)"},
    {code::log, "log(#)"},
    {code::log1p, "log1p(#)"},
    {code::sqrt, "sqrt(#)"},
    {code::cbrt, "cbrt(#)"},
    {code::sin, "sin(#)"},
    {code::cos, "cos(#)"},
    {code::sinh, "sinh(#)"},
    {code::cosh, "cosh(#)"},
    {code::tanh, "tanh(#)"},
    {code::atan, "atan(#)"},
    {code::asinh, "asinh(#)"},
    {code::acosh, "acosh(#)"},
    {code::atanh, "atanh(#)"},
    {code::asin, "asin(#)"},
    {code::sigmoid, "sigmoid(#)"},
    {code::softplus, "softplus(#)"},
    {code::log_sigmoid, "log_sigmoid(#)"},
    {code::abs, "abs(#)"},
    {code::hypot, "hypot(#, $)"},
    {code::atan2, "atan2(#, $)"},
    {code::pow, "pow(#, $)"},
    {code::max, "max(#, $)"},
};

// An expression of some operations on two inputs and a small constant. There is no erfc, which takes seconds in 350
// digits.
expression random_expression(std::uint32_t seed) {
    std::uint64_t state = seed * 0x9E3779B97F4A7C15u + 0x7654321u;
    auto const draw = [&](std::size_t bound) {
        state = state * 6364136223846793005u + 1442695040888963407u;
        return static_cast<std::size_t>((state >> 33) % bound);
    };
    expression e;
    e.inputs = {"x", "y"};
    e.steps = {{code::input, 0}, {code::input, 1}, {code::number, 0, 0, 0, static_cast<double>(1 + draw(3))}};
    std::vector<std::string> texts{"x", "y", std::to_string(static_cast<int>(e.steps[2].value))};
    std::size_t const count = 3 + draw(4);
    for (std::size_t i = 0; i < count; ++i) {
        random_operation const& operation = operations[draw(std::size(operations))];
        // Most operands are results that have no user yet, so that no operation is lost.
        auto const operand = [&] {
            std::size_t const known = e.steps.size();
            return draw(3) == 0 ? draw(known) : known - 1 - draw(std::min<std::size_t>(known, 2));
        };
        std::size_t const a = operand(), b = operand();
        std::string text;
        for (char const* c = operation.text; *c != 0; ++c)
            text += *c == '#' ? texts[a] : *c == '$' ? texts[b] : std::string(1, *c);
        e.steps.push_back({operation.what, static_cast<int>(a), static_cast<int>(b)});
        texts.push_back(text);
    }
    e.text = texts.back();
    return e;
}

bool has_both_inputs(expression const& e) {
    std::vector<bool> used(e.steps.size());
    used.back() = true;
    for (std::size_t at = e.steps.size(); at-- > 3;)
        if (used[at])
            used[static_cast<std::size_t>(e.steps[at].a)] = used[static_cast<std::size_t>(e.steps[at].b)] = true;
    return used[0] && used[1];
}

}  // namespace

BOOST_AUTO_TEST_SUITE(random_extremes)

BOOST_AUTO_TEST_CASE(random_formulas_at_every_magnitude) {
    count gradients, hessians;
    for (std::uint32_t seed = 1; seed <= 4000; ++seed) {
        current = random_expression(seed);
        if (!has_both_inputs(current)) continue;
        check<2>(gradients, hessians, 8, seed);
    }
    // The library alone should lose nothing; until then these limits may only decrease.
    check_count("gradients of random formulas", gradients, 0, 30, 8000);
    check_count("second derivatives of random formulas", hessians, 0, 76, 5000);
}

BOOST_AUTO_TEST_SUITE_END()
