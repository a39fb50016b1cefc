#pragma once

/// What the compiler does by itself, where it matters to the program that is handed to it.
namespace ctgrad::detail {

/// Whether clang is asked to fuse products and sums in derivatives. `CTGRAD_WITHOUT_CONTRACTION` says no, as
/// -ffp-contract=off does to g++.
#if defined(__clang__) && !defined(CTGRAD_WITHOUT_CONTRACTION)
inline constexpr bool contracts_by_request = true;
#else
inline constexpr bool contracts_by_request = false;
#endif

/// Whether the compiler fuses within one expression of the source only, so that a product and the sum that uses it have
/// to be written as one. Without optimization it fuses nothing.
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

/// Whether the compiler combines the stores of neighbours by itself. (clang does so for what it computed as vectors
/// only.)
#ifdef __clang__
inline constexpr bool combines_stores = false;
#else
inline constexpr bool combines_stores = true;
#endif

}  // namespace ctgrad::detail
