#include <ctgrad/ctgrad.hpp>
#include <iostream>

inline constexpr auto x = ctgrad::variable<"x">;
inline constexpr auto y = ctgrad::variable<"y">;

int main() {
    auto const result = ctgrad::value_and_gradient(x * y, x, y)(x = 2.0, y = 3.0);
    std::cout << result.value << ' ' << result[x] << ' ' << result[y] << '\n';
}
