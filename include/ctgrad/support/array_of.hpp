#pragma once

#include <cstddef>

#include <ctgrad/support/limits.hpp>

namespace ctgrad::detail {

/// A built-in array whose size is an `int`, the type of node counts. (In templates g++ warns about `T[Size]`:
/// -Wsign-conversion.)
template <class T, int Size>
using array_of = T[static_cast<std::size_t>(Size)];

/// An array with `Times` entries for each node of a graph of up to `Capacity` nodes, and how functions that are not templates
/// take it. In constant evaluation g++ takes twice as long for an element behind a pointer as for one of an array, so there it
/// is a reference, and the arrays of all graphs have one size: entries that are not used cost nothing. Other compilers are
/// faster with pointers, and that of nvcc stores every entry.
#if defined(__GNUC__) && !defined(__clang__) && !defined(__CUDACC__)
template <class T, int, int Times = 1>
using node_array = array_of<T, Times * largest_graph>;
template <class T, int Times = 1>
using node_entries = array_of<T, Times * largest_graph>&;
#else
template <class T, int Capacity, int Times = 1>
using node_array = array_of<T, Times * Capacity>;
template <class T, int Times = 1>
using node_entries = T*;
#endif

}  // namespace ctgrad::detail
