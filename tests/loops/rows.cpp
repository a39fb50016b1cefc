#include <array>
#include <concepts>
#include <cstddef>
#include <functional>
#include <span>
#include <stdexcept>
#include <string>
#include <tuple>
#include <vector>

#include <Eigen/Core>
#include <boost/hana/adapt_struct.hpp>

#include "../evaluate/allocations.hpp"
#include "oracle.hpp"

// The forms of lists of rows, the destinations of derivatives with respect to them, and what is refused at run time.
namespace {

using namespace loop_tests;

struct observation {
    double t;
    int label;
    double y;
};

template <class T>
struct spring {
    T stiffness;
    std::array<T, 2> end;
};

using pair = std::array<double, 2>;
using triple = std::array<double, 3>;

struct residuals {
    template <class K, class Points>
    constexpr auto operator()(K const& k, Points const& points) const {
        return sum(points, [&](auto const& p) { return exp(k * p[0]) * p[1]; });
    }
};
constexpr auto f = ctgrad::function<double(double, ctgrad::rows_of<pair>)>(residuals{});
constexpr auto both = ctgrad::value_and_gradient(f, ctgrad::arguments<0, 1>);

constexpr double k = 0.7;
std::vector<pair> const points = random_rows<2>(13);

bool says(std::invalid_argument const& error, std::string const& words) {
    BOOST_TEST_INFO(error.what());
    return std::string(error.what()).find(words) != std::string::npos;
}

template <class Given>
void check_same(Given const& given) {
    BOOST_TEST(f(k, given) == f(k, points));
    auto const expected = both(k, points), actual = both(k, given);
    BOOST_TEST(actual.value == expected.value);
    BOOST_TEST(std::get<0>(actual.gradient) == std::get<0>(expected.gradient));
    BOOST_TEST((std::get<1>(actual.gradient) == std::get<1>(expected.gradient)));
}

}  // namespace

BOOST_HANA_ADAPT_STRUCT(observation, t, y);
template <class T>
struct boost::hana::accessors_impl<spring<T>> {
    static constexpr auto apply() {
        return hana::make_tuple(hana::make_pair(
                                    BOOST_HANA_STRING("stiffness"), [](auto&& s) -> auto& { return s.stiffness; }),
                                hana::make_pair(
                                    BOOST_HANA_STRING("end"), [](auto&& s) -> auto& { return s.end; }));
    }
};

BOOST_AUTO_TEST_SUITE(loops_rows)

BOOST_AUTO_TEST_CASE(ranges_and_columns) {
    std::vector<double> first, second, packed, wide_apart(13 * 5);
    for (std::size_t i = 0; i < points.size(); ++i) {
        auto const [a, b] = points[i];
        first.push_back(a);
        second.push_back(b);
        packed.push_back(a);
        packed.push_back(b);
        wide_apart[5 * i + 1] = a;
        wide_apart[5 * i + 2] = b;
    }
    check_same(std::span<pair const>(points));
    std::array<pair, 13> array;
    std::copy(points.begin(), points.end(), array.begin());
    check_same(array);
    check_same(std::array{ctgrad::column(first), ctgrad::column(second)});
    check_same(ctgrad::rows<2>(packed));
    check_same(ctgrad::rows<2>(wide_apart.data() + 1, 13, 5));
}

BOOST_AUTO_TEST_CASE(matrices) {
    Eigen::MatrixXd by_columns(13, 2), large = Eigen::MatrixXd::Zero(30, 8);
    Eigen::Matrix<double, Eigen::Dynamic, 2, Eigen::RowMajor> by_rows(13, 2);
    for (int i = 0; i < 13; ++i)
        for (int j = 0; j < 2; ++j)
            by_columns(i, j) = by_rows(i, j) = large(4 + i, 3 + j) =
                points[static_cast<std::size_t>(i)][static_cast<std::size_t>(j)];
    check_same(by_columns);
    check_same(by_rows);
    check_same(large.block(4, 3, 13, 2));
    check_same(large.block<13, 2>(4, 3));
    check_same(Eigen::Map<Eigen::MatrixXd const>(by_columns.data(), 13, 2));
    check_same(Eigen::Ref<Eigen::MatrixXd const>(by_columns));
    check_same(Eigen::ArrayXXd(by_columns));
    check_same(by_columns.colwise().reverse().eval().colwise().reverse().eval());
    Eigen::MatrixXd const transposed = by_columns.transpose();
    check_same(transposed.transpose());
    Eigen::VectorXd const numbers = by_columns.col(0);
    constexpr auto total = ctgrad::function<double(ctgrad::rows_of<double>)>(
        [](auto list) { return sum(list, [](auto x) { return x; }); });
    BOOST_TEST(total(numbers) == total(std::vector<double>(numbers.data(), numbers.data() + 13)));
}

BOOST_AUTO_TEST_CASE(structs) {
    constexpr auto fit = ctgrad::function<double(double, ctgrad::rows_of<observation>)>([](auto rate, auto list) {
        return sum(list, [&](auto const& o) { return exp(rate * ctgrad::get<"t">(o)) * ctgrad::get<"y">(o); });
    });
    std::vector<observation> list;
    for (auto const& [t, y] : points) list.push_back({t, 7, y});
    BOOST_TEST(fit(k, list) == f(k, points));
    std::vector<observation> const by_row = ctgrad::gradient(fit, ctgrad::arguments<1>)(k, list);
    std::vector<pair> const expected = ctgrad::gradient(f, ctgrad::arguments<1>)(k, points);
    for (std::size_t i = 0; i < points.size(); ++i) {
        BOOST_TEST(by_row[i].t == expected[i][0]);
        BOOST_TEST(by_row[i].y == expected[i][1]);
    }

    constexpr auto energy = ctgrad::function<double(ctgrad::rows_of<spring<double>>)>([](auto springs) {
        return sum(springs, [](auto const& s) { return s.stiffness * (s.end[0] * s.end[0] + s.end[1]); });
    });
    std::vector<spring<float>> const springs{{2, {3, 4}}, {5, {6, 7}}};
    auto const [value, gradient] = [&] {
        auto const r = ctgrad::value_and_gradient(energy, ctgrad::arguments<0>)(springs);
        return std::pair(r.value, r.gradient);
    }();
    static_assert(std::same_as<decltype(gradient), std::vector<spring<float>> const>);
    BOOST_TEST(value == 2 * 13 + 5 * 43);
    BOOST_TEST(gradient[1].stiffness == 43);
    BOOST_TEST(gradient[1].end[0] == 60);
    BOOST_TEST(gradient[0].end[1] == 2);
}

BOOST_AUTO_TEST_CASE(gradients_by_rows) {
    for (std::size_t n : lengths()) {
        BOOST_TEST_CONTEXT(n << " rows") {
            auto const rows = random_rows<2>(n, 3);
            auto const r = both(k, rows);
            BOOST_TEST(std::get<1>(r.gradient).size() == n);
            for (std::size_t i = 0; i < n; ++i) {
                wide const e = exp(wide(k) * wide(rows[i][0]));
                check_close(r[ctgrad::arguments<1>][i][0], wide(k) * e * wide(rows[i][1]), 1e-15);
                check_close(r[ctgrad::arguments<1>][i][1], e, 1e-15);
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(written_to_the_caller) {
    auto const expected = both(k, points);
    double by_k = 0;
    std::vector<pair> by_points(13);
    BOOST_TEST(both(ctgrad::into_rows(by_k, by_points), k, points) == expected.value);
    BOOST_TEST(by_k == std::get<0>(expected.gradient));
    BOOST_TEST((by_points == std::get<1>(expected.gradient)));

    Eigen::MatrixXd matrix(13, 2);
    constexpr auto by_rows = ctgrad::gradient(f, ctgrad::arguments<1>);
    by_points = by_rows(k, points);
    by_rows(ctgrad::into_rows(matrix), k, points);
    std::vector<double> first(13), second(13);
    by_rows(ctgrad::into_rows(std::array{ctgrad::column(first), ctgrad::column(second)}), k, points);
    std::vector<double> apart(13 * 4);
    by_rows(ctgrad::into_rows(ctgrad::rows<2>(apart.data(), 13, 4)), k, points);
    for (std::size_t i = 0; i < 13; ++i) {
        auto const row = static_cast<Eigen::Index>(i);
        BOOST_TEST((pair{matrix(row, 0), matrix(row, 1)} == by_points[i]));
        BOOST_TEST((pair{first[i], second[i]} == by_points[i]));
        BOOST_TEST((pair{apart[4 * i], apart[4 * i + 1]} == by_points[i]));
    }
    // Over the list itself.
    std::vector<pair> own = points;
    by_rows(ctgrad::into_rows(own), k, own);
    BOOST_TEST((own == by_points));
}

BOOST_AUTO_TEST_CASE(nothing_is_allocated_from_the_second_call_on) {
    auto const rows = random_rows<2>(1003, 5);
    auto by_rows = rows;
    double by_k = 0;
    std::size_t before = 0;
    for (int call = 0; call < 3; ++call) {
        if (call == 1) before = allocations();
        f(k, rows);
        ctgrad::gradient(f)(k, rows);
        ctgrad::hessian(f)(k, rows);
        both(ctgrad::into_rows(by_k, by_rows), k, rows);
    }
    std::size_t const after = allocations();
    BOOST_TEST(after == before);
}

BOOST_AUTO_TEST_CASE(refused_before_anything_is_written) {
    std::vector<double> const longer(13), shorter(12);
    constexpr auto by_rows_alone = ctgrad::gradient(f, ctgrad::arguments<1>);
    auto const error = [](auto call, char const* words) {
        BOOST_CHECK_EXCEPTION(call(), std::invalid_argument, [&](auto const& e) { return says(e, words); });
    };
    auto const unequal = std::array{ctgrad::column(longer), ctgrad::column(shorter)};
    error([&] { f(k, unequal); }, "ctgrad: arguments<1>, a list of rows, has columns of different lengths");
    std::array<ctgrad::column_view<double>, 2> const null{{{nullptr, 3, 1}, {nullptr, 3, 1}}};
    error([&] { f(k, null); }, "ctgrad: arguments<1>, a list of rows, points to no memory");
    error([] { f(k, Eigen::MatrixXd(4, 3)); }, "is a matrix with another number of columns than a row has numbers");

    double by_k = 5;
    std::vector<pair> few(12, pair{5, 5});
    error([&] { both(ctgrad::into_rows(by_k, few), k, points); },
          "ctgrad: arguments<1>, a list of rows, has another number of rows than the destination of its derivative");
    std::vector<double> one(13, 5), apart(14, 5);
    error(
        [&] {
            by_rows_alone(ctgrad::into_rows(std::array{ctgrad::column(one), ctgrad::column(one)}), k, points);
        },
        "ctgrad: destinations of into_rows() overlap");
    error([&] { by_rows_alone(ctgrad::into_rows(ctgrad::rows<2>(apart.data(), 13, 1)), k, points); },
          "ctgrad: destinations of into_rows() overlap");
    error([&] { by_rows_alone(ctgrad::into_rows(ctgrad::rows<2>(apart.data(), 13, 0)), k, points); },
          "ctgrad: destinations of into_rows() overlap");
    std::vector<pair> own(13, pair{5, 5});
    error([&] { both(ctgrad::into_rows(own[3][1], own), k, points); }, "ctgrad: destinations of into_rows() overlap");
    BOOST_TEST((own == std::vector<pair>(13, pair{5, 5})));
    BOOST_TEST((apart == std::vector<double>(14, 5)));
    BOOST_TEST(by_k == 5);
    BOOST_TEST((few == std::vector<pair>(12, pair{5, 5})));
}

BOOST_AUTO_TEST_CASE(without_rows) {
    std::vector<pair> const none;
    auto const r = both(k, none);
    BOOST_TEST(r.value == 0);
    BOOST_TEST(std::get<0>(r.gradient) == 0);
    BOOST_TEST(std::get<1>(r.gradient).empty());
    BOOST_TEST(f(k, Eigen::MatrixXd(0, 2)) == 0);
    BOOST_TEST(f(k, std::array<ctgrad::column_view<double>, 2>{}) == 0);
    BOOST_TEST(ctgrad::hessian(f)(k, none).hessian[0][0] == 0);
}

// Arguments besides the rows that are not differentiated, or that are passed as other lists.
BOOST_AUTO_TEST_CASE(data_beside_rows) {
    constexpr auto f = ctgrad::function<double(pair, ctgrad::data<double>, bool, ctgrad::rows_of<double>)>(
        [](auto const& c, auto scale, auto squared, auto const& rows) {
            return ctgrad::sum(rows, [&](auto r) {
                auto const e = r - c[0];
                return select(squared, e * e * scale, abs(e)) + c[1];
            });
        });
    std::vector const rows{1.0, 2.0, 4.0}, c{1.0, 0.5};
    BOOST_TEST(f(c, 2.0, true, rows) == 21.5);
    auto const r = ctgrad::value_and_gradient(f)(Eigen::Vector2d(1, 0.5), 2.0, true, rows);
    static_assert(std::same_as<decltype(r.gradient), pair>);
    BOOST_TEST((r.gradient == pair{-16, 3}));
    BOOST_TEST((ctgrad::gradient(f)(c, 2.0, false, rows) == pair{-2, 3}));
    BOOST_TEST(ctgrad::hessian(f)(c, 2.0, true, rows).hessian[0][0] == 12);
    BOOST_CHECK_THROW(f(rows, 2.0, true, rows), std::invalid_argument);
    auto const bound = f.with(2.0, true, std::cref(rows));
    BOOST_TEST(bound(c) == 21.5);
    BOOST_TEST((ctgrad::gradient(bound)({1.0, 0.5}) == pair{-16, 3}));
    BOOST_TEST((ctgrad::value_and_gradient(bound)(ctgrad::threads{2}, c).gradient == pair{-16, 3}));
}

BOOST_AUTO_TEST_SUITE_END()
