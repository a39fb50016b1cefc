// The network of 161 weights by matrices, run ten times for callgrind. All of its code but main is counted.
#include <ctgrad/matrix.hpp>

namespace {

using namespace ctgrad::literals;
constexpr auto W1 = ctgrad::matrix<"W1", 8, 16>;
constexpr auto b1 = ctgrad::vector<"b1", 16>;
constexpr auto W2 = ctgrad::matrix<"W2", 1, 16>;
constexpr auto b2 = ctgrad::variable<"b2">;
constexpr auto X = ctgrad::vector<"X", 8>;
constexpr auto Y = ctgrad::variable<"Y">;
constexpr auto answer = sigmoid(W2 * relu(transpose(W1) * X + b1) + b2);
constexpr auto loss = -(Y * log(answer) + (1_c - Y) * log(1_c - answer));
constexpr auto quantity = ctgrad::value_and_gradient(loss, W1, b1, W2, b2);

template <int Rows, int Columns>
using map = Eigen::Map<Eigen::Matrix<double, Rows, Columns, Rows == 1 ? Eigen::RowMajor : Eigen::ColMajor> const>;

}  // namespace

[[gnu::noinline]] void row_matrices(double const* v, void* out) {
    auto const result = quantity(W1 = map<8, 16>(v), b1 = map<16, 1>(v + 128), W2 = map<1, 16>(v + 144), b2 = v[160],
                                 X = map<8, 1>(v + 161), Y = v[169]);
    __builtin_memcpy(out, &result, sizeof result);
}

int main() {
    double in[170], out[256];
    for (int i = 0; i < 170; ++i) in[i] = 0.25 + 0.001 * i;
    for (int i = 0; i < 10; ++i) row_matrices(in, out);
}
