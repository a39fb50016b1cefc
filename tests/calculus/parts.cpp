#include <limits>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

// Large graphs are differentiated in several parts. The nodes are the same as in one part.
namespace {

constexpr auto x = ctgrad::variable<"x">;
constexpr auto y = ctgrad::variable<"y">;
constexpr auto z = ctgrad::variable<"z">;
constexpr auto f = exp(x * y) / (x + z * z) + sin(x) * sqrt(y);
constexpr auto g = x * log(z) - atan(y * z) * x;

template <class Quantity>
constexpr int parts_taken(Quantity, int budget) {
    ctgrad::detail::compilation<typename Quantity::source, Quantity::what, 1024> whole, parted;
    whole.write();
    whole.differentiate(std::numeric_limits<int>::max());
    parted.write();
    int parts = 0;
    for (; !parted.derived; ++parts) parted.differentiate(budget);
    bool same = !whole.full() && whole.counts.count == parted.counts.count;
    for (int id = 0; same && id < whole.counts.count; ++id) same = whole.storage.nodes[id] == parted.storage.nodes[id];
    for (int i = 0; same && i < whole.result_count; ++i) same = whole.results[i] == parted.results[i];
    return same ? parts : -1;
}
template <class Quantity>
constexpr bool same_in_parts(Quantity quantity) {
    return parts_taken(quantity, 1) > 5 && parts_taken(quantity, 400) > 1 && parts_taken(quantity, 1000000) == 1;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(derivation_in_parts)

BOOST_AUTO_TEST_CASE(of_every_quantity) {
    BOOST_TEST(same_in_parts(ctgrad::gradient(f, x, y, z)));
    BOOST_TEST(same_in_parts(ctgrad::hessian(f, x, y, z)));
    BOOST_TEST(same_in_parts(ctgrad::jacobian(ctgrad::outputs(f, g), x, y, z)));      // by rows
    BOOST_TEST(same_in_parts(ctgrad::jacobian(ctgrad::outputs(f, g, f * g), x, y)));  // by columns
    BOOST_TEST(same_in_parts(ctgrad::jvp(ctgrad::outputs(f, g), x, y, z)));
    BOOST_TEST(same_in_parts(ctgrad::vjp(ctgrad::outputs(f, g), x, y, z)));
    BOOST_TEST(same_in_parts(ctgrad::hvp(f, x, y, z)));
}

BOOST_AUTO_TEST_SUITE_END()
