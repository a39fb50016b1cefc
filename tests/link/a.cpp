#include "shared.hpp"

#include <cstdio>

namespace {

int failures = 0;

void check(bool holds, char const* what) {
    if (!holds) {
        std::fprintf(stderr, "does not hold: %s\n", what);
        ++failures;
    }
}

bool is_right(shared::result const& result) {
    return result.value == 6.0 && result[shared::x] == 3.0 && result[shared::y] == 2.0;
}

}  // namespace

int main() {
    check(is_right(shared::gradient(2.0, 3.0)), "a.cpp has the right gradient");
    check(is_right(gradient_in_b(2.0, 3.0)), "b.cpp has the right gradient");
    check(is_right(differentiate_in_b(shared::formula, 2.0, 3.0)), "b.cpp differentiates the formula of a.cpp");
    check(address_in_b() == &shared::function, "both units see one function");
    return failures;
}
