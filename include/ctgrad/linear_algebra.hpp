#pragma once

/// Linear algebra in matrix formulas: `solve`, `inverse`, `determinant`, `log_determinant`, of matrices that are general,
/// `positive_definite`, `lower_triangular` or `upper_triangular`.
#include <ctgrad/matrix.hpp>
#include <ctgrad/matrix/formula/linear_algebra.hpp>
#include <ctgrad/matrix/run/linear_algebra.hpp>
