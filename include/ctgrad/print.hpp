#pragma once

#ifdef __CUDACC__
#error \
    "ctgrad: nvcc does not compile this header: include it in a .cpp file; a .cu file may include ctgrad/ctgrad.hpp, geometry.hpp and sparsity.hpp"
#endif

/// Printing: text in infix notation, LaTeX and C++, computational graphs, and worked solutions.
#include <ctgrad/ctgrad.hpp>
#include <ctgrad/print/answer_sheet.hpp>
#include <ctgrad/print/dot.hpp>
#include <ctgrad/print/leaves.hpp>
#include <ctgrad/print/text.hpp>
