#pragma once

/// For functions that stand for one statement of straight-line code. One function may call thousands of them, and the
/// time of the compiler's inlining heuristics would grow with the square of their number. For the same reason they call
/// __builtin_is_constant_evaluated and not the std function around it.
#if defined(__GNUC__)
#define CTGRAD_INLINE __attribute__((always_inline)) constexpr
#define CTGRAD_INLINE_LAMBDA __attribute__((always_inline))
#else
#define CTGRAD_INLINE constexpr
#define CTGRAD_INLINE_LAMBDA
#endif
