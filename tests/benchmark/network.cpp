// F6: a network of 161 weights.
#include "by_hand_more.hpp"
#include "versions.hpp"
#include "with_peers.hpp"
#if HAS_EIGEN
#include "by_matrices.hpp"
#endif

namespace {

using namespace comparison;
namespace hand = by_hand::shared;

BENCHMARKED(f6_shared, hand::network(i.values.data(), i.values.data() + 161));
#if HAS_EIGEN
BENCHMARKED(f6_matrices, by_matrices::evaluated(i.values.data()));
#endif

}  // namespace

int main() {
    // Each input takes 1.3 KiB, and each result as much.
    compare_with_peers<work::network>("F6 network, 161 weights", random_inputs<170>(-1, 1, 8), named<f6_shared>{shared},
#if HAS_EIGEN
                                      named<f6_matrices>{"ctgrad, matrices"},
#endif
                                      named<traced_jacobian<work::network>>{"ctgrad, function"});
}
