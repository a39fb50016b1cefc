#pragma once

#include <ctgrad/diagnostics/binding_checks.hpp>
#include <ctgrad/diagnostics/refusal.hpp>
#include <ctgrad/formula/text.hpp>

/// The messages about matrices: their shapes, their values, and what is asked of them.
namespace ctgrad::detail {

template <auto Size>
constexpr bool refuse_dimension() {
    static_assert(Size != Size,
                  "ctgrad: the dimension of a matrix is a positive number or a dimension with a name, as in "
                  "constexpr ctgrad::dimension<\"m\"> m;");
    return false;
}
template <char...>
struct shapes_of;
template <class Problem>
constexpr mistake refuse_product() {
    static_assert(
        never<Problem>,
        "ctgrad: the columns of the left factor of a matrix product are not the rows of the right one: transpose "
        "one of them, or write % for the entrywise product");
    return {};
}
template <class Problem>
constexpr mistake refuse_elementwise() {
    static_assert(
        never<Problem>,
        "ctgrad: these shapes are incompatible in an entrywise operation: rows and columns must be equal, or 1, which "
        "is broadcast");
    return {};
}
template <class Problem>
constexpr bool refuse_untold_dimension() {
    static_assert(
        never<Problem>,
        "ctgrad: no argument tells the size of this dimension: the matrix that a block is taken of has another");
    return false;
}
template <char...>
struct bound_matrix;
template <class Problem, class Value>
constexpr refused refuse_matrix_value() {
    static_assert(
        never<Problem>,
        "ctgrad: the value of a matrix is an Eigen matrix, map or block, or a std::array of rows, each a std::array");
    return {};
}
template <class Problem, class Value>
constexpr refused refuse_matrix_shape() {
    static_assert(never<Problem>, "ctgrad: this matrix does not have the shape of the variable in the formula");
    return {};
}
template <class F>
constexpr bool refuse_gradient_of_matrix() {
    static_assert(
        never<F>,
        "ctgrad: a gradient is taken of a number: take sum(F), mean(F) or an entry, or a product with its Jacobian, "
        "jvp(F, X) or vjp(F, X)");
    return false;
}
template <class Source>
constexpr bool refuse_matrix_quantity() {
    static_assert(never<Source>,
                  "ctgrad: Hessians of matrices are not available: use hvp for their products with a tangent");
    return false;
}
template <class Quantity>
constexpr bool refuse_lanes() {
    static_assert(
        never<Quantity>,
        "ctgrad: in_lanes() takes a formula of matrices, or a quantity of one: many rows of a formula of numbers "
        "are a batch(), see ctgrad/batch.hpp");
    return false;
}
template <char...>
struct destination_of;
template <class Object>
constexpr bool refuse_constant_destination() {
    static_assert(never<Object>, "ctgrad: destination(W, g) writes to g, which is constant");
    return false;
}
template <class Problem>
constexpr bool refuse_destination() {
    static_assert(never<Problem>,
                  "ctgrad: destination(W, g) names a derivative that is not asked for: name W in the call too, as in "
                  "value_and_gradient(J, W)");
    return false;
}
template <class Problem>
constexpr bool refuse_second_destination() {
    static_assert(never<Problem>, "ctgrad: destination(W, g) is given twice for one derivative");
    return false;
}
template <class Quantity>
constexpr bool refuse_destination_of_several() {
    static_assert(never<Quantity>,
                  "ctgrad: destination(W, g) takes the derivative of one formula by W: a Jacobian of several outputs "
                  "or a tangent has "
                  "not fit there");
    return false;
}

}  // namespace ctgrad::detail
