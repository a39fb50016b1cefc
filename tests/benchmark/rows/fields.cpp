// Spherical harmonics, a determinant, and the volatility of the SABR model.
#define BENCHMARK_WITHOUT_SACADO
#define BENCHMARK_WITHOUT_ADOLC
#include "../versions.hpp"
#include "../with_peers.hpp"
#include "mechanics_by_hand.hpp"

namespace {

using namespace comparison;
namespace hand = by_hand::shared;

BENCHMARKED(sabr_shared, hand::sabr(i.values.data(), i.values.data() + 4));
BENCHMARKED(determinant_shared, hand::determinant(i.values.data()));
BENCHMARKED(harmonics_4_shared, hand::harmonics<4>(i.values.data()));
BENCHMARKED(harmonics_11_shared, hand::harmonics<11>(i.values.data()));

}  // namespace

int main() {
    compare_with_peers<work::sabr>(
        "SABR volatility", random_between<6>({0.02, 0.02, -0.5, 0.2, 0.035, 1}, {0.03, 0.05, 0.1, 0.6, 0.045, 5}),
        named<sabr_shared>{shared}, named<traced_jacobian<work::sabr>>{ours},
        named<freely_traced_jacobian<work::sabr>>{freely} WITH_SYMPY(sabr));
    compare_with_peers<work::determinant>(
        "Determinant 4 x 4 by minors", random_inputs<16>(-1, 1), named<determinant_shared>{shared},
        named<traced_jacobian<work::determinant>>{ours},
        named<freely_traced_jacobian<work::determinant>>{freely} WITH_SYMPY(determinant));
    compare_with_peers<work::harmonics<4>>(
        "Spherical harmonics, 4 degrees", random_inputs<3>(-1, 1), named<harmonics_4_shared>{shared},
        named<traced_jacobian<work::harmonics<4>>>{ours},
        named<freely_traced_jacobian<work::harmonics<4>>>{freely} WITH_SYMPY(harmonics_4));
    // Each result takes 3.9 KiB.
    compare_with_peers<work::harmonics<11>>("Spherical harmonics, 11 degrees", random_inputs<3>(-1, 1, 8),
                                            named<harmonics_11_shared>{shared},
                                            named<traced_jacobian<work::harmonics<11>>>{ours});
}
