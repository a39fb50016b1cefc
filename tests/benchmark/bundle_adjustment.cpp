// F5: a residual of bundle adjustment with its dense 2 x 15 Jacobian.
#include "by_ctgrad.hpp"
#include "by_hand.hpp"
#include "with_peers.hpp"

namespace {

using namespace comparison;
namespace f = by_ctgrad;
namespace hand = by_hand::shared;
namespace apart = by_hand::separate;
#define V(k) i.values[k]

/// An input of bundle adjustment: camera, point and weight, 15 numbers in a row.
std::vector<numbers<15>> random_observations() {
    auto inputs = random_inputs<15>(0.1, 1);
    for (auto& input : inputs) {
        input.values[6] *= 500;  // focal length
        input.values[13] += 4;   // distance
    }
    return inputs;
}
BENCHMARKED(f5_shared, hand::residual(array_at<11>(&V(0)), array_at<3>(&V(11)), V(14)));
BENCHMARKED(f5_apart, apart::residual(array_at<11>(&V(0)), array_at<3>(&V(11)), V(14)));
BENCHMARKED(f5_ctgrad, ctgrad::jacobian(f::residual)(array_at<11>(&V(0)), array_at<3>(&V(11)), V(14)));
BENCHMARKED(f5_freely,
            ctgrad::free_rounding(ctgrad::jacobian(f::residual))(array_at<11>(&V(0)), array_at<3>(&V(11)), V(14)));

}  // namespace

int main() {
    compare_with_peers<work::residual>("F5 bundle adjustment, 2 x 15", random_observations(), named<f5_shared>{shared},
                                       named<f5_apart>{separate}, named<f5_ctgrad>{ours},
                                       named<f5_freely>{freely} WITH_SYMPY(residual));
}
