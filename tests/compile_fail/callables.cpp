#include <array>
#include <concepts>
#include <functional>
#include <type_traits>
#include <vector>

#include <ctgrad/ctgrad.hpp>

// CASE_sum_of_functions: expect "ctgrad: functions are called, not added or multiplied"
// CASE_multiple_of_function: expect "ctgrad: functions are called, not added or multiplied"
// CASE_function_of_formulas: expect "ctgrad: a function is called with numbers"
// CASE_double_parameter: expect "ctgrad: a function is traced with symbols in place of double"
// CASE_double_parameter: expect "let the callable take auto"
// CASE_double_struct: expect "ctgrad: a function is traced with symbols in place of double"
// CASE_function: expect "ctgrad: a function is identified by the type of a callable"
// CASE_function: expect "write a lambda that calls it"
// CASE_function_pointer: expect "ctgrad: a function is identified by the type of a callable"
// CASE_standard_function: expect "ctgrad: a function cannot capture or hold data"
// CASE_capture: expect "ctgrad: a function cannot capture or hold data"
// CASE_capture: expect "pass what it captures as an argument"
// CASE_capture: expect "f.with(value)"
// CASE_capture_by_reference: expect "ctgrad: a function cannot capture or hold data"
// CASE_default_capture: expect "ctgrad: a function cannot capture: write [] for [=] or [&]"
// CASE_data_member: expect "ctgrad: a function cannot capture or hold data"
// CASE_too_many_parameters: expect "ctgrad: the callable takes a different number of arguments than its signature says"
// CASE_too_many_generic_parameters: expect "ctgrad: the callable cannot be called with symbols in place of double"
// CASE_too_many_generic_parameters: expect "let it take one auto for each argument of its signature"
// CASE_constrained: expect "without a constraint such as std::floating_point"
// CASE_constrained_template: expect "without a constraint such as std::floating_point"
// CASE_no_result: expect "ctgrad: the callable returns nothing"
// CASE_condition: expect "ctgrad: the callable returns a condition, which is not a number"
// CASE_vector: expect "ctgrad: the callable returns another type than its signature says"
// CASE_vector: expect "std::vector<ctgrad::symbol"
// CASE_scalar_for_array: expect "ctgrad: the callable returns another type than its signature says"
// CASE_array_for_scalar: expect "ctgrad: the callable returns another type than its signature says"
// CASE_pointer_result: expect "ctgrad: the callable returns another type than its signature says"

constexpr double square(double u) { return u * u; }
struct square_of_double {
    constexpr double operator()(double u) const { return u * u; }
};
struct constrained_square {
    template <class T>
        requires std::is_arithmetic_v<T>
    constexpr T operator()(T u) const { return u * u; }
};
struct scaled {
    double factor = 2;
    template <class T>
    constexpr T operator()(T u) const {
        return factor * u;
    }
};

#if defined(CASE_double_parameter)
auto r = ctgrad::gradient(ctgrad::function<double(double)>([](double u) { return u * u; }))(2.0);
#elif defined(CASE_double_struct)
auto r = ctgrad::gradient(ctgrad::function<double(double)>(square_of_double{}))(2.0);
#elif defined(CASE_function)
auto r = ctgrad::gradient(ctgrad::function<double(double)>(square))(2.0);
#elif defined(CASE_function_pointer)
auto r = ctgrad::gradient(ctgrad::function<double(double)>(&square))(2.0);
#elif defined(CASE_standard_function)
auto r = ctgrad::gradient(ctgrad::function<double(double)>(std::function<double(double)>(square)))(2.0);
#elif defined(CASE_capture)
auto use(double k) {
    return ctgrad::gradient(ctgrad::function<double(double)>([k](auto u) { return k * u; }))(2.0);
}
#elif defined(CASE_capture_by_reference)
auto use(double k) {
    return ctgrad::gradient(ctgrad::function<double(double)>([&](auto u) { return k * u; }))(2.0);
}
#elif defined(CASE_default_capture)
auto use() {
    return ctgrad::gradient(ctgrad::function<double(double)>([=](auto u) { return u * u; }))(2.0);
}
#elif defined(CASE_data_member)
auto r = ctgrad::gradient(ctgrad::function<double(double)>(scaled{}))(2.0);
#elif defined(CASE_too_many_parameters)
auto r = ctgrad::gradient(ctgrad::function<double(double)>([](double u, double v) { return u * v; }))(2.0);
#elif defined(CASE_too_many_generic_parameters)
auto r = ctgrad::gradient(ctgrad::function<double(double)>([](auto u, auto v) { return u * v; }))(2.0);
#elif defined(CASE_constrained)
auto r = ctgrad::gradient(ctgrad::function<double(double)>([](std::floating_point auto u) { return u * u; }))(2.0);
#elif defined(CASE_constrained_template)
auto r = ctgrad::gradient(ctgrad::function<double(double)>(constrained_square{}))(2.0);
#elif defined(CASE_no_result)
auto r = ctgrad::gradient(ctgrad::function<double(double)>([](auto u) { u *= 2; }))(2.0);
#elif defined(CASE_condition)
auto r = ctgrad::gradient(ctgrad::function<double(double)>([](auto u) { return u < 2; }))(2.0);
#elif defined(CASE_vector)
auto r = ctgrad::gradient(ctgrad::function<double(double)>([](auto u) { return std::vector{u, u}; }))(2.0);
#elif defined(CASE_scalar_for_array)
auto r = ctgrad::jacobian(ctgrad::function<std::array<double, 2>(double)>([](auto u) { return u; }))(2.0);
#elif defined(CASE_array_for_scalar)
auto r = ctgrad::gradient(ctgrad::function<double(double)>([](auto u) { return std::array{u, u}; }))(2.0);
#elif defined(CASE_pointer_result)
auto r = ctgrad::gradient(ctgrad::function<double(double)>([](auto const& u) { return &u; }))(2.0);
#elif defined(CASE_sum_of_functions)
constexpr auto f = ctgrad::function<double(double)>([](auto u) { return u * u; });
auto r = ctgrad::gradient(f + f)(2.0);
#elif defined(CASE_multiple_of_function)
constexpr auto f = ctgrad::function<double(double)>([](auto u) { return u * u; });
auto r = ctgrad::gradient(2.0 * f)(2.0);
#elif defined(CASE_function_of_formulas)
constexpr auto f = ctgrad::function<double(double, double)>([](auto u, auto v) { return u * v; });
auto r = f(ctgrad::variable<"x">, ctgrad::variable<"y">);
#else
auto r = ctgrad::gradient(ctgrad::function<double(double)>([](auto u) { return u * u; }))(2.0);
#endif
