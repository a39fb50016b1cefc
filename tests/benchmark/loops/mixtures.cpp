#include <ctgrad/loops.hpp>

#include "../timing.hpp"
#include "by_hand.hpp"
#include "checks.hpp"

// Value and gradient of Gaussian mixtures, as in GradBench, compared with loops by hand.
namespace {

using namespace checks;

template <std::size_t D>
struct mixture_of {
    constexpr auto operator()(auto const& components, auto const& points) const {
        constexpr std::size_t mean = 1, logarithm = 1 + D, lower = 1 + 2 * D;
        auto const likelihoods = ctgrad::sum(points, [&](auto const& x) {
            return ctgrad::log_sum_exp(components, [&](auto const& c) {
                auto result = c[0];
                for (std::size_t i = 0; i < D; ++i) {
                    auto entry = exp(c[logarithm + i]) * (x[i] - c[mean + i]);
                    for (std::size_t j = 0; j < i; ++j)
                        entry = entry + c[lower + i * (i - 1) / 2 + j] * (x[j] - c[mean + j]);
                    result = result + c[logarithm + i] - 0.5 * (entry * entry);
                }
                return result;
            });
        });
        return likelihoods -
               ctgrad::length(points) * ctgrad::log_sum_exp(components, [](auto const& c) { return c[0]; });
    }
};
template <std::size_t D>
constexpr auto mixture =
    ctgrad::function<double(ctgrad::rows_of<by_hand::component<D>>, ctgrad::rows_of<std::array<double, D>>)>(
        mixture_of<D>{});

template <std::size_t D>
void compare_mixture(char const* title, std::size_t components, std::size_t rows, int rounds) {
    auto const given = random_rows<std::tuple_size_v<by_hand::component<D>>>(components, 2);
    auto const points = random_rows<D>(rows, 3);
    std::vector<by_hand::component<D>> gradient(components);
    double const value = by_hand::mixture<D>(given, points, gradient);
    auto const r = ctgrad::value_and_gradient(mixture<D>, ctgrad::arguments<0>)(given, points);
    check(agree(r.value, value) && agree(r.gradient[1][1], gradient[1][1]), title);
    timing::compare(title,
                    {{"by hand", [&] { return by_hand::mixture<D>(given, points, gradient); }},
                     {"ctgrad",
                      [&] {
                          auto const call = ctgrad::value_and_gradient(mixture<D>, ctgrad::arguments<0>);
                          return call(ctgrad::into_rows(gradient), given, points);
                      }},
                     {"ctgrad, two threads",
                      [&] {
                          auto const call = ctgrad::value_and_gradient(mixture<D>, ctgrad::arguments<0>);
                          return call(ctgrad::threads{2}, ctgrad::into_rows(gradient), given, points);
                      }}},
                    1, rounds);
}

}  // namespace

int main() {
    compare_mixture<2>("Gaussian mixture, 2 dimensions, 5 components, 1,000 points", 5, 1000, 501);
    compare_mixture<2>("Gaussian mixture, 2 dimensions, 5 components, 100,000 points", 5, 100'000, 15);
    compare_mixture<10>("Gaussian mixture, 10 dimensions, 25 components, 1,000 points", 25, 1000, 101);
    return failures == 0 ? 0 : 1;
}
