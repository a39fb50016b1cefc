#pragma once

#include <initializer_list>
#include <string_view>

#include <ctgrad/ctgrad.hpp>

/// Rules of hints: a form that loses digits or range, and the form that keeps them. Both are formulas, whose variables
/// stand for any expressions, so nothing here knows an operation by its name.
namespace ctgrad::detail {

/// The variables of rules: a, b, c, d, e and f stand for anything, g for anything but a constant.
inline constexpr int wildcard_count = 7;
inline constexpr int changing_wildcard = 6;
constexpr int wildcard_of(descriptor const& variable) { return variable.name[0] - 'a'; }

struct hint_rule {
    descriptor const* written;
    /// Null for a form that is fine as it is; no other rule applies inside it.
    descriptor const* advised;
    /// Where the form loses digits or range. `$a` is replaced by the expression for which variable a stands.
    std::string_view reason;
    /// Values of the variables at which it does so, for the test.
    double sample[wildcard_count];
    /// The value is right, but the derivative is not.
    bool of_derivative = false;
};

template <formula Written, formula Advised>
constexpr hint_rule advise(Written, Advised, std::string_view reason, std::initializer_list<double> sample) {
    hint_rule rule{&describe<Written>, &describe<Advised>, reason, {}};
    int i = 0;
    for (double value : sample) rule.sample[i++] = value;
    return rule;
}
template <formula Written, formula Advised>
constexpr hint_rule advise_for_derivative(Written written, Advised advised, std::string_view reason,
                                          std::initializer_list<double> sample) {
    hint_rule rule = advise(written, advised, reason, sample);
    rule.of_derivative = true;
    return rule;
}
template <formula Written>
constexpr hint_rule fine_as_written(Written) {
    return {&describe<Written>, nullptr, {}, {}};
}

/// The variables, for the tables of rules.
namespace hint_rules {

inline constexpr auto a = variable<"a">;
inline constexpr auto b = variable<"b">;
inline constexpr auto c = variable<"c">;
inline constexpr auto d = variable<"d">;
inline constexpr auto e = variable<"e">;
inline constexpr auto f = variable<"f">;
inline constexpr auto g = variable<"g">;

constexpr auto square(formula auto const& x) { return x * x; }

}  // namespace hint_rules
}  // namespace ctgrad::detail
