#pragma once

/// Matrices: formulas whose shapes are checked by the compiler, their gradients, and evaluation on Eigen objects.
#include <ctgrad/ctgrad.hpp>
#include <ctgrad/matrix/apply.hpp>
#include <ctgrad/matrix/dimension.hpp>
#include <ctgrad/matrix/evaluate.hpp>
#include <ctgrad/matrix/evaluator.hpp>
#include <ctgrad/matrix/expression.hpp>
#include <ctgrad/matrix/functions.hpp>
