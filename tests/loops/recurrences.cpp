#include <cmath>
#include <stdexcept>

#include "check_quantities.hpp"

// Recurrences: every quantity against 50 digits, the states as rows of other loops, and laws.
namespace {

using namespace loop_tests;

/// A recurrent network of one neuron.
struct neuron {
    template <class P, class Inputs>
    constexpr auto operator()(P const& p, Inputs const& inputs) const {
        return fold(inputs, p[2], [&](auto const& state, auto const& x) {
            using std::tanh;
            return tanh(p[0] * state + p[1] * x[0]);
        });
    }
};

/// Two states, of which one is used in the other; all are rows of a sum. The second one is a decaying average.
struct pair_of_states {
    template <class P, class Inputs>
    constexpr auto operator()(P const& p, Inputs const& inputs) const {
        using value = std::remove_cvref_t<decltype(p[0] + p[0])>;
        auto const states =
            scan(inputs, std::array<value, 2>{p[0] * p[0], p[2]}, [&](auto const& state, auto const& x) {
                using std::sin;
                return std::array<value, 2>{sin(p[0] * state[0] + p[1] * x[0] + state[1] / 8),
                                            state[1] * p[2] + state[0] * p[1]};
            });
        return sum(states, [&](auto const& state) {
            using std::exp;
            return state[0] * state[0] + exp(-state[1]);
        });
    }
};

/// The probability of a sequence of observations in a hidden Markov model of two states, scaled in each step.
struct hidden_markov {
    template <class P, class Inputs>
    constexpr auto operator()(P const& p, Inputs const& inputs) const {
        using std::exp;
        using std::log;
        using value = std::remove_cvref_t<decltype(p[0] + p[0])>;
        value const stay = 1 / (1 + exp(-p[0]));
        auto const last = fold(
            inputs, std::array<value, 3>{value(0.5), value(0.5), value(0.0)}, [&](auto const& state, auto const& x) {
                value const first = (state[0] * stay + state[1] * (1 - stay)) * exp(-(x[0] - p[1]) * (x[0] - p[1]));
                value const second = (state[0] * (1 - stay) + state[1] * stay) * exp(-(x[0] - p[2]) * (x[0] - p[2]));
                value const total = first + second;
                return std::array<value, 3>{first / total, second / total, state[2] + log(total)};
            });
        return last[2];
    }
};

/// A recurrence inside a sum: its rows are in lanes, its steps are not.
struct trajectories {
    template <class P, class Starts, class Inputs>
    constexpr auto operator()(P const& p, Starts const& starts, Inputs const& inputs) const {
        return sum(starts, [&](auto const& start) {
            auto const last = fold(inputs, start[0] * p[0], [&](auto const& state, auto const& x) {
                using std::sin;
                return state + p[1] * sin(state * p[2]) * x[0];
            });
            return last * last;
        });
    }
};

/// The recurrence comes after a sum that it uses, and another sum uses both.
struct sums_around {
    template <class P, class Inputs>
    constexpr auto operator()(P const& p, Inputs const& inputs) const {
        auto const middle = mean(inputs, [&](auto const& x) { return x[0] * p[0]; });
        auto const last = fold(inputs, middle,
                               [&](auto const& state, auto const& x) { return p[1] * state * (1 - state) + x[0] / 4; });
        return sum(inputs, [&](auto const& x) { return (x[0] - last) * (x[0] - middle) * p[2]; });
    }
};

/// A state that does not change, one that each step replaces, and one that no result needs.
struct odd_states {
    template <class P, class Inputs>
    constexpr auto operator()(P const& p, Inputs const& inputs) const {
        using value = std::remove_cvref_t<decltype(p[0] + p[0])>;
        auto const last =
            fold(inputs, std::array<value, 3>{p[0] * p[1], p[1], p[2]}, [&](auto const& state, auto const& x) {
                return std::array<value, 3>{state[0], p[2] * x[0], state[2] * state[2]};
            });
        return last[0] * last[1];
    }
};

/// A step with a formula that is rewritten elsewhere, beside a state that does not change.
struct log_of_sigmoid {
    template <class P, class Inputs>
    constexpr auto operator()(P const& p, Inputs const& inputs) const {
        using value = std::remove_cvref_t<decltype(p[0] + p[0])>;
        auto const last = fold(inputs, std::array<value, 2>{p[2], p[1]}, [&](auto const& state, auto const& x) {
            using std::exp;
            using std::log;
            value const sigmoid = 1 / (1 + exp(-p[0] * x[0] * state[1]));
            return std::array<value, 2>{state[0] * sigmoid + log(sigmoid), state[1]};
        });
        return last[0];
    }
};

std::vector<std::array<double, 1>> inputs(std::size_t count, unsigned seed = 5) { return random_rows<1>(count, seed); }

}  // namespace

BOOST_AUTO_TEST_SUITE(recurrences)

BOOST_AUTO_TEST_CASE(a_neuron) {
    for (std::size_t const n : std::initializer_list<std::size_t>{1, 2, 9, 40})
        check_quantities(neuron{}, numbers<3>{0.9, 0.3, 0.5}, 1e-11, inputs(n));
}
BOOST_AUTO_TEST_CASE(states_are_rows) {
    for (std::size_t const n : std::initializer_list<std::size_t>{0, 1, 2, 9, 33})
        check_quantities(pair_of_states{}, numbers<3>{0.9, 0.3, 0.5}, 1e-11, inputs(n));
}
BOOST_AUTO_TEST_CASE(a_hidden_markov_model) {
    for (std::size_t const n : std::initializer_list<std::size_t>{1, 3, 20})
        check_quantities(hidden_markov{}, numbers<3>{0.7, -0.4, 0.5}, 1e-11, inputs(n));
}
BOOST_AUTO_TEST_CASE(inside_a_sum) {
    check_quantities(trajectories{}, numbers<3>{0.7, -0.4, 1.5}, 1e-11, inputs(11, 7), inputs(6));
}
BOOST_AUTO_TEST_CASE(between_sums) {
    for (std::size_t const n : std::initializer_list<std::size_t>{1, 7})
        check_quantities(sums_around{}, numbers<3>{0.7, 0.8, 1.5}, 1e-11, inputs(n));
}
BOOST_AUTO_TEST_CASE(states_that_steps_do_not_use) {
    for (std::size_t const n : std::initializer_list<std::size_t>{1, 4})
        check_quantities(odd_states{}, numbers<3>{0.7, 0.8, 0.5}, 1e-12, inputs(n));
}

BOOST_AUTO_TEST_CASE(logarithm_of_a_sigmoid) {
    check_quantities(log_of_sigmoid{}, numbers<3>{0.7, 0.8, 0.5}, 1e-11, inputs(5));
}

// Without rows the state is the first one.
BOOST_AUTO_TEST_CASE(no_rows) {
    static constexpr auto f = ctgrad::function<double(numbers<3>, ctgrad::rows_of<numbers<1>>)>(neuron{});
    auto const r = ctgrad::value_and_gradient(f)(numbers<3>{0.9, 0.3, 0.5}, inputs(0));
    BOOST_TEST(r.value == 0.5);
    BOOST_TEST(r.gradient[0] == 0.0);
    BOOST_TEST(r.gradient[2] == 1.0);
    BOOST_TEST(ctgrad::jvp(f)(ctgrad::tangent(numbers<3>{0, 0, 1}), numbers<3>{0.9, 0.3, 0.5}, inputs(0)).tangent ==
               1.0);
}

// A number of steps without rows: Newton's method for a square root, whose derivatives are known.
BOOST_AUTO_TEST_CASE(a_number_of_steps) {
    static constexpr auto root = ctgrad::function<double(double, ctgrad::step_count)>([](auto const& a, auto const& n) {
        return ctgrad::repeat(n, a, [&](auto const& x) { return (x + a / x) / 2; });
    });
    auto const h = ctgrad::hessian(root)(2.0, 6);
    check_close(h.value, sqrt(wide(2)), 1e-15);
    check_close(h.gradient, 1 / (2 * sqrt(wide(2))), 1e-15);
    check_close(h.hessian[0][0], -1 / (8 * sqrt(wide(2))), 1e-15);
    check_close(ctgrad::jvp(root)(ctgrad::tangent(3.0), 2.0, 6u).tangent, 3 / (2 * sqrt(wide(2))), 1e-15);
    BOOST_TEST(root(2.0, 0) == 2.0);
    BOOST_CHECK_THROW(root(2.0, -1), std::invalid_argument);
}

// The bits are those without checkpoints, however many there are.
BOOST_AUTO_TEST_CASE(with_checkpoints) {
    static constexpr auto f = ctgrad::function<double(numbers<3>, ctgrad::rows_of<numbers<1>>)>(neuron{});
    constexpr auto by_p = ctgrad::value_and_gradient(f);
    constexpr auto along = ctgrad::hvp(f);
    static_assert(
        ctgrad::detail::find_recurrence(ctgrad::detail::planned<decltype(by_p)::source, decltype(by_p)::what>::value)
            .forward == 0);
    numbers<3> const p{0.9, 0.3, 0.5};
    auto const direction = ctgrad::tangent(numbers<3>{1, -2, 3});
    for (std::size_t n : {0u, 1u, 2u, 9u, 50u}) {
        auto const list = inputs(n);
        auto const expected = by_p(p, list);
        auto const product = along(direction, p, list);
        for (std::size_t count : {0u, 1u, 2u, 7u, 100u}) {
            BOOST_TEST_CONTEXT(n << " rows, " << count << " checkpoints") {
                auto const actual = by_p(ctgrad::checkpoints{count}, p, list);
                BOOST_TEST(actual.value == expected.value);
                BOOST_TEST(actual.gradient == expected.gradient);
                BOOST_TEST(along(ctgrad::checkpoints{count}, direction, p, list).product == product.product);
            }
        }
    }
    // No effect on values.
    BOOST_TEST(f(ctgrad::checkpoints{}, p, inputs(9)) == f(p, inputs(9)));
}

// The derivative with respect to the rows.
BOOST_AUTO_TEST_CASE(by_rows) {
    static constexpr auto f = ctgrad::function<double(numbers<3>, ctgrad::rows_of<numbers<1>>)>(pair_of_states{});
    auto const xs = inputs(9);
    auto const r = ctgrad::value_and_gradient(f, ctgrad::arguments<1>)(numbers<3>{0.9, 0.3, 0.5}, xs);
    for (std::size_t i = 0; i < xs.size(); ++i) {
        wide const expected = slope([&](wide const& h) {
            auto moved = widened(xs);
            moved.rows[i][0] += h;
            return pair_of_states{}(widened(numbers<3>{0.9, 0.3, 0.5}), moved);
        });
        check_close(r.gradient[i][0], expected, 1e-12);
    }
}

// A fold of a list is the fold of its second part, beginning with that of its first part; values have the bits of a loop.
BOOST_AUTO_TEST_CASE(parts) {
    static constexpr auto f = ctgrad::function<double(numbers<3>, ctgrad::rows_of<numbers<1>>)>(neuron{});
    auto const first = inputs(13), second = inputs(8, 9);
    auto all = first;
    all.insert(all.end(), second.begin(), second.end());
    double const half = f(numbers<3>{0.9, 0.3, 0.5}, first);
    BOOST_TEST(f(numbers<3>{0.9, 0.3, 0.5}, all) == f(numbers<3>{0.9, 0.3, half}, second));
    double state = 0.5;
    for (auto const& x : all) state = std::tanh(0.9 * state + 0.3 * x[0]);
    BOOST_TEST(f(numbers<3>{0.9, 0.3, 0.5}, all) == state);
}

BOOST_AUTO_TEST_SUITE_END()
