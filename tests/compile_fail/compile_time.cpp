#include <array>
#include <cstdio>
#include <iostream>
#include <vector>

#include <ctgrad/ctgrad.hpp>

// A function calls something that is not constexpr, or does something that a constant expression cannot do. The name of
// the variable that the compiler cannot evaluate says so, and the compiler's notes say what and where. (g++ calls one
// of its notes an error.)
// CASE_function_object: expect "function_does_not_run_at_compile_time_make_all_it_calls_constexpr"
// CASE_function_object: errors 2
// CASE_helper: expect "function_does_not_run_at_compile_time_make_all_it_calls_constexpr"
// CASE_helper: expect "helper"
// CASE_helper: errors 2
// CASE_helper_of_double: expect "function_does_not_run_at_compile_time_make_all_it_calls_constexpr"
// CASE_helper_of_double: errors 2
// CASE_helper_alone: expect "ctgrad: this function does not run at compile time: make all it calls constexpr"
// CASE_helper_alone: code generated
// CASE_global_alone: expect "ctgrad: this function does not run at compile time: make all it calls constexpr"
// CASE_global_alone: code generated
// CASE_global: expect "function_does_not_run_at_compile_time_make_all_it_calls_constexpr"
// CASE_global: expect "scale"
// CASE_global: errors 2
// CASE_stream: expect "function_does_not_run_at_compile_time_make_all_it_calls_constexpr"
// CASE_stream: expect "operator<<"
// CASE_stream: errors 2
// CASE_printf: expect "function_does_not_run_at_compile_time_make_all_it_calls_constexpr"
// CASE_printf: expect "printf"
// CASE_out_of_range: expect "function_does_not_run_at_compile_time_make_all_it_calls_constexpr"
// CASE_memory_leak: expect "function_does_not_run_at_compile_time_make_all_it_calls_constexpr"

struct square {
    template <class T>
    T operator()(T u) const {
        return u * u;
    }
};
template <class T>
T helper(T u) {
    return u * u;
}
double factor() { return 2; }
double scale = 2;

#if defined(CASE_function_object)
auto r = ctgrad::gradient(ctgrad::function<double(double)>(square{}))(2.0);
#elif defined(CASE_helper)
auto r = ctgrad::gradient(ctgrad::function<double(double)>([](auto u) { return helper(u) + u; }))(2.0);
#elif defined(CASE_helper_of_double)
auto r = ctgrad::gradient(ctgrad::function<double(double)>([](auto u) { return factor() * u; }))(2.0);
// What results in a double may have kept a symbol in it, which the compiler has then reported.
#elif defined(CASE_helper_alone)
constexpr auto f = ctgrad::function<double(double)>([](auto) { return factor(); });
#elif defined(CASE_global_alone)
double r(double x) {
    return ctgrad::function<double(double)>([](auto u) -> double {
        static_cast<void>(u);
        return scale;
    })(x);
}
#elif defined(CASE_global)
auto r = ctgrad::gradient(ctgrad::function<double(double)>([](auto u) { return scale * u; }))(2.0);
#elif defined(CASE_stream)
auto r = ctgrad::gradient(ctgrad::function<double(double)>([](auto u) {
    std::cout << "called";
    return u * u;
}))(2.0);
#elif defined(CASE_printf)
auto r = ctgrad::gradient(ctgrad::function<double(double)>([](auto u) {
    std::printf("called");
    return u * u;
}))(2.0);
#elif defined(CASE_out_of_range)
auto r = ctgrad::gradient(ctgrad::function<double(std::array<double, 2>)>([](auto const& u) {
    auto sum = u[0];
    for (std::size_t i = 0; i <= 2; ++i) sum += u[i];
    return sum;
}))(std::array{1.0, 2.0});
#elif defined(CASE_memory_leak)
auto r = ctgrad::gradient(ctgrad::function<double(double)>([](auto u) { return *new auto(u); }))(2.0);
#else
constexpr double constant = 2;
auto r = ctgrad::gradient(ctgrad::function<double(double)>([](auto u) { return constant * u; }))(2.0);
#endif
