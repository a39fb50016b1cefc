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

struct gates {
    double forget, input, output, change;
};
BOOST_HANA_ADAPT_STRUCT(gates, forget, input, output, change);
struct layer {
    gates weight, bias;
};
BOOST_HANA_ADAPT_STRUCT(layer, weight, bias);
/// The parameters of a feature, and its states before the first step.
struct feature {
    std::array<layer, 2> layers;
    std::array<double, 2> hidden, cell;
    double in_weight, out_weight, out_bias;
};
BOOST_HANA_ADAPT_STRUCT(feature, layers, hidden, cell, in_weight, out_weight, out_bias);

// The network of ADBench and GradBench's lstm: long short-term memory in two layers of 14 features, whose weights are vectors,
// so that features meet only in the softmax of each step. Compared with backpropagation through time by hand.
namespace {

using ctgrad::rows_of, ctgrad::get;

constexpr std::size_t features = 14, numbers_of_feature = sizeof(feature) / sizeof(double);
using step_numbers = std::array<double, features>;

constexpr auto sigmoid(auto const& x) {
    using std::exp;
    return 1 / (1 + exp(-x));
}

/// The hidden and cell states of both layers after a step.
constexpr auto next(auto const& f, auto const& state, auto x) {
    auto after = state;
    for (std::size_t l = 0; l < 2; ++l) {
        auto const &w = get<"weight">(get<"layers">(f)[l]), &b = get<"bias">(get<"layers">(f)[l]);
        auto const &hidden = state[2 * l], &cell = state[2 * l + 1];
        auto const forget = sigmoid(x * get<"forget">(w) + get<"forget">(b));
        auto const in = sigmoid(hidden * get<"input">(w) + get<"input">(b));
        auto const out = sigmoid(x * get<"output">(w) + get<"output">(b));
        auto const change = tanh(hidden * get<"change">(w) + get<"change">(b));
        after[2 * l + 1] = cell * forget + in * change;
        after[2 * l] = x = out * tanh(after[2 * l + 1]);
    }
    return after;
}
constexpr auto lstm =
    ctgrad::function<double(rows_of<feature>, rows_of<step_numbers>)>([](auto const& all, auto const& sequence) {
        auto const steps = across(ctgrad::windows<2>(sequence), all);
        auto const first = map(all, [](auto const& f) {
            auto const &h = get<"hidden">(f), &c = get<"cell">(f);
            return std::array{h[0], c[0], h[1], c[1]};
        });
        auto const states = scan(steps, first, [&](auto const& state, auto const& now) {
            return map(zip(all, state, now[0]),
                       [](auto const& f, auto const& s, auto const& x) { return next(f, s, x * get<"in_weight">(f)); });
        });
        auto const total = sum(zip(states, steps), [&](auto const& state, auto const& now) {
            auto const sums = sum(zip(all, state, now[1]), [](auto const& f, auto const& s, auto const& wanted) {
                auto const predicted = s[2] * get<"out_weight">(f) + get<"out_bias">(f);
                return std::array<ctgrad::symbol, 3>{exp(predicted), wanted * predicted, wanted};
            });
            return sums[1] - log(2 + sums[0]) * sums[2];
        });
        return -total / (length(steps) * length(all));
    });

/// What a step keeps of a layer for its derivative.
struct kept {
    double input, hidden, cell, forget, in, out, change, tanh_cell;
};
double lstm_by_hand(std::vector<feature> const& all, std::vector<step_numbers> const& sequence,
                    std::vector<std::array<std::array<kept, 2>, features>>& memory,
                    std::vector<step_numbers>& predicted, std::vector<feature>& gradient) {
    std::size_t const steps = sequence.size() - 1;
    memory.resize(steps);
    predicted.resize(steps);
    std::array<std::array<double, 2>, features> hidden, cell;
    for (std::size_t i = 0; i < features; ++i) hidden[i] = all[i].hidden, cell[i] = all[i].cell;
    double total = 0;
    double const scale = -1 / static_cast<double>(steps * features);
    for (std::size_t t = 0; t < steps; ++t) {
        double exponentials = 0, weighted = 0, weights = 0;
        for (std::size_t i = 0; i < features; ++i) {
            feature const& f = all[i];
            double x = sequence[t][i] * f.in_weight;
            for (std::size_t l = 0; l < 2; ++l) {
                auto const& [w, b] = f.layers[l];
                kept& k = memory[t][i][l];
                k.input = x, k.hidden = hidden[i][l], k.cell = cell[i][l];
                k.forget = sigmoid(x * w.forget + b.forget);
                k.in = sigmoid(k.hidden * w.input + b.input);
                k.out = sigmoid(x * w.output + b.output);
                k.change = std::tanh(k.hidden * w.change + b.change);
                cell[i][l] = k.cell * k.forget + k.in * k.change;
                k.tanh_cell = std::tanh(cell[i][l]);
                hidden[i][l] = x = k.out * k.tanh_cell;
            }
            double const y = x * f.out_weight + f.out_bias, e = std::exp(y);
            exponentials += e;
            weighted += sequence[t + 1][i] * y;
            weights += sequence[t + 1][i];
            predicted[t][i] = e;
        }
        total += weighted - std::log(2 + exponentials) * weights;
        double const share = weights / (2 + exponentials);
        for (std::size_t i = 0; i < features; ++i)
            predicted[t][i] = scale * (sequence[t + 1][i] - share * predicted[t][i]);
    }
    for (feature& g : gradient) g = {};
    for (std::size_t i = 0; i < features; ++i) {
        feature const& f = all[i];
        feature& g = gradient[i];
        std::array<double, 2> by_hidden{}, by_cell{};
        for (std::size_t t = steps; t-- > 0;) {
            kept const& last = memory[t][i][1];
            double const by_y = predicted[t][i];
            g.out_weight += by_y * last.out * last.tanh_cell;
            g.out_bias += by_y;
            double by_output = by_y * f.out_weight;
            for (std::size_t l = 2; l-- > 0;) {
                auto const& w = f.layers[l].weight;
                auto& [gw, gb] = g.layers[l];
                kept const& k = memory[t][i][l];
                double const h = by_hidden[l] + by_output;
                double const c = by_cell[l] + h * k.out * (1 - k.tanh_cell * k.tanh_cell);
                double const forget = c * k.cell * k.forget * (1 - k.forget), in = c * k.change * k.in * (1 - k.in),
                             out = h * k.tanh_cell * k.out * (1 - k.out), change = c * k.in * (1 - k.change * k.change);
                by_cell[l] = c * k.forget;
                by_hidden[l] = in * w.input + change * w.change;
                by_output = forget * w.forget + out * w.output;
                gw.forget += forget * k.input, gb.forget += forget;
                gw.input += in * k.hidden, gb.input += in;
                gw.output += out * k.input, gb.output += out;
                gw.change += change * k.hidden, gb.change += change;
            }
            g.in_weight += by_output * sequence[t][i];
        }
        g.hidden = by_hidden, g.cell = by_cell;
    }
    return scale * total;
}

void compare(std::size_t steps) {
    std::vector<feature> all(features), gradient(features), expected(features);
    std::mt19937 random(1);
    std::uniform_real_distribution<double> number(-1, 1);
    auto const fill = [&](feature& f) {
        for (layer& l : f.layers)
            for (gates* g : {&l.weight, &l.bias})
                for (double* x : {&g->forget, &g->input, &g->output, &g->change}) *x = number(random);
        for (double* x : {&f.hidden[0], &f.hidden[1], &f.cell[0], &f.cell[1], &f.in_weight, &f.out_weight, &f.out_bias})
            *x = number(random);
    };
    for (feature& f : all) fill(f);
    auto const sequence = checks::random_rows<features>(steps + 1, 2);
    std::vector<std::array<std::array<kept, 2>, features>> memory;
    std::vector<step_numbers> predicted;
    auto const by_ctgrad = [&] {
        return ctgrad::value_and_gradient(lstm, ctgrad::arguments<0>)(ctgrad::into_rows(gradient), all, sequence);
    };
    auto const by_hand = [&] { return lstm_by_hand(all, sequence, memory, predicted, expected); };
    char title[64];
    std::snprintf(title, sizeof title, "lstm, 2 layers of 14 features, %zu steps", steps);
    checks::check(checks::agree(by_ctgrad(), by_hand()), title);
    for (std::size_t i = 0; i < features; ++i) {
        auto const numbers = [](feature const& f) { return reinterpret_cast<double const*>(&f); };
        for (std::size_t k = 0; k < numbers_of_feature; ++k)
            checks::check(checks::agree(numbers(gradient[i])[k], numbers(expected[i])[k]), title);
    }
    timing::compare(title, {{"by hand", by_hand}, {"ctgrad", by_ctgrad}}, 1, steps > 100 ? 501 : 20001);
}

}  // namespace

int main() {
    compare(14);
    compare(1024);
    return checks::failures == 0 ? 0 : 1;
}
