#include <algorithm>
#include <string_view>

#include <boost/test/unit_test.hpp>

#include "formulas.hpp"
#include "held_out.hpp"
#include "held_out_again.hpp"
#include "held_out_third.hpp"
#include "identities.hpp"
#include "judge.hpp"

// Derivatives towards the ends of the range, of some hundred formulas.
using namespace range_test;

namespace {

count gradients_once_held_out, hessians_once_held_out;

template <std::size_t N>
void check_all(std::string_view const (&all)[N], count& all_gradients, count& all_hessians, int times = 1) {
    std::uint32_t seed = 1;
    for (std::string_view text : all) {
        current = reader(text).read();
        bool const apart = std::ranges::find(once_held_out, text) != std::ranges::end(once_held_out);
        count& gradients = apart ? gradients_once_held_out : all_gradients;
        count& hessians = apart ? hessians_once_held_out : all_hessians;
        std::size_t const n = current.inputs.size();
        int const points = times * (n == 1 ? 40 : n <= 3 ? 24 : 16);
        switch (n) {
            case 1: check<1>(gradients, hessians, points, seed++); break;
            case 2: check<2>(gradients, hessians, points, seed++); break;
            case 3: check<3>(gradients, hessians, points, seed++); break;
            case 4: check<4>(gradients, hessians, points, seed++); break;
            case 5: check<5>(gradients, hessians, points, seed++); break;
            case 6: check<6>(gradients, hessians, points, seed++); break;
            case 7: check<7>(gradients, hessians, points, seed++); break;
            default: BOOST_ERROR("too many inputs: " << text);
        }
    }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(range)

BOOST_AUTO_TEST_CASE(formulas_at_every_magnitude) {
    count gradients, hessians;
    check_all(formulas, gradients, hessians);
    // What is lost by the library alone should be nothing; until then these limits may only go down, as may those of
    // what is lost by all.
    check_count("gradients", gradients, 0, 32);
    check_count("second derivatives", hessians, 3, 32);
}

BOOST_AUTO_TEST_CASE(held_out_formulas_at_every_magnitude) {
    count gradients, hessians;
    check_all(held_out_formulas, gradients, hessians);
    // As above: these limits may only go down.
    check_count("held out, gradients", gradients, 2, 310);
    check_count("held out, second derivatives", hessians, 15, 552);
}

BOOST_AUTO_TEST_CASE(formulas_held_out_again_at_every_magnitude) {
    count gradients, hessians;
    check_all(formulas_held_out_again, gradients, hessians);
    check_count("held out again, gradients", gradients, 0, 62, 4000);
    check_count("held out again, second derivatives", hessians, 3, 115, 4000);
}

BOOST_AUTO_TEST_CASE(formulas_of_a_third_list_at_every_magnitude) {
    // When the list was written, 4 of 5,072 and 9 of 4,867 were lost by the library alone.
    count gradients, hessians;
    check_all(formulas_held_out_third, gradients, hessians);
    check_count("third list, gradients", gradients, 2, 63, 4000);
    check_count("third list, second derivatives", hessians, 3, 115, 4000);
}

BOOST_AUTO_TEST_CASE(formulas_once_held_out) {
    check_count("once held out, gradients", gradients_once_held_out, 0, 6, 0);
    check_count("once held out, second derivatives", hessians_once_held_out, 3, 6, 0);
}

BOOST_AUTO_TEST_CASE(identities) { prove_all_identities(); }

// A divisor that is used elsewhere too, and factors that are in a divisor: at many points.
BOOST_AUTO_TEST_CASE(quotients_by_products_at_many_points) {
    constexpr std::string_view quotients[]{
        "x / (y * z) + y * z",
        "x / (y * z) - y * z",
        "y * z / x + x / (y * z)",
        "x / (y * z) + exp(y * z)",
        "x / (y * z) * (y + z)",
        "p * q * r / (4 * 3.141592653589793 * e * r^3)",
        "p * q * r / (4 * 3.141592653589793 * e * r^2)",
        "p * q / (4 * 3.141592653589793 * e * r^2)",
        "p * q * r / (e * r^2)",
    };
    count gradients, hessians;
    check_all(quotients, gradients, hessians, 12);
    check_count("quotients by products, gradients", gradients, 0, 0);
    check_count("quotients by products, second derivatives", hessians, 2, 2);
}

BOOST_AUTO_TEST_SUITE_END()
