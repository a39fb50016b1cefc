#pragma once

#include <cmath>

#include <boost/test/unit_test.hpp>

#include "together.hpp"

/// Second derivatives of every row of a list, by differences of its oracle.
namespace rows {

/// The mixed difference: with steps of 1e-12 of the distance to the nearest singularity it is right to 20 digits.
inline big second_difference(facts const& row, oracle_function oracle, point<double> const& x, std::size_t i,
                             std::size_t j) {
    auto const step = [&](std::size_t k) {
        ctgrad::interval const range = row.domain[k];
        return big(std::min({x[k] == 0 ? 1.0 : std::abs(x[k]), x[k] - range.low, range.high - x[k], 1.0})) * 1e-12;
    };
    auto const moved = [&](int by_i, int by_j) {
        point<big> at;
        for (std::size_t k = 0; k < most; ++k) at[k] = x[k];
        at[i] += by_i * step(i);
        at[j] += by_j * step(j);
        return oracle(at);
    };
    return (moved(1, 1) - moved(1, -1) - moved(-1, 1) + moved(-1, -1)) / (4 * step(i) * step(j));
}

template <class Row>
using is_differentiated = std::bool_constant<(arity<Row> > 0 && !Row::is_condition)>;

/// The rows have no numbers in common, so that the product of the Hessian of their sum and the direction of operand `i`
/// of every row has in it a line of each row's own Hessian.
template <class List>
void check_second_derivatives() {
    using all = traced_rows<chosen<List, is_differentiated>>;
    constexpr auto oracles = oracles_of(typename all::list{});
    for (std::size_t which = 0; which < samples; ++which) {
        std::array<point<double>, all::count> at;
        for (std::size_t row = 0; row < all::count; ++row)
            at[row] = sample<double>(all::all[row].domain, all::all[row].numbers, which);
        auto const given = all::template numbers_of<double>(at.data());
        for (std::size_t i = 0; i < most; ++i) {
            typename all::template varied<double> direction{};
            for (std::size_t row = 0; row < all::count; ++row)
                if (all::all[row].has_derivative(i)) direction[all::where.of[row][i]] = 1;
            auto const found =
                ctgrad::hvp(all::sum, ctgrad::arguments<0>)(ctgrad::tangent(direction), given.x, given.others);
            for (std::size_t row = 0; row < all::count; ++row)
                for (std::size_t j = 0; j < most; ++j) {
                    facts const& fact = all::all[row];
                    if (!fact.has_derivative(i) || !fact.has_derivative(j)) continue;
                    big const exact = second_difference(fact, oracles[row], at[row], i, j);
                    double const second = found.product[all::where.of[row][j]];
                    BOOST_TEST(abs(big(second) - exact) <= 1e-11 * (1 + abs(exact)),
                               "second derivative of " << fact.name << " by " << i << " and " << j << " at sample "
                                                       << which << ": " << second << ", not " << exact);
                }
        }
    }
}

}  // namespace rows
