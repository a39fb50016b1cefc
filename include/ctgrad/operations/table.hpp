#pragma once

#include <ctgrad/operations/arithmetic.hpp>
#include <ctgrad/operations/comparison.hpp>
#include <ctgrad/operations/error_function.hpp>
#include <ctgrad/operations/exponential.hpp>
#include <ctgrad/operations/hyperbolic.hpp>
#include <ctgrad/operations/log_sum_exp.hpp>
#include <ctgrad/operations/logistic.hpp>
#include <ctgrad/operations/named_constants.hpp>
#include <ctgrad/operations/piecewise.hpp>
#include <ctgrad/operations/power.hpp>
#include <ctgrad/operations/rounding.hpp>
#include <ctgrad/operations/sinc.hpp>
#include <ctgrad/operations/slopes/list.hpp>
#include <ctgrad/operations/trigonometric.hpp>
#include <ctgrad/support/type_list.hpp>

namespace ctgrad::operations {

/// The table of operations. Tests and documents iterate over this list. Special functions, which need Boost.Math, are
/// in `ctgrad/special.hpp`, and operations on matrices in `ctgrad/matrix.hpp`.
using table = type_list<
    // Arithmetic
    add, subtract, multiply, divide, negate, fused_multiply_add,
    // Powers and roots
    power, slope_of_power_at_zero, square_root, cube_root, hypotenuse, length_of_three,
    // Exponentials and logarithms
    exponential, exponential_base_two, exponential_minus_one, logarithm, logarithm_base_two, logarithm_base_ten,
    logarithm_of_one_plus, logarithm_of_one_minus_exponential, logarithm_of_sum_of_exponentials<2>,
    logarithm_of_sum_of_exponentials<3>, logarithm_of_sum_of_exponentials<4>,
    // Trigonometry
    sine, cosine, tangent, arc_sine, arc_cosine, arc_tangent, arc_tangent_of_quotient, cardinal_sine,
    derivative_of_sinc,
    // Hyperbolic functions
    hyperbolic_sine, hyperbolic_cosine, hyperbolic_tangent, area_hyperbolic_sine, area_hyperbolic_cosine,
    area_hyperbolic_tangent,
    // Error functions
    error_function, complementary_error_function,
    // Pieces
    absolute, signum, minimum, maximum, rectified_linear, selection,
    // Rounding, remainders and signs
    round_down, round_up, round_to_nearest, truncation, floating_remainder, sign_transfer, smaller_number,
    larger_number, clamped,
    // Logistic functions
    logistic_sigmoid, logarithm_of_one_plus_exponential, logarithm_of_sigmoid,
    // Conditions
    less, less_equal, equal, logical_not, logical_and, logical_or,
    // Constants
    pi, logarithm_of_two, logarithm_of_ten, two_over_root_pi>;

}  // namespace ctgrad::operations
