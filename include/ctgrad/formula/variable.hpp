#pragma once

#include <cstdint>

#include <ctgrad/formula/define.hpp>

namespace ctgrad {

#ifdef __CUDACC__
namespace detail {

/// nvcc spells the type of a kernel's argument as it was written, but cannot spell the text of a variable's name.
template <std::uint64_t High, std::uint64_t Low>
constexpr expression<High, Low> by_identity(expression<High, Low>) {
    return {};
}

}  // namespace detail
#endif

/// A variable of a formula, identified by its name: two variables of the same name are the same variable.
/// ```cpp
/// inline constexpr auto x = ctgrad::variable<"x">;
/// ```
template <fixed_string Name>
#ifdef __CUDACC__
inline constexpr auto variable = detail::by_identity(detail::variable_type<Name>{});
#else
inline constexpr detail::variable_type<Name> variable{};
#endif

}  // namespace ctgrad
