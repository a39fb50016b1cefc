// Interpolation between rotations and the rotation vector from one to another, with Jacobians in the tangent spaces: rows of the
// benchmark of wrenfold (https://github.com/wrenfold/wrenfold-benchmarks).
#include "../comparison.hpp"
#include "rotations_by_hand.hpp"

#include <ctgrad/eigen.hpp>

#include "rotation_peers.hpp"

namespace {

using namespace comparison;
using namespace by_hand::rotations;

constexpr double share = 0.312;

constexpr auto interpolation = ctgrad::function<Quaterniond(Quaterniond, Quaterniond)>(
    [](auto const& a, auto const& b) { return ctgrad::retract(a, ctgrad::local_coordinates(a, b) * share); });
constexpr auto interpolation_by_slerp = ctgrad::function<Quaterniond(Quaterniond, Quaterniond)>(
    [](auto const& a, auto const& b) { return ctgrad::slerp(a, b, share); });
constexpr auto coordinates = ctgrad::function<Vector3d(Quaterniond, Quaterniond)>(
    [](auto const& a, auto const& b) { return ctgrad::local_coordinates(a, b); });

template <bool Freely, class Function>
constexpr auto quantity(Function f) {
    if constexpr (Freely)
        return ctgrad::free_rounding(ctgrad::tangent_jacobian(f));
    else
        return ctgrad::tangent_jacobian(f);
}
template <bool Freely, auto const& Function = interpolation>
[[gnu::always_inline]] inline interpolated interpolate_by_ctgrad(Quaterniond const& a, Quaterniond const& b) {
    interpolated out;
    out.q = quantity<Freely>(Function).into(out.by_first, out.by_second)(a, b);
    return out;
}
template <bool Freely>
[[gnu::always_inline]] inline difference subtract_by_ctgrad(Quaterniond const& a, Quaterniond const& b) {
    difference out;
    out.w = quantity<Freely>(coordinates).into(out.by_first, out.by_second)(a, b);
    return out;
}

[[gnu::always_inline]] inline Quaterniond const& rotation_at(double const* numbers) {
    return *reinterpret_cast<Quaterniond const*>(numbers);  // it consists of them
}
#define A rotation_at(i.values.data())
#define B rotation_at(i.values.data() + 4)
BENCHMARKED(interpolate_by_hand, interpolate(A, B, share));
BENCHMARKED(interpolate_composed, composed::interpolate(A, B, share));
BENCHMARKED(interpolate_ctgrad, interpolate_by_ctgrad<false>(A, B));
BENCHMARKED(interpolate_slerp, (interpolate_by_ctgrad<false, interpolation_by_slerp>(A, B)));
BENCHMARKED(interpolate_freely, interpolate_by_ctgrad<true>(A, B));
BENCHMARKED(subtract_by_hand, local_coordinates(A, B));
BENCHMARKED(subtract_composed, composed::local_coordinates(A, B));
BENCHMARKED(subtract_ctgrad, subtract_by_ctgrad<false>(A, B));
BENCHMARKED(subtract_freely, subtract_by_ctgrad<true>(A, B));
#if HAS_CERES
BENCHMARKED(interpolate_ceres, rotation_peers::interpolate(A, B, share));
BENCHMARKED(subtract_ceres, rotation_peers::local_coordinates(A, B));
#endif

/// Pairs of rotations, not near each other.
std::vector<numbers<8>> random_rotations() {
    auto inputs = random_inputs<8>(-1, 1);
    for (auto& input : inputs) {
        Eigen::Map<Eigen::Vector4d> a(input.values.data()), b(input.values.data() + 4);
        a.normalize(), b.normalize();
        if (a.dot(b) < 0) b = -b;
    }
    return inputs;
}

}  // namespace

int main() {
    compare("Quaternion interpolation, 3 x 6", random_rotations(), named<interpolate_by_hand>{shared},
            named<interpolate_composed>{"by hand, as published"}, named<interpolate_ctgrad>{ours},
            named<interpolate_freely>{freely}, named<interpolate_slerp>{"ctgrad, slerp"}
#if HAS_CERES
            ,
            named<interpolate_ceres>{"ceres::Jet"}
#endif
    );
    compare("Rotation vector between quaternions, 3 x 6", random_rotations(), named<subtract_by_hand>{shared},
            named<subtract_composed>{"by hand, as published"}, named<subtract_ctgrad>{ours},
            named<subtract_freely>{freely}
#if HAS_CERES
            ,
            named<subtract_ceres>{"ceres::Jet"}
#endif
    );
}
