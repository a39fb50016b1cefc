#include <array>
#include <cstddef>
#include <tuple>
#include <utility>
#include <vector>

#include <boost/test/unit_test.hpp>

#include <ctgrad/batch.hpp>

// The result of a batch has the form of a single call's result: the same members, found by variable, by argument and by
// position.
namespace {

using ctgrad::arguments, ctgrad::column, ctgrad::into, ctgrad::tangent, ctgrad::cotangent;

constexpr auto x = ctgrad::variable<"x">;
constexpr auto y = ctgrad::variable<"y">;
constexpr auto f = x * x * y;
constexpr auto g = x + y * y;

constexpr auto of_numbers = ctgrad::function<double(double, double)>([](auto u, auto v) { return u * u * v; });
constexpr auto of_array = ctgrad::function<std::array<double, 2>(std::array<double, 2>)>([](auto const& p) {
    return std::array{p[0] * p[0] * p[1], p[0] + p[1] * p[1]};
});

std::vector<double> const xs{1, 2, 3}, ys{4, 5, 6}, along{0.5, 0.25, -1};
constexpr std::size_t count = 3;

/// Memory for N columns.
template <std::size_t N>
struct memory {
    std::array<std::vector<double>, N> columns;
    memory() { columns.fill(std::vector<double>(count)); }
    auto destination() {
        return [this]<std::size_t... I>(std::index_sequence<I...>) { return into(columns[I]...); }
        (std::make_index_sequence<N>{});
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(batch_results)

BOOST_AUTO_TEST_CASE(values_and_gradients_by_variable) {
    memory<1> m;
    auto const values = ctgrad::batch(f)(m.destination(), x = column(xs), y = column(ys));
    memory<2> gradient_memory;
    auto const gradient =
        ctgrad::batch(ctgrad::gradient(f, x, y))(gradient_memory.destination(), x = column(xs), y = column(ys));
    memory<3> both;
    auto const r =
        ctgrad::batch(ctgrad::value_and_gradient(f, x, y))(both.destination(), x = column(xs), y = column(ys));
    auto const [value, derivatives] = r;
    auto const [only_value, by_x, by_y] = as_tuple(r);
    for (std::size_t i = 0; i < count; ++i) {
        auto const one = ctgrad::value_and_gradient(f, x, y)(x = xs[i], y = ys[i]);
        BOOST_TEST(values[i] == one.value);
        BOOST_TEST(gradient[x][i] == one[x]);
        BOOST_TEST(std::get<1>(gradient)[i] == one[y]);
        BOOST_TEST(r.value[i] == one.value);
        BOOST_TEST(r[x][i] == one[x]);
        BOOST_TEST(r.gradient[y][i] == one[y]);
        BOOST_TEST(get<0>(r)[i] == one.value);
        BOOST_TEST(value[i] == one.value);
        BOOST_TEST(derivatives[x][i] == one[x]);
        BOOST_TEST(by_y[i] == one[y]);
    }
    BOOST_TEST(only_value.data == both.columns[0].data());
    BOOST_TEST(by_x.data == both.columns[1].data());
}

BOOST_AUTO_TEST_CASE(matrices_by_variable) {
    memory<6> rows;
    auto const j = ctgrad::batch(ctgrad::jacobian(ctgrad::outputs(f, g), x, y))(rows.destination(), x = column(xs),
                                                                                y = column(ys));
    memory<6> lower;
    auto const h = ctgrad::batch(ctgrad::hessian(f, x, y))(lower.destination(), x = column(xs), y = column(ys));
    for (std::size_t i = 0; i < count; ++i) {
        auto const one = ctgrad::jacobian(ctgrad::outputs(f, g), x, y)(x = xs[i], y = ys[i]);
        BOOST_TEST(j.value[1][i] == one.value[1]);
        BOOST_TEST(j.jacobian[1][0][i] == one.jacobian[1][0]);
        BOOST_TEST(j[0][y][i] == one[0][y]);
        auto const second = ctgrad::hessian(f, x, y)(x = xs[i], y = ys[i]);
        BOOST_TEST(h[y][i] == second[y]);
        BOOST_TEST(h(x, y)[i] == second(x, y));
        BOOST_TEST(h(y, x)[i] == second(y, x));
        BOOST_TEST(h.hessian[0][0][i] == second.hessian[0][0]);
        BOOST_TEST(get<2>(h)[1][1][i] == second.hessian[1][1]);
    }
}

BOOST_AUTO_TEST_CASE(products_by_variable) {
    memory<2> forward;
    auto const t = ctgrad::batch(ctgrad::jvp(f, x))(forward.destination(), tangent(x = column(along)), x = column(xs),
                                                    y = column(ys));
    memory<3> backward;
    auto const c = ctgrad::batch(ctgrad::vjp(f, x, y))(backward.destination(), cotangent(column(along)), x = column(xs),
                                                       y = column(ys));
    memory<3> second;
    auto const p = ctgrad::batch(ctgrad::hvp(f, x))(second.destination(), tangent(x = column(along)), x = column(xs),
                                                    y = column(ys));
    for (std::size_t i = 0; i < count; ++i) {
        BOOST_TEST(t.tangent[0][i] == ctgrad::jvp(f, x)(tangent(x = along[i]), x = xs[i], y = ys[i]).tangent[0]);
        BOOST_TEST(c[y][i] == ctgrad::vjp(f, x, y)(cotangent(along[i]), x = xs[i], y = ys[i])[y]);
        auto const one = ctgrad::hvp(f, x)(tangent(x = along[i]), x = xs[i], y = ys[i]);
        BOOST_TEST(p.gradient[x][i] == one.gradient[x]);
        BOOST_TEST(p.product[x][i] == one.product[x]);
        BOOST_TEST(p[x][i] == one[x]);
    }
}

BOOST_AUTO_TEST_CASE(functions_by_argument) {
    memory<3> both;
    auto const r = ctgrad::batch(ctgrad::value_and_gradient(of_numbers))(both.destination(), column(xs), column(ys));
    memory<6> rows;
    auto const j = ctgrad::batch(ctgrad::jacobian(of_array))(rows.destination(), column(xs), column(ys));
    memory<6> lower;
    auto const h = ctgrad::batch(ctgrad::hessian(of_numbers))(lower.destination(), column(xs), column(ys));
    for (std::size_t i = 0; i < count; ++i) {
        auto const one = ctgrad::value_and_gradient(of_numbers)(xs[i], ys[i]);
        BOOST_TEST(r.value[i] == one.value);
        BOOST_TEST(r[arguments<1>][i] == one[arguments<1>]);
        BOOST_TEST(std::get<0>(r.gradient)[i] == std::get<0>(one.gradient));
        auto const several = ctgrad::jacobian(of_array)(std::array{xs[i], ys[i]});
        BOOST_TEST(j.value[1][i] == several.value[1]);
        BOOST_TEST(j[1][1][i] == several[1][1]);
        BOOST_TEST(static_cast<ctgrad::column_view<double>>(h(arguments<0>, arguments<1>))[i] ==
                   ctgrad::hessian(of_numbers)(xs[i], ys[i])(arguments<0>, arguments<1>));
    }
}

BOOST_AUTO_TEST_CASE(tangents_and_cotangents_of_functions) {
    memory<2> forward, in_order;
    auto const t = ctgrad::batch(ctgrad::jvp(of_numbers))(forward.destination(), tangent(column(along), 1.0),
                                                          column(xs), column(ys));
    ctgrad::batch(ctgrad::jvp(of_numbers))(in_order.destination(), column(xs), column(ys), column(along), 1.0);
    memory<4> backward;
    auto const c = ctgrad::batch(ctgrad::vjp(of_array))(
        backward.destination(), cotangent(std::array{column(along), column(ys)}), column(xs), column(ys));
    memory<5> second;
    auto const p = ctgrad::batch(ctgrad::hvp(of_numbers))(second.destination(), tangent(column(along), 1.0), column(xs),
                                                          column(ys));
    for (std::size_t i = 0; i < count; ++i) {
        BOOST_TEST(t.tangent[i] == ctgrad::jvp(of_numbers)(tangent(along[i], 1.0), xs[i], ys[i]).tangent);
        BOOST_TEST(in_order.columns[1][i] == forward.columns[1][i]);
        auto const one = ctgrad::vjp(of_array)(cotangent(std::array{along[i], ys[i]}), std::array{xs[i], ys[i]});
        BOOST_TEST(c.gradient[1][i] == one.gradient[1]);
        auto const product = ctgrad::hvp(of_numbers)(tangent(along[i], 1.0), xs[i], ys[i]);
        BOOST_TEST(p[arguments<0>][i] == product[arguments<0>]);
        BOOST_TEST(std::get<1>(p.product)[i] == std::get<1>(product.product));
    }
}

BOOST_AUTO_TEST_SUITE_END()
