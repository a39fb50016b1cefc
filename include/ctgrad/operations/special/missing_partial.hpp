#pragma once

#include <ctgrad/operations/missing_rule.hpp>

namespace ctgrad::operations {

/// Represents a partial derivative of `Operation` that has no rule, with respect to its argument `Argument`: the order
/// n of a Bessel function, or the shape a of an incomplete gamma function.
template <class Operation, char Argument>
struct missing_partial : missing_rule {};

}  // namespace ctgrad::operations
