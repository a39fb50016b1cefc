#pragma once

#include <ctgrad/operations/slopes/algebraic.hpp>
#include <ctgrad/operations/slopes/error_function.hpp>
#include <ctgrad/operations/slopes/power.hpp>
#include <ctgrad/operations/slopes/saturating.hpp>
#include <ctgrad/operations/slopes/sinc.hpp>
#include <ctgrad/support/type_list.hpp>

namespace ctgrad::operations {

/// All slopes.
using slopes =
    type_list<exponential_from_expm1, sigmoid_slope, tanh_slope, logistic_slope, logistic_ratio, arc_sine_slope,
              area_hyperbolic_sine_slope, area_hyperbolic_cosine_slope, arc_tangent_slope,
              area_hyperbolic_tangent_slope, unit_component, slope_of_sinc, derivative_of_power, slope_of_log_erfc>;

}  // namespace ctgrad::operations
