#include <algorithm>
#include <array>
#include <cmath>
#include <type_traits>
#include <utility>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

#include "rows/scalar_types.hpp"
#include "rows/second_derivatives.hpp"
#include "slopes/swept.hpp"

// Every row of `operations::slopes`, which users never see: value, partials and second derivatives.
namespace {

template <class... Slope>
auto swept_rows(ctgrad::type_list<Slope...>) -> ctgrad::type_list<slopes::swept<Slope>...>;
using list = decltype(swept_rows(ctgrad::operations::slopes{}));
using all = rows::traced_rows<list>;
template <class Row>
using is_differentiated_twice = std::bool_constant<Row::is_differentiated_twice>;

/// Point number `which` of a sequence that fills the domain evenly.
rows::point<double> spread(rows::facts const& row, int which) {
    double const ratios[]{0.8191725133961645, 0.6710436067037893, 0.5497004779019703};
    rows::point<double> at{};
    for (std::size_t i = 0; i < row.numbers; ++i) {
        double const part = std::fmod(0.5 + (which + 1) * ratios[i], 1.0);
        at[i] = row.domain[i].low + part * (row.domain[i].high - row.domain[i].low);
    }
    return at;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(operations_slopes)

BOOST_AUTO_TEST_CASE(value_and_partials) {
    constexpr auto oracles = rows::oracles_of(list{});
    for (int which = 0; which < 64; ++which) {
        std::array<rows::point<double>, all::count> at;
        for (std::size_t row = 0; row < all::count; ++row) at[row] = spread(all::all[row], which);
        auto const found = rows::together<list>::results_at<double>(at);
        for (std::size_t row = 0; row < all::count; ++row) {
            rows::facts const& fact = all::all[row];
            auto const exact = rows::exact_at(oracles[row], fact.domain, fact.numbers, at[row]);
            BOOST_TEST(rows::error_of(found[row].value, exact.value, 0) <= fact.accuracy.value,
                       "value of " << fact.name << " at " << at[row][0] << ", " << at[row][1] << ": "
                                   << found[row].value << ", not " << exact.value);
            for (std::size_t i = 0; i < fact.numbers; ++i)
                BOOST_TEST(rows::error_of(found[row].partials[i], exact.partials[i], fact.accuracy.floor) <=
                               fact.accuracy.partial,
                           "partial " << i << " of " << fact.name << " at " << at[row][0] << ", " << at[row][1] << ": "
                                      << found[row].partials[i] << ", not " << exact.partials[i]);
        }
    }
}

BOOST_AUTO_TEST_CASE(second_derivatives) {
    rows::check_second_derivatives<rows::chosen<list, is_differentiated_twice>>();
}

// The partials with respect to the variables are whole derivatives, so none may pass through the other operands.
BOOST_AUTO_TEST_CASE(other_operands_have_no_partials) {
    ctgrad::operations::slopes::each([]<class Slope>() {
        using of = slopes::setting<Slope>;
        auto const at = rows::sample<double>(of::domain, of::variables.size(), 0);
        auto const operands = [&]<std::size_t... I>(std::index_sequence<I...>) { return of::operands(at[I]...); }
        (std::make_index_sequence<of::variables.size()>{});
        auto const partials = slopes::partials_at<Slope>(operands);
        for (std::size_t i = 0; i < partials.size(); ++i)
            if (std::find(of::variables.begin(), of::variables.end(), i) == of::variables.end())
                BOOST_TEST(partials[i] == 0, "operand " << i << " of " << Slope::name);
    });
}

BOOST_AUTO_TEST_SUITE_END()
