#include <chrono>
#include <sstream>
#include <streambuf>
#include <string>

#include <boost/test/unit_test.hpp>

#include <ctgrad/print.hpp>

using namespace ctgrad::literals;
using ctgrad::infix, ctgrad::latex, ctgrad::cpp, ctgrad::derivative, ctgrad::gradient, ctgrad::named, ctgrad::names;

namespace {

constexpr auto x = ctgrad::variable<"x">;
constexpr auto y = ctgrad::variable<"y">;
constexpr auto z = ctgrad::variable<"z">;

// There are parentheses if, and only if, the text would otherwise mean another expression.
static_assert(infix((x + y) * z) == "(x + y) * z");
static_assert(infix(x + y * z) == "x + y * z");
static_assert(infix(x + (y + z)) == "x + (y + z)");
static_assert(infix(x + y + z) == "x + y + z");
static_assert(infix(x - (y - z)) == "x - (y - z)");
static_assert(infix(x - y - z) == "x - y - z");
static_assert(infix(x / (y * z)) == "x / (y * z)");
static_assert(infix(x / y * z) == "x / y * z");
static_assert(infix(x / (y / z)) == "x / (y / z)");
static_assert(infix(-x * y) == "(-x) * y");
static_assert(infix(-(x * y)) == "-x * y");
static_assert(infix(-(x + y)) == "-(x + y)");
static_assert(infix(x - (-y)) == "x - (-y)");
static_assert(infix(-x + y) == "-x + y");
static_assert(infix(pow(x, 2_c)) == "x^2");
static_assert(infix(x * x) == "x^2");
static_assert(infix(pow(x + y, 2_c)) == "(x + y)^2");
static_assert(infix(pow(pow(x, 2_c), 3_c)) == "(x^2)^3");
static_assert(infix(pow(x, pow(y, 2_c))) == "x^(y^2)");
static_assert(infix(pow(x, -y)) == "x^(-y)");
static_assert(infix(pow(sin(x), 2_c)) == "sin(x)^2");
static_assert(infix(-pow(x, 2_c)) == "-x^2");
static_assert(infix(pow(-x, 2_c)) == "(-x)^2");
static_assert(infix(exp(x + y) / log(x)) == "exp(x + y) / log(x)");
static_assert(infix(select(x < y && !(y == z), x, z)) == "select(x < y && !(y == z), x, z)");
static_assert(infix(x < y && !(x <= z)) == "x < y && !(x <= z)" && latex(x == y) == "x = y");
static_assert(cpp<"lower">(x < y) == "// f\ninline bool lower(double x, double y) {\n    return x < y;\n}\n");
static_assert(infix(x * 2_c) == "2 * x");
static_assert(infix(0.1_c * x + 1_c / 3_c) == "0.1 * x + 1/3");
static_assert(infix(1e-30_c * x) == "1e-30 * x");
static_assert(infix(x - 2_c) == "x - 2");
static_assert(infix(ctgrad::pi * x) == "pi * x");

static_assert(latex((x + y) * z) == "\\left( x + y \\right) \\, z");
static_assert(latex(x + (y + z)) == "x + y + z");
static_assert(latex(x - (y - z)) == "x - \\left( y - z \\right)");
static_assert(latex((x + y) / z) == "\\frac{x + y}{z}");
static_assert(latex(sqrt(x + y)) == "\\sqrt{x + y}");
static_assert(latex(pow(x, y + z)) == "x^{y + z}");
static_assert(latex(pow(sin(x), 2_c)) == "\\left( \\sin\\left( x \\right) \\right)^{2}");
static_assert(latex(ctgrad::variable<"w0"> * ctgrad::variable<"alpha_1">) == "w_{0} \\, \\alpha_{1}");
static_assert(latex(ctgrad::variable<"mass"> / 2_c) == "\\frac{\\mathit{mass}}{2}");
static_assert(latex(select(x <= y, x, y)) ==
              "\\begin{cases} x & \\text{if } x \\le y \\\\ y & \\text{otherwise} \\end{cases}");
static_assert(latex(abs(x)) == "\\left\\lvert x \\right\\rvert");

// Derivatives.
static_assert(infix(derivative((x + y) * z, x)) == "z");
static_assert(infix(derivative(x * y, z)) == "0");
static_assert(infix(derivative(exp(x * y), x, y)) == "exp(x * y) + x * (y * exp(x * y))");

// Named intermediates: the same node, printed by its name.
constexpr auto q = named<"q">(x + y);
constexpr auto f = named<"f">(q * z);
static_assert(ctgrad::identical(q, x + y) && ctgrad::identical(derivative(f, q), z));
static_assert(ctgrad::identical(derivative(f, q), derivative((x + y) * z, x + y)));
static_assert(f(x = -2.0, y = 5.0, z = -4.0) == -12 && gradient(f, q)(x = -2.0, y = 5.0, z = -4.0)[q] == -4);
static_assert(infix(q) == "x + y");
static_assert(infix(derivative(f, z)) == "q");
static_assert(infix(q * z) == "q * z");
static_assert(infix((x + y) * q) == "q^2");
static_assert(infix(ctgrad::value_and_gradient(f, x, z, q)) == "q = x + y\nf = q * z\ndf/dx = z\ndf/dz = q\ndf/dq = z");
static_assert(infix(gradient(exp(q), x)) == "q = x + y\ndf/dx = exp(q)");
static_assert(latex(gradient(f, x, q)) ==
              "\\begin{aligned}\n\\frac{\\partial f}{\\partial x} &= z \\\\\n\\frac{\\partial f}{\\partial q} &= "
              "z\n\\end{aligned}");

// The other quantities.
static_assert(infix(ctgrad::hessian(exp(x) * y, x, y)) ==
              "f = exp(x) * y\ndf/dx = f\ndf/dy = exp(x)\nd2f/dx2 = f\nd2f/dxdy = exp(x)\nd2f/dy2 = 0");
static_assert(infix(ctgrad::jvp(x * y, x, y)) == "f = x * y\ndf = y * t_x + x * t_y");
static_assert(infix(ctgrad::vjp(ctgrad::outputs(x * y, x + y), x)) == "f1 = x * y\nf2 = x + y\ndL/dx = u2 + y * u1");
static_assert(infix(ctgrad::jacobian(ctgrad::outputs(x * y, x + y), x, y)) ==
              "f1 = x * y\nf2 = x + y\ndf1/dx = y\ndf1/dy = x\ndf2/dx = 1\ndf2/dy = 1");
// A result gets another name if a variable has its name.
static_assert(infix(gradient(ctgrad::variable<"f"> * x, x)) == "dg/dx = f");

// Functions, with the names of their arguments.
struct lens {
    double focal, k1;
};
constexpr auto area = ctgrad::function<double(double, double)>([](auto a, auto b) { return named<"s">(a + b) * a; });
static_assert(infix(area) == "x1 * s");
static_assert(infix(area, names<"width", "height">) == "width * s");
static_assert(infix(gradient(area), names<"a", "b">) == "s = a + b\ndf/da = a + s\ndf/db = a");
constexpr auto norm =
    ctgrad::function<double(std::array<double, 2>)>([](auto v) { return sqrt(v[0] * v[0] + v[1] * v[1]); });
static_assert(infix(norm) == "sqrt(x[0]^2 + x[1]^2)");
static_assert(latex(norm) == "\\sqrt{x_{0}^{2} + x_{1}^{2}}");

// A user's own operation has its own notation, or is printed as a function call.
struct plain : ctgrad::operation {
    static constexpr char const* name = "soft_sign";
    template <class T>
    static constexpr T evaluate(T const& v) {
        return v;
    }
    template <class T>
    static constexpr std::array<T, 1> partials(T const&, T const&) {
        return {1};
    }
};
struct arrow : plain {
    static constexpr char const* name = "arrow";
    static constexpr ctgrad::notation notation{.infix = {"$1'", ctgrad::precedence::call, {ctgrad::precedence::call}},
                                               .latex = {"\\vec{$1}"},
                                               .cpp_name = "mine::arrow"};
};
static_assert(infix(ctgrad::apply<plain>(x + y)) == "soft_sign(x + y)");
static_assert(latex(ctgrad::apply<plain>(x)) == "\\operatorname{soft\\_sign}\\left( x \\right)");
static_assert(infix(ctgrad::apply<arrow>(x + y)) == "(x + y)'");
static_assert(latex(ctgrad::apply<arrow>(x + y)) == "\\vec{x + y}");
static_assert(cpp<"f">(ctgrad::apply<arrow>(x)) ==
              "// f\ninline double f(double x) {\n    return mine::arrow(x);\n}\n");

// 1000 operations, all shared.
template <int Steps>
struct chain {
    template <class T>
    constexpr T operator()(T const& a, T const& b) const {
        T s = a, t = b;
        for (int i = 0; i < Steps; ++i) {
            T const next = s * 0.25 + sin(t) * t;
            t = s - t;
            s = next;
        }
        return s;
    }
};

template <class Printed>
std::string printed(Printed what) {
    std::ostringstream stream;
    stream << what;
    return stream.str();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(print_text)

BOOST_AUTO_TEST_CASE(the_same_text_at_run_time) {
    BOOST_TEST(printed(f) == infix(f).view());
    BOOST_TEST(printed(derivative(f, x)) == "z");
    BOOST_TEST(printed(gradient(f, x, q)) == infix(gradient(f, x, q)).view());
    BOOST_TEST(printed(latex(f)) == latex(f).view());
    BOOST_TEST(printed(cpp<"g">(gradient(f, x, q))) == cpp<"g">(gradient(f, x, q)).view());
    BOOST_TEST(printed(area) == "x1 * s");
}

BOOST_AUTO_TEST_CASE(streams_in_error_are_refused_and_nothing_is_written) {
    std::ostringstream stream;
    stream.setstate(std::ios::badbit);
    BOOST_CHECK_EXCEPTION(stream << infix(f), std::ios_base::failure, [](std::ios_base::failure const& e) {
        return std::string(e.what()).find("ctgrad: nothing is written: the output stream is in an error state") == 0;
    });
    stream.clear();
    BOOST_TEST(stream.str().empty());
}

// A stream that fails after a number of characters, like a full disk.
struct narrow : std::streambuf {
    int left = 5;
    int overflow(int c) override { return left-- > 0 ? c : traits_type::eof(); }
};

BOOST_AUTO_TEST_CASE(texts_are_strings) {
    std::string const text = infix(x + y);
    BOOST_TEST(text == "x + y");
    BOOST_TEST("f = " + infix(x + y) + "\n" == "f = x + y\n");
    BOOST_TEST(infix(x) + std::string(" and ") + infix(y) == "x and y");
    BOOST_TEST(infix(x) + latex(y) == "xy");
    BOOST_TEST(std::string_view("-") + latex(y) == "-y");
}

BOOST_AUTO_TEST_CASE(streams_that_fail_on_the_way_are_reported) {
    narrow buffer;
    std::ostream stream(&buffer);
    BOOST_CHECK_EXCEPTION(stream << infix((x + y) * z), std::ios_base::failure, [](std::ios_base::failure const& e) {
        return std::string(e.what()).find("ctgrad: the output stream failed while the text was written") == 0;
    });
}

BOOST_AUTO_TEST_CASE(text_grows_with_the_function_not_faster) {
    constexpr auto small = ctgrad::function<double(double, double)>(chain<40>{});
    constexpr auto large = ctgrad::function<double(double, double)>(chain<240>{});
    auto const size = [](auto const& text) { return static_cast<double>(text.size()); };
    // Six times the operations; names like t1234 are longer than t123.
    BOOST_TEST(size(infix(large).str()) < 8 * size(infix(small).str()));
    BOOST_TEST(size(latex(gradient(large)).str()) < 8 * size(latex(gradient(small)).str()));
    auto const start = std::chrono::steady_clock::now();
    std::string const text = cpp<"large">(ctgrad::value_and_gradient(large)).str();
    std::chrono::duration<double> const took = std::chrono::steady_clock::now() - start;
    BOOST_TEST(took.count() < 2);
    BOOST_TEST(text.find("return {f, ") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
