#pragma once

#ifdef __CUDACC__
#error \
    "ctgrad: the special functions of Boost.Math have no code for a GPU, and nvcc would leave them out of kernels without a word: include ctgrad/special.hpp in a .cpp file"
#endif

/// Special functions: gamma, beta, Bessel, error and incomplete gamma functions, and the normal distribution. Use them
/// like other functions, in formulas, traced functions and on plain numbers. The header needs Boost.Math.
#include <ctgrad/ctgrad.hpp>
#include <ctgrad/diagnostics/rule_messages.hpp>
#include <ctgrad/operations/special/table.hpp>
