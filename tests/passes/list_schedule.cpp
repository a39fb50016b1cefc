#include <array>
#include <cmath>
#include <string_view>
#include <vector>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

// Graphs of many short chains are evaluated depth first if the compiler keeps the order, otherwise in creation order.
// Graphs of few long chains are ordered by depth.
namespace {

constexpr std::size_t units = 40;

/// Forty independent units, each with a sine and a cosine of its own.
struct many_units {
    template <class T>
    constexpr std::array<T, units> operator()(std::array<T, units> const& x, std::array<T, units> const& y) const {
        using std::cos, std::sin;
        std::array<T, units> result{};
        for (std::size_t i = 0; i < units; ++i) result[i] = sin(x[i]) * cos(x[i]) + y[i];
        return result;
    }
};
/// Forty products, and a call that needs none of them.
struct late_call {
    template <class T>
    constexpr std::array<T, units> operator()(std::array<T, units> const& x, std::array<T, units> const& y) const {
        using std::exp;
        std::array<T, units> result{};
        for (std::size_t i = 0; i < units; ++i) result[i] = x[i] * y[i];
        T const factor = exp(x[0] + y[0]);
        for (std::size_t i = 0; i < units; ++i) result[i] = result[i] * factor;
        return result;
    }
};
struct one_chain {
    template <class T>
    constexpr T operator()(std::array<T, units> const& x) const {
        T sum = x[0];
        for (std::size_t i = 1; i < units; ++i) sum = sum * x[i] + x[i];
        return sum;
    }
};
/// Rosenbrock's function: one long sum of many short chains, whose values the gradient needs again.
struct valley {
    template <class T>
    constexpr T operator()(std::array<T, units> const& x) const {
        T sum = 0.0;
        for (std::size_t i = 0; i + 1 < units; ++i) {
            T const a = x[i + 1] - x[i] * x[i], b = 1.0 - x[i];
            sum = sum + 100.0 * a * a + b * b;
        }
        return sum;
    }
};
constexpr auto broad =
    ctgrad::function<std::array<double, units>(std::array<double, units>, std::array<double, units>)>(many_units{});
constexpr auto late =
    ctgrad::function<std::array<double, units>(std::array<double, units>, std::array<double, units>)>(late_call{});
constexpr auto long_sum = ctgrad::function<double(std::array<double, units>)>(valley{});
constexpr auto narrow = ctgrad::function<double(std::array<double, units>)>(one_chain{});

template <class Quantity>
constexpr auto const& program_of(Quantity const&) {
    return ctgrad::detail::compiled<typename Quantity::source, Quantity::what>::value;
}
template <class Program>
std::size_t inputs_at_the_start(Program const& p) {
    std::size_t slot = 0;
    while (p.kind(slot) == ctgrad::detail::graph::input_node) ++slot;
    return slot;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(schedule_order)

BOOST_AUTO_TEST_CASE(broad_graphs_load_inputs_late_or_first) {
    auto const direction = [](auto const& f) { return ctgrad::jvp(f); };
    auto const& p = program_of(direction(broad));
    if (ctgrad::detail::keeps_order)
        BOOST_TEST(inputs_at_the_start(p) <= 4);
    else
        BOOST_TEST(inputs_at_the_start(p) >= 2 * units);
    BOOST_TEST(inputs_at_the_start(program_of(ctgrad::value_and_gradient(narrow))) < units);
    // Sine and cosine of a unit stay one call.
    std::size_t pairs = 0;
    for (std::size_t slot = 0; slot < static_cast<std::size_t>(p.count); ++slot) pairs += p.packs[slot];
    BOOST_TEST(pairs == units);
}

// The products would be live across the call.
BOOST_AUTO_TEST_CASE(calls_come_first_if_values_would_be_live_across_them) {
    if (ctgrad::detail::keeps_order) return;
    auto const& p = program_of(ctgrad::jvp(late));
    std::size_t slot = 0, before = 0;
    while (p.operation(slot) == nullptr || p.operation(slot)->cost != ctgrad::cost_class::call)
        before += p.operation(slot++) != nullptr;
    BOOST_TEST(before == 1);
}

// In the order of their times all terms would be live at once.
BOOST_AUTO_TEST_CASE(few_values_are_live) {
    auto const& p = program_of(ctgrad::value_and_gradient(long_sum));
    std::size_t const count = static_cast<std::size_t>(p.count);
    auto const is_value = [&](int slot) { return p.operation(static_cast<std::size_t>(slot)) != nullptr; };
    std::vector<std::size_t> last_use(count);
    for (std::size_t slot = 0; slot < count; ++slot)
        if (is_value(static_cast<int>(slot))) {
            last_use[static_cast<std::size_t>(p.first(slot))] = slot;
            if (p.operation(slot)->arity > 1) last_use[static_cast<std::size_t>(p.second(slot))] = slot;
        }
    std::size_t most = 0;
    for (std::size_t now = 0; now < count; ++now) {
        std::size_t live = 0;
        for (std::size_t slot = 0; slot <= now; ++slot)
            live += is_value(static_cast<int>(slot)) && last_use[slot] > now;
        if (live > most) most = live;
    }
    if (ctgrad::detail::keeps_order) BOOST_TEST(most <= 12);
}

BOOST_AUTO_TEST_CASE(numbers_are_the_same_in_any_order) {
    std::array<double, units> x{}, y{}, dx{}, dy{};
    for (std::size_t i = 0; i < units; ++i) {
        x[i] = 0.1 * static_cast<double>(i) - 1.7;
        y[i] = 2.5 - 0.3 * static_cast<double>(i);
        dx[i] = 1 + 0.01 * static_cast<double>(i);
        dy[i] = 0.5;
    }
    auto const r = ctgrad::jvp(broad)(ctgrad::tangent(dx, dy), x, y);
    for (std::size_t i = 0; i < units; ++i) {
        BOOST_TEST(r.value[i] == std::sin(x[i]) * std::cos(x[i]) + y[i]);
        BOOST_TEST(r.tangent[i] == std::cos(2 * x[i]) * dx[i] + dy[i], boost::test_tools::tolerance(1e-14));
    }
}

BOOST_AUTO_TEST_SUITE_END()
