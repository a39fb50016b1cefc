#include <ctgrad/ctgrad.hpp>

// [mistake]
double scale = 2;
constexpr auto f = ctgrad::function<double(double)>([](auto u) { return scale * u; });
// [mistake]
