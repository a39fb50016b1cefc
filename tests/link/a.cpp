#include "shared.hpp"

#include <cstdio>

namespace {
struct factor {
    static constexpr double value() { return 1; }
};
}  // namespace
#include "own_operations.hpp"

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
    check(own_operation_is_right(), "a.cpp computes with its own operation");
    check(own_operation_is_right_in_b(), "b.cpp computes with its own operation");
    check(local_types_are_told_apart() && local_types_are_told_apart_in_b(), "local types are told apart");
    check(order_is_told_apart() && order_is_told_apart_in_b(),
          "operations of one spelling are told apart in any order");
    return failures;
}
