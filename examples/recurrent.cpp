// A recurrent network learns to continue a sequence. The recurrence has as many steps as the sequence, whose length is
// known at run time. Its gradient is backpropagation through time.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <random>
#include <vector>

#include <boost/hana/adapt_struct.hpp>

#include <ctgrad/loops.hpp>

// [network]
struct sample {
    double input, target;
};
BOOST_HANA_ADAPT_STRUCT(sample, input, target);

// The hidden state h has 4 numbers. After an input x it is tanh(W h + u x + b), and the prediction is v . h.
constexpr std::size_t width = 4;
using network = std::array<double, (width + 3) * width>;  // W row by row, u, b, v

constexpr auto next_hidden(auto const& n, auto const& h, auto const& x) {
    auto next = h;
    for (std::size_t i = 0; i < width; ++i) {
        auto sum = n[(width + 1) * width + i] + n[width * width + i] * x;
        for (std::size_t k = 0; k < width; ++k) sum = sum + n[i * width + k] * h[k];
        next[i] = tanh(sum);
    }
    return next;
}
constexpr auto prediction(auto const& n, auto const& h) {
    auto sum = n[(width + 2) * width] * h[0];
    for (std::size_t i = 1; i < width; ++i) sum = sum + n[(width + 2) * width + i] * h[i];
    return sum;
}

// The mean squared error over a sequence. The errors are rows of another loop.
constexpr auto loss =
    ctgrad::function<double(network, ctgrad::rows_of<sample>)>([](auto const& n, auto const& sequence) {
        using state = std::array<ctgrad::symbol, width + 1>;
        auto const states = scan(sequence, state{}, [&](auto const& s, auto const& row) {
            auto after = next_hidden(n, s, ctgrad::get<"input">(row));
            auto const error = prediction(n, after) - ctgrad::get<"target">(row);
            after[width] = error * error;
            return after;
        });
        return ctgrad::mean(states, [](auto const& s) { return s[width]; });
    });
// [network]

// [layer]
// A layer of cells that do not see each other (IndRNN): h = tanh(w x + u h + b) for each cell, whose inputs are x. The loss
// is the negative logarithm of the probability, by softmax, of the cell that each step should choose.
struct cell {
    double w, u, b;
};
BOOST_HANA_ADAPT_STRUCT(cell, w, u, b);
using observation = std::array<std::array<double, 3>, 2>;  // inputs; 1 for the cell that is chosen, else 0
constexpr auto choice_loss = ctgrad::function<double(ctgrad::rows_of<cell>, ctgrad::rows_of<observation>)>(
    [](auto const& cells, auto const& steps) {
        using ctgrad::get;
        auto const rows = across(steps, cells);
        auto const hidden =
            scan(rows, map(cells, [](auto const&) { return 0.0; }), [&](auto const& before, auto const& now) {
                return map(zip(cells, before, now[0]), [](auto const& c, auto const& h, auto const& x) {
                    return tanh(get<"w">(c) * x + get<"u">(c) * h + get<"b">(c));
                });
            });
        return ctgrad::mean(zip(hidden, rows), [](auto const& h, auto const& now) {
            auto const right = sum(zip(h, now[1]), [](auto const& each, auto const& chosen) { return each * chosen; });
            return log_sum_exp(h, [](auto const& each) { return each; }) - right;
        });
    });
// [layer]

// [cells]
// The same network with any number of cells: w is a matrix whose size is known at run time, and h is a list. In each step
// h = tanh(w h + u x + b), and the prediction is v . h.
struct connections {
    double u, b, v;
};
BOOST_HANA_ADAPT_STRUCT(connections, u, b, v);
constexpr auto loss_of_cells =
    ctgrad::function<double(ctgrad::matrix_of<double>, ctgrad::rows_of<connections>, ctgrad::rows_of<sample>)>(
        [](auto const& w, auto const& cells, auto const& sequence) {
            using ctgrad::get;
            auto const states =
                scan(sequence, map(w, [](auto const&) { return 0.0; }), [&](auto const& h, auto const& s) {
                    return map(zip(product(w, h), cells), [&](auto const& sum, auto const& c) {
                        return tanh(sum + get<"u">(c) * get<"input">(s) + get<"b">(c));
                    });
                });
            return ctgrad::mean(zip(states, sequence), [&](auto const& h, auto const& s) {
                auto const error =
                    sum(zip(h, cells), [](auto const& each, auto const& c) { return get<"v">(c) * each; }) -
                    get<"target">(s);
                return error * error;
            });
        });
// [cells]

// The sum of two waves. One number does not determine the next, so the network has to remember earlier ones.
double wave(std::size_t i) {
    auto const t = static_cast<double>(i);
    return 0.5 * std::sin(0.4 * t) + 0.3 * std::sin(0.9 * t);
}

int main() {
    std::vector<sample> sequence;
    for (std::size_t i = 0; i < 100; ++i) sequence.push_back({wave(i), wave(i + 1)});
    std::minstd_rand random(1);
    network n;
    for (double& weight : n) weight = (static_cast<double>(random()) / 2147483647.0 - 0.5);

    std::puts("== network");
    // [training]
    // Adam.
    network mean{}, square{};
    for (int step = 1; step <= 2000; ++step) {
        auto const [value, gradient] = ctgrad::value_and_gradient(loss)(n, sequence);
        if (step % 500 == 0 || step == 1) std::printf("step %4d: mean squared error %.5f\n", step, value);
        for (std::size_t i = 0; i < n.size(); ++i) {
            mean[i] = 0.9 * mean[i] + 0.1 * gradient[i];
            square[i] = 0.999 * square[i] + 0.001 * gradient[i] * gradient[i];
            double const m = mean[i] / (1 - std::pow(0.9, step)), s = square[i] / (1 - std::pow(0.999, step));
            n[i] -= 0.01 * m / (std::sqrt(s) + 1e-8);
        }
    }
    // [training]

    // The network continues by itself: each prediction is the next input.
    std::array<double, width> hidden{};
    using std::tanh;
    for (sample const& s : sequence) hidden = next_hidden(n, hidden, s.input);
    for (std::size_t i = 101; i <= 120; ++i) {
        double const next = prediction(n, hidden);
        if (i % 4 == 1) std::printf("t = %zu: predicted %5.2f, true %5.2f\n", i - 1, next, wave(i - 1));
        hidden = next_hidden(n, hidden, next);
    }

    std::puts("== choice");
    // [choice]
    // Gradient descent on a layer of three cells that learn which of their inputs was the largest in the step before.
    std::vector<observation> steps(60);
    for (observation& step : steps)
        for (double& x : step[0]) x = static_cast<double>(random()) / 1073741823.5 - 1;
    for (std::size_t i = 1; i < steps.size(); ++i) {
        auto const& before = steps[i - 1][0];
        steps[i][1][static_cast<std::size_t>(std::max_element(before.begin(), before.end()) - before.begin())] = 1;
    }
    std::vector<cell> cells(3, {0.1, 0.1, 0.0}), slope(3);
    for (int step = 0; step <= 300; ++step) {
        double const value =
            ctgrad::value_and_gradient(choice_loss, ctgrad::arguments<0>)(ctgrad::into_rows(slope), cells, steps);
        if (step % 100 == 0) std::printf("step %3d: mean loss %.4f\n", step, value);
        for (std::size_t k = 0; k < cells.size(); ++k) {
            cells[k].w -= slope[k].w;
            cells[k].u -= slope[k].u;
            cells[k].b -= slope[k].b;
        }
    }
    // [choice]

    std::puts("== cells");
    // [cells_training]
    // Gradient descent with momentum, on 20 cells.
    std::size_t const count = 20;
    std::vector<double> weights(count * count), by_weights(count * count), change(count * count);
    std::vector<connections> layer(count), by_layer(count), change_of_layer(count);
    auto const initial = [&] { return 0.4 * (static_cast<double>(random()) / 1073741823.5 - 1); };
    for (double& weight : weights) weight = initial();
    for (connections& c : layer) c = {initial(), initial(), initial()};
    constexpr auto learn = ctgrad::value_and_gradient(loss_of_cells, ctgrad::arguments<0, 1>);
    for (int step = 0; step <= 1000; ++step) {
        double const value = learn(ctgrad::into_rows(ctgrad::rows(by_weights, count), by_layer),
                                   ctgrad::rows(weights, count), layer, sequence);
        if (step % 200 == 0) std::printf("step %4d: mean squared error %.5f\n", step, value);
        auto const descend = [](double& x, double& momentum, double by_x) {
            momentum = 0.9 * momentum - 0.02 * by_x;
            x += momentum;
        };
        for (std::size_t i = 0; i < weights.size(); ++i) descend(weights[i], change[i], by_weights[i]);
        for (std::size_t k = 0; k < count; ++k) {
            descend(layer[k].u, change_of_layer[k].u, by_layer[k].u);
            descend(layer[k].b, change_of_layer[k].b, by_layer[k].b);
            descend(layer[k].v, change_of_layer[k].v, by_layer[k].v);
        }
    }
    // [cells_training]
}
