#pragma once

#include <cstddef>

namespace ctgrad::detail {

/// Longer lists of numbers are copied by loops. Shorter ones are copied by lists of expressions, for which compilers
/// make no intermediate array. Compilers take too long for long lists of expressions.
inline constexpr std::size_t longest_unrolled = 1024;

}  // namespace ctgrad::detail
