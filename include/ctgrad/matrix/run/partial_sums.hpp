#pragma once

#include <cstddef>

#include <ctgrad/matrix/run/sizes.hpp>

/// Sums of the values of a pass. An iteration writes its terms to an array of `chunk` entries, and after each chunk
/// they are added to `lanes` partial sums. The partial sums are independent of each other, so a processor adds them in
/// parallel. The loop over entries contains no sum that would prevent its vectorization.
namespace ctgrad::detail {

inline constexpr matrix_index chunk = 64, lanes = 8;

/// The terms of one chunk, for each of `Sums` sums.
template <class T, int Sums>
struct summands {
    T values[static_cast<std::size_t>(Sums) + 1][chunk];
};

template <class T, int Sums>
struct partial_sums {
    T values[static_cast<std::size_t>(Sums) + 1][lanes];

    CTGRAD_INLINE void clear() {
        for (int i = 0; i < Sums; ++i)
            for (matrix_index lane = 0; lane < lanes; ++lane) values[i][lane] = T(0);
    }
    CTGRAD_INLINE void add(summands<T, Sums> const& terms, matrix_index length) {
        for (int i = 0; i < Sums; ++i) {
            matrix_index n = 0;
            for (; n + lanes <= length; n += lanes)
                for (matrix_index lane = 0; lane < lanes; ++lane) values[i][lane] += terms.values[i][n + lane];
            for (matrix_index lane = 0; n + lane < length; ++lane) values[i][lane] += terms.values[i][n + lane];
        }
    }
    CTGRAD_INLINE void add(partial_sums const& others) {
        for (int i = 0; i < Sums; ++i)
            for (matrix_index lane = 0; lane < lanes; ++lane) values[i][lane] += others.values[i][lane];
    }
    CTGRAD_INLINE T total(int i) const {
        T const* const s = values[i];
        return ((s[0] + s[4]) + (s[2] + s[6])) + ((s[1] + s[5]) + (s[3] + s[7]));
    }
};

}  // namespace ctgrad::detail
