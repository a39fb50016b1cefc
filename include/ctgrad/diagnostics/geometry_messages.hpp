#pragma once

#include <concepts>
#include <type_traits>

#include <ctgrad/diagnostics/refusal.hpp>

/// Refuses operations that vectors, matrices and quaternions of Eigen have, but those of traced functions do not. Types
/// are deduced, so that a refusal is reported where it is used.
namespace ctgrad::detail {

template <class...>
struct refused_sum;
template <class... Operands>
constexpr auto refuse_sum_of_sizes() {
    static_assert(
        never_remembered<refused_sum<Operands...>>,
        "ctgrad: only a vector or matrix of the same size can be added to another or subtracted, of those that "
        "ctgrad has: write v + vector_of(a, b, c) for one of Eigen");
}
template <class Other>
constexpr auto refuse_product_with_quaternion() {
    static_assert(never<Other>,
                  "ctgrad: a quaternion is multiplied by a quaternion, or by a vector with three entries: for its four "
                  "coefficients write q.coeffs() * number");
}
template <class Matrix>
constexpr auto refuse_comma_initializer() {
    static_assert(never_remembered<Matrix>,
                  "ctgrad: matrices of traced functions have no comma initializer: write vector_of(a, b, c), or "
                  "fixed_matrix<T, 2, 2>(a, b, c, d) row by row");
}
/// A type of Eigen's matrices, not one of its bases, to which a conversion is considered in every product.
template <class Matrix>
concept whole_matrix_of_eigen = requires(Matrix m) {
    m.derived().rows();
    requires std::same_as<decltype(m.derived()), Matrix&>;
};
/// Called in a constraint, so that the conversion is refused before the compiler reports more errors about it.
template <class Matrix>
constexpr bool refuse_conversion_to_eigen() {
    static_assert(
        never_remembered<Matrix>,
        "ctgrad: a matrix of symbols is not one of numbers while the function is traced: write auto v = x, not "
        "Eigen::Vector3d v = x");
    return true;
}
template <class A, class B>
constexpr auto refuse_cross_product() {
    static_assert(
        never<A, B>,
        "ctgrad: a cross product is that of two vectors with three entries: for two entries write a[0] * b[1] - "
        "a[1] * b[0]");
}

}  // namespace ctgrad::detail
