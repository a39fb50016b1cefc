#pragma once

#include <array>
#include <cstddef>
#include <limits>

/// The parts of a row of the table of operations that tests and documents read. They cost nothing in a user's program.
namespace ctgrad {

/// The open interval that test points of an operand come from, inside which the operation is smooth.
struct interval {
    double low = -30;
    double high = 30;
    /// Test points are integers only, such as the order n of a Bessel function J_n(x). Such an operand has no
    /// derivative.
    bool whole = false;
    /// There is no derivative with respect to this operand, such as the shape a of gamma_p(a, x); tests keep it
    /// constant.
    bool constant = false;
};

/// The error that a result may have, in units of 2^-52 relative to the result (of 2^-23 in float, and so on).
struct tolerance {
    double value = 4;
    double partial = 8;
    /// If a partial cancels, as 1 - y^2 does for large arguments, its error is relative to `floor` if that is more.
    double floor = 0;
};

/// A convention: the value and the partials at a kink, a pole or an end of the domain. Infinities, NaN and zeros hold
/// exactly, other numbers within the row's tolerance.
template <std::size_t Arity>
struct edge {
    std::array<double, Arity> at;
    double value;
    std::array<double, Arity> partials;
};

namespace operations {

inline constexpr double infinite = std::numeric_limits<double>::infinity();
inline constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

}  // namespace operations

}  // namespace ctgrad
