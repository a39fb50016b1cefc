#include <iostream>

#include <ctgrad/ctgrad.hpp>

// Objects that have no value yet are not printed; results are.
// CASE_gradient: expect "ctgrad: this is printed when it is called with values"
// CASE_gradient: expect "#include <ctgrad/print.hpp>"
// CASE_gradient_of_function: expect "ctgrad: this is printed when it is called with values"
// CASE_function: expect "ctgrad: this is printed when it is called with values"

inline constexpr auto x = ctgrad::variable<"x">;
constexpr auto f = x * x;
constexpr auto square = ctgrad::function<double(double)>([](auto u) { return u * u; });

#if defined(CASE_gradient)
void use() { std::cout << ctgrad::gradient(f, x) << '\n'; }
#elif defined(CASE_gradient_of_function)
void use() { std::cout << ctgrad::value_and_gradient(square) << '\n'; }
#elif defined(CASE_function)
void use() { std::cout << "f = " << square << '\n'; }
#else
void use() { std::cout << ctgrad::gradient(f, x)(x = 1.0) << ctgrad::value_and_gradient(square)(1.0) << '\n'; }
#endif
