// Compares the functions that `write` printed with the library's own results, bit for bit.
#include "cases.hpp"
#include "generated.hpp"

#include <bit>
#include <cstdint>
#include <cstdio>
#include <random>

namespace {

int failures = 0, compared = 0;

bool same(double a, double b) {
    return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b) || (a != a && b != b);
}

template <std::size_t N>
std::array<double, N> as_array(std::array<double, N> const& results) {
    return results;
}
std::array<double, 1> as_array(double result) { return {result}; }

template <class Quantity, class Generated>
void compare(char const* name, Quantity, Generated generated) {
    using parts = ctgrad::detail::printed_parts<Quantity>;
    using program = ctgrad::detail::compiled<typename parts::source, parts::what>;
    constexpr auto inputs = static_cast<std::size_t>(program::value.input_count);
    constexpr auto results = ctgrad::detail::results_of<typename parts::source, parts::what>;
    std::mt19937_64 random(1);
    std::uniform_real_distribution<double> unit(0, 1), wide(-3, 3);
    for (int repetition = 0; repetition < 200; ++repetition) {
        std::array<double, inputs> point;
        for (double& value : point) value = repetition % 2 == 0 ? unit(random) : wide(random);
        if (repetition == 198) point.fill(0);
        if (repetition == 199) point.fill(-0.0);
        std::array<double const*, inputs> pointers;
        for (std::size_t i = 0; i < inputs; ++i) pointers[i] = &point[i];
        auto const ours = ctgrad::detail::run<program, double, results>(pointers);
        auto const written = as_array(std::apply(generated, point));
        for (std::size_t i = 0; i < results; ++i, ++compared) {
            if (same(ours[i], written[i])) continue;
            if (++failures < 20)
                std::printf("%s, result %zu: %a by the library, %a as written\n", name, i, ours[i], written[i]);
        }
    }
}

}  // namespace

int main() {
#define CASE(name, ...) compare(#name, __VA_ARGS__, [](auto... x) { return ::name(x...); });
    CTGRAD_GENERATED_CASES(CASE)
    std::printf("%d numbers compared, %d differ\n", compared, failures);
    return failures != 0 || compared == 0;
}
