// A worked solution in its three formats: plain text, Markdown, LaTeX.

#include <cstdio>
#include <iostream>

#include <ctgrad/print.hpp>
using namespace ctgrad::literals;

namespace {

constexpr auto x = ctgrad::variable<"x">;
constexpr auto z = ctgrad::variable<"z">;
constexpr auto a = ctgrad::named<"a">(x * z);
constexpr auto b = ctgrad::named<"b">(log(x));
constexpr auto y = ctgrad::named<"y">(a / b + sqrt(a));

}  // namespace

int main() {
    auto const sheet = ctgrad::answer_sheet<ctgrad::steps::named>(y, x = 2.0, z = 3.0);
    std::printf("== plain\n");
    std::cout << sheet;
    std::printf("== markdown\n");
    std::cout << sheet.markdown();
    std::printf("== latex\n");
    std::cout << sheet.latex();

    // Single results by name.
    std::printf("== answers\n");
    std::printf("y = %g, dy/da = %g, by finite differences %.6f, J(x to b) = %g\n", sheet.value("y"),
                sheet.adjoint("a"), sheet.finite_difference("a"), sheet.jacobian("x", "b"));
}
