#pragma once

#include <ctgrad/operations/slopes/algebraic.hpp>
#include <ctgrad/operations/slopes/components.hpp>
#include <ctgrad/operations/slopes/double_exponential.hpp>
#include <ctgrad/operations/slopes/error_function.hpp>
#include <ctgrad/operations/slopes/mean.hpp>
#include <ctgrad/operations/slopes/power.hpp>
#include <ctgrad/operations/slopes/saturating.hpp>
#include <ctgrad/operations/slopes/sinc.hpp>
#include <ctgrad/support/type_list.hpp>

namespace ctgrad::operations {

/// All slopes.
using slopes =
    type_list<exponential_from_expm1, sigmoid_slope, sigmoid_balance, gumbel_slope, one_minus_exponential, tanh_slope,
              logistic_slope, logistic_ratio, ratio_of_power, logistic_balance, arc_sine_slope,
              area_hyperbolic_sine_slope, area_hyperbolic_cosine_slope, arc_tangent_slope,
              area_hyperbolic_tangent_slope, unit_component, unit_component_of_three, angle_slope, softmax_component<2>,
              softmax_component<3>, arc_tangent_product_slope, reciprocal_of_factor, slope_of_sinc, derivative_of_power,
              slope_of_log_erfc, slope_of_mean<detail::series_of_expm1, 1>, slope_of_mean<detail::series_of_expm1, 2>,
              slope_of_inverse_mean<detail::series_of_expm1, 1>, slope_of_inverse_mean<detail::series_of_expm1, 2>,
              slope_of_mean<detail::series_of_log1p, 1>, slope_of_mean<detail::series_of_log1p, 2>,
              slope_of_inverse_mean<detail::series_of_log1p, 1>, slope_of_inverse_mean<detail::series_of_log1p, 2>,
              slope_of_mean<detail::series_of_sinh, 1>, slope_of_mean<detail::series_of_sinh, 2>,
              slope_of_inverse_mean<detail::series_of_sinh, 1>, slope_of_inverse_mean<detail::series_of_sinh, 2>,
              slope_of_mean<detail::series_of_asinh, 1>, slope_of_mean<detail::series_of_asinh, 2>,
              slope_of_inverse_mean<detail::series_of_asinh, 1>, slope_of_inverse_mean<detail::series_of_asinh, 2>,
              slope_of_mean<detail::series_of_asin, 1>, slope_of_mean<detail::series_of_asin, 2>,
              slope_of_inverse_mean<detail::series_of_asin, 1>, slope_of_inverse_mean<detail::series_of_asin, 2>,
              slope_of_mean<detail::series_of_atan, 1>, slope_of_mean<detail::series_of_atan, 2>,
              slope_of_inverse_mean<detail::series_of_atan, 1>, slope_of_inverse_mean<detail::series_of_atan, 2>,
              slope_of_mean<detail::series_of_atanh, 1>, slope_of_mean<detail::series_of_atanh, 2>,
              slope_of_inverse_mean<detail::series_of_atanh, 1>, slope_of_inverse_mean<detail::series_of_atanh, 2>,
              slope_of_mean<detail::series_of_tanh, 1>, slope_of_mean<detail::series_of_tanh, 2>,
              slope_of_inverse_mean<detail::series_of_tanh, 1>, slope_of_inverse_mean<detail::series_of_tanh, 2>,
              slope_of_mean<detail::series_of_erf, 1>, slope_of_mean<detail::series_of_erf, 2>,
              slope_of_inverse_mean<detail::series_of_erf, 1>, slope_of_inverse_mean<detail::series_of_erf, 2>,
              intercept_of_tangent<detail::series_of_expm1>, intercept_of_inverse_mean<detail::series_of_expm1>,
              intercept_of_tangent<detail::series_of_log1p>, intercept_of_inverse_mean<detail::series_of_log1p>,
              intercept_of_tangent<detail::series_of_sinh>, intercept_of_inverse_mean<detail::series_of_sinh>,
              intercept_of_tangent<detail::series_of_asinh>, intercept_of_inverse_mean<detail::series_of_asinh>,
              intercept_of_tangent<detail::series_of_asin>, intercept_of_inverse_mean<detail::series_of_asin>,
              intercept_of_tangent<detail::series_of_atan>, intercept_of_inverse_mean<detail::series_of_atan>,
              intercept_of_tangent<detail::series_of_atanh>, intercept_of_inverse_mean<detail::series_of_atanh>,
              intercept_of_tangent<detail::series_of_tanh>, intercept_of_inverse_mean<detail::series_of_tanh>,
              intercept_of_tangent<detail::series_of_erf>, intercept_of_inverse_mean<detail::series_of_erf>,
              slope_of_mean_by_factor<detail::series_of_expm1, 1>, slope_of_mean_by_factor<detail::series_of_expm1, 2>,
              slope_of_mean_by_factor<detail::series_of_log1p, 1>, slope_of_mean_by_factor<detail::series_of_log1p, 2>,
              slope_of_mean_by_factor<detail::series_of_sinh, 1>, slope_of_mean_by_factor<detail::series_of_sinh, 2>,
              slope_of_mean_by_factor<detail::series_of_asinh, 1>, slope_of_mean_by_factor<detail::series_of_asinh, 2>,
              slope_of_mean_by_factor<detail::series_of_asin, 1>, slope_of_mean_by_factor<detail::series_of_asin, 2>,
              slope_of_mean_by_factor<detail::series_of_atan, 1>, slope_of_mean_by_factor<detail::series_of_atan, 2>,
              slope_of_mean_by_factor<detail::series_of_atanh, 1>, slope_of_mean_by_factor<detail::series_of_atanh, 2>,
              slope_of_mean_by_factor<detail::series_of_tanh, 1>, slope_of_mean_by_factor<detail::series_of_tanh, 2>,
              slope_of_mean_by_factor<detail::series_of_erf, 1>, slope_of_mean_by_factor<detail::series_of_erf, 2>>;

}  // namespace ctgrad::operations
