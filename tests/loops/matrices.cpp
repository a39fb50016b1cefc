#include <cmath>
#include <stdexcept>

#include <Eigen/Core>

#include "check_quantities.hpp"

// Matrices of run-time size: products outside and inside of recurrences, every quantity against 50 digits, and laws.
namespace {

using namespace loop_tests;
using matrix = ctgrad::dense_matrix<double>;

std::vector<double> random_numbers(std::size_t count, unsigned seed = 1) {
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> number(-1, 1);
    std::vector<double> numbers(count);
    for (double& x : numbers) x = number(random);
    return numbers;
}
matrix random_matrix(std::size_t rows, std::size_t columns, unsigned seed = 1) {
    return {random_numbers(rows * columns, seed), static_cast<std::ptrdiff_t>(rows),
            static_cast<std::ptrdiff_t>(columns)};
}

// Every number of an argument, as a list.
template <std::size_t N>
std::vector<double> flat(std::vector<numbers<N>> const& rows) {
    std::vector<double> all;
    for (auto const& row : rows) all.insert(all.end(), row.begin(), row.end());
    return all;
}
std::vector<double> flat(std::vector<double> const& rows) { return rows; }
std::vector<double> flat(matrix const& rows) { return rows.numbers; }
wide& number_at(wide_list<wide>& list, std::size_t number) { return list.rows[number]; }
template <std::size_t N>
wide& number_at(wide_list<std::array<wide, N>>& list, std::size_t number) {
    return list.rows[number / N][number % N];
}
wide& number_at(wide_matrix& list, std::size_t number) {
    std::size_t const columns = list.rows[0].rows.size();
    return list.rows[number / columns].rows[number % columns];
}
template <class List>
List moved_along(List list, std::vector<double> const& direction, wide const& h) {
    for (std::size_t i = 0; i < direction.size(); ++i) number_at(list, i) += h * wide(direction[i]);
    return list;
}

/// Checks the quantities of f(lists...) with respect to all of them.
template <auto const& F, class Body, class... Lists>
void check_all(Body, double tolerance, Lists const&... lists) {
    std::tuple const wide_lists{widened(lists)...};
    std::tuple const directions{lists...};
    auto const all = std::index_sequence_for<Lists...>{};
    auto const value_along = [&](wide const& h) {
        return [&]<std::size_t... I>(std::index_sequence<I...>) {
            return Body{}(moved_along(std::get<I>(wide_lists), flat(std::get<I>(directions)), h)...);
        }
        (all);
    };
    // The derivative with respect to number `at` of list I, at a place along the direction.
    auto const partial = [&]<std::size_t List>(std::integral_constant<std::size_t, List>, std::size_t at,
                                               wide const& g) {
        return slope([&](wide const& h) {
            return [&]<std::size_t... I>(std::index_sequence<I...>) {
                auto moved = std::tuple{moved_along(std::get<I>(wide_lists), flat(std::get<I>(directions)), g)...};
                number_at(std::get<List>(moved), at) += h;
                return Body{}(std::get<I>(moved)...);
            }
            (all);
        });
    };
    [&]<std::size_t... I>(std::index_sequence<I...>) {
        constexpr auto by = ctgrad::arguments<I...>;
        wide const value = value_along(0);
        check_close(F(lists...), value, tolerance);
        auto const vg = ctgrad::value_and_gradient(F, by)(lists...);
        auto const alone = ctgrad::gradient(F, by)(lists...);
        auto const vjp = ctgrad::vjp(F, by)(ctgrad::cotangent(2.0), lists...);
        auto const jvp = ctgrad::jvp(F, by)(ctgrad::tangent(lists...), lists...);
        auto const hvp = ctgrad::hvp(F, by)(ctgrad::tangent(lists...), lists...);
        check_close(vg.value, value, tolerance);
        check_close(jvp.value, value, tolerance);
        check_close(hvp.value, value, tolerance);
        check_close(jvp.tangent, slope(value_along), tolerance);
        auto const check = [&]<std::size_t List>(std::integral_constant<std::size_t, List> list) {
            auto const gradient = flat(std::get<List>(vg.gradient));
            BOOST_REQUIRE(gradient.size() == flat(std::get<List>(directions)).size());
            BOOST_TEST(flat(std::get<List>(alone)) == gradient);
            for (std::size_t i = 0; i < gradient.size(); ++i) {
                wide const expected = partial(list, i, 0);
                check_close(gradient[i], expected, tolerance);
                check_close(flat(std::get<List>(vjp.gradient))[i], 2 * expected, tolerance);
                check_close(flat(std::get<List>(hvp.gradient))[i], expected, tolerance);
                check_close(flat(std::get<List>(hvp.product))[i],
                            slope([&](wide const& g) { return partial(list, i, g); }), tolerance);
            }
        };
        (check(std::integral_constant<std::size_t, I>{}), ...);
    }
    (all);
}

/// Two dense layers.
struct layers {
    template <class V, class W, class X, class B>
    constexpr auto operator()(V const& v, W const& w, X const& x, B const& b) const {
        using std::tanh, std::exp;
        auto const hidden =
            map(zip(product(w, x), b), [](auto const& y, auto const& bias) { return tanh(y + bias[0]) * bias[1]; });
        return sum(product(v, hidden), [](auto const& y) { return exp(y); });
    }
};
constexpr auto two_layers = ctgrad::function<double(ctgrad::matrix_of<double>, ctgrad::matrix_of<double>,
                                                    ctgrad::rows_of<double>, ctgrad::rows_of<numbers<2>>)>(layers{});

/// A recurrent layer, h = tanh(W h + u x + b), all of whose states count.
struct recurrent {
    template <class W, class B, class X>
    constexpr auto operator()(W const& w, B const& cells, X const& inputs) const {
        using std::tanh;
        auto const states = scan(inputs, map(w, [](auto const&) { return 0.0; }), [&](auto const& h, auto const& x) {
            return map(zip(product(w, h), cells),
                       [&](auto const& y, auto const& cell) { return tanh(y + cell[0] * x + cell[1]); });
        });
        return sum(zip(states, inputs), [](auto const& h, auto const& x) {
            using std::log;
            return log(2 + x * x + sum(h, [](auto const& each) { return each * each; }));
        });
    }
};
constexpr auto network =
    ctgrad::function<double(ctgrad::matrix_of<double>, ctgrad::rows_of<numbers<2>>, ctgrad::rows_of<double>)>(
        recurrent{});

/// The state is along another list than the rows of the matrix, and only the last one counts.
struct folded {
    template <class W, class B, class X>
    constexpr auto operator()(W const& w, B const& cells, X const& inputs) const {
        auto const last =
            fold(inputs, map(cells, [](auto const& cell) { return cell[1]; }), [&](auto const& h, auto const& x) {
                return map(zip(product(w, h), cells, h), [&](auto const& y, auto const& cell, auto const& before) {
                    using std::sin;
                    return sin(y + cell[0] * x) + 0.5 * before;
                });
            });
        return sum(zip(product(w, last), cells), [](auto const& y, auto const& cell) { return y * y * cell[1]; });
    }
};
constexpr auto last_state =
    ctgrad::function<double(ctgrad::matrix_of<double>, ctgrad::rows_of<numbers<2>>, ctgrad::rows_of<double>)>(folded{});

}  // namespace

BOOST_AUTO_TEST_SUITE(matrices)

BOOST_AUTO_TEST_CASE(of_layers) {
    for (auto const& [m, n, k] :
         std::initializer_list<std::array<std::size_t, 3>>{{1, 1, 1}, {2, 3, 5}, {9, 8, 3}, {3, 17, 2}})
        check_all<two_layers>(layers{}, 1e-12, random_matrix(k, m, 2), random_matrix(m, n), random_numbers(n, 3),
                              random_rows<2>(m, 4));
}
BOOST_AUTO_TEST_CASE(in_scans) {
    for (auto const& [n, steps] : std::initializer_list<std::array<std::size_t, 2>>{{1, 1}, {3, 4}, {9, 3}, {2, 0}})
        check_all<network>(recurrent{}, 1e-12, random_matrix(n, n), random_rows<2>(n, 2), random_numbers(steps, 3));
}
BOOST_AUTO_TEST_CASE(in_folds) {
    for (auto const& [n, steps] : std::initializer_list<std::array<std::size_t, 2>>{{1, 2}, {3, 4}, {10, 2}, {4, 0}})
        check_all<last_state>(folded{}, 1e-12, random_matrix(n, n), random_rows<2>(n, 2), random_numbers(steps, 3));
}

// A matrix is read and written wherever it is, and its derivative may replace it.
BOOST_AUTO_TEST_CASE(in_memory_of_others) {
    std::size_t const n = 5;
    matrix const w = random_matrix(n, n);
    auto const cells = random_rows<2>(n, 2);
    std::vector<double> const inputs = random_numbers(4, 3);
    auto const [value, gradient] =
        as_tuple(ctgrad::value_and_gradient(network, ctgrad::arguments<0>)(w, cells, inputs));
    BOOST_TEST(network(ctgrad::rows(w.numbers, n), cells, inputs) == value);
    std::vector<numbers<n>> rows(n);
    Eigen::MatrixXd by_columns(n, n);
    Eigen::Matrix<float, -1, -1> in_floats(n, n);
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t k = 0; k < n; ++k) {
            rows[i][k] = w(i, k);
            by_columns(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(k)) = w(i, k);
        }
    in_floats = by_columns.cast<float>();
    BOOST_TEST(network(rows, cells, inputs) == value);
    BOOST_TEST(network(by_columns, cells, inputs) == value);
    std::vector<std::array<float, 2>> float_cells(n);
    for (std::size_t i = 0; i < n; ++i)
        float_cells[i] = {static_cast<float>(cells[i][0]), static_cast<float>(cells[i][1])};
    BOOST_CHECK_SMALL(
        network(in_floats, float_cells, std::vector<float>(inputs.begin(), inputs.end())) - static_cast<float>(value),
        1e-5f);

    constexpr auto derive = ctgrad::value_and_gradient(network, ctgrad::arguments<0, 2>);
    std::vector<double> own(n * n), by_inputs(4);
    BOOST_TEST(derive(ctgrad::into_rows(ctgrad::rows(own, n), by_inputs), w, cells, inputs) == value);
    BOOST_TEST(own == gradient.numbers);
    Eigen::MatrixXd larger = Eigen::MatrixXd::Constant(2 * n, 2 * n, 7);
    derive(ctgrad::into_rows(larger.block(1, 2, n, n), by_inputs), w, cells, inputs);
    BOOST_TEST(larger(0, 2) == 7);
    BOOST_TEST(larger(n + 1, 2) == 7);
    BOOST_TEST(larger(1, n + 2) == 7);
    derive(ctgrad::into_rows(by_columns, by_inputs), by_columns, cells, inputs);
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t k = 0; k < n; ++k) {
            BOOST_TEST(by_columns(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(k)) == gradient(i, k));
            BOOST_TEST(larger(static_cast<Eigen::Index>(i + 1), static_cast<Eigen::Index>(k + 2)) == gradient(i, k));
        }
    std::vector<double> product(n * n);
    ctgrad::hvp(network, ctgrad::arguments<0>)(ctgrad::into_rows(ctgrad::rows(product, n)), ctgrad::tangent(w), w,
                                               cells, inputs);
    BOOST_TEST(product ==
               ctgrad::hvp(network, ctgrad::arguments<0>)(ctgrad::tangent(w), w, cells, inputs).product.numbers);
}

// W (x + y) is W x + W y, and a thread's result has the same bits.
BOOST_AUTO_TEST_CASE(laws) {
    static constexpr auto times =
        ctgrad::function<ctgrad::rows_of<double>(ctgrad::matrix_of<double>, ctgrad::rows_of<double>)>(
            [](auto const& w, auto const& x) { return ctgrad::product(w, x); });
    matrix const w = random_matrix(300, 7);
    std::vector<double> const x = random_numbers(7, 2), y = random_numbers(7, 3);
    std::vector<double> both(7);
    for (std::size_t i = 0; i < 7; ++i) both[i] = x[i] + y[i];
    std::vector<double> const of_x = times(w, x), of_y = times(w, y), of_both = times(w, both);
    BOOST_REQUIRE(of_x.size() == 300u);
    for (std::size_t i = 0; i < 300; ++i) {
        BOOST_CHECK_SMALL(of_both[i] - of_x[i] - of_y[i], 1e-14);
        double expected = 0;
        for (std::size_t k = 0; k < 7; ++k) expected += w(i, k) * x[k];
        BOOST_CHECK_SMALL(of_x[i] - expected, 1e-14);
    }
    constexpr auto derive = ctgrad::gradient(two_layers, ctgrad::arguments<0, 1, 2>);
    auto const cells = random_rows<2>(300, 2);
    matrix const v = random_matrix(3, 300);
    auto const [by_v, by_w, by_x] = derive(v, w, x, cells);
    auto const [v2, w2, x2] = derive(ctgrad::threads{2, 64}, v, w, x, cells);
    BOOST_TEST(by_v.numbers == v2.numbers);
    BOOST_TEST(by_w.numbers == w2.numbers);
    BOOST_TEST(by_x == x2);
}

BOOST_AUTO_TEST_CASE(of_other_sizes) {
    auto const cells = random_rows<2>(3, 2);
    std::vector<double> const inputs{1, 2}, x{1, 2, 3, 4};
    auto const throws = [](auto const& call, std::string const& text) {
        BOOST_CHECK_EXCEPTION(call(), std::invalid_argument, [&](auto const& e) {
            BOOST_TEST(e.what() == text);
            return true;
        });
    };
    throws([&] { return network(random_matrix(3, 4), cells, inputs); },
           "ctgrad: zip() of lists of different lengths, the rows of arguments<0> and the columns of arguments<0>");
    throws([&] { return network(random_matrix(4, 4), cells, inputs); },
           "ctgrad: zip() of lists of different lengths, arguments<1> and the rows of arguments<0>");
    throws([&] { return two_layers(random_matrix(2, 3), random_matrix(3, 5), x, cells); },
           "ctgrad: zip() of lists of different lengths, arguments<2> and the columns of arguments<1>");
    throws([&] { return two_layers(random_matrix(2, 4), random_matrix(3, 4), x, cells); },
           "ctgrad: zip() of lists of different lengths, the rows of arguments<1> and the columns of arguments<0>");
    constexpr auto derive = ctgrad::gradient(network, ctgrad::arguments<0>);
    matrix const w = random_matrix(3, 3);
    matrix by_w = random_matrix(4, 3);
    throws([&] { return derive(ctgrad::into_rows(by_w), w, cells, inputs), 0; },
           "ctgrad: arguments<0>, a matrix, has another size than the destination of its derivative");
    throws([&] { return ctgrad::jvp(network, ctgrad::arguments<0>)(ctgrad::tangent(by_w), w, cells, inputs); },
           "ctgrad: arguments<0>, a matrix, has another size than its tangent");
    throws(
        [&] {
            return network(ctgrad::matrix_view<double>{nullptr, 3, 3}, cells, inputs);
        },
        "ctgrad: arguments<0>, a matrix, points to no memory");
    throws([&] { return ctgrad::rows(x, 3); },
           "ctgrad: rows: the size of the range is not a multiple of the number of columns");
    constexpr auto both = ctgrad::gradient(two_layers, ctgrad::arguments<0, 1>);
    std::vector<double> overlapping(21);
    throws(
        [&] {
            return both(ctgrad::into_rows(ctgrad::matrix_view<double>{overlapping.data(), 3, 3},
                                          ctgrad::matrix_view<double>{overlapping.data() + 8, 3, 4}),
                        w, random_matrix(3, 4), x, cells),
                   0;
        },
        "ctgrad: destinations of into_rows() overlap");
    BOOST_TEST(overlapping == std::vector<double>(21));
}

BOOST_AUTO_TEST_SUITE_END()
