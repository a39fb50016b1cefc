#pragma once

/// Included first by headers that nvcc does not compile.
#ifdef __CUDACC__
#error \
    "ctgrad: nvcc does not compile this header: include it in a .cpp file; a .cu file may include ctgrad/ctgrad.hpp, geometry.hpp and sparsity.hpp"
#endif
