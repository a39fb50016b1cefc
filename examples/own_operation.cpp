// An operation of your own: its name, its value, its partials. It works like the library's in formulas, in derivatives
// of any order, and in functions.

#include <cstdio>

#include <ctgrad/ctgrad.hpp>
using namespace ctgrad::literals;

namespace {

// x / (1 + |x|)
struct softsign_operation : ctgrad::operation {
    static constexpr char const* name = "softsign";
    template <class T>
    static constexpr T evaluate(T const& x) {
        return x / (1 + (x < 0 ? -x : x));
    }
    // From the result y = softsign(x) and x itself. 1 - |y| = 1 / (1 + |x|), so there is no second division.
    template <class T>
    static constexpr std::array<T, 1> partials(T const& y, T const&) {
        return {(1 - abs(y)) * (1 - abs(y))};
    }
};

constexpr auto softsign(auto const& x) { return ctgrad::apply<softsign_operation>(x); }

constexpr auto x = ctgrad::variable<"x">;
constexpr auto f = softsign(3_c * x);

static_assert(ctgrad::identical(ctgrad::derivative(softsign(x), x),
                                (1_c - abs(softsign(x))) * (1_c - abs(softsign(x)))));
static_assert(f(x = 1.0) == 0.75);
static_assert(ctgrad::derivative(f, x)(x = 1.0) == 0.1875);
static_assert(ctgrad::cost(ctgrad::value_and_gradient(f, x)).calls("softsign") == 1);

}  // namespace

int main() {
    auto const r = ctgrad::value_and_gradient(f, x)(x = 1.0);
    std::printf("softsign(3 x) at 1: value %g, derivative %g\n", r.value, r[x]);
    std::printf("second derivative %g\n", ctgrad::derivative(f, x, x)(x = 1.0));

    constexpr auto layer =
        ctgrad::function<double(double, double)>([](auto weight, auto input) { return softsign(weight * input); });
    auto const [by_weight, by_input] = ctgrad::gradient(layer)(0.5, 2.0);
    std::printf("in a function: by weight %g, by input %g\n", by_weight, by_input);
}
