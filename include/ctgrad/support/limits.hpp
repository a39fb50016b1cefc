#pragma once

/// The most operations of a function or formula that becomes straight-line code. A graph with its derivatives has at most
/// four times as many nodes. Compilers would take minutes and gigabytes for more, or give up at limits of their own.
/// Define it, as a power of four times 256, to raise or to lower the limit.
#ifndef CTGRAD_LARGEST_FUNCTION
#define CTGRAD_LARGEST_FUNCTION 16384
#endif

namespace ctgrad::detail {

inline constexpr int largest_function = CTGRAD_LARGEST_FUNCTION, largest_graph = 4 * largest_function;

}  // namespace ctgrad::detail
