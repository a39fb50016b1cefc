#pragma once

/// Complex numbers in functions: `function<std::complex<double>(std::complex<double>)>`. The real and the imaginary part are two
/// variables, and two results.

// What holds the checks comes first: a compiler's message begins with the files between them and the user's.
// clang-format off
#include <ctgrad/ctgrad.hpp>
// clang-format on

#include <ctgrad/geometry/complex.hpp>
#include <ctgrad/geometry/complex_functions.hpp>
#include <ctgrad/geometry/complex_signatures.hpp>
