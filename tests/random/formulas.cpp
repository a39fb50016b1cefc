#include <random>
#include <utility>

#include <boost/test/unit_test.hpp>

#include "program.hpp"

// The random programs again, built as formulas.
namespace {

using namespace random_programs;
using namespace ctgrad::literals;

constexpr auto x0 = ctgrad::variable<"x0">;
constexpr auto x1 = ctgrad::variable<"x1">;
constexpr auto x2 = ctgrad::variable<"x2">;

template <int N>
constexpr auto integer() {
    if constexpr (N < 0)
        return -integer<-N>();
    else if constexpr (N == 0)
        return 0_c;
    else if constexpr (N == 1)
        return 1_c;
    else
        return 2_c * integer<N / 2>() + integer<N % 2>();
}

// Like `interpret`, with the constants of formulas.
template <int Operation, int Numerator, class A, class B, class C>
constexpr auto combine(A a, B b, C c) {
    if constexpr (Operation <= 1)
        return a + b;
    else if constexpr (Operation == 2)
        return a - b;
    else if constexpr (Operation <= 4)
        return a * b / 4_c;
    else if constexpr (Operation == 5)
        return a / (1_c + b * b);
    else if constexpr (Operation == 6)
        return integer<Numerator>() / 8_c * a - b;
    else if constexpr (Operation == 7)
        return -a;
    else if constexpr (Operation == 8)
        return sin(a);
    else if constexpr (Operation == 9)
        return cos(a * b);
    else if constexpr (Operation == 10)
        return exp(-(a * a));
    else if constexpr (Operation == 11)
        return log(2_c + a * a);
    else if constexpr (Operation == 12)
        return sqrt(1_c + a * a);
    else if constexpr (Operation == 13)
        return tanh(a);
    else if constexpr (Operation == 14)
        return atan2(a, 2_c + b * b);
    else if constexpr (Operation == 15)
        return hypot(a, 1_c + b * b);
    else if constexpr (Operation == 16)
        return 1_c / (1_c + exp(-a));
    else if constexpr (Operation == 17)
        return log1p(a * a) * b;
    else if constexpr (Operation == 18)
        return atan(a) * asinh(b);
    else if constexpr (Operation == 19)
        return erf(a);
    else if constexpr (Operation == 20)
        return select(a < b, a * c, b - c);
    else
        return a * a * c / 8_c;
}

template <std::uint32_t Seed, int I>
constexpr auto value_number() {
    if constexpr (I == 0)
        return x0;
    else if constexpr (I == 1)
        return x1;
    else if constexpr (I == 2)
        return x2;
    else {
        constexpr instruction step = program_of(Seed)[I - inputs];
        return combine<step.operation, step.numerator>(value_number<Seed, step.a>(), value_number<Seed, step.b>(),
                                                       value_number<Seed, step.c>());
    }
}
template <std::uint32_t Seed>
constexpr auto random_formula = value_number<Seed, inputs + steps - 1>() + value_number<Seed, inputs + steps - 3>();

// The inputs that the program's results depend on.
constexpr auto occurring_inputs(std::array<instruction, steps> const& program) {
    std::array<bool, inputs + steps> used{};
    used[inputs + steps - 1] = used[inputs + steps - 3] = true;
    for (std::size_t i = steps; i-- > 0;) {
        if (!used[inputs + i]) continue;
        auto const [operation, a, b, c, numerator] = program[i];
        bool const unary = operation == 7 || operation == 8 || (operation >= 10 && operation <= 13) ||
                           operation == 16 || operation == 19;
        used[static_cast<std::size_t>(a)] = true;
        if (!unary && operation != 21) used[static_cast<std::size_t>(b)] = true;
        if (operation >= 20) used[static_cast<std::size_t>(c)] = true;
    }
    return used;
}

template <std::uint32_t Seed>
void check_formula() {
    constexpr auto f = random_formula<Seed>;
    auto const program = program_of(Seed);
    std::mt19937 random(Seed);
    std::uniform_real_distribution<double> uniform(-2, 2);
    // Not every variable occurs in every formula.
    constexpr auto at = [](auto const& quantity, point const& x) {
        constexpr auto has = occurring_inputs(program_of(Seed));
        if constexpr (has[0] && has[1] && has[2])
            return quantity(x0 = x[0], x1 = x[1], x2 = x[2]);
        else if constexpr (has[0] && has[1])
            return quantity(x0 = x[0], x1 = x[1]);
        else if constexpr (has[0] && has[2])
            return quantity(x0 = x[0], x2 = x[2]);
        else if constexpr (has[1] && has[2])
            return quantity(x1 = x[1], x2 = x[2]);
        else if constexpr (has[0])
            return quantity(x0 = x[0]);
        else if constexpr (has[1])
            return quantity(x1 = x[1]);
        else
            return quantity(x2 = x[2]);
    };
    for (int repeat = 0; repeat < 500; ++repeat) {
        point const x{uniform(random), uniform(random), uniform(random)};
        auto const g = at(ctgrad::value_and_gradient(f, x0, x1, x2), x);
        BOOST_REQUIRE_MESSAGE(g.value == run(program, x), "seed " << Seed << ": value " << g.value);
        auto const in_double = oracle<double>(program, x);
        auto const exact = repeat < 2 ? oracle<wide>(program, x) : oracle<long double>(program, x);
        BOOST_REQUIRE_MESSAGE(agrees(g.gradient, in_double.gradient, exact.gradient),
                              "seed " << Seed << ": gradient off by " << largest_difference(g.gradient, exact.gradient)
                                      << ", the oracle in double by "
                                      << largest_difference(in_double.gradient, exact.gradient));
        if constexpr (Seed % 8 == 0) {
            auto const h = at(ctgrad::hessian(f, x0, x1, x2), x);
            matrix const rows{point{h(x0, x0), h(x0, x1), h(x0, x2)}, point{h(x1, x0), h(x1, x1), h(x1, x2)},
                              point{h(x2, x0), h(x2, x1), h(x2, x2)}};
            for (std::size_t i = 0; i < inputs; ++i)
                BOOST_REQUIRE_MESSAGE(agrees(rows[i], in_double.hessian[i], exact.hessian[i]),
                                      "seed " << Seed << ": Hessian row " << i << " off by "
                                              << largest_difference(rows[i], exact.hessian[i])
                                              << ", the oracle in double by "
                                              << largest_difference(in_double.hessian[i], exact.hessian[i]));
        }
    }
}

template <std::uint32_t First, std::uint32_t... I>
void check_formulas(std::integer_sequence<std::uint32_t, I...>) {
    (check_formula<First + I>(), ...);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(random_formulas)

BOOST_AUTO_TEST_CASE(seeds_101_to_116) { check_formulas<101>(std::make_integer_sequence<std::uint32_t, 16>{}); }

BOOST_AUTO_TEST_SUITE_END()
