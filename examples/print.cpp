// Prints derivatives as text, as LaTeX, as C++, and as a graph.

#include <iostream>

#include <ctgrad/print.hpp>
using namespace ctgrad::literals;

namespace {

constexpr auto x = ctgrad::variable<"x">;
constexpr auto y = ctgrad::variable<"y">;
constexpr auto z = ctgrad::variable<"z">;

// A name for an intermediate: every text uses it, and derivatives can be taken with respect to it.
constexpr auto q = ctgrad::named<"q">(x + y);
constexpr auto f = ctgrad::named<"f">(exp(q * z));

// Texts are compile-time constants.
static_assert(ctgrad::infix(f) == "exp(q * z)");
static_assert(ctgrad::infix(ctgrad::derivative(f, q)) == "z * f");
static_assert(ctgrad::leaves(f).size() == 3);

// A traced function; its arguments get names when it is printed.
constexpr auto spring = ctgrad::function<double(double, double)>(
    [](auto stiffness, auto length) { return stiffness * (length - 1) * (length - 1) / 2; });

}  // namespace

int main() {
    constexpr auto gradient = ctgrad::value_and_gradient(f, x, z, q);
    std::cout << gradient << "\n\n";
    std::cout << ctgrad::latex(gradient) << "\n\n";
    std::cout << ctgrad::cpp<"f_and_gradient">(gradient) << '\n';
    std::cout << ctgrad::dot(f, x = 1.0, y = 2.0, z = 0.5) << '\n';

    std::cout << ctgrad::infix(ctgrad::gradient(spring), ctgrad::names<"stiffness", "length">) << '\n';
}
