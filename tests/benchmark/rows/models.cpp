// Least squares, Heston's model, a dense Jacobian of chemistry, and the gradient of Rosenbrock's function of 100 variables.
#define BENCHMARK_WITHOUT_SACADO
#define BENCHMARK_WITHOUT_ADOLC
#include "models_by_hand.hpp"

#include "../versions.hpp"
#include "../with_peers.hpp"

namespace {

using namespace comparison;
namespace hand = by_hand::shared;

BENCHMARKED(least_squares_shared, hand::least_squares(i.values.data()));
BENCHMARKED(heston_shared, hand::heston(i.values.data(), i.values.data() + 5));
BENCHMARKED(pollution_shared, hand::pollution(i.values.data()));
BENCHMARKED(rosenbrock_shared, hand::gradient_of_rosenbrock_100(i.values.data()));

}  // namespace

int main() {
    compare_with_peers<work::least_squares>(
        "Least squares, 9 x 100", random_inputs<9>(-1, 1), named<least_squares_shared>{shared},
        named<traced_jacobian<work::least_squares>>{ours},
        named<freely_traced_jacobian<work::least_squares>>{freely} WITH_SYMPY(least_squares));
    compare_with_peers<work::heston>(
        "Characteristic function of Heston, 2 x 5",
        random_between<7>({0.01, 1, 0.02, 0.2, -0.9, 0.5, 0.5}, {0.09, 3, 0.09, 0.6, 0.1, 5, 2}),
        named<heston_shared>{shared}, named<traced_jacobian<work::heston>>{ours},
        named<freely_traced_jacobian<work::heston>>{freely});
    compare_with_peers<work::pollution>("Pollution, dense 20 x 20", random_inputs<20>(0, 1),
                                        named<pollution_shared>{shared},
                                        named<traced_jacobian<work::pollution>>{ours} WITH_SYMPY(pollution));
    compare("Gradient of Rosenbrock, 100", random_inputs<100>(-1, 1), named<rosenbrock_shared>{shared},
            named<traced_jacobian<work::rosenbrock_100>>{ours} WITH_SYMPY(rosenbrock_100));
}
