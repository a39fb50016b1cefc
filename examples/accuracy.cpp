// How accurate results are, where a formula itself loses digits, and what to write instead. Included in
// docs/accuracy.md.

#include <cstdio>
#include <iostream>
#include <string>

#include <ctgrad/hints.hpp>
using namespace ctgrad::literals;

namespace {

// [formula]
constexpr auto w = ctgrad::variable<"w">;
constexpr auto x = ctgrad::variable<"x">;
constexpr auto f = (1_c - cos(w * x)) / (w * w) + log(1_c + exp(x));
// [formula]

// [checks]
static_assert(ctgrad::hints(f).size() == 2);
static_assert(ctgrad::hints(f)[0].advised == "2 * sin(w * x / 2)^2");

constexpr auto better = 2_c * sin(w * x / 2_c) * sin(w * x / 2_c) / (w * w) + ctgrad::softplus(x);
static_assert(ctgrad::hints(better).empty());
// [checks]

// Code in a cell of a table.
std::string cell(std::string const& text) {
    std::string result = "`";
    for (char letter : text) result += letter == '|' ? std::string("\\|") : std::string(1, letter);
    return result + "`";
}

// A formula whose derivative the chain rule loses, how it is computed instead, and the result.
template <class F, class X>
void print_identity(F written, X, char const* computed_as, double at, char const* text = nullptr) {
    auto const h = ctgrad::hessian(written, X{})(X{} = at);
    std::printf("| %s | %s | %g | %.12g | %.12g |\n",
                cell(text != nullptr ? text : ctgrad::infix(written).str()).c_str(), computed_as, at,
                h.gradient[X{}] + 0.0, h(X{}, X{}) + 0.0);
}

}  // namespace

int main() {
    std::printf("== hints\n");
    std::fflush(stdout);
    // [print]
    std::cout << ctgrad::hints(f);
    // [print]
    std::cout.flush();

    std::printf("== known\n");
    std::printf("| as written | write | because |\n| --- | --- | --- |\n");
    for (ctgrad::known_hint const& hint : ctgrad::known_hints())
        std::printf("| %s | %s | %s |\n", cell(hint.written).c_str(), cell(hint.advised).c_str(), hint.reason.c_str());

    std::printf("== forms\n");
    std::printf("| as written | derivative | the chain rule loses it at |\n| --- | --- | --- |\n");
    for (ctgrad::known_identity const& form : ctgrad::known_identities())
        std::printf("| %s | %s | %s |\n", cell(form.written).c_str(), form.derivative.c_str(), form.lost_at.c_str());

    std::printf("== identities\n");
    std::printf("| as written | derivative as that of | at x | first | second |\n| --- | --- | --- | --- | --- |\n");
    print_identity(1_c / (1_c + exp(-x)), x, "`sigmoid(x)`", -720);
    print_identity(1_c / (1_c + exp(-x)), x, "`sigmoid(x)`", 36);
    print_identity(exp(x) / (1_c + exp(x)), x, "`sigmoid(x)`", 40);
    print_identity(log(1_c + exp(x)), x, "`softplus(x)`, also where the value is infinite", 1000);
    print_identity(log1p(exp(x)), x, "`softplus(x)`, also where the value is infinite", 1000);
    print_identity(log(1_c / (1_c + exp(x))), x, "`-softplus(x)`", 500);
    print_identity(log(ctgrad::sigmoid(x)), x, "`log_sigmoid(x)`; the value too", -1000, "log(sigmoid(x))");
    print_identity(log(1_c - ctgrad::sigmoid(x)), x, "`log_sigmoid(-x)`; the value too", 1000, "log(1 - sigmoid(x))");
    print_identity(1_c / cosh(x), x, "-tanh(x) / cosh(x)", 500);
    print_identity(log(cosh(x)), x, "tanh(x)", 30);
    print_identity(sin(x) / x, x, "`sinc(x)`", 1e-8);
    print_identity((exp(x) - 1_c) / x, x, "power series; so are f(x) / x and x / f(x) of other f with f(0) = 0", 1e-8);
    print_identity(atan(1_c / x), x, "-1 / (1 + x^2)", 1e-200);
    print_identity(x / (1_c + x), x, "1 / (1 + x)^2: terms over powers of one sum cancel before they are computed",
                   1e30);
    print_identity((1_c + x) * exp(-x), x, "-x exp(-x): terms with a common factor cancel before they are computed",
                   1e-12);
    print_identity(pow(1_c + x, x), x, "`log1p(x)` in the derivative by the exponent", 1e-12);
    print_identity(pow(1_c + 0.1_c / x, x), x, "`log1p(0.1 / x)` in the derivative by x", 1e12);
    print_identity(exp(-exp(x)), x, "`expm1(x)` in the second derivative", 1e-12);
    print_identity(exp(x) / ((1_c + exp(x)) * (1_c + exp(x))), x, "`tanh(x / 2)` in the derivative", 1e-12);
    print_identity(x * tanh(1_c / x), x, "power series where 1 / x is small; so is c f(a / c) of other f", 1e9);
    print_identity(x / (exp(x / 3_c) - 1_c), x, "power series", 1e-8);
    print_identity(x / pow(2_c, x), x, "-log(2) and 1 / x times the quotient", 600);
    print_identity(log(x / 1e-200_c), x, "1 / x, also where the quotient leaves the range", 1e150);
    print_identity(log(x + sqrt(x * x + 1_c)), x, "1 / sqrt(x^2 + 1)", -200);
    print_identity(log(erfc(x)), x, "its asymptotic series far out, also where the value is infinite", 30);
    print_identity(log(0.5_c * erfc(-x / sqrt(2_c))), x, "its asymptotic series far out", -38);
    print_identity(x * x * x / (exp(x) - 1_c), x, "a reciprocal beside the factor of its size", 400);
    print_identity(1_c / (x * exp(x)), x, "a factor of a divisor beside its reciprocal", 400);
    print_identity(hypot(x, 2_c * x) * hypot(x, 2_c * x), x, "a length times its unit vector is the vector", 0);
    print_identity(pow(x, 2_c), x, "a power of base 0, from its exponent", 0);
}
