#include <array>
#include <cmath>
#include <tuple>

#include <boost/hana/define_struct.hpp>
#include <boost/math/tools/roots.hpp>
#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

// One vocabulary: the result of every quantity of a formula has the same members as that of a function, and the same
// numbers.
namespace {

using ctgrad::arguments, ctgrad::as_tuple, ctgrad::cotangent, ctgrad::tangent;

constexpr auto x = ctgrad::variable<"x">;
constexpr auto y = ctgrad::variable<"y">;

constexpr auto e = ctgrad::variable<"e">;
constexpr auto M = ctgrad::variable<"M">;
constexpr auto kepler = x - e * sin(x) - M;

constexpr auto formula = exp(x * y) + x * x * y;
constexpr auto other = x / y;
constexpr auto function =
    ctgrad::function<double(double, double)>([](auto u, auto v) { return exp(u * v) + u * u * v; });
constexpr auto both = ctgrad::function<std::array<double, 2>(double, double)>([](auto u, auto v) {
    return std::array{exp(u * v) + u * u * v, u / v};
});

constexpr auto cube = ctgrad::function<double(double)>([](auto u) { return u * u * u - 2; });

/// The members of a result, a bit for each word.
template <class R>
constexpr unsigned vocabulary = requires(R r) {
    r.value;
}
| requires(R r) { r.gradient; }
<< 1 | requires(R r) { r.jacobian; }
<< 2 | requires(R r) { r.hessian; }
<< 3 | requires(R r) { r.tangent; }
<< 4 | requires(R r) { r.product; }
<< 5;

/// Facts that hold for the results of the formula and of the function at the same point.
template <class ByName, class ByOrder>
constexpr bool same_words_and_numbers(ByName const& f, ByOrder const& g) {
    bool all = vocabulary<ByName> == vocabulary<ByOrder> && (vocabulary<ByName> & 1) != 0;
    all = all && std::tuple_size_v<ByName> == std::tuple_size_v<ByOrder>;
    all = all && get<0>(f) == f.value && get<0>(g) == g.value;
    if constexpr (requires { f.gradient; }) {
        all = all && f.gradient[x] == std::get<0>(g.gradient) && f.gradient[y] == std::get<1>(g.gradient);
        all = all && std::get<0>(f.gradient) == f.gradient[x] && f.gradient[1] == f.gradient[y];
        all = all && f[x] == g[arguments<0>] && f[y] == g[arguments<1>];
        all = all && get<1>(f) == f.gradient && get<1>(g) == g.gradient;
        if constexpr (requires { f.product; })
            all = all && f[x] == f.product[x] && g[arguments<0>] == std::get<0>(g.product) && get<2>(f) == f.product;
        else
            all = all && f[x] == f.gradient[x];
    }
    if constexpr (requires { f.jacobian; }) {
        all = all && f.jacobian == g.jacobian && get<1>(f) == f.jacobian;
        for (std::size_t i = 0; i < f.jacobian.size(); ++i)
            all = all && f[i][x] == f.jacobian[i][0] && f[i][y] == f.jacobian[i][1] && f[i][x] == std::get<0>(g[i]) &&
                  f[i][y] == std::get<1>(g[i]);
    }
    if constexpr (requires { f.hessian; }) {
        all = all && f.hessian == g.hessian && get<2>(f) == f.hessian && f(x, y) == f.hessian[0][1] &&
              f(y, y) == f.hessian[1][1];
        all = all && f(x, y) == double(g(arguments<0>, arguments<1>)) && f(y, x) == f(x, y);
    }
    if constexpr (requires { f.tangent; }) all = all && get<1>(f) == f.tangent && get<1>(g) == g.tangent;
    return all;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(calculus_results)

BOOST_AUTO_TEST_CASE(formulas_and_functions_answer_in_the_same_words) {
    static_assert(same_words_and_numbers(ctgrad::value_and_gradient(formula, x, y)(x = 0.5, y = 2.0),
                                         ctgrad::value_and_gradient(function)(0.5, 2.0)));
    static_assert(same_words_and_numbers(ctgrad::jacobian(formula, x, y)(x = 0.5, y = 2.0),
                                         ctgrad::jacobian(function)(0.5, 2.0)));
    static_assert(same_words_and_numbers(ctgrad::jacobian(ctgrad::outputs(formula, other), x, y)(x = 0.5, y = 2.0),
                                         ctgrad::jacobian(both)(0.5, 2.0)));
    static_assert(
        same_words_and_numbers(ctgrad::hessian(formula, x, y)(x = 0.5, y = 2.0), ctgrad::hessian(function)(0.5, 2.0)));
    static_assert(same_words_and_numbers(ctgrad::jvp(formula, x, y)(tangent(x = 3.0, y = 1.0), x = 0.5, y = 2.0),
                                         ctgrad::jvp(function)(tangent(3.0, 1.0), 0.5, 2.0)));
    static_assert(same_words_and_numbers(ctgrad::vjp(formula, x, y)(cotangent(3.0), x = 0.5, y = 2.0),
                                         ctgrad::vjp(function)(cotangent(3.0), 0.5, 2.0)));
    static_assert(same_words_and_numbers(ctgrad::hvp(formula, x, y)(tangent(x = 3.0, y = 1.0), x = 0.5, y = 2.0),
                                         ctgrad::hvp(function)(tangent(3.0, 1.0), 0.5, 2.0)));
    static_assert(same_words_and_numbers(
        ctgrad::vjp(ctgrad::outputs(formula, other), x, y)(cotangent(3.0, 4.0), x = 0.5, y = 2.0),
        ctgrad::vjp(both)(cotangent(std::array{3.0, 4.0}), 0.5, 2.0)));
    static_assert(same_words_and_numbers(
        ctgrad::jvp(ctgrad::outputs(formula, other), x, y)(tangent(x = 3.0, y = 1.0), x = 0.5, y = 2.0),
        ctgrad::jvp(both)(tangent(3.0, 1.0), 0.5, 2.0)));
    // The older word for a cotangent.
    static_assert(ctgrad::vjp(formula, x)(ctgrad::upstream(3.0), x = 0.5, y = 2.0)[x] ==
                  ctgrad::vjp(formula, x)(cotangent(3.0), x = 0.5, y = 2.0)[x]);
}

BOOST_AUTO_TEST_CASE(members_are_bound_in_order) {
    auto const [value, gradient, hessian] = ctgrad::hessian(formula, x, y)(x = 0.5, y = 2.0);
    auto const [also_value, also_gradient, also_hessian] = ctgrad::hessian(function)(0.5, 2.0);
    BOOST_TEST(value == also_value);
    auto const [by_x, by_y] = gradient;
    auto const [by_u, by_v] = also_gradient;
    BOOST_TEST(by_x == by_u);
    BOOST_TEST(by_y == by_v);
    BOOST_TEST((hessian == also_hessian));

    // Members that are bound by reference can be changed.
    auto r = ctgrad::value_and_gradient(formula, x, y)(x = 0.5, y = 2.0);
    auto& [same_value, same_gradient] = r;
    same_value = 7;
    BOOST_TEST(r.value == 7);
    BOOST_TEST(&get<1>(r) == &r.gradient);

    auto const [v, along] = ctgrad::jvp(function)(tangent(1.0, 0.0), 0.5, 2.0);
    BOOST_TEST(v == value);
    BOOST_TEST(along == by_x);
    auto const [w, g, product] = ctgrad::hvp(formula, x, y)(tangent(x = 1.0, y = 0.0), x = 0.5, y = 2.0);
    BOOST_TEST(w == value);
    BOOST_TEST(g[y] == by_y);
    BOOST_TEST(product[y] == hessian[0][1]);
    auto const [values, jacobian] = ctgrad::jacobian(both)(0.5, 2.0);
    BOOST_TEST(values[0] == value);
    BOOST_TEST(jacobian[0][1] == by_y);
}

BOOST_AUTO_TEST_CASE(as_a_tuple) {
    constexpr auto r = ctgrad::value_and_gradient(formula, x, y)(x = 0.5, y = 2.0);
    constexpr auto s = ctgrad::value_and_gradient(function)(0.5, 2.0);
    static_assert(as_tuple(r) == std::tuple{r.value, r[x], r[y]});
    static_assert(as_tuple(r) == as_tuple(s));
    static_assert(std::get<2>(as_tuple(r)) == r[y]);
    auto const [value, by_x, by_y] = as_tuple(r);
    BOOST_TEST(value == r.value);
    BOOST_TEST(by_x == r[x]);
    BOOST_TEST(by_y == r[y]);
    static_assert(as_tuple(r.gradient) == std::tuple{r[x], r[y]});
    // With respect to one number, all are numbers.
    constexpr auto h = ctgrad::hessian(formula, x)(x = 0.5, y = 2.0);
    static_assert(as_tuple(h) == std::tuple{h.value, h[x], h(x, x)});
    static_assert(as_tuple(ctgrad::jvp(formula, x)(tangent(x = 1.0), x = 0.5, y = 2.0)) == std::tuple{h.value, h[x]});
    // A structured argument is not split.
    constexpr auto norm = ctgrad::function<double(std::array<double, 2>, double)>(
        [](auto const& v, auto scale) { return scale * (v[0] * v[0] + v[1] * v[1]); });
    static_assert(as_tuple(ctgrad::value_and_gradient(norm)(std::array{1.0, 2.0}, 3.0)) ==
                  std::tuple{15.0, std::array{6.0, 12.0}, 5.0});
}

BOOST_AUTO_TEST_CASE(one_number_is_a_number) {
    constexpr double slope = ctgrad::gradient(formula, x)(x = 0.5, y = 2.0);
    constexpr auto h = ctgrad::hessian(formula, x)(x = 0.5, y = 2.0);
    constexpr double first = h.gradient, second = h.hessian;
    static_assert(slope == first && second == h(x, x));
    constexpr double along = ctgrad::jvp(formula, x)(tangent(x = 1.0), x = 0.5, y = 2.0).tangent;
    static_assert(along == slope);
    constexpr double entry = ctgrad::jacobian(formula, x)(x = 0.5, y = 2.0).jacobian;
    static_assert(entry == slope);
    static_assert(!std::is_convertible_v<decltype(ctgrad::gradient(formula, x, y)(x = 0.5, y = 2.0)), double>);
    static_assert(!std::is_convertible_v<decltype(ctgrad::hessian(formula, x, y)(x = 0.5, y = 2.0).hessian), double>);
}

BOOST_AUTO_TEST_CASE(by_argument) {
    constexpr auto f = ctgrad::function<double(double, std::array<double, 2>, double)>(
        [](auto a, auto const& b, auto c) { return a * b[0] * c + b[1] * b[1]; });
    constexpr std::array b{3.0, 4.0};
    // With respect to those chosen, in the order of the choice.
    constexpr auto r = ctgrad::value_and_gradient(f, arguments<2, 1>)(2.0, b, 5.0);
    static_assert(r[arguments<2>] == 6 && r[arguments<1>] == std::array{10.0, 8.0});
    constexpr auto one = ctgrad::value_and_gradient(f, arguments<1>)(2.0, b, 5.0);
    static_assert(one[arguments<1>] == one.gradient);
    // A row of a Jacobian has the types of the arguments.
    static_assert(ctgrad::jacobian(f)(2.0, b, 5.0)[0] == ctgrad::gradient(f)(2.0, b, 5.0));
    // A block of the Hessian: a row for each scalar of the first argument, a column for each of the second.
    constexpr auto h = ctgrad::hessian(f)(2.0, b, 5.0);
    static_assert(h(arguments<0>, arguments<2>) == 3.0);
    static_assert(h(arguments<1>, arguments<0>) == std::array{std::array{5.0}, std::array{0.0}});
    static_assert(h(arguments<1>, arguments<1>) == std::array{std::array{0.0, 0.0}, std::array{0.0, 2.0}});
    // An entry by its row and column, as in a matrix.
    static_assert(h(0, 3) == 3.0 && h(1, 0) == 5.0 && h(2, 2) == 2.0);
    constexpr auto j = ctgrad::jacobian(f)(2.0, b, 5.0);
    static_assert(j(0, 0) == 15.0 && j(0, 2) == 8.0);
    constexpr auto of_formula = ctgrad::hessian(formula, x, y)(x = 0.5, y = 2.0);
    static_assert(of_formula(0, 1) == of_formula(x, y) && of_formula(1, 1) == of_formula(y, y));
}

struct point {
    BOOST_HANA_DEFINE_STRUCT(point, (double, x), (double, y));
};

BOOST_AUTO_TEST_CASE(by_member_of_a_struct) {
    constexpr auto r = ctgrad::value_and_gradient(formula)(point{0.5, 2.0});
    constexpr auto s = ctgrad::value_and_gradient(formula, x, y)(x = 0.5, y = 2.0);
    static_assert(get<0>(r) == s.value && r[x] == s[x] && r[y] == s[y] && r.gradient.y == s[y]);
    static_assert(std::get<1>(as_tuple(r)).x == s[x]);
}

// The results are the tuples that the root finders of Boost.Math take.
BOOST_AUTO_TEST_CASE(roots_by_newton_and_halley) {
    using boost::math::tools::halley_iterate, boost::math::tools::newton_raphson_iterate;
    auto const newton = newton_raphson_iterate(
        [](double at) { return ctgrad::value_and_gradient(kepler, x)(x = at, e = 0.5, M = 1.0); }, 1.0, 0.0, 3.0, 50);
    auto const halley = halley_iterate([](double at) { return ctgrad::hessian(kepler, x)(x = at, e = 0.5, M = 1.0); },
                                       1.0, 0.0, 3.0, 50);
    BOOST_TEST(newton - 0.5 * std::sin(newton) == 1.0, boost::test_tools::tolerance(1e-15));
    BOOST_TEST(halley == newton, boost::test_tools::tolerance(1e-15));

    // Of a function, the quantity itself is what they call.
    BOOST_TEST(newton_raphson_iterate(ctgrad::value_and_gradient(cube), 1.0, 0.0, 2.0, 50) == std::cbrt(2.0),
               boost::test_tools::tolerance(1e-15));
    BOOST_TEST(halley_iterate(ctgrad::hessian(cube), 1.0, 0.0, 2.0, 50) == std::cbrt(2.0),
               boost::test_tools::tolerance(1e-15));
    // As a std::tuple, too.
    auto const by_tuple = newton_raphson_iterate(
        [](double at) { return as_tuple(ctgrad::value_and_gradient(cube)(at)); }, 1.0, 0.0, 2.0, 50);
    BOOST_TEST(by_tuple == std::cbrt(2.0), boost::test_tools::tolerance(1e-15));
}

BOOST_AUTO_TEST_SUITE_END()
