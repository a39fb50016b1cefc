// The programs of docs/tutorial.md, one after another. Each part prints its name and then the output that the tutorial
// shows.

#include <array>
#include <cmath>
#include <cstdio>
#include <iostream>

#include <boost/hana/adapt_struct.hpp>

// [include]
#include <ctgrad/ctgrad.hpp>
#include <ctgrad/print.hpp>  // only to print and draw

using namespace ctgrad::literals;  // 2_c, 0.1_c
// [include]

// [variables]
inline constexpr auto x = ctgrad::variable<"x">;
inline constexpr auto y = ctgrad::variable<"y">;
inline constexpr auto z = ctgrad::variable<"z">;
// [variables]

// [struct]
struct point {
    double x, y, z;
};
BOOST_HANA_ADAPT_STRUCT(point, x, y, z);
// [struct]

namespace {

void part(char const* name) { std::printf("== %s\n", name); }

void formula() {
    part("formula");
    // [formula]
    constexpr auto f = (x + y) * z;
    static_assert(f(x = -2.0, y = 5.0, z = -4.0) == -12.0);

    double const a = -2, b = 5, c = -4;
    std::printf("f = %g\n", f(x = a, z = c, y = b));  // names in any order
    // [formula]
}

void derivatives() {
    part("derivatives");
    // [derivatives]
    constexpr auto f = (x + y) * z;
    constexpr auto by_x = ctgrad::derivative(f, x);  // another formula
    static_assert(ctgrad::identical(by_x, z));
    static_assert(by_x(z = -4.0) == -4.0);
    std::cout << "df/dx = " << by_x << ", d2f/dxdz = " << ctgrad::derivative(f, x, z) << '\n';
    // [derivatives]
}

void gradients() {
    part("gradients");
    // [gradients]
    constexpr auto f = (x + y) * z;
    auto const r = ctgrad::value_and_gradient(f, x, y, z)(x = -2.0, y = 5.0, z = -4.0);
    std::printf("f = %g, df/dx = %g, df/dy = %g, df/dz = %g\n", r.value, r[x], r[y], r[z]);

    constexpr auto with_struct = ctgrad::gradient(f);  // with respect to all members of a struct
    point const g = with_struct(point{-2, 5, -4});
    std::printf("(%g, %g, %g)\n", g.x, g.y, g.z);
    // [gradients]
}

void intermediates() {
    part("intermediates");
    // [intermediates]
    constexpr auto q = ctgrad::named<"q">(x + y);
    constexpr auto f = ctgrad::named<"f">(q * z);
    static_assert(ctgrad::identical(ctgrad::derivative(f, q), z));
    std::cout << ctgrad::value_and_gradient(f, x, q, z) << '\n';

    // If f is part of a larger L, vjp takes the cotangent dL/df.
    constexpr auto back = ctgrad::vjp(f, x, y, z)(ctgrad::cotangent(2.0), x = -2.0, y = 5.0, z = -4.0);
    static_assert(back[x] == -8 && back[z] == 6);
    // [intermediates]
}

void more() {
    part("more");
    // [more]
    constexpr auto f = exp(x * y) / z;
    auto const h = ctgrad::hessian(f, x, y)(x = 0.5, y = 2.0, z = 4.0);
    std::printf("f = %.4f, df/dx = %.4f, d2f/dxdy = %.4f\n", h.value, h.gradient[x], h(x, y));

    auto const j = ctgrad::jacobian(ctgrad::outputs(x * y, x + y), x, y)(x = 3.0, y = 4.0);
    std::printf("[%g %g; %g %g]\n", j[0][x], j[0][y], j[1][x], j[1][y]);

    auto const along = ctgrad::jvp(f, x, y)(ctgrad::tangent(x = 1.0, y = 0.0), x = 0.5, y = 2.0, z = 4.0);
    std::printf("along x: %.4f\n", along.tangent[0]);
    // [more]
}

// [function]
// Existing code, generic in its scalar type: loops, helpers, arrays.
template <class T>
constexpr T length(std::array<T, 3> const& v) {
    using std::sqrt;
    T sum = 0;
    for (T const& part : v) sum += part * part;
    return sqrt(sum);
}
constexpr auto distance =
    ctgrad::function<double(std::array<double, 3>, std::array<double, 3>)>([](auto const& a, auto const& b) {
        return length(std::array{a[0] - b[0], a[1] - b[1], a[2] - b[2]});
    });
// [function]

void functions() {
    part("functions");
    // [function-use]
    auto const [value, gradient] =
        ctgrad::value_and_gradient(distance)(std::array{1.0, 2.0, 2.0}, std::array{0.0, 0.0, 0.0});
    auto const& [by_a, by_b] = gradient;  // each has the type of its argument
    std::printf("%g, by a (%.3f, %.3f, %.3f)\n", value, by_a[0], by_a[1], by_a[2]);
    // [function-use]
}

void branches() {
    part("branches");
    // [branches]
    // sin(x) / x, and its limit at 0. A NaN in the branch not taken does not reach the derivative.
    constexpr auto sinc = select(x == 0_c, 1_c, sin(x) / x);
    auto const at_zero = ctgrad::value_and_gradient(sinc, x)(x = 0.0);
    auto const at_one = ctgrad::value_and_gradient(sinc, x)(x = 1.0);
    std::printf("at 0: %g, %g; at 1: %.4f, %.4f\n", at_zero.value, at_zero[x], at_one.value, at_one[x]);
    // [branches]
}

void questions() {
    part("questions");
    // [questions]
    constexpr auto neuron = 1_c / (1_c + exp(-(x * y + z)));
    constexpr auto gradient = ctgrad::value_and_gradient(neuron, x, y, z);
    static_assert(ctgrad::depends_on(neuron, z));
    static_assert(ctgrad::cost(gradient).calls("exp") == 1);
    static_assert(ctgrad::cost(gradient).divisions == 1);
    std::cout << ctgrad::cpp<"neuron">(gradient);
    // [questions]
}

// [operation]
// x / (1 + |x|). `partials` takes the result y and the operand x.
struct softsign_operation : ctgrad::operation {
    static constexpr char const* name = "softsign";
    static constexpr ctgrad::notation notation{.latex_name = "\\operatorname{ss}"};
    template <class T>
    static constexpr T evaluate(T const& x) {
        return x / (1 + (x < 0 ? -x : x));
    }
    template <class T>
    static constexpr std::array<T, 1> partials(T const& y, T const&) {
        return {(1 - abs(y)) * (1 - abs(y))};
    }
};
constexpr auto softsign(auto const& x) { return ctgrad::apply<softsign_operation>(x); }
// [operation]

void rounding() {
    part("rounding");
    // [rounding]
    constexpr auto screen = x * y / z + y * y / z;
    constexpr auto all = ctgrad::value_and_gradient(screen, x, y, z);
    static_assert(ctgrad::cost(all).divisions == 3);
    static_assert(ctgrad::cost(ctgrad::free_rounding(all)).divisions == 1);
    std::cout << ctgrad::cpp<"screen">(ctgrad::free_rounding(all));
    // [rounding]
}

void own_operation() {
    part("own-operation");
    // [operation-use]
    constexpr auto f = ctgrad::named<"f">(softsign(3_c * x));
    static_assert(f(x = 1.0) == 0.75);
    static_assert(ctgrad::derivative(f, x)(x = 1.0) == 0.1875);
    std::cout << ctgrad::value_and_gradient(f, x) << '\n' << ctgrad::latex(f) << '\n';
    // [operation-use]
}

}  // namespace

int main() {
    formula();
    derivatives();
    gradients();
    intermediates();
    more();
    functions();
    branches();
    questions();
    rounding();
    own_operation();
}
