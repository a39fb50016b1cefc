#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad::literals;

// Facts about derivatives as formulas, decided by the compiler.
namespace {

using ctgrad::derivative, ctgrad::identical, ctgrad::depends_on, ctgrad::substitute, ctgrad::cost;

constexpr auto x = ctgrad::variable<"x">;
constexpr auto y = ctgrad::variable<"y">;
constexpr auto z = ctgrad::variable<"z">;

// Equal formulas are one type, whatever C++ variables they were built from.
static_assert(std::is_empty_v<decltype(x * y + z)>);
static_assert(std::same_as<decltype(x + y), decltype(ctgrad::variable<"x"> + ctgrad::variable<"y">)>);
static_assert(!std::same_as<decltype(x), decltype(y)>);

// identical: up to signs, units and the order of two operands.
static_assert(identical(x + y, y + x));
static_assert(identical(x * y, y* x));
static_assert(identical(x - y, -(y - x)));
static_assert(identical(1_c * x, x));
static_assert(identical(x + 0_c, x));
static_assert(identical(-(-x), x));
static_assert(identical(x / 1_c, x));
static_assert(identical((-x) * (-y), x* y));
static_assert(identical(0.5_c, 1_c / 2_c));
static_assert(identical(0.1_c, 1_c / 10_c));
static_assert(identical(1e2_c, 100_c));
static_assert(identical(x + x, 2_c * x));
static_assert(!identical(x - y, y - x));
static_assert(!identical(x / y, y / x));
static_assert(!identical(x, y));
static_assert(!identical(x + y, x* y));
static_assert(!identical(0.1_c, 0.1000000000000000055511151231257827_c));
// It compares expressions; it does not prove that different ones are equal.
static_assert(!identical(sin(x) * sin(x) + cos(x) * cos(x), 1_c));

// Derivatives.
static_assert(identical(derivative(x, x), 1_c));
static_assert(identical(derivative(x, y), 0_c));
static_assert(identical(derivative(5_c, y), 0_c));
static_assert(identical(derivative(x + y - z, z), -1_c));
static_assert(identical(derivative(x * y * z, y), x* z));
static_assert(identical(derivative(x / y, x), 1_c / y));
static_assert(identical(derivative(-x, x), -1_c));
static_assert(identical(derivative(exp(x), x), exp(x)));
static_assert(identical(derivative(sin(x), x), cos(x)));
static_assert(identical(derivative(cos(x), x), -sin(x)));
static_assert(identical(derivative(log(x), x), 1_c / x));
static_assert(identical(derivative(pow(x, 3_c), x), 3_c * (x * x)));
static_assert(identical(derivative(pow(x, 2_c), x), 2_c * x));
static_assert(identical(derivative(pow(x, 0_c), x), 0_c));
static_assert(identical(derivative(sigmoid(x), x), sigmoid(x) * (1_c - sigmoid(x))));
static_assert(identical(derivative(sin(x * y), x), cos(x* y) * y));
static_assert(identical(derivative(exp(2_c * x), x), 2_c * exp(2_c * x)));
static_assert(identical(derivative(ctgrad::pi * x, x), ctgrad::pi));

// One after the other, of any order.
static_assert(identical(derivative(x * x * y, x, y), derivative(derivative(x* x* y, x), y)));
static_assert(identical(derivative(sin(x), x, x), -sin(x)));
static_assert(identical(derivative(sin(x), x, x, x, x), sin(x)));
static_assert(identical(derivative(pow(x, 4_c), x, x, x, x, x), 0_c));
static_assert(identical(derivative(x * y, x, y), 1_c));
static_assert(identical(derivative(x * y, x, x), 0_c));
static_assert(identical(derivative(exp(x), x, x, x, x, x), exp(x)));
// Derivatives are part of other formulas.
static_assert(identical(y + derivative(x * y, x), 2_c * y));
static_assert(identical(derivative(x * derivative(sin(x), x), x), cos(x) - x * sin(x)));

// With respect to intermediates: everything else is constant.
constexpr auto u = x * y;
constexpr auto v = sin(u);
static_assert(identical(derivative(v, u), cos(u)));
static_assert(identical(derivative(v * u, u), u* cos(u) + v));
static_assert(identical(derivative(v * u, v), u));
static_assert(identical(derivative(v * x, u), x* cos(u)));
static_assert(identical(derivative(v, v), 1_c));
static_assert(identical(derivative(v, x), derivative(v, u) * derivative(u, x)));
static_assert(identical(derivative(exp(x) * exp(x), exp(x)), 2_c * exp(x)));

// Substitution.
static_assert(identical(substitute(x + y, x, z), z + y));
static_assert(identical(substitute(sin(x), x, x* x), sin(x* x)));
static_assert(identical(substitute(x * y, z, 5_c), x* y));
static_assert(identical(substitute(u + exp(u), u, z), z + exp(z)));
// Simultaneously: the replacements are not searched.
static_assert(identical(substitute(x + y, x, y), y + y));
static_assert(identical(substitute(substitute(x * y, x, y), y, x), x* x));
static_assert(identical(derivative(substitute(sin(z), z, u), x), substitute(cos(z), z, u) * y));
static_assert(identical(substitute(derivative(pow(x, 3_c), x), x, y), 3_c * (y * y)));

// Dependence.
static_assert(depends_on(x * y, x) && depends_on(x * y, y) && !depends_on(x * y, z));
static_assert(depends_on(v, u) && depends_on(v, v) && !depends_on(u, v));
static_assert(!depends_on(derivative(x * y, x), x) && depends_on(derivative(x * y, x), y));
static_assert(!depends_on(3_c, x));
static_assert(depends_on(select(x < y, z, 1_c), z));

// Cost.
static_assert(cost(x).total() == 0);
static_assert(cost(x + y * z).additions == 1 && cost(x + y * z).multiplications == 1 && cost(x + y * z).total() == 2);
static_assert(cost(u + u).multiplications == 1);  // shared
static_assert(cost(x - y).additions == 1 && cost(-x).negations == 1 && cost(-x).arithmetic() == 0);
static_assert(cost(exp(x) + exp(x)).calls("exp") == 1 && cost(exp(x)).calls("log") == 0 && cost(exp(x)).all_calls == 1);
static_assert(cost(select(x < y, x, y)).comparisons == 1 && cost(select(x < y, x, y)).selections == 1);
static_assert(cost(x / y + z / y).divisions == 2);
// One reciprocal serves all quotients by the same divisor.
static_assert(cost(ctgrad::value_and_gradient(x / y + z / y, x, y, z)).divisions == 2 + 1);

// The neuron of the exercises: one exp and one division for the value and all five partials.
constexpr auto w0 = ctgrad::variable<"w0">;
constexpr auto w1 = ctgrad::variable<"w1">;
constexpr auto w2 = ctgrad::variable<"w2">;
constexpr auto neuron = 1_c / (1_c + exp(-(w0 * x + w1 * y + w2)));
constexpr auto neuron_gradient = cost(ctgrad::value_and_gradient(neuron, w0, w1, w2, x, y));
static_assert(neuron_gradient.calls("exp") == 1 && neuron_gradient.all_calls == 1 && neuron_gradient.divisions == 1);

// The cheap-gradient bound, as a user would prove it.
constexpr auto f = exp(x * z) + x * z / log(x) + sin(log(x)) / (x * z);
static_assert(cost(ctgrad::value_and_gradient(f, x, z)).arithmetic() <= 5 * cost(f).arithmetic());

// A product of n variables has all partials in about 3 n multiplications.
template <std::size_t N>
constexpr auto factor = ctgrad::variable<ctgrad::fixed_string<2>(static_cast<char>('0' + N))>;
template <std::size_t... I>
constexpr int multiplications(std::index_sequence<I...>) {
    return cost(ctgrad::gradient((factor<I> * ...), factor<I>...)).multiplications;
}
static_assert(multiplications(std::make_index_sequence<40>{}) <= 120);

}  // namespace

BOOST_AUTO_TEST_SUITE(calculus_symbolic)

// The file is checked while it is compiled; this case makes the suite appear in the list of tests.
BOOST_AUTO_TEST_CASE(compiled) { BOOST_TEST(derivative(v, x)(x = 0.0, y = 2.0) == 2.0); }

BOOST_AUTO_TEST_SUITE_END()
