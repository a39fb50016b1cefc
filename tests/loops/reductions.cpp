#include <cmath>
#include <limits>

#include "oracle.hpp"

// Each reduction at its edges, other scalar types, and laws.
namespace {

using namespace loop_tests;

template <std::size_t N>
using numbers = std::array<double, N>;
using list = ctgrad::rows_of<double>;

/// All reductions, with bodies that depend on the row, on the parameters alone, and on nothing.
struct all_reductions {
    template <class P, class Rows>
    constexpr auto operator()(P const& p, Rows const& rows) const {
        auto const term = [&](auto const& x) { return p[0] * x[0] + sin(p[1] * x[1]); };
        auto const pair = sum(rows, [&](auto const& x) { return std::array{term(x), x[0] * p[1]}; });
        return std::array{pair[0],
                          pair[1],
                          mean(rows, term),
                          max(rows, term),
                          min(rows, term),
                          log_sum_exp(rows, term),
                          sum(rows, [&](auto const&) { return p[0] * p[1]; }),
                          mean(rows, [&](auto const&) { return p[0]; }),
                          log_sum_exp(rows, [&](auto const&) { return p[0]; }),
                          length(rows) * p[0]};
    }
};
constexpr auto reductions = ctgrad::function<numbers<10>(numbers<2>, ctgrad::rows_of<numbers<2>>)>(all_reductions{});

constexpr auto total = ctgrad::function<double(double, list)>(
    [](auto k, auto rows) { return sum(rows, [&](auto x) { return exp(k * x); }); });
constexpr auto largest =
    ctgrad::function<double(double, list)>([](auto k, auto rows) { return max(rows, [&](auto x) { return k * x; }); });
constexpr auto smallest =
    ctgrad::function<double(double, list)>([](auto k, auto rows) { return min(rows, [&](auto x) { return k * x; }); });
constexpr auto smooth = ctgrad::function<double(double, list)>(
    [](auto k, auto rows) { return log_sum_exp(rows, [&](auto x) { return k * x; }); });

constexpr double infinity = std::numeric_limits<double>::infinity();
using column = std::vector<double>;

struct unrolled {
    template <class T>
    constexpr T operator()(T const& k, std::array<T, 9> const& rows) const {
        using std::exp;
        T sum = 0.0;
        for (T const& x : rows) sum = sum + exp(k * x);
        return sum;
    }
};

template <class T>
void check_scalar_type(T tolerance) {
    std::vector<T> rows;
    wide value = 0, slope = 0;
    for (int i = 0; i < 300; ++i) {
        rows.push_back(static_cast<T>(i % 7) / 8 - T(0.25));
        wide const x(rows.back()), e = exp(wide(T(0.5)) * x);
        value += e;
        slope += e * x;
    }
    auto const r = ctgrad::value_and_gradient(total)(T(0.5), rows);
    static_assert(std::same_as<std::remove_cvref_t<decltype(r.value)>, T>);
    check_close(r.value, value, static_cast<double>(tolerance));
    check_close(r.gradient, slope, static_cast<double>(tolerance), 300);
}

// Each row of the list of reductions keeps what reductions promise: rows may be combined in any order and in parts, and a part
// without rows changes nothing. A new row is checked by being in the list.
template <class Reduction>
constexpr bool keeps_the_laws() {
    using table = ctgrad::detail::table_of_reductions;
    constexpr auto kind = static_cast<ctgrad::detail::reduction_kind>(table::number_of<Reduction>());
    bool kept = ctgrad::detail::facts_of(kind).adds == Reduction::adds;
    for (double const a : {-2.0, 0.5, 3.0}) {
        kept = kept && table::combined(kind, table::identity<double>(kind), a) == a;
        for (double const b : {-1.0, 0.25, 7.0}) {
            double const both = Reduction::combine(a, b);
            kept = kept && both == Reduction::combine(b, a) && both == table::combined(kind, a, b) &&
                   Reduction::combine(both, 5.0) == Reduction::combine(a, Reduction::combine(b, 5.0));
        }
    }
    return kept;
}
template <class... Reductions>
constexpr bool all_keep_the_laws(ctgrad::type_list<Reductions...>) {
    return (keeps_the_laws<Reductions>() && ...);
}
static_assert(all_keep_the_laws(ctgrad::detail::reductions{}));

}  // namespace

BOOST_AUTO_TEST_SUITE(loops_reductions)

BOOST_AUTO_TEST_CASE(jacobians) {
    for (std::size_t n : lengths()) {
        BOOST_TEST_CONTEXT(n << " rows") {
            numbers<2> const p{0.8, -1.3};
            auto const rows = random_rows<2>(n, 4);
            auto const wide_rows = widened(rows);
            auto const j = ctgrad::jacobian(reductions)(p, rows);
            auto const along = ctgrad::jvp(reductions)(ctgrad::tangent(numbers<2>{1, 2}), p, rows);
            auto const expected = all_reductions{}(widened(p), wide_rows);
            double const size = 1 + static_cast<double>(n);
            for (std::size_t i = 0; i < 10; ++i) {
                BOOST_TEST_CONTEXT("result " << i) {
                    // Without rows a mean is NaN, extrema are infinite, and a sum is zero with all its derivatives.
                    if (n == 0 && i >= 2 && i <= 5) continue;
                    if (n == 0 && (i == 7 || i == 8)) continue;
                    check_close(j.value[i], expected[i], 1e-15, size);
                    wide product = 0;
                    for (std::size_t k = 0; k < 2; ++k) {
                        wide const by_k = slope([&](wide const& h) {
                            auto shifted = widened(p);
                            shifted[k] += h;
                            return all_reductions{}(shifted, wide_rows)[i];
                        });
                        check_close(j.jacobian[i][k], by_k, 1e-15, size);
                        product += by_k * static_cast<double>(k + 1);
                    }
                    check_close(along.tangent[i], product, 1e-14, size);
                }
            }
            if (n == 0) {
                BOOST_TEST(std::isnan(j.value[2]));
                BOOST_TEST(j.value[3] == -infinity);
                BOOST_TEST(j.value[4] == infinity);
                BOOST_TEST(j.value[5] == -infinity);
                for (std::size_t i : {0u, 1u, 3u, 4u, 6u, 9u})
                    for (double entry : j.jacobian[i]) BOOST_TEST(entry == 0);
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(ties_share_the_derivative) {
    column const rows{1, 3, -2, 3, 3, -2};
    BOOST_TEST((ctgrad::gradient(largest, ctgrad::arguments<1>)(6.0, rows) == column{0, 2, 0, 2, 2, 0}));
    BOOST_TEST((ctgrad::gradient(smallest, ctgrad::arguments<1>)(6.0, rows) == column{0, 0, 3, 0, 0, 3}));
    BOOST_TEST(ctgrad::gradient(largest)(6.0, rows) == 3);
    BOOST_TEST(ctgrad::gradient(smallest)(6.0, rows) == -2);
}

// Not under clang's sanitizer: the exp of xsimd converts such numbers to integers before it replaces the result.
#if defined(__has_feature)
#if __has_feature(undefined_behavior_sanitizer)
#define CTGRAD_TEST_SANITIZED
#endif
#endif
#if !defined(CTGRAD_TEST_SANITIZED)
BOOST_AUTO_TEST_CASE(numbers_that_are_not_finite) {
    constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
    for (std::size_t n : {2u, 9u, 300u})
        for (std::size_t at : {std::size_t{0}, n / 2, n - 1}) {
            column rows(n, 0.5);
            rows[at] = not_a_number;
            BOOST_TEST(std::isnan(total(1.0, rows)));
            BOOST_TEST(std::isnan(smooth(1.0, rows)));
            rows[at] = infinity;
            BOOST_TEST(total(1.0, rows) == infinity);
            BOOST_TEST(largest(1.0, rows) == infinity);
            BOOST_TEST(smooth(1.0, rows) == infinity);
            rows[at] = -infinity;
            BOOST_TEST(smallest(1.0, rows) == -infinity);
            check_close(smooth(1.0, rows), wide(0.5) + log(wide(n - 1)), 1e-15);
            check_close(total(1.0, rows), wide(n - 1) * exp(wide(0.5)), 1e-14);
        }
    column const none(3, -infinity);
    BOOST_TEST(smooth(1.0, none) == -infinity);
    constexpr float large = std::numeric_limits<float>::infinity();
    BOOST_TEST(smooth(1.0, std::vector<float>{-large, -large}) == -large);
    BOOST_TEST(smooth(1.0, std::vector<float>{0.5f, large}) == large);
    BOOST_TEST(smooth(1.0, std::vector<float>{0.5f, -large}) == 0.5f);
}
#endif

BOOST_AUTO_TEST_CASE(large_exponents) {
    column const rows{1000, 999, -1000, 1000};
    auto const r = ctgrad::value_and_gradient(smooth, ctgrad::arguments<0, 1>)(1.0, rows);
    wide const weights = 2 + exp(wide(-1));
    check_close(r.value, 1000 + log(weights), 1e-15);
    check_close(std::get<0>(r.gradient), (2000 + 999 * exp(wide(-1))) / weights, 1e-15);
    check_close(std::get<1>(r.gradient)[1], exp(wide(-1)) / weights, 1e-15);
    BOOST_TEST(std::get<1>(r.gradient)[2] == 0);
}

BOOST_AUTO_TEST_CASE(other_scalar_types) {
    check_scalar_type<float>(1e-6f);
    check_scalar_type<double>(1e-15);
    check_scalar_type<long double>(1e-18L);
}

BOOST_AUTO_TEST_CASE(sums_are_accurate) {
    // Rounding errors grow within a part of 256 rows only; a plain loop loses 1e-11 here.
    constexpr auto plain =
        ctgrad::function<double(list)>([](auto rows) { return sum(rows, [](auto x) { return x; }); });
    column rows(1 << 20, 0.1);
    check_close(plain(rows), wide(0.1) * wide(rows.size()), 5e-15);
}

BOOST_AUTO_TEST_CASE(compensated_sums) {
    // Numbers that cancel but for the last one, whose sum has a condition number of 1e15.
    constexpr auto scaled = ctgrad::function<double(double, list)>(
        [](auto k, auto rows) { return sum(rows, [&](auto x) { return k * x; }); });
    for (std::size_t n : {1u, 2u, 9u, 300u, 5000u}) {
        column rows;
        for (auto const& [x] : random_rows<1>(n, 8)) {
            double const large = x * std::pow(10.0, static_cast<double>(rows.size() % 13));
            rows.push_back(large);
            rows.insert(rows.begin() + static_cast<std::ptrdiff_t>(rows.size() / 3), -large);
        }
        rows.push_back(0.625);
        auto const r = ctgrad::value_and_gradient(scaled)(ctgrad::compensated_sums, 1.0, rows);
        check_close(r.value, wide(0.625), 1e-15);
        check_close(r.gradient, wide(0.625), 1e-15);
        BOOST_TEST(
            ctgrad::value_and_gradient(scaled)(ctgrad::threads{3, 1}, ctgrad::compensated_sums, 1.0, rows).value ==
            r.value);
        if (n == 5000) BOOST_TEST(std::abs(scaled(1.0, rows) - 0.625) > 1e-6);
        rows[n] = infinity;
        BOOST_TEST(scaled(ctgrad::compensated_sums, 1.0, rows) == infinity);
        rows[n / 2] = std::numeric_limits<double>::quiet_NaN();
        BOOST_TEST(std::isnan(scaled(ctgrad::compensated_sums, 1.0, rows)));
    }
    BOOST_TEST(scaled(ctgrad::compensated_sums, 1.0, column{}) == 0);
}

BOOST_AUTO_TEST_CASE(laws) {
    auto const values = random_rows<1>(1003, 6);
    column all, scaled;
    for (auto const& [x] : values) all.push_back(x);
    auto const part = [&](std::size_t from, std::size_t to) {
        return ctgrad::value_and_gradient(total)(0.3, std::span(all).subspan(from, to - from));
    };
    auto const whole = part(0, 1003);
    for (std::size_t cut : {0u, 1u, 8u, 255u, 512u, 1003u}) {
        auto const left = part(0, cut), right = part(cut, 1003);
        check_close(left.value + right.value, wide(whole.value), 1e-14);
        check_close(left.gradient + right.gradient, wide(whole.gradient), 1e-14);
    }
    // One row has the bits of plain C++.
    for (double x : {0.1, -0.7, 1e-300, 30.0}) BOOST_TEST(total(0.3, column{x}) == std::exp(0.3 * x));

    // A loop equals a traced function without it.
    constexpr auto plain = ctgrad::function<double(double, numbers<9>)>(unrolled{});
    numbers<9> nine;
    std::copy_n(all.begin(), 9, nine.begin());
    auto const a = ctgrad::hessian(plain, ctgrad::arguments<0>)(0.3, nine);
    auto const b = ctgrad::hessian(total)(0.3, nine);
    check_close(b.value, wide(a.value), 1e-14);
    check_close(b.gradient, wide(a.gradient), 1e-14);
    check_close(b.hessian[0][0], wide(a.hessian[0][0]), 1e-14);
    auto const by_rows = ctgrad::gradient(plain, ctgrad::arguments<1>)(0.3, nine);
    auto const by_list = ctgrad::gradient(total, ctgrad::arguments<1>)(0.3, nine);
    for (std::size_t i = 0; i < 9; ++i) check_close(by_list[i], wide(by_rows[i]), 1e-14);
}

BOOST_AUTO_TEST_SUITE_END()
