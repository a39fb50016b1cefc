#pragma once

#include <ctgrad/support/equal_numbers.hpp>
#include <ctgrad/support/inline.hpp>

namespace ctgrad {

namespace detail {
struct with_compensation {};
}  // namespace detail

/// As the first argument of a call of a function of rows, or of a derivative of one: the rounding error of each addition
/// of an outermost sum is kept, and added at the end, so that a sum is as accurate as if it were computed in twice the
/// precision and rounded. For sums that cancel. The results of the body are rounded as before, and so are sums inside of
/// other loops, and derivatives with respect to rows of a list that are sums over another one. Compilers must not
/// reassociate (`-ffast-math`). It goes together with `threads`, in any order.
/// ```cpp
/// double const balance = ledger(ctgrad::compensated_sums, entries);
/// ```
inline constexpr detail::with_compensation compensated_sums{};

namespace detail {

/// The sum of many numbers: each addition's rounding error is added at the end (Neumaier, 1974).
template <class T>
struct compensated_sum {
    T sum{}, lost{};

    void add(T next) {
        T const total = sum + next;
        bool const larger = (sum < 0 ? -sum : sum) >= (next < 0 ? -next : next);
        lost += larger ? (sum - total) + next : (next - total) + sum;
        sum = total;
    }
    /// Where the sum is infinite or NaN, the errors are too.
    T value() const { return sum + error(); }
    T error() const { return finite_or_zero(lost); }
    static T finite_or_zero(T number) { return equal_numbers(T(number - number), T(0)) ? number : T(0); }
};

/// What an addition loses, without comparing (Knuth, The Art of Computer Programming 2, 4.2.2).
template <class V>
CTGRAD_INLINE V rounding_error(V const& a, V const& b) {
    V const total = a + b, b_in_total = total - a;
    return (a - (total - b_in_total)) + (b - b_in_total);
}

}  // namespace detail
}  // namespace ctgrad
