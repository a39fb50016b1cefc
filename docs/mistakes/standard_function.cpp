#include <cmath>

#include <ctgrad/ctgrad.hpp>

// [mistake]
constexpr auto f = ctgrad::function<double(double)>([](auto u) { return std::exp(u) * u; });
// [mistake]
