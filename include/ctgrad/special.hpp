#pragma once

/// Special functions: gamma, beta, Bessel, error and incomplete gamma functions, and the normal distribution. They are
/// used like the others, in formulas, traced functions and on plain numbers. Needs Boost.Math.
#include <ctgrad/ctgrad.hpp>
#include <ctgrad/operations/special/table.hpp>
