#pragma once

#include <ctgrad/support/not_for_nvcc.hpp>

// The rows come first, so that messages about their operands do not begin with a long list of headers.
#include <ctgrad/matrix/rules/table.hpp>

/// Matrix formulas: shapes are checked at compile time; gradients are matrix formulas; Eigen objects are the arguments.
#include <ctgrad/ctgrad.hpp>
#include <ctgrad/matrix/evaluate/evaluate.hpp>
#include <ctgrad/matrix/evaluate/evaluator.hpp>
#include <ctgrad/matrix/formula/blocks.hpp>
#include <ctgrad/matrix/formula/dimension.hpp>
#include <ctgrad/matrix/formula/expression.hpp>
#include <ctgrad/matrix/formula/functions.hpp>
#include <ctgrad/matrix/rules/apply.hpp>
