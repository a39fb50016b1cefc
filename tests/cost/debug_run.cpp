// Prints the nanoseconds of an evaluation at the optimisation level it is compiled with: by hand and by ctgrad, and for
// a function of 1,000 operations the plain call and value and gradient.
#include <chrono>
#include <cmath>
#include <cstdio>

#include "../benchmark/by_ctgrad.hpp"
#include "../benchmark/by_hand.hpp"

namespace {

/// Prevents the compiler from removing any part of a result.
template <class Answer>
void consume(Answer const& answer) {
    asm volatile("" : : "m"(answer) : "memory");
}

template <class Run>
double nanoseconds(Run run) {
    double best = 1e9;
    for (int turn = 0; turn < 10; ++turn) {
        auto const start = std::chrono::steady_clock::now();
        for (int k = 0; k < 1000; ++k) consume(run(1.5 + 0.001 * k));
        double const now =
            std::chrono::duration<double, std::nano>(std::chrono::steady_clock::now() - start).count() / 1000;
        if (now < best) best = now;
    }
    return best;
}

struct thousand_operations {
    template <class T>
    constexpr T operator()(std::array<T, 8> t) const {
        using std::sin;
        for (std::size_t k = 0; k < 1000; ++k) {
            T const a = t[(k + 7) % 8], b = t[(k + 3) % 8];
            t[k % 8] = k % 6 == 0 ? a + b : k % 6 == 2 ? a - b : k % 6 == 3 ? sin(a) : k % 6 == 5 ? a / b : a * b;
        }
        return t[7];
    }
};
constexpr auto traced = ctgrad::function<double(std::array<double, 8>)>(thousand_operations{});

}  // namespace

int main() {
    namespace f = by_ctgrad;
    std::array<double, 11> camera{0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 300, 0.8, 0.9, 0.1, 0.2};
    std::array<double, 3> const point{0.5, 0.6, 4.7};
    double const hand3 = nanoseconds([](double x) { return by_hand::shared::exponential_logarithm_sine(x, 2.0); });
    double const ours3 = nanoseconds([](double x) {
        return ctgrad::value_and_gradient(f::exponential_logarithm_sine, f::x, f::z)(f::x = x, f::z = 2.0);
    });
    double const hand5 = nanoseconds([&](double x) {
        camera[0] = x;
        return by_hand::shared::residual(camera, point, 0.5);
    });
    double const ours5 = nanoseconds([&](double x) {
        camera[0] = x;
        return ctgrad::jacobian(f::residual)(camera, point, 0.5);
    });
    std::array<double, 8> in{1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7, 1.8};
    double const hand1000 = nanoseconds([&](double x) {
        in[7] = x;
        return thousand_operations{}(in);
    });
    double const ours1000 = nanoseconds([&](double x) {
        in[7] = x;
        return ctgrad::value_and_gradient(traced)(in);
    });
    std::printf("| %.0f | %.0f | %.1f | %.0f | %.0f | %.1f | %.0f | %.0f | %.1f |\n", hand3, ours3, ours3 / hand3,
                hand5, ours5, ours5 / hand5, hand1000, ours1000, ours1000 / hand1000);
}
