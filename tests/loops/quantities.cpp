#include <cmath>

#include "check_quantities.hpp"

// Every quantity of functions of rows, at lengths around those of registers and parts, against 50 digits.
namespace {

using namespace loop_tests;

struct least_squares {
    template <class P, class Points>
    constexpr auto operator()(P const& p, Points const& points) const {
        return sum(points, [&](auto const& at) {
            using std::exp;
            auto const residual = p[0] * exp(-p[1] * at[0]) + p[2] - at[1];
            return residual * residual;
        });
    }
};

/// A nested loop: the components of a mixture are a list too.
struct mixture {
    template <class P, class Points, class Components>
    constexpr auto operator()(P const& p, Points const& points, Components const& components) const {
        return sum(points,
                   [&](auto const& x) {
                       return log_sum_exp(components, [&](auto const& c) {
                           auto const distance = p[0] * (x[0] - c[1]) + p[1] * x[1];
                           return c[0] - distance * distance;
                       });
                   }) -
               length(points) * log_sum_exp(components, [](auto const& c) { return c[0]; });
    }
};

/// What a sum needs of another sum over the same rows: the loop runs twice.
struct centred {
    template <class P, class Points>
    constexpr auto operator()(P const& p, Points const& points) const {
        auto const weighed = [&](auto const& at) { return p[0] * at[0] + p[1] * at[1] * at[1]; };
        auto const middle = sum(points, weighed) / (length(points) + 1);
        auto const spread = sum(points, [&](auto const& at) {
            auto const distance = weighed(at) - middle;
            return distance * distance;
        });
        return log(1 + spread) + middle * middle * p[1];
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(loops_quantities)

BOOST_AUTO_TEST_CASE(of_a_sum) {
    for (std::size_t n : lengths()) {
        BOOST_TEST_CONTEXT(n << " rows") {
            check_quantities(least_squares{}, numbers<3>{1.1, 0.7, 0.2}, 1e-14, random_rows<2>(n));
        }
    }
}

BOOST_AUTO_TEST_CASE(of_nested_loops) {
    for (std::size_t n : {0u, 1u, 7u, 257u})
        for (std::size_t k : {1u, 3u, 9u}) {
            BOOST_TEST_CONTEXT(n << " points, " << k << " components") {
                check_quantities(mixture{}, numbers<2>{0.8, 0.6}, 1e-13, random_rows<2>(n), random_rows<2>(k, 2));
            }
        }
}

BOOST_AUTO_TEST_CASE(of_a_sum_that_another_needs) {
    for (std::size_t n : lengths()) {
        BOOST_TEST_CONTEXT(n << " rows") {
            check_quantities(centred{}, numbers<2>{0.8, 0.6}, 1e-13, random_rows<2>(n));
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
