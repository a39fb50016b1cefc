#pragma once

/// What the compiler does by itself, where the generated program depends on it.
namespace ctgrad::detail {

/// Whether clang is told to contract derivatives. `CTGRAD_WITHOUT_CONTRACTION` turns it off, as -ffp-contract=off does
/// for g++.
#if defined(__clang__) && !defined(CTGRAD_WITHOUT_CONTRACTION)
inline constexpr bool contracts_by_request = true;
#else
inline constexpr bool contracts_by_request = false;
#endif

/// Whether the compiler contracts only within one expression of the source, so that a product and the sum that uses it
/// must be emitted as one. Without optimization it contracts nothing.
#if defined(__clang__) && defined(__OPTIMIZE__)
inline constexpr bool contracts_within_expressions = true;
#else
inline constexpr bool contracts_within_expressions = false;
#endif

/// Whether results may be stored two at a time.
#ifdef __OPTIMIZE__
inline constexpr bool stores_pairs = true;
#else
inline constexpr bool stores_pairs = false;
#endif

/// Whether vector registers hold two doubles, and several floats. Code for a GPU has no vectors; nvcc compiles them to
/// traps.
#if defined(__CUDACC__)
inline constexpr bool vectors_of_double = false, vectors_of_float = false;
#elif defined(__i386__) && !defined(__SSE2__)
inline constexpr bool vectors_of_double = false, vectors_of_float = false;
#elif defined(__arm__)
inline constexpr bool vectors_of_double = false;
#ifdef __ARM_NEON
inline constexpr bool vectors_of_float = true;
#else
inline constexpr bool vectors_of_float = false;
#endif
#else
inline constexpr bool vectors_of_double = true, vectors_of_float = true;
#endif

/// Whether the compiler combines adjacent stores by itself, and keeps the order of the source. clang combines only
/// vectors, and makes its own schedule.
#ifdef __clang__
inline constexpr bool combines_stores = false, keeps_order = false;
#else
inline constexpr bool combines_stores = true, keeps_order = true;
#endif

}  // namespace ctgrad::detail
