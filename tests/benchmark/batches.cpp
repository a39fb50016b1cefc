// Compares batches with a scalar loop written by hand over the same columns and with a copy of the same bytes, for
// sizes that fit into the first-level cache, into the last, and into none.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include <ctgrad/batch.hpp>

#include "by_ctgrad.hpp"
#include "by_hand.hpp"

namespace {

namespace f = by_ctgrad;
namespace hand = by_hand::shared;
using column = std::vector<double>;
using columns = std::vector<column>;

columns random_columns(std::size_t rows, std::initializer_list<std::pair<double, double>> bounds) {
    std::mt19937_64 random;
    columns all;
    for (auto [low, high] : bounds) {
        std::uniform_real_distribution<double> uniform(low, high);
        all.emplace_back(rows);
        for (double& one : all.back()) one = uniform(random);
    }
    return all;
}

template <std::size_t N>
auto views(columns& all, std::size_t first = 0) {
    std::array<ctgrad::column_view<double>, N> result;
    for (std::size_t i = 0; i < N; ++i) result[i] = ctgrad::column(all[first + i]);
    return result;
}

template <std::size_t... I>
void store(columns& out, std::size_t row, double value, std::array<double, sizeof...(I)> const& gradient,
           std::index_sequence<I...>) {
    out[0][row] = value;
    ((out[1 + I][row] = gradient[I]), ...);
}
template <std::size_t N>
[[gnu::always_inline]] inline void store(columns& out, std::size_t row, by_hand::answer<N> const& r) {
    store(out, row, r.value, r.gradient, std::make_index_sequence<N>{});
}

double nanoseconds(auto const& run) {
    auto const start = std::chrono::steady_clock::now();
    run();
    return std::chrono::duration<double, std::nano>(std::chrono::steady_clock::now() - start).count();
}
double middle(std::vector<double> values) {
    std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2), values.end());
    return values[values.size() / 2];
}

/// Copies as many bytes as a row reads and writes: half of the columns are read, half are written.
void copy(columns const& in, columns& out, std::size_t rows) {
    std::size_t const halves = in.size() + out.size();  // of a column, read and written
    for (std::size_t k = 0; k < halves; ++k)
        std::memcpy(out[k / 2 % out.size()].data() + k % 2 * (rows / 2),
                    in[k / 2 % in.size()].data() + k % 2 * (rows / 2), rows / 2 * 8);
}

/// The three take turns, and the medians are reported.
void compare(char const* name, columns const& in, columns& out, auto const& by_hand, auto const& batch,
             auto const& threaded) {
    std::size_t const rows = out[0].size();
    columns expected = out;
    by_hand(expected);
    batch(out);
    // Relative to the largest number of the row: where sums cancel, both err by its last digits.
    double worst = 0;
    for (std::size_t i = 0; i < rows; ++i) {
        double largest = 1, difference = 0;
        for (std::size_t k = 0; k < out.size(); ++k) {
            largest = std::max(largest, std::abs(expected[k][i]));
            difference = std::max(difference, std::abs(out[k][i] - expected[k][i]));
        }
        worst = std::max(worst, difference / largest);
    }
    if (!(worst <= 1e-12)) {
        std::fprintf(stderr, "%s: the batch differs by %g\n", name, worst);
        std::exit(1);
    }
    std::size_t const repeats = std::max<std::size_t>(1, 100000 / rows);
    std::vector<double> times[4];
    for (int turn = 0; turn < 25; ++turn) {
        auto const measured = [&](auto const& run) {
            return nanoseconds([&] {
                       for (std::size_t k = 0; k < repeats; ++k) run();
                   }) /
                   static_cast<double>(repeats * rows);
        };
        times[0].push_back(measured([&] { by_hand(expected); }));
        times[1].push_back(measured([&] { batch(out); }));
        times[2].push_back(measured([&] { threaded(out); }));
        times[3].push_back(measured([&] { copy(in, out, rows); }));
    }
    double const base = middle(times[0]);
    std::printf("| %s | %zu | %.2f | %.2f | %.1f | %.2f | %.1f | %.2f |\n", name, rows, base, middle(times[1]),
                base / middle(times[1]), middle(times[2]), middle(times[1]) / middle(times[2]), middle(times[3]));
}

/// A quantity of formulas whose variables are columns in order.
template <class Quantity, class... X>
auto batch_of(Quantity quantity, columns& in, ctgrad::threads allowed, X... x) {
    return [=, &in](columns& out) {
        [&]<std::size_t... I>(std::index_sequence<I...>) {
            ctgrad::batch(quantity, allowed)(ctgrad::into(views<1 + sizeof...(X)>(out)),
                                             (x = ctgrad::column(in[I]))...);
        }
        (std::make_index_sequence<sizeof...(X)>{});
    };
}

void compare_all(std::size_t rows) {
    constexpr ctgrad::threads one{1}, all{0};
    {
        columns in = random_columns(rows, {{0.5, 2}, {0.5, 2}, {0.5, 2}}), out(4, column(rows));
        constexpr auto q = ctgrad::value_and_gradient(f::product_of_sum, f::x, f::y, f::z);
        compare(
            "F1 (x+y)z", in, out,
            [&](columns& to) {
                for (std::size_t i = 0; i < rows; ++i) store(to, i, hand::product_of_sum(in[0][i], in[1][i], in[2][i]));
            },
            batch_of(q, in, one, f::x, f::y, f::z), batch_of(q, in, all, f::x, f::y, f::z));
    }
    {
        columns in = random_columns(rows, {{-1, 1}, {-1, 1}, {-1, 1}, {-1, 1}, {-1, 1}}), out(6, column(rows));
        constexpr auto q = ctgrad::value_and_gradient(f::neuron, f::w0, f::w1, f::w2, f::x0, f::x1);
        compare(
            "F2 sigmoid neuron", in, out,
            [&](columns& to) {
                for (std::size_t i = 0; i < rows; ++i)
                    store(to, i, hand::neuron(in[0][i], in[1][i], in[2][i], in[3][i], in[4][i]));
            },
            batch_of(q, in, one, f::w0, f::w1, f::w2, f::x0, f::x1),
            batch_of(q, in, all, f::w0, f::w1, f::w2, f::x0, f::x1));
    }
    {
        columns in = random_columns(rows, {{1.5, 2.5}, {1.5, 2.5}}), out(3, column(rows));
        constexpr auto q = ctgrad::value_and_gradient(f::exponential_logarithm_sine, f::x, f::z);
        compare(
            "F3 exp, log, sin", in, out,
            [&](columns& to) {
                for (std::size_t i = 0; i < rows; ++i)
                    store(to, i, hand::exponential_logarithm_sine(in[0][i], in[1][i]));
            },
            batch_of(q, in, one, f::x, f::z), batch_of(q, in, all, f::x, f::z));
    }
    {
        columns in = random_columns(rows, {{0.5, 2}, {0.5, 2}}), out(3, column(rows));
        constexpr auto q = ctgrad::value_and_gradient(f::product_with_sum, f::u, f::v);
        compare(
            "F4 2(uv)(u+v)", in, out,
            [&](columns& to) {
                for (std::size_t i = 0; i < rows; ++i) store(to, i, hand::product_with_sum(in[0][i], in[1][i]));
            },
            batch_of(q, in, one, f::u, f::v), batch_of(q, in, all, f::u, f::v));
    }
    {
        std::size_t const fewer = std::min<std::size_t>(rows, 200000);
        constexpr std::pair<double, double> unit{0.1, 1};
        columns in = random_columns(
            fewer, {unit, unit, unit, unit, unit, unit, {50, 500}, unit, unit, unit, unit, unit, unit, {4.1, 5}, unit});
        columns out(32, column(fewer));
        column rows_in(15 * fewer), rows_out(32 * fewer);
        for (std::size_t i = 0; i < fewer; ++i)
            for (std::size_t k = 0; k < 15; ++k) rows_in[15 * i + k] = in[k][i];
        auto const by_hand = [&](columns& to) {
            for (std::size_t i = 0; i < fewer; ++i) {
                auto const v = [&](std::size_t k) { return in[k][i]; };
                auto const r = hand::residual({v(0), v(1), v(2), v(3), v(4), v(5), v(6), v(7), v(8), v(9), v(10)},
                                              {v(11), v(12), v(13)}, v(14));
                for (std::size_t row = 0; row < 2; ++row) {
                    to[row][i] = r.value[row];
                    for (std::size_t k = 0; k < 15; ++k) to[2 + 15 * row + k][i] = r.jacobian[row][k];
                }
            }
        };
        auto const batch = [&](ctgrad::threads allowed) {
            return [&, allowed](columns& to) {
                ctgrad::batch(ctgrad::jacobian(f::residual), allowed)(ctgrad::into(views<32>(to)), views<15>(in));
            };
        };
        compare("F5 bundle adjustment", in, out, by_hand, batch(one), batch(all));

        // The same with rows of matrices, the layout that suits the scalar loop.
        std::vector<double> times[3];
        auto const batch_of_rows = [&](ctgrad::threads allowed) {
            ctgrad::batch(ctgrad::jacobian(f::residual), allowed)(ctgrad::into(ctgrad::rows<32>(rows_out)),
                                                                  ctgrad::rows<15>(rows_in));
        };
        for (int turn = 0; turn < 15; ++turn) {
            times[0].push_back(nanoseconds([&] {
                for (std::size_t i = 0; i < fewer; ++i) {
                    std::array<double, 11> camera;
                    std::array<double, 3> point;
                    std::memcpy(&camera, &rows_in[15 * i], sizeof camera);
                    std::memcpy(&point, &rows_in[15 * i + 11], sizeof point);
                    auto const r = hand::residual(camera, point, rows_in[15 * i + 14]);
                    std::memcpy(&rows_out[32 * i], &r, sizeof r);
                }
            }));
            times[1].push_back(nanoseconds([&] { batch_of_rows(one); }));
            times[2].push_back(nanoseconds([&] { batch_of_rows(all); }));
        }
        double const n = static_cast<double>(fewer);
        std::printf("| F5 as rows of matrices | %zu | %.2f | %.2f | %.1f | %.2f | %.1f | - |\n", fewer,
                    middle(times[0]) / n, middle(times[1]) / n, middle(times[0]) / middle(times[1]),
                    middle(times[2]) / n, middle(times[1]) / middle(times[2]));
    }
}

}  // namespace

int main() {
    std::printf("Rows at once: %zu. Processors: %u, of which one is used where another would not pay.\n\n",
                ctgrad::batch_lanes<double>, std::thread::hardware_concurrency());
    std::puts(
        "| value and gradient | rows | loop by hand, ns | batch, ns | times faster | batch on all processors, ns | "
        "times faster again | copy of the bytes, ns |");
    std::puts("| --- | --- | --- | --- | --- | --- | --- | --- |");
    for (std::size_t rows : {std::size_t{2000}, std::size_t{20000}, std::size_t{2000000}}) compare_all(rows);
}
