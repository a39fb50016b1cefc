#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include <ctgrad/sparsity.hpp>

// Entries in the caller's memory: a solver that wants triplets, such as Ipopt, asks for the coordinates once and for
// the values at every point.
namespace {

using ctgrad::both_triangles, ctgrad::csc, ctgrad::csr, ctgrad::sparse, ctgrad::sparsity;

constexpr std::size_t n = 5;
using point = std::array<double, n>;

/// Neighbours interact, and the last one with the first.
struct ring {
    template <class T>
    constexpr T operator()(std::array<T, n> const& x) const {
        using std::exp;
        T sum = 0.0;
        for (std::size_t i = 0; i < n; ++i) sum += exp(x[i] * x[(i + 1) % n]) + x[i];
        return sum;
    }
};
constexpr auto f = ctgrad::function<double(point)>(ring{});
constexpr auto h = sparse(ctgrad::hessian(f));
constexpr auto& pattern = sparsity(ctgrad::hessian(f));
static_assert(pattern.nonzeros == 10);
constexpr point at{0.1, -0.4, 0.7, 1.2, -0.3};

/// As in Ipopt's eval_h: with indices it wants the coordinates, else the values.
bool eval_h(double const* x, int count, int* rows, int* columns, double* values) {
    if (count != static_cast<int>(pattern.nonzeros)) return false;
    if (values == nullptr) {
        std::copy(pattern.row_indices.begin(), pattern.row_indices.end(), rows);
        std::copy(pattern.column_indices.begin(), pattern.column_indices.end(), columns);
        return true;
    }
    point copy;
    std::copy(x, x + n, copy.begin());
    h.into(values)(copy);
    return true;
}

template <class Throwing>
std::string message_of(Throwing throwing) {
    try {
        throwing();
    } catch (std::invalid_argument const& error) {
        return error.what();
    }
    return "";
}

constexpr point by_into() {
    std::array<double, 5> values{};
    constexpr auto square =
        ctgrad::function<double(point)>([](auto const& x) { return x[0] * x[1] + x[2] * x[2] + x[3] * x[3] * x[4]; });
    static_assert(sparsity(ctgrad::hessian(square)).nonzeros == 4);
    sparse(ctgrad::hessian(square)).into(std::span<double, 4>(values.data(), 4))(at);
    return values;
}
static_assert(by_into() == point{1, 2, 2 * at[4], 2 * at[3], 0});

}  // namespace

BOOST_AUTO_TEST_SUITE(sparsity_destinations)

BOOST_AUTO_TEST_CASE(triplets) {
    std::vector<int> rows(pattern.nonzeros), columns(pattern.nonzeros);
    std::vector<double> values(pattern.nonzeros);
    BOOST_TEST(eval_h(nullptr, 10, rows.data(), columns.data(), nullptr));
    BOOST_TEST(eval_h(at.data(), 10, nullptr, nullptr, values.data()));
    auto const dense = ctgrad::hessian(f)(at).hessian;
    for (std::size_t k = 0; k < values.size(); ++k) {
        BOOST_TEST(rows[k] >= columns[k]);
        BOOST_TEST(values[k] == dense[static_cast<std::size_t>(rows[k])][static_cast<std::size_t>(columns[k])],
                   boost::test_tools::tolerance(1e-13));
    }
}

BOOST_AUTO_TEST_CASE(every_kind_of_memory) {
    auto const r = h(at);
    std::array<double, 10> array{};
    std::vector<double> vector(10);
    double numbers[10]{};
    std::array<float, 10> narrow{};
    auto entries = r.hessian;
    entries.fill(0);
    h.into(array)(at);
    h.into(vector)(at);
    h.into(numbers)(at);
    h.into(entries)(at);
    h.into(narrow)(at);
    for (std::size_t k = 0; k < 10; ++k) {
        BOOST_TEST(array[k] == r.hessian[k], boost::test_tools::tolerance(1e-14));
        BOOST_TEST(vector[k] == array[k]);
        BOOST_TEST(numbers[k] == array[k]);
        BOOST_TEST(entries[k] == array[k]);
        BOOST_TEST(narrow[k] == static_cast<float>(array[k]));
    }
    h.into(std::span(vector).first(10))(point{});
    BOOST_TEST(vector == std::vector<double>({0, 1, 0, 1, 0, 1, 0, 1, 1, 0}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(many_equal_entries) {
    constexpr auto products = ctgrad::function<double(std::array<double, 12>)>([](auto const& x) {
        auto sum = x[0] * 0.0;
        for (auto const& one : x) sum += one;
        return sum * sum * sum;
    });
    constexpr auto all = sparse(ctgrad::hessian(products), csc, both_triangles);
    std::vector<double> values(144);
    std::array<double, 12> x{};
    x.fill(0.25);
    all.into(values)(x);
    for (double const value : values) BOOST_TEST(value == 18, boost::test_tools::tolerance(1e-14));
}

BOOST_AUTO_TEST_CASE(wrong_memory) {
    std::vector<double> few(9, -1.0);
    BOOST_TEST(message_of([&] { h.into(few)(at); }) ==
               "ctgrad: into() needs memory for 10 numbers, the entries that are not zero; the range has 9");
    BOOST_TEST(few[0] == -1);
    constexpr auto cubes = ctgrad::function<point(point)>([](auto x) {
        for (auto& one : x) one = one * one * one;
        return x;
    });
    point x = at;
    BOOST_TEST(message_of([&] { sparse(ctgrad::jacobian(cubes)).into(x)(x); }) ==
               "ctgrad: into() writes to memory that an argument is in");
    BOOST_TEST((x == at));
    double* const nowhere = nullptr;
    BOOST_TEST(message_of([&] { h.into(nowhere)(at); }) == "ctgrad: into() of a null pointer");
}

BOOST_AUTO_TEST_SUITE_END()
