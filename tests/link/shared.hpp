#pragma once

#include <ctgrad/ctgrad.hpp>

namespace shared {

inline constexpr auto x = ctgrad::variable<"x">;
inline constexpr auto y = ctgrad::variable<"y">;
inline constexpr auto formula = x * y;
inline constexpr auto function = ctgrad::value_and_gradient(formula, x, y);

inline auto gradient(double at_x, double at_y) { return function(x = at_x, y = at_y); }

using result = decltype(gradient(0.0, 0.0));

}  // namespace shared

// Defined in b.cpp and called from a.cpp, so it links only if both units agree on the names of the types.
shared::result gradient_in_b(double at_x, double at_y);
shared::result differentiate_in_b(decltype(shared::formula) formula, double at_x, double at_y);
void const* address_in_b();
bool own_operation_is_right_in_b();
bool local_types_are_told_apart_in_b();
bool order_is_told_apart_in_b();
