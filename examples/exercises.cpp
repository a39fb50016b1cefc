// The scalar exercises of the hand-outs on computational graphs and backpropagation, question by question. Every
// answer printed here is proved while this file compiles: the symbols by `identical`, the numbers by evaluation in
// constant expressions. E1 to E11 are numbered as in the collection of the exercises.

#include <cstdio>
#include <string_view>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad::literals;
using ctgrad::derivative, ctgrad::identical;

namespace {

// Half a unit of the seventh decimal: the answers are known with seven.
constexpr bool agrees(double computed, double answer) {
    double const difference = computed - answer;
    return difference <= 5e-8 && difference >= -5e-8;
}

void title(char const* text) { std::printf("\n%s\n", text); }
void show(char const* question, char const* symbols, double number) {
    std::printf("  %-16s = %-34s = %.7g\n", question, symbols, number);
}
void show_nudge(char const* question, double exact, double nudged) {
    std::printf("  %-16s = %-10.7g finite difference %.4f\n", question, exact, nudged);
}

// The text printed is the expression proved.
#define ANSWER(question, formula, symbols, answer, ...)           \
    static_assert(identical(formula, symbols));                   \
    static_assert(agrees((formula)(__VA_ARGS__), answer));        \
    show(question, #symbols, (formula)(__VA_ARGS__))

namespace e1 {

constexpr auto x = ctgrad::variable<"x">;
constexpr auto y = ctgrad::variable<"y">;
constexpr auto z = ctgrad::variable<"z">;
constexpr auto q = x + y;
constexpr auto f = q * z;

void answer() {
    title("E1  q = x + y, f = q z at x = -2, y = 5, z = -4");
    ANSWER("q", q, x + y, 3, x = -2.0, y = 5.0);
    ANSWER("f", f, (x + y) * z, -12, x = -2.0, y = 5.0, z = -4.0);
    ANSWER("1. df/dq", derivative(f, q), z, -4, x = -2.0, y = 5.0, z = -4.0);
    ANSWER("2. dq/dx", derivative(q, x), 1_c, 1, x = -2.0, y = 5.0);
    ANSWER("3. dq/dy", derivative(q, y), 1_c, 1, x = -2.0, y = 5.0);
    ANSWER("4. df/dz", derivative(f, z), x + y, 3, x = -2.0, y = 5.0, z = -4.0);
    ANSWER("5. df/dx", derivative(f, x), z, -4, x = -2.0, y = 5.0, z = -4.0);
    ANSWER("6. df/dy", derivative(f, y), z, -4, x = -2.0, y = 5.0, z = -4.0);

    // The chain rule the hand-out uses for 5 and 6.
    static_assert(identical(derivative(f, x), derivative(f, q) * derivative(q, x)));
    static_assert(identical(derivative(f, y), derivative(f, q) * derivative(q, y)));

    // One reverse sweep gives all of them, with the upstream gradient dL/df as its seed.
    constexpr auto backward = ctgrad::vjp(f, x, y, z, q);
    constexpr auto one = backward(ctgrad::upstream(1.0), x = -2.0, y = 5.0, z = -4.0);
    constexpr auto two = backward(ctgrad::upstream(2.0), x = -2.0, y = 5.0, z = -4.0);
    static_assert(one[x] == -4 && one[y] == -4 && one[z] == 3 && one[q] == -4);
    static_assert(two[x] == -8 && two[y] == -8 && two[z] == 6 && two[q] == -8);
    for (auto const& [upstream, g] : {std::pair{1, one}, std::pair{2, two}})
        std::printf("  with dL/df = %d: dL/dx = %g, dL/dy = %g, dL/dz = %g, dL/dq = %g\n", upstream, g[x], g[y], g[z],
                    g[q]);
}

}  // namespace e1

namespace e2 {

constexpr auto w0 = ctgrad::variable<"w0">;
constexpr auto w1 = ctgrad::variable<"w1">;
constexpr auto w2 = ctgrad::variable<"w2">;
constexpr auto x0 = ctgrad::variable<"x0">;
constexpr auto x1 = ctgrad::variable<"x1">;
constexpr auto z = w0 * x0 + w1 * x1 + w2;
constexpr auto a = sigmoid(z);

#define GIVEN w0 = 2.0, x0 = -1.0, w1 = -3.0, x1 = -2.0, w2 = -3.0

void answer() {
    title("E2  z = w0 x0 + w1 x1 + w2, a = sigmoid(z) at w = (2, -3, -3), x = (-1, -2)");
    ANSWER("z", z, w0 * x0 + w1 * x1 + w2, 1, GIVEN);
    ANSWER("a", a, sigmoid(z), 0.7310586, GIVEN);
    ANSWER("da/dz", derivative(a, z), a * (1_c - a), 0.1966119, GIVEN);
    ANSWER("1. da/dx0", derivative(a, x0), a * (1_c - a) * w0, 0.3932239, GIVEN);
    ANSWER("2. da/dw0", derivative(a, w0), a * (1_c - a) * x0, -0.1966119, GIVEN);
    ANSWER("3. da/dx1", derivative(a, x1), a * (1_c - a) * w1, -0.5898358, GIVEN);
    ANSWER("4. da/dw1", derivative(a, w1), a * (1_c - a) * x1, -0.3932239, GIVEN);
    ANSWER("5. da/dw2", derivative(a, w2), a * (1_c - a), 0.1966119, GIVEN);

    constexpr auto partials = ctgrad::value_and_gradient(a, w0, w1, w2, x0, x1);
    static_assert(ctgrad::cost(partials).calls("exp") == 0 && ctgrad::cost(partials).calls("sigmoid") == 1);

    // Written out as in the hand-out, the neuron has the same value, bit for bit.
    constexpr auto written_out = 1_c / (1_c + exp(-z));
    static_assert(written_out(GIVEN) == a(GIVEN));
    constexpr auto sweep = ctgrad::value_and_gradient(written_out, w0, w1, w2, x0, x1);
    static_assert(ctgrad::cost(sweep).calls("exp") == 1 && ctgrad::cost(sweep).divisions == 1);
    static_assert(agrees(sweep(GIVEN)[x0], partials(GIVEN)[x0]) && agrees(sweep(GIVEN)[w1], partials(GIVEN)[w1]));

    constexpr auto upstream = ctgrad::vjp(a, x0, x1)(ctgrad::upstream(3.0), GIVEN);
    static_assert(agrees(upstream[x0], 3 * 0.39322387) && agrees(upstream[x1], -3 * 0.58983580));
    std::printf("  with dL/da = 3: dL/dx0 = %.7g, dL/dx1 = %.7g\n", upstream[x0], upstream[x1]);

    std::printf("  Slip in hand-out 000: its answer 1 stops at da/dz = 0.197, the factor dz/dx0 = w0 = 2 is missing.\n");
    constexpr double h = 1e-4;
    constexpr double nudged = (a(w0 = 2.0, x0 = -1.0 + h, w1 = -3.0, x1 = -2.0, w2 = -3.0) -
                               a(w0 = 2.0, x0 = -1.0 - h, w1 = -3.0, x1 = -2.0, w2 = -3.0)) /
                              (2 * h);
    static_assert(agrees(derivative(a, x0)(GIVEN), nudged));
    show_nudge("da/dx0", derivative(a, x0)(GIVEN), nudged);
}
#undef GIVEN

}  // namespace e2

namespace e5 {

constexpr auto u1 = ctgrad::variable<"u1">;
constexpr auto u2 = ctgrad::variable<"u2">;
constexpr auto u3 = u1 * u2;
constexpr auto u4 = u1 + u2;
constexpr auto u5 = 2_c * u3 * u4;

#define GIVEN u1 = 3.0, u2 = 4.0

void answer() {
    title("E5  u3 = u1 u2, u4 = u1 + u2, u5 = 2 u3 u4 at u1 = 3, u2 = 4");
    std::printf("  2a. forward pass\n");
    ANSWER("u3", u3, u1 * u2, 12, GIVEN);
    ANSWER("u4", u4, u1 + u2, 7, GIVEN);
    ANSWER("u5", u5, 2_c * u3 * u4, 168, GIVEN);
    std::printf("  2b. closed form\n");
    ANSWER("u5", u5, 2_c * (u1 * u2) * (u1 + u2), 168, GIVEN);
    std::printf("  2b. the Jacobian of each edge\n");
    ANSWER("J 1->3", derivative(u3, u1), u2, 4, GIVEN);
    ANSWER("J 2->3", derivative(u3, u2), u1, 3, GIVEN);
    ANSWER("J 1->4", derivative(u4, u1), 1_c, 1, GIVEN);
    ANSWER("J 2->4", derivative(u4, u2), 1_c, 1, GIVEN);
    ANSWER("J 3->5", derivative(u5, u3), 2_c * u4, 14, GIVEN);
    ANSWER("J 4->5", derivative(u5, u4), 2_c * u3, 24, GIVEN);
    std::printf("  2c. backward pass\n");
    constexpr auto p5 = derivative(u5, u5);
    constexpr auto p4 = p5 * derivative(u5, u4);
    constexpr auto p3 = p5 * derivative(u5, u3);
    ANSWER("p5", derivative(u5, u5), 1_c, 1, GIVEN);
    ANSWER("p4", derivative(u5, u4), p5 * derivative(u5, u4), 24, GIVEN);
    ANSWER("p3", derivative(u5, u3), p5 * derivative(u5, u3), 14, GIVEN);
    ANSWER("p2", derivative(u5, u2), p3 * derivative(u3, u2) + p4 * derivative(u4, u2), 66, GIVEN);
    ANSWER("p1", derivative(u5, u1), p3 * derivative(u3, u1) + p4 * derivative(u4, u1), 80, GIVEN);

    constexpr auto p = ctgrad::gradient(u5, u5, u4, u3, u2, u1)(GIVEN);
    static_assert(p[u5] == 1 && p[u4] == 24 && p[u3] == 14 && p[u2] == 66 && p[u1] == 80);
}
#undef GIVEN

}  // namespace e5

namespace e8 {

// A function of which only its name is known, and that its derivatives have names: "f" has the derivatives "f_1" by
// its first argument, "f_2" by its second. What holds for it holds for every differentiable function. (To have numbers
// too, it is a product of exp(u) - 1, from which a derivative by an argument takes the 1 away.)
template <ctgrad::fixed_string Name, bool... Derived>
struct unknown : ctgrad::operation {
    static constexpr auto text = [] {
        struct {
            char characters[32]{};
            std::size_t size = 0;
        } result;
        for (char c : Name.view()) result.characters[result.size++] = c;
        char digit = '1';
        for (bool derived : {Derived...}) {
            if (derived) {
                result.characters[result.size++] = '_';
                result.characters[result.size++] = digit;
            }
            ++digit;
        }
        return result;
    }();
    static constexpr std::string_view name{text.characters, text.size};

    template <class T, class... More>
        requires(sizeof...(More) + 1 == sizeof...(Derived))
    static constexpr T evaluate(T const& first, More const&... more) {
        bool const derived[]{Derived...};
        T const arguments[]{first, more...};
        T product = 1;
        for (std::size_t i = 0; i < sizeof...(Derived); ++i) {
            T const grown = ctgrad::operations::exponential::evaluate(arguments[i]);
            product = product * (derived[i] ? grown : grown - 1);
        }
        return product;
    }
    template <class T, class... X>
    static constexpr std::array<T, sizeof...(X)> partials(T const& y, X const&... x) {
        return partials_at<T>(std::index_sequence_for<X...>{}, y, x...);
    }

private:
    template <class T, std::size_t... I, class... X>
    static constexpr std::array<T, sizeof...(X)> partials_at(std::index_sequence<I...> indices, T const& y,
                                                                 X const&... x) {
        return {partial<T, I>(indices, y, x...)...};
    }
    template <class T, std::size_t Argument, std::size_t... I, class... X>
    static constexpr T partial(std::index_sequence<I...>, T const& y, X const&... x) {
        if constexpr (((I == Argument && Derived) || ...))
            return y;
        else
            return ctgrad::apply<unknown<Name, (I == Argument || Derived)...>>(x...);
    }
};

constexpr auto x = ctgrad::variable<"x">;
constexpr auto x1 = ctgrad::variable<"x1">;
constexpr auto x2 = ctgrad::variable<"x2">;

#define PROVE(identity)                                        \
    static_assert(identity);                                   \
    std::printf("  %s\n", #identity)

void answer() {
    title("E8  the chain rule, for functions of which nothing is known but their names");
    {
        std::printf("  form 1: y = f(u), u = g(x)\n");
        constexpr auto u = ctgrad::apply<unknown<"g", false>>(x);
        constexpr auto y = ctgrad::apply<unknown<"f", false>>(u);
        PROVE(identical(derivative(y, x), derivative(y, u) * derivative(u, x)));
        constexpr auto f_1_of_u = ctgrad::apply<unknown<"f", true>>(u);
        constexpr auto g_1_of_x = ctgrad::apply<unknown<"g", true>>(x);
        PROVE(identical(derivative(y, x), f_1_of_u * g_1_of_x));

        // Composition by substitution: f first, then its argument.
        constexpr auto v = ctgrad::variable<"v">;
        constexpr auto f_of_v = ctgrad::apply<unknown<"f", false>>(v);
        PROVE(identical(y, substitute(f_of_v, v, u)));
        PROVE(identical(derivative(y, x), substitute(derivative(f_of_v, v), v, u) * derivative(u, x)));
    }
    {
        std::printf("  form 2: y = f(u1, u2), u1 = g1(x), u2 = g2(x)\n");
        constexpr auto u1 = ctgrad::apply<unknown<"g1", false>>(x);
        constexpr auto u2 = ctgrad::apply<unknown<"g2", false>>(x);
        constexpr auto y = ctgrad::apply<unknown<"f", false, false>>(u1, u2);
        PROVE(identical(derivative(y, x), derivative(y, u1) * derivative(u1, x) + derivative(y, u2) * derivative(u2, x)));
    }
    {
        std::printf("  form 3: y = f(u1, u2, u3), every u a function of x\n");
        constexpr auto u1 = ctgrad::apply<unknown<"g1", false>>(x);
        constexpr auto u2 = ctgrad::apply<unknown<"g2", false>>(x);
        constexpr auto u3 = ctgrad::apply<unknown<"g3", false>>(x);
        constexpr auto y = ctgrad::apply<unknown<"f", false, false, false>>(u1, u2, u3);
        PROVE(identical(derivative(y, x), derivative(y, u3) * derivative(u3, x) + derivative(y, u2) * derivative(u2, x) +
                                              derivative(y, u1) * derivative(u1, x)));
    }
    {
        std::printf("  vector chain rule: y = f(u1, u2, u3), every u a function of x1 and x2\n");
        constexpr auto u1 = ctgrad::apply<unknown<"g1", false, false>>(x1, x2);
        constexpr auto u2 = ctgrad::apply<unknown<"g2", false, false>>(x1, x2);
        constexpr auto u3 = ctgrad::apply<unknown<"g3", false, false>>(x1, x2);
        constexpr auto y = ctgrad::apply<unknown<"f", false, false, false>>(u1, u2, u3);
        PROVE(identical(derivative(y, x1), derivative(y, u3) * derivative(u3, x1) +
                                               derivative(y, u2) * derivative(u2, x1) +
                                               derivative(y, u1) * derivative(u1, x1)));
        PROVE(identical(derivative(y, x2), derivative(y, u3) * derivative(u3, x2) +
                                               derivative(y, u2) * derivative(u2, x2) +
                                               derivative(y, u1) * derivative(u1, x2)));

        // In numbers: dy/dx = (du/dx)^T dy/du, of three rows and two columns.
        constexpr auto dy_dx = ctgrad::gradient(y, x1, x2)(x1 = 0.5, x2 = 0.75);
        constexpr auto dy_du = ctgrad::gradient(y, u1, u2, u3)(x1 = 0.5, x2 = 0.75);
        constexpr auto du_dx = ctgrad::jacobian(ctgrad::outputs(u1, u2, u3), x1, x2)(x1 = 0.5, x2 = 0.75);
        constexpr auto product = [](auto const& matrix, auto const& vector, std::size_t column) {
            double sum = 0;
            for (std::size_t row = 0; row < 3; ++row) sum += matrix.jacobian[row][column] * vector.values[row];
            return sum;
        };
        static_assert(agrees(dy_dx[x1], product(du_dx, dy_du, 0)) && agrees(dy_dx[x2], product(du_dx, dy_du, 1)));

        // The same product without the matrix, as a reverse sweep makes it.
        constexpr auto swept = ctgrad::vjp(ctgrad::outputs(u1, u2, u3), x1, x2)(
            ctgrad::upstream(dy_du[u1], dy_du[u2], dy_du[u3]), x1 = 0.5, x2 = 0.75);
        static_assert(agrees(swept[x1], dy_dx[x1]) && agrees(swept[x2], dy_dx[x2]));
        std::printf("  at x1 = 0.5, x2 = 0.75 with exp(u) - 1 for every name: dy/dx = (%.7g, %.7g),\n", dy_dx[x1], dy_dx[x2]);
        std::printf("  (du/dx)^T dy/du = (%.7g, %.7g)\n", product(du_dx, dy_du, 0), product(du_dx, dy_du, 1));
    }
}

}  // namespace e8

namespace e9 {

constexpr auto x = ctgrad::variable<"x">;
constexpr auto z = ctgrad::variable<"z">;
constexpr auto a = x * z;
constexpr auto b = log(x);
constexpr auto c = sin(b);
constexpr auto d = exp(a);
constexpr auto e = a / b;
constexpr auto f = c / a;
constexpr auto y = d + e + f;

#define GIVEN x = 2.0, z = 3.0

void answer() {
    title("E9  y = exp(x z) + x z / log(x) + sin(log(x)) / (x z) at x = 2, z = 3");
    std::printf("  forward\n");
    ANSWER("a", a, x * z, 6, GIVEN);
    ANSWER("b", b, log(x), 0.69314718, x = 2.0);
    ANSWER("c", c, sin(b), 0.63896128, x = 2.0);
    ANSWER("d", d, exp(a), 403.42879349, GIVEN);
    ANSWER("e", e, a / b, 8.65617025, GIVEN);
    ANSWER("f", f, c / a, 0.10649355, GIVEN);
    ANSWER("y", y, d + e + f, 412.19145728, GIVEN);
    std::printf("  backward\n");
    ANSWER("g_f", derivative(y, f), 1_c, 1, GIVEN);
    ANSWER("g_e", derivative(y, e), 1_c, 1, GIVEN);
    ANSWER("g_d", derivative(y, d), 1_c, 1, GIVEN);
    ANSWER("g_c", derivative(y, c), 1_c / a, 0.16666667, GIVEN);
    ANSWER("g_b", derivative(y, b), cos(b) * (1_c / a) - e * (1_c / b), -12.36000740, GIVEN);
    ANSWER("g_a", derivative(y, a), exp(a) + (1_c / b - f * (1_c / a)), 404.85373961, GIVEN);
    ANSWER("g_x", derivative(y, x), derivative(y, a) * z + derivative(y, b) * (1_c / x), 1208.38121513, GIVEN);
    ANSWER("g_z", derivative(y, z), derivative(y, a) * x, 809.70747922, GIVEN);

    constexpr auto sweep = ctgrad::value_and_gradient(y, f, e, d, c, b, a, x, z);
    constexpr auto cost = ctgrad::cost(sweep);
    static_assert(cost.calls("log") == 1 && cost.calls("exp") == 1 && cost.calls("sin") == 1 && cost.calls("cos") == 1);
    static_assert(agrees(sweep(GIVEN)[x], derivative(y, x)(GIVEN)) && agrees(sweep(GIVEN)[z], derivative(y, z)(GIVEN)));
    std::printf("  value and all adjoints in one pass: %d log, %d exp, %d sin, %d cos\n", cost.calls("log"),
                cost.calls("exp"), cost.calls("sin"), cost.calls("cos"));

    std::printf("  Slip in hand-out 003: it has de/db = a / b^2, the sign is missing.\n");
    static_assert(identical(derivative(e, b), -(e * (1_c / b))));
    // e as a formula of b alone, so that b can be nudged.
    constexpr auto free_a = ctgrad::variable<"a">;
    constexpr auto free_b = ctgrad::variable<"b">;
    constexpr auto e_of_b = substitute(substitute(e, b, free_b), a, free_a);
    constexpr double b0 = b(x = 2.0), h = 1e-4;
    constexpr double exact = derivative(e_of_b, free_b)(free_a = 6.0, free_b = b0);
    constexpr double nudged =
        (e_of_b(free_a = 6.0, free_b = b0 + h) - e_of_b(free_a = 6.0, free_b = b0 - h)) / (2 * h);
    static_assert(agrees(exact, -12.48821389) && agrees(exact, -6 / (b0 * b0)));
    show_nudge("de/db", exact, nudged);
}
#undef GIVEN

}  // namespace e9

namespace e11 {

constexpr auto a = ctgrad::variable<"a">;
constexpr auto b = ctgrad::variable<"b">;
constexpr auto c = ctgrad::variable<"c">;
constexpr auto u = b * c;
constexpr auto v = a + u;
constexpr auto J = 3_c * v;

#define GIVEN a = 5.0, b = 3.0, c = 2.0

void answer() {
    title("E11  u = b c, v = a + u, J = 3 v at a = 5, b = 3, c = 2");
    ANSWER("u", u, b * c, 6, b = 3.0, c = 2.0);
    ANSWER("v", v, a + u, 11, GIVEN);
    ANSWER("J", J, 3_c * (a + b * c), 33, GIVEN);
    ANSWER("dJ/dv", derivative(J, v), 3_c, 3, GIVEN);
    ANSWER("dJ/da", derivative(J, a), 3_c, 3, GIVEN);
    ANSWER("dJ/du", derivative(J, u), 3_c, 3, GIVEN);
    ANSWER("dJ/db", derivative(J, b), 3_c * c, 6, GIVEN);
    ANSWER("dJ/dc", derivative(J, c), 3_c * b, 9, GIVEN);

    constexpr auto g = ctgrad::gradient(J, v, a, u, b, c)(GIVEN);
    static_assert(g[v] == 3 && g[a] == 3 && g[u] == 3 && g[b] == 6 && g[c] == 9);

    std::printf("  the nudge check: each is raised by 0.001\n");
    // J as a formula of an intermediate alone, so that it can be nudged.
    constexpr auto free = ctgrad::variable<"nudged">;
    constexpr auto J_of_v = substitute(J, v, free);
    constexpr auto J_of_u = substitute(J, u, free);
    constexpr auto nudge = [](char const* name, double exact, double nudged) {
        std::printf("  J(%s + 0.001) = %.3f   (%.3f - 33) / 0.001 = %.4f   exact %g\n", name, nudged, nudged,
                    (nudged - 33) / 0.001, exact);
    };
    static_assert(agrees(J_of_v(free = 11.001), 33.003) && agrees(J(a = 5.001, b = 3.0, c = 2.0), 33.003));
    nudge("v", g[v], J_of_v(free = 11.001));
    nudge("a", g[a], J(a = 5.001, b = 3.0, c = 2.0));
    nudge("u", g[u], J_of_u(a = 5.0, free = 6.001));
    nudge("b", g[b], J(a = 5.0, b = 3.001, c = 2.0));
    nudge("c", g[c], J(a = 5.0, b = 3.0, c = 2.001));
}
#undef GIVEN

}  // namespace e11

}  // namespace

int main() {
    std::printf("Answers to the scalar exercises, each one proved while this program was compiled\n");
    e1::answer();
    e2::answer();
    e5::answer();
    e8::answer();
    e9::answer();
    e11::answer();
}
