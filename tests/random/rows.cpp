#include <array>
#include <cmath>
#include <cstdint>
#include <random>
#include <type_traits>
#include <utility>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

#include "../operations/rows/row.hpp"

// Random formulas of random rows of the table. Each operand of a row is brought inside the row's domain, and smooth, by
// a sine of what it is made of. The gradient is compared with differences of the same in 50 digits.
namespace {

using namespace rows;
using namespace ctgrad::literals;

constexpr std::uint32_t mixed(std::uint32_t state) {
    state = (state ^ (state >> 15)) * 0x2c1b3c6du;
    state = (state ^ (state >> 12)) * 0x297a2d39u;
    return state ^ (state >> 15);
}

/// The rows that are functions, of operands that all have a derivative.
template <class Row>
constexpr bool is_drawn() {
    if constexpr (!has_rule<Row>)
        return false;
    else
        return [] {
            for (std::size_t i = 0; i < arity<Row>; ++i)
                if (!has_derivative<Row>(i)) return false;
            return true;
        }();
}
template <class... Rows>
auto drawn_of(ctgrad::type_list<Rows...>)
    -> ctgrad::joined_type_lists<std::conditional_t<is_drawn<Rows>(), ctgrad::type_list<Rows>, ctgrad::type_list<>>...>;
using drawn = decltype(drawn_of(ctgrad::operations::table{}));
static_assert(drawn::size > 50);

template <std::size_t I, class... Rows>
auto row_at(ctgrad::type_list<Rows...>) -> std::tuple_element_t<I, std::tuple<Rows...>>;
template <std::uint32_t Seed>
using random_row = decltype(row_at<mixed(Seed) % drawn::size>(drawn{}));

/// Where an operand is kept: around `middle`, as far as `width`, in sixteenths.
struct place {
    int middle, width;
};
template <class Row>
constexpr place place_of(std::size_t operand) {
    ctgrad::interval const range = Row::domain[operand];
    double const low = range.low > -2 ? range.low : -2, high = range.high < low + 3 ? range.high : low + 3;
    return {static_cast<int>((low + high) * 8), static_cast<int>((high - low) * 7)};
}
template <int N>
constexpr auto sixteenths() {
    if constexpr (N < 0)
        return -sixteenths<-N>();
    else if constexpr (N == 0)
        return 0_c;
    else
        return sixteenths<N - 1>() + 0.0625_c;
}

template <std::uint32_t Seed, int Depth>
struct tree {
    using row = random_row<Seed>;

    template <std::size_t I>
    using part = tree<mixed(Seed + static_cast<std::uint32_t>(I) + 1), Depth - 1>;

    template <std::size_t I>
    static constexpr auto operand() {
        constexpr place at = place_of<row>(I);
        return sixteenths<at.middle>() + sixteenths<at.width>() * sin(part<I>::formula());
    }
    template <std::size_t... I>
    static constexpr auto apply(std::index_sequence<I...>) {
        return ctgrad::apply<row>(operand<I>()...);
    }
    static constexpr auto formula() { return apply(std::make_index_sequence<arity<row>>{}); }

    static big value(point<big> const& x) {
        return [&]<std::size_t... I>(std::index_sequence<I...> all) {
            point<big> const operands{big(place_of<row>(I).middle) / 16 +
                                      big(place_of<row>(I).width) / 16 * sin(part<I>::value(x))...};
            return computed_row<row, true>(operands, all);
        }
        (std::make_index_sequence<arity<row>>{});
    }
};
template <std::uint32_t Seed>
struct tree<Seed, 0> {
    static constexpr auto formula() {
        if constexpr (Seed % 2 == 0)
            return a + 0.25_c * b;
        else
            return a * b;
    }
    static big value(point<big> const& x) { return Seed % 2 == 0 ? big(x[0] + x[1] / 4) : big(x[0] * x[1]); }
};

template <std::uint32_t Seed>
void check_formula() {
    // Every variable occurs, whatever was drawn.
    constexpr auto f = tree<Seed, 2>::formula() + a * b;
    constexpr auto oracle = [](point<big> const& x) -> big { return tree<Seed, 2>::value(x) + x[0] * x[1]; };
    std::mt19937 random(Seed);
    std::uniform_real_distribution<double> uniform(-2, 2);
    ctgrad::interval const domain[]{{}, {}};
    for (int repeat = 0; repeat < 10; ++repeat) {
        point<double> const at{uniform(random), uniform(random)};
        auto const found = formula_at<2>(f, at);
        auto const exact = exact_at(+oracle, domain, 2, at);
        // A row may be steep at an operand that has an error of its own.
        auto const near = [](double result, big const& right) {
            return abs(big(result) - right) <= 1e-10 * (1 + abs(right));
        };
        BOOST_TEST(near(found.value, exact.value), "seed " << Seed << ": " << found.value << ", not " << exact.value);
        for (std::size_t i = 0; i < 2; ++i)
            BOOST_TEST(near(found.partials[i], exact.partials[i]), "seed " << Seed << ", partial " << i << ": "
                                                                           << found.partials[i] << ", not "
                                                                           << exact.partials[i]);
    }
}
template <std::uint32_t... Seed>
void check_formulas(std::integer_sequence<std::uint32_t, Seed...>) {
    (check_formula<Seed>(), ...);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(random_rows)

BOOST_AUTO_TEST_CASE(seeds_0_to_39) { check_formulas(std::make_integer_sequence<std::uint32_t, 40>{}); }

BOOST_AUTO_TEST_SUITE_END()
