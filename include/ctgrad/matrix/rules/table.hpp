#pragma once

#include <ctgrad/matrix/rules/blocks.hpp>
#include <ctgrad/matrix/rules/product.hpp>
#include <ctgrad/matrix/rules/reduction.hpp>
#include <ctgrad/matrix/rules/selection.hpp>
#include <ctgrad/matrix/rules/shape.hpp>
#include <ctgrad/matrix/rules/vectors.hpp>

/// The rows of the table that work on whole matrices.
