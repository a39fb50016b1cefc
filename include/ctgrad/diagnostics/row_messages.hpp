#pragma once

#include <concepts>

#include <ctgrad/diagnostics/refusal.hpp>

/// The messages about what cannot be done with functions of rows, which are in <ctgrad/loops.hpp>.
namespace ctgrad::detail {

/// The base of functions of rows and of their quantities.
struct function_of_rows {};
template <class T>
inline constexpr bool is_function_of_rows = std::derived_from<T, function_of_rows>;
template <class... T>
inline constexpr bool any_function_of_rows = (is_function_of_rows<T> || ...);

template <class Given>
constexpr bool refuse_batch_of_rows() {
    static_assert(never<Given>,
                  "ctgrad: batch() takes no function of rows, which has its own loop in SIMD lanes: call it");
    return false;
}
template <class Given>
constexpr bool refuse_free_rounding_of_rows() {
    static_assert(
        never<Given>,
        "ctgrad: free_rounding() takes no function of rows: its sums are already added in an order of their own");
    return false;
}
template <class Given>
constexpr bool refuse_sparsity_of_rows() {
    static_assert(
        never<Given>,
        "ctgrad: sparse matrices of functions of rows are by lists of rows, and need #include "
        "<ctgrad/sparse_loops.hpp>: sparse(hessian(f, arguments<0>)), or sparse(jacobian(f, arguments<0>)) of a "
        "function that returns rows");
    return false;
}
}  // namespace ctgrad::detail
