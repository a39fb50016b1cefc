#include <complex>

#include <ctgrad/ctgrad.hpp>

// CASE_relu_of_complex: expect "ctgrad: this operation cannot be computed with this scalar type"
// CASE_relu_of_complex: expect "rectified_linear"
// CASE_relu_of_complex: expect "std::complex<double>"
// CASE_less_of_complex: expect "ctgrad: this operation cannot be computed with this scalar type"
// CASE_less_of_complex: expect "operations::less"
// CASE_gradient_of_max: expect "maximum"
// CASE_erf_lacking: expect "ctgrad: this operation cannot be computed with this scalar type"
// CASE_erf_lacking: expect "operations::error_function"
// CASE_erf_lacking: expect "plain_number"
// CASE_mixture: expect "ctgrad: values of these two types do not mix"
// CASE_mixture: expect "plain_number"

struct plain_number {
    double value = 0;
    plain_number() = default;
    constexpr explicit plain_number(double x) : value(x) {}
    constexpr plain_number& operator*=(plain_number x) { return *this = plain_number(value * x.value); }
    constexpr plain_number& operator/=(plain_number x) { return *this = plain_number(value / x.value); }
    friend constexpr plain_number operator+(plain_number a, plain_number b) { return plain_number(a.value + b.value); }
    friend constexpr plain_number operator-(plain_number a, plain_number b) { return plain_number(a.value - b.value); }
    friend constexpr plain_number operator*(plain_number a, plain_number b) { return plain_number(a.value * b.value); }
    friend constexpr plain_number operator/(plain_number a, plain_number b) { return plain_number(a.value / b.value); }
    friend constexpr plain_number operator-(plain_number a) { return plain_number(-a.value); }
};

using namespace ctgrad::literals;
inline constexpr auto x = ctgrad::variable<"x">;
inline constexpr auto y = ctgrad::variable<"y">;
using complex = std::complex<double>;

#if defined(CASE_relu_of_complex)
auto v = relu(x * x)(x = complex(1.0, 2.0));
#elif defined(CASE_less_of_complex)
auto v = select(x < y, x, y)(x = complex(1.0, 2.0), y = complex(0.0, 1.0));
#elif defined(CASE_gradient_of_max)
auto v = ctgrad::gradient(max(x, y) * x, x)(x = complex(1.0, 2.0), y = complex(0.0, 1.0));
#elif defined(CASE_erf_lacking)
auto v = erf(x)(x = plain_number(1.0));
#elif defined(CASE_mixture)
auto v = (x * y)(x = plain_number(1.0), y = complex(0.0, 1.0));
#else
auto v = (exp(x) * y)(x = complex(1.0, 2.0), y = complex(0.0, 1.0));
auto w = ctgrad::gradient(x * x / y, x)(x = plain_number(1.0), y = plain_number(2.0));
double u = relu(erf(x))(x = 1.0);
#endif
