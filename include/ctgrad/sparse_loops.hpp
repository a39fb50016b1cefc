#pragma once

#include <ctgrad/loops.hpp>
#include <ctgrad/loops/sparse/function.hpp>

/// Sparse Jacobians and Hessians of functions of rows, with patterns that are known at run time.
