#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <random>
#include <vector>

#include <boost/hana/adapt_struct.hpp>

#include <ctgrad/loops.hpp>

#include "../timing.hpp"
#include "checks.hpp"

struct cell {
    double u, b, v;
};
BOOST_HANA_ADAPT_STRUCT(cell, u, b, v);
struct sample {
    double input, target;
};
BOOST_HANA_ADAPT_STRUCT(sample, input, target);

// A recurrent layer whose number of cells is known at run time, h = tanh(W h + u x + b), with the mean squared error of v . h.
// Compared with backpropagation through time by hand, whose loops compilers can put in lanes, except for sums.
namespace {

using ctgrad::rows_of, ctgrad::get;

constexpr auto network = ctgrad::function<double(ctgrad::matrix_of<double>, rows_of<cell>, rows_of<sample>)>(
    [](auto const& w, auto const& cells, auto const& sequence) {
        auto const states = scan(sequence, map(w, [](auto const&) { return 0.0; }), [&](auto const& h, auto const& s) {
            return map(zip(product(w, h), cells), [&](auto const& sum, auto const& c) {
                return tanh(sum + get<"u">(c) * get<"input">(s) + get<"b">(c));
            });
        });
        return ctgrad::mean(zip(states, sequence), [&](auto const& h, auto const& s) {
            auto const error = sum(zip(h, cells), [](auto const& each, auto const& c) { return get<"v">(c) * each; }) -
                               get<"target">(s);
            return error * error;
        });
    });

struct memory {
    std::vector<double> states, errors, by_state, by_sum;
};
double by_hand(std::vector<double> const& w, std::vector<cell> const& cells, std::vector<sample> const& sequence,
               memory& m, std::vector<double>& by_w, std::vector<cell>& by_cells) {
    std::size_t const n = cells.size(), steps = sequence.size();
    m.states.assign((steps + 1) * n, 0);
    m.errors.resize(steps);
    m.by_state.assign(n, 0);
    m.by_sum.resize(n);
    std::fill(by_w.begin(), by_w.end(), 0.0);
    std::fill(by_cells.begin(), by_cells.end(), cell{});
    double total = 0;
    for (std::size_t t = 0; t < steps; ++t) {
        double const* const h = &m.states[t * n];
        double* const next = &m.states[(t + 1) * n];
        double predicted = 0;
        for (std::size_t i = 0; i < n; ++i) {
            double sum = cells[i].u * sequence[t].input + cells[i].b;
            for (std::size_t k = 0; k < n; ++k) sum += w[i * n + k] * h[k];
            next[i] = std::tanh(sum);
            predicted += cells[i].v * next[i];
        }
        m.errors[t] = predicted - sequence[t].target;
        total += m.errors[t] * m.errors[t];
    }
    double const scale = 2 / static_cast<double>(steps);
    for (std::size_t t = steps; t-- > 0;) {
        double const* const h = &m.states[t * n];
        double const* const next = &m.states[(t + 1) * n];
        double const by_predicted = scale * m.errors[t];
        for (std::size_t i = 0; i < n; ++i) {
            double const by_next = m.by_state[i] + by_predicted * cells[i].v;
            m.by_sum[i] = by_next * (1 - next[i] * next[i]);
            by_cells[i].v += by_predicted * next[i];
            by_cells[i].u += m.by_sum[i] * sequence[t].input;
            by_cells[i].b += m.by_sum[i];
        }
        std::fill(m.by_state.begin(), m.by_state.end(), 0.0);
        for (std::size_t i = 0; i < n; ++i) {
            double const d = m.by_sum[i];
            for (std::size_t k = 0; k < n; ++k) by_w[i * n + k] += d * h[k];
            for (std::size_t k = 0; k < n; ++k) m.by_state[k] += d * w[i * n + k];
        }
    }
    return total / static_cast<double>(steps);
}

void compare(std::size_t n, std::size_t steps) {
    std::vector<double> w(n * n), by_w(n * n), expected_by_w(n * n);
    std::vector<cell> cells(n), by_cells(n), expected_by_cells(n);
    std::vector<sample> sequence(steps);
    std::mt19937 random(1);
    std::normal_distribution<double> number(0, 1);
    for (double& x : w) x = number(random) / std::sqrt(static_cast<double>(n));
    for (cell& c : cells) c = {number(random), 0.1 * number(random), number(random)};
    for (sample& s : sequence) s = {number(random), number(random)};
    memory m;
    auto const ours = [&] {
        return ctgrad::value_and_gradient(network, ctgrad::arguments<0, 1>)(
            ctgrad::into_rows(ctgrad::rows(by_w, n), by_cells), ctgrad::rows(w, n), cells, sequence);
    };
    auto const theirs = [&] { return by_hand(w, cells, sequence, m, expected_by_w, expected_by_cells); };
    char title[64];
    std::snprintf(title, sizeof title, "recurrent layer, %zu cells, %zu steps", n, steps);
    checks::check(checks::agree(ours(), theirs()), title);
    for (std::size_t i = 0; i < n * n; ++i) checks::check(checks::agree(by_w[i], expected_by_w[i]), title);
    for (std::size_t i = 0; i < n; ++i)
        checks::check(checks::agree(by_cells[i].u, expected_by_cells[i].u) &&
                          checks::agree(by_cells[i].b, expected_by_cells[i].b) &&
                          checks::agree(by_cells[i].v, expected_by_cells[i].v),
                      title);
    timing::compare(title, {{"by hand", theirs}, {"ctgrad", ours}}, 1, 501);
}

}  // namespace

int main() {
    compare(32, 100);
    compare(64, 100);
    return checks::failures == 0 ? 0 : 1;
}
