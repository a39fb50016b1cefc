#include <cmath>
#include <span>
#include <stdexcept>
#include <string>

#include "check_quantities.hpp"

// Neighbouring rows, lists side by side, single rows, and rows chosen by index: every quantity against 50 digits.
namespace {

using namespace loop_tests;

/// Neighbours of neighbours, and lists side by side.
struct chain {
    template <class P, class X, class Y>
    constexpr auto operator()(P const& p, X const& x, Y const& y) const {
        using std::exp;
        return sum(windows<3>(x),
                   [&](auto const& w) {
                       auto const bent = w[0][0] - 2 * w[1][1] + p[0] * w[2][0];
                       return bent * bent;
                   }) +
               sum(zip(x, y), [&](auto const& u, auto const& v) { return exp(p[1] * u[0]) * v[0]; }) +
               back(x)[0] * p[0] * p[1];
    }
};

/// A row is read in its own loop, in windows, in a recurrence, and alone.
struct all_views {
    template <class P, class X, class Y>
    constexpr auto operator()(P const& p, X const& x, Y const& y) const {
        auto const last =
            fold(zip(windows<2>(x), windows<2>(y)), p[1],
                 [&](auto const& state, auto const& u, auto const& v) { return p[0] * state + u[0][0] * v[1][0]; });
        return last * front(x)[1] + sum(x, [](auto const& u) { return u[0] * u[1]; }) + chain{}(p, x, y);
    }
};

/// Springs between points: their ends are numbers of rows.
struct springs {
    template <class P, class Points, class Stiffness, class Ends>
    constexpr auto operator()(P const& p, Points const& points, Stiffness const& stiffness, Ends const& ends) const {
        return sum(zip(stiffness, ends), [&](auto const& k, auto const& end) {
            using std::sqrt;
            auto const &a = points[end[0]], &b = points[end[1]];
            auto const dx = a[0] - b[0], dy = a[1] - b[1];
            auto const longer = sqrt(dx * dx + dy * dy + p[0] * p[0]) - p[1];
            return k[0] * longer * longer;
        });
    }
};
using ends = std::array<int, 2>;
constexpr auto energy =
    ctgrad::function<double(numbers<2>, ctgrad::rows_of<numbers<2>>, ctgrad::rows_of<numbers<1>>, ctgrad::indices<2>)>(
        springs{});

constexpr auto rosenbrock = ctgrad::function<double(ctgrad::rows_of<double>)>([](auto const& x) {
    return sum(ctgrad::windows<2>(x), [](auto const& w) {
        auto const a = 1 - w[0], b = w[1] - w[0] * w[0];
        return a * a + 100 * b * b;
    });
});

bool says(std::invalid_argument const& error, char const* words) {
    return std::string(error.what()).find(words) != std::string::npos;
}

/// Checks a derivative with respect to a list, where `f(list)` is the function in 50 digits.
template <std::size_t N, class F>
void check_by_rows(std::vector<numbers<N>> const& derivative, std::vector<numbers<N>> const& list, F const& f,
                   double tolerance) {
    BOOST_TEST(derivative.size() == list.size());
    for (std::size_t row = 0; row < list.size(); row += 1 + list.size() / 7)
        for (std::size_t i = 0; i < N; ++i)
            check_close(derivative[row][i], slope([&](wide const& h) {
                            auto moved = widened(list);
                            moved.rows[row][i] += h;
                            return f(moved);
                        }),
                        tolerance);
}

std::array<wide, 2> shift(numbers<2> const& p, std::size_t i, wide const& h) {
    auto moved = widened(p);
    moved[i] += h;
    return moved;
}

std::vector<ends> random_ends(std::size_t count, std::size_t points) {
    std::mt19937 random(3);
    std::uniform_int_distribution<int> number(0, static_cast<int>(points) - 1);
    std::vector<ends> result(count);
    for (auto& [a, b] : result) a = number(random), b = number(random);
    return result;
}
wide_list<std::array<std::size_t, 2>> widened(std::vector<ends> const& list) {
    wide_list<std::array<std::size_t, 2>> result;
    for (auto const& [a, b] : list) result.rows.push_back({static_cast<std::size_t>(a), static_cast<std::size_t>(b)});
    return result;
}
using loop_tests::widened;

}  // namespace

BOOST_AUTO_TEST_SUITE(loops_views)

BOOST_AUTO_TEST_CASE(neighbours_by_parameters) {
    for (std::size_t n : {1u, 2u, 3u, 9u, 258u}) BOOST_TEST_CONTEXT(n << " rows")
    check_quantities(chain{}, numbers<2>{0.7, 0.4}, 1e-12, random_rows<2>(n), random_rows<1>(n, 2));
}

BOOST_AUTO_TEST_CASE(neighbours_by_rows) {
    static constexpr auto f =
        ctgrad::function<double(numbers<2>, ctgrad::rows_of<numbers<2>>, ctgrad::rows_of<numbers<1>>)>(all_views{});
    numbers<2> const p{0.7, 0.4};
    for (std::size_t n : {1u, 2u, 3u, 9u, 258u}) {
        BOOST_TEST_CONTEXT(n << " rows") {
            auto const x = random_rows<2>(n);
            auto const y = random_rows<1>(n, 2);
            auto const r = ctgrad::value_and_gradient(f, ctgrad::arguments<1, 2>)(p, x, y);
            check_by_rows(
                std::get<0>(r.gradient), x,
                [&](auto const& moved) { return all_views{}(widened(p), moved, widened(y)); }, 1e-12);
            check_by_rows(
                std::get<1>(r.gradient), y,
                [&](auto const& moved) { return all_views{}(widened(p), widened(x), moved); }, 1e-12);
            // Into the caller's memory, as separate columns.
            std::vector<double> apart(5 * n);
            constexpr auto by_x = ctgrad::gradient(f, ctgrad::arguments<1>);
            std::vector<numbers<2>> const expected = by_x(p, x, y);
            by_x(ctgrad::into_rows(ctgrad::rows<2>(apart.data(), n, 5)), p, x, y);
            for (std::size_t i = 0; i < n; ++i) {
                check_close(expected[i][0], std::get<0>(r.gradient)[i][0], 1e-15);
                BOOST_TEST(apart[5 * i] == expected[i][0]);
                BOOST_TEST(apart[5 * i + 1] == expected[i][1]);
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(a_large_array) {
    for (std::size_t n : {0u, 1u, 2u, 5u, 9u, 256u, 257u, 1000u}) {
        std::vector<double> x, expected(n), in_place;
        for (auto const& [each] : random_rows<1>(n)) x.push_back(each);
        for (std::size_t i = 0; i + 1 < n; ++i) {
            double const a = 1 - x[i], b = x[i + 1] - x[i] * x[i];
            expected[i] -= 2 * a + 400 * b * x[i];
            expected[i + 1] += 200 * b;
        }
        std::vector<double> const g = ctgrad::gradient(rosenbrock, ctgrad::arguments<0>)(x);
        in_place = x;
        ctgrad::gradient(rosenbrock, ctgrad::arguments<0>)(ctgrad::into_rows(in_place), in_place);
        for (std::size_t i = 0; i < n; ++i) check_close(g[i], expected[i], 1e-14);
        BOOST_TEST((g == in_place));
        if (n == 1000) {
            std::array<double, 1000> fixed, by_fixed;
            std::copy(x.begin(), x.end(), fixed.begin());
            ctgrad::gradient(rosenbrock, ctgrad::arguments<0>)(ctgrad::into_rows(by_fixed), fixed);
            BOOST_TEST(std::equal(g.begin(), g.end(), by_fixed.begin()));
        }
    }
}

// Added up while the loop runs, or after it: the same bits.
BOOST_AUTO_TEST_CASE(a_stencil) {
    constexpr auto f = ctgrad::function<double(ctgrad::rows_of<numbers<2>>, ctgrad::rows_of<double>)>(
        [](auto const& x, auto const& weights) {
            return sum(zip(ctgrad::windows<4>(x), weights), [](auto const& w, auto const& weight) {
                return weight * (w[0][0] * w[3][0] + w[1][1] * w[3][0] + w[2][0] * w[2][0]);
            });
        });
    constexpr auto by_x = ctgrad::gradient(f, ctgrad::arguments<0>);
    for (std::size_t n : {3u, 4u, 5u, 6u, 7u, 12u, 259u, 260u, 262u, 700u}) {
        BOOST_TEST_CONTEXT(n << " rows") {
            auto const x = random_rows<2>(n);
            std::vector<double> const weights(n - 3, 0.75);
            std::vector<numbers<2>> expected(n);
            for (std::size_t i = 0; i + 3 < n; ++i) {
                expected[i][0] += 0.75 * x[i + 3][0];
                expected[i + 1][1] += 0.75 * x[i + 3][0];
                expected[i + 2][0] += 1.5 * x[i + 2][0];
                expected[i + 3][0] += 0.75 * (x[i][0] + x[i + 1][1]);
            }
            auto const returned = by_x(x, weights);
            std::vector<numbers<2>> rows(n), own = x;
            std::vector<double> first(n), second(n);
            by_x(ctgrad::into_rows(rows), x, weights);
            by_x(ctgrad::into_rows(own), own, weights);
            by_x(ctgrad::into_rows(std::array{ctgrad::column(first), ctgrad::column(second)}), x, weights);
            BOOST_TEST((rows == returned));
            BOOST_TEST((own == returned));
            for (std::size_t i = 0; i < n; ++i) {
                check_close(rows[i][0], expected[i][0], 1e-15);
                check_close(rows[i][1], expected[i][1], 1e-15);
                BOOST_TEST(first[i] == rows[i][0]);
                BOOST_TEST(second[i] == rows[i][1]);
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(rows_by_index) {
    numbers<2> const p{0.3, 0.6};
    for (auto const& [n, m] : {std::pair{1u, 0u}, {1u, 3u}, {5u, 9u}, {7u, 600u}}) {
        BOOST_TEST_CONTEXT(n << " points, " << m << " springs") {
            auto const points = random_rows<2>(n);
            auto const stiffness = random_rows<1>(m, 2);
            auto const list = random_ends(m, n);
            auto const r = ctgrad::value_and_gradient(energy, ctgrad::arguments<0, 1, 2>)(p, points, stiffness, list);
            auto const f = [&](auto const& q, auto const& at, auto const& k) {
                return springs{}(q, at, k, widened(list));
            };
            check_close(r.value, f(widened(p), widened(points), widened(stiffness)), 1e-13);
            for (std::size_t i = 0; i < 2; ++i)
                check_close(std::get<0>(r.gradient)[i], slope([&](wide const& h) {
                                return f(shift(p, i, h), widened(points), widened(stiffness));
                            }),
                            1e-12);
            check_by_rows(
                std::get<1>(r.gradient), points,
                [&](auto const& moved) { return f(widened(p), moved, widened(stiffness)); }, 1e-11);
            check_by_rows(
                std::get<2>(r.gradient), stiffness,
                [&](auto const& moved) { return f(widened(p), widened(points), moved); }, 1e-12);
            auto const h = ctgrad::hessian(energy, ctgrad::arguments<0>)(p, points, stiffness, list);
            check_close(h.hessian[1][1], slope([&](wide const& a) {
                            return slope([&](wide const& b) {
                                return f(shift(p, 1, a + b), widened(points), widened(stiffness));
                            });
                        }),
                        1e-12);
        }
    }
}

// Added up while the loop runs, or after it: the same bits. Rows of three numbers, beside each other or apart.
BOOST_AUTO_TEST_CASE(rows_by_index_in_place) {
    constexpr auto f =
        ctgrad::function<double(ctgrad::rows_of<numbers<3>>, ctgrad::indices<2>)>([](auto const& x, auto const& list) {
            return sum(list,
                       [&](auto const& i) {
                           auto const &a = x[i[0]], &b = x[i[1]];
                           return a[0] * b[1] + a[1] * a[2] * b[0] + b[2];
                       }) +
                   sum(x, [](auto const& row) { return row[1]; });
        });
    constexpr auto by_x = ctgrad::gradient(f, ctgrad::arguments<0>);
    for (auto const& [n, m] : {std::pair{1u, 0u}, {2u, 1u}, {3u, 7u}, {5u, 8u}, {9u, 263u}, {40u, 700u}}) {
        BOOST_TEST_CONTEXT(n << " rows, " << m << " elements") {
            auto const x = random_rows<3>(n);
            auto const list = random_ends(m, n);
            std::vector<numbers<3>> expected(n, numbers<3>{0, 1, 0});
            for (auto const& [i, k] : list) {
                auto const a = x[static_cast<std::size_t>(i)], b = x[static_cast<std::size_t>(k)];
                auto &by_a = expected[static_cast<std::size_t>(i)], &by_b = expected[static_cast<std::size_t>(k)];
                by_a[0] += b[1], by_a[1] += a[2] * b[0], by_a[2] += a[1] * b[0];
                by_b[0] += a[1] * a[2], by_b[1] += a[0], by_b[2] += 1;
            }
            auto const returned = by_x(x, list);
            std::vector<numbers<3>> rows(n), own = x;
            std::vector<double> apart(5 * n);
            by_x(ctgrad::into_rows(rows), x, list);
            by_x(ctgrad::into_rows(own), own, list);
            by_x(
                ctgrad::into_rows(std::array{ctgrad::column(apart.data(), n, 5), ctgrad::column(apart.data() + 2, n, 5),
                                             ctgrad::column(apart.data() + 3, n, 5)}),
                x, list);
            BOOST_TEST((rows == returned));
            BOOST_TEST((own == returned));
            for (std::size_t i = 0; i < n; ++i)
                for (std::size_t k = 0; k < 3; ++k) {
                    check_close(rows[i][k], expected[i][k], 1e-13);
                    BOOST_TEST(apart[5 * i + k + (k > 0 ? 1 : 0)] == rows[i][k]);
                }
        }
    }
}

// A single index in each row, of any integer type; the same row often.
BOOST_AUTO_TEST_CASE(one_index) {
    constexpr auto f = ctgrad::function<double(ctgrad::rows_of<double>, ctgrad::indices<1>)>([](auto x, auto list) {
        return sum(list, [&](auto const& i) { return x[i] * x[i]; }) +
               fold(list, 0.0, [&](auto const& state, auto const& i) { return state + x[i]; });
    });
    std::vector<double> const x{1, 2, 3};
    std::vector<unsigned char> const list{2, 0, 2, 2};
    auto const r = ctgrad::value_and_gradient(f, ctgrad::arguments<0>)(x, list);
    BOOST_TEST(r.value == 28 + 10);
    BOOST_TEST((r.gradient == std::vector<double>{3, 0, 21}));
}

// Windows of lists side by side; states beside the rows that they are made of.
BOOST_AUTO_TEST_CASE(combined) {
    constexpr auto f = ctgrad::function<double(ctgrad::rows_of<double>, ctgrad::rows_of<double>)>([](auto x, auto y) {
        auto const states = scan(x, 0.0, [](auto const& s, auto const& u) { return s + u; });
        return sum(ctgrad::windows<2>(zip(x, y)), [](auto const& w) { return std::get<0>(w[0]) * std::get<1>(w[1]); }) +
               sum(zip(states, x), [](auto const& s, auto const& u) { return s * u; });
    });
    std::vector<double> const x{1, 2, 3}, y{4, 5, 6};
    auto const r = ctgrad::value_and_gradient(f, ctgrad::arguments<0, 1>)(x, y);
    BOOST_TEST(r.value == 17 + 25);
    BOOST_TEST((std::get<0>(r.gradient) == std::vector<double>{5 + 7, 6 + 8, 9}));
    BOOST_TEST((std::get<1>(r.gradient) == std::vector<double>{0, 1, 2}));
}

// Rows chosen by indices that stand beside lists which the function makes, along their axes, also through two levels of zip. The
// numbers are exact, so the expected ones are found by hand.
BOOST_AUTO_TEST_CASE(indices_beside_made_lists) {
    using rows = ctgrad::rows_of<double>;
    constexpr auto once = ctgrad::function<double(rows, rows, ctgrad::indices<1>)>([](auto x, auto w, auto which) {
        auto const squares = map(w, [](auto const& v) { return v * v; });
        return sum(zip(which, squares), [&](auto const& i, auto const& s) { return s * x[i]; });
    });
    // Twice: s + q_i a x[which[i]], where q are squares.
    constexpr auto steps =
        ctgrad::function<double(rows, rows, ctgrad::indices<1>, rows)>([](auto x, auto w, auto which, auto factors) {
            auto const squares = map(w, [](auto const& v) { return v * v; });
            auto const last =
                fold(factors, map(x, [](auto const&) { return 0.0; }), [&](auto const& state, auto const& a) {
                    return map(zip(state, zip(squares, which)), [&](auto const& s, auto const& both) {
                        return s + a * std::get<0>(both) * x[std::get<1>(both)];
                    });
                });
            return sum(last, [](auto const& s) { return s; });
        });
    std::vector<double> const x{1, 2, 3}, w{2, 3, -1};
    std::vector<int> const which{2, 0, 2};
    auto const r = ctgrad::value_and_gradient(once, ctgrad::arguments<0, 1>)(x, w, which);
    BOOST_TEST(r.value == 4 * 3 + 9 * 1 + 1 * 3);
    BOOST_TEST((std::get<0>(r.gradient) == std::vector<double>{9, 0, 4 + 1}));
    BOOST_TEST((std::get<1>(r.gradient) == std::vector<double>{2 * 2 * 3, 2 * 3 * 1, -2 * 3}));
    auto const t = ctgrad::value_and_gradient(steps, ctgrad::arguments<0, 1>)(x, w, which, std::vector<double>{1, 4});
    BOOST_TEST(t.value == 5 * 24);
    BOOST_TEST((std::get<0>(t.gradient) == std::vector<double>{5 * 9, 0, 5 * 5}));
    BOOST_TEST((std::get<1>(t.gradient) == std::vector<double>{5 * 12, 5 * 6, -5 * 6}));
}

BOOST_AUTO_TEST_CASE(refused_before_anything_is_written) {
    auto const error = [](auto call, char const* words) {
        BOOST_CHECK_EXCEPTION(call(), std::invalid_argument, [&](auto const& e) { return says(e, words); });
    };
    numbers<2> const p{0.3, 0.6};
    std::vector<numbers<2>> by_points(4, numbers<2>{5, 5});
    auto const call = [&](std::vector<ends> const& list, std::size_t springs) {
        ctgrad::gradient(energy, ctgrad::arguments<1>)(ctgrad::into_rows(by_points), p, random_rows<2>(4),
                                                       random_rows<1>(springs), list);
    };
    error(
        [&] {
            call({{0, 1}, {2, 4}}, 2);
        },
        "ctgrad: arguments<3>, an index list, has a number that is no row of arguments<1>");
    error([&] { call({{0, -1}}, 1); }, "has a number that is no row of arguments<1>");
    error([&] { call({{0, 1}}, 2); }, "ctgrad: zip() of lists of different lengths, arguments<2> and arguments<3>");
    BOOST_TEST((by_points == std::vector<numbers<2>>(4, numbers<2>{5, 5})));
    static constexpr auto first = ctgrad::function<double(ctgrad::rows_of<double>)>([](auto x) { return front(x); });
    error([] { first(std::vector<double>{}); },
          "ctgrad: arguments<0>, a list of rows, has none, so front() and back() are nothing");
}

BOOST_AUTO_TEST_SUITE_END()
