#pragma once

#include <ctgrad/formula/apply.hpp>
#include <ctgrad/formula/define.hpp>
#include <ctgrad/operations/named_constants.hpp>

namespace ctgrad {

namespace detail {

struct parsed_literal {
    number value{0, 1, 0, 0};
    literal_problem problem = literal_problem::none;
};

/// The exact value of a decimal literal such as 12, 0.1, 1e-3 or 6.02214076e23.
template <char... Text>
consteval parsed_literal parse_decimal() {
    char const text[]{Text..., 0};
    number value{0, 1, 0, 0};
    int digits = 0;
    int i = 0;
    bool fraction = false;
    for (; text[i] != 0 && text[i] != 'e' && text[i] != 'E'; ++i) {
        if (text[i] == '\'') continue;
        if (text[i] == '.') {
            fraction = true;
            continue;
        }
        if (text[i] < '0' || text[i] > '9') return {.problem = literal_problem::not_decimal};
        if (value.numerator != 0 || text[i] != '0') ++digits;
        if (digits > 36) return {.problem = literal_problem::digits};
        value.numerator = value.numerator * 10 + (text[i] - '0');
        if (fraction) --value.exponent;
    }
    if (text[i] != 0) {
        bool const negative = text[++i] == '-';
        if (text[i] == '-' || text[i] == '+') ++i;
        int exponent = 0;
        for (; text[i] != 0; ++i) exponent = exponent * 10 + (text[i] - '0');
        if (exponent > 330) return {.problem = literal_problem::exponent};
        value.exponent += negative ? -exponent : exponent;
    }
    // Lowest terms, and no power of ten if it fits, so that equal constants have equal types.
    if (value.numerator == 0) return {};
    for (; value.numerator % 10 == 0; value.numerator /= 10) ++value.exponent;
    constexpr wide limit = wide{1} << 117;
    while (value.exponent > 0 && value.numerator < limit) value.numerator *= 10, --value.exponent;
    while (value.exponent < 0 && value.denominator < limit) value.denominator *= 10, ++value.exponent;
    number const reduced = rational(value.numerator, value.denominator);
    return {{reduced.numerator, reduced.denominator, value.exponent, 0}};
}

template <char... Text>
struct literal {
    static constexpr parsed_literal parsed = parse_decimal<Text...>();
    static_assert(check_literal<parsed.problem, Text...>());
    static constexpr number value = parsed.value;
    using type =
        constant_type<static_cast<std::int64_t>(value.numerator >> 64), static_cast<std::uint64_t>(value.numerator),
                      static_cast<std::uint64_t>(value.denominator >> 64),
                      static_cast<std::uint64_t>(value.denominator), value.exponent>;
};

}  // namespace detail

/// The ratio of a circle's circumference to its diameter, in the precision of the scalar type of the evaluation.
/// ```cpp
/// constexpr auto area = ctgrad::pi * r * r;
/// ```
inline constexpr auto pi = detail::application<operations::pi>{};

inline namespace literals {

/// An exact constant of a formula: `2_c`, `0.1_c` (one tenth, not the nearest double), `6.02214076e23_c`. It is rounded
/// once, to the nearest number of the scalar type of the evaluation. It is written in decimal, with at most 36
/// significant digits and an exponent between -330 and 330.
template <char... Text>
constexpr auto operator""_c() {
    return typename detail::literal<Text...>::type{};
}

}  // namespace literals
}  // namespace ctgrad
