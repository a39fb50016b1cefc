#include <array>
#include <cmath>
#include <cstdint>
#include <memory>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

#include "program.hpp"

// Products of the same factors in derivatives are computed once.
namespace {

using schedule::count_of;

using namespace ctgrad::literals;

/// The number of multiplications of a quantity after this pass alone.
template <class Quantity>
int products_left(Quantity const&) {
    using namespace ctgrad::detail;
    constexpr int capacity = 1024;
    // With g++ they are too large for the stack.
    auto const allocated = std::make_unique<compilation<typename Quantity::source, Quantity::what, capacity>>();
    auto const arrays = std::make_unique<pass_storage<capacity>>();
    auto& work = *allocated;
    work.write();
    work.differentiate(1 << 30);
    graph g = work.storage.resume(work.counts);
    pass_context c(g, arrays->arrays(), {work.results, work.result_count, 0, work.m + work.n}, work.written);
    share_factors(c);
    c.mark_live();
    int count = 0;
    for (int id = 0; id < g.count; ++id) count += c.is_live(id) && g.operation_of(id) == opcode::product;
    return count;
}

struct product_of_six {
    template <class T>
    constexpr T operator()(std::array<T, 6> const& v) const {
        return v[0] * v[1] * v[2] * v[3] * v[4] * v[5];
    }
};
constexpr auto six = ctgrad::function<double(std::array<double, 6>)>(product_of_six{});

/// Sums of random monomials of degree 5 in 5 variables, with small integer coefficients.
struct monomials {
    static constexpr int variables = 5, terms = 7, degree = 5;
    int factor[terms][degree]{};
    int coefficient[terms]{};

    constexpr explicit monomials(std::uint64_t seed) {
        auto const next = [&](int limit) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            return static_cast<int>((seed >> 33) % static_cast<std::uint64_t>(limit));
        };
        for (int t = 0; t < terms; ++t) {
            coefficient[t] = next(9) - 4;
            for (int& f : factor[t]) f = next(variables);
        }
    }

    template <class T>
    constexpr T value(std::array<T, variables> const& v) const {
        T sum = 0.0;
        for (int t = 0; t < terms; ++t) {
            T product = coefficient[t];
            for (int const f : factor[t]) product = product * v[static_cast<std::size_t>(f)];
            sum = sum + product;
        }
        return sum;
    }

    /// The second derivative by variables i and j, in integers.
    constexpr long long second(std::array<double, variables> const& v, int i, int j) const {
        long long sum = 0;
        for (int t = 0; t < terms; ++t)
            for (int p = 0; p < degree; ++p)
                for (int q = 0; q < degree; ++q) {
                    if (p == q || factor[t][p] != i || factor[t][q] != j) continue;
                    long long product = coefficient[t];
                    for (int k = 0; k < degree; ++k)
                        if (k != p && k != q)
                            product *= static_cast<long long>(v[static_cast<std::size_t>(factor[t][k])]);
                    sum += product;
                }
        return sum;
    }
};
template <std::uint64_t Seed>
struct polynomial {
    template <class T>
    constexpr T operator()(std::array<T, monomials::variables> const& v) const {
        return monomials(Seed).value(v);
    }
};

template <std::uint64_t Seed>
void check_hessian() {
    constexpr auto f = ctgrad::function<double(std::array<double, monomials::variables>)>(polynomial<Seed>{});
    std::array<double, monomials::variables> const at{2, -3, 5, 7, -11};
    auto const r = ctgrad::hessian(f)(at);
    for (int i = 0; i < monomials::variables; ++i)
        for (int j = 0; j < monomials::variables; ++j)
            BOOST_TEST(r.hessian[static_cast<std::size_t>(i)][static_cast<std::size_t>(j)] ==
                       static_cast<double>(monomials(Seed).second(at, i, j)));
}

constexpr auto x = ctgrad::variable<"x">;
constexpr auto y = ctgrad::variable<"y">;
constexpr auto z = ctgrad::variable<"z">;

}  // namespace

BOOST_AUTO_TEST_SUITE(schedule_like_products)

// The 15 mixed derivatives are the products of four of six variables. With two multiplications each there would be 30,
// and the 5 of the value.
BOOST_AUTO_TEST_CASE(products_of_four_of_six) {
    constexpr auto derived = ctgrad::hessian(six);
    BOOST_TEST(count_of(derived, "*") <= 31);
    auto const r = derived(std::array<double, 6>{2, 3, 5, 7, 11, 13});
    double const all = 2. * 3 * 5 * 7 * 11 * 13;
    double const v[]{2, 3, 5, 7, 11, 13};
    for (std::size_t i = 0; i < 6; ++i) {
        BOOST_TEST(r.gradient[i] == all / v[i]);
        for (std::size_t j = 0; j < 6; ++j) BOOST_TEST(r.hessian[i][j] == (i == j ? 0 : all / v[i] / v[j]));
    }
}

// All numbers are integers that a double represents exactly.
BOOST_AUTO_TEST_CASE(polynomials_keep_their_hessians) {
    check_hessian<1>();
    constexpr auto first = ctgrad::function<double(std::array<double, monomials::variables>)>(polynomial<1>{});
    BOOST_TEST(count_of(ctgrad::hessian(first), "*") <= 130);  // 135 in the order of the sweep
    check_hessian<2>();
    check_hessian<3>();
    check_hessian<4>();
}

// Every second derivative of the density of a normal distribution contains its constants and its exponential, which
// become one factor.
BOOST_AUTO_TEST_CASE(constants_are_one_factor) {
    constexpr auto f = x * erf(0.70710678118654752_c * y) * z + 0.5_c * z * erf(0.70710678118654752_c * y);
    constexpr auto derived = ctgrad::hessian(f, x, y, z);
    BOOST_TEST(products_left(derived) <= 20);  // 21 in the order of the sweep
    auto const r = derived(x = 0.3, y = 0.8, z = 1.7);
    double const density = std::sqrt(2 / 3.14159265358979323846) * std::exp(-0.5 * 0.8 * 0.8);
    BOOST_TEST(r.hessian[0][1] == 1.7 * density, boost::test_tools::tolerance(1e-15));
    BOOST_TEST(r.hessian[1][1] == -0.8 * 1.7 * (0.3 + 0.5) * density, boost::test_tools::tolerance(1e-15));
    BOOST_TEST(r.hessian[1][2] == (0.3 + 0.5) * density, boost::test_tools::tolerance(1e-15));
    BOOST_TEST(r.hessian[0][2] == std::erf(0.8 * std::sqrt(0.5)), boost::test_tools::tolerance(1e-15));
}

// Derivatives of squares share the double of their common factor, and keep their bits.
BOOST_AUTO_TEST_CASE(doubles_of_a_common_factor) {
    constexpr auto f = ctgrad::value_and_gradient(sin(x * x + y * y + z * z), x, y, z);
    static_assert(ctgrad::cost(f).multiplications == 3 + 1 + 3);
    auto const r = f(x = 0.1, y = 0.7, z = 1.3);
    double const slope = std::cos(0.1 * 0.1 + 0.7 * 0.7 + 1.3 * 1.3);
    BOOST_TEST((r[x] == 2 * (0.1 * slope) && r[y] == 2 * (0.7 * slope) && r[z] == 2 * (1.3 * slope)));
}

// More factors than the pass expands, and powers, whose factors are equal.
BOOST_AUTO_TEST_CASE(long_products_and_powers) {
    constexpr auto square = x * x;
    constexpr auto fourth = square * square;
    constexpr auto f = fourth * fourth * fourth * fourth * y;
    auto const r = ctgrad::hessian(f, x, y)(x = 2.0, y = 3.0);
    BOOST_TEST(r.value == 65536 * 3.0);
    BOOST_TEST(r.hessian[0][0] == 3.0 * 16 * 15 * 16384);
    BOOST_TEST(r.hessian[0][1] == 16 * 32768.0);
    BOOST_TEST(r.hessian[1][1] == 0);
    constexpr auto cube = x * x * x * y * y * y;
    auto const s = ctgrad::hessian(cube, x, y)(x = 2.0, y = 3.0);
    BOOST_TEST(s.hessian[0][0] == 6 * 2 * 27.0);
    BOOST_TEST(s.hessian[0][1] == 9 * 4 * 9.0);
    BOOST_TEST(s.hessian[1][1] == 6 * 3 * 8.0);
}

BOOST_AUTO_TEST_SUITE_END()
