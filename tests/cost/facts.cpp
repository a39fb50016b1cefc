#include <cstddef>
#include <utility>

#include "../benchmark/by_ctgrad.hpp"
#include "../benchmark/traced.hpp"

// The cost of evaluations, asserted at compile time.
namespace {

namespace f = by_ctgrad;
using namespace ctgrad::literals;

// The neuron: one exponential and one division for the value and all five partials.
constexpr auto neuron =
    ctgrad::cost(ctgrad::value_and_gradient(f::neuron_written_out, f::w0, f::w1, f::w2, f::x0, f::x1));
static_assert(neuron.calls("exp") == 1 && neuron.all_calls == 1);
static_assert(neuron.divisions == 1);
// The library's own sigmoid costs the same.
constexpr auto neuron_sigmoid = ctgrad::cost(ctgrad::value_and_gradient(f::neuron, f::w0, f::w1, f::w2, f::x0, f::x1));
static_assert(neuron_sigmoid.calls("exp") == 1 && neuron_sigmoid.all_calls == 1);
static_assert(neuron_sigmoid.divisions == 1);

// E9: every function is called once.
constexpr auto e9 = ctgrad::cost(ctgrad::value_and_gradient(f::exponential_logarithm_sine, f::x, f::z));
static_assert(e9.calls("log") == 1 && e9.calls("exp") == 1);
static_assert(e9.calls("sin") == 1 && e9.calls("cos") == 1);
static_assert(e9.all_calls == 4);

// The cross-entropy of a logit and its gradient: one exponential serves both logarithms and all sigmoids.
constexpr auto cross_entropy = -(f::y * log(sigmoid(f::x * f::z)) + (1_c - f::y) * log(1_c - sigmoid(f::x * f::z)));
constexpr auto e3 = ctgrad::cost(ctgrad::value_and_gradient(cross_entropy, f::x, f::z));
static_assert(e3.calls("exp") == 1 && e3.calls("log1p") == 1 && e3.all_calls == 2 && e3.divisions == 1);

// F5: one sine, cosine and root for the residual and both rows of its Jacobian.
constexpr auto f5 = ctgrad::cost(ctgrad::jacobian(f::residual));
static_assert(f5.calls("sin") == 1 && f5.calls("cos") == 1 && f5.calls("sqrt") == 1);
static_assert(f5.all_calls == 3);

// The robot arm: its Jacobian is made from the links inwards, not row by row.
static_assert(ctgrad::cost(ctgrad::jacobian(work::traced<work::arm>)).total() <= 140);

// All partials of a product: three multiplications for each factor.
template <std::size_t I>
struct name_of_factor {
    static constexpr char text[]{'x', static_cast<char>('0' + I / 10), static_cast<char>('0' + I % 10), 0};
};
template <std::size_t I>
constexpr auto factor = ctgrad::variable<ctgrad::fixed_string(name_of_factor<I>::text)>;
template <std::size_t... I>
constexpr auto cost_of_product(std::index_sequence<I...>) {
    return ctgrad::cost(ctgrad::value_and_gradient((factor<I> * ...), factor<I>...));
}
constexpr auto product = cost_of_product(std::make_index_sequence<40>{});
static_assert(product.multiplications <= 120);
static_assert(product.arithmetic() == product.multiplications);

// The cheap gradient principle: all partials cost at most five times the arithmetic of the value.
template <class F, class... X>
consteval bool cheap(F formula, X... x) {
    return ctgrad::cost(ctgrad::gradient(formula, x...)).arithmetic() <= 5 * ctgrad::cost(formula).arithmetic();
}
static_assert(cheap(f::product_of_sum, f::x, f::y, f::z));
static_assert(cheap(f::neuron, f::w0, f::w1, f::w2, f::x0, f::x1));
static_assert(cheap(f::neuron_written_out, f::w0, f::w1, f::w2, f::x0, f::x1));
static_assert(cheap(f::product_with_sum, f::u, f::v));
static_assert(cheap(f::exponential_logarithm_sine, f::x, f::z));
static_assert(cheap(f::thrice_sum, f::a, f::b, f::c));
static_assert(cheap(pow(f::x, 7_c) * sqrt(f::y), f::x, f::y));
static_assert(cheap(tanh(f::x * f::y) / cosh(f::z), f::x, f::y, f::z));
static_assert(cheap(hypot(f::x, f::y) * f::z, f::x, f::y, f::z));
static_assert(cheap(log(1_c + exp(f::x)) * erf(f::y), f::x, f::y));
static_assert(cheap(max(f::x, f::y) * min(f::y, f::z) + abs(f::x), f::x, f::y, f::z));
static_assert(cheap(asin(f::x) + acos(f::y) * atan(f::z), f::x, f::y, f::z));

}  // namespace
