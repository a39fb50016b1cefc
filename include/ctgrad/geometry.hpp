#pragma once

/// Vectors, matrices and quaternions of a fixed size in traced functions: small linear algebra and rotations.

// Headers with checks come first: a compiler's message begins with the files between them and the user's file.
// clang-format off
#include <ctgrad/diagnostics/symbol_checks.hpp>
#include <ctgrad/diagnostics/eigen_messages.hpp>
#include <ctgrad/ctgrad.hpp>
#include <ctgrad/diagnostics/geometry_messages.hpp>
#include <ctgrad/geometry/fixed_matrix_checks.hpp>
// clang-format on

#include <ctgrad/geometry/fixed_matrix.hpp>
#include <ctgrad/geometry/fixed_matrix_operators.hpp>
#include <ctgrad/geometry/quaternion.hpp>
#include <ctgrad/geometry/rotation.hpp>
#include <ctgrad/geometry/signatures.hpp>
#include <ctgrad/geometry/slerp.hpp>
#include <ctgrad/geometry/tangent_jacobian.hpp>
#include <ctgrad/geometry/unit_quaternion.hpp>
