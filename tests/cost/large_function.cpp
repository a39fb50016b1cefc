#include <array>
#include <cmath>

#include <ctgrad/ctgrad.hpp>

// A traced function of 10,000 operations with its gradient, and a Hessian by 30 variables, at the compilers' default
// limits.
struct body {
    template <class T>
    constexpr T operator()(std::array<T, 8> t) const {
        using std::sin;
        for (std::size_t k = 0; k < 10000; ++k) {
            T const a = t[(k + 7) % 8], b = t[(k + 3) % 8];
            t[k % 8] = k % 6 == 0 ? a + b : k % 6 == 2 ? a - b : k % 6 == 3 ? sin(a) : k % 6 == 5 ? a / b : a * b;
        }
        return t[7];
    }
};

using waiting = decltype(ctgrad::value_and_gradient(ctgrad::function<double(std::array<double, 8>)>(body{})));
static_assert(ctgrad::detail::compiled<waiting::source, waiting::what>::value.count > 20000);

struct valley {
    template <class T>
    constexpr T operator()(std::array<T, 30> const& t) const {
        T sum = t[0] * t[1];
        for (std::size_t k = 1; k < 30; ++k) {
            T const bend = t[k] - t[k - 1] * t[k - 1], slope = 1.0 - t[k];
            sum = sum + 100.0 * bend * bend + slope * slope * t[7 * k % 30];
        }
        return sum * sum;
    }
};

using waiting_hessian = decltype(ctgrad::hessian(ctgrad::function<double(std::array<double, 30>)>(valley{})));
static_assert(ctgrad::detail::compiled<waiting_hessian::source, waiting_hessian::what>::value.count > 900);
