// E8: the chain rule in three forms, and the vector chain rule, for arbitrary functions.
#include <string_view>

#include "exercise.hpp"

using namespace exercise;

namespace {

// An arbitrary function, of which formulas contain only the name: "f" has the derivatives "f_1" with respect to its
// first argument and "f_2" with respect to its second. What holds for it holds for every differentiable function. So
// that it has numbers too, its value is the product of exp(u) - 1 over its arguments u; in the derivative with respect
// to an argument that factor is exp(u).
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

}  // namespace

int main() {
    title("E8  the chain rule");
    {
        section("Form 1: y = f(u), u = g(x)");
        constexpr auto u = named<"u">(ctgrad::apply<unknown<"g", false>>(x));
        constexpr auto y = ctgrad::apply<unknown<"f", false>>(u);
        PROVE(identical(derivative(y, x), derivative(y, u) * derivative(u, x)));
        std::cout << "  dy/dx = " << derivative(y, x) << '\n';
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
        section("Form 2: y = f(u1, u2), u1 = g1(x), u2 = g2(x)");
        constexpr auto u1 = named<"u1">(ctgrad::apply<unknown<"g1", false>>(x));
        constexpr auto u2 = named<"u2">(ctgrad::apply<unknown<"g2", false>>(x));
        constexpr auto y = ctgrad::apply<unknown<"f", false, false>>(u1, u2);
        PROVE(
            identical(derivative(y, x), derivative(y, u1) * derivative(u1, x) + derivative(y, u2) * derivative(u2, x)));
        std::cout << "  dy/dx = " << derivative(y, x) << '\n';
    }
    {
        section("Form 3: y = f(u1, u2, u3), every u a function of x");
        constexpr auto u1 = named<"u1">(ctgrad::apply<unknown<"g1", false>>(x));
        constexpr auto u2 = named<"u2">(ctgrad::apply<unknown<"g2", false>>(x));
        constexpr auto u3 = named<"u3">(ctgrad::apply<unknown<"g3", false>>(x));
        constexpr auto y = ctgrad::apply<unknown<"f", false, false, false>>(u1, u2, u3);
        PROVE(identical(derivative(y, x), derivative(y, u3) * derivative(u3, x) +
                                              derivative(y, u2) * derivative(u2, x) +
                                              derivative(y, u1) * derivative(u1, x)));
        std::cout << "  dy/dx = " << derivative(y, x) << '\n';
    }
    {
        section("Vector chain rule: y = f(u1, u2, u3), every u a function of x1 and x2");
        constexpr auto u1 = named<"u1">(ctgrad::apply<unknown<"g1", false, false>>(x1, x2));
        constexpr auto u2 = named<"u2">(ctgrad::apply<unknown<"g2", false, false>>(x1, x2));
        constexpr auto u3 = named<"u3">(ctgrad::apply<unknown<"g3", false, false>>(x1, x2));
        constexpr auto y = ctgrad::apply<unknown<"f", false, false, false>>(u1, u2, u3);
        PROVE(identical(derivative(y, x1), derivative(y, u3) * derivative(u3, x1) +
                                               derivative(y, u2) * derivative(u2, x1) +
                                               derivative(y, u1) * derivative(u1, x1)));
        PROVE(identical(derivative(y, x2), derivative(y, u3) * derivative(u3, x2) +
                                               derivative(y, u2) * derivative(u2, x2) +
                                               derivative(y, u1) * derivative(u1, x2)));

        // In numbers: dy/dx = (du/dx)^T dy/du, where (du/dx)^T has three rows and two columns.
        constexpr auto dy_dx = ctgrad::gradient(y, x1, x2)(x1 = 0.5, x2 = 0.75);
        constexpr auto dy_du = ctgrad::gradient(y, u1, u2, u3)(x1 = 0.5, x2 = 0.75);
        constexpr auto du_dx = ctgrad::jacobian(ctgrad::outputs(u1, u2, u3), x1, x2)(x1 = 0.5, x2 = 0.75);
        constexpr auto product = [](auto const& matrix, auto const& vector, std::size_t column) {
            double sum = 0;
            for (std::size_t row = 0; row < 3; ++row) sum += matrix.jacobian[row][column] * vector[row];
            return sum;
        };
        static_assert(agrees(dy_dx[x1], product(du_dx, dy_du, 0)) && agrees(dy_dx[x2], product(du_dx, dy_du, 1)));

        // The same product without the matrix, as a reverse sweep computes it.
        constexpr auto swept = ctgrad::vjp(ctgrad::outputs(u1, u2, u3), x1, x2)(
            ctgrad::cotangent(dy_du[u1], dy_du[u2], dy_du[u3]), x1 = 0.5, x2 = 0.75);
        static_assert(agrees(swept[x1], dy_dx[x1]) && agrees(swept[x2], dy_dx[x2]));
        std::printf("  at x1 = 0.5, x2 = 0.75 with exp(u) - 1 for every name: dy/dx = (%.7g, %.7g),\n", dy_dx[x1],
                    dy_dx[x2]);
        std::printf("  (du/dx)^T dy/du = (%.7g, %.7g)\n", product(du_dx, dy_du, 0), product(du_dx, dy_du, 1));
    }
}
