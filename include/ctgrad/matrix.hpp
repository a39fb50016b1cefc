#pragma once

#ifdef __CUDACC__
#error \
    "ctgrad: nvcc does not compile this header: include it in a .cpp file; a .cu file may include ctgrad/ctgrad.hpp, geometry.hpp and sparsity.hpp"
#endif

/// Matrix formulas: shapes are checked at compile time; gradients are matrix formulas; Eigen objects are the arguments.
#include <ctgrad/ctgrad.hpp>
#include <ctgrad/matrix/evaluate/evaluate.hpp>
#include <ctgrad/matrix/evaluate/evaluator.hpp>
#include <ctgrad/matrix/formula/dimension.hpp>
#include <ctgrad/matrix/formula/expression.hpp>
#include <ctgrad/matrix/formula/functions.hpp>
#include <ctgrad/matrix/rules/apply.hpp>
