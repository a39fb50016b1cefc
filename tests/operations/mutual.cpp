#include <array>
#include <cmath>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

// Operations of a user whose derivatives name each other, and themselves.
namespace {

struct swing;
struct sway : ctgrad::operation {
    static constexpr char const* name = "sway";
    template <class T>
    static constexpr T evaluate(T const& x) {
        using std::sin;
        return sin(x);
    }
    template <class T>
    static constexpr std::array<T, 1> partials(T const&, T const& x) {
        return {ctgrad::apply<swing>(x)};
    }
};
struct swing : ctgrad::operation {
    static constexpr char const* name = "swing";
    template <class T>
    static constexpr T evaluate(T const& x) {
        using std::cos;
        return cos(x);
    }
    template <class T>
    static constexpr std::array<T, 1> partials(T const&, T const& x) {
        return {-ctgrad::apply<sway>(x)};
    }
};

// The rule of `started` names `growing`, whose rule names itself, as that of lgamma names polygamma: n-th derivatives
// of 1 / (1 - x), which are n! / (1 - x)^(n + 1).
struct growing;
struct started : ctgrad::operation {
    static constexpr char const* name = "started";
    template <class T>
    static constexpr T evaluate(T const& x) {
        return 1 / (1 - x);
    }
    template <class T>
    static constexpr std::array<T, 1> partials(T const&, T const& x) {
        return {ctgrad::apply<growing>(T(1), x)};
    }
};
struct growing : ctgrad::operation {
    static constexpr char const* name = "growing";
    template <class T>
    static constexpr T evaluate(T const& n, T const& x) {
        T result = 1 / (1 - x);
        for (int i = 1; i <= n; ++i) result = result * (i / (1 - x));
        return result;
    }
    template <class T>
    static constexpr std::array<T, 2> partials(T const&, T const& n, T const& x) {
        return {0, ctgrad::apply<growing>(n + 1, x)};
    }
};

// A cycle of three operations, through functions that state no type; one of them also names itself.
struct second_of_ring;
struct third_of_ring;
struct first_of_ring : ctgrad::operation {
    static constexpr char const* name = "first_of_ring";
    template <class T>
    static constexpr T evaluate(T const& x) {
        return x;
    }
    template <class T>
    static constexpr std::array<T, 1> partials(T const&, T const& x) {
        return {ctgrad::apply<second_of_ring>(x) * exp(x)};
    }
};
struct second_of_ring : ctgrad::operation {
    static constexpr char const* name = "second_of_ring";
    template <class T>
    static constexpr T evaluate(T const& x) {
        return 2 * x;
    }
    template <class T>
    static constexpr std::array<T, 1> partials(T const&, T const& x) {
        return {ctgrad::apply<third_of_ring>(x) + ctgrad::apply<second_of_ring>(x)};
    }
};
struct third_of_ring : ctgrad::operation {
    static constexpr char const* name = "third_of_ring";
    template <class T>
    static constexpr T evaluate(T const& x) {
        return 3 * x;
    }
    template <class T>
    static constexpr std::array<T, 1> partials(T const&, T const& x) {
        return {select(ctgrad::apply<first_of_ring>(x) < x, ctgrad::apply<second_of_ring>(x), x)};
    }
};

// Families without an end, as templates: the n-th derivatives of 1 / (1 - x), and functions with the rule of the Bessel
// functions, here cos(n pi/2 - x), as (J_(n-1) - J_(n+1)) / 2 are.
template <int N>
struct grown : ctgrad::operation {
    static constexpr char const* name = "grown";
    template <class T>
    static constexpr T evaluate(T const& x) {
        return growing::evaluate(T(N), x);
    }
    template <class T>
    static constexpr std::array<T, 1> partials(T const&, T const& x) {
        return {ctgrad::apply<grown<N + 1>>(x)};
    }
};
template <int N>
struct bessel_like : ctgrad::operation {
    static constexpr char const* name = "bessel_like";
    template <class T>
    static constexpr T evaluate(T const& x) {
        using ctgrad::cos;
        using ctgrad::sin;
        T const s = sin(x), c = cos(x);
        constexpr int quarter = (N % 4 + 4) % 4;
        return quarter == 0 ? c : quarter == 1 ? s : quarter == 2 ? T(-c) : T(-s);
    }
    template <class T>
    static constexpr std::array<T, 1> partials(T const&, T const& x) {
        return {(ctgrad::apply<bessel_like<N - 1>>(x) - ctgrad::apply<bessel_like<N + 1>>(x)) / 2};
    }
};

constexpr auto x = ctgrad::variable<"x">;
constexpr auto f = ctgrad::apply<sway>(x * x);

}  // namespace

BOOST_AUTO_TEST_SUITE(operations_mutual)

BOOST_AUTO_TEST_CASE(second_derivative) {
    static_assert(identical(ctgrad::derivative(ctgrad::apply<sway>(x), x, x), -ctgrad::apply<sway>(x)));
    double const at = 0.7, expected = 2 * std::cos(at * at) - 4 * at * at * std::sin(at * at);
    BOOST_TEST(std::abs(ctgrad::derivative(f, x, x)(x = at) - expected) < 1e-14);
}

BOOST_AUTO_TEST_CASE(a_rule_that_names_one_that_names_itself) {
    constexpr auto g = ctgrad::apply<started>(x);
    constexpr auto fourth = ctgrad::derivative(g, x, x, x, x);
    static_assert(fourth(x = 0.5) == 24 * 32.0);
    static_assert(ctgrad::derivative(g, x)(x = 0.5) == 4);
    constexpr auto traced = ctgrad::function<double(double)>([](auto const& u) { return ctgrad::apply<started>(u); });
    BOOST_TEST(ctgrad::gradient(traced)(0.5) == 4);
}

BOOST_AUTO_TEST_CASE(families_without_an_end) {
    constexpr auto g = ctgrad::apply<grown<0>>(x);
    static_assert(ctgrad::derivative(g, x)(x = 0.5) == 4);
    static_assert(ctgrad::derivative(g, x, x, x, x, x, x)(x = 0.5) == 720 * 128.0);
    constexpr auto j = ctgrad::apply<bessel_like<0>>(x);
    BOOST_TEST(std::abs(ctgrad::derivative(j, x, x, x)(x = 0.75) - std::sin(0.75)) < 1e-15);
    constexpr auto traced =
        ctgrad::function<double(double)>([](auto const& u) { return ctgrad::apply<bessel_like<2>>(u * u); });
    BOOST_TEST(std::abs(ctgrad::gradient(traced)(0.75) - 1.5 * std::sin(0.5625)) < 1e-15);
}

BOOST_AUTO_TEST_CASE(three_in_a_ring) {
    constexpr auto g = ctgrad::apply<first_of_ring>(x);
    static_assert(ctgrad::derivative(g, x)(x = 0.0) == 0);
    static_assert(ctgrad::derivative(g, x, x)(x = 1.0) == ctgrad::constant_math::exp(1.0) * (3 + 2 + 2));
}

BOOST_AUTO_TEST_SUITE_END()
