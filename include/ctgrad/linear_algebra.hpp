#pragma once

/// Linear algebra in matrix formulas: `solve`, `inverse`, `determinant`, `log_determinant`, of matrices that are general,
/// `positive_definite`, `lower_triangular` or `upper_triangular`.

// Headers with checks come first: a compiler's message begins with the files between them and the user's file.
// clang-format off
#include <ctgrad/matrix.hpp>
#include <ctgrad/matrix/rules/kinds_of_matrices.hpp>
// clang-format on

#include <ctgrad/matrix/formula/linear_algebra.hpp>
#include <ctgrad/matrix/run/linear_algebra.hpp>
