#include <cmath>
#include <stdexcept>

#include "check_quantities.hpp"

// States that are lists, and arrays whose numbers belong to the rows of another list: every quantity against 50 digits, and
// laws.
namespace {

using namespace loop_tests;

constexpr std::size_t width = 5;

/// A recurrent layer whose cells do not see each other, and a sum over the cells in each step: the loop over cells is the
/// outer one.
struct layer {
    template <class P, class Cells, class Inputs>
    constexpr auto operator()(P const& p, Cells const& cells, Inputs const& inputs) const {
        using value = std::remove_cvref_t<decltype(p[0] + p[0])>;
        using state = std::array<value, 2>;
        auto const steps = across(windows<2>(inputs), cells);
        auto const first = map(cells, [&](auto const& cell) { return state{cell[0], p[0]}; });
        auto const states = scan(steps, first, [&](auto const& before, auto const& now) {
            return map(zip(cells, before, now[0]), [&](auto const& cell, auto const& s, auto const& x) {
                using std::tanh;
                value const next = tanh(cell[0] * s[0] + p[1] * x);
                return state{next, s[1] * p[2] + next * cell[1]};
            });
        });
        return sum(zip(states, steps), [&](auto const& after, auto const& now) {
            using std::log;
            return log(2 + sum(zip(after, now[1]), [](auto const& s, auto const& x) {
                           using std::exp;
                           return exp(s[0] * x - s[1]);
                       }));
        });
    }
};

/// Each cell sees the mean of all, and one number of the state is the same in each row: the steps are the outer loop.
struct coupled {
    template <class P, class Cells, class Inputs>
    constexpr auto operator()(P const& p, Cells const& cells, Inputs const& inputs) const {
        using value = std::remove_cvref_t<decltype(p[0] + p[0])>;
        using state = std::array<value, 2>;
        auto const last =
            fold(across(inputs, cells),
                 map(cells,
                     [](auto const&) {
                         return state{0.0, 0.5};
                     }),
                 [&](auto const& before, auto const& now) {
                     value const middle = mean(before, [](auto const& s) { return s[0] * s[1]; });
                     return map(zip(cells, before, now), [&](auto const& cell, auto const& s, auto const& x) {
                         using std::sin;
                         return state{sin(p[0] * s[0] + p[1] * middle + cell[0] * x), p[2] * middle};
                     });
                 });
        return sum(last, [&](auto const& s) { return s[0] * s[0] + s[1]; });
    }
};

using cell_rows = std::vector<std::array<double, 2>>;
using input_rows = std::vector<std::array<double, width>>;
constexpr auto function_of_layer =
    ctgrad::function<double(numbers<3>, ctgrad::rows_of<numbers<2>>, ctgrad::rows_of<numbers<width>>)>(layer{});

}  // namespace

BOOST_AUTO_TEST_SUITE(lists)

BOOST_AUTO_TEST_CASE(of_states) {
    for (std::size_t const n : std::initializer_list<std::size_t>{0, 1, 2, 9})
        check_quantities(layer{}, numbers<3>{0.9, 0.3, 0.5}, 1e-11, random_rows<2>(width), random_rows<width>(n, 2));
}
BOOST_AUTO_TEST_CASE(of_states_that_see_each_other) {
    static constexpr auto f =
        ctgrad::function<double(numbers<3>, ctgrad::rows_of<numbers<2>>, ctgrad::rows_of<numbers<width>>)>(coupled{});
    numbers<3> const p{0.9, 0.3, 0.5};
    cell_rows const cells = random_rows<2>(width);
    for (std::size_t const n : std::initializer_list<std::size_t>{0, 1, 7}) {
        input_rows const inputs = random_rows<width>(n, 2);
        auto const at = [&](std::size_t i, wide const& h, std::size_t k, wide const& g) {
            return shifted(coupled{}, widened(p), i, h, k, g, widened(cells), widened(inputs));
        };
        auto const actual = ctgrad::hessian(f)(p, cells, inputs);
        check_close(actual.value, at(0, 0, 0, 0), 1e-12);
        for (std::size_t i = 0; i < 3; ++i) {
            check_close(actual.gradient[i], slope([&](wide const& h) { return at(i, h, 0, 0); }), 1e-12);
            for (std::size_t k = 0; k < 3; ++k)
                check_close(actual.hessian[i][k],
                            slope([&](wide const& h) { return slope([&](wide const& g) { return at(i, h, k, g); }); }),
                            1e-11);
        }
    }
}

// The derivative with respect to the rows that the states are along.
BOOST_AUTO_TEST_CASE(by_rows) {
    numbers<3> const p{0.9, 0.3, 0.5};
    cell_rows const cells = random_rows<2>(width);
    input_rows const inputs = random_rows<width>(9, 2);
    cell_rows gradient(width);
    double const value = ctgrad::value_and_gradient(function_of_layer, ctgrad::arguments<1>)(
        ctgrad::into_rows(gradient), p, cells, inputs);
    check_close(value, layer{}(widened(p), widened(cells), widened(inputs)), 1e-12);
    for (std::size_t i = 0; i < width; ++i)
        for (std::size_t k = 0; k < 2; ++k) {
            wide const expected = slope([&](wide const& h) {
                auto moved = widened(cells);
                moved.rows[i][k] += h;
                return layer{}(widened(p), moved, widened(inputs));
            });
            check_close(gradient[i][k], expected, 1e-12);
        }
}

// A fold of a list of steps is the fold of its second part, beginning with that of its first part.
BOOST_AUTO_TEST_CASE(parts) {
    static constexpr auto f =
        ctgrad::function<ctgrad::rows_of<double>(ctgrad::rows_of<double>, ctgrad::rows_of<numbers<width>>)>(
            [](auto const& cells, auto const& inputs) {
                return fold(across(inputs, cells), cells, [](auto const& before, auto const& now) {
                    return ctgrad::map(ctgrad::zip(before, now),
                                       [](auto const& s, auto const& x) { return sin(s + x); });
                });
            });
    std::vector<double> cells(width);
    for (std::size_t i = 0; i < width; ++i) cells[i] = 0.1 * static_cast<double>(i);
    input_rows const first = random_rows<width>(4), second = random_rows<width>(6, 7);
    input_rows all = first;
    all.insert(all.end(), second.begin(), second.end());
    std::vector<double> const half = f(cells, first), whole = f(cells, all), rest = f(half, second);
    BOOST_TEST(whole == rest);
    for (std::size_t i = 0; i < width; ++i) {
        for (auto const& now : all) cells[i] = std::sin(cells[i] + now[i]);
        check_close(whole[i], wide(cells[i]), 1e-14);
    }
}

BOOST_AUTO_TEST_CASE(of_another_length) {
    numbers<3> const p{0.9, 0.3, 0.5};
    cell_rows gradient(width - 1, {7, 7});
    BOOST_CHECK_EXCEPTION(
        function_of_layer(p, random_rows<2>(width + 1), random_rows<width>(3)), std::invalid_argument,
        [](auto const& e) {
            return std::string(e.what()) ==
                   "ctgrad: across() of arguments<2>, rows of 5 numbers, along arguments<1>, which has "
                   "another number of rows";
        });
    BOOST_CHECK_THROW(ctgrad::value_and_gradient(function_of_layer, ctgrad::arguments<1>)(
                          ctgrad::into_rows(gradient), p, random_rows<2>(width - 1), random_rows<width>(3)),
                      std::invalid_argument);
    BOOST_TEST(gradient[0][0] == 7.0);
}

BOOST_AUTO_TEST_SUITE_END()
