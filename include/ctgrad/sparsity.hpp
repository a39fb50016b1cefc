#pragma once

/// Jacobians and Hessians with known zeros: their patterns as constants, and values of only the other entries.

#include <ctgrad/ctgrad.hpp>
#include <ctgrad/sparsity/sparse.hpp>
