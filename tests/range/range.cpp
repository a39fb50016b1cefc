#include <boost/test/unit_test.hpp>

#include "formulas.hpp"
#include "held_out.hpp"
#include "identities.hpp"
#include "judge.hpp"

// Derivatives towards the ends of the range, of some hundred formulas.
using namespace range_test;

namespace {

template <std::size_t N>
void check_all(std::string_view const (&all)[N], count& gradients, count& hessians) {
    std::uint32_t seed = 1;
    for (std::string_view text : all) {
        current = reader(text).read();
        std::size_t const n = current.inputs.size();
        int const points = n == 1 ? 40 : n <= 3 ? 24 : 16;
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
    check_count("second derivatives", hessians, 5, 34);
}

BOOST_AUTO_TEST_CASE(held_out_formulas_at_every_magnitude) {
    count gradients, hessians;
    check_all(held_out_formulas, gradients, hessians);
    // As above: these limits may only go down.
    check_count("held out, gradients", gradients, 44, 332);
    check_count("held out, second derivatives", hessians, 70, 637);
}

BOOST_AUTO_TEST_CASE(identities) { prove_all_identities(); }

BOOST_AUTO_TEST_SUITE_END()
