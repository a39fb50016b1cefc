#include <ctgrad/ctgrad.hpp>

// CASE_no_tangent: expect "ctgrad: the tangent has no component for a variable: name every variable of jvp or hvp"
// CASE_no_tangent: expect "tangent_missing_for<'x'>"
// CASE_incomplete_tangent: expect "tangent_missing_for<'y'>"
// CASE_no_tangent_of_hessian: expect "tangent_missing_for<'x'>"
// CASE_unknown_tangent: expect "ctgrad: a tangent is given for a variable that this call does not differentiate by"
// CASE_unknown_tangent: expect "tangent_unknown_for<'z'>"
// CASE_tangent_of_gradient: expect "ctgrad: a tangent is given for a variable that this call does not differentiate by"
// CASE_tangent_twice: expect "ctgrad: a tangent names a variable twice"
// CASE_tangent_twice: expect "tangent_twice_for<'x'>"
// CASE_tangent_of_expression: expect "ctgrad: only a variable can be given a value"
// CASE_positional_tangent: expect "ctgrad: a formula is evaluated with named values"
// CASE_mixed_tangent: expect "ctgrad: a tangent names its variables, as in tangent(x = 1.0, y = 0.0)"
// CASE_no_cotangent: expect "ctgrad: a cotangent is missing: vjp takes one for each output"
// CASE_no_cotangent: expect "cotangent_missing_for_output<'0'>"
// CASE_second_cotangent: expect "cotangent_missing_for_output<'1'>"
// CASE_too_many_cotangent: expect "ctgrad: a cotangent is given for an output that does not exist"
// CASE_too_many_cotangent: expect "cotangent_unknown_for_output<'1'>"
// CASE_text_cotangent: expect "ctgrad: the value of a variable is a number"
// CASE_unbound: expect "unbound_variable<'z'>"
// CASE_no_outputs: expect "ctgrad: outputs() takes at least one formula"
// CASE_number_output: expect "ctgrad: outputs() takes at least one formula"

using namespace ctgrad::literals;
using ctgrad::tangent, ctgrad::cotangent;
inline constexpr auto x = ctgrad::variable<"x">;
inline constexpr auto y = ctgrad::variable<"y">;
inline constexpr auto z = ctgrad::variable<"z">;
constexpr auto f = x * y * z;
constexpr auto both = ctgrad::outputs(f, x + z);

#if defined(CASE_no_tangent)
auto p = ctgrad::jvp(f, x, y)(x = 1.0, y = 2.0, z = 3.0);
#elif defined(CASE_incomplete_tangent)
auto p = ctgrad::jvp(f, x, y)(tangent(x = 1.0), x = 1.0, y = 2.0, z = 3.0);
#elif defined(CASE_no_tangent_of_hessian)
auto p = ctgrad::hvp(f, x, y)(x = 1.0, y = 2.0, z = 3.0);
#elif defined(CASE_unknown_tangent)
auto p = ctgrad::jvp(f, x, y)(tangent(x = 1.0, y = 0.0, z = 1.0), x = 1.0, y = 2.0, z = 3.0);
#elif defined(CASE_tangent_of_gradient)
auto p = ctgrad::gradient(f, x, y)(tangent(x = 1.0, y = 0.0), x = 1.0, y = 2.0, z = 3.0);
#elif defined(CASE_tangent_twice)
auto p = ctgrad::jvp(f, x, y)(tangent(x = 1.0, y = 0.0, x = 2.0), x = 1.0, y = 2.0, z = 3.0);
#elif defined(CASE_tangent_of_expression)
auto p = ctgrad::jvp(f, x, y)(tangent(x* y = 1.0), x = 1.0, y = 2.0, z = 3.0);
#elif defined(CASE_positional_tangent)
auto p = ctgrad::jvp(f, x, y)(tangent(1.0, 0.0), x = 1.0, y = 2.0, z = 3.0);
#elif defined(CASE_mixed_tangent)
auto p = ctgrad::jvp(f, x, y)(tangent(x = 1.0, 0.0), x = 1.0, y = 2.0, z = 3.0);
#elif defined(CASE_no_cotangent)
auto p = ctgrad::vjp(f, x, y)(x = 1.0, y = 2.0, z = 3.0);
#elif defined(CASE_second_cotangent)
auto p = ctgrad::vjp(both, x, y)(cotangent(1.0), x = 1.0, y = 2.0, z = 3.0);
#elif defined(CASE_too_many_cotangent)
auto p = ctgrad::vjp(f, x, y)(cotangent(1.0, 2.0), x = 1.0, y = 2.0, z = 3.0);
#elif defined(CASE_text_cotangent)
auto p = ctgrad::vjp(f, x, y)(cotangent("one"), x = 1.0, y = 2.0, z = 3.0);
#elif defined(CASE_unbound)
auto p = ctgrad::jvp(f, x, y)(tangent(x = 1.0, y = 0.0), x = 1.0, y = 2.0);
#elif defined(CASE_no_outputs)
auto p = ctgrad::outputs();
#elif defined(CASE_number_output)
auto p = ctgrad::outputs(f, 2.0);
#else
static_assert(ctgrad::jvp(f, x, y)(tangent(x = 1.0, y = 0.0), x = 1.0, y = 2.0, z = 3.0).tangent[0] == 6.0);
static_assert(ctgrad::vjp(both, x)(cotangent(1.0, 2.0), x = 1.0, y = 2.0, z = 3.0)[x] == 8.0);
#endif
