#pragma once

#include <ctgrad/matrix.hpp>

/// F6 as matrices: the network of 161 weights in their order in memory, those of the first layer unit by unit.
namespace by_matrices {

using namespace ctgrad::literals;
inline constexpr auto W1 = ctgrad::matrix<"W1", 8, 16>;
inline constexpr auto b1 = ctgrad::vector<"b1", 16>;
inline constexpr auto W2 = ctgrad::matrix<"W2", 1, 16>;
inline constexpr auto b2 = ctgrad::variable<"b2">;
inline constexpr auto X = ctgrad::vector<"X", 8>;
inline constexpr auto Y = ctgrad::variable<"Y">;
inline constexpr auto answer = sigmoid(W2 * relu(transpose(W1) * X + b1) + b2);
inline constexpr auto loss = -(Y * log(answer) + (1_c - Y) * log(1_c - answer));
inline constexpr auto network = ctgrad::value_and_gradient(loss, W1, b1, W2, b2);

template <int Rows, int Columns>
using map = Eigen::Map<Eigen::Matrix<double, Rows, Columns, Rows == 1 ? Eigen::RowMajor : Eigen::ColMajor> const>;

/// Takes 161 weights, 8 inputs and the label, in a row.
[[gnu::always_inline]] inline auto evaluated(double const* v) {
    return network(W1 = map<8, 16>(v), b1 = map<16, 1>(v + 128), W2 = map<1, 16>(v + 144), b2 = v[160],
                   X = map<8, 1>(v + 161), Y = v[169]);
}

}  // namespace by_matrices
