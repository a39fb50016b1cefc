#include <array>
#include <cstddef>

#include <ctgrad/ctgrad.hpp>

// 10,000 results, and a function with 10,000 constants and its gradient, at the compilers' default limits.
struct products {
    template <class T>
    constexpr std::array<T, 10000> operator()(std::array<T, 10000> const& x) const {
        std::array<T, 10000> r{};
        for (std::size_t k = 0; k < 10000; ++k) r[k] = x[k] * x[(k + 1) % 10000];
        return r;
    }
};
using numbers = std::array<double, 10000>;
numbers products_of(numbers const& x) { return ctgrad::function<numbers(numbers)>(products{})(x); }

struct many_constants {
    template <class T>
    constexpr T operator()(T x) const {
        for (int k = 0; k < 10000; ++k) x = k % 2 == 0 ? x * (0.37 + k * 0.001) : x + k * 0.013;
        return x;
    }
};
using by_x = decltype(ctgrad::value_and_gradient(ctgrad::function<double(double)>(many_constants{})));
static_assert(ctgrad::detail::compiled<by_x::source, by_x::what>::value.constant_count >= 10000);
