// The exercises in float, as a microcontroller computes them: value and gradient are written to the caller's memory.
// The test counts the bytes of each function, and looks for operations on doubles, of which there must be none.
#include <array>
#include <cstddef>

#include <ctgrad/ctgrad.hpp>

#include "../support/exercise_formulas.hpp"

using namespace ctgrad::literals;

namespace exercises {

using exercise_formulas::w0, exercise_formulas::w1, exercise_formulas::w2, exercise_formulas::x0, exercise_formulas::x1;
using exercise_formulas::x, exercise_formulas::y, exercise_formulas::z;

inline constexpr auto E1_formula = exercise_formulas::product_of_sum;
inline constexpr auto E2_formula = exercise_formulas::neuron;
inline constexpr auto E5_formula = 2_c * (x * y) * (x + y);
inline constexpr auto E9_formula = exercise_formulas::exponential_logarithm_sine;
inline constexpr auto E11_formula = 3_c * (x + y * z);

using vector2 = std::array<double, 2>;
using vector3 = std::array<double, 3>;
using vector4 = std::array<double, 4>;
using matrix32 = std::array<vector2, 3>;
using matrix43 = std::array<vector3, 4>;

template <class Matrix, class Vector, class Bias>
constexpr auto layer(Matrix const& weights, Vector const& input, Bias const& bias) {
    auto sums = bias;
    for (std::size_t i = 0; i < weights.size(); ++i)
        for (std::size_t k = 0; k < input.size(); ++k) sums[i] = sums[i] + weights[i][k] * input[k];
    return sums;
}
template <class Vector, class Function>
constexpr Vector each(Vector values, Function function) {
    for (auto& value : values) value = function(value);
    return values;
}
template <class Vector>
constexpr auto loss_of_logits(Vector const& logits, std::size_t label) {
    auto sum = exp(logits[0]);
    for (std::size_t i = 1; i < logits.size(); ++i) sum = sum + exp(logits[i]);
    return log(sum) - logits[label];
}
inline constexpr auto rectified = [](auto const& v) { return relu(v); };
inline constexpr auto hyperbolic = [](auto const& v) { return tanh(v); };
inline constexpr auto logistic = [](auto const& v) { return sigmoid(v); };

// The parameters are differentiated; inputs and labels are data.
using input2 = ctgrad::data<vector2>;
inline constexpr auto E3_loss =
    ctgrad::function<double(matrix32, vector3, vector3, double, input2, ctgrad::data<double>)>(
        [](auto const& W1, auto const& b1, auto const& W2, auto b2, auto const& input, auto label) {
            auto const hidden = each(layer(W1, input, b1), rectified);
            auto const p = sigmoid(W2[0] * hidden[0] + W2[1] * hidden[1] + W2[2] * hidden[2] + b2);
            return -(label * log(p) + (1 - label) * log(1 - p));
        });
inline constexpr auto E4_loss =
    ctgrad::function<double(matrix32, vector3, std::array<vector3, 3>, vector3, matrix43, vector4, input2)>(
        [](auto const& W1, auto const& b1, auto const& W2, auto const& b2, auto const& V, auto const& c,
           auto const& input) {
            auto const hidden = each(layer(W2, each(layer(W1, input, b1), hyperbolic), b2), logistic);
            return loss_of_logits(layer(V, hidden, c), 1);
        });
inline constexpr auto E6_loss = ctgrad::function<double(matrix32, vector3, matrix43, vector4, input2, input2)>(
    [](auto const& W, auto const& b, auto const& V, auto const& c, auto const& first, auto const& second) {
        auto const loss = [&](auto const& input, std::size_t label) {
            return loss_of_logits(layer(V, each(layer(W, input, b), hyperbolic), c), label);
        };
        return loss(first, 2) + loss(second, 0);
    });
inline constexpr auto E10_loss =
    ctgrad::function<double(matrix32, std::array<vector3, 2>, vector2, input2, ctgrad::data<double>)>(
        [](auto const& first, auto const& second, auto const& third, auto const& input, auto label) {
            auto const none = 0 * input[0];
            auto const z1 = each(layer(first, input, std::array{none, none, none}), logistic);
            auto const z2 = each(layer(second, z1, std::array{none, none}), logistic);
            auto const p = sigmoid(third[0] * z2[0] + third[1] * z2[1]);
            return -(label * log(p) + (1 - label) * log(1 - p));
        });
// The prediction of a state, position, direction and speed, for an extended Kalman filter: its Jacobian.
inline constexpr auto predict = ctgrad::function<vector4(vector4, ctgrad::data<double>)>([](auto const& s, auto time) {
    auto const way = s[3] * time;
    return std::array{s[0] + way * cos(s[2]), s[1] + way * sin(s[2]), s[2], s[3]};
});

}  // namespace exercises

using namespace exercises;
template <std::size_t Rows, std::size_t Columns>
using matrix = std::array<std::array<float, Columns>, Rows>;
template <std::size_t Size>
using vector = std::array<float, Size>;

extern "C" {

// E1: (x + y) z
void E1(float a, float b, float c, float* __restrict out) {
    auto const r = ctgrad::value_and_gradient(E1_formula, x, y, z)(x = a, y = b, z = c);
    out[0] = r.value, out[1] = r[x], out[2] = r[y], out[3] = r[z];
}
// E2: a neuron, sigmoid(w0 x0 + w1 x1 + w2)
void E2(float const* given, float* __restrict out) {
    auto const r = ctgrad::value_and_gradient(E2_formula, w0, w1, w2, x0, x1)(
        w0 = given[0], w1 = given[1], w2 = given[2], x0 = given[3], x1 = given[4]);
    out[0] = r.value, out[1] = r[w0], out[2] = r[w1], out[3] = r[w2], out[4] = r[x0], out[5] = r[x1];
}
// E3: a network 2-3-1 and its cross-entropy, by all 13 weights
float E3(matrix<3, 2> const& W1, vector<3> const& b1, vector<3> const& W2, float b2, vector<2> const& input,
         float label, vector<6>& by_W1, vector<3>& by_b1, vector<3>& by_W2, vector<1>& by_b2) {
    return ctgrad::value_and_gradient(E3_loss).into(by_W1, by_b1, by_W2, by_b2)(W1, b1, W2, b2, input, label);
}
// E4: a network 2-3-3-4 and a log-softmax, by all 37 weights
float E4(matrix<3, 2> const& W1, vector<3> const& b1, matrix<3, 3> const& W2, vector<3> const& b2,
         matrix<4, 3> const& V, vector<4> const& c, vector<2> const& input, vector<6>& by_W1, vector<3>& by_b1,
         vector<9>& by_W2, vector<3>& by_b2, vector<12>& by_V, vector<4>& by_c) {
    return ctgrad::value_and_gradient(E4_loss).into(by_W1, by_b1, by_W2, by_b2, by_V, by_c)(W1, b1, W2, b2, V, c,
                                                                                            input);
}
// E5: 2 (x y) (x + y)
void E5(float a, float b, float* __restrict out) {
    auto const r = ctgrad::value_and_gradient(E5_formula, x, y)(x = a, y = b);
    out[0] = r.value, out[1] = r[x], out[2] = r[y];
}
// E6 and E7: a network 2-3-4 for two examples, by all 25 weights
float E6(matrix<3, 2> const& W, vector<3> const& b, matrix<4, 3> const& V, vector<4> const& c, vector<2> const& first,
         vector<2> const& second, vector<6>& by_W, vector<3>& by_b, vector<12>& by_V, vector<4>& by_c) {
    return ctgrad::value_and_gradient(E6_loss).into(by_W, by_b, by_V, by_c)(W, b, V, c, first, second);
}
// E9: exp(x z) + x z / log x + sin(log x) / (x z)
void E9(float a, float b, float* __restrict out) {
    auto const r = ctgrad::value_and_gradient(E9_formula, x, z)(x = a, z = b);
    out[0] = r.value, out[1] = r[x], out[2] = r[z];
}
// E10: three sigmoid layers 2-3-2-1 and the cross-entropy, by all 14 weights
float E10(matrix<3, 2> const& first, matrix<2, 3> const& second, vector<2> const& third, vector<2> const& input,
          float label, vector<6>& by_first, vector<6>& by_second, vector<2>& by_third) {
    return ctgrad::value_and_gradient(E10_loss).into(by_first, by_second, by_third)(first, second, third, input, label);
}
// E11: 3 (x + y z)
void E11(float a, float b, float c, float* __restrict out) {
    auto const r = ctgrad::value_and_gradient(E11_formula, x, y, z)(x = a, y = b, z = c);
    out[0] = r.value, out[1] = r[x], out[2] = r[y], out[3] = r[z];
}
// EKF: the prediction of a Kalman filter: a state of 4 and its 4 x 4 Jacobian
void EKF(vector<4> const& state, float time, vector<4>& __restrict predicted, matrix<4, 4>& __restrict by_state) {
    predicted = ctgrad::jacobian(predict).into(by_state)(state, time);
}

}  // extern "C"
