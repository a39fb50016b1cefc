// The network of 161 weights by matrices, run ten times for callgrind. All of its code but main is counted.
#include "../benchmark/by_matrices.hpp"

[[gnu::noinline]] void row_matrices(double const* v, void* out) {
    auto const result = by_matrices::evaluated(v);
    __builtin_memcpy(out, &result, sizeof result);
}

int main() {
    double in[170], out[256];
    for (int i = 0; i < 170; ++i) in[i] = 0.25 + 0.001 * i;
    for (int i = 0; i < 10; ++i) row_matrices(in, out);
}
