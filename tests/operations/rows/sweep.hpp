#pragma once

#include <array>
#include <cmath>
#include <random>
#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "row.hpp"

/// Compares every row of a list with its oracle in 50 digits: the row as a formula, and its rule on plain numbers.
namespace rows {

class drawing {
public:
    double from(ctgrad::interval range) {
        double const width = range.high - range.low;
        double const small = std::pow(10.0, -6 * even(random));
        if (range.whole) return std::floor(range.low + (width + 1) * even(random));
        switch (turn++ % 5) {
            case 0: return inside(range, range.low + width * small / 2);
            case 1: return inside(range, range.high - width * small / 2);
            case 2: return inside(range, (even(random) < 0.5 ? -1 : 1) * small);
            default: return inside(range, range.low + width * even(random));
        }
    }

private:
    double inside(ctgrad::interval range, double x) {
        return x > range.low && x < range.high && x != 0 ? x : from(range);
    }

    std::mt19937_64 random{20};
    std::uniform_real_distribution<double> even{0.0, 1.0};
    std::uint64_t turn = 0;
};

/// The rule itself.
template <class Row>
results<double> rule_at(point<double> const& x) {
    return [&]<std::size_t... I>(std::index_sequence<I...>) {
        results<double> r;
        r.value = Row::evaluate(x[I]...);
        auto const partials = Row::partials(r.value, x[I]...);
        static_assert(partials.size() == sizeof...(I));
        ((r.partials[I] = partials[I]), ...);
        return r;
    }
    (std::make_index_sequence<arity<Row>>{});
}

/// What is swept: a row, or a formula.
struct subject {
    std::string name;
    std::size_t numbers;
    ctgrad::interval const* domain;
    ctgrad::tolerance accuracy;
    big (*oracle)(point<big> const&);
    /// Computed by the library, and possibly in another way too.
    results<double> (*found)(point<double> const&);
    results<double> (*rule)(point<double> const&) = nullptr;
};

inline void check(subject const& s, drawing& draw) {
    double value_error = 0, partial_error = 0;
    auto const compare = [&](results<double> const& found, results<big> const& exact, point<double> const& at) {
        value_error = std::max(value_error, error_of(found.value, exact.value, 0));
        for (std::size_t i = 0; i < s.numbers; ++i) {
            if (s.domain[i].whole || s.domain[i].constant) continue;
            double const error = error_of(found.partials[i], exact.partials[i], s.accuracy.floor);
            if (error > s.accuracy.partial && error > partial_error)
                BOOST_TEST_MESSAGE(s.name << " at " << at[0] << ", " << at[1] << ": partial " << i << " is "
                                          << found.partials[i] << " instead of " << exact.partials[i]);
            partial_error = std::max(partial_error, error);
        }
    };
    for (int repeat = 0; repeat < 200; ++repeat) {
        point<double> at{};
        for (std::size_t i = 0; i < s.numbers; ++i) at[i] = draw.from(s.domain[i]);
        // Every kind of draw is combined with every other.
        if (repeat % 7 == 0) (void)draw.from({});
        results<big> const exact = exact_at(s.oracle, s.domain, s.numbers, at);
        compare(s.found(at), exact, at);
        if (s.rule != nullptr) compare(s.rule(at), exact, at);
    }
    BOOST_TEST(value_error <= s.accuracy.value, "value of " << s.name << " has an error of " << value_error);
    BOOST_TEST(partial_error <= s.accuracy.partial, "partial of " << s.name << " has an error of " << partial_error);
}

template <class Row>
subject subject_of() {
    subject s{name_of<Row>(), formula_numbers<Row>, Row::domain,
              Row::accuracy,  &oracle_at<Row, big>, [](point<double> const& x) { return results_at<Row>(x); }};
    if constexpr (has_rule<Row>) s.rule = &rule_at<Row>;
    return s;
}

template <class List>
void check_sweep() {
    drawing draw;
    List::each([&]<class Row>() { check(subject_of<Row>(), draw); });
}

}  // namespace rows
