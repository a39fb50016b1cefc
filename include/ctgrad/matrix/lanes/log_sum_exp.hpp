#pragma once

#include <algorithm>
#include <cstddef>

#include <ctgrad/batch/lanes.hpp>
#include <ctgrad/matrix/rules/reduction.hpp>
#include <ctgrad/matrix/run/run.hpp>
#include <ctgrad/numbers/elementary.hpp>

namespace ctgrad::detail {

/// The logarithm of a sum of exponentials, in the lanes of SIMD registers: exponentials of several rows at once, then
/// logarithms of several columns.
struct log_sum_exp_in_lanes : operations::log_sum_exp {
    template <class T>
    static void compute(matrix_in_memory<T> result, matrix_in_memory<T const> a) {
        constexpr auto width = static_cast<matrix_index>(lane_count<T>);
        T largest[lane_count<T>], sum[lane_count<T>];
        for (matrix_index first = 0; first < a.columns; first += width) {
            matrix_index const used = std::min(width, a.columns - first);
            for (matrix_index j = 0; j < width; ++j) {
                largest[j] = log(T(0));
                sum[j] = T(1);
                if (j < used && a.rows > 0) sum_column(a.column(first + j), a.rows, largest[j], sum[j]);
            }
            store_first_lanes(result.column(first), load_lanes(largest) + log(load_lanes(sum)),
                              static_cast<std::size_t>(used));
        }
    }

private:
    /// The largest entry, and the sum of the exponentials relative to it, which stays 1 if that is not finite.
    template <class T>
    static void sum_column(T const* a, matrix_index rows, T& largest, T& sum) {
        using value = register_of<T>;
        constexpr auto width = static_cast<matrix_index>(lane_count<T>);
        // The last register repeats an entry where it has no rows; these are left out of the sum.
        matrix_index const whole = (rows - 1) / width * width;
        auto const used = static_cast<std::size_t>(rows - whole);
        value const last = load_first_lanes(a + whole, used);
        value maxima(a[0]);
        auto const meet = [&](value const& x) CTGRAD_INLINE_LAMBDA { maxima = choose(maxima < x, x, maxima); };
        for (matrix_index i = 0; i < whole; i += width) meet(load_lanes(a + i));
        meet(last);
        T numbers[lane_count<T>];
        store_lanes(numbers, maxima);
        largest = numbers[0];
        for (T const& x : numbers) largest = largest < x ? x : largest;
        if (largest - largest != T(0)) return;

        value sums(T(0));
        for (matrix_index i = 0; i < whole; i += width) sums = sums + exp(load_lanes(a + i) - value(largest));
        store_lanes(numbers, exp(last - value(largest)));
        sum = T(0);
        for (std::size_t i = 0; i < used; ++i) sum += numbers[i];
        if (whole == 0) return;
        store_lanes(numbers, sums);
        for (T const& x : numbers) sum += x;
    }
};
template <>
struct kernel_in_lanes<operations::log_sum_exp> : matrix_kernel<log_sum_exp_in_lanes> {};

}  // namespace ctgrad::detail
