#include <ctgrad/matrix.hpp>
#include <iostream>

inline constexpr auto v = ctgrad::vector<"v", 2>;

int main() {
    Eigen::Vector2d const at(1, 2);
    Eigen::Vector2d const by_v = ctgrad::derivative(ctgrad::squared_norm(v), v)(v = at);
    std::cout << by_v[0] << ' ' << by_v[1] << '\n';
}
