#pragma once

/// Matrices: formulas whose shapes are checked by the compiler, their gradients, and evaluation on Eigen objects.
#include <ctgrad/ctgrad.hpp>
#include <ctgrad/matrix/evaluate/evaluate.hpp>
#include <ctgrad/matrix/evaluate/evaluator.hpp>
#include <ctgrad/matrix/formula/apply.hpp>
#include <ctgrad/matrix/formula/dimension.hpp>
#include <ctgrad/matrix/formula/expression.hpp>
#include <ctgrad/matrix/formula/functions.hpp>
