#pragma once

#include <boost/test/unit_test.hpp>

#include "row.hpp"

/// The value of a row in a formula is that of its `evaluate`, bit for bit. tests/generated shows that `evaluate` is
/// what plain C++ computes: it compiles the C++ text of every row.
namespace rows {

template <class T>
bool same_bits(T x, T y) {
    return (x == y && std::signbit(x) == std::signbit(y)) || (x != x && y != y);
}

template <class List, class T, class Points>
void check_values(Points const& points) {
    List::each([&]<class Row>() {
        std::size_t different = 0;
        for (auto const& three : points) {
            point<T> at{};
            for (std::size_t i = 0; i < formula_numbers<Row>; ++i) {
                at[i] = three[i % three.size()];
                if (Row::domain[i].whole) at[i] = static_cast<T>(i + 1);
            }
            different += !same_bits<T>(value_at<Row>(at), evaluated_at<Row>(at));
        }
        BOOST_TEST(different == 0u, different << " values of " << name_of<Row>() << " differ");
    });
}

}  // namespace rows
