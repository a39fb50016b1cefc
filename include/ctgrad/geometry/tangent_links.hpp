#pragma once

#include <cstddef>

#include <ctgrad/differentiate/request.hpp>
#include <ctgrad/geometry/tangent_segments.hpp>
#include <ctgrad/graph/graph.hpp>

/// How coordinates in tangent spaces are linked to the coefficients of quaternions.
namespace ctgrad::detail {

/// The derivative of q exp(v) with respect to v at v = 0 is half of the matrix whose columns are q i, q j, q k. The
/// derivative of log(q^-1 p) with respect to p at p = q is twice its transpose. Coefficient `k` of column `c` is a
/// coefficient of q, or its negative.
struct signed_coefficient {
    std::size_t number;
    bool negative;
};
inline constexpr signed_coefficient turned_axes[4][3]{{{3, false}, {2, true}, {1, false}},
                                                      {{2, false}, {3, false}, {0, true}},
                                                      {{1, true}, {0, false}, {3, false}},
                                                      {{0, true}, {1, true}, {2, true}}};

/// A rotation has twelve links, from each coordinate to each coefficient.
constexpr int links_of_segments(auto const& segments) {
    std::size_t count = 0;
    for (auto const& s : segments) count += s.size == s.dimension ? s.size : 12;
    return static_cast<int>(count);
}
/// The links of rotations leave out a factor: 1/2 for columns, 2 for rows.
template <class Node>
constexpr void write_links_of(auto const& segments, Node node, coordinate_link* to) {
    for (auto const& s : segments)
        for (std::size_t k = 0; k < s.size; ++k) {
            auto const scalar = static_cast<int>(s.start + k);
            if (s.size == s.dimension)
                *to++ = {scalar, static_cast<int>(s.first + k), graph::one, false};
            else
                for (std::size_t c = 0; c < 3; ++c)
                    *to++ = {scalar, static_cast<int>(s.first + c), node(s.start + turned_axes[k][c].number),
                             turned_axes[k][c].negative};
        }
}

}  // namespace ctgrad::detail
