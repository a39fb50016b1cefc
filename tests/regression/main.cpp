// Runs each row ten times, for callgrind, and prints its operation counts.
#include <cstdio>

#include "rows.hpp"

namespace r = regression;

#define EACH(apply)                                                                                                  \
    apply(f1) apply(f2) apply(f2_sigmoid) apply(f3) apply(f3_freely) apply(f4) apply(f5) apply(f6) apply(quaternion) \
        apply(arm) apply(greeks) apply(greeks_freely) apply(f3_hessian) apply(rosenbrock) apply(rosenbrock_gradient) \
            apply(brusselator)
#define DECLARE(name) extern "C" void row_##name(double const*, void*);
EACH(DECLARE)

int main() {
    double in[170], out[256];
    for (int i = 0; i < 170; ++i) in[i] = 1.25 + 0.001 * i;
#define RUN(name)                                                       \
    for (int i = 0; i < 10; ++i) row_##name(in, out);                   \
    {                                                                   \
        constexpr ctgrad::operation_count cost = ctgrad::cost(r::name); \
        std::printf("cost." #name " %d\n", cost.total());               \
        std::printf("calls." #name " %d\n", cost.all_calls);            \
        std::printf("divisions." #name " %d\n", cost.divisions);        \
    }
    EACH(RUN)
}
