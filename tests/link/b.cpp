#include "shared.hpp"

namespace {
struct factor {
    static constexpr double value() { return 2; }
};
}  // namespace
#include "own_operations.hpp"

shared::result gradient_in_b(double at_x, double at_y) { return shared::gradient(at_x, at_y); }

shared::result differentiate_in_b(decltype(shared::formula) formula, double at_x, double at_y) {
    using shared::x, shared::y;
    return ctgrad::value_and_gradient(formula, x, y)(x = at_x, y = at_y);
}

void const* address_in_b() { return &shared::function; }

bool own_operation_is_right_in_b() { return own_operation_is_right(); }
bool local_types_are_told_apart_in_b() { return local_types_are_told_apart(); }
bool order_is_told_apart_in_b() { return order_is_told_apart(); }
