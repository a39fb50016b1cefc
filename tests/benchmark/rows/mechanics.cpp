// Mechanics: dynamics of a cart with a pole and of an arm, a hyperelastic solid with its Hessian, and forces between atoms.
#define BENCHMARK_WITHOUT_SACADO
#define BENCHMARK_WITHOUT_ADOLC
#include "../versions.hpp"
#include "../with_peers.hpp"
#include "mechanics_by_hand.hpp"

namespace {

using namespace comparison;
namespace hand = by_hand::shared;

BENCHMARKED(cart_pole_shared, hand::cart_pole(i.values.data()));
BENCHMARKED(two_links_shared, hand::two_links(i.values.data()));
BENCHMARKED(neo_hookean_shared, hand::neo_hookean(i.values.data()));
BENCHMARKED(lennard_jones_shared, hand::lennard_jones(i.values.data()));

}  // namespace

int main() {
    compare_with_peers<work::cart_pole>("Cart-pole dynamics, 4 x 5", random_inputs<5>(-1, 1),
                                        named<cart_pole_shared>{shared}, named<traced_jacobian<work::cart_pole>>{ours},
                                        named<freely_traced_jacobian<work::cart_pole>>{freely} WITH_SYMPY(cart_pole));
    compare_with_peers<work::two_links>("Two-link arm dynamics, 2 x 6", random_inputs<6>(-1, 1),
                                        named<two_links_shared>{shared}, named<traced_jacobian<work::two_links>>{ours},
                                        named<freely_traced_jacobian<work::two_links>>{freely} WITH_SYMPY(two_links));
    compare_hessian_with_peers<work::neo_hookean>(
        "Neo-Hookean energy, Hessian 9 x 9",
        random_between<9>({0.8, -0.2, -0.2, -0.2, 0.8, -0.2, -0.2, -0.2, 0.8},
                          {1.2, 0.2, 0.2, 0.2, 1.2, 0.2, 0.2, 0.2, 1.2}),
        named<neo_hookean_shared>{shared}, named<traced_hessian<work::neo_hookean>>{ours},
        named<freely_traced_hessian<work::neo_hookean>>{freely} WITH_SYMPY(neo_hookean));
    // Atoms on a line, about one apart.
    compare_with_peers<work::lennard_jones>(
        "Lennard-Jones, 5 atoms",
        random_between<15>({0, 0, 0, 1, 0, 0, 2, 0, 0, 3, 0, 0, 4, 0, 0},
                           {.2, 1, 1, 1.2, 1, 1, 2.2, 1, 1, 3.2, 1, 1, 4.2, 1, 1}),
        named<lennard_jones_shared>{shared}, named<traced_jacobian<work::lennard_jones>>{ours},
        named<freely_traced_jacobian<work::lennard_jones>>{freely} WITH_SYMPY(lennard_jones));
}
