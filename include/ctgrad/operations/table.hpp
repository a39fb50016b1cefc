#pragma once

/// The table of operations, all of it.
#include <ctgrad/operations/arithmetic.hpp>
#include <ctgrad/operations/comparison.hpp>
#include <ctgrad/operations/error_function.hpp>
#include <ctgrad/operations/exponential.hpp>
#include <ctgrad/operations/hyperbolic.hpp>
#include <ctgrad/operations/logistic.hpp>
#include <ctgrad/operations/named_constants.hpp>
#include <ctgrad/operations/piecewise.hpp>
#include <ctgrad/operations/power.hpp>
#include <ctgrad/operations/trigonometric.hpp>
