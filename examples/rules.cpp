// The table of operations, as documentation: what each is called, how it is written, its derivative, and its values and
// derivatives where a convention decides. All of it comes from the rows themselves. Included in docs/rules.md.

#include <cmath>
#include <cstdio>
#include <limits>
#include <string>

#include <ctgrad/print.hpp>
using namespace ctgrad::literals;
namespace operations = ctgrad::operations;

namespace {

constexpr auto a = ctgrad::variable<"a">;
constexpr auto b = ctgrad::variable<"b">;
constexpr auto c = ctgrad::variable<"c">;
constexpr auto d = ctgrad::variable<"d">;

void part(char const* name) { std::printf("== %s\n", name); }

// Code in a cell of a table.
std::string cell(std::string const& text) {
    std::string result = "`";
    for (char letter : text) result += letter == '|' ? std::string("\\|") : std::string(1, letter);
    return result + "`";
}

template <class Operation, class... Operands, class... By>
void row(ctgrad::detail::expressions<Operands...>, By... by) {
    constexpr auto result = ctgrad::named<"y">(ctgrad::apply<Operation>(Operands{}...));
    std::string const name(Operation::name);
    std::printf("| %s | %s | $%s$ |", cell(name).c_str(), cell(ctgrad::infix(result).str()).c_str(),
                ctgrad::latex(result).str().c_str());
    ((std::printf(" %s |", cell(ctgrad::infix(ctgrad::derivative(result, by)).str()).c_str())), ...);
    for (std::size_t i = sizeof...(By); i < 3; ++i) std::printf(" |");
    std::printf("\n");
}
template <class... Operation>
void unary() {
    (row<Operation>(ctgrad::outputs(a), a), ...);
}
template <class... Operation>
void binary() {
    (row<Operation>(ctgrad::outputs(a, b), a, b), ...);
}
template <class Operation>
void constant(double value) {
    constexpr ctgrad::detail::application<Operation> number{};
    std::printf("| `%s` | %s | $%s$ | %.17g |\n", std::string(Operation::name).c_str(),
                cell(ctgrad::infix(number).str()).c_str(), ctgrad::latex(number).str().c_str(), value);
}
template <class Condition>
void condition(char const* name, Condition holds) {
    constexpr auto chosen = select(holds, 1_c, 0_c);
    std::string const text = ctgrad::infix(chosen).str();
    std::printf("| %s | %s |\n", cell(name).c_str(), cell(text).c_str());
}

std::string number(double value) {
    if (value == 0) return "0";
    if (std::isnan(value)) return "NaN";
    if (std::isinf(value)) return value < 0 ? "-inf" : "inf";
    char text[32];
    std::snprintf(text, sizeof text, "%.6g", value);
    return text;
}
template <class F>
void edge(F f, double at) {
    auto const r = ctgrad::value_and_gradient(f, a)(a = at);
    std::printf("| %s | %s | %s | %s |\n", cell(ctgrad::infix(f).str()).c_str(), number(at).c_str(),
                number(r.value).c_str(), number(r[a]).c_str());
}
template <class F>
void edge(F f, double at_a, double at_b) {
    auto const r = ctgrad::value_and_gradient(f, a, b)(a = at_a, b = at_b);
    std::printf("| %s | %s, %s | %s | %s, %s |\n", cell(ctgrad::infix(f).str()).c_str(), number(at_a).c_str(),
                number(at_b).c_str(), number(r.value).c_str(), number(r[a]).c_str(), number(r[b]).c_str());
}

}  // namespace

int main() {
    using namespace operations;
    part("operations");
    std::printf("| operation | y | in LaTeX | by a | by b | by c |\n| --- | --- | --- | --- | --- | --- |\n");
    binary<add, subtract, multiply, divide>();
    unary<negate>();
    row<fused_multiply_add>(ctgrad::outputs(a, b, c), a, b, c);
    binary<power>();
    row<power>(ctgrad::outputs(a, 3_c), a);
    unary<slope_of_power_at_zero>();
    unary<square_root, cube_root>();
    binary<hypotenuse>();
    unary<exponential, exponential_base_two, exponential_minus_one, logarithm, logarithm_base_two, logarithm_base_ten,
          logarithm_of_one_plus>();
    unary<sine, cosine, operations::tangent, arc_sine, arc_cosine, arc_tangent>();
    binary<arc_tangent_of_quotient>();
    unary<hyperbolic_sine, hyperbolic_cosine, hyperbolic_tangent, area_hyperbolic_sine, area_hyperbolic_cosine,
          area_hyperbolic_tangent>();
    unary<error_function, complementary_error_function>();
    unary<absolute, signum, rectified_linear>();
    binary<minimum, maximum>();
    unary<logistic_sigmoid, softplus, logarithm_of_sigmoid>();

    part("selection");
    constexpr auto chosen = ctgrad::named<"y">(select(a < b, c, d));
    std::printf("| operation | y | by c | by d |\n| --- | --- | --- | --- |\n| `select` | %s | %s | %s |\n",
                cell(ctgrad::infix(chosen).str()).c_str(),
                cell(ctgrad::infix(ctgrad::derivative(chosen, c)).str()).c_str(),
                cell(ctgrad::infix(ctgrad::derivative(chosen, d)).str()).c_str());

    part("conditions");
    std::printf("| condition | in a formula |\n| --- | --- |\n");
    condition("<", a < b);
    condition("<=", a <= b);
    condition("==", a == b);
    condition("!", !(a < b));
    condition("&&", a < b && b < c);
    condition("||", a < b || b < c);

    part("constants");
    std::printf("| constant | in a text | in LaTeX | as a double |\n| --- | --- | --- | --- |\n");
    constant<operations::pi>(operations::pi::evaluate<double>());
    constant<logarithm_of_two>(logarithm_of_two::evaluate<double>());
    constant<logarithm_of_ten>(logarithm_of_ten::evaluate<double>());
    constant<two_over_root_pi>(two_over_root_pi::evaluate<double>());

    part("conventions");
    constexpr double infinity = std::numeric_limits<double>::infinity();
    std::printf("| y | at | value | derivative |\n| --- | --- | --- | --- |\n");
    edge(abs(a), 0);
    edge(sign(a), 0);
    edge(relu(a), 0);
    edge(min(a, b), 1, 1);
    edge(max(a, b), 1, 1);
    edge(sqrt(a), 0);
    edge(cbrt(a), 0);
    edge(hypot(a, b), 0, 0);
    edge(atan2(a, b), 0, 0);
    edge(log(a), 0);
    edge(log2(a), 0);
    edge(log10(a), 0);
    edge(log1p(a), -1);
    edge(log(a), -1);
    edge(asin(a), 1);
    edge(asin(a), -1);
    edge(acos(a), 1);
    edge(acos(a), -1);
    edge(acosh(a), 1);
    edge(atanh(a), 1);
    edge(atanh(a), -1);
    edge(1_c / a, 0);
    edge(pow(a, 0_c), 0);
    edge(pow(a, 1_c), 0);
    edge(pow(a, 2_c), 0);
    edge(pow(a, 3_c), -2);
    edge(pow(a, 0.5_c), 0);
    edge(pow(a, b), 0, 0);
    edge(pow(a, b), 0, 0.5);
    edge(pow(a, b), 0, 1);
    edge(pow(a, b), 0, 2);
    edge(pow(a, b), -2, 2);
    edge(sigmoid(a), infinity);
    edge(sigmoid(a), -infinity);
    edge(ctgrad::softplus(a), 1000);
    edge(log_sigmoid(a), -1000);
    edge(log(sigmoid(a)), -1000);
    edge(log(1_c - sigmoid(a)), 1000);
    edge(select(a == 0_c, 1_c, sin(a) / a), 0);
}
