// The operations of ctgrad's rows, as sympy/generate counts those of SymPy: name there, of the value alone, of value and derivatives,
// and the name of the row.
#include <cstdio>

#include "by_ctgrad.hpp"
#include "rows/mechanics_work.hpp"
#include "rows/models_work.hpp"
#include "rows/stated_work.hpp"
#include "traced.hpp"

namespace {

using namespace by_ctgrad;
using work::traced, ctgrad::arguments;

template <class Value, class Quantity>
void print(char const* name, char const* row, Value, Quantity) {
    std::printf("%s %d %d %s\n", name, ctgrad::cost(Value{}).total(), ctgrad::cost(Quantity{}).total(), row);
}
template <class Work>
void print_gradient(char const* name, char const* row) {
    print(name, row, traced<Work>, ctgrad::jacobian(traced<Work>, arguments<0>));
}
template <class Work>
void print_hessian(char const* name, char const* row) {
    print(name, row, traced<Work>, ctgrad::hessian(traced<Work>, arguments<0>));
}

}  // namespace

int main() {
    print("f1", "F1 (x+y)z", product_of_sum, ctgrad::value_and_gradient(product_of_sum, x, y, z));
    print("f2", "F2 sigmoid neuron", neuron, ctgrad::value_and_gradient(neuron, w0, w1, w2, x0, x1));
    print("f3", "F3 exp, log, sin", exponential_logarithm_sine,
          ctgrad::value_and_gradient(exponential_logarithm_sine, x, z));
    print("f4", "F4 2(uv)(u+v)", product_with_sum, ctgrad::value_and_gradient(product_with_sum, u, v));
    print("residual", "F5 bundle adjustment, 2 x 15", residual, ctgrad::jacobian(residual));
    print_gradient<work::quaternion>("quaternion", "Quaternion rotation, 3 x 4");
    print_gradient<work::unit_quaternion>("unit_quaternion", "Unit quaternion rotation, 3 x 4, identity stated");
    print_gradient<work::arm>("arm", "Robot arm, 3 x 6");
    print_hessian<work::black_scholes>("black_scholes", "Black-Scholes, all Greeks");
    print_hessian<work::black_scholes_with_identity>("black_scholes_with_identity",
                                                     "Black-Scholes, all Greeks, identity stated");
    print_hessian<work::exponential_logarithm_sine>("f3_hessian", "Hessian of F3");
    print_hessian<work::rosenbrock>("rosenbrock", "Hessian of Rosenbrock, 10");
    print_gradient<work::rosenbrock>("rosenbrock_gradient", "Gradient of Rosenbrock, 10");
    print_gradient<work::cart_pole>("cart_pole", "Cart-pole dynamics, 4 x 5");
    print_gradient<work::two_links>("two_links", "Two-link arm dynamics, 2 x 6");
    print_hessian<work::neo_hookean>("neo_hookean", "Neo-Hookean energy, Hessian 9 x 9");
    print_gradient<work::lennard_jones>("lennard_jones", "Lennard-Jones, 5 atoms");
    print_gradient<work::sabr>("sabr", "SABR volatility");
    print_gradient<work::determinant>("determinant", "Determinant 4 x 4 by minors");
    print_gradient<work::harmonics<4>>("harmonics_4", "Spherical harmonics, 4 degrees");
    print_gradient<work::harmonics<11>>("harmonics_11", "Spherical harmonics, 11 degrees");
    print_gradient<work::least_squares>("least_squares", "Least squares, 9 x 100");
    print_gradient<work::heston>("heston", "Characteristic function of Heston, 2 x 5");
    print_gradient<work::pollution>("pollution", "Pollution, dense 20 x 20");
    print_gradient<work::rosenbrock_100>("rosenbrock_100", "Gradient of Rosenbrock, 100");
}
