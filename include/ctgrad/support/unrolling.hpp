#pragma once

#include <cstddef>

namespace ctgrad::detail {

/// Longer lists of numbers are copied by loops. Shorter ones are lists of expressions, so that compilers make no
/// intermediate array; they would take long for many.
inline constexpr std::size_t longest_unrolled = 1024;

}  // namespace ctgrad::detail
