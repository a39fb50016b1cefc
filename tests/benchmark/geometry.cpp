// Rotations and a robot arm: values and Jacobians.
#include <cmath>

#include "by_hand_more.hpp"
#include "rows/stated_work.hpp"
#include "versions.hpp"
#include "with_peers.hpp"

namespace {

using namespace comparison;
namespace hand = by_hand::shared;

BENCHMARKED(quaternion_shared, hand::quaternion(i.values.data(), i.values.data() + 4));
BENCHMARKED(unit_quaternion_shared, hand::unit_quaternion(i.values.data(), i.values.data() + 4));
BENCHMARKED(arm_shared, hand::arm(i.values.data()));

/// Quaternions of length 1, and vectors.
std::vector<numbers<7>> rotations() {
    auto inputs = random_inputs<7>(0.25, 1);
    for (auto& [v] : inputs) {
        double const length = std::sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2] + v[3] * v[3]);
        for (std::size_t k = 0; k < 4; ++k) v[k] /= length;
    }
    return inputs;
}

}  // namespace

int main() {
    compare_with_peers<work::quaternion>(
        "Quaternion rotation, 3 x 4", random_inputs<7>(0.25, 1), named<quaternion_shared>{shared},
        named<traced_jacobian<work::quaternion>>{ours},
        named<freely_traced_jacobian<work::quaternion>>{freely} WITH_SYMPY(quaternion));
    compare("Unit quaternion rotation, 3 x 4", rotations(), named<unit_quaternion_shared>{shared},
            named<traced_jacobian<work::quaternion>>{ours}, named<traced_jacobian<work::unit_quaternion>>{stated});
    compare_with_peers<work::arm>("Robot arm, 3 x 6", random_inputs<6>(-1.5, 1.5), named<arm_shared>{shared},
                                  named<traced_jacobian<work::arm>>{ours} WITH_SYMPY(arm));
}
