#pragma once

namespace ctgrad::detail {

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
    T value() const { return lost - lost == T(0) ? sum + lost : sum; }
};

}  // namespace ctgrad::detail
