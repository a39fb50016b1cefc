// F1 to F4: value and gradient of formulas.
#include "by_ctgrad.hpp"
#include "by_hand.hpp"
#include "with_peers.hpp"

namespace {

using namespace comparison;
namespace f = by_ctgrad;
namespace hand = by_hand::shared;
namespace apart = by_hand::separate;
#define V(k) i.values[k]

BENCHMARKED(f1_shared, hand::product_of_sum(V(0), V(1), V(2)));
BENCHMARKED(f1_apart, apart::product_of_sum(V(0), V(1), V(2)));
BENCHMARKED(f1_ctgrad,
            ctgrad::value_and_gradient(f::product_of_sum, f::x, f::y, f::z)(f::x = V(0), f::y = V(1), f::z = V(2)));

BENCHMARKED(f2_shared, hand::neuron(V(0), V(1), V(2), V(3), V(4)));
BENCHMARKED(f2_apart, apart::neuron(V(0), V(1), V(2), V(3), V(4)));
BENCHMARKED(f2_ctgrad,
            ctgrad::value_and_gradient(f::neuron, f::w0, f::w1, f::w2, f::x0,
                                       f::x1)(f::w0 = V(0), f::w1 = V(1), f::w2 = V(2), f::x0 = V(3), f::x1 = V(4)));
BENCHMARKED(f2_ctgrad_written_out,
            ctgrad::value_and_gradient(f::neuron_written_out, f::w0, f::w1, f::w2, f::x0,
                                       f::x1)(f::w0 = V(0), f::w1 = V(1), f::w2 = V(2), f::x0 = V(3), f::x1 = V(4)));

BENCHMARKED(f3_shared, hand::exponential_logarithm_sine(V(0), V(1)));
BENCHMARKED(f3_apart, apart::exponential_logarithm_sine(V(0), V(1)));
BENCHMARKED(f3_ctgrad, ctgrad::value_and_gradient(f::exponential_logarithm_sine, f::x, f::z)(f::x = V(0), f::z = V(1)));
BENCHMARKED(f3_freely, ctgrad::free_rounding(ctgrad::value_and_gradient(f::exponential_logarithm_sine, f::x,
                                                                        f::z))(f::x = V(0), f::z = V(1)));

BENCHMARKED(f4_shared, hand::product_with_sum(V(0), V(1)));
BENCHMARKED(f4_apart, apart::product_with_sum(V(0), V(1)));
BENCHMARKED(f4_ctgrad, ctgrad::value_and_gradient(f::product_with_sum, f::u, f::v)(f::u = V(0), f::v = V(1)));
BENCHMARKED(f4_ctgrad_function, ctgrad::value_and_gradient(f::product_with_sum_function)(V(0), V(1)));

}  // namespace

int main() {
    compare_with_peers<work::product_of_sum>("F1 (x+y)z", random_inputs<3>(0.5, 2), named<f1_shared>{shared},
                                             named<f1_apart>{separate}, named<f1_ctgrad>{ours} WITH_SYMPY(f1));
    compare_with_peers<work::neuron>("F2 sigmoid neuron", random_inputs<5>(-1, 1), named<f2_shared>{shared},
                                     named<f2_apart>{separate}, named<f2_ctgrad>{"ctgrad, sigmoid(z)"},
                                     named<f2_ctgrad_written_out>{"ctgrad, 1/(1+exp(-z))"} WITH_SYMPY(f2));
    compare_with_peers<work::exponential_logarithm_sine>(
        "F3 exp, log, sin", random_inputs<2>(1.5, 2.5), named<f3_shared>{shared}, named<f3_apart>{separate},
        named<f3_ctgrad>{ours}, named<f3_freely>{freely} WITH_SYMPY(f3));
    compare_with_peers<work::product_with_sum>("F4 2(uv)(u+v)", random_inputs<2>(0.5, 2), named<f4_shared>{shared},
                                               named<f4_apart>{separate}, named<f4_ctgrad>{"ctgrad, formula"},
                                               named<f4_ctgrad_function>{"ctgrad, function"} WITH_SYMPY(f4));
}
