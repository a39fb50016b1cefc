#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <tuple>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

#include "program.hpp"

// Negated derivatives that share a factor share its negation.
namespace {

using schedule::count_of;

constexpr std::size_t n = 8;

/// All derivatives share the reciprocal of the sum.
struct cross_entropy {
    template <class T>
    constexpr T operator()(std::array<T, n> const& w, std::array<T, n> const& x) const {
        T sum = w[0] * x[0];
        for (std::size_t i = 1; i < n; ++i) sum = sum + w[i] * x[i];
        return -log(sum);
    }
};
/// The same behind a rectified unit.
struct rectified_unit {
    template <class T>
    constexpr T operator()(std::array<T, n> const& w, std::array<T, n> const& x) const {
        T sum = w[0] * x[0];
        for (std::size_t i = 1; i < n; ++i) sum = sum + w[i] * x[i];
        return -exp(relu(sum));
    }
};
constexpr auto smooth = ctgrad::function<double(std::array<double, n>, std::array<double, n>)>(cross_entropy{});
constexpr auto kinked = ctgrad::function<double(std::array<double, n>, std::array<double, n>)>(rectified_unit{});

constexpr std::array<double, n> w{0.3, 0.1, 0.7, 0.2, 0.5, 0.4, 0.9, 0.6}, x{1, 2, 3, 4, 5, 6, 7, 8};

double product_of(std::array<double, n> const& a, std::array<double, n> const& b) {
    double sum = 0;
    for (std::size_t i = 0; i < n; ++i) sum += a[i] * b[i];
    return sum;
}
int negations(auto const& quantity) {
    auto const& p = schedule::program_of(quantity);
    int count = 0;
    for (std::size_t slot = 0; slot < static_cast<std::size_t>(p.count); ++slot)
        count += p.operation(slot) != nullptr && p.operation(slot)->arity == 1 && p.operation(slot)->name == "-";
    return count;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(negation_sharing)

BOOST_AUTO_TEST_CASE(one_negation_is_left) {
    auto const derived = ctgrad::gradient(smooth);
    BOOST_TEST(negations(derived) <= 1);
    auto const g = derived(w, x);
    double const sum = product_of(w, x);
    for (std::size_t i = 0; i < n; ++i) {
        BOOST_TEST(std::get<0>(g)[i] == -x[i] / sum, boost::test_tools::tolerance(1e-15));
        BOOST_TEST(std::get<1>(g)[i] == -w[i] / sum, boost::test_tools::tolerance(1e-15));
    }
}

BOOST_AUTO_TEST_CASE(selected_products_are_negated_inside) {
    auto const derived = ctgrad::gradient(kinked, ctgrad::arguments<0>);
    BOOST_TEST(negations(derived) <= 1);
    double const slope = -std::exp(product_of(w, x));
    auto const g = derived(w, x);
    for (std::size_t i = 0; i < n; ++i) BOOST_TEST(g[i] == slope * x[i], boost::test_tools::tolerance(1e-15));
    // The branch that is not taken does not matter.
    std::array<double, n> below = w, beyond = x;
    below[0] = -100;
    beyond[1] = -std::numeric_limits<double>::infinity();
    for (double const one : derived(below, beyond)) BOOST_TEST(one == 0);
}

// Of few negations none is moved.
BOOST_AUTO_TEST_CASE(few_negations_stay) {
    constexpr auto u = ctgrad::variable<"u">;
    constexpr auto v = ctgrad::variable<"v">;
    auto const derived = ctgrad::gradient(-(u * v * v), u);
    BOOST_TEST(negations(derived) == 1);
    BOOST_TEST(derived(u = 2.0, v = 3.0)[u] == -9);
}

BOOST_AUTO_TEST_SUITE_END()
