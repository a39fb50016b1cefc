// The operations of ctgrad's rows, as sympy/generate counts those of SymPy: name, of the value alone, of value and derivatives.
#include <cstdio>

#include "by_ctgrad.hpp"
#include "rows/mechanics_work.hpp"
#include "traced.hpp"

namespace {

using namespace by_ctgrad;
using work::traced, ctgrad::arguments;

template <class Value, class Quantity>
void print(char const* name, Value, Quantity) {
    std::printf("%s %d %d\n", name, ctgrad::cost(Value{}).total(), ctgrad::cost(Quantity{}).total());
}
template <class Work>
void print_gradient(char const* name) {
    print(name, traced<Work>, ctgrad::jacobian(traced<Work>, arguments<0>));
}
template <class Work>
void print_hessian(char const* name) {
    print(name, traced<Work>, ctgrad::hessian(traced<Work>, arguments<0>));
}

}  // namespace

int main() {
    print("f1", product_of_sum, ctgrad::value_and_gradient(product_of_sum, x, y, z));
    print("f2", neuron, ctgrad::value_and_gradient(neuron, w0, w1, w2, x0, x1));
    print("f3", exponential_logarithm_sine, ctgrad::value_and_gradient(exponential_logarithm_sine, x, z));
    print("f4", product_with_sum, ctgrad::value_and_gradient(product_with_sum, u, v));
    print("residual", residual, ctgrad::jacobian(residual));
    print_gradient<work::quaternion>("quaternion");
    print_gradient<work::arm>("arm");
    print_hessian<work::black_scholes>("black_scholes");
    print_hessian<work::exponential_logarithm_sine>("f3_hessian");
    print_hessian<work::rosenbrock>("rosenbrock");
    print_gradient<work::rosenbrock>("rosenbrock_gradient");
    print_gradient<work::cart_pole>("cart_pole");
    print_gradient<work::two_links>("two_links");
    print_hessian<work::neo_hookean>("neo_hookean");
    print_gradient<work::lennard_jones>("lennard_jones");
    print_gradient<work::sabr>("sabr");
    print_gradient<work::determinant>("determinant");
    print_gradient<work::harmonics<4>>("harmonics_4");
    print_gradient<work::harmonics<11>>("harmonics_11");
}
