#pragma once

#include <ctgrad/matrix.hpp>

// The two-layer network of the exercises, with dimensions as template parameters.
namespace network {

using namespace ctgrad::literals;

template <auto Inputs, auto Hidden, auto Examples>
struct formulas {
    static constexpr auto W1 = ctgrad::matrix<"W1", Hidden, Inputs>;
    static constexpr auto b1 = ctgrad::vector<"b1", Hidden>;
    static constexpr auto W2 = ctgrad::matrix<"W2", 1, Hidden>;
    static constexpr auto b2 = ctgrad::vector<"b2", 1>;
    static constexpr auto X = ctgrad::matrix<"X", Inputs, Examples>;
    static constexpr auto Y = ctgrad::matrix<"Y", 1, Examples>;
    static constexpr auto Yhat = sigmoid(W2 * relu(W1 * X + b1) + b2);
    static constexpr auto J = mean(-(Y % log(Yhat) + (1_c - Y) % log(1_c - Yhat)));
    static constexpr auto quantity = ctgrad::value_and_gradient(J, W1, b1, W2, b2);
};

inline constexpr ctgrad::dimension<"D_x"> inputs;
inline constexpr ctgrad::dimension<"D_a1"> hidden;
inline constexpr ctgrad::dimension<"m"> examples;
using named = formulas<inputs, hidden, examples>;

}  // namespace network
