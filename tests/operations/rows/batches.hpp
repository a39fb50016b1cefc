#pragma once

#include <array>
#include <cmath>
#include <vector>

#include <boost/test/unit_test.hpp>

#include <ctgrad/batch.hpp>

#include "together.hpp"

/// Value and gradient of every row of a list in batches, compared with those of plain numbers.
namespace rows {

constexpr std::size_t batch_rows = 19;  // more than twice the lanes of any register, and some left over

template <class T>
void check_batch_row(facts const& fact, results<T> const& found, results<T> const& right, std::size_t which) {
    double const unit = 16 * fact.accuracy.value * static_cast<double>(std::numeric_limits<T>::epsilon());
    auto const check = [&](T result, T expected, char const* what) {
        BOOST_TEST(std::abs(result - expected) <= unit * (1e-2 + std::abs(static_cast<double>(expected))),
                   what << " of " << fact.name << " in row " << which << ": " << result << ", not " << expected);
    };
    check(found.value, right.value, "value");
    for (std::size_t i = 0; i < fact.numbers; ++i)
        if (fact.has_derivative(i)) check(found.partials[i], right.partials[i], "partial");
}

template <class List, class T>
void check_batch() {
    using all = together<List>;
    using functions = typename all::functions;
    constexpr std::size_t count = functions::count, varied = functions::where.varied;
    std::vector<T> x, others, ones(batch_rows * count, T(1)), out(batch_rows * (count + varied));
    for (std::size_t row = 0; row < batch_rows; ++row) {
        auto const at = all::template samples_at<T>(row % samples);
        auto const given = functions::template numbers_of<T>(at.data());
        x.insert(x.end(), given.x.begin(), given.x.end());
        others.insert(others.end(), given.others.begin(), given.others.end());
    }
    ctgrad::batch(ctgrad::vjp(functions::function, ctgrad::arguments<0>))(
        ctgrad::into(ctgrad::rows<count + varied>(out)), ctgrad::rows<varied>(x),
        ctgrad::rows<functions::where.fixed + 1>(others), ctgrad::rows<count>(ones));

    for (std::size_t row = 0; row < batch_rows; ++row) {
        auto const right = all::results_at(all::template samples_at<T>(row % samples));
        T const* const line = &out[row * (count + varied)];
        for (std::size_t k = 0; k < count; ++k) {
            results<T> found;
            found.value = line[k];
            for (std::size_t i = 0; i < most; ++i)
                if (all::all[k].has_derivative(i)) found.partials[i] = line[count + functions::where.of[k][i]];
            check_batch_row(all::all[k], found, right[k], row);
        }
    }
}

/// A named constant is no function, and has a batch of its own.
template <class Row, class T>
void check_batch_of_constant() {
    std::vector<T> x(batch_rows), value(batch_rows), partial(batch_rows);
    for (std::size_t row = 0; row < batch_rows; ++row) x[row] = sample<T>(Row::domain, 1, row % samples)[0];
    ctgrad::batch(ctgrad::value_and_gradient(formula_of<Row>(), a))(ctgrad::into(value, partial),
                                                                    a = ctgrad::column(x));
    facts const fact = facts_of(ctgrad::type_list<Row>{})[0];
    for (std::size_t row = 0; row < batch_rows; ++row)
        check_batch_row<T>(fact, {value[row], {partial[row]}}, results_at<Row>(point<T>{x[row]}), row);
}

template <class List>
void check_batches() {
    check_batch<List, double>();
    check_batch<List, float>();
    using constants = chosen<List, is_constant>;
    if constexpr (constants::size > 0)
        constants::each([]<class Row>() {
            check_batch_of_constant<Row, double>();
            check_batch_of_constant<Row, float>();
        });
}

}  // namespace rows
