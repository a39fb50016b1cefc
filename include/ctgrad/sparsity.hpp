#pragma once

/// Jacobians and Hessians with known zeros: their patterns as constants, and the values of the other entries only.

#include <ctgrad/ctgrad.hpp>
#include <ctgrad/sparsity/sparse.hpp>
