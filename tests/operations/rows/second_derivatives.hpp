#pragma once

#include <boost/test/unit_test.hpp>

#include "row.hpp"

/// Second derivatives of every row of a list, by differences of its oracle.
namespace rows {

using namespace ctgrad::literals;

/// The mixed difference: with steps of 1e-12 of the distance to the nearest singularity it is right to 20 digits.
template <class Row>
big second_difference(point<double> const& x, std::size_t i, std::size_t j) {
    auto const step = [&](std::size_t k) {
        ctgrad::interval const range = Row::domain[k];
        return big(std::min({x[k] == 0 ? 1.0 : std::abs(x[k]), x[k] - range.low, range.high - x[k], 1.0})) * 1e-12;
    };
    auto const moved = [&](int by_i, int by_j) {
        point<big> at;
        for (std::size_t k = 0; k < most; ++k) at[k] = x[k];
        at[i] += by_i * step(i);
        at[j] += by_j * step(j);
        return oracle_at<Row>(at);
    };
    return (moved(1, 1) - moved(1, -1) - moved(-1, 1) + moved(-1, -1)) / (4 * step(i) * step(j));
}

template <class Row, std::size_t I, std::size_t... By>
void check_second(std::index_sequence<By...> by) {
    constexpr auto slope = ctgrad::derivative(formula_of<Row>(), number<I>());
    for (std::size_t which = 0; which < samples; ++which) {
        auto const at = sample<Row, double>(which);
        // Constants, and slopes of one operand, do not depend on all.
        auto const found = [&]<std::size_t... J>(std::index_sequence<J...>) {
            auto const r =
                ctgrad::gradient(slope + (number<J>() + ...) * 0_c, number<By>()...)((number<J>() = at[J])...);
            return std::array<double, sizeof...(By)>{r[number<By>()]...};
        }
        (std::make_index_sequence<formula_numbers<Row>>{});
        std::size_t place = 0;
        for (std::size_t const j : {By...}) {
            big const exact = second_difference<Row>(at, I, j);
            BOOST_TEST(abs(big(found[place]) - exact) <= 1e-11 * (1 + abs(exact)),
                       "second derivative of " << name_of<Row>() << " by " << I << " and " << j << " at sample "
                                               << which << ": " << found[place] << ", not " << exact);
            ++place;
        }
    }
    (void)by;
}
template <class Row, std::size_t... By>
void check_seconds(std::index_sequence<By...> by) {
    (check_second<Row, By>(by), ...);
}

template <class List>
void check_second_derivatives() {
    List::each([]<class Row>() {
        if constexpr (arity < Row >> 0 && !Row::is_condition) check_seconds<Row>(differentiated<Row>());
    });
}

}  // namespace rows
