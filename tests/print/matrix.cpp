#include <sstream>
#include <string>

#include <boost/test/unit_test.hpp>

#include <ctgrad/matrix.hpp>
#include <ctgrad/print.hpp>

// Text of matrix formulas and of their derivatives.
namespace {

using namespace ctgrad::literals;

constexpr ctgrad::dimension<"D"> D;
constexpr ctgrad::dimension<"m"> m;
constexpr auto W = ctgrad::matrix<"W", 3, D>;
constexpr auto b = ctgrad::vector<"b", 3>;
constexpr auto X = ctgrad::matrix<"X", D, m>;
constexpr auto Y = ctgrad::matrix<"Y", 3, m>;
constexpr auto s = ctgrad::variable<"s">;
constexpr auto Z = ctgrad::named<"Z">(W * X + b);

}  // namespace

BOOST_AUTO_TEST_SUITE(print_matrix)

// A named matrix has the shape of what it names.
static_assert(shape(Z) == ctgrad::shape_of(3, m));

BOOST_AUTO_TEST_CASE(infix) {
    static_assert(ctgrad::infix(W * X + b) == "W * X + b");
    static_assert(ctgrad::infix(W * (X % X)) == "W * (X % X)");
    static_assert(ctgrad::infix(Y % (W * X)) == "Y % (W * X)");
    static_assert(ctgrad::infix(s * W * X) == "s * W * X");
    static_assert(ctgrad::infix(s * (W * X)) == "s * (W * X)");
    static_assert(ctgrad::infix(transpose(W) * Y) == "W^T * Y");
    static_assert(ctgrad::infix(transpose(W * X)) == "(W * X)^T");
    static_assert(ctgrad::infix(sum(exp(W) % W)) == "sum(W % exp(W))");
}

BOOST_AUTO_TEST_CASE(derivatives) {
    constexpr auto J = sum(Y % tanh(Z));
    static_assert(ctgrad::infix(derivative(J, Z)) == "Y % (1 - tanh(Z) % tanh(Z))");
    static_assert(ctgrad::infix(derivative(sum(W * X), X)) == "W^T * broadcast(1 to 3 x m)");
    static_assert(ctgrad::infix(derivative(dot(Y, Z), W)) == "Y * X^T");
    static_assert(ctgrad::infix(derivative(dot(Y, Z), b)) == "row_sums(Y)");
    // The position of a block: its first row, its first column, its shape.
    static_assert(ctgrad::infix(derivative(squared_norm(concatenate(Y, W)), Y)) ==
                  "block(2 * concatenate(Y, W), 0, 0, 3 x m)");
    static_assert(ctgrad::infix(derivative(squared_norm(concatenate(Y, W)), W)) ==
                  "block(2 * concatenate(Y, W), 0, m, 3 x D)");
}

BOOST_AUTO_TEST_CASE(latex) {
    static_assert(ctgrad::latex(transpose(W) * Y) == "W^{\\top} \\, Y");
    static_assert(ctgrad::latex(Y % (W * X)) == "Y \\odot \\left( W \\, X \\right)");
    static_assert(ctgrad::latex(mean(Y)) ==
                  "\\frac{\\operatorname{sum}\\left( Y \\right)}{\\operatorname{count}\\left( 3 \\times m \\right)}");
}

// The leaves, and a node for each operation. Matrices show no values, and shapes are not drawn.
BOOST_AUTO_TEST_CASE(graph) {
    constexpr auto J = mean(Y % tanh(Z));
    std::string all;
    for (auto const& leaf : ctgrad::leaves(J)) all += std::string(leaf) + " ";
    BOOST_TEST(all == "Y W X b ");
    std::ostringstream drawing;
    drawing << ctgrad::dot(J);
    std::string const text = drawing.str();
    BOOST_TEST(text.find("label=<*>") != std::string::npos);
    BOOST_TEST(text.find("tanh") != std::string::npos);
    for (std::size_t at = text.find(" -> n"); at != std::string::npos; at = text.find(" -> n", at + 1)) {
        std::size_t const from = text.rfind('n', at), line = text.rfind('\n', at);
        BOOST_TEST(text.find("  " + text.substr(from, at - from) + " [label") < line + text.size());
    }
}

// Steps with names show their formulas; nodes without a name are parts of these formulas.
BOOST_AUTO_TEST_CASE(graph_of_named_steps) {
    constexpr auto h = ctgrad::named<"h">(tanh(ctgrad::named<"z">(W * X + exp(b))));
    constexpr auto J = ctgrad::named<"J">(sum(h % h));
    std::string const text = ctgrad::dot<ctgrad::steps::named>(J).str();
    for (char const* const part :
         {"<z = W * X + exp(b)>", "<h = tanh(z)>", "<J = sum(h % h)>, peripheries=2", "rankdir=TB"})
        BOOST_TEST(text.find(part) != std::string::npos, part << " in\n" << text);
    std::size_t edges = 0;
    for (std::size_t at = text.find(" -> "); at != std::string::npos; at = text.find(" -> ", at + 1)) ++edges;
    BOOST_TEST(edges == 5);  // W, X, b to z, z to h, h to J
    std::string const slopes = ctgrad::dot<ctgrad::steps::named>(ctgrad::gradient(J, h)).str();
    BOOST_TEST(slopes.find("dJ/dh") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
