#pragma once

#include <array>
#include <cstddef>
#include <limits>

/// What tests and documents read from a row of the table of operations. Nothing here costs a user's program anything.
namespace ctgrad {

/// The open interval inside which an operand is drawn, and inside which the operation is smooth.
struct interval {
    double low = -30;
    double high = 30;
    /// Only whole numbers are drawn, as for the order n of a Bessel function J_n(x). Such an operand has no derivative.
    bool whole = false;
    /// There is no derivative with respect to this operand, as to the shape a of gamma_p(a, x): tests hold it constant.
    bool constant = false;
};

/// The error that a result may have, in units of 2^-52 relative to the result (of 2^-23 in float, and so on).
struct tolerance {
    double value = 4;
    double partial = 8;
    /// Where a partial cancels, as 1 - y^2 does far out: its error is relative to `floor` if that is more.
    double floor = 0;
};

/// A convention: the value and the partials where the operation has a kink, a pole or an end of its domain. Infinities
/// and NaN are written out; other numbers hold within the row's tolerance, zeros exactly.
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
