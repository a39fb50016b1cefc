#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <limits>
#include <random>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include <boost/test/unit_test.hpp>

#include <ctgrad/loops.hpp>

#include "../support/wide.hpp"

/// Functions of rows in 50 digits, by plain loops; their derivatives by differences. A function under test is generic in
/// the numbers and in the lists, so that the same text is traced and evaluated here.
namespace loop_tests {

using wide = wide_numbers::wide<50>;

template <class Row>
struct wide_list {
    std::vector<Row> rows;

    Row const& operator[](std::size_t index) const { return rows[index]; }
};

/// A body of several lists gets a row of each.
template <class Body, class Row, class... Before>
auto call(Body const& body, Row const& row, Before const&... before) {
    return body(before..., row);
}
template <class Body, class... Row, class... Before>
auto call(Body const& body, std::tuple<Row...> const& row, Before const&... before) {
    return std::apply([&](auto const&... each) { return body(before..., each...); }, row);
}

template <std::size_t N, class Row>
wide_list<std::array<Row, N>> windows(wide_list<Row> const& list) {
    wide_list<std::array<Row, N>> result;
    for (std::size_t i = 0; i + N <= list.rows.size(); ++i) {
        result.rows.emplace_back();
        for (std::size_t k = 0; k < N; ++k) result.rows.back()[k] = list.rows[i + k];
    }
    return result;
}
template <class... Row>
wide_list<std::tuple<Row...>> zip(wide_list<Row> const&... lists) {
    wide_list<std::tuple<Row...>> result;
    for (std::size_t i = 0; i < std::min({lists.rows.size()...}); ++i) result.rows.emplace_back(lists.rows[i]...);
    return result;
}
template <class Row>
Row const& front(wide_list<Row> const& list) {
    return list.rows.front();
}
template <class Row>
Row const& back(wide_list<Row> const& list) {
    return list.rows.back();
}

template <class Row>
wide length(wide_list<Row> const& list) {
    return wide(list.rows.size());
}
template <class Row, class Body>
auto sum(wide_list<Row> const& list, Body const& body) {
    using value = std::remove_cvref_t<decltype(call(body, list.rows[0]))>;
    value total{};
    for (Row const& row : list.rows) {
        if constexpr (requires { total.size(); }) {
            auto const part = call(body, row);
            for (std::size_t i = 0; i < total.size(); ++i) total[i] += part[i];
        } else {
            total += call(body, row);
        }
    }
    return total;
}
template <class Row, class Body>
wide mean(wide_list<Row> const& list, Body const& body) {
    return sum(list, body) / length(list);
}
template <class Row, class Body>
wide max(wide_list<Row> const& list, Body const& body) {
    wide largest = -std::numeric_limits<wide>::infinity();
    for (Row const& row : list.rows) largest = std::max<wide>(largest, body(row));
    return largest;
}
template <class Row, class Body>
wide min(wide_list<Row> const& list, Body const& body) {
    wide smallest = std::numeric_limits<wide>::infinity();
    for (Row const& row : list.rows) smallest = std::min<wide>(smallest, body(row));
    return smallest;
}
template <class Row, class Body>
wide log_sum_exp(wide_list<Row> const& list, Body const& body) {
    return log(sum(list, [&](Row const& row) { return wide(exp(wide(body(row)))); }));
}

template <class Row, class State, class Step>
State fold(wide_list<Row> const& list, State state, Step const& step) {
    for (Row const& row : list.rows) state = call(step, row, state);
    return state;
}
template <class Row, class State, class Step>
wide_list<State> scan(wide_list<Row> const& list, State state, Step const& step) {
    wide_list<State> states;
    for (Row const& row : list.rows) states.rows.push_back(state = call(step, row, state));
    return states;
}

template <class Row, class Body>
auto map(wide_list<Row> const& list, Body const& body) {
    using number = std::remove_cvref_t<decltype(call(body, list.rows[0]))>;
    wide_list<std::conditional_t<std::is_arithmetic_v<number>, wide, number>> result;
    for (Row const& row : list.rows) result.rows.push_back(call(body, row));
    return result;
}

template <std::size_t N>
wide_list<wide> numbers_of(std::array<wide, N> const& row) {
    return {{row.begin(), row.end()}};
}
template <std::size_t N, std::size_t M>
std::array<wide_list<wide>, M> numbers_of(std::array<std::array<wide, N>, M> const& row) {
    std::array<wide_list<wide>, M> lists;
    for (std::size_t i = 0; i < M; ++i) lists[i] = numbers_of(row[i]);
    return lists;
}
template <class Row, class Other>
auto across(wide_list<Row> const& rows, wide_list<Other> const&) {
    return map(rows, [](Row const& row) { return numbers_of(row); });
}

/// A matrix is the list of its rows.
using wide_matrix = wide_list<wide_list<wide>>;
inline wide_list<wide> product(wide_matrix const& matrix, wide_list<wide> const& x) {
    wide_list<wide> result;
    for (wide_list<wide> const& row : matrix.rows) {
        wide total = 0;
        for (std::size_t k = 0; k < x.rows.size(); ++k) total += row.rows[k] * x.rows[k];
        result.rows.push_back(total);
    }
    return result;
}
template <class T>
wide_matrix widened(ctgrad::dense_matrix<T> const& matrix) {
    wide_matrix result;
    for (std::ptrdiff_t i = 0; i < matrix.rows(); ++i) {
        result.rows.emplace_back();
        for (std::ptrdiff_t k = 0; k < matrix.cols(); ++k)
            result.rows.back().rows.push_back(matrix(static_cast<std::size_t>(i), static_cast<std::size_t>(k)));
    }
    return result;
}
inline wide_list<wide> widened(std::vector<double> const& numbers) { return {{numbers.begin(), numbers.end()}}; }

template <std::size_t N>
std::array<wide, N> widened(std::array<double, N> const& numbers) {
    std::array<wide, N> result;
    for (std::size_t i = 0; i < N; ++i) result[i] = numbers[i];
    return result;
}
template <std::size_t N>
wide_list<std::array<wide, N>> widened(std::vector<std::array<double, N>> const& rows) {
    wide_list<std::array<wide, N>> result;
    for (auto const& row : rows) result.rows.push_back(widened(row));
    return result;
}

/// The derivative of `f` at 0, by a central difference: about 24 digits.
template <class F>
wide slope(F const& f) {
    wide const h("1e-12");
    return (f(h) - f(-h)) / (2 * h);
}

template <std::size_t N>
std::vector<std::array<double, N>> random_rows(std::size_t count, unsigned seed = 1) {
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> number(-1, 1);
    std::vector<std::array<double, N>> rows(count);
    for (auto& row : rows)
        for (double& x : row) x = number(random);
    return rows;
}

/// Compares relative to the scale of the sum over the rows.
template <class T>
void check_close(T actual, wide const& expected, double tolerance, double scale = 1) {
    double const error = abs(wide(actual) - expected).template convert_to<double>();
    double const size = abs(expected).template convert_to<double>() + scale;
    if (!(error <= tolerance * size))
        BOOST_ERROR("is " << actual << ", should be " << expected << ", relative error " << error / size);
}

/// Lengths around those of registers and of parts.
inline std::vector<std::size_t> lengths() {
    std::size_t const lanes = ctgrad::detail::lane_count<double>;
    return {0, 1, lanes - 1, lanes, lanes + 1, 255, 256, 257, 1003};
}

}  // namespace loop_tests
