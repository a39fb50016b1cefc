#pragma once

#include <ctgrad/support/equal_numbers.hpp>
#include <ctgrad/support/inline.hpp>

namespace ctgrad {

namespace detail {
struct with_compensation {};
}  // namespace detail

/// The first argument of a call of a function of rows, or of a derivative of one, for sums that cancel. The rounding
/// error of each addition of an outermost sum is kept, and added at the end, so a sum is as accurate as if it were
/// computed in twice the precision and rounded. It does not affect the rounding of the body, of sums inside other
/// loops, or of derivatives with respect to the rows of a list that are sums over another list. The compiler must not
/// reassociate (`-ffast-math`). It can be combined with `threads`, in any order.
/// ```cpp
/// double const balance = ledger(ctgrad::compensated_sums, entries);
/// ```
inline constexpr detail::with_compensation compensated_sums{};

namespace detail {

/// The sum of many numbers; the rounding error of each addition is added at the end (Neumaier, 1974).
template <class T>
struct compensated_sum {
    T sum{}, lost{};

    void add(T next) {
        T const total = sum + next;
        bool const larger = (sum < 0 ? -sum : sum) >= (next < 0 ? -next : next);
        lost += larger ? (sum - total) + next : (next - total) + sum;
        sum = total;
    }
    /// If the sum is infinite or NaN, so are the errors.
    T value() const { return sum + error(); }
    T error() const { return finite_or_zero(lost); }
    static T finite_or_zero(T number) { return equal_numbers(T(number - number), T(0)) ? number : T(0); }
};

/// The rounding error of an addition, without a comparison (Knuth, The Art of Computer Programming 2, 4.2.2).
template <class V>
CTGRAD_INLINE V rounding_error(V const& a, V const& b) {
    V const total = a + b, b_in_total = total - a;
    return (a - (total - b_in_total)) + (b - b_in_total);
}

}  // namespace detail
}  // namespace ctgrad
