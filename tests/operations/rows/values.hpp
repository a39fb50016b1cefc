#pragma once

#include <cmath>
#include <concepts>

#include <boost/test/unit_test.hpp>

#include "together.hpp"

/// The value of a row is that of its `evaluate`, bit for bit. values.cpp and tests/generated show that `evaluate` is what
/// plain C++ computes; the latter compiles the C++ text of every row.
namespace rows {

template <class T>
bool same_bits(T x, T y) {
    return (x == y && std::signbit(x) == std::signbit(y)) || (x != x && y != y);
}

template <class List, class T, class Points>
void check_values(Points const& points) {
    using all = together<List>;
    using functions = typename all::functions;
    std::array<std::size_t, all::count> different{};
    for (auto const& three : points) {
        typename all::template points<T> at{};
        for (std::size_t row = 0; row < all::count; ++row)
            for (std::size_t i = 0; i < all::all[row].numbers; ++i)
                at[row][i] = all::all[row].domain[i].whole ? static_cast<T>(i + 1) : three[i % three.size()];
        auto const given = functions::template numbers_of<T>(at.data());
        auto const found = functions::function(given.x, given.others);
        std::size_t row = 0;
        all::list::each([&]<class Row>() {
            T const value = [&] {
                if constexpr (arity<Row> == 0)
                    return formula_of<Row>()(a = at[row][0]);
                else
                    return found[row];
            }();
            T const expected = evaluated_at<Row>(at[row]);
            // C leaves open which of two zeros fmin and fmax return.
            constexpr bool any_zero = std::same_as<Row, ctgrad::operations::smaller_number> ||
                                      std::same_as<Row, ctgrad::operations::larger_number>;
            different[row] += !(same_bits<T>(value, expected) || (any_zero && value == expected));
            ++row;
        });
    }
    for (std::size_t row = 0; row < all::count; ++row)
        BOOST_TEST(different[row] == 0u, different[row] << " values of " << all::all[row].name << " differ");
}

}  // namespace rows
