#include <ctgrad/batch.hpp>
#include <iostream>
#include <vector>

static_assert(ctgrad::batch_lanes<double> > 1, "xsimd is there");

inline constexpr auto x = ctgrad::variable<"x">;

int main() {
    std::vector<double> const inputs{1, 2, 3};
    std::vector<double> by_x(3);
    ctgrad::batch(ctgrad::derivative(x * x, x))(ctgrad::into(by_x), x = ctgrad::column(inputs));
    std::cout << by_x[0] << ' ' << by_x[2] << '\n';
}
