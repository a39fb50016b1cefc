#pragma once

#include <ctgrad/operations/special/bessel.hpp>
#include <ctgrad/operations/special/bessel_scaled.hpp>
#include <ctgrad/operations/special/gamma.hpp>
#include <ctgrad/operations/special/incomplete_gamma.hpp>
#include <ctgrad/operations/special/normal.hpp>
#include <ctgrad/support/type_list.hpp>

namespace ctgrad::operations {

/// The rows of `ctgrad/special.hpp`, in the order of the documents.
using special_table =
    type_list<logarithm_of_gamma, gamma_function, digamma_function, polygamma_function, polygamma_difference_function,
              beta_function, lower_incomplete_gamma, upper_incomplete_gamma, derivative_of_incomplete_gamma,
              scaled_complementary_error_function, scaled_integral_of_erfc, normal_density, normal_distribution,
              logarithm_of_normal_distribution, inverse_mills, quantile_of_normal, bessel_of_first_kind,
              bessel_of_second_kind, modified_bessel_of_first_kind, modified_bessel_of_second_kind, scaled_bessel,
              derivative_of_scaled_bessel, square_root_of_two>;

}  // namespace ctgrad::operations
