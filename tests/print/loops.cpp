#include <array>
#include <string>

#include <boost/hana/adapt_struct.hpp>
#include <boost/test/unit_test.hpp>

#include <ctgrad/hints.hpp>
#include <ctgrad/loops.hpp>
#include <ctgrad/print.hpp>

// Functions of rows as text, drawings and hints.

using ctgrad::infix, ctgrad::latex, ctgrad::names, ctgrad::rows_of, ctgrad::sum, ctgrad::arguments;

namespace {

struct measurement {
    double time, value;
};

}  // namespace

BOOST_HANA_ADAPT_STRUCT(measurement, time, value);

namespace {

constexpr auto loss = ctgrad::function<double(double, rows_of<measurement>)>([](auto k, auto const& list) {
    return sum(list, [&](auto const& m) {
        auto const residual = k * ctgrad::get<"time">(m) - ctgrad::get<"value">(m);
        return residual * residual;
    });
});
constexpr auto filter = ctgrad::function<double(double, rows_of<double>)>([](auto k, auto const& list) {
    return fold(list, 1.0, [&](auto const& s, auto const& x) { return k * s + (1 - cos(x)); });
});
constexpr auto nearest =
    ctgrad::function<double(double, rows_of<double>, rows_of<double>)>([](auto k, auto const& as, auto const& bs) {
        return mean(as, [&](auto a) { return min(bs, [&](auto b) { return k * (a - b) * (a - b); }); });
    });

static_assert(infix(loss) == "\u03A3_i((x1 * x2[i].time - x2[i].value)^2)");
static_assert(latex(loss, names<"k", "m">) ==
              "\\sum_{i} \\left( k \\, m_{i,\\mathit{time}} - m_{i,\\mathit{value}} \\right)^{2}");
static_assert(infix(gradient(loss), names<"k", "m">) ==
              "df/dk = \u03A3_i(m[i].time * (2 * (k * m[i].time - m[i].value)))");
// A derivative with respect to a row differs from row to row. An index is never a letter that names an argument.
static_assert(infix(gradient(loss, arguments<1>), names<"i", "m">) ==
              "df/dm[j].time = i * (2 * (i * m[j].time - m[j].value))\n"
              "df/dm[j].value = -2 * (i * m[j].time - m[j].value)");
static_assert(infix(nearest, names<"k", "a", "b">) == "\u03A3_i(min_j((a[i] - b[j]) * (k * (a[i] - b[j])))) / n_i");
static_assert(ctgrad::leaves(loss)[2] == "x2[i].value");

// Views: an index is shifted, or is an entry of an index list. Derivatives of a row that is read at several places are
// added up.
constexpr auto chain = ctgrad::function<double(rows_of<double>)>(
    [](auto const& x) { return sum(ctgrad::windows<2>(x), [](auto const& w) { return w[0] * w[1]; }) * back(x); });
static_assert(infix(chain) == "x[last] * \u03A3_j(x[j] * x[j + 1])");
static_assert(infix(ctgrad::function<double(rows_of<double>, ctgrad::indices<2>)>([](auto const& x, auto const& pairs) {
                        return sum(pairs, [&](auto const& p) { return x[p[0]] * x[p[1]]; });
                    }),
                    names<"x", "p">) == "\u03A3_j(x[p[j][0]] * x[p[j][1]])");

// The state of a recurrence is a sequence; that of its adjoints runs backward.
static_assert(infix(gradient(filter), names<"k", "x">) ==
              "s1[0] = 1\n"
              "s1[i + 1] = k * s1[i] + (1 - cos(x[i]))\n"
              "s2[n_i] = 1\n"
              "s2[i] = k * s2[i + 1]\n"
              "df/dk = \u03A3_i(s1[i] * s2[i + 1])");
static_assert(latex(filter, names<"k", "x">) ==
              "\\begin{aligned}\n"
              "s_{1,0} &= 1 \\\\\n"
              "s_{1,i + 1} &= k \\, s_{1,i} + 1 - \\cos\\left( x_{i} \\right) \\\\\n"
              "f &= s_{1,n_{i}}\n"
              "\\end{aligned}");

// Matrices have two indices. What a product makes along the rows is read along the columns under the other index; it has a
// line of its own, because it contains a sum over that index. So has any sum over an index of what is around it.
using ctgrad::matrix_of;
constexpr auto layer = ctgrad::function<double(matrix_of<double>, rows_of<double>)>(
    [](auto const& w, auto const& x) { return sum(product(w, x), [](auto const& y) { return y * y; }); });
constexpr auto layers = ctgrad::function<double(matrix_of<double>, rows_of<double>)>([](auto const& w, auto const& x) {
    auto const hidden = map(product(w, x), [](auto const& y) { return tanh(y); });
    return sum(product(w, hidden), [](auto const& y) { return y * y; });
});
constexpr auto cells = ctgrad::function<double(matrix_of<double>, rows_of<double>, rows_of<double>)>(
    [](auto const& w, auto const& bias, auto const& steps) {
        auto const last = fold(steps, bias, [&](auto const& h, auto const& u) {
            return map(zip(product(w, h), bias), [&](auto const& y, auto const& b) { return tanh(y + b * u); });
        });
        return sum(last, [](auto const& h) { return h; });
    });
static_assert(infix(layer, names<"W", "x">) == "\u03A3_i(\u03A3_k(W[i][k] * x[k])^2)");
static_assert(latex(layer, names<"W", "x">) == "\\sum_{i} \\left( \\sum_{k} W_{i,k} \\, x_{k} \\right)^{2}");
static_assert(infix(gradient(layer, arguments<0>), names<"W", "x">) ==
              "t1[i] = 2 * \u03A3_k(W[i][k] * x[k])\ndf/dW[i][k] = x[k] * t1[i]");
static_assert(infix(jvp(layer, arguments<0>)) ==
              "f = \u03A3_i(\u03A3_k(x1[i][k] * x2[k])^2)\n"
              "df = 2 * \u03A3_i(\u03A3_k(x1[i][k] * x2[k]) * \u03A3_k(t_x1[i][k] * x2[k]))");
static_assert(infix(layers, names<"W", "x">) ==
              "t1[i] = tanh(\u03A3_k(W[i][k] * x[k]))\nf = \u03A3_i(\u03A3_k(W[i][k] * t1[k])^2)");
static_assert(infix(gradient(layers, arguments<0>), names<"W", "x">) ==
              "t1[i] = tanh(\u03A3_k(W[i][k] * x[k]))\n"
              "t2[i] = 2 * \u03A3_k(W[i][k] * t1[k])\n"
              "t3[k] = \u03A3_i(W[i][k] * t2[i])\n"
              "df/dW[i][k] = t1[k] * t2[i] + x[k] * (t3[i] * (1 - t1[i]^2))");
static_assert(infix(gradient(cells, arguments<0>), names<"W", "b", "u">) ==
              "t1[k][i] = \u03A3_l(W[i][l] * s1[k][l])\n"
              "s1[0][j] = b[j]\n"
              "s1[k + 1][j] = tanh(t1[k][j] + b[j] * u[k])\n"
              "t2[k][j] = s2[k + 1][j] * (1 - tanh(t1[k][j] + b[j] * u[k])^2)\n"
              "t3[k][l] = \u03A3_i(W[i][l] * t2[k][i])\n"
              "s2[n_k][j] = 1\n"
              "s2[k][j] = t3[k][j]\n"
              "df/dW[i][l] = \u03A3_k(s1[k][l] * t2[k][i])");
// Also where only the title of the derivative has the index.
constexpr auto squared = ctgrad::function<double(double, rows_of<double>)>([](auto k, auto const& x) {
    auto const s = sum(x, [&](auto const& each) { return k * each; });
    return s * s;
});
static_assert(infix(gradient(squared, arguments<0, 1>), names<"k", "x">) ==
              "t1 = k * (2 * \u03A3_i(k * x[i]))\n"
              "df/dk = 2 * \u03A3_i(k * x[i]) * \u03A3_i(x[i])\n"
              "df/dx[i] = t1");
static_assert(ctgrad::leaves(layer)[0] == "x1[i][k]");

static_assert(ctgrad::hints(filter)[0].advised == "2 * sin(x2[i] / 2)^2");
static_assert(ctgrad::hints(gradient(loss)).empty());

// C++ text has the loops that are run; tests/generated compares its numbers.
static_assert(ctgrad::cpp<"loss">(value_and_gradient(loss), names<"k", "m">) ==
              "#include <array>\n#include <cstddef>\n\n// f, df/dk\n"
              "inline std::array<double, 2> loss(double k, auto const& m) {\n"
              "    double v1 = 0.0;\n"
              "    double v2 = 0.0;\n"
              "    for (std::size_t i = 0; i < m.size(); ++i) {\n"
              "        double const t1 = m[i].time * k - m[i].value;\n"
              "        v1 += t1 * t1;\n"
              "        v2 += m[i].time * (t1 * 2.0);\n"
              "    }\n"
              "    return {v1, v2};\n"
              "}\n");
// A sum over rows costs an addition in each row, and a minimum costs a selection.
constexpr auto count = ctgrad::cost(gradient(nearest));
static_assert(count.outside().divisions == 1 && count.per_row(arguments<1>).divisions == 1);
static_assert(count.per_row(arguments<1, 2>).selections == 3 && count.per_row(arguments<2>).total() == 0);
static_assert(count.per_row(arguments<1>).arithmetic() == 3);
static_assert(count.total(10, 0) ==
              static_cast<std::size_t>(count.outside().total() + 10 * count.per_row(arguments<1>).total()));
static_assert(ctgrad::cost(filter).per_row(arguments<1>).calls("cos") == 1 &&
              ctgrad::cost(filter).outside().total() == 0);

BOOST_AUTO_TEST_SUITE(text_of_loops)

BOOST_AUTO_TEST_CASE(a_drawing_frames_what_is_in_each_row) {
    std::string const drawn = ctgrad::dot(gradient(nearest), names<"k", "a", "b">).str();
    for (char const* const part :
         {"label=\"for each i\"", "label=\"for each i, j\"", "min over j", "sum over i", "df/dk"})
        BOOST_TEST(drawn.find(part) != std::string::npos, part);
    std::string const products = ctgrad::dot(layers).str();
    for (char const* const part : {"x1[i][k]", "label=\"for each i, k\"", "sum over k", "along k"})
        BOOST_TEST(products.find(part) != std::string::npos, part);
    std::string const recurrence = ctgrad::dot(filter).str();
    for (char const* const part : {"s1[0]", "s1[i]", "s1[i + 1]", "s1[n_i]", "style=dashed"})
        BOOST_TEST(recurrence.find(part) != std::string::npos, part);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
