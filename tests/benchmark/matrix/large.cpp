// 784 inputs, 128 ReLU, log-softmax of 10 classes, batch of 128, single precision, compared with a gradient that an
// expert wrote in Eigen and whose matrices are reused from call to call.
#include <cmath>
#include <random>

#include <ctgrad/matrix.hpp>

#include "../timing.hpp"

namespace {

using namespace ctgrad::literals;
constexpr ctgrad::dimension<"inputs"> inputs;
constexpr ctgrad::dimension<"hidden"> hidden;
constexpr ctgrad::dimension<"classes"> classes;
constexpr ctgrad::dimension<"m"> m;
constexpr auto W1 = ctgrad::matrix<"W1", hidden, inputs>;
constexpr auto b1 = ctgrad::vector<"b1", hidden>;
constexpr auto W2 = ctgrad::matrix<"W2", classes, hidden>;
constexpr auto b2 = ctgrad::vector<"b2", classes>;
constexpr auto X = ctgrad::matrix<"X", inputs, m>;
constexpr auto labels = ctgrad::matrix<"labels", 1, m>;
constexpr auto J = -mean(gather(log_softmax(W2 * relu(W1 * X + b1) + b2), labels));

using Matrix = Eigen::MatrixXf;
using Vector = Eigen::VectorXf;

struct by_hand {
    Matrix Z1, D, W1, W2;
    Vector b1, b2;
    Eigen::RowVectorXf largest, total;

    float operator()(Matrix const& w1, Vector const& c1, Matrix const& w2, Vector const& c2, Matrix const& x,
                     Eigen::RowVectorXi const& y) {
        Z1.noalias() = w1 * x;
        Z1 = (Z1.colwise() + c1).cwiseMax(0.0f);  // the activations; the derivative is 0 where they are
        D.noalias() = w2 * Z1;
        D.colwise() += c2;
        largest = D.colwise().maxCoeff();
        D.rowwise() -= largest;
        float loss = 0;
        for (Eigen::Index j = 0; j < D.cols(); ++j) loss -= D(y(j), j);
        D = D.array().exp();
        total = D.colwise().sum();
        loss += total.array().log().sum();
        float const scale = 1.0f / static_cast<float>(x.cols());
        D.array().rowwise() *= scale / total.array();
        for (Eigen::Index j = 0; j < D.cols(); ++j) D(y(j), j) -= scale;
        W2.noalias() = D * Z1.transpose();
        b2 = D.rowwise().sum();
        dZ1.noalias() = w2.transpose() * D;
        dZ1 = (Z1.array() > 0).select(dZ1, 0.0f);
        W1.noalias() = dZ1 * x.transpose();
        b1 = dZ1.rowwise().sum();
        return loss * scale;
    }
    Matrix dZ1;
};

}  // namespace

int main() {
    std::mt19937 engine(5);
    std::uniform_real_distribution<float> uniform(-1, 1);
    auto const random = [&](Eigen::Index rows, Eigen::Index columns, float scale) {
        Matrix result(rows, columns);
        for (Eigen::Index i = 0; i < result.size(); ++i) result.data()[i] = scale * uniform(engine);
        return result;
    };
    Matrix const w1 = random(128, 784, 0.05f), w2 = random(10, 128, 0.1f), x = random(784, 128, 1);
    Vector const c1 = random(128, 1, 0.1f), c2 = random(10, 1, 0.1f);
    Eigen::RowVectorXi y(128);
    for (auto& label : y) label = static_cast<int>(engine() % 10);

    by_hand hand;
    auto step = ctgrad::evaluator_of<float>(ctgrad::value_and_gradient(J, W1, b1, W2, b2));
    float const value = hand(w1, c1, w2, c2, x, y);
    auto const& r = step(W1 = w1, b1 = c1, W2 = w2, b2 = c2, X = x, labels = y);
    float const worst = std::max({std::abs(value - r.value), (hand.W1 - r[W1]).cwiseAbs().maxCoeff(),
                                  (hand.W2 - r[W2]).cwiseAbs().maxCoeff(), (hand.b1 - r[b1]).cwiseAbs().maxCoeff(),
                                  (hand.b2 - r[b2]).cwiseAbs().maxCoeff()});
    if (!(worst < 1e-5f)) {
        std::printf("the versions differ by %g\n", static_cast<double>(worst));
        return 1;
    }
    timing::compare(
        "784-128-10, batch of 128, float",
        {{"by hand, Eigen", [&] { return static_cast<double>(hand(w1, c1, w2, c2, x, y)); }},
         {"ctgrad, evaluator",
          [&] { return static_cast<double>(step(W1 = w1, b1 = c1, W2 = w2, b2 = c2, X = x, labels = y).value); }}},
        1, 301);
    std::size_t const by_hand_bytes =
        sizeof(float) * static_cast<std::size_t>(hand.Z1.size() + hand.dZ1.size() + hand.D.size() +
                                                 hand.largest.size() + hand.total.size());
    std::printf("  memory beside arguments and results: by hand %zu bytes, ctgrad %zu bytes\n", by_hand_bytes,
                step.workspace_bytes());
}
