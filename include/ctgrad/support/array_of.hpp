#pragma once

#include <cstddef>

namespace ctgrad::detail {

/// A built-in array whose size is an `int`, the type of node counts. (In templates g++ warns about `T[Size]`:
/// -Wsign-conversion.)
template <class T, int Size>
using array_of = T[static_cast<std::size_t>(Size)];

}  // namespace ctgrad::detail
