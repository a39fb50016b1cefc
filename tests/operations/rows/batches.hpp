#pragma once

#include <array>
#include <vector>

#include <boost/test/unit_test.hpp>

#include <ctgrad/batch.hpp>

#include "row.hpp"

/// Value and gradient of every row of a list in batches, compared with those of plain numbers.
namespace rows {

constexpr std::size_t batch_rows = 19;  // more than twice the lanes of any register, and some left over

template <class Row, class T, std::size_t... I, std::size_t... By>
void check_batch(std::index_sequence<I...>, std::index_sequence<By...>) {
    std::array<std::vector<T>, most> at;
    std::array<std::vector<T>, 1 + most> found;
    for (auto& column : at) column.resize(batch_rows);
    for (auto& column : found) column.resize(batch_rows);
    std::array<point<T>, batch_rows> places;
    for (std::size_t row = 0; row < batch_rows; ++row) {
        places[row] = sample<Row, T>(row % samples);
        for (std::size_t i = 0; i < most; ++i) at[i][row] = places[row][i];
    }
    auto const all = ctgrad::batch(ctgrad::value_and_gradient(formula_of<Row>(), number<By>()...));
    all(ctgrad::into(found[0], found[1 + By]...), (number<I>() = ctgrad::column(at[I]))...);

    double const unit = 16 * Row::accuracy.value * static_cast<double>(std::numeric_limits<T>::epsilon());
    for (std::size_t row = 0; row < batch_rows; ++row) {
        auto const one = results_at<Row>(places[row]);
        auto const check = [&](T result, T right, char const* what) {
            BOOST_TEST(std::abs(result - right) <= unit * (1e-2 + std::abs(static_cast<double>(right))),
                       what << " of " << name_of<Row>() << " in row " << row << ": " << result << ", not " << right);
        };
        check(found[0][row], one.value, "value");
        (check(found[1 + By][row], one.partials[By], "partial"), ...);
    }
}

template <class List>
void check_batches() {
    List::each([]<class Row>() {
        check_batch<Row, double>(std::make_index_sequence<formula_numbers<Row>>{}, differentiated<Row>());
        check_batch<Row, float>(std::make_index_sequence<formula_numbers<Row>>{}, differentiated<Row>());
    });
}

}  // namespace rows
