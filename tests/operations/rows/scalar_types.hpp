#pragma once

#include <array>
#include <cmath>
#include <complex>
#include <experimental/simd>

#include <boost/test/unit_test.hpp>
#include <xsimd/xsimd.hpp>

#include "together.hpp"

/// Tests every row of a list in every scalar type, at points where all of them are accurate.
namespace rows {

/// Compared with the oracle, within the row's accuracy in that type.
template <class T>
void check_against_oracle(facts const& row, oracle_function oracle, results<T> const& found, std::size_t which,
                          char const* type) {
    auto const exact = exact_at(oracle, row.domain, row.numbers, sample<double>(row.domain, row.numbers, which));
    double const unit = std::numeric_limits<T>::digits > 100 ? 1e22 : 1;  // finite differences have half the digits
    BOOST_TEST(error_of(found.value, exact.value, 0) <= row.accuracy.value * (unit > 1 ? 100 : 1),
               type << ", value of " << row.name << " at sample " << which << ": " << found.value);
    for (std::size_t i = 0; i < row.numbers; ++i)
        if (row.has_derivative(i))
            BOOST_TEST(error_of(found.partials[i], exact.partials[i], std::max(row.accuracy.floor, 1e-3)) <=
                           row.accuracy.partial * unit,
                       type << ", partial " << i << " of " << row.name << " at sample " << which << ": "
                            << found.partials[i] << ", not " << exact.partials[i]);
}
template <class List, class T, std::size_t Count>
void check_all_against_oracle(std::array<results<T>, Count> const& found, std::size_t which, char const* type) {
    constexpr auto oracles = oracles_of(typename together<List>::list{});
    for (std::size_t row = 0; row < Count; ++row)
        check_against_oracle(together<List>::all[row], oracles[row], found[row], which, type);
}

template <class List, class T>
void check_type(char const* type) {
    using all = together<List>;
    for (std::size_t which = 0; which < samples; ++which)
        check_all_against_oracle<List>(all::results_at(all::template samples_at<T>(which)), which, type);
}
template <class List>
void check_floating_point() {
    check_type<List, float>("float");
    check_type<List, double>("double");
    check_type<List, long double>("long double");
    check_type<List, big>("50 digits");
}

template <class List, class T, std::size_t Which>
inline constexpr auto constant_results = together<List>::results_at(together<List>::template samples_at<T>(Which));

template <class List, class T>
void check_constants_in(char const* type) {
    [&]<std::size_t... Which>(std::index_sequence<Which...>) {
        (check_all_against_oracle<List>(constant_results<List, T, Which>, Which, type), ...);
    }
    (std::make_index_sequence<samples>{});
}
/// In constant expressions.
template <class List>
void check_constant_expressions() {
    using constant = chosen<List, is_constant_expression>;
    check_constants_in<constant, float>("constant float");
    check_constants_in<constant, double>("constant double");
    check_constants_in<constant, long double>("constant long double");
}

/// Each lane has the result of a plain number, up to the accuracy of the SIMD library's functions. Below 0.01 the
/// absolute error counts, because there the functions of such libraries lose relative accuracy.
template <class List, class Lanes, std::size_t Width, class Load, class Store>
void check_lanes_of(char const* type, Load load, Store store) {
    using number = typename Lanes::value_type;
    using all = together<List>;
    std::array<std::array<results<number>, all::count>, samples> expected;
    for (std::size_t which = 0; which < samples; ++which)
        expected[which] = all::results_at(all::template samples_at<number>(which));
    typename all::template points<Lanes> x;
    for (std::size_t row = 0; row < all::count; ++row)
        for (std::size_t i = 0; i < most; ++i) {
            std::array<number, Width> at{};
            for (std::size_t lane = 0; lane < Width; ++lane)
                at[lane] = sample<number>(all::all[row].domain, all::all[row].numbers, lane % samples)[i];
            x[row][i] = load(at.data());
        }
    auto const found = all::results_at(x);
    for (std::size_t row = 0; row < all::count; ++row) {
        facts const& fact = all::all[row];
        double const unit = 16 * fact.accuracy.value * static_cast<double>(std::numeric_limits<number>::epsilon());
        auto const check = [&](Lanes const& lanes, auto part, char const* what) {
            std::array<number, Width> stored{};
            store(lanes, stored.data());
            for (std::size_t lane = 0; lane < Width; ++lane) {
                double const right = static_cast<double>(part(expected[lane % samples][row]));
                BOOST_TEST(std::abs(static_cast<double>(stored[lane]) - right) <= unit * (1e-2 + std::abs(right)),
                           type << ", " << what << " of " << fact.name << ": " << stored[lane] << ", not " << right);
            }
        };
        check(
            found[row].value, [](auto const& r) { return r.value; }, "value");
        for (std::size_t i = 0; i < fact.numbers; ++i)
            if (fact.has_derivative(i))
                check(
                    found[row].partials[i], [i](auto const& r) { return r.partials[i]; }, "partial");
    }
}
template <class List>
void check_lanes() {
    namespace stdx = std::experimental;
    auto const standard = []<class T>(T const*, char const* type) {
        using lanes = stdx::native_simd<T>;
        check_lanes_of<List, lanes, lanes::size()>(
            type, [](T const* from) { return lanes(from, stdx::element_aligned); },
            [](lanes const& all, T* to) { all.copy_to(to, stdx::element_aligned); });
    };
    auto const batch = []<class T>(T const*, char const* type) {
        using lanes = xsimd::batch<T>;
        check_lanes_of<List, lanes, lanes::size>(
            type, [](T const* from) { return lanes::load_unaligned(from); },
            [](lanes const& all, T* to) { all.store_unaligned(to); });
    };
    standard(static_cast<double const*>(nullptr), "std::experimental::simd<double>");
    batch(static_cast<double const*>(nullptr), "xsimd::batch<double>");
    batch(static_cast<float const*>(nullptr), "xsimd::batch<float>");
}

template <class Row>
constexpr bool has_complex_numbers() {
    if constexpr (has_rule<Row>)
        return ctgrad::detail::has_value<Row, static_cast<int>(arity<Row>), std::complex<double>, bool>();
    else
        return false;
}
template <class Row>
using is_complex = std::bool_constant<has_complex_numbers<Row>()>;

/// If a row has complex numbers, the difference of values along both axes is the derivative times the step.
template <class List>
void check_complex_numbers() {
    using number = std::complex<double>;
    using complex = chosen<List, is_complex>;
    using all = together<complex>;
    for (std::size_t which = 0; which < samples; ++which) {
        auto at = all::template samples_at<number>(which);
        for (auto& x : at)
            for (std::size_t i = 0; i < most; ++i) x[i] = number(x[i].real(), 0.125 * static_cast<double>(i + 1));
        auto const found = all::results_at(at);
        std::size_t row = 0;
        all::list::each([&]<class Row>() {
            for (std::size_t i = 0; i < arity<Row>; ++i)
                for (number const step : {number(1e-6, 0), number(0, 1e-6)}) {
                    auto up = at[row], down = at[row];
                    up[i] += step;
                    down[i] -= step;
                    number const slope = (oracle_at<Row>(up) - oracle_at<Row>(down)) / (2.0 * step);
                    BOOST_TEST(std::abs(slope - found[row].partials[i]) <= 1e-7 * (1 + std::abs(slope)),
                               "complex, partial " << i << " of " << name_of<Row>() << ": " << found[row].partials[i]
                                                   << ", not " << slope);
                }
            ++row;
        });
    }
}

}  // namespace rows
