#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <type_traits>

#include <boost/test/unit_test.hpp>

#include "together.hpp"

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
constexpr bool has(double x) {
    using limits = std::numeric_limits<T>;
    double const size = x < 0 ? -x : x;
    return x != x || x == 0 || size > std::numeric_limits<double>::max() ||
           (size <= static_cast<double>(limits::max()) && static_cast<T>(size) != 0);
}
template <class T>
constexpr bool has_exactly(double x) {
    return has<T>(x) && (x != x || static_cast<double>(static_cast<T>(x)) == x);
}
/// Whether a convention can be stated in a type.
template <class T>
constexpr bool is_possible(convention const& edge, std::size_t numbers) {
    bool possible = has<T>(edge.value);
    for (std::size_t i = 0; i < numbers; ++i)
        possible = possible && has_exactly<T>(edge.at[i]) && has<T>(edge.partials[i]);
    return possible;
}

template <class T>
void check_edge(facts const& row, std::size_t which, results<T> const& found, char const* when) {
    convention const edge = row.edge(which);
    std::string place;
    for (std::size_t i = 0; i < row.numbers; ++i) place += (i == 0 ? "" : ", ") + std::to_string(edge.at[i]);
    BOOST_TEST(holds(edge.value, found.value, row.accuracy.value),
               when << ", value of " << row.name << " at " << place << ": " << found.value << ", not " << edge.value);
    for (std::size_t i = 0; i < row.numbers; ++i)
        if (row.has_derivative(i))
            BOOST_TEST(holds(edge.partials[i], found.partials[i], row.accuracy.partial),
                       when << ", partial " << i << " of " << row.name << " at " << place << ": " << found.partials[i]
                            << ", not " << edge.partials[i]);
}

/// Convention number `Which` of each row that has so many; the other rows are at a sample.
template <class List, class T>
constexpr auto edge_points(std::size_t which) {
    auto points = together<List>::template samples_at<T>(0);
    for (std::size_t row = 0; row < together<List>::count; ++row) {
        facts const& fact = together<List>::all[row];
        if (which < fact.edges && is_possible<T>(fact.edge(which), fact.numbers))
            for (std::size_t i = 0; i < fact.numbers; ++i) points[row][i] = static_cast<T>(fact.edge(which).at[i]);
    }
    return points;
}
template <class List, class T, std::size_t Count>
void check_edges_at(std::size_t which, std::array<results<T>, Count> const& found, char const* when) {
    for (std::size_t row = 0; row < Count; ++row) {
        facts const& fact = together<List>::all[row];
        if (which < fact.edges && is_possible<T>(fact.edge(which), fact.numbers))
            check_edge(fact, which, found[row], when);
    }
}

template <class List, class T, std::size_t Which>
inline constexpr auto constant_edges = together<List>::results_at(edge_points<List, T>(Which));

template <class List>
inline constexpr std::size_t most_edges = [] {
    std::size_t count = 0;
    for (facts const& row : together<List>::all) count = std::max(count, row.edges);
    return count;
}();

template <class List, class T>
void check_edges_in() {
    for (std::size_t which = 0; which < most_edges<List>; ++which) {
        auto at = edge_points<List, T>(which);
        for (auto& x : at)
            for (T& number : x) number = hidden(number);
        check_edges_at<List, T>(which, together<List>::results_at(at), "at run time");
    }
}
template <class List, class T>
void check_constant_edges_in() {
    [&]<std::size_t... Which>(std::index_sequence<Which...>) {
        (check_edges_at<List, T>(Which, constant_edges<List, T, Which>, "in a constant expression"), ...);
    }
    (std::make_index_sequence<most_edges<List>>{});
}

template <class List>
void check_edges() {
    check_edges_in<List, float>();
    check_edges_in<List, double>();
    check_edges_in<List, long double>();
    using constant = chosen<List, is_constant_expression>;
    check_constant_edges_in<constant, float>();
    check_constant_edges_in<constant, double>();
    check_constant_edges_in<constant, long double>();
}

}  // namespace rows
