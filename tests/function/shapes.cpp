#include <array>
#include <concepts>
#include <functional>
#include <span>
#include <stdexcept>
#include <string>
#include <tuple>
#include <vector>

#include <boost/hana/adapt_struct.hpp>
#include <boost/hana/define_struct.hpp>
#include <boost/multiprecision/cpp_bin_float.hpp>
#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

// The shapes that arguments, results and gradients of traced functions can have, and the scalar types.
namespace function_test {

template <class T>
struct vector {
    BOOST_HANA_DEFINE_STRUCT(vector<T>, (T, x), (T, y));
};
template <class T>
struct segment {
    BOOST_HANA_DEFINE_STRUCT(segment<T>, (vector<T>, from), (vector<T>, to), (T, thickness));
};
template <class T, int N>
struct polynomial {
    using coefficients_type = std::array<T, static_cast<std::size_t>(N)>;
    BOOST_HANA_DEFINE_STRUCT(polynomial, (coefficients_type, coefficients));
};
struct lens {
    double focal, k1;
    std::array<double, 2> center;
};
struct camera {
    lens optics;
    double exposure;
};

enum class kind { linear, quadratic };
struct observation {
    int id;
    double u, v;
    bool seen;
    kind model;
};

}  // namespace function_test
BOOST_HANA_ADAPT_STRUCT(function_test::lens, focal, k1, center);
BOOST_HANA_ADAPT_STRUCT(function_test::camera, optics, exposure);
BOOST_HANA_ADAPT_STRUCT(function_test::observation, id, u, v, seen, model);

namespace {

using namespace function_test;
using fifty_digits = boost::multiprecision::cpp_bin_float_50;
using ctgrad::function;

}  // namespace

BOOST_AUTO_TEST_SUITE(function_shapes)

BOOST_AUTO_TEST_CASE(scalars) {
    constexpr auto f = function<double(double, double)>([](auto u, auto v) { return 2 * (u * v) * (u + v); });
    static_assert(f(3.0, 4.0) == 168);
    static_assert(ctgrad::gradient(f)(3.0, 4.0) == std::tuple{80.0, 66.0});
    constexpr auto r = ctgrad::value_and_gradient(f)(3.0, 4.0);
    static_assert(r.value == 168 && r.gradient == std::tuple{80.0, 66.0});
    auto const [value, gradient] = r;
    BOOST_TEST(value == 168);
    BOOST_TEST(std::get<0>(gradient) == 80);

    // One argument: its gradient has its own type.
    constexpr auto square = function<double(double)>([](auto u) { return u * u; });
    static_assert(ctgrad::gradient(square)(3.0) == 6);
    static_assert(std::same_as<decltype(ctgrad::gradient(square)(3.0)), double>);
}

BOOST_AUTO_TEST_CASE(arrays) {
    constexpr auto norm2 = function<double(std::array<double, 4>)>([](auto const& v) {
        auto sum = v[0] * v[0];
        for (std::size_t i = 1; i < v.size(); ++i) sum += v[i] * v[i];
        return sum;
    });
    constexpr auto g = ctgrad::gradient(norm2)(std::array{1.0, 2.0, 3.0, 4.0});
    static_assert(g == std::array{2.0, 4.0, 6.0, 8.0});

    // Two levels of nesting in the argument, three in the result.
    using matrix = std::array<std::array<double, 2>, 2>;
    constexpr auto products =
        function<std::array<double, 2>(matrix, std::array<double, 2>)>([](auto const& m, auto const& v) {
            auto result = v;
            for (std::size_t i = 0; i < 2; ++i) result[i] = m[i][0] * v[0] + m[i][1] * v[1];
            return result;
        });
    constexpr auto j = ctgrad::jacobian(products)(matrix{{{1, 2}, {3, 4}}}, std::array{5.0, 6.0});
    static_assert(j.value == std::array{17.0, 39.0});
    static_assert(j.jacobian[0] == std::array{5.0, 6.0, 0.0, 0.0, 1.0, 2.0});
    static_assert(j.jacobian[1] == std::array{0.0, 0.0, 5.0, 6.0, 3.0, 4.0});

    // A nested result.
    constexpr auto outer = function<std::array<std::array<double, 2>, 2>(std::array<double, 2>)>([](auto const& v) {
        return std::array{std::array{v[0] * v[0], v[0] * v[1]}, std::array{v[1] * v[0], v[1] * v[1]}};
    });
    constexpr auto k = ctgrad::jacobian(outer)(std::array{2.0, 3.0});
    static_assert(k.value == matrix{{{4, 6}, {6, 9}}});
    static_assert(k.jacobian[1] == std::array{3.0, 2.0} && k.jacobian[3] == std::array{0.0, 6.0});
}

BOOST_AUTO_TEST_CASE(template_structs) {
    constexpr auto length2 = function<double(segment<double>, double)>([](auto const& s, auto scale) {
        auto const dx = s.to.x - s.from.x, dy = s.to.y - s.from.y;
        return scale * (dx * dx + dy * dy) * s.thickness;
    });
    constexpr segment<double> s{{1, 2}, {4, 6}, 10};
    static_assert(length2(s, 2.0) == 500);
    constexpr auto g = ctgrad::gradient(length2)(s, 2.0);
    static_assert(std::same_as<decltype(g), std::tuple<segment<double>, double> const>);
    static_assert(std::get<0>(g).from.x == -120 && std::get<0>(g).to.y == 160 && std::get<0>(g).thickness == 50);
    static_assert(std::get<1>(g) == 250);

    // The scalar type is that of the argument; the struct is the same template.
    constexpr auto single = ctgrad::gradient(length2)(segment<float>{{1, 2}, {4, 6}, 10}, 2.0f);
    static_assert(std::same_as<decltype(single), std::tuple<segment<float>, float> const>);

    // A struct as the result: its members are the rows.
    constexpr auto middle = function<vector<double>(segment<double>)>([](auto const& given) {
        auto point = given.from;
        point.x = (given.from.x + given.to.x) / 2;
        point.y = (given.from.y + given.to.y) / 2;
        return point;
    });
    constexpr auto j = ctgrad::jacobian(middle)(s);
    static_assert(j.value.x == 2.5 && j.value.y == 4);
    static_assert(j.jacobian[0] == std::array{0.5, 0.0, 0.5, 0.0, 0.0});
    static_assert(j.jacobian[1] == std::array{0.0, 0.5, 0.0, 0.5, 0.0});
}

BOOST_AUTO_TEST_CASE(template_struct_with_a_size) {
    constexpr auto value_at = function<double(polynomial<double, 3>, double)>([](auto const& p, auto x) {
        auto sum = p.coefficients[2];
        for (std::size_t i = 2; i-- > 0;) sum = sum * x + p.coefficients[i];
        return sum;
    });
    constexpr polynomial<double, 3> p{{1, 2, 3}};
    static_assert(value_at(p, 2.0) == 17);
    constexpr auto g = ctgrad::gradient(value_at)(p, 2.0);
    static_assert(std::get<0>(g).coefficients == std::array{1.0, 2.0, 4.0} && std::get<1>(g) == 14);
}

BOOST_AUTO_TEST_CASE(plain_structs) {
    constexpr auto f = function<double(lens, double)>([](auto const& l, auto r) {
        return ctgrad::get<"focal">(l) * (1 + ctgrad::get<"k1">(l) * r * r) + ctgrad::get<"center">(l)[1];
    });
    constexpr lens l{2, 3, {5, 7}};
    static_assert(f(l, 2.0) == 33);
    constexpr auto g = ctgrad::gradient(f)(l, 2.0);
    static_assert(std::same_as<decltype(g), std::tuple<lens, double> const>);
    static_assert(std::get<0>(g).focal == 13 && std::get<0>(g).k1 == 8 && std::get<1>(g) == 24);
    static_assert(std::get<0>(g).center == std::array{0.0, 1.0});
    static_assert(ctgrad::get<"k1">(l) == 3);

    // A plain struct in a plain struct.
    constexpr auto nested = function<double(camera)>(
        [](auto const& c) { return ctgrad::get<"exposure">(c) * ctgrad::get<"focal">(ctgrad::get<"optics">(c)); });
    constexpr auto h = ctgrad::gradient(nested)(camera{l, 11});
    static_assert(std::same_as<decltype(h), camera const>);
    static_assert(h.exposure == 2 && h.optics.focal == 11 && h.optics.k1 == 0);
}

BOOST_AUTO_TEST_CASE(chosen_arguments) {
    constexpr auto f = function<double(double, std::array<double, 2>, double)>(
        [](auto a, auto const& b, auto c) { return a * b[0] * c + b[1]; });
    constexpr std::array b{3.0, 4.0};
    static_assert(ctgrad::gradient(f)(2.0, b, 5.0) == std::tuple{15.0, std::array{10.0, 1.0}, 6.0});
    static_assert(ctgrad::gradient(f, ctgrad::arguments<0, 2>)(2.0, b, 5.0) == std::tuple{15.0, 6.0});
    static_assert(ctgrad::gradient(f, ctgrad::arguments<2, 0>)(2.0, b, 5.0) == std::tuple{6.0, 15.0});
    static_assert(ctgrad::gradient(f, ctgrad::arguments<1>)(2.0, b, 5.0) == std::array{10.0, 1.0});
    static_assert(ctgrad::value_and_gradient(f, ctgrad::arguments<2>)(2.0, b, 5.0).gradient == 6);
    static_assert(ctgrad::jacobian(f, ctgrad::arguments<1, 2>)(2.0, b, 5.0).jacobian[0] == std::array{10.0, 1.0, 6.0});
    static_assert(ctgrad::hessian(f, ctgrad::arguments<0, 2>)(2.0, b, 5.0).hessian ==
                  std::array{std::array{0.0, 3.0}, std::array{3.0, 0.0}});
    static_assert(ctgrad::jvp(f, ctgrad::arguments<0, 2>)(ctgrad::tangent(1.0, 2.0), 2.0, b, 5.0).tangent == 27);
    static_assert(ctgrad::vjp(f, ctgrad::arguments<1>)(ctgrad::cotangent(2.0), 2.0, b, 5.0).gradient ==
                  std::array{20.0, 2.0});
    static_assert(ctgrad::hvp(f, ctgrad::arguments<0, 2>)(ctgrad::tangent(1.0, 2.0), 2.0, b, 5.0).product ==
                  std::tuple{6.0, 3.0});
}

BOOST_AUTO_TEST_CASE(argument_that_is_not_used) {
    constexpr auto f = function<double(double, std::array<double, 2>)>([](auto a, auto const&) { return a * a; });
    static_assert(ctgrad::gradient(f)(3.0, std::array{1.0, 2.0}) == std::tuple{6.0, std::array{0.0, 0.0}});
    // A result that depends on nothing.
    constexpr auto constant = function<double(double)>([](auto u) { return decltype(u)(7); });
    static_assert(constant(1.0) == 7 && ctgrad::gradient(constant)(1.0) == 0);
    // The result is the argument itself.
    constexpr auto itself = function<double(double)>([](auto u) { return u; });
    static_assert(itself(4.0) == 4 && ctgrad::gradient(itself)(4.0) == 1);
}

BOOST_AUTO_TEST_CASE(scalar_types) {
    constexpr auto f = function<double(double, double)>([](auto u, auto v) { return u * v / 10 + 0.5 * u; });
    static_assert(std::same_as<decltype(f(1.0f, 2.0f)), float>);
    static_assert(std::same_as<decltype(f(1.0L, 2.0L)), long double>);
    static_assert(std::same_as<decltype(f(1, 2)), double>);
    static_assert(std::same_as<decltype(f(1.0f, 2)), float>);
    static_assert(std::same_as<decltype(f(1.0f, 2.0)), double>);
    static_assert(std::same_as<decltype(ctgrad::gradient(f)(1.0f, 2.0f)), std::tuple<float, float>>);
    static_assert(f(1.0f, 2.0f) == 1.0f * 2.0f / 10.0f + 0.5f);

    constexpr auto g = function<double(std::array<double, 2>)>([](auto const& v) { return exp(v[0]) / v[1]; });
    auto const r = ctgrad::value_and_gradient(g)(std::array{fifty_digits(1), fifty_digits(3)});
    BOOST_TEST((r.value == exp(fifty_digits(1)) / 3));
    BOOST_TEST(abs(r.gradient[0] - exp(fifty_digits(1)) / 3) < 1e-48);
    BOOST_TEST(abs(r.gradient[1] + exp(fifty_digits(1)) / 9) < 1e-48);
    auto const h = ctgrad::hessian(g)(std::array{fifty_digits(1), fifty_digits(3)});
    BOOST_TEST(abs(h.hessian[1][1] - exp(fifty_digits(1)) * 2 / 27) < 1e-48);
}

// Lists of numbers that are passed for arrays.
BOOST_AUTO_TEST_CASE(lists) {
    constexpr auto f = function<double(std::array<double, 3>)>([](auto const& v) { return v[0] * v[1] * v[1] + v[2]; });
    constexpr auto gradient = ctgrad::gradient(f);
    constexpr std::array expected{4.0, 4.0, 1.0};
    static constexpr double built_in[]{1, 2, 3};
    static_assert(f(built_in) == 7 && gradient(built_in) == expected);
    static_assert(gradient(std::span<double const, 3>(built_in)) == expected);
    static_assert(gradient(std::span<double const>(built_in)) == expected);
    static_assert(gradient(std::data(built_in)) == expected);
    static_assert(gradient(std::array{1, 2, 3}) == expected);
    BOOST_TEST((gradient(std::vector{1.0, 2.0, 3.0}) == expected));
    BOOST_TEST((gradient(std::vector<bool>{true, false, true}) == std::array{0.0, 0.0, 1.0}));
    BOOST_TEST((ctgrad::hessian(f)(std::vector{1.0, 2.0, 3.0}).gradient == expected));
    // The scalar type is that of the numbers.
    static_assert(std::same_as<decltype(gradient(std::vector{1.0f, 2.0f})), std::array<float, 3>>);
    std::vector const wide{fifty_digits(1) / 3, fifty_digits(2), fifty_digits(3)};
    BOOST_TEST((gradient(wide)[1] == 2 * wide[0] * wide[1]));

    // As seeds too, and within an array.
    static_assert(ctgrad::jvp(f)(ctgrad::tangent(std::span<double const>(built_in)), built_in).tangent == 15);
    constexpr auto sums = function<std::array<double, 2>(std::array<std::array<double, 2>, 2>)>([](auto const& m) {
        return std::array{m[0][0] + m[0][1], m[1][0] * m[1][1]};
    });
    std::vector<std::array<double, 2>> const pairs{{1, 2}, {3, 4}};
    BOOST_TEST((sums(pairs) == std::array{3.0, 12.0}));
    std::vector const seeds{1.0, 10.0};
    BOOST_TEST((ctgrad::vjp(sums)(ctgrad::cotangent(seeds), pairs).gradient[1] == std::array{40.0, 30.0}));
    static constexpr float rows[2][2]{{1, 2}, {3, 4}};
    static_assert(sums(rows) == std::array{3.0f, 12.0f});
}

BOOST_AUTO_TEST_CASE(arguments_in_braces) {
    constexpr auto f =
        function<double(double, std::array<double, 2>)>([](auto s, auto const& v) { return s * v[0] * v[1]; });
    static_assert(f(2.0, {3.0, 4.0}) == 24 && f(2, {3, 4}) == 24);
    static_assert(ctgrad::gradient(f)(2.0, {3.0, 4.0}) == std::tuple{12.0, std::array{8.0, 6.0}});
    static_assert(ctgrad::free_rounding(ctgrad::gradient(f))(2.0, {3.0, 4.0}) ==
                  std::tuple{12.0, std::array{8.0, 6.0}});
    static_assert(ctgrad::jvp(f)(ctgrad::tangent(1.0, std::array{0.0, 0.0}), 2.0, {3.0, 4.0}).tangent == 12);
    static_assert(ctgrad::vjp(f)(ctgrad::cotangent(2.0), 2.0, {3.0, 4.0}).value == 24);
    constexpr auto g = function<double(vector<double>, std::array<double, 2>)>(
        [](auto const& p, auto const& v) { return p.x * v[1]; });
    static_assert(g({3.0, 5.0}, std::array{1.0, 2.0}) == 6);
    std::vector const v{1.0, 2.0};
    BOOST_TEST(g({3.0, 5.0}, v) == 6);
}

BOOST_AUTO_TEST_CASE(sizes_at_run_time) {
    constexpr auto f = function<double(double, std::array<double, 3>)>([](auto s, auto const& v) { return s * v[0]; });
    auto const message = [](auto const& call) -> std::string {
        try {
            call();
        } catch (std::invalid_argument const& error) {
            return error.what();
        }
        return "";
    };
    std::vector const short_one{1.0, 2.0}, right{1.0, 2.0, 3.0};
    double const* const nowhere = nullptr;
    BOOST_TEST(message([&] { f(1.0, short_one); }) == "ctgrad: arguments<1> needs 3 elements, not 2");
    BOOST_TEST(message([&] { ctgrad::gradient(f)(1.0, std::span<double const>()); }) ==
               "ctgrad: arguments<1> needs 3 elements, not 0");
    BOOST_TEST(message([&] { f({1.0}, short_one); }) == "ctgrad: an argument needs 3 elements, not 2");
    BOOST_TEST(message([&] { f(1.0, nowhere); }) == "ctgrad: arguments<1> is a null pointer");
    BOOST_TEST(message([&] { ctgrad::jvp(f, ctgrad::arguments<1>)(ctgrad::tangent(short_one), 1.0, right); }) ==
               "ctgrad: the tangent of arguments<1> needs 3 elements, not 2");
    constexpr auto g = function<std::array<double, 3>(std::array<double, 3>)>([](auto const& v) { return v; });
    BOOST_TEST(message([&] { ctgrad::vjp(g)(ctgrad::cotangent(short_one), right); }) ==
               "ctgrad: the cotangent needs 3 elements, not 2");
    std::vector<std::vector<double>> const ragged{{1, 2}, {3}};
    constexpr auto h = function<double(std::array<std::array<double, 2>, 2>)>([](auto const& m) { return m[1][1]; });
    BOOST_TEST(message([&] { h(ragged); }) == "ctgrad: arguments<0> needs 2 elements, not 1");
}

// Data: no derivative is taken with respect to them.
BOOST_AUTO_TEST_CASE(data_in_signatures) {
    using ctgrad::data;
    constexpr auto residual = function<double(std::array<double, 2>, data<double>, data<std::array<double, 2>>)>(
        [](auto const& line, auto t, auto const& y) { return line[0] + line[1] * t - y[0] * y[1]; });
    static_assert(residual({1.0, 2.0}, 3.0, {4.0, 5.0}) == -13);
    static_assert(ctgrad::gradient(residual)({1.0, 2.0}, 3.0, {4.0, 5.0}) == std::array{1.0, 3.0});
    static_assert(ctgrad::jacobian(residual)({1.0, 2.0}, 3.0, {4.0, 5.0}).jacobian[0] == std::array{1.0, 3.0});
    static_assert(ctgrad::jvp(residual)(ctgrad::tangent(std::array{1.0, 1.0}), {1.0, 2.0}, 3.0, {4.0, 5.0}).tangent ==
                  4);
    static_assert(ctgrad::vjp(residual)(ctgrad::cotangent(2.0), {1.0, 2.0}, 3.0, {4.0, 5.0}).gradient ==
                  std::array{2.0, 6.0});
    BOOST_CHECK_THROW(residual({1.0, 2.0}, 3.0, std::vector<double>(3)), std::invalid_argument);

    constexpr auto f = function<double(double, kind, bool, int)>([](auto x, auto k, auto on, auto n) {
        return select(k == kind::quadratic, x * x, x) * n + select(on && x > 0, x, 0.0);
    });
    static_assert(f(3.0, kind::quadratic, true, 2) == 21 && f(3.0, kind::linear, false, 2) == 6);
    static_assert(ctgrad::gradient(f)(3.0, kind::quadratic, true, 2) == 13);
    static_assert(ctgrad::hessian(f)(3.0, kind::quadratic, true, 2).hessian == 4);
    static_assert(std::same_as<decltype(ctgrad::gradient(f)(3.0f, kind::linear, true, 2)), float>);
    BOOST_TEST((ctgrad::gradient(f)(fifty_digits(3), kind::quadratic, true, 2L) == 13));
}

// The members of a struct by their names.
BOOST_AUTO_TEST_CASE(results_by_name) {
    using ctgrad::results;
    constexpr auto f = function<segment<double>(double, double)>([](auto a, auto b) {
        using T = decltype(a);
        return segment<T>{{a * b, a}, {b * b, a + b}, a * a * b};
    });
    constexpr auto whole = ctgrad::jacobian(f)(2.0, 3.0);
    constexpr auto some = ctgrad::jacobian(f, results<"thickness", "to">)(2.0, 3.0);
    static_assert(whole(results<"thickness">, ctgrad::arguments<0>) == 12);
    static_assert(whole(results<"to">, ctgrad::arguments<1>)[0][0] == 6);
    static_assert(some(results<"to">, ctgrad::arguments<1>) == whole(results<1>, ctgrad::arguments<1>));
    static_assert(some(results<"thickness">, ctgrad::arguments<1>) == 4 && some.value.thickness == 12);
    static_assert(std::same_as<decltype(results<0, 2>), decltype(results<std::size_t{0}, 2u>)>);
}

// f.with(data): all quantities give the same numbers, from the remaining arguments.
BOOST_AUTO_TEST_CASE(data_given_before_the_call) {
    using ctgrad::data, ctgrad::tangent;
    constexpr auto f = function<double(data<double>, std::array<double, 2>, data<std::array<double, 2>>, double)>(
        [](auto t, auto const& p, auto const& y, auto z) { return p[0] * p[0] * p[1] * t * z + p[1] * y[0] - y[1]; });
    constexpr std::array y{3.0, 1.0}, p{5.0, 7.0};
    constexpr auto bound = f.with(2.0, y);
    static_assert(bound(p, 4.0) == f(2.0, p, y, 4.0) && bound({5.0, 7.0}, 4.0) == f(2.0, p, y, 4.0));
    static_assert(ctgrad::gradient(bound)(p, 4.0) == ctgrad::gradient(f)(2.0, p, y, 4.0));
    static_assert(ctgrad::gradient(bound, ctgrad::arguments<1>)({5.0, 7.0}, 4.0) == std::array{560.0, 203.0});
    static_assert(ctgrad::value_and_gradient(bound)(p, 4.0).gradient == ctgrad::gradient(f)(2.0, p, y, 4.0));
    static_assert(ctgrad::jacobian(bound)(p, 4.0).jacobian == ctgrad::jacobian(f)(2.0, p, y, 4.0).jacobian);
    static_assert(ctgrad::hessian(bound)({5.0, 7.0}, 4.0).hessian == ctgrad::hessian(f)(2.0, p, y, 4.0).hessian);
    static_assert(ctgrad::jvp(bound)(tangent(y, 1.0), {5.0, 7.0}, 4.0).tangent ==
                  ctgrad::jvp(f)(tangent(y, 1.0), 2.0, p, y, 4.0).tangent);
    static_assert(ctgrad::vjp(bound)(ctgrad::cotangent(2.0), p, 4.0).gradient ==
                  ctgrad::vjp(f)(ctgrad::cotangent(2.0), 2.0, p, y, 4.0).gradient);
    static_assert(ctgrad::hvp(bound)(tangent(y, 1.0), p, 4.0).product ==
                  ctgrad::hvp(f)(tangent(y, 1.0), 2.0, p, y, 4.0).product);
    static_assert(ctgrad::free_rounding(ctgrad::gradient(bound))(p, 4.0) == ctgrad::gradient(f)(2.0, p, y, 4.0));
    double by_p[2], by_z = 0;
    BOOST_TEST(ctgrad::value_and_gradient(bound).into(by_p, &by_z)({5.0, 7.0}, 4.0) == bound(p, 4.0));
    BOOST_TEST((by_p[0] == 560 && by_p[1] == 203 && by_z == 350));

    // It holds copies; objects that refer to memory still do.
    std::vector<double> table{3, 1};
    double built_in[]{3, 1};
    auto const copied = f.with(2.0, table);
    auto const of_built_in = f.with(2.0, built_in);
    auto const referred = f.with(2.0, std::span(table));
    auto const by_reference = f.with(2.0, std::cref(table));
    table[0] = built_in[0] = 4;
    BOOST_TEST((copied(p, 4.0) == bound(p, 4.0) && of_built_in(p, 4.0) == bound(p, 4.0)));
    BOOST_TEST((referred(p, 4.0) == bound(p, 4.0) + 7 && by_reference(p, 4.0) == bound(p, 4.0) + 7));
    table.push_back(0);
    BOOST_CHECK_THROW(by_reference(p, 4.0), std::invalid_argument);
    static_assert(sizeof(bound) == sizeof(std::tuple(2.0, y)));
}

BOOST_AUTO_TEST_CASE(data_in_structs) {
    constexpr auto f = function<double(double, observation)>([](auto x, auto const& o) {
        auto const product = x * ctgrad::get<"u">(o) * ctgrad::get<"id">(o);
        return select(ctgrad::get<"seen">(o), product,
                      select(ctgrad::get<"model">(o) == kind::quadratic, ctgrad::get<"v">(o), x));
    });
    constexpr observation seen{3, 5, 7, true, kind::linear};
    constexpr auto g_in_braces =
        function<double(std::array<double, 2>, observation, kind)>([](auto const& v, auto const& o, auto k) {
            return v[0] * select(k == kind::quadratic, ctgrad::get<"id">(o) * 4, v[1]);
        });
    static_assert(f(2.0, seen) == 30 && f(2.0, observation{3, 5, 7, false, kind::quadratic}) == 7);
    static_assert(g_in_braces({2.0, 3.0}, seen, kind::quadratic) == 24);
    // Their derivatives are 0, by structure.
    constexpr auto r = ctgrad::value_and_gradient(f)(2.0, seen);
    static_assert(std::get<0>(r.gradient) == 15 && std::get<1>(r.gradient).u == 6 && std::get<1>(r.gradient).id == 0);
    static_assert(ctgrad::jacobian(f)(2.0, seen).jacobian[0] == std::array{15.0, 0.0, 6.0, 0.0, 0.0, 0.0});
    static_assert(ctgrad::jvp(f)(ctgrad::tangent(1.0, seen), 2.0, seen).tangent == 45);
    constexpr auto g = function<double(double, ctgrad::data<observation>)>(
        [](auto x, auto const& o) { return x * ctgrad::get<"id">(o); });
    static_assert(ctgrad::gradient(g)(2.0, seen) == 3);
    BOOST_TEST(ctgrad::gradient(g)(2.0f, seen) == 3);
}

BOOST_AUTO_TEST_SUITE_END()
