#include <boost/test/unit_test.hpp>

#include <cmath>
#include <limits>
#include <map>
#include <memory>
#include <string>

#include <boost/multiprecision/cpp_bin_float.hpp>

#include <ctgrad/hints.hpp>

// Every rule of hints is checked: compared with 100 digits, the form as written loses digits at its sample point, and
// the advised form does not. The forms are descriptors, which are evaluated at run time.
namespace {

namespace detail = ctgrad::detail;
namespace operations = ctgrad::operations;
using detail::descriptor;

using wide = boost::multiprecision::number<boost::multiprecision::cpp_bin_float<100>, boost::multiprecision::et_off>;

template <class T>
using evaluation = T (*)(T const* operands);

template <class Operation, class T, class... Operands>
T value_at(Operands const&... operands) {
    if constexpr (!std::is_same_v<T, double> && requires { Operation::oracle(operands...); })
        if (T const exact = Operation::oracle(operands...); !isnan(exact)) return exact;
    return T(Operation::evaluate(operands...));
}
template <class T, class Operation, std::size_t... I>
evaluation<T> evaluation_of(std::index_sequence<I...>) {
    return [](T const* operands) {
        (void)operands;
        if constexpr (Operation::conditions > 0)
            return operands[0] != 0 ? operands[1] : operands[2];
        else
            return value_at<Operation, T>(operands[I]...);
    };
}
template <class T, class... Operation>
void add_evaluations(std::map<detail::operation_info const*, evaluation<T>>& all) {
    (all.emplace(&detail::info_of<Operation>,
                 evaluation_of<T, Operation>(
                     std::make_index_sequence<static_cast<std::size_t>(detail::info_of<Operation>.arity)>{})),
     ...);
}
// The operations that rules contain.
template <class T>
auto find_evaluations() {
    using namespace operations;
    std::map<detail::operation_info const*, evaluation<T>> all;
    add_evaluations<T, add, subtract, multiply, divide, negate, power, square_root, cube_root, hypotenuse,
                    length_of_three, exponential, exponential_base_two, exponential_minus_one, logarithm,
                    logarithm_base_two, logarithm_base_ten, logarithm_of_one_plus, logarithm_of_one_minus_exponential,
                    logarithm_of_sum_of_exponentials<2>, logarithm_of_sum_of_exponentials<3>,
                    logarithm_of_sum_of_exponentials<4>, sine, cosine, tangent, arc_sine, arc_cosine, arc_tangent,
                    arc_tangent_of_quotient, cardinal_sine, hyperbolic_sine, hyperbolic_cosine, hyperbolic_tangent,
                    area_hyperbolic_sine, area_hyperbolic_cosine, area_hyperbolic_tangent, error_function,
                    complementary_error_function, absolute, logistic_sigmoid, logarithm_of_one_plus_exponential,
                    logarithm_of_sigmoid, scaled_complementary_error_function, normal_distribution,
                    logarithm_of_normal_distribution, logarithm_of_gamma, gamma_function>(all);
    return all;
}
template <class T>
T value_of(descriptor const& d, double const* sample) {
    static auto const evaluations = find_evaluations<T>();
    if (d.what == descriptor::kind::variable) return T(sample[detail::wildcard_of(d)]);
    if (d.what == descriptor::kind::constant)
        return T(static_cast<double>(d.value.numerator)) / T(static_cast<double>(d.value.denominator));
    T operands[4]{};
    for (int i = 0; i < d.operation->arity; ++i) operands[i] = value_of<T>(*d.operands[i], sample);
    auto const found = evaluations.find(d.operation);
    BOOST_REQUIRE_MESSAGE(found != evaluations.end(), "no evaluation of " << d.operation->name);
    return found->second(operands);
}

// A graph of one descriptor, at run time.
struct lowered {
    static constexpr int capacity = 1024;
    std::unique_ptr<detail::job_arrays<capacity>> work = std::make_unique<detail::job_arrays<capacity>>();
    int root;

    explicit lowered(descriptor const& d) {
        auto lower = std::make_unique<detail::lowering<capacity>>(work->g, work->space);
        root = (*lower)(d);
    }
    int first_rule() {
        detail::graph& g = work->g;
        detail::hint_match match;
        return g.is_operation(root) ? detail::matching_rule(g, detail::rules_by_root(g), root, match) : -1;
    }
    int count() {
        bool covered[capacity]{}, marked[capacity]{};
        auto const found = std::make_unique<std::array<detail::found_hint, capacity>>();
        return detail::find_hints(work->g, &root, 1, work->image, covered, marked, found->data());
    }
};

std::string words(descriptor const& d) {
    if (d.what == descriptor::kind::variable) return std::string(d.name);
    if (d.what == descriptor::kind::constant) return std::to_string(static_cast<int>(d.value.numerator));
    std::string text = std::string(d.operation->name) + "(";
    for (int i = 0; i < d.operation->arity; ++i) text += (i == 0 ? "" : ", ") + words(*d.operands[i]);
    return text + ")";
}

double relative_error(double got, wide const& right) {
    if (!std::isfinite(got)) return std::numeric_limits<double>::infinity();
    if (right == 0) return got == 0 ? 0 : std::numeric_limits<double>::infinity();
    return static_cast<double>(abs((wide(got) - right) / right));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(hints_rules)

BOOST_AUTO_TEST_CASE(written_form_loses_and_advised_form_does_not) {
    int proven = 0;
    for (detail::hint_rule const& rule : detail::all_hint_rules) {
        if (rule.advised == nullptr || rule.of_derivative) continue;
        std::string const text = words(*rule.written);
        wide const right = value_of<wide>(*rule.advised, rule.sample);
        wide const written = value_of<wide>(*rule.written, rule.sample);
        // Both are the same function: they agree in 100 digits, except at a removable singularity.
        if (isfinite(written))
            BOOST_TEST(abs(written - right) <= wide(1e-40) * abs(right),
                       text << " is " << written << ", not " << right);
        double const before = relative_error(value_of<double>(*rule.written, rule.sample), right);
        double const after = relative_error(value_of<double>(*rule.advised, rule.sample), right);
        BOOST_TEST(before > 2e-14, text << " is right: its error is " << before);
        // A form that has left the range has lost all digits; elsewhere the last digits must be right.
        BOOST_TEST(after < (std::isinf(before) ? 2e-13 : 2e-15), text << ": what is advised has an error of " << after);
        ++proven;
    }
    BOOST_TEST(proven > 80);
    std::printf("%d hints proven\n", proven);
}

BOOST_AUTO_TEST_CASE(every_rule_is_the_first_for_its_form) {
    for (std::size_t i = 0; i < detail::all_hint_rules.size(); ++i)
        BOOST_TEST(lowered(*detail::all_hint_rules[i].written).first_rule() == static_cast<int>(i),
                   words(*detail::all_hint_rules[i].written));
}

BOOST_AUTO_TEST_CASE(what_is_advised_has_no_hint) {
    for (detail::hint_rule const& rule : detail::all_hint_rules)
        if (rule.advised != nullptr) BOOST_TEST(lowered(*rule.advised).count() == 0, words(*rule.advised));
}

BOOST_AUTO_TEST_CASE(known_hints_are_the_table) {
    std::size_t advised = 0;
    for (detail::hint_rule const& rule : detail::all_hint_rules) advised += rule.advised != nullptr;
    auto const known = ctgrad::known_hints();
    BOOST_TEST(known.size() == advised);
    bool found = false;
    for (ctgrad::known_hint const& hint : known) {
        BOOST_TEST(!hint.reason.empty());
        found = found || (hint.written == "1 - cos(a)" && hint.advised == "2 * sin(a / 2)^2");
    }
    BOOST_TEST(found);
}

BOOST_AUTO_TEST_SUITE_END()
