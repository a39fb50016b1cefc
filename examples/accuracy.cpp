// Where results are right, where a formula itself loses its digits, and what to write then. Included in docs/accuracy.md.

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
}
