#pragma once

#include <limits>

#include <ctgrad/constant_math/format.hpp>
#include <ctgrad/numbers/nearest.hpp>
#include <ctgrad/print/language.hpp>
#include <ctgrad/support/equal_numbers.hpp>

/// Constants as text. A printed number, if it is read and rounded, is the same number again.
namespace ctgrad::detail {

/// digits * 10^exponent.
struct decimal {
    wide digits;
    int exponent;
};

/// Writes a decimal in full if that needs at most three zeros, else with an exponent.
constexpr void add_decimal(text_sink& out, language in, decimal value) {
    while (value.digits != 0 && value.digits % 10 == 0) value = {value.digits / 10, value.exponent + 1};
    if (value.digits < 0) out.add('-');
    char digits[40]{};
    int count = 0;
    uwide rest = static_cast<uwide>(absolute(value.digits));
    do digits[count++] = static_cast<char>('0' + static_cast<int>(rest % 10));
    while ((rest /= 10) != 0);
    int const point = count + value.exponent;  // the position of the point among the digits
    if (point > 20 || point < -3) {
        out.add(digits[count - 1]);
        if (count > 1) out.add('.');
        for (int i = count - 1; i-- > 0;) out.add(digits[i]);
        out.add(in == language::latex ? " \\cdot 10^{" : "e");
        out.add_integer(point - 1);
        if (in == language::latex) out.add('}');
        return;
    }
    if (point <= 0) out.add("0.");
    for (int i = point; i < 0; ++i) out.add('0');
    for (int i = count; i-- > 0;) {
        if (i == count - 1 - point && point > 0) out.add('.');
        out.add(digits[i]);
    }
    for (int i = count; i < point; ++i) out.add('0');
    if (point >= count && in == language::cpp) out.add(".0");
}

/// The shortest decimal that rounds to a double.
constexpr bool find_shortest(double value, decimal& found) {
    long double const magnitude = value < 0 ? -static_cast<long double>(value) : static_cast<long double>(value);
    int exponent = 0;  // magnitude = m 10^exponent with 1 <= m < 10
    long double scaled = magnitude;
    while (scaled >= 10) scaled /= 10, ++exponent;
    while (scaled < 1) scaled *= 10, --exponent;
    long double power = 1;  // 10^(count - 1)
    for (int count = 1; count <= 17; ++count, power *= 10) {
        // The digits may be off by one if the scaling above was not exact.
        auto const near = static_cast<std::int64_t>(scaled * power + 0.5L);
        for (std::int64_t const digits : {near, near - 1, near + 1}) {
            long double const back = static_cast<long double>(digits) / power;
            if (back > scaled * (1 + 0x1p-52L) || back < scaled * (1 - 0x1p-52L)) continue;
            wide const sign = value < 0 ? -1 : 1;
            if (!equal_numbers(nearest<double>(number{sign * digits, 1, exponent - count + 1, 0}), value)) continue;
            found = {sign * digits, exponent - count + 1};
            return true;
        }
    }
    return false;
}

constexpr void add_hexadecimal(text_sink& out, double value) {
    auto const parts = constant_math::detail::decompose(value);
    if (value < 0) out.add('-');
    out.add("0x");
    char digits[16]{};
    int count = 0;
    for (std::uint64_t rest = parts.significand; rest != 0; rest >>= 4)
        digits[count++] = "0123456789abcdef"[rest & 15u];
    while (count > 0) out.add(digits[--count]);
    out.add('p');
    out.add_integer(parts.exponent);
}

constexpr void add_double(text_sink& out, language in, double value) {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    decimal shortest{};
    if (!equal_numbers(value, value))
        out.add(in == language::latex ? "\\mathrm{NaN}"
                : in == language::cpp ? "std::numeric_limits<double>::quiet_NaN()"
                                      : "NaN");
    else if (equal_numbers(value, infinity) || equal_numbers(value, -infinity)) {
        if (value < 0) out.add('-');
        out.add(in == language::latex ? "\\infty"
                : in == language::cpp ? "std::numeric_limits<double>::infinity()"
                                      : "infinity");
    } else if (equal_numbers(value, 0.0)) {
        out.add(constant_math::signbit(value) ? "-0.0" : "0.0");
    } else if (find_shortest(value, shortest)) {
        add_decimal(out, in, shortest);
    } else {
        add_hexadecimal(out, value);
    }
}

/// The exact decimal of a constant, if it has one.
constexpr bool find_exact_decimal(number const& x, decimal& found) {
    wide rest = x.denominator;
    int twos = 0, fives = 0;
    while (rest % 2 == 0) rest /= 2, ++twos;
    while (rest % 5 == 0) rest /= 5, ++fives;
    int const places = twos > fives ? twos : fives;
    constexpr wide limit = wide{1} << 120;
    found = {x.numerator, x.exponent - places};
    for (int i = twos; i < places && absolute(found.digits) < limit; ++i) found.digits *= 2;
    for (int i = fives; i < places && absolute(found.digits) < limit; ++i) found.digits *= 5;
    return rest == 1 && absolute(found.digits) < limit;
}

constexpr bool is_power_of_two(wide x) { return (x & (x - 1)) == 0; }

enum class number_form { decimal, binary, fraction };
constexpr number_form form_of(number const& x, language in, decimal& exact) {
    if (!x.exact()) return number_form::binary;
    // In LaTeX small fractions are fractions: 1/2, 2/3.
    if (in == language::latex && x.exponent == 0 && x.denominator > 1 && x.denominator < 10 &&
        absolute(x.numerator) < 100)
        return number_form::fraction;
    bool const is_double = x.exponent == 0 && is_power_of_two(x.denominator) && absolute(x.numerator) < wide{1} << 53;
    if (find_exact_decimal(x, exact) && (!is_double || absolute(exact.digits) < 1'000'000'000'000))
        return number_form::decimal;
    return is_double ? number_form::binary : number_form::fraction;
}

/// The precedence of the text of a constant.
constexpr precedence precedence_of(number const& x, language in) {
    decimal exact{};
    number_form const form = form_of(x, in, exact);
    bool const negative = x.exact() ? x.numerator < 0 : constant_math::signbit(x.special);
    if (negative && !(form == number_form::fraction && in == language::cpp))
        return in == language::cpp ? precedence::sign : precedence::negation;
    if (form == number_form::fraction || (in == language::latex && form == number_form::decimal && exact.exponent > 20))
        return precedence::product;
    return precedence::atom;
}

constexpr void add_number(text_sink& out, language in, number const& x) {
    decimal exact{};
    switch (form_of(x, in, exact)) {
        case number_form::decimal: return add_decimal(out, in, exact);
        case number_form::binary: return add_double(out, in, x.exact() ? nearest<double>(x) : x.special);
        case number_form::fraction: break;
    }
    if (in == language::cpp) {
        constexpr wide limit = wide{1} << 53;
        if (absolute(x.numerator) > limit || x.denominator > limit || x.exponent != 0)
            return add_double(out, in, nearest<double>(x));
        out.add_integer(x.numerator);
        out.add(".0 / ");
        out.add_integer(x.denominator);
        return out.add(".0");
    }
    if (in == language::latex && x.numerator < 0) out.add('-');
    if (in == language::latex) out.add("\\frac{");
    add_decimal(out, in, {in == language::latex ? absolute(x.numerator) : x.numerator, x.exponent});
    out.add(in == language::latex ? "}{" : "/");
    out.add_integer(x.denominator);
    if (in == language::latex) out.add('}');
}

}  // namespace ctgrad::detail
