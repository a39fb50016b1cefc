#include <cmath>
#include <cstddef>
#include <limits>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include <ctgrad/batch.hpp>

namespace {

using namespace ctgrad::literals;
using ctgrad::column, ctgrad::into, ctgrad::rows, ctgrad::threads;
using numbers = std::vector<double>;

constexpr auto x = ctgrad::variable<"x">;
constexpr auto y = ctgrad::variable<"y">;
constexpr auto z = ctgrad::variable<"z">;

// Only sums, products, quotients and roots: there lanes have the bits of single numbers.
constexpr auto exact = 2_c * (x * y) * (x + y) / 3_c + sqrt(x * x + 0.1_c);
constexpr auto exact_gradient = ctgrad::value_and_gradient(exact, x, y);
constexpr auto transcendental = exp(x * z) + x * z / log(x) + sin(log(x)) / (x * z);

constexpr auto project =
    ctgrad::function<std::array<double, 2>(std::array<double, 3>, double)>([](auto const& point, auto const& focal) {
        return std::array{focal * (point[0] / point[2]), focal * (point[1] / point[2])};
    });

numbers random_numbers(std::size_t count, double low, double high, unsigned seed) {
    std::mt19937_64 random(seed);
    std::uniform_real_distribution<double> uniform(low, high);
    numbers all(count);
    for (double& one : all) one = uniform(random);
    return all;
}

constexpr double marker = -12345;

BOOST_AUTO_TEST_SUITE(batch)

// Lengths around whole registers and blocks, so that every tail occurs. Nothing beyond the end may be touched.
BOOST_AUTO_TEST_CASE(every_length) {
    for (std::size_t count = 0; count <= 70; ++count) {
        numbers const xs = random_numbers(count, 0.5, 2, 1), ys = random_numbers(count, 0.5, 2, 2);
        numbers value(count + 1, marker), by_x(count + 1, marker), by_y(count + 1, marker);
        ctgrad::batch(exact_gradient)(
            into(column(value.data(), count), column(by_x.data(), count), column(by_y.data(), count)), x = column(xs),
            y = column(ys));
        for (std::size_t i = 0; i < count; ++i) {
            auto const r = exact_gradient(x = xs[i], y = ys[i]);
            BOOST_TEST((value[i] == r.value && by_x[i] == r[x] && by_y[i] == r[y]), "row " << i << " of " << count);
        }
        BOOST_TEST((value[count] == marker && by_x[count] == marker && by_y[count] == marker));
    }
}

BOOST_AUTO_TEST_CASE(rows_of_matrices_and_numbers_for_all_rows) {
    constexpr std::size_t count = 1003;
    numbers const points = random_numbers(3 * count, 1, 2, 3);
    numbers results(8 * count, marker);
    ctgrad::batch(ctgrad::jacobian(project, ctgrad::arguments<0>))(into(rows<8>(results)), rows<3>(points), 1.5);
    for (std::size_t i = 0; i < count; ++i) {
        std::array const point{points[3 * i], points[3 * i + 1], points[3 * i + 2]};
        auto const r = ctgrad::jacobian(project, ctgrad::arguments<0>)(point, 1.5);
        numbers expected(r.value.begin(), r.value.end());
        for (auto const& row : r.jacobian) expected.insert(expected.end(), row.begin(), row.end());
        BOOST_TEST(expected == numbers(results.begin() + static_cast<std::ptrdiff_t>(8 * i),
                                       results.begin() + static_cast<std::ptrdiff_t>(8 * i + 8)),
                   "row " << i);
    }
}

BOOST_AUTO_TEST_CASE(strides_backward_repeated_and_in_place) {
    numbers memory = random_numbers(40, 0.5, 2, 4), ys{0.75};
    numbers const before = memory;
    // x runs backward through the odd places, and the value overwrites it; y is one number.
    ctgrad::batch(exact)(into(column(memory.data() + 39, 20, -2)), x = column(memory.data() + 39, 20, -2),
                         y = column(ys.data(), 20, 0));
    for (std::size_t i = 0; i < 40; ++i)
        BOOST_TEST(memory[i] == (i % 2 == 0 ? before[i] : exact(x = before[i], y = 0.75)), "place " << i);
}

BOOST_AUTO_TEST_CASE(in_place_from_every_alignment) {
    constexpr std::size_t count = 2003;
    for (std::size_t shift = 0; shift < 8; ++shift) {
        numbers memory = random_numbers(count + 8, 0.5, 2, 13);
        numbers const before = memory;
        auto const xs = column(memory.data() + shift, count);
        ctgrad::batch(exact)(into(xs), x = xs, y = 0.75);
        std::size_t wrong = 0;
        for (std::size_t i = 0; i < memory.size(); ++i)
            wrong += memory[i] != (i < shift || i >= shift + count ? before[i] : exact(x = before[i], y = 0.75));
        BOOST_TEST(wrong == 0u, shift);
    }
}

BOOST_AUTO_TEST_CASE(threads_change_nothing) {
    constexpr std::size_t count = 10007;
    numbers const xs = random_numbers(count, 1.5, 2.5, 5), zs = random_numbers(count, 1.5, 2.5, 6);
    constexpr auto quantity = ctgrad::value_and_gradient(transcendental, x, z);
    numbers one[3]{numbers(count), numbers(count), numbers(count)},
        several[3]{numbers(count), numbers(count), numbers(count)};
    ctgrad::batch(quantity)(into(one[0], one[1], one[2]), x = column(xs), z = column(zs));
    for (std::size_t allowed : {std::size_t{0}, std::size_t{2}, std::size_t{3}, std::size_t{1000}}) {
        for (numbers& all : several) all.assign(count, marker);
        ctgrad::batch(quantity, threads{allowed, 1000})(into(several[0], several[1], several[2]), x = column(xs),
                                                        z = column(zs));
        for (int i = 0; i < 3; ++i) BOOST_TEST((one[i] == several[i]), allowed << " threads");
    }
}

// So many rows that results bypass the caches, from every alignment within a register.
BOOST_AUTO_TEST_CASE(streamed) {
    constexpr std::size_t count = 2200003;
    numbers const xs = random_numbers(count, 0.5, 2, 7);
    for (std::size_t shift : {0u, 1u, 3u}) {
        numbers value(count + 8, marker);
        ctgrad::batch(x * x + 1_c, threads{2})(into(column(value.data() + shift, count)), x = column(xs));
        std::size_t wrong = 0;
        for (std::size_t i = 0; i < count; ++i) wrong += value[shift + i] != xs[i] * xs[i] + 1;
        BOOST_TEST(wrong == 0u);
        BOOST_TEST((value[shift + count] == marker && (shift == 0 || value[shift - 1] == marker)));
    }
}

// The same with rows of matrices, for numbers of columns around the size of a register.
template <std::size_t Columns>
void check_large_matrix(std::size_t count) {
    auto const sums = ctgrad::function<std::array<double, Columns>(std::array<double, Columns>)>([](auto const& row) {
        auto results = row;
        for (std::size_t i = 0; i < Columns; ++i) results[i] = row[i] * 2 + row[(i + 1) % Columns];
        return results;
    });
    numbers const in = random_numbers(count * Columns, 0.5, 2, 12);
    numbers out(count * Columns + 2, marker);
    ctgrad::batch(sums, threads{2})(into(rows<Columns>(out.data() + 1, count)), rows<Columns>(in));
    std::size_t wrong = 0;
    for (std::size_t i = 0; i < count; ++i)
        for (std::size_t k = 0; k < Columns; ++k)
            wrong += out[1 + i * Columns + k] != in[i * Columns + k] * 2 + in[i * Columns + (k + 1) % Columns];
    BOOST_TEST(wrong == 0u, Columns << " columns");
    BOOST_TEST((out.front() == marker && out.back() == marker));
}
BOOST_AUTO_TEST_CASE(large_matrices) {
    constexpr std::size_t numbers_past_caches = ctgrad::detail::streamed_bytes / sizeof(double);
    [&]<std::size_t... I>(std::index_sequence<I...>) {
        (check_large_matrix<I + 2>(numbers_past_caches / (I + 2) + 101), ...);
    }
    (std::make_index_sequence<8>{});
    check_large_matrix<19>(numbers_past_caches / 19 + 101);
}

BOOST_AUTO_TEST_CASE(single_precision) {
    std::vector<float> const xs{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17};
    std::vector<float> value(17), by_x(17);
    ctgrad::batch(ctgrad::value_and_gradient(x * x / 4_c, x))(into(value, by_x), x = column(xs));
    for (std::size_t i = 0; i < 17; ++i) BOOST_TEST((value[i] == xs[i] * xs[i] / 4 && by_x[i] == xs[i] / 2));
}

// Results that do not depend on the rows, including exact zeros.
BOOST_AUTO_TEST_CASE(constants_and_zeros) {
    numbers const xs = random_numbers(11, 1, 2, 8);
    numbers value(11), by_x(11), by_y(11);
    ctgrad::batch(ctgrad::value_and_gradient(0.5_c * x, x, y))(into(value, by_x, by_y), x = column(xs));
    for (std::size_t i = 0; i < 11; ++i) BOOST_TEST((value[i] == xs[i] / 2 && by_x[i] == 0.5 && by_y[i] == 0));
    ctgrad::batch(ctgrad::gradient(5_c * y, x))(into(by_x));
    for (double one : by_x) BOOST_TEST(one == 0);
}

BOOST_AUTO_TEST_CASE(second_derivatives_and_products) {
    numbers const xs = random_numbers(9, 1, 2, 9), ys = random_numbers(9, 1, 2, 10);
    constexpr auto f = x * x * y / (x + y);
    numbers out[6];
    for (numbers& one : out) one.resize(9);
    ctgrad::batch(ctgrad::hessian(f, x, y))(into(out[0], out[1], out[2], out[3], out[4], out[5]), x = column(xs),
                                            y = column(ys));
    for (std::size_t i = 0; i < 9; ++i) {
        auto const h = ctgrad::hessian(f, x, y)(x = xs[i], y = ys[i]);
        BOOST_TEST(
            (out[3][i] == h(x, x) && out[4][i] == h(x, y) && out[5][i] == h(y, y) && out[2][i] == h.gradient[y]));
    }
    ctgrad::batch(ctgrad::jvp(f, x, y))(into(out[0], out[1]), ctgrad::tangent(x = column(ys), y = 2.0), x = column(xs),
                                        y = column(ys));
    for (std::size_t i = 0; i < 9; ++i) {
        auto const p = ctgrad::jvp(f, x, y)(ctgrad::tangent(x = ys[i], y = 2.0), x = xs[i], y = ys[i]);
        BOOST_TEST((out[0][i] == p.value[0] && out[1][i] == p.tangent[0]));
    }
}

// The functions in lanes, compared with long double, are within the bounds of docs/batches.md. They are xsimd's, bit
// for bit; without xsimd they are the standard library's, which has bounds of its own.
BOOST_AUTO_TEST_CASE(accuracy_of_functions) {
    constexpr std::size_t lanes = ctgrad::batch_lanes<double>, count = 500 * lanes;
    auto const check = [&](double units, double low, double high, const char* name, ctgrad::formula auto f,
                           auto const& of_lanes) {
        numbers const xs = random_numbers(count, low, high, 11);
        numbers value(count), direct(count);
        ctgrad::batch(f)(into(value), x = column(xs));
        double worst = 0;
        for (std::size_t i = 0; i < count; ++i) {
            if (i % lanes == 0) ctgrad::detail::store_lanes(&direct[i], of_lanes(ctgrad::detail::load_lanes(&xs[i])));
            long double const expected = f(x = static_cast<long double>(xs[i]));
            double const nearest = std::abs(static_cast<double>(expected));
            double const unit = std::nextafter(nearest, std::numeric_limits<double>::infinity()) - nearest;
            worst = std::max(worst, static_cast<double>(std::abs(value[i] - expected)) / unit);
        }
        BOOST_TEST((lanes == 1 || worst <= units), name << " is " << worst << " units in the last place off");
        BOOST_TEST((value == direct), name);
    };
#define CHECK(units, low, high, function) \
    check(units, low, high, #function, function(x), [](auto const& v) { return function(v); })
    CHECK(0.5, 0, 20, sqrt);
    CHECK(1, -700, 700, exp);
    CHECK(1, 0.01, 20, log);
    CHECK(1, 0.01, 20, log2);
    CHECK(1, 0.01, 20, log10);
    CHECK(1, -0.9, 20, log1p);
    CHECK(1, -20, 20, cbrt);
    CHECK(1.5, -1000, 1000, exp2);
    CHECK(1.5, -20, 20, expm1);
    CHECK(1.5, -20, 20, sin);
    CHECK(1.5, -20, 20, cos);
    CHECK(1.5, -1, 1, asin);
    CHECK(1.5, -1, 1, acos);
    CHECK(1.5, -20, 20, atan);
    CHECK(1.5, -20, 20, cosh);
    CHECK(1.5, -20, 20, tanh);
    CHECK(2, -20, 20, sinh);
    CHECK(2, -20, 20, asinh);
    CHECK(2, 1, 20, acosh);
    CHECK(2, -0.99, 0.99, atanh);
    CHECK(2.5, -20, 20, tan);
    CHECK(2.5, -1e5, 1e5, sin);
    CHECK(2.5, -1e5, 1e5, cos);
    CHECK(100, -5, 5, erf);
#undef CHECK
    check(2, -20, 20, "sigmoid", sigmoid(x), [](auto const& v) { return 1.0 / (1.0 + exp(-v)); });
}

// Invalid batches are refused before anything is written.

void refused(auto const& run, std::string const& words) {
    try {
        run();
        BOOST_ERROR("not refused: " << words);
    } catch (std::invalid_argument const& error) {
        BOOST_TEST(std::string(error.what()) == "ctgrad: batch: " + words);
    }
}

BOOST_AUTO_TEST_CASE(no_rows) {
    numbers none;
    ctgrad::batch(exact_gradient)(into(none, none, none), x = column(none), y = column(none));
    ctgrad::batch(exact)(into(column(static_cast<double*>(nullptr), 0)), x = column(none), y = 1.0);
    BOOST_TEST(none.empty());
}

BOOST_AUTO_TEST_CASE(mistakes) {
    numbers const six(6, 1.0), five(5, 1.0);
    numbers out(6, marker), other(6, marker), big(64, marker);
    constexpr auto g = exact_gradient;
    numbers third(6, marker);
    refused([&] { ctgrad::batch(g)(into(out, other, third), x = column(six), y = column(five)); },
            "input column y has 5 rows, output column 0 has 6");
    numbers short_one(5, marker);
    refused([&] { ctgrad::batch(g)(into(out, other, short_one), x = column(six), y = column(six)); },
            "output column 2 has 5 rows, output column 0 has 6");
    refused([&] { ctgrad::batch(g)(into(out, other, out), x = column(six), y = column(six)); },
            "output column 2 overlaps output column 0");
    refused([&] { ctgrad::batch(g)(into(out, other, third), x = column(six), y = column(other.data() + 1, 6)); },
            "output column 1 overlaps input column y");
    refused([&] { ctgrad::batch(exact)(into(column(big.data(), 6)), x = column(big.data() + 2, 6, 3), y = 1.0); },
            "output column 0 overlaps input column x");
    refused([&] { ctgrad::batch(exact)(into(column(big.data(), 6, 0)), x = 1.0, y = 1.0); },
            "output column 0 has stride 0: its rows overlap");
    refused([&] { ctgrad::batch(exact)(into(out), x = column(static_cast<double const*>(nullptr), 6), y = 1.0); },
            "input column x is a null pointer");
    auto const* const odd = reinterpret_cast<double const*>(reinterpret_cast<char const*>(big.data()) + 4);
    refused([&] { ctgrad::batch(exact)(into(out), x = column(odd, 6), y = 1.0); },
            "input column x is not aligned to the size of its numbers");
    refused([&] { ctgrad::batch(exact)(into(column(big.data(), std::size_t{1} << 62)), x = 1.0, y = 1.0); },
            "output column 0 is longer than memory");
    refused(
        [&] { ctgrad::batch(ctgrad::jacobian(project))(into(rows<10>(big.data(), 6)), rows<3>(six.data(), 2), 1.0); },
        "input column 0 has 2 rows, output column 0 has 6");
    for (numbers const* all : {&out, &other, &third, &short_one, &big})
        for (double one : *all) BOOST_TEST(one == marker);
    BOOST_CHECK_THROW(rows<4>(six), std::invalid_argument);
    // Interleaved columns of one matrix do not overlap.
    ctgrad::batch(exact)(into(column(big.data() + 1, 6, 2)), x = column(big.data(), 6, 2), y = 1.0);
    BOOST_TEST(big[1] == exact(x = marker, y = 1.0));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
