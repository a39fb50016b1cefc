#pragma once

/// Mathematical functions that work in constant expressions on every compiler, for float, double and long double.
/// Results are at most one unit in the last place from the correctly rounded ones.
///
/// No argument makes a constant evaluation fail: poles and overflow give infinities, and arguments
/// outside of the domain give NaN, as in C99 Annex F, but without errno and floating-point
/// exceptions.
///
/// If these functions are called at run time, compile with -ffp-contract=off: a compiler that fuses
/// products and sums across statements may change the last bits.

#include "constant_math/classify.hpp"
#include "constant_math/error_function.hpp"
#include "constant_math/exponential.hpp"
#include "constant_math/fused.hpp"
#include "constant_math/hyperbolic.hpp"
#include "constant_math/integer.hpp"
#include "constant_math/inverse_hyperbolic.hpp"
#include "constant_math/inverse_trigonometric.hpp"
#include "constant_math/logarithm.hpp"
#include "constant_math/power.hpp"
#include "constant_math/scale.hpp"
#include "constant_math/square_root.hpp"
#include "constant_math/trigonometric.hpp"
