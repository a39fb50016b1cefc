#include <array>
#include <cmath>
#include <cstddef>
#include <random>
#include <tuple>

#include <boost/hana/adapt_struct.hpp>
#include <boost/test/unit_test.hpp>

#include <ctgrad/sparsity.hpp>

// Patterns as constants, and the law that the sparse matrix is the dense one at random points.
namespace {

using ctgrad::both_triangles, ctgrad::csc, ctgrad::csr, ctgrad::sparse, ctgrad::sparsity;

template <std::size_t N>
using numbers = std::array<double, N>;

struct rosenbrock {
    template <class T>
    constexpr T operator()(std::array<T, 6> const& v) const {
        T sum = 0.0;
        for (std::size_t i = 0; i < 5; ++i) {
            T const a = v[i + 1] - v[i] * v[i], b = 1.0 - v[i];
            sum = sum + 100.0 * a * a + b * b;
        }
        return sum;
    }
};
constexpr auto chain = ctgrad::function<double(numbers<6>)>(rosenbrock{});

/// Each output depends on its neighbours alone.
struct diffusion {
    template <class T>
    constexpr std::array<T, 7> operator()(std::array<T, 7> const& u, T const& k) const {
        std::array<T, 7> rate{};
        for (std::size_t i = 1; i < 6; ++i) rate[i] = k * (u[i - 1] - 2.0 * u[i] + u[i + 1]) + u[i] * u[i] * u[i];
        return rate;
    }
};
constexpr auto heat = ctgrad::function<numbers<7>(numbers<7>, double)>(diffusion{});

/// More outputs than arguments, so that its Jacobian is made by columns.
constexpr auto tall = ctgrad::function<numbers<5>(numbers<3>)>([]<class T>(std::array<T, 3> const& x) {
    using std::exp, std::sin;
    return std::array<T, 5>{x[0] * x[1], sin(x[2]), T(3.0), x[1] + x[1] * x[0], exp(x[2])};
});

template <class T>
struct body {
    T mass;
    std::array<T, 2> place;
};
struct springs {
    template <class T>
    constexpr T operator()(body<T> const& a, body<T> const& b) const {
        T const dx = a.place[0] - b.place[0], dy = a.place[1] - b.place[1];
        return 0.5 * (dx * dx + dy * dy) + a.mass * a.place[1] + b.mass * b.place[1];
    }
};

}  // namespace

BOOST_HANA_ADAPT_STRUCT(body<double>, mass, place);
BOOST_HANA_ADAPT_STRUCT(body<ctgrad::symbol>, mass, place);

namespace {

constexpr auto energy = ctgrad::function<double(body<double>, body<double>)>(springs{});

template <std::size_t N>
numbers<N> random_point() {
    static std::mt19937_64 random(16);
    numbers<N> x;
    for (double& one : x) one = std::uniform_real_distribution<double>(-2, 2)(random);
    return x;
}

template <class Pattern, class Entries, class Dense>
void check_equal(Pattern const& pattern, Entries const& entries, Dense const& dense) {
    BOOST_TEST(entries.size() == pattern.nonzeros);
    for (std::size_t i = 0; i < pattern.rows; ++i)
        for (std::size_t k = 0; k < pattern.columns; ++k) {
            BOOST_TEST(entries(i, k) == dense[i][k], boost::test_tools::tolerance(1e-13));
            BOOST_TEST(entries.dense()[i][k] == entries(i, k));
            bool const stored = pattern.lower_triangle && i < k ? pattern.contains(k, i) : pattern.contains(i, k);
            if (!stored) BOOST_TEST(dense[i][k] == 0);
        }
    for (std::size_t k = 0; k < pattern.nonzeros; ++k) {
        auto const row = static_cast<std::size_t>(pattern.row_indices[k]),
                   column = static_cast<std::size_t>(pattern.column_indices[k]);
        BOOST_TEST(pattern.index_of(row, column) == k);
        BOOST_TEST(entries[k] == entries(row, column));
    }
}
/// The entries are in order, and the offsets are those of the outer dimension.
template <class Pattern>
constexpr bool is_ordered(Pattern const& pattern) {
    bool const by_rows = pattern.order == ctgrad::storage_order::by_rows;
    auto const& outer = by_rows ? pattern.row_indices : pattern.column_indices;
    auto const& inner = by_rows ? pattern.column_indices : pattern.row_indices;
    if (pattern.offsets[0] != 0 || pattern.offsets[pattern.outer_size] != static_cast<int>(pattern.nonzeros))
        return false;
    for (std::size_t j = 0; j < pattern.outer_size; ++j)
        for (int k = pattern.offsets[j]; k < pattern.offsets[j + 1]; ++k) {
            auto const at = static_cast<std::size_t>(k);
            if (outer[at] != static_cast<int>(j)) return false;
            if (k > pattern.offsets[j] && inner[at - 1] >= inner[at]) return false;
            if (pattern.lower_triangle && pattern.row_indices[at] < pattern.column_indices[at]) return false;
        }
    return true;
}
template <class Quantity, class... Options>
constexpr bool are_ordered(Quantity q, Options... options) {
    return is_ordered(sparsity(q, options...)) && is_ordered(sparsity(q, csr, options...)) &&
           is_ordered(sparsity(q, csc, options...));
}
static_assert(are_ordered(ctgrad::hessian(chain)) && are_ordered(ctgrad::jacobian(heat)) &&
              are_ordered(ctgrad::jacobian(tall)) && are_ordered(ctgrad::hessian(energy)));
static_assert(is_ordered(sparsity(ctgrad::hessian(chain), both_triangles)) &&
              is_ordered(sparsity(ctgrad::hessian(chain), csc, both_triangles)));

// The Hessian of a chain is tridiagonal.
constexpr auto& tridiagonal = sparsity(ctgrad::hessian(chain));
static_assert(tridiagonal.rows == 6 && tridiagonal.columns == 6 && tridiagonal.lower_triangle);
static_assert(tridiagonal.nonzeros == 11 && sparsity(ctgrad::hessian(chain), both_triangles).nonzeros == 16);
static_assert(tridiagonal.row_indices == std::array{0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5});
static_assert(tridiagonal.column_indices == std::array{0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5});
static_assert(tridiagonal.offsets == std::array{0, 1, 3, 5, 7, 9, 11});
static_assert(sparsity(ctgrad::hessian(chain), csc).row_indices == std::array{
                                                                       0,
                                                                       1,
                                                                       1,
                                                                       2,
                                                                       2,
                                                                       3,
                                                                       3,
                                                                       4,
                                                                       4,
                                                                       5,
                                                                       5,
                                                                   });
static_assert(tridiagonal.contains(4, 3) && !tridiagonal.contains(3, 4) && !tridiagonal.contains(4, 2));

// Outputs and arguments without influence are rows and columns without entries.
constexpr auto& banded = sparsity(ctgrad::jacobian(heat, ctgrad::arguments<0>));
static_assert(banded.nonzeros == 15 && banded.offsets == std::array{0, 0, 3, 6, 9, 12, 15, 15});
static_assert(sparsity(ctgrad::jacobian(heat)).nonzeros == 20);
static_assert(sparsity(ctgrad::jacobian(tall)).nonzeros == 6);
static_assert(sparsity(ctgrad::jacobian(tall), csc).offsets == std::array{0, 2, 4, 6});

// Entries without a derivative, and entries that cancel, are zero.
constexpr auto vanishing = ctgrad::function<numbers<2>(double, double)>([]<class T>(T const& x, T const& y) {
    using std::floor;
    return std::array<T, 2>{floor(x) + y, T(0.0 * x)};
});
static_assert(sparsity(ctgrad::jacobian(vanishing)).nonzeros == 1 &&
              sparsity(ctgrad::jacobian(vanishing)).contains(0, 1));
constexpr auto linear = ctgrad::function<double(numbers<3>)>([](auto const& x) { return x[0] + 2.0 * x[1] - x[2]; });
static_assert(sparsity(ctgrad::hessian(linear)).nonzeros == 0);

}  // namespace

BOOST_AUTO_TEST_SUITE(sparsity_patterns)

BOOST_AUTO_TEST_CASE(hessian_is_the_dense_one) {
    for (int repeat = 0; repeat < 20; ++repeat) {
        auto const x = random_point<6>();
        auto const dense = ctgrad::hessian(chain)(x);
        auto const by_rows = sparse(ctgrad::hessian(chain))(x);
        BOOST_TEST(by_rows.value == rosenbrock{}(x));
        for (std::size_t i = 0; i < 6; ++i)
            BOOST_TEST(by_rows.gradient[i] == dense.gradient[i], boost::test_tools::tolerance(1e-13));
        check_equal(tridiagonal, by_rows.hessian, dense.hessian);
        check_equal(sparsity(ctgrad::hessian(chain), csc), sparse(ctgrad::hessian(chain), csc)(x).hessian,
                    dense.hessian);
        check_equal(sparsity(ctgrad::hessian(chain), both_triangles),
                    sparse(ctgrad::hessian(chain), both_triangles)(x).hessian, dense.hessian);
        check_equal(sparsity(ctgrad::hessian(chain), csc, both_triangles),
                    sparse(ctgrad::hessian(chain), csc, both_triangles)(x).hessian, dense.hessian);
    }
}

BOOST_AUTO_TEST_CASE(jacobian_is_the_dense_one) {
    for (int repeat = 0; repeat < 20; ++repeat) {
        auto const u = random_point<7>();
        auto const dense = ctgrad::jacobian(heat)(u, 0.7);
        auto const r = sparse(ctgrad::jacobian(heat))(u, 0.7);
        BOOST_TEST(r.value == diffusion{}(u, 0.7));
        check_equal(sparsity(ctgrad::jacobian(heat)), r.jacobian, dense.jacobian);
        check_equal(sparsity(ctgrad::jacobian(heat), csc), sparse(ctgrad::jacobian(heat), csc)(u, 0.7).jacobian,
                    dense.jacobian);
        check_equal(banded, sparse(ctgrad::jacobian(heat, ctgrad::arguments<0>))(u, 0.7).jacobian, dense.jacobian);
        auto const x = random_point<3>();
        check_equal(sparsity(ctgrad::jacobian(tall)), sparse(ctgrad::jacobian(tall))(x).jacobian,
                    ctgrad::jacobian(tall)(x).jacobian);
    }
}

BOOST_AUTO_TEST_CASE(rows_and_blocks_by_argument) {
    auto const u = random_point<7>();
    auto const dense = ctgrad::jacobian(heat)(u, 0.7);
    auto const r = sparse(ctgrad::jacobian(heat))(u, 0.7);
    BOOST_TEST(std::get<0>(r[2]) == std::get<0>(dense[2]));
    BOOST_TEST(std::get<1>(r[2]) == std::get<1>(dense[2]));

    body<double> const a{1.5, {0.3, -0.4}}, b{2.5, {-1.1, 0.8}};
    auto const h = sparse(ctgrad::hessian(energy))(a, b);
    auto const whole = ctgrad::hessian(energy)(a, b);
    check_equal(sparsity(ctgrad::hessian(energy)), h.hessian, whole.hessian);
    BOOST_TEST(sparsity(ctgrad::hessian(energy)).nonzeros == 8u);
    BOOST_TEST(h[ctgrad::arguments<1>].mass == whole[ctgrad::arguments<1>].mass);
    BOOST_TEST(h(ctgrad::arguments<0>, ctgrad::arguments<1>)[1][1] == -1);
}

// Large enough that the order of evaluation follows the entries.
template <std::size_t N>
constexpr auto rosenbrock = ctgrad::function<double(numbers<N>)>([]<class T>(std::array<T, N> const& v) {
    T sum = 0.0;
    for (std::size_t i = 0; i + 1 < N; ++i) {
        T const a = v[i + 1] - v[i] * v[i], b = 1.0 - v[i];
        sum += 100.0 * a * a + b * b;
    }
    return sum;
});

BOOST_AUTO_TEST_CASE(a_hundred_variables) {
    constexpr std::size_t n = 100;
    constexpr auto g = rosenbrock<n>;
    static_assert(sparsity(ctgrad::hessian(g)).nonzeros == 2 * n - 1);
    auto const v = random_point<n>();
    auto const r = sparse(ctgrad::hessian(g))(v);
    numbers<n> gradient{}, diagonal{};
    double sum = 0;
    for (std::size_t i = 0; i + 1 < n; ++i) {
        double const a = v[i + 1] - v[i] * v[i], b = 1.0 - v[i];
        sum += 100.0 * a * a + b * b;
        gradient[i] -= 400 * a * v[i] + 2 * b;
        gradient[i + 1] += 200 * a;
        diagonal[i] += 800 * v[i] * v[i] - 400 * a + 2;
        diagonal[i + 1] += 200;
    }
    BOOST_TEST(r.value == sum);
    for (std::size_t i = 0; i < n; ++i) {
        BOOST_TEST(std::abs(r.gradient[i] - gradient[i]) <= 1e-12 * (1 + std::abs(gradient[i])));
        BOOST_TEST(std::abs(r.hessian(i, i) - diagonal[i]) <= 1e-12 * (1 + std::abs(diagonal[i])));
        if (i > 0) BOOST_TEST(r.hessian(i, i - 1) == -400 * v[i - 1], boost::test_tools::tolerance(1e-15));
    }
    numbers<2 * n - 1> alone;
    sparse(ctgrad::hessian(g)).into(alone)(v);
    for (std::size_t k = 0; k < alone.size(); ++k) BOOST_TEST(alone[k] == r.hessian[k]);
}

BOOST_AUTO_TEST_CASE(sparse_and_dense) {
    constexpr std::size_t n = 20;
    auto const v = random_point<n>();
    auto const r = sparse(ctgrad::hessian(rosenbrock<n>))(v);
    auto const dense = ctgrad::hessian(rosenbrock<n>)(v);
    static_assert(std::is_same_v<decltype(dense.hessian), ctgrad::matrix_entries<double, n, n>>);
    BOOST_TEST(dense.value == r.value);
    BOOST_TEST((dense.gradient == r.gradient));
    BOOST_TEST((dense.hessian == r.hessian.dense()));
    BOOST_TEST(dense(ctgrad::arguments<0>, ctgrad::arguments<0>)[7][6] == r.hessian(6, 7));
}

// A dense Jacobian of many entries is made of the sparse one: zeros are filled in.
BOOST_AUTO_TEST_CASE(large_dense_jacobian) {
    constexpr std::size_t n = 24;
    constexpr auto g =
        ctgrad::function<numbers<n>(numbers<n>, double)>([]<class T>(std::array<T, n> const& u, T const& k) {
            std::array<T, n> rate{};
            for (std::size_t i = 0; i < n; ++i) rate[i] = k * u[i] * u[(i + 5) % n];
            return rate;
        });
    static_assert(sparsity(ctgrad::jacobian(g)).nonzeros == 3 * n);
    auto const u = random_point<n>();
    auto const j = ctgrad::jacobian(g)(u, 3.0);
    auto const freely = ctgrad::free_rounding(ctgrad::jacobian(g))(u, 3.0);
    for (std::size_t i = 0; i < n; ++i) {
        BOOST_TEST(j.value[i] == 3.0 * u[i] * u[(i + 5) % n]);
        for (std::size_t k = 0; k < n; ++k) {
            double const expected = k == i ? 3 * u[(i + 5) % n] : k == (i + 5) % n ? 3 * u[i] : 0;
            BOOST_TEST(j.jacobian[i][k] == expected, boost::test_tools::tolerance(1e-15));
            BOOST_TEST(freely.jacobian[i][k] == expected, boost::test_tools::tolerance(1e-15));
            BOOST_TEST(std::get<0>(j[i])[k] == j.jacobian[i][k]);
        }
        BOOST_TEST(j.jacobian[i][n] == u[i] * u[(i + 5) % n], boost::test_tools::tolerance(1e-15));
    }
}

BOOST_AUTO_TEST_CASE(formulas) {
    constexpr auto x = ctgrad::variable<"x">;
    constexpr auto y = ctgrad::variable<"y">;
    constexpr auto z = ctgrad::variable<"z">;
    constexpr auto f = exp(x * y) + z;
    static_assert(sparsity(ctgrad::hessian(f, x, y, z)).nonzeros == 3);
    constexpr auto h = sparse(ctgrad::hessian(f, x, y, z));
    auto const r = h(x = 0.5, y = 0.0, z = 3.0);
    BOOST_TEST(r.value == 4);
    BOOST_TEST(r[y] == 0.5);
    BOOST_TEST(r(x, y) == 1);
    BOOST_TEST(r(y, x) == 1);
    BOOST_TEST(r(z, x) == 0);
    constexpr auto j = sparse(ctgrad::jacobian(ctgrad::outputs(x * y, z), x, y, z));
    static_assert(sparsity(ctgrad::jacobian(ctgrad::outputs(x * y, z), x, y, z)).row_indices == std::array{0, 0, 1});
    constexpr auto at = j(x = 2.0, y = 3.0, z = 4.0);
    static_assert(at.value[0] == 6 && at.jacobian == std::array{3.0, 2.0, 1.0} && at[1][z] == 1);
}

BOOST_AUTO_TEST_CASE(scalar_types_and_free_rounding) {
    auto const x = random_point<6>();
    std::array<float, 6> narrow;
    for (std::size_t i = 0; i < 6; ++i) narrow[i] = static_cast<float>(x[i]);
    auto const exact = sparse(ctgrad::hessian(chain))(x);
    auto const freely = sparse(ctgrad::free_rounding(ctgrad::hessian(chain)))(x);
    auto const rounded = sparse(ctgrad::hessian(chain))(narrow);
    static_assert(std::is_same_v<decltype(rounded.hessian)::value_type, float>);
    for (std::size_t k = 0; k < exact.hessian.size(); ++k) {
        BOOST_TEST(freely.hessian[k] == exact.hessian[k], boost::test_tools::tolerance(1e-13));
        BOOST_TEST(static_cast<double>(rounded.hessian[k]) == exact.hessian[k], boost::test_tools::tolerance(1e-4));
    }
    static_assert(ctgrad::cost(sparse(ctgrad::hessian(chain))).total() <= ctgrad::cost(ctgrad::hessian(chain)).total());
}

BOOST_AUTO_TEST_SUITE_END()
