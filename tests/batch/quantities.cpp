#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <random>
#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include <ctgrad/batch.hpp>

#include "../support/wide.hpp"

// Every quantity in batches, compared with finite differences, in fifty digits, of the same function in plain C++.
namespace {

using ctgrad::column, ctgrad::into, ctgrad::rows, ctgrad::threads;
using digits = wide_numbers::wide<50>;

constexpr auto x = ctgrad::variable<"x">;
constexpr auto y = ctgrad::variable<"y">;
constexpr auto z = ctgrad::variable<"z">;

constexpr auto first = [](auto a, auto b, auto c) {
    using std::exp;
    return exp(a * c) / (a + b * b);
};
constexpr auto second = [](auto a, auto b, auto c) {
    using std::log, std::sin, std::sqrt;
    return sin(a) * sqrt(b) + log(c) / b;
};
constexpr auto f = first(x, y, z);
constexpr auto g = second(x, y, z);
constexpr auto one_function = ctgrad::function<double(double, double, double)>(first);
constexpr auto both_functions =
    ctgrad::function<std::array<double, 2>(double, double, double)>([](auto a, auto b, auto c) {
        return std::array{first(a, b, c), second(a, b, c)};
    });

/// The numbers of a row: x, y, z, a tangent of three and cotangents of two.
constexpr std::size_t row_size = 8;
using row = std::array<double, row_size>;
/// More rows than twice the lanes of any register.
constexpr std::size_t different_rows = 37;

/// All derivatives at a row, by central differences; at least 17 of the 50 digits are correct.
struct oracle {
    std::array<digits, 3> at;
    digits value[2], jacobian[2][3], hessian[3][3];  // the Hessian is of the first function

    static digits of(int output, std::array<digits, 3> const& v) {
        return output == 0 ? first(v[0], v[1], v[2]) : second(v[0], v[1], v[2]);
    }
    std::array<digits, 3> moved(std::size_t j, digits const& by) const {
        std::array<digits, 3> v = at;
        v[j] += by;
        return v;
    }
    explicit oracle(row const& numbers) : at{numbers[0], numbers[1], numbers[2]} {
        digits const h("1e-12");
        for (int i = 0; i < 2; ++i) {
            value[i] = of(i, at);
            for (std::size_t j = 0; j < 3; ++j) jacobian[i][j] = (of(i, moved(j, h)) - of(i, moved(j, -h))) / (2 * h);
        }
        for (std::size_t j = 0; j < 3; ++j)
            for (std::size_t k = 0; k < 3; ++k) {
                auto const corner = [&](digits const& s, digits const& t) {
                    std::array<digits, 3> v = moved(j, s * h);
                    v[k] += t * h;
                    return of(0, v);
                };
                hessian[j][k] = (corner(1, 1) - corner(1, -1) - corner(-1, 1) + corner(-1, -1)) / (4 * h * h);
            }
    }
};
struct known_row {
    row numbers;
    oracle derivatives;
};
std::vector<known_row> const& known_rows() {
    static std::vector<known_row> const all = [] {
        std::mt19937_64 random(15);
        std::uniform_real_distribution<double> uniform(0.5, 2);
        std::vector<known_row> made;
        for (std::size_t i = 0; i < different_rows; ++i) {
            row numbers;
            for (double& number : numbers) number = uniform(random);
            made.push_back({numbers, oracle(numbers)});
        }
        return made;
    }();
    return all;
}

/// The memory of the columns: separate and aligned to a single number only, or a matrix.
enum class layout { apart, matrix };

/// Memory of N columns with markers around it.
template <std::size_t N>
struct table {
    static constexpr double marker = -12345;
    std::size_t count;
    layout how;
    std::vector<double> memory;

    table(std::size_t row_count, layout given)
        : count(row_count), how(given), memory((row_count + 3) * N + 2, marker) {}
    std::size_t place(std::size_t i, std::size_t k) const {
        return 1 + (how == layout::matrix ? i * N + k : k * (count + 3) + i);
    }
    double& operator()(std::size_t i, std::size_t k) { return memory[place(i, k)]; }
    std::array<ctgrad::column_view<double>, N> columns() {
        std::array<ctgrad::column_view<double>, N> all;
        for (std::size_t k = 0; k < N; ++k) all[k] = column(&memory[place(0, k)], count, how == layout::matrix ? N : 1);
        return all;
    }
    /// Whether nothing was written outside of the columns.
    bool marked() const {
        return std::count(memory.begin(), memory.end(), marker) ==
               static_cast<std::ptrdiff_t>(memory.size() - count * N);
    }
};

/// Runs `batch(out, in, allowed)` over rows of every length around whole registers, and over enough for threads.
/// `expected(row, oracle)` lists the results of a row.
template <std::size_t Results>
void check(char const* name, auto const& batch, auto const& expected) {
    std::vector<std::vector<double>> known;
    for (known_row const& one : known_rows()) {
        known.emplace_back();
        for (digits const& result : expected(one.numbers, one.derivatives))
            known.back().push_back(static_cast<double>(result));
        BOOST_TEST_REQUIRE(known.back().size() == Results);
    }
    auto const run = [&](std::size_t count, layout how, threads allowed) {
        table<row_size> in(count, how);
        table<Results> out(count, how);
        for (std::size_t i = 0; i < count; ++i)
            for (std::size_t k = 0; k < row_size; ++k) in(i, k) = known_rows()[i % different_rows].numbers[k];
        batch(out.columns(), in.columns(), allowed);
        double worst = 0;
        for (std::size_t i = 0; i < count; ++i)
            for (std::size_t k = 0; k < Results; ++k) {
                double const wanted = known[i % different_rows][k];
                // Negated, so that a NaN fails.
                double const off = std::abs(out(i, k) - wanted) / std::max(1.0, std::abs(wanted));
                worst = off <= worst ? worst : off;
            }
        BOOST_TEST(worst <= 1e-13, name << ", " << count << " rows: " << worst);
        BOOST_TEST(out.marked(), name << ", " << count << " rows: written elsewhere");
    };
    for (layout how : {layout::apart, layout::matrix}) {
        for (std::size_t count = 0; count < different_rows; ++count) run(count, how, threads{1});
        run(5005, how, threads{3, 64});  // columns a multiple of 64 bytes apart
    }
}

using results = std::vector<digits>;
results gradient_of(oracle const& o) { return {o.jacobian[0], o.jacobian[0] + 3}; }
results joined(results a, results const& b) {
    a.insert(a.end(), b.begin(), b.end());
    return a;
}
results jacobian_of(row const&, oracle const& o) {
    return joined({o.value[0], o.value[1]}, joined(gradient_of(o), {o.jacobian[1], o.jacobian[1] + 3}));
}
results hessian_of(row const&, oracle const& o) {
    return joined(joined({o.value[0]}, gradient_of(o)), {o.hessian[0][0], o.hessian[1][0], o.hessian[1][1],
                                                         o.hessian[2][0], o.hessian[2][1], o.hessian[2][2]});
}
results tangent_of(row const& numbers, oracle const& o) {
    results all{o.value[0], o.value[1], 0, 0};
    for (std::size_t i = 0; i < 2; ++i)
        for (std::size_t j = 0; j < 3; ++j) all[2 + i] += o.jacobian[i][j] * numbers[3 + j];
    return all;
}
results cotangent_of_row(row const& numbers, oracle const& o) {
    results all{o.value[0], o.value[1], 0, 0, 0};
    for (std::size_t i = 0; i < 2; ++i)
        for (std::size_t j = 0; j < 3; ++j) all[2 + j] += o.jacobian[i][j] * numbers[6 + i];
    return all;
}
results hessian_product_of(row const& numbers, oracle const& o) {
    results all = joined(joined({o.value[0]}, gradient_of(o)), {0, 0, 0});
    for (std::size_t j = 0; j < 3; ++j)
        for (std::size_t k = 0; k < 3; ++k) all[4 + j] += o.hessian[j][k] * numbers[3 + k];
    return all;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(batch_quantities)

BOOST_AUTO_TEST_CASE(values_and_gradients) {
    check<1>(
        "value",
        [](auto out, auto in, threads allowed) {
            ctgrad::batch(f, allowed)(into(out), x = in[0], y = in[1], z = in[2]);
        },
        [](row const&, oracle const& o) { return results{o.value[0]}; });
    check<2>(
        "values of a function",
        [](auto out, auto in, threads allowed) {
            ctgrad::batch(both_functions, allowed)(into(out), in[0], in[1], in[2]);
        },
        [](row const&, oracle const& o) {
            return results{o.value[0], o.value[1]};
        });
    check<3>(
        "gradient",
        [](auto out, auto in, threads allowed) {
            ctgrad::batch(ctgrad::gradient(f, x, y, z), allowed)(into(out), z = in[2], y = in[1], x = in[0]);
        },
        [](row const&, oracle const& o) { return gradient_of(o); });
    check<4>(
        "value and gradient of a function",
        [](auto out, auto in, threads allowed) {
            ctgrad::batch(ctgrad::value_and_gradient(one_function), allowed)(into(out), in[0], in[1], in[2]);
        },
        [](row const&, oracle const& o) { return joined({o.value[0]}, gradient_of(o)); });
}

BOOST_AUTO_TEST_CASE(matrices_of_derivatives) {
    check<8>(
        "jacobian",
        [](auto out, auto in, threads allowed) {
            ctgrad::batch(ctgrad::jacobian(ctgrad::outputs(f, g), x, y, z), allowed)(into(out), x = in[0], y = in[1],
                                                                                     z = in[2]);
        },
        jacobian_of);
    check<8>(
        "jacobian of a function",
        [](auto out, auto in, threads allowed) {
            ctgrad::batch(ctgrad::jacobian(both_functions), allowed)(into(out), in[0], in[1], in[2]);
        },
        jacobian_of);
    check<10>(
        "hessian",
        [](auto out, auto in, threads allowed) {
            ctgrad::batch(ctgrad::hessian(f, x, y, z), allowed)(into(out), x = in[0], y = in[1], z = in[2]);
        },
        hessian_of);
    check<10>(
        "hessian of a function",
        [](auto out, auto in, threads allowed) {
            ctgrad::batch(ctgrad::hessian(one_function), allowed)(into(out), in[0], in[1], in[2]);
        },
        hessian_of);
}

BOOST_AUTO_TEST_CASE(products) {
    check<4>(
        "jvp",
        [](auto out, auto in, threads allowed) {
            ctgrad::batch(ctgrad::jvp(ctgrad::outputs(f, g), x, y, z), allowed)(
                into(out), ctgrad::tangent(x = in[3], y = in[4], z = in[5]), x = in[0], y = in[1], z = in[2]);
        },
        tangent_of);
    check<4>(
        "jvp of a function",
        [](auto out, auto in, threads allowed) {
            ctgrad::batch(ctgrad::jvp(both_functions), allowed)(into(out), in[0], in[1], in[2], in[3], in[4], in[5]);
        },
        tangent_of);
    check<5>(
        "vjp",
        [](auto out, auto in, threads allowed) {
            ctgrad::batch(ctgrad::vjp(ctgrad::outputs(f, g), x, y, z), allowed)(
                into(out), ctgrad::cotangent(in[6], in[7]), x = in[0], y = in[1], z = in[2]);
        },
        cotangent_of_row);
    check<5>(
        "vjp of a function",
        [](auto out, auto in, threads allowed) {
            ctgrad::batch(ctgrad::vjp(both_functions), allowed)(into(out), in[0], in[1], in[2], in[6], in[7]);
        },
        cotangent_of_row);
    check<7>(
        "hvp",
        [](auto out, auto in, threads allowed) {
            ctgrad::batch(ctgrad::hvp(f, x, y, z), allowed)(into(out), ctgrad::tangent(x = in[3], y = in[4], z = in[5]),
                                                            x = in[0], y = in[1], z = in[2]);
        },
        hessian_product_of);
    check<7>(
        "hvp of a function",
        [](auto out, auto in, threads allowed) {
            ctgrad::batch(ctgrad::hvp(one_function), allowed)(into(out), in[0], in[1], in[2], in[3], in[4], in[5]);
        },
        hessian_product_of);
}

BOOST_AUTO_TEST_SUITE_END()
