#include <boost/test/unit_test.hpp>

#include <initializer_list>
#include <memory>

#include <ctgrad/print.hpp>
#include <ctgrad/special.hpp>

#include "special_functions.hpp"

// The same for special functions, from one end of their domains to the other, at their poles and next to their zeros.
// Values come from <cmath> and Boost.Math, so next to a zero the error that one ulp of the argument causes is allowed.
namespace {

using namespace accuracy_test;
namespace operations = ctgrad::operations;
namespace of = accuracy_test::special;

std::vector<line> lines;

// Where a function is measured: between two ends, and next to some places. Towards 0 and far out magnitudes are drawn.
struct place {
    double low, high;
    std::initializer_list<double> next_to = {};
    double smallest = 1e-290;
};

template <class T>
T draw(place const& p, std::mt19937& random) {
    auto const uniform = [&](double low, double high) {
        return low + (high - low) * (static_cast<double>(random()) / 4294967296.0);
    };
    // Magnitudes of float are to its range as those of double.
    auto const scaled = [](double end) {
        bool const is_magnitude = std::is_same_v<T, float> && (std::abs(end) > 1e10 || std::abs(end) < 1e-10);
        return is_magnitude ? std::copysign(std::pow(std::abs(end), 35.0 / 300), end) : end;
    };
    double const smallest = scaled(p.smallest), high = scaled(p.high), low = p.low < 0 ? scaled(p.low) : p.low;
    for (;;) {
        double x = 0;
        switch (random() % 6) {
            case 0: x = std::pow(10, uniform(std::log10(smallest), std::log10(std::max(high, 1.0)))); break;
            case 1: x = uniform(std::max(low, -40.0), std::min(high, 40.0)); break;
            case 2: x = uniform(std::max(low, -700.0), std::min(high, 700.0)); break;
            case 3:
                if (p.next_to.size() > 0) {
                    double const place = p.next_to.begin()[random() % p.next_to.size()];
                    x = place + (random() % 2 == 0 ? 1 : -1) * std::pow(10, uniform(-15, -1)) * std::abs(place);
                    break;
                }
                [[fallthrough]];
            case 4: x = std::pow(10, uniform(-4, 4)); break;
            default: x = uniform(-3, 3); break;
        }
        if (low < 0 && random() % 2 == 0) x = -x;
        T const rounded = static_cast<T>(x);
        if (rounded > low && rounded < high && std::abs(x) >= smallest) return rounded;
    }
}

// A row whose first operands are constants, in halves.
template <class Row, std::size_t Inputs>
struct special_source {
    static constexpr int output_count = 1;
    static constexpr int independent_count = Inputs;
    static constexpr int seed_count = 0;
    static inline std::vector<int> halves;

    template <int Capacity>
    static void build(detail::graph& g, detail::sweep_space&, int* outputs, int* independent, int*) {
        int operands[ctgrad::maximum_arity]{};
        std::size_t at = 0;
        for (int const half : halves) operands[at++] = g.constant(detail::rational(half, 2));
        for (std::size_t i = 0; i < Inputs; ++i)
            operands[at++] = independent[i] = g.add_input({0, static_cast<std::uint64_t>(i), "x"});
        outputs[0] = g.apply(detail::info_of<Row>, operands);
    }
};

// Value, gradient and lower triangle from jets.
template <class Oracle>
auto results_of(Oracle oracle) {
    return [oracle](std::vector<exact> const& x) {
        std::size_t const n = x.size();
        std::vector<exact> result(1 + n);
        if constexpr (requires { oracle(x[0]); }) {
            auto const [value, first, second] = oracle(x[0]);
            result = {value, first, second};
        } else {
            // f, f_a, f_b, f_aa, f_ab, f_bb
            auto const r = oracle(x[0], x[1]);
            result.assign(r.begin(), r.end());
        }
        return result;
    };
}
using one = std::array<exact, 3>;
using two = std::array<exact, 6>;

void widen(errors& all, errors const& part) {
    for (int k = 0; k < 3; ++k)
        if (part.worst[k] > all.worst[k]) all.worst[k] = part.worst[k], all.at[k] = part.at[k];
    all.judged += part.judged;
}

template <class T, class Program, class Oracle>
errors measured(Program const& p, Oracle oracle, std::vector<place> const& places, int points) {
    std::mt19937 random(7);
    errors found;
    for (int repeat = 0; repeat < points; ++repeat) {
        std::vector<T> x;
        for (place const& where : places) x.push_back(draw<T>(where, random));
        std::size_t const n = x.size();
        compare(found, results_of(oracle), x, interpreter::run(p, x, 1 + n + n * (n + 1) / 2), 0);
    }
    return found;
}

// The points of constant expressions: those of each magnitude that are in the domain, and 1.25 for the others.
constexpr double magnitudes[]{1e-300, 1e-20, 1e-5, 0.3, 0.999, 1.25, 2, 3.5, 7, 30, 1e3, 1e30};
template <std::size_t Inputs>
constexpr auto points_of_constants(double low, double high) {
    constexpr std::size_t count = std::size(magnitudes);
    std::array<std::array<double, Inputs>, (Inputs == 1 ? 2 : 1) * count> all{};
    for (std::size_t i = 0; i < all.size(); ++i)
        for (std::size_t k = 0; k < Inputs; ++k) {
            double const x = (Inputs == 1 && i >= count ? -1 : 1) * magnitudes[(i * (1 + 4 * k) + 3 * k) % count];
            all[i][k] = low < x && x < high ? x : 1.25;
        }
    return all;
}

template <class Row, std::size_t Inputs>
std::unique_ptr<decltype(detail::compile<special_source<Row, Inputs>, detail::quantity::hessian, 1024>())>
program_of() {
    using source = special_source<Row, Inputs>;
    return std::make_unique<decltype(detail::compile<source, detail::quantity::hessian, 1024>())>(
        detail::compile<source, detail::quantity::hessian, 1024>());
}

template <class Row>
struct measurement {
    std::string name;
    errors all[3]{};

    explicit measurement(std::string n) : name(std::move(n)) {}
    measurement(measurement const&) = delete;

    template <std::size_t Inputs, class Oracle>
    measurement& at(std::vector<int> halves, std::vector<place> const& places, int points, Oracle oracle) {
        special_source<Row, Inputs>::halves = halves;
        auto const p = program_of<Row, Inputs>();
        BOOST_REQUIRE(!p->full);
        if (updating) points *= 4;
        widen(all[0], measured<double>(*p, oracle, places, points));
        widen(all[1], measured<float>(*p, oracle, places, points / 2));
        return *this;
    }
    // In constant expressions, with the first operands `fixed`.
    template <double Low, double High, std::size_t Inputs = 1, class Oracle, class... Fixed>
    measurement& constant(Oracle oracle, Fixed...) {
        static constexpr auto points = points_of_constants<Inputs>(Low, High);
        static constexpr auto constants =
            evaluate_constants<Row>(std::make_index_sequence<Inputs>{}, points, Fixed{}...);
        widen(all[2], compare_constants(points, constants, results_of(oracle), 0));
        return *this;
    }
    ~measurement() {
        line found{name, {}};
        for (errors const& of : all)
            if (&of != &all[2] || of.judged > 0) found.measured.insert(found.measured.end(), of.worst, of.worst + 3);
        BOOST_TEST(all[0].judged > 20, name);
        if (std::getenv("CTGRAD_ULPS_VERBOSE") != nullptr) {
            std::printf("%-16s", found.name.c_str());
            for (double error : found.measured) std::printf(" %9.3g", error);
            std::printf(" value at %s, first at %s, second at %s\n", all[0].at[0].c_str(), all[0].at[1].c_str(),
                        all[0].at[2].c_str());
        }
        lines.push_back(found);
    }
};

constexpr double far = 1e300;
using namespace ctgrad::literals;

template <class Row>
measurement<Row> row(std::string name) {
    return measurement<Row>(std::move(name));
}

void measure_gamma_functions() {
    using namespace operations;
    std::initializer_list<double> const poles{-1, -2, -10, 1, 2};
    auto const log_gamma = [](exact const& x) {
        return one{of::log_gamma(x), of::polygamma(0, x), of::polygamma(1, x)};
    };
    row<logarithm_of_gamma>("lgamma(x)")
        .at<1>({}, {{-50, far, {1, 2, -1, -2, -10, -2.4570247382208006, -2.7476826467274127}}}, 30, log_gamma)
        .constant<-10.0, far>(log_gamma);
    {
        auto const exactly = [](exact const& x) {
            exact const y = of::gamma_of(x), psi = of::polygamma(0, x);
            return one{y, y * psi, y * (psi * psi + of::polygamma(1, x))};
        };
        row<gamma_function>("tgamma(x)").at<1>({}, {{-50, 171, poles}}, 30, exactly).constant<-10.0, 100.0>(exactly);
    }
    {
        auto const exactly = [](exact const& x) {
            return one{of::polygamma(0, x), of::polygamma(1, x), of::polygamma(2, x)};
        };
        row<digamma_function>("digamma(x)")
            .at<1>({}, {{-50, far, {1.4616321449683623, -0.5040830082644554, -1, -5}}}, 30, exactly)
            .constant<-10.0, far>(exactly);
    }
    {
        auto r = row<polygamma_function>("polygamma(n, x)");
        auto const at = [](int n, exact const& x) {
            return one{of::polygamma(n, x), of::polygamma(n + 1, x), of::polygamma(n + 2, x)};
        };
        for (int n : {1, 2, 3, 6})
            r.at<1>({2 * n}, {{0, far, {}, std::pow(10, -280.0 / (n + 3))}}, 15,
                    [=](exact const& x) { return at(n, x); });
        r.constant<1e-80, far>([=](exact const& x) { return at(1, x); }, 1_c);
    }
    {
        auto r = row<polygamma_difference_function>("polygamma_difference(n, x, h)");
        for (int n : {0, 1, 3})
            r.at<2>({2 * n}, {{0, 1e20, {}, 1e-20}, {0, 1e20, {}, 1e-50}}, 15, [n](exact const& x, exact const& h) {
                return two{of::polygamma_difference(n, x, h), of::polygamma_difference(n + 1, x, h),
                           of::polygamma(n + 1, x + h),       of::polygamma_difference(n + 2, x, h),
                           of::polygamma(n + 2, x + h),       of::polygamma(n + 2, x + h)};
            });
    }
    {
        auto const exactly = [](exact const& a, exact const& b) {
            exact const y = exp(exact(of::log_gamma(a) + of::log_gamma(b) - of::log_gamma(a + b)));
            exact const fa = -of::polygamma_difference(0, a, b), fb = -of::polygamma_difference(0, b, a);
            return two{y,
                       y * fa,
                       y * fb,
                       y * (fa * fa - of::polygamma_difference(1, a, b)),
                       y * (fa * fb - of::polygamma(1, a + b)),
                       y * (fb * fb - of::polygamma_difference(1, b, a))};
        };
        row<beta_function>("beta(a, b)")
            .at<2>({}, {{0, 1e100, {1}, 1e-100}, {0, 1e100, {1}, 1e-100}}, 60, exactly)
            .constant<1e-100, 100.0, 2>(exactly);
    }
    auto lower = row<lower_incomplete_gamma>("gamma_p(a, x)");
    auto upper = row<upper_incomplete_gamma>("gamma_q(a, x)");
    for (int a : {1, 2, 5, 60}) {
        exact const shape = exact(a) / 2;
        auto const of_shape = [shape](exact const& x, bool complement) {
            exact const p = of::lower_incomplete_gamma(shape, x);
            exact const density = exp(exact((shape - 1) * log(x) - x - of::log_gamma(shape)));
            one all{p, density, density * ((shape - 1) / x - 1)};
            if (complement) all = {1 - p, -all[1], -all[2]};
            return all;
        };
        lower.at<1>({a}, {{0, 500, {shape.convert_to<double>()}}}, 30,
                    [=](exact const& x) { return of_shape(x, false); });
        upper.at<1>({a}, {{0, 500, {shape.convert_to<double>()}}}, 30,
                    [=](exact const& x) { return of_shape(x, true); });
    }
    row<derivative_of_incomplete_gamma>("gamma_p_derivative(a, x)")
        .at<2>({}, {{0, 1e4, {1, 2}, 1e-4}, {0, 700, {1, 2}}}, 80, [](exact const& a, exact const& x) {
            exact const y = exp(exact((a - 1) * log(x) - x - of::log_gamma(a)));
            exact const fa = log(x) - of::polygamma(0, a), fx = (a - 1) / x - 1;
            return two{y,
                       y * fa,
                       y * fx,
                       y * (fa * fa - of::polygamma(1, a)),
                       y * (fa * fx + 1 / x),
                       y * (fx * fx - (a - 1) / x / x)};
        });
}

void measure_normal_distribution() {
    using namespace operations;
    {
        auto const exactly = [](exact const& x) {
            return one{of::scaled_integral_of_erfc(0, x), -2 * of::scaled_integral_of_erfc(1, x),
                       8 * of::scaled_integral_of_erfc(2, x)};
        };
        row<scaled_complementary_error_function>("erfcx(x)")
            .at<1>({}, {{-26.6, far}}, 30, exactly)
            .constant<-20.0, far>(exactly);
    }
    {
        auto r = row<scaled_integral_of_erfc>("scaled_erfc_integral(n, x)");
        auto const at = [](int n, exact const& x) {
            return one{of::scaled_integral_of_erfc(n, x), -2 * (n + 1) * of::scaled_integral_of_erfc(n + 1, x),
                       4 * (n + 1) * (n + 2) * of::scaled_integral_of_erfc(n + 2, x)};
        };
        for (int n : {0, 1, 3})
            r.at<1>({2 * n}, {{-26, std::pow(10, 300.0 / (n + 3))}}, 15, [=](exact const& x) { return at(n, x); });
        r.constant<-20.0, 1e80>([=](exact const& x) { return at(1, x); }, 1_c);
    }
    {
        auto const exactly = [](exact const& x) {
            exact const y = of::normal_density(x);
            return one{y, -x * y, (x * x - 1) * y};
        };
        row<normal_density>("normal_pdf(x)")
            .at<1>({}, {{-37, 37, {1, -1}}}, 30, exactly)
            .constant<-37.0, 37.0>(exactly);
    }
    {
        auto const exactly = [](exact const& x) {
            exact const y = of::normal_density(x);
            return one{of::normal_distribution(x), y, -x * y};
        };
        row<normal_distribution>("normal_cdf(x)").at<1>({}, {{-37, far}}, 30, exactly).constant<-37.0, far>(exactly);
    }
    {
        auto const exactly = [](exact const& x) {
            of::mills const m = of::mills_of(x);
            return one{of::log_normal_distribution(x), m.ratio, -m.ratio * m.excess};
        };
        row<logarithm_of_normal_distribution>("log_normal_cdf(x)")
            .at<1>({}, {{-1e100, 37}}, 30, exactly)
            .constant<-1e100, 37.0>(exactly);
    }
    {
        auto const exactly = [](exact const& x) {
            of::mills const m = of::mills_of(x);
            return one{m.ratio, -m.ratio * m.excess, m.ratio * (m.excess * m.excess - 1 + m.ratio * m.excess)};
        };
        row<inverse_mills>("inverse_mills_ratio(x)")
            .at<1>({}, {{-1e40, 37}}, 30, exactly)
            .constant<-50.0, 37.0>(exactly);
    }
    {
        auto const exactly = [](exact const& p) {
            exact const y = of::normal_quantile(p), density = of::normal_density(y);
            return one{y, 1 / density, y / density / density};
        };
        row<quantile_of_normal>("normal_quantile(x)")
            .at<1>({}, {{0, 1, {0.5}}}, 40, exactly)
            .constant<0.0, 1.0>(exactly);
    }
}

// A row (n, x) of Bessel functions.
template <class Row, class F>
void measure_bessel(std::string name, F f, int before, int after, place const& where, double smallest_power = 280) {
    auto r = row<Row>(std::move(name));
    for (int n : {-1, 0, 1, 2, 5}) {
        place here = where;
        here.smallest = std::pow(10, -smallest_power / (2 + std::abs(n)));
        r.template at<1>({2 * n}, {here}, 15, [=](exact const& x) {
            return one{of::bessel_derivative(f, 0, n, x, before, after),
                       of::bessel_derivative(f, 1, n, x, before, after),
                       of::bessel_derivative(f, 2, n, x, before, after)};
        });
    }
}

void measure_bessel_functions() {
    using namespace operations;

    measure_bessel<bessel_of_first_kind>("cyl_bessel_j(n, x)", of::bessel_j, 1, -1,
                                         {-1e6, 1e6, {2.404825557695773, 3.831705970207512}});
    measure_bessel<bessel_of_second_kind>("cyl_neumann(n, x)", of::bessel_y, 1, -1,
                                          {0, 1e6, {0.8935769662791675, 2.197141326031017}});
    measure_bessel<modified_bessel_of_first_kind>("cyl_bessel_i(n, x)", of::bessel_i, 1, 1, {-700, 700});
    measure_bessel<modified_bessel_of_second_kind>("cyl_bessel_k(n, x)", of::bessel_k, -1, -1, {0, 700});
    auto scaled = row<scaled_bessel>("cyl_bessel_i_scaled(n, x)");
    auto derivative = row<derivative_of_scaled_bessel>("cyl_bessel_i_scaled_derivative(k, n, x)");
    for (int n : {-1, 0, 1, 2, 5}) {
        place const where{-1e30, 1e30, {}, std::pow(10, -280.0 / (3 + std::abs(n)))};
        auto const at = [n](exact const& x, int k) {
            return one{of::scaled_bessel_derivative(k, n, x), of::scaled_bessel_derivative(k + 1, n, x),
                       of::scaled_bessel_derivative(k + 2, n, x)};
        };
        scaled.at<1>({2 * n}, {where}, 15, [=](exact const& x) { return at(x, 0); });
        for (int k : {0, 1}) derivative.at<1>({2 * k, 2 * n}, {where}, 15, [=](exact const& x) { return at(x, k); });
    }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(accuracy_special)

BOOST_AUTO_TEST_CASE(units_in_the_last_place_of_special_functions) {
    interpreter::evaluations<double>.merge(interpreter::evaluations_of<double>(operations::special_table{}));
    interpreter::evaluations<float>.merge(interpreter::evaluations_of<float>(operations::special_table{}));
    measure_gamma_functions();
    measure_normal_distribution();
    measure_bessel_functions();
    check_table("special_ulps.md", lines);
}

BOOST_AUTO_TEST_SUITE_END()
