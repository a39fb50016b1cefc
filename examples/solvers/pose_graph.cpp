// A pose graph: the poses of a vehicle from measured motions between them, which close a loop. It uses Gauss-Newton in
// the tangent spaces of the poses, with the sparse Cholesky decomposition of Eigen.

#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <numbers>
#include <vector>

#include <Eigen/Geometry>
#include <Eigen/SparseCholesky>
#include <ctgrad/eigen.hpp>

namespace {

using ctgrad::data;
using Eigen::Quaterniond, Eigen::Vector3d;
using Vector6d = Eigen::Matrix<double, 6, 1>;

// [residual]
// The error of a measured motion from pose a to pose b, if each pose is turned by w in its own frame and moved by t.
// The poses are data. Derivatives are taken at zero, in the tangent spaces of the poses.
constexpr auto error =
    ctgrad::function<Vector6d(Vector3d, Vector3d, Vector3d, Vector3d, data<Quaterniond>, data<Vector3d>,
                              data<Quaterniond>, data<Vector3d>, data<Quaterniond>, data<Vector3d>)>(
        [](auto const& wa, auto const& ta, auto const& wb, auto const& tb, auto const& qa, auto const& pa,
           auto const& qb, auto const& pb, auto const& turn, auto const& move) {
            auto const a = ctgrad::retract(qa, wa), b = ctgrad::retract(qb, wb);
            auto const turned = ctgrad::log_rotation(turn.conjugate() * (a.conjugate() * b));
            auto const moved = a.conjugate() * (pb + tb - pa - ta) - move;
            return ctgrad::vector_of(turned[0], turned[1], turned[2], moved[0], moved[1], moved[2]);
        });
// [glue]
constexpr auto retracted = ctgrad::function<Quaterniond(Quaterniond, Vector3d)>(
    [](auto const& q, auto const& w) { return ctgrad::retract(q, w); });
// [glue]
// [residual]

struct pose {
    Quaterniond turn;
    Vector3d place;
};
struct motion {
    std::size_t from, to;
    pose measured;
};

// [step]
// One Gauss-Newton step. The first pose is fixed. Returns the sum of the squared errors before the step.
double improve(std::vector<pose>& poses, std::vector<motion> const& motions) {
    auto const size = static_cast<int>(6 * poses.size());
    std::vector<Eigen::Triplet<double>> entries;
    Eigen::VectorXd right = Eigen::VectorXd::Zero(size);
    double cost = 0;
    Vector3d const zero = Vector3d::Zero();
    for (auto const& [from, to, measured] : motions) {
        auto const &a = poses[from], &b = poses[to];
        auto const [r, j] = ctgrad::jacobian(error)(zero, zero, zero, zero, a.turn, a.place, b.turn, b.place,
                                                    measured.turn, measured.place);  // j is a Matrix<double, 6, 12>
        int const first[]{static_cast<int>(6 * from), static_cast<int>(6 * to)};
        for (int i = 0; i < 12; ++i) {
            right[first[i / 6] + i % 6] -= j.col(i).dot(r);
            for (int k = 0; k < 12; ++k)
                entries.emplace_back(first[i / 6] + i % 6, first[k / 6] + k % 6, j.col(i).dot(j.col(k)));
        }
        cost += r.squaredNorm();
    }
    for (int i = 0; i < 6; ++i) entries.emplace_back(i, i, 1e12);
    Eigen::SparseMatrix<double> normal(size, size);
    normal.setFromTriplets(entries.begin(), entries.end());
    Eigen::VectorXd const change = Eigen::SimplicialLDLT<Eigen::SparseMatrix<double>>(normal).solve(right);
    for (std::size_t i = 0; i < poses.size(); ++i) {
        Vector6d const own = change.segment<6>(static_cast<int>(6 * i));
        poses[i].turn = retracted(poses[i].turn, own.head<3>());
        poses[i].place += own.tail<3>();
    }
    return cost;
}
// [step]

}  // namespace

int main() {
    // A loop of twelve poses with exact motions between them; the estimates have drifted.
    std::vector<pose> truth, poses;
    Vector3d const axis = Vector3d(0.1, 0.2, 1).normalized();
    for (int i = 0; i < 12; ++i) {
        Quaterniond const turn(Eigen::AngleAxisd(i * std::numbers::pi / 6, axis));
        truth.push_back({turn, turn * Vector3d(0, -4, 0)});
        Vector3d const drift(0.02 * i, -0.01 * i, 0.015 * i);
        poses.push_back({retracted(turn, drift), truth.back().place + 5 * drift});
    }
    std::vector<motion> motions;
    for (std::size_t i = 0; i < truth.size(); ++i) {
        std::size_t const next = (i + 1) % truth.size();
        Quaterniond const back = truth[i].turn.conjugate();
        motions.push_back({i, next, {back * truth[next].turn, back * (truth[next].place - truth[i].place)}});
    }
    for (int step = 0; step < 6; ++step) {
        double const cost = improve(poses, motions);
        if (step < 4) std::printf("step %d: sum of squared errors %.2e\n", step, cost);
    }
    double worst = 0;
    for (std::size_t i = 0; i < poses.size(); ++i)
        worst =
            std::max({worst, poses[i].turn.angularDistance(truth[i].turn), (poses[i].place - truth[i].place).norm()});
    std::printf("the poses are %s\n", worst < 1e-8 ? "found" : "not found");
}
