#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include <boost/hana/adapt_struct.hpp>

#include <ctgrad/ctgrad.hpp>

// Slips of the pen, of all kinds. Where the words are the compiler's own, they are few, and name what is wrong.
// CASE_value_of_number: expect "double"
// CASE_gradient_as_number: expect "partials"
// CASE_derivative_by_text: expect "ctgrad: this result has no derivative with respect to that expression"
// CASE_gradient_not_called: expect "compiled_callable"
// CASE_member_of_gradient_not_called: expect "value"
// CASE_variable_called: expect "template argument"
// CASE_comparisons_in_a_row: expect "ctgrad: a condition is not a number"
// CASE_bitwise_and: expect "condition"
// CASE_selection_in_other_order: expect "ctgrad: a condition is expected here, such as x < y"
// CASE_selection_of_two: expect "ctgrad: this function takes another number of arguments"
// CASE_selection_of_number: expect "ctgrad: a plain number cannot be part of a formula"
// CASE_maximum_with_number: expect "ctgrad: a plain number cannot be part of a formula"
// CASE_maximum_of_std: expect "ctgrad: write max(a, b), min(a, b) or clamp(x, low, high), without std::"
// CASE_minimum_of_three: expect "ctgrad: this function takes another number of arguments"
// CASE_minimum_of_three: expect "'m', 'i', 'n'"
// CASE_conditional_of_formulas: expect "operand"
// CASE_two_stars: expect "ctgrad: formulas have no such operator: for a power write pow(x, 2_c)"
// CASE_substitution_as_binding: expect "ctgrad: a variable is given a number: to replace it by a formula write substitute(f, x, formula)"
// CASE_increment: expect "ctgrad: a formula cannot change"
// CASE_increment_after: expect "ctgrad: a formula cannot change"
// CASE_jacobian_by_variable: expect "ctgrad: the outputs of a Jacobian come first, as in r[0][x]"
// CASE_too_many_names: expect "3"
// CASE_hexadecimal: expect "ctgrad: write a _c constant in decimal"
// CASE_many_digits: expect "ctgrad: a _c constant has at most 36 significant digits"
// CASE_huge_exponent: expect "ctgrad: the exponent of a _c constant is between -330 and 330"
// CASE_equality_for_value: expect "ctgrad: a plain number cannot be part of a formula"
// CASE_unadapted_struct: expect "ctgrad: a formula is evaluated with named values"
// CASE_gradient_of_unadapted_struct: expect "ctgrad: without variables, gradient(f) takes one struct"
// CASE_names_for_struct: expect "ctgrad: without variables, gradient(f) takes one struct"
// CASE_lambda_for_number: expect "ctgrad: the value of a variable is a number"
// CASE_optional_for_number: expect "ctgrad: the value of a variable is a number"
// CASE_vector_for_number: expect "ctgrad: the value of a variable is a number"
// CASE_null_pointer_for_number: expect "ctgrad: the value of a variable is a number"
// CASE_braces_for_values: expect "ctgrad: a formula is evaluated with named values, without braces"
// CASE_tangent_without_names: expect "ctgrad: a formula is evaluated with named values"
// CASE_named_cotangent: expect "ctgrad: the value of a variable is a number"
// CASE_name_in_other_order: expect "named"
// CASE_unknown_literal: expect "_q"
// CASE_text_of_formula: expect "ctgrad: a formula is not a text: #include <ctgrad/print.hpp> and write infix(f)"
// CASE_copy_into_text: expect "ctgrad: a formula is not a text"
// CASE_appended_to_text: expect "ctgrad: a formula is not a text"
// CASE_two_types_of_result: expect "ctgrad::symbol"
// CASE_misspelt_member: expect "ctgrad: the struct has no member of that name adapted with Boost.Hana"
// CASE_member_of_struct: expect "ctgrad::detail::named_members<lens, ctgrad::symbol>"

using namespace ctgrad::literals;
inline constexpr auto x = ctgrad::variable<"x">;
inline constexpr auto y = ctgrad::variable<"y">;
inline constexpr auto z = ctgrad::variable<"z">;
constexpr auto f = x * y + z;

struct point {
    double x, y, z;
};
struct lens {
    double focal;
};
BOOST_HANA_ADAPT_STRUCT(lens, focal);

#if defined(CASE_value_of_number)
double v = f(x = 1.0, y = 2.0, z = 3.0).value;
#elif defined(CASE_gradient_as_number)
double v = ctgrad::gradient(f, x, y)(x = 1.0, y = 2.0, z = 3.0);
#elif defined(CASE_derivative_by_text)
double v = ctgrad::gradient(f, x, y)(x = 1.0, y = 2.0, z = 3.0)["x"];
#elif defined(CASE_gradient_not_called)
double v = ctgrad::gradient(f, x)[x];
#elif defined(CASE_member_of_gradient_not_called)
double v = ctgrad::value_and_gradient(f, x).value;
#elif defined(CASE_variable_called)
constexpr auto w = ctgrad::variable("w");
#elif defined(CASE_comparisons_in_a_row)
constexpr auto g = select(x < y < z, x, y);
#elif defined(CASE_bitwise_and)
constexpr auto g = select(x < y & y < z, x, y);
#elif defined(CASE_selection_in_other_order)
constexpr auto g = select(x, x < y, z);
#elif defined(CASE_selection_of_two)
constexpr auto g = select(x < y, z);
#elif defined(CASE_selection_of_number)
constexpr auto g = select(x < 0_c, -1, 1_c);
#elif defined(CASE_maximum_with_number)
constexpr auto g = max(x, 0);
#elif defined(CASE_maximum_of_std)
constexpr auto g = std::max(x, y) * z;
#elif defined(CASE_minimum_of_three)
constexpr auto g = min(x, y, z);
#elif defined(CASE_conditional_of_formulas)
auto g(bool b) { return b ? x : y; }
#elif defined(CASE_two_stars)
constexpr auto g = x * **y;
#elif defined(CASE_substitution_as_binding)
constexpr auto g = substitute(f, x = y);
#elif defined(CASE_increment)
void use() {
    auto g = x;
    ++g;
}
#elif defined(CASE_increment_after)
void use() {
    auto g = x;
    g++;
}
#elif defined(CASE_jacobian_by_variable)
double v = ctgrad::jacobian(f, x, y)(x = 1.0, y = 2.0, z = 3.0)[x];
#elif defined(CASE_too_many_names)
double use() {
    auto const [by_x, by_y, by_z] = ctgrad::gradient(f, x, y)(x = 1.0, y = 2.0, z = 3.0);
    return by_x + by_y + by_z;
}
#elif defined(CASE_hexadecimal)
constexpr auto g = 0x10_c * x;
#elif defined(CASE_many_digits)
constexpr auto g = 3.1415926535897932384626433832795028841972_c * x;
#elif defined(CASE_huge_exponent)
constexpr auto g = 1e999_c * x;
#elif defined(CASE_equality_for_value)
double v = f(x == 1.0, y == 2.0, z == 3.0);
#elif defined(CASE_unadapted_struct)
double v = f(point{1, 2, 3});
#elif defined(CASE_gradient_of_unadapted_struct)
auto v = ctgrad::gradient(f)(point{1, 2, 3});
#elif defined(CASE_names_for_struct)
auto v = ctgrad::gradient(f)(x = 1.0, y = 2.0, z = 3.0);
#elif defined(CASE_lambda_for_number)
double v = f(
    x = [] { return 1.0; }, y = 2.0, z = 3.0);
#elif defined(CASE_optional_for_number)
double v = f(x = std::optional(1.0), y = 2.0, z = 3.0);
#elif defined(CASE_vector_for_number)
double v = f(x = std::vector{1.0}, y = 2.0, z = 3.0);
#elif defined(CASE_null_pointer_for_number)
double v = f(x = nullptr, y = 2.0, z = 3.0);
#elif defined(CASE_braces_for_values)
double v = f({1.0, 2.0, 3.0});
#elif defined(CASE_tangent_without_names)
auto v = ctgrad::jvp(f, x)(ctgrad::tangent(1.0), x = 1.0, y = 2.0, z = 3.0);
#elif defined(CASE_named_cotangent)
auto v = ctgrad::vjp(f, x)(ctgrad::cotangent(x = 1.0), x = 1.0, y = 2.0, z = 3.0);
#elif defined(CASE_name_in_other_order)
constexpr auto g = ctgrad::named(f, "g");
#elif defined(CASE_unknown_literal)
constexpr auto g = 2_q * x;
#elif defined(CASE_text_of_formula)
auto text = std::string(f);
#elif defined(CASE_copy_into_text)
std::string text = f;
#elif defined(CASE_appended_to_text)
void use(std::string& text) { text += f; }
#elif defined(CASE_two_types_of_result)
auto r = ctgrad::function<double(double)>([](auto u) {
    if (sizeof(u) > 1) return u;
    return 0.0;
})(1.0);
#elif defined(CASE_misspelt_member)
auto r = ctgrad::function<double(lens)>([](auto const& l) { return ctgrad::get<"fokal">(l); })(lens{1});
#elif defined(CASE_member_of_struct)
auto r = ctgrad::function<double(lens)>([](auto const& l) { return l.focal; })(lens{1});
#else
constexpr auto g = select(x < y && y < z, max(x, 0_c), min(x, y));
double v = f(x = 1.0, y = 2.0, z = 3.0) + ctgrad::gradient(f, x)(x = 1.0, y = 2.0, z = 3.0);
#endif
