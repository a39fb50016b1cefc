#pragma once

/// Complex numbers in functions: `function<std::complex<double>(std::complex<double>)>`. The real and the imaginary
/// part are two variables, or two results.

// Headers with checks come first: a compiler's message begins with the files between them and the user's file.
// clang-format off
#include <ctgrad/ctgrad.hpp>
// clang-format on

#include <ctgrad/geometry/complex.hpp>
#include <ctgrad/geometry/complex_functions.hpp>
#include <ctgrad/geometry/complex_signatures.hpp>
