#include <random>
#include <utility>

#include <boost/test/unit_test.hpp>

#include "program.hpp"

// Random functions, traced.
namespace {

using namespace random_programs;

template <std::uint32_t Seed>
void check_function() {
    constexpr auto f = ctgrad::function<double(point)>(random_function<Seed>{});
    auto const program = program_of(Seed);
    std::mt19937 random(Seed);
    std::uniform_real_distribution<double> uniform(-2, 2);
    for (int repeat = 0; repeat < 500; ++repeat) {
        point const x{uniform(random), uniform(random), uniform(random)};
        auto const g = ctgrad::value_and_gradient(f)(x);
        BOOST_REQUIRE_MESSAGE(g.value == run(program, x), "seed " << Seed << ": value " << g.value);
        auto const in_double = oracle<double>(program, x);
        auto const exact = repeat < 2 ? oracle<wide>(program, x) : oracle<long double>(program, x);
        BOOST_REQUIRE_MESSAGE(agrees(g.gradient, in_double.gradient, exact.gradient),
                              "seed " << Seed << ": gradient off by " << largest_difference(g.gradient, exact.gradient)
                                      << ", the oracle in double by "
                                      << largest_difference(in_double.gradient, exact.gradient));
        if constexpr (Seed % 8 == 0) {
            auto const h = ctgrad::hessian(f)(x);
            BOOST_REQUIRE(h.value == g.value && h.gradient == g.gradient);
            for (std::size_t i = 0; i < inputs; ++i)
                BOOST_REQUIRE_MESSAGE(agrees(h.hessian[i], in_double.hessian[i], exact.hessian[i]),
                                      "seed " << Seed << ": Hessian row " << i << " off by "
                                              << largest_difference(h.hessian[i], exact.hessian[i])
                                              << ", the oracle in double by "
                                              << largest_difference(in_double.hessian[i], exact.hessian[i]));
        }
    }
}

template <std::uint32_t First, std::uint32_t... I>
void check_functions(std::integer_sequence<std::uint32_t, I...>) {
    (check_function<First + I>(), ...);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(random_functions)

BOOST_AUTO_TEST_CASE(seeds_1_to_20) { check_functions<1>(std::make_integer_sequence<std::uint32_t, 20>{}); }
BOOST_AUTO_TEST_CASE(seeds_21_to_40) { check_functions<21>(std::make_integer_sequence<std::uint32_t, 20>{}); }

BOOST_AUTO_TEST_SUITE_END()
