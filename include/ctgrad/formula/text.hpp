#pragma once

#include <cstddef>

#include <ctgrad/formula/define.hpp>
#include <ctgrad/support/fixed_string.hpp>
#include <ctgrad/support/text_view.hpp>

/// Formulas as text, for error messages.
namespace ctgrad::detail {

/// A text, cut off after `limit` characters.
struct short_text {
    static constexpr std::size_t limit = 40;
    char data[limit + 3]{};
    std::size_t size = 0;

    constexpr bool complete() const { return size < limit; }
    constexpr void add(text_view more) {
        for (char c : more)
            if (size < limit) data[size++] = c;
    }
    constexpr void add(wide value) {
        put_integer(value, [this](char c) { add(text_view(&c, 1)); });
    }
    constexpr void add(number const& value) {
        if (!value.exact()) return add("constant");
        add(value.numerator);
        if (value.denominator != 1) {
            add("/");
            add(value.denominator);
        }
        if (value.exponent != 0) {
            add("e");
            add(static_cast<wide>(value.exponent));
        }
    }
    constexpr void add_operands(descriptor const& d) {
        for (int i = 0; i < maximum_arity && d.operands[i] != nullptr; ++i) {
            if (i > 1 && d.operands[i]->what == descriptor::kind::shape) continue;  // the shape of the result
            if (i > 0) add(", ");
            add(*d.operands[i]);
        }
    }
    constexpr void add(descriptor const& d, bool outermost = false) {
        // Every level adds text, so recursion ends at the limit however deep the formula is.
        if (!complete()) return;
        switch (d.what) {
            case descriptor::kind::variable:
            case descriptor::kind::named: return add(d.name);
            case descriptor::kind::constant:
            case descriptor::kind::cotangent: return add(d.value);
            case descriptor::kind::tangent: return add(*d.operands[0], outermost);
            case descriptor::kind::shape: return add("shape");
            case descriptor::kind::derivative: add("derivative"); break;
            case descriptor::kind::substitution: add("substitute"); break;
            case descriptor::kind::operation: {
                char const first = d.operation->name.empty() ? '?' : d.operation->name[0];
                bool const word = (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z') || first == '_';
                if (!word && d.operands[0] != nullptr && d.operands[1] != nullptr && d.operands[2] == nullptr) {
                    if (!outermost) add("(");
                    add(*d.operands[0]);
                    add(" ");
                    add(d.operation->name);
                    add(" ");
                    add(*d.operands[1]);
                    if (!outermost) add(")");
                    return;
                }
                add(d.operation->name);
                if (d.operands[0] == nullptr) return;
            }
        }
        add("(");
        add_operands(d);
        add(")");
    }
    constexpr void finish() {
        if (!complete())
            for (int i = 0; i < 3; ++i) data[size++] = '.';
    }
};

constexpr short_text text_of(descriptor const& d) {
    short_text text;
    text.add(d, true);
    text.finish();
    return text;
}
template <class Expression>
inline constexpr short_text formula_text = text_of(describe<Expression>);

template <class Expression>
struct text_of_formula {
    constexpr text_view view() const { return {formula_text<Expression>.data, formula_text<Expression>.size}; }
};

/// `Problem` with the text of a formula as its arguments, for the compiler to print: `unbound_variable<'x'>`.
template <template <char...> class Problem, class Expression>
using about = typename spell<Problem, text_of_formula<Expression>{}>::type;

/// The type of a formula that contains a mistake. The mistake is reported where it is made; later uses of the formula
/// report nothing, so that one mistake gives one message.
using mistake = variable_type<"(a mistake, reported above)">;

}  // namespace ctgrad::detail
