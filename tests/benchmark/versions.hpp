#pragma once

#include "comparison.hpp"
#include "traced.hpp"

/// ctgrad's versions of the work in work.hpp, traced. Inputs are numbers in a row: first the independent variables, then the others.
namespace comparison {

using work::evaluated, work::traced;
template <class Work>
BENCHMARKED(traced_jacobian, evaluated<Work>(ctgrad::jacobian(traced<Work>, ctgrad::arguments<0>), i.values.data()));
template <class Work>
BENCHMARKED(traced_hessian, evaluated<Work>(ctgrad::hessian(traced<Work>, ctgrad::arguments<0>), i.values.data()));
template <class Work>
BENCHMARKED(freely_traced_jacobian,
            evaluated<Work>(ctgrad::free_rounding(ctgrad::jacobian(traced<Work>, ctgrad::arguments<0>)),
                            i.values.data()));
template <class Work>
BENCHMARKED(freely_traced_hessian,
            evaluated<Work>(ctgrad::free_rounding(ctgrad::hessian(traced<Work>, ctgrad::arguments<0>)),
                            i.values.data()));

}  // namespace comparison
