#pragma once

#include <ctgrad/formula/define.hpp>

namespace ctgrad {

/// A variable of a formula, identified by its name: two variables of the same name are the same variable.
/// ```cpp
/// inline constexpr auto x = ctgrad::variable<"x">;
/// ```
template <fixed_string Name>
inline constexpr detail::variable_type<Name> variable{};

}  // namespace ctgrad
