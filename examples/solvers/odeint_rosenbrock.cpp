// Boost.odeint: Robertson's chemical reactions, stiff, with rosenbrock4.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <memory>
#include <new>
#include <utility>

#include <boost/numeric/ublas/storage.hpp>

// [ublas]
// uBLAS of Boost 1.74, which is that of Debian 12, calls members of std::allocator that C++20 does not have any more. This
// says, before anything uses them, that its arrays take an allocator that has them.
template <class T>
struct constructing_allocator : std::allocator<T> {
    void construct(T* at, T const& value) { ::new (at) T(value); }
    void destroy(T* at) { at->~T(); }
};
template <class T>
class boost::numeric::ublas::unbounded_array<T, std::allocator<T>>
    : public boost::numeric::ublas::unbounded_array<T, constructing_allocator<T>> {
    using unbounded_array<T, constructing_allocator<T>>::unbounded_array;
};
// [ublas]

#include <boost/numeric/odeint.hpp>
#include <ctgrad/ctgrad.hpp>

namespace {

// [reactions]
using state = std::array<double, 3>;

constexpr auto reactions = ctgrad::function<state(state, double)>([](auto const& y, auto) {
    auto const first = 0.04 * y[0], second = 3e7 * y[1] * y[1], third = 1e4 * y[1] * y[2];
    return std::array{third - first, first - second - third, second};
});
// [reactions]

}  // namespace

int main() {
    namespace odeint = boost::numeric::odeint;
    using vector = boost::numeric::ublas::vector<double>;
    using matrix = boost::numeric::ublas::matrix<double>;

    // [integrate]
    // [glue]
    auto const rates = [](vector const& y, vector& dy, double t) { std::ranges::copy(reactions(y, t), dy.begin()); };
    auto const jacobian = [](vector const& y, matrix& j, double t, vector& by_time) {
        ctgrad::jacobian(reactions).into(&j(0, 0), by_time)(y, t);
    };
    // [glue]
    vector y(3, 0.0);
    y[0] = 1;
    auto const steps = odeint::integrate_adaptive(odeint::make_controlled<odeint::rosenbrock4<double>>(1e-10, 1e-10),
                                                  std::pair(rates, jacobian), y, 0.0, 40.0, 1e-6);
    // [integrate]
    std::printf("after 40 seconds: %.5f %.4e %.5f\n", y[0], y[1], y[2]);
    // Hairer and Wanner, Solving Ordinary Differential Equations II, Springer 1996.
    state const known{0.7158270688, 9.185534765e-6, 0.2841637458};
    double error = 0;
    for (std::size_t i = 0; i < 3; ++i) error = std::fmax(error, std::fabs(y[i] - known[i]) / known[i]);
    std::printf("%s\n", error < 1e-6 && steps > 0 ? "right to six digits" : "wrong");
}
