#include <array>
#include <span>
#include <vector>

#include <ctgrad/ctgrad.hpp>

// CASE_if: expect "ctgrad: a symbol has no value to branch on"
// CASE_if: expect "select(condition, a, b)"
// CASE_conditional: expect "ctgrad: a symbol has no value to branch on"
// CASE_loop: expect "ctgrad: a symbol has no value to branch on"
// CASE_unsupported: expect "ctgrad: this function has no rule"
// CASE_unsupported: expect "'e', 'x', 'p', 'i', 'n', 't'"
// CASE_wrong_type: expect "ctgrad: an argument does not fit the function's signature"
// CASE_wrong_number: expect "ctgrad: the function takes as many arguments as its signature says"
// CASE_no_tangent: expect "ctgrad: the tangent of a function's jvp or hvp comes first"
// CASE_tangent_last: expect "ctgrad: the tangent of a function's jvp or hvp comes first"
// CASE_no_cotangent: expect "ctgrad: the cotangent of a function's vjp comes first"
// CASE_remainder: expect "ctgrad: symbols have no such operator"
// CASE_power: expect "ctgrad: symbols have no such operator: for a power write pow(x, 2)"
// CASE_named_value: expect "ctgrad: an argument does not fit the function's signature"
// CASE_text: expect "ctgrad: an argument does not fit the function's signature"
// CASE_vector: expect "ctgrad: an argument does not fit the function's signature"
// CASE_small_span: expect "ctgrad: an argument does not fit the function's signature"
// CASE_characters: expect "ctgrad: an argument does not fit the function's signature"
// CASE_braces: expect "ctgrad: braces hold as many numbers as the array of the signature has"
// CASE_rows_in_braces: expect "ctgrad: nested braces hold as many rows as the array or matrix of the signature has"
// CASE_maximum_of_three: expect "ctgrad: this function takes another number of arguments"
// CASE_maximum_of_three: expect "'m', 'a', 'x'"
// CASE_selection_of_two: expect "ctgrad: this function takes another number of arguments"
// CASE_other_size: expect "ctgrad: an argument does not fit the function's signature"
// CASE_formula: expect "ctgrad: a function is called with numbers"
// CASE_function_of_function: expect "ctgrad: a function is called with numbers"
// CASE_mixed: expect "ctgrad: a formula and the symbol of a traced function do not mix: call the formula with it"
// CASE_gradient_in_function: expect "ctgrad: a function is called with numbers"
// (g++ lists the traced function around the gradient too.)
// CASE_gradient_in_function: lines 13
// CASE_gradient_in_function: expect "for its second derivatives write hessian(f) or hvp(f)"
// CASE_function_in_function: expect "ctgrad: a function is called with numbers"
// CASE_function_in_function: expect "call the callable that it was made of"
// CASE_loop_to_symbol: expect "ctgrad: a symbol has no value to branch on"
// CASE_block_count: expect "ctgrad: into() takes one block for each argument that the function is differentiated by, or for each"
// CASE_block_size: expect "ctgrad: a block of a Jacobian has a row for each scalar of the result"
// CASE_block_const: expect "ctgrad: into() writes a block of a Jacobian to a pointer"
// CASE_block_temporary: expect "ctgrad: into() writes a block of a Jacobian to a pointer"
// CASE_result_position: expect "ctgrad: results<...> chooses positions from 0 to one less than the number of results"
// CASE_result_not_chosen: expect "ctgrad: this Jacobian has no rows for that result: choose it too"
// CASE_result_block_count: expect "or for each chosen result and each argument"
// CASE_result_name: expect "ctgrad: results<...> finds a result by name if the result of the function is a struct adapted"
// CASE_gradient_of_results: expect "ctgrad: results<...> chooses the rows of a Jacobian"
// CASE_gradient_of_several: expect "ctgrad: a gradient or Hessian needs a function with one scalar result"

constexpr auto f =
    ctgrad::function<double(double, std::array<double, 2>)>([](auto u, auto v) { return u * v[0] + v[1]; });

#if defined(CASE_if)
constexpr auto g = ctgrad::function<double(double)>([](auto u) {
    if (u < 0) return -u;
    return u;
});
auto r = ctgrad::gradient(g)(2.0);
#elif defined(CASE_conditional)
constexpr auto g = ctgrad::function<double(double)>([](auto u) { return u < 0 || u > 3 ? -u : u; });
#elif defined(CASE_loop)
constexpr auto g = ctgrad::function<double(double)>([](auto u) {
    while (u < 3) u = u * u;
    return u;
});
#elif defined(CASE_unsupported)
constexpr auto g = ctgrad::function<double(double)>([](auto u) { return expint(u) * u; });
#elif defined(CASE_wrong_type)
double use() {
    auto const [by_u, by_v] = ctgrad::gradient(f)(1.0, 2.0);
    return by_u + by_v[1];
}
#elif defined(CASE_wrong_number)
double use() {
    auto const r = ctgrad::value_and_gradient(f)(1.0);
    return r.value + std::get<0>(r.gradient) + ctgrad::jvp(f)(ctgrad::tangent(1.0), 2.0).tangent;
}
#elif defined(CASE_no_tangent)
auto r = ctgrad::jvp(f)(1.0, std::array{2.0, 3.0}).tangent;
#elif defined(CASE_tangent_last)
auto r = ctgrad::hvp(f)(1.0, std::array{2.0, 3.0}, ctgrad::tangent(1.0, std::array{2.0, 3.0})).product;
#elif defined(CASE_no_cotangent)
auto r = ctgrad::vjp(f)(1.0, std::array{2.0, 3.0}).gradient;
#elif defined(CASE_remainder)
auto r = ctgrad::gradient(ctgrad::function<double(double)>([](auto u) { return u % 2; }))(2.0);
#elif defined(CASE_power)
auto r = ctgrad::gradient(ctgrad::function<double(double)>([](auto u) { return u ^ 2; }))(2.0);
#elif defined(CASE_named_value)
auto r = f(ctgrad::variable<"x"> = 1.0, std::array{2.0, 3.0});
#elif defined(CASE_text)
auto r = f("1", std::array{2.0, 3.0});
#elif defined(CASE_vector)
auto r = f(1.0, std::vector<std::vector<double>>{{2.0}, {3.0}});
#elif defined(CASE_small_span)
auto use(std::span<double const, 1> v) { return f(1.0, v); }
#elif defined(CASE_characters)
char const digits[]{'2', '3'};
auto r = f(1.0, digits);
#elif defined(CASE_braces)
auto r = std::get<1>(ctgrad::gradient(f)(1.0, {2.0, 3.0, 4.0}))[1];
#elif defined(CASE_rows_in_braces)
constexpr auto g =
    ctgrad::function<double(std::array<std::array<double, 2>, 3>)>([](auto m) { return m[0][0] * m[2][1]; });
auto r = ctgrad::gradient(g)({{1.0, 2.0}, {3.0, 4.0}});
#elif defined(CASE_maximum_of_three)
auto r = ctgrad::gradient(ctgrad::function<double(double)>([](auto u) { return max(u, 2 * u, u * u); }))(2.0);
#elif defined(CASE_selection_of_two)
auto r = ctgrad::gradient(ctgrad::function<double(double)>([](auto u) { return select(u > 0, u); }))(2.0);
#elif defined(CASE_other_size)
auto r = std::get<1>(ctgrad::gradient(f)(1.0, std::array{2.0, 3.0, 4.0}))[1];
#elif defined(CASE_formula)
auto r = f(ctgrad::variable<"x">, std::array{2.0, 3.0});
#elif defined(CASE_function_of_function)
auto r = ctgrad::gradient(ctgrad::function<double(double, std::array<double, 2>)>(f))(1.0, std::array{2.0, 3.0});
#elif defined(CASE_function_in_function)
auto r = ctgrad::function<double(double)>([](auto u) { return f(u, std::array{u, u}); })(1.0);
#elif defined(CASE_mixed)
auto r = ctgrad::gradient(ctgrad::function<double(double)>([](auto u) { return u * ctgrad::variable<"x">; }))(2.0);
#elif defined(CASE_gradient_in_function)
constexpr auto g = ctgrad::function<double(double)>([](auto u) { return u * u; });
auto r = ctgrad::function<double(double)>([](auto u) { return u * ctgrad::gradient(g)(u); })(1.0);
#elif defined(CASE_loop_to_symbol)
auto r = ctgrad::gradient(ctgrad::function<double(double)>([](auto u) {
    auto sum = u;
    for (int i = 0; i < u; ++i) sum += u;
    return sum;
}))(2.0);
#elif defined(CASE_block_count)
double block[2];
auto r = ctgrad::jacobian(f).into(block)(1.0, std::array{2.0, 3.0});
#elif defined(CASE_block_size)
double block[2], other[3];
auto r = ctgrad::jacobian(f).into(&block[0], other)(1.0, std::array{2.0, 3.0});
#elif defined(CASE_block_const)
double block[2];
double const constant[2]{};
auto r = ctgrad::jacobian(f).into(&block[0], constant)(1.0, std::array{2.0, 3.0});
#elif defined(CASE_block_temporary)
double block[2];
auto r = ctgrad::jacobian(f).into(&block[0], std::vector<double>(2))(1.0, std::array{2.0, 3.0});
#elif defined(CASE_result_position)
auto r = ctgrad::jacobian(f, ctgrad::results<1>)(1.0, std::array{2.0, 3.0});
#elif defined(CASE_result_name)
auto r = ctgrad::jacobian(f, ctgrad::results<"speed">)(1.0, std::array{2.0, 3.0});
#elif defined(CASE_result_not_chosen)
constexpr auto g = ctgrad::function<std::array<double, 2>(double)>([](auto u) { return std::array{u, u * u}; });
auto r = ctgrad::jacobian(g, ctgrad::results<1>)(1.0)(ctgrad::results<0>, ctgrad::arguments<0>);
#elif defined(CASE_result_block_count)
double block[2];
auto r = ctgrad::jacobian(f, ctgrad::results<0>).into(block)(1.0, std::array{2.0, 3.0});
#elif defined(CASE_gradient_of_results)
auto r = ctgrad::gradient(f, ctgrad::results<0>);
#elif defined(CASE_gradient_of_several)
constexpr auto g = ctgrad::function<std::array<double, 2>(double)>([](auto u) { return std::array{u, u * u}; });
auto r = ctgrad::gradient(g)(2.0);
#else
auto r = ctgrad::gradient(f)(1.0, std::array{2.0, 3.0});
#endif
