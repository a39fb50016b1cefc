#pragma once

#include <array>
#include <cmath>
#include <string>
#include <type_traits>

#include <boost/test/unit_test.hpp>

#include "row.hpp"

/// Tests the conventions of rows in every floating-point type, at run time and in constant expressions.
namespace rows {

/// A number that is hidden from the optimizer.
template <class T>
[[gnu::noinline]] T hidden(T value) {
    T volatile place = value;
    return place;
}

template <class T>
bool holds(double expected, T found, double units) {
    if (expected != expected) return found != found;
    if (expected == 0 || std::isinf(expected)) return found == static_cast<T>(expected);
    double const unit =
        std::max(std::numeric_limits<double>::epsilon(), static_cast<double>(std::numeric_limits<T>::epsilon()));
    return std::abs(static_cast<double>(found) - expected) <= units * unit * std::abs(expected);
}
/// Whether a type has this number, or one near it.
template <class T>
bool has(double x) {
    if (x != x || x == 0 || std::isinf(x)) return true;
    return static_cast<T>(x) != 0 && !std::isinf(static_cast<T>(x));
}

template <class Row>
inline constexpr std::size_t edge_count = std::size(Row::edges);

template <class Row, class T>
constexpr results<T> results_at_edge(std::size_t which, bool hide) {
    point<T> at{};
    for (std::size_t i = 0; i < arity<Row>; ++i) {
        T const x = static_cast<T>(Row::edges[which].at[i]);
        at[i] = hide ? hidden(x) : x;
    }
    return results_at<Row>(at);
}
template <class Row, class T>
constexpr auto results_at_edges() {
    std::array<results<T>, edge_count<Row>> all{};
    for (std::size_t i = 0; i < edge_count<Row>; ++i)
        if (static_cast<double>(static_cast<T>(Row::edges[i].at[0])) == Row::edges[i].at[0] ||
            Row::edges[i].at[0] != Row::edges[i].at[0])
            all[i] = results_at_edge<Row, T>(i, false);
    return all;
}

template <class Row, class T>
void check_edge(std::size_t which, results<T> const& found, char const* when) {
    auto const& edge = Row::edges[which];
    bool possible = has<T>(edge.value);
    std::string place;
    for (std::size_t i = 0; i < arity<Row>; ++i) {
        double const x = edge.at[i];
        possible = possible && (x != x || static_cast<double>(static_cast<T>(x)) == x) && has<T>(edge.partials[i]);
        place += (i == 0 ? "" : ", ") + std::to_string(x);
    }
    if (!possible) return;
    BOOST_TEST(holds(edge.value, found.value, Row::accuracy.value), when << ", value of " << name_of<Row>() << " at "
                                                                         << place << ": " << found.value << ", not "
                                                                         << edge.value);
    for (std::size_t i = 0; i < arity<Row>; ++i)
        if (has_derivative<Row>(i))
            BOOST_TEST(holds(edge.partials[i], found.partials[i], Row::accuracy.partial),
                       when << ", partial " << i << " of " << name_of<Row>() << " at " << place << ": "
                            << found.partials[i] << ", not " << edge.partials[i]);
}

template <class Row, class T>
void check_edges_in() {
    for (std::size_t i = 0; i < edge_count<Row>; ++i)
        check_edge<Row>(i, results_at_edge<Row, T>(i, true), "at run time");
    if constexpr (Row::in_constant_expressions) {
        constexpr auto all = results_at_edges<Row, T>();
        for (std::size_t i = 0; i < edge_count<Row>; ++i) check_edge<Row>(i, all[i], "in a constant expression");
    }
}

template <class List>
void check_edges() {
    List::each([]<class Row>() {
        if constexpr (edge_count < Row >> 0) {
            check_edges_in<Row, float>();
            check_edges_in<Row, double>();
            check_edges_in<Row, long double>();
        }
    });
}

}  // namespace rows
