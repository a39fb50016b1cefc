#pragma once

#include <array>
#include <cmath>
#include <complex>
#include <experimental/simd>

#include <boost/test/unit_test.hpp>
#include <xsimd/xsimd.hpp>

#include "row.hpp"

/// Tests every row of a list in every scalar type, at points where all of them are accurate.
namespace rows {

/// Compared with the oracle, within the row's accuracy in that type.
template <class Row, class T>
void check_against_oracle(results<T> const& found, std::size_t which, char const* type) {
    auto const exact = exact_at<Row>(sample<Row, double>(which));
    double const unit = std::numeric_limits<T>::digits > 100 ? 1e22 : 1;  // finite differences have half the digits
    BOOST_TEST(error_of(found.value, exact.value, 0) <= Row::accuracy.value * (unit > 1 ? 100 : 1),
               type << ", value of " << name_of<Row>() << " at sample " << which << ": " << found.value);
    for (std::size_t i = 0; i < formula_numbers<Row>; ++i)
        if (has_derivative<Row>(i))
            BOOST_TEST(error_of(found.partials[i], exact.partials[i], std::max(Row::accuracy.floor, 1e-3)) <=
                           Row::accuracy.partial * unit,
                       type << ", partial " << i << " of " << name_of<Row>() << " at sample " << which << ": "
                            << found.partials[i] << ", not " << exact.partials[i]);
}
template <class Row, class T>
void check_type(char const* type) {
    for (std::size_t i = 0; i < samples; ++i) check_against_oracle<Row>(results_at<Row>(sample<Row, T>(i)), i, type);
}
template <class List>
void check_floating_point() {
    List::each([]<class Row>() {
        check_type<Row, float>("float");
        check_type<Row, double>("double");
        check_type<Row, long double>("long double");
        check_type<Row, big>("50 digits");
    });
}

template <class Row, class T>
constexpr auto constant_results() {
    std::array<results<T>, samples> all{};
    for (std::size_t i = 0; i < samples; ++i) all[i] = results_at<Row>(sample<Row, T>(i));
    return all;
}
template <class Row, class T>
void check_constants_in(char const* type) {
    static constexpr auto all = constant_results<Row, T>();
    for (std::size_t i = 0; i < samples; ++i) check_against_oracle<Row>(all[i], i, type);
}
/// In constant expressions.
template <class List>
void check_constant_expressions() {
    List::each([]<class Row>() {
        if constexpr (Row::in_constant_expressions) {
            check_constants_in<Row, float>("constant float");
            check_constants_in<Row, double>("constant double");
            check_constants_in<Row, long double>("constant long double");
        }
    });
}

/// Each lane has the result of a plain number, up to the accuracy of the SIMD library's functions. Below 0.01 the
/// absolute error counts, because there the functions of such libraries lose relative accuracy.
template <class Row, class Lanes, std::size_t Width, class Load, class Store>
void check_lanes_of(char const* type, Load load, Store store) {
    using number = typename Lanes::value_type;
    std::array<results<number>, Width> expected;
    std::array<std::array<number, Width>, most> at{};
    for (std::size_t lane = 0; lane < Width; ++lane) {
        auto const x = sample<Row, number>(lane % samples);
        expected[lane] = results_at<Row>(x);
        for (std::size_t i = 0; i < most; ++i) at[i][lane] = x[i];
    }
    point<Lanes> x;
    for (std::size_t i = 0; i < most; ++i) x[i] = load(at[i].data());
    auto const found = results_at<Row>(x);
    double const unit = 16 * Row::accuracy.value * static_cast<double>(std::numeric_limits<number>::epsilon());
    auto const check = [&](Lanes const& lanes, auto part, char const* what) {
        std::array<number, Width> stored{};
        store(lanes, stored.data());
        for (std::size_t lane = 0; lane < Width; ++lane) {
            double const right = static_cast<double>(part(expected[lane]));
            BOOST_TEST(std::abs(static_cast<double>(stored[lane]) - right) <= unit * (1e-2 + std::abs(right)),
                       type << ", " << what << " of " << name_of<Row>() << ": " << stored[lane] << ", not " << right);
        }
    };
    check(
        found.value, [](auto const& r) { return r.value; }, "value");
    for (std::size_t i = 0; i < formula_numbers<Row>; ++i)
        if (has_derivative<Row>(i))
            check(
                found.partials[i], [i](auto const& r) { return r.partials[i]; }, "partial");
}
template <class List>
void check_lanes() {
    namespace stdx = std::experimental;
    List::each([]<class Row>() {
        auto const standard = []<class T>(T const*, char const* type) {
            using lanes = stdx::native_simd<T>;
            check_lanes_of<Row, lanes, lanes::size()>(
                type, [](T const* from) { return lanes(from, stdx::element_aligned); },
                [](lanes const& all, T* to) { all.copy_to(to, stdx::element_aligned); });
        };
        auto const batch = []<class T>(T const*, char const* type) {
            using lanes = xsimd::batch<T>;
            check_lanes_of<Row, lanes, lanes::size>(
                type, [](T const* from) { return lanes::load_unaligned(from); },
                [](lanes const& all, T* to) { all.store_unaligned(to); });
        };
        standard(static_cast<double const*>(nullptr), "std::experimental::simd<double>");
        batch(static_cast<double const*>(nullptr), "xsimd::batch<double>");
        batch(static_cast<float const*>(nullptr), "xsimd::batch<float>");
    });
}

/// If a row has complex numbers, the difference of values along both axes is the derivative times the step.
template <class Row>
void check_complex() {
    using number = std::complex<double>;
    if constexpr (has_rule<Row> && ctgrad::detail::has_value<Row, static_cast<int>(arity<Row>), number, bool>()) {
        for (std::size_t which = 0; which < samples; ++which) {
            point<number> x;
            for (std::size_t i = 0; i < most; ++i)
                x[i] = number(sample<Row, double>(which)[i], 0.125 * static_cast<double>(i + 1));
            auto const found = results_at<Row>(x);
            for (std::size_t i = 0; i < arity<Row>; ++i)
                for (number const step : {number(1e-6, 0), number(0, 1e-6)}) {
                    auto up = x, down = x;
                    up[i] += step;
                    down[i] -= step;
                    number const slope = (oracle_at<Row>(up) - oracle_at<Row>(down)) / (2.0 * step);
                    BOOST_TEST(std::abs(slope - found.partials[i]) <= 1e-7 * (1 + std::abs(slope)),
                               "complex, partial " << i << " of " << name_of<Row>() << ": " << found.partials[i]
                                                   << ", not " << slope);
                }
        }
    }
}
template <class List>
void check_complex_numbers() {
    List::each([]<class Row>() { check_complex<Row>(); });
}

}  // namespace rows
