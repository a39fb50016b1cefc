#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

// The order of sums in derivatives: terms that are ready first are added first. Sums in the value stay.
namespace {

using namespace ctgrad::literals;

constexpr auto x = ctgrad::variable<"x">;
constexpr auto y = ctgrad::variable<"y">;
constexpr auto z = ctgrad::variable<"z">;

// Each way of adding these three rounds differently.
constexpr double big = 1e16, one = 1, minus_big = -1e16;

}  // namespace

BOOST_AUTO_TEST_SUITE(schedule_sums)

BOOST_AUTO_TEST_CASE(written_sums_stay) {
    constexpr auto late_first = sin(z) * 0_c + x + y + z;
    static_assert(ctgrad::value_and_gradient(late_first, x, y, z)(x = big, y = minus_big, z = one).value == 1);
    static_assert(ctgrad::value_and_gradient(late_first, x, y, z)(x = big, y = one, z = minus_big).value == 0);
    static_assert(ctgrad::value_and_gradient((x + y) * z + (x + y), x, y, z)(x = big, y = one, z = 0.0).value == 1e16);
}

// x occurs at different depths: its adjoint is a sum of three, the deepest of which is added last.
BOOST_AUTO_TEST_CASE(the_last_known_is_added_last) {
    constexpr auto f = exp(exp(exp(x * y) * x) * x) * z + x * z;
    using program =
        ctgrad::detail::compiled<typename decltype(ctgrad::gradient(f, x))::source, ctgrad::detail::quantity::gradient>;
    constexpr auto const& p = program::value;
    int const last = p.outputs[0];
    BOOST_TEST(p.operation(static_cast<std::size_t>(last))->name == "+");
    // The last addition depends on one product, not on another sum.
    int sums = 0;
    for (int const operand : {p.first(static_cast<std::size_t>(last)), p.second(static_cast<std::size_t>(last))})
        sums += p.operation(static_cast<std::size_t>(operand)) != nullptr &&
                p.operation(static_cast<std::size_t>(operand))->name == "+";
    BOOST_TEST(sums == 1);
}

BOOST_AUTO_TEST_CASE(equal_terms_become_a_multiple) {
    // d/dx of (x y)(x y) z + (x y) z: the contributions of the square are equal.
    constexpr auto f = (x * y) * (x * y) * z;
    static_assert(ctgrad::gradient(f, x)(x = 3.0, y = 5.0, z = 2.0)[x] == 2.0 * 3 * 5 * 5 * 2);
    static_assert(ctgrad::cost(ctgrad::gradient(f, x)).additions == 0);
}

BOOST_AUTO_TEST_SUITE_END()
