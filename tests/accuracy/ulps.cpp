#include <boost/test/unit_test.hpp>

#include <memory>

#include <ctgrad/print.hpp>

#include "measure.hpp"

// The errors of the value and the derivatives of every row in units in the last place, over the whole range of the
// type, compared with 350 digits. The bounds are in the table of docs/generated/ulps.md, which this test reads and
// checks.
namespace {

using namespace accuracy_test;
namespace operations = ctgrad::operations;

// The graph of one row.
template <class Row, std::size_t Inputs>
struct row_source {
    static constexpr int output_count = 1;
    static constexpr int independent_count = Inputs;
    static constexpr int seed_count = 0;

    template <int Capacity>
    static void build(detail::graph& g, detail::sweep_space&, int* outputs, int* independent, int*) {
        for (std::size_t i = 0; i < Inputs; ++i) independent[i] = g.add_input({0, static_cast<std::uint64_t>(i), "x"});
        outputs[0] = g.apply(detail::info_of<Row>, independent);
    }
};

// The oracle of a row that has none below: the row in 350 digits, or the oracle that it states.
template <class Row>
struct oracle_of {
    static constexpr int points = 100;
    template <std::size_t... I>
    static exact value(std::vector<exact> const& x, std::index_sequence<I...>) {
        if constexpr (requires { Row::oracle(x[I]...); })
            return Row::oracle(x[I]...);
        else
            return Row::evaluate(x[I]...);
    }
    static exact value(std::vector<exact> const& x) {
        return value(x, std::make_index_sequence<detail::described<Row>::arity>{});
    }
};

// A derivative of first or second order by differences. The step is small relative to the argument, or to 1, whichever
// the result depends on less. NaN if that is more than a tenth of a unit in the last place.
template <class Oracle>
exact difference(std::vector<exact> const& x, std::size_t i, std::size_t k, bool second) {
    exact best = std::numeric_limits<exact>::quiet_NaN(), smallest = 1e-17;
    for (bool const relative : {true, false}) {
        auto const step = [&](std::size_t m, int part) {
            exact const size = abs(x[m]);
            return size == 0 || (!relative && size > 1) ? exact(1e-15 / part) : exact(size * 1e-15 / part);
        };
        auto const with_step = [&](int part) {
            auto const beside = [&](int by, int by_too) {
                std::vector<exact> moved = x;
                moved[i] += by * step(i, part);
                moved[k] += by_too * step(k, part);
                return Oracle::value(moved);
            };
            if (!second) return exact((beside(1, 0) - beside(-1, 0)) / (2 * step(i, part)));
            return exact((beside(1, 1) - beside(1, -1) - beside(-1, 1) + beside(-1, -1)) /
                         (4 * step(i, part) * step(k, part)));
        };
        exact const coarse = with_step(1), fine = with_step(2);
        exact const doubt = fine == 0 ? exact(abs(coarse)) : exact(abs(coarse / fine - 1));
        if (doubt < smallest) smallest = doubt, best = fine;
    }
    return best;
}

// Value, gradient, and the lower triangle of the Hessian.
template <class Oracle>
std::vector<exact> exact_results(Oracle oracle, std::vector<exact> const& x) {
    std::size_t const n = x.size();
    std::vector<exact> result(1 + n);
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t k = 0; k <= i; ++k)
            if constexpr (requires { oracle(std::vector<jet<exact>>{}); }) {
                std::vector<jet<exact>> start;
                for (std::size_t m = 0; m < n; ++m)
                    start.push_back({x[m], exact(m == i ? 1 : 0), exact(m == k ? 1 : 0), exact(0)});
                jet<exact> const r = oracle(start);
                result[0] = r.value;
                result[1 + i] = r.first;
                result.push_back(r.mixed);
            } else {
                result[0] = Oracle::value(x);
                if (k == 0) result[1 + i] = difference<Oracle>(x, i, i, false);
                result.push_back(difference<Oracle>(x, i, k, true));
            }
    return result;
}

template <class Oracle>
auto results_of(Oracle oracle) {
    return [oracle](std::vector<exact> const& x) { return exact_results(oracle, x); };
}
template <class T, class Program, class Oracle>
errors measured(Program const& p, Oracle oracle, std::size_t n, int points, std::uint32_t seed) {
    std::mt19937 random(seed);
    errors found;
    for (int repeat = 0; repeat < points; ++repeat) {
        std::vector<T> const x = draw_point<T>(n, random);
        compare(found, results_of(oracle), x, interpreter::run(p, x, 1 + n + n * (n + 1) / 2));
    }
    return found;
}

// The points of constant expressions: of every magnitude, alone and in pairs.
constexpr double magnitudes[]{1e-300, 1e-20, 1e-8, 0.001, 0.3, 0.5, 0.75, 0.999,
                              1.0001, 1.5,   3,    10,    30,  300, 1e8,  1e200};
template <std::size_t Inputs>
constexpr auto points_of_constants() {
    constexpr std::size_t count = std::size(magnitudes);
    std::array<std::array<double, Inputs>, 2 * count> all{};
    for (std::size_t i = 0; i < 2 * count; ++i)
        for (std::size_t k = 0; k < Inputs; ++k) {
            double const size = k == 0 ? magnitudes[i / 2] : magnitudes[(i / 2 * 5 + 3 * k) % count];
            all[i][k] = ((i >> k) % 2 == 0 ? 1 : -1) * size;
        }
    return all;
}
template <class Row, std::size_t Inputs, class Oracle>
errors measured_constants(Oracle oracle) {
    static constexpr auto points = points_of_constants<Inputs>();
    static constexpr auto all = evaluate_constants<Row>(std::make_index_sequence<Inputs>{}, points);
    return compare_constants(points, all, results_of(oracle), 1);
}

std::vector<line> lines;

template <class Row, std::size_t... I>
std::string text_of_row(std::index_sequence<I...>) {
    return ctgrad::infix(ctgrad::apply<Row>(operand_named<I>()...)).str();
}

template <class Row, std::size_t Inputs, class Oracle>
void measure(Oracle oracle, int points) {
    constexpr int capacity = 1024;
    using source = row_source<Row, Inputs>;
    auto const p = std::make_unique<decltype(detail::compile<source, detail::quantity::hessian, capacity>())>(
        detail::compile<source, detail::quantity::hessian, capacity>());
    BOOST_REQUIRE(!p->full);
    if (updating) points *= 10;
    errors all[]{
        measured<double>(*p, oracle, Inputs, points, 1), measured<float>(*p, oracle, Inputs, points / 2, 2), {}};
    BOOST_TEST(all[0].judged > points / 8, std::string(Row::name));
    all[2] = measured_constants<Row, Inputs>(oracle);
    line found{text_of_row<Row>(std::make_index_sequence<Inputs>{}), {}};
    for (errors const& of : all) found.measured.insert(found.measured.end(), of.worst, of.worst + 3);
    if (std::getenv("CTGRAD_ULPS_VERBOSE") != nullptr) {
        std::printf("%-16s", found.name.c_str());
        for (double error : found.measured) std::printf(" %9.3g", error);
        for (errors const& of : all) std::printf(", first at %s, second at %s", of.at[1].c_str(), of.at[2].c_str());
        std::printf("\n");
    }
    lines.push_back(found);
}

// Separate oracles, in jets.
#define CTGRAD_ORACLE(row, number, ...)                                                \
    template <>                                                                        \
    struct oracle_of<operations::row> {                                                \
        static constexpr int points = number;                                          \
        jet<exact> operator()(std::vector<jet<exact>> const& v) const { __VA_ARGS__; } \
    };
#define CTGRAD_OF_ONE(row, f) CTGRAD_ORACLE(row, 300, jet<exact> const& a = v[0]; return f)
#define CTGRAD_OF_TWO(row, f) CTGRAD_ORACLE(row, 200, jet<exact> const& a = v[0], &b = v[1]; return f)
#define CTGRAD_OF_THREE(row, f) CTGRAD_ORACLE(row, 100, jet<exact> const& a = v[0], &b = v[1], &c = v[2]; return f)

// 60 digits are enough for the value, and 350 would take seconds.
jet<exact> error_function_of(jet<exact> const& a, bool complement) {
    using enough = exact_number<60>;
    enough const x(a.value), y = complement ? boost::math::erfc(x) : boost::math::erf(x);
    exact const slope = (complement ? -1 : 1) * two_over_root_pi<exact>() * exp(exact(-a.value * a.value));
    return a.through(exact(y), slope, exact(-2 * a.value * slope));
}
// Close to 0 the quotient cancels more than 350 digits; the series does not.
jet<exact> sinc(jet<exact> const& a) {
    if (abs(a.value) > 1) return sin(a) / a;
    exact f = 0, df = 0, ddf = 0, term = 1;  // x^n / (n + 1)! for even n
    for (int n = 0; n < 200; n += 2) {
        f += term;
        df += n * term;
        ddf += n * (n - 1) * term;
        term *= -a.value * a.value / ((n + 2) * (n + 3));
    }
    return a.value == 0 ? a.through(f, exact(0), exact(-1) / 3) : a.through(f, df / a.value, ddf / a.value / a.value);
}

// log(exp(a) + exp(b) + ...) by the softmax p: the second derivatives are -p_i p_k, and p_i times the sum of the others.
jet<exact> log_sum_exp(std::vector<jet<exact>> const& x) {
    exact sum = 0;
    for (jet<exact> const& part : x) sum += exp(part.value);
    std::vector<exact> p;
    for (jet<exact> const& part : x) p.push_back(exp(part.value) / sum);
    jet<exact> y;
    y.value = log(sum);
    for (std::size_t i = 0; i < x.size(); ++i) {
        y.first += p[i] * x[i].first;
        y.second += p[i] * x[i].second;
        for (std::size_t k = 0; k < x.size(); ++k)
            if (i != k) y.mixed += p[i] * p[k] * (x[i].first - x[k].first) * x[i].second;
    }
    return y;
}

// Rows that are not measured: their values are exact, or they choose one of their operands; the others are the derivatives
// or the longer forms of rows that are measured.
using not_measured =
    ctgrad::type_list<operations::signum, operations::selection, operations::round_down, operations::round_up,
                      operations::round_to_nearest, operations::truncation, operations::floating_remainder,
                      operations::sign_transfer, operations::smaller_number, operations::larger_number,
                      operations::clamped, operations::slope_of_power_at_zero, operations::derivative_of_sinc,
                      operations::logarithm_of_sum_of_exponentials<4>>;

CTGRAD_OF_TWO(add, a + b)
CTGRAD_OF_TWO(subtract, a - b)
CTGRAD_OF_TWO(multiply, a* b)
CTGRAD_OF_TWO(divide, a / b)
CTGRAD_OF_ONE(negate, -a)
CTGRAD_OF_THREE(fused_multiply_add, a* b + c)
CTGRAD_OF_TWO(power, pow(a, b))
CTGRAD_OF_ONE(square_root, sqrt(a))
CTGRAD_OF_ONE(cube_root, cbrt(a))
CTGRAD_OF_TWO(hypotenuse, hypot(a, b))
CTGRAD_OF_THREE(length_of_three, sqrt(a* a + b * b + c * c))
CTGRAD_OF_ONE(exponential, exp(a))
CTGRAD_OF_ONE(exponential_base_two, exp2(a))
CTGRAD_OF_ONE(exponential_minus_one, expm1(a))
CTGRAD_OF_ONE(logarithm, log(a))
CTGRAD_OF_ONE(logarithm_base_two, log2(a))
CTGRAD_OF_ONE(logarithm_base_ten, log10(a))
CTGRAD_OF_ONE(logarithm_of_one_plus, log1p(a))
CTGRAD_OF_TWO(logarithm_of_sum_of_exponentials<2>, log_sum_exp({a, b}))
CTGRAD_OF_THREE(logarithm_of_sum_of_exponentials<3>, log_sum_exp({a, b, c}))
CTGRAD_OF_ONE(sine, sin(a))
CTGRAD_OF_ONE(cosine, cos(a))
CTGRAD_OF_ONE(tangent, tan(a))
CTGRAD_OF_ONE(arc_sine, asin(a))
CTGRAD_OF_ONE(arc_cosine, acos(a))
CTGRAD_OF_ONE(arc_tangent, atan(a))
CTGRAD_OF_TWO(arc_tangent_of_quotient, atan2(a, b))
CTGRAD_OF_ONE(cardinal_sine, sinc(a))
CTGRAD_OF_ONE(hyperbolic_sine, sinh(a))
CTGRAD_OF_ONE(hyperbolic_cosine, cosh(a))
CTGRAD_OF_ONE(hyperbolic_tangent, tanh(a))
CTGRAD_OF_ONE(area_hyperbolic_sine, asinh(a))
CTGRAD_OF_ONE(area_hyperbolic_cosine, acosh(a))
CTGRAD_OF_ONE(area_hyperbolic_tangent, atanh(a))
CTGRAD_OF_ONE(error_function, error_function_of(a, false))
CTGRAD_OF_ONE(complementary_error_function, error_function_of(a, true))
CTGRAD_OF_ONE(absolute, abs(a))
CTGRAD_OF_TWO(minimum, min(a, b))
CTGRAD_OF_TWO(maximum, max(a, b))
CTGRAD_OF_ONE(rectified_linear, relu(a))
CTGRAD_OF_ONE(logistic_sigmoid, sigmoid(a))
CTGRAD_OF_ONE(logarithm_of_one_plus_exponential, softplus(a))
CTGRAD_OF_ONE(logarithm_of_sigmoid, log_sigmoid(a))
#undef CTGRAD_OF_ONE
#undef CTGRAD_OF_TWO
#undef CTGRAD_OF_THREE
#undef CTGRAD_ORACLE

template <class Row, class... Types>
constexpr bool is_one_of(ctgrad::type_list<Types...>) {
    return (std::is_same_v<Row, Types> || ...);
}

void measure_all() {
    operations::table::each([]<class Row>() {
        constexpr int arity = detail::described<Row>::arity;
        if constexpr (arity > 0 && !Row::is_condition && !is_one_of<Row>(not_measured{}))
            measure<Row, static_cast<std::size_t>(arity)>(oracle_of<Row>{}, oracle_of<Row>::points);
    });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(accuracy)

BOOST_AUTO_TEST_CASE(units_in_the_last_place) {
    measure_all();
    check_table("ulps.md", lines);
}

BOOST_AUTO_TEST_SUITE_END()
