#include <array>

#include <ctgrad/ctgrad.hpp>

// A traced function of 3,000 operations with its gradient, at the compilers' default limits.
struct body {
    template <class T>
    constexpr T operator()(std::array<T, 8> t) const {
        using std::sin;
        for (std::size_t k = 0; k < 3000; ++k) {
            T const a = t[(k + 7) % 8], b = t[(k + 3) % 8];
            t[k % 8] = k % 6 == 0 ? a + b : k % 6 == 2 ? a - b : k % 6 == 3 ? sin(a) : k % 6 == 5 ? a / b : a * b;
        }
        return t[7];
    }
};

using waiting = decltype(ctgrad::value_and_gradient(ctgrad::function<double(std::array<double, 8>)>(body{})));
static_assert(ctgrad::detail::compiled<waiting::source, waiting::what>::value.count > 6000);
