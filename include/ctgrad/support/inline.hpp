#pragma once

/// Functions that stand for a statement of straight-line code. Thousands of them may be called in one function: left to
/// the compiler's heuristics, deciding on each would take time that grows with the square of their number. For the same
/// reason they call the builtin behind std::is_constant_evaluated, not the function.
#if defined(__GNUC__)
#define CTGRAD_INLINE __attribute__((always_inline)) constexpr
#define CTGRAD_INLINE_LAMBDA __attribute__((always_inline))
#else
#define CTGRAD_INLINE constexpr
#define CTGRAD_INLINE_LAMBDA
#endif
