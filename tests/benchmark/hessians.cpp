// Values, gradients and Hessians.
#include "by_hand_more.hpp"
#include "rows/stated_work.hpp"
#include "versions.hpp"
#include "with_peers.hpp"

namespace {

using namespace comparison;
namespace hand = by_hand::shared;

BENCHMARKED(options_shared, hand::black_scholes(i.values.data(), i.values.data() + 4));
BENCHMARKED(f3_hessian_shared, hand::hessian_of_exponential_logarithm_sine(i.values.data()));
BENCHMARKED(rosenbrock_shared, hand::hessian_of_rosenbrock(i.values.data()));

}  // namespace

int main() {
    compare_hessian_with_peers<work::black_scholes>(
        "Black-Scholes, all Greeks", random_between<5>({80, 0.15, 0.01, 0.25, 100}, {120, 0.4, 0.05, 2, 100}),
        named<options_shared>{shared}, named<traced_hessian<work::black_scholes>>{ours},
        named<freely_traced_hessian<work::black_scholes>>{freely},
        named<traced_hessian<work::black_scholes_with_identity>>{stated},
        named<freely_traced_hessian<work::black_scholes_with_identity>>{stated_freely} WITH_SYMPY(black_scholes));
    compare_hessian_with_peers<work::exponential_logarithm_sine>(
        "Hessian of F3", random_inputs<2>(1.5, 2.5), named<f3_hessian_shared>{shared},
        named<traced_hessian<work::exponential_logarithm_sine>>{ours},
        named<freely_traced_hessian<work::exponential_logarithm_sine>>{freely} WITH_SYMPY(f3_hessian));
    compare_hessian_with_peers<work::rosenbrock>(
        "Hessian of Rosenbrock, 10", random_inputs<10>(-1, 1), named<rosenbrock_shared>{shared},
        named<traced_hessian<work::rosenbrock>>{ours},
        named<freely_traced_hessian<work::rosenbrock>>{freely} WITH_SYMPY(rosenbrock));
}
