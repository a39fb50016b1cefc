#pragma once

#include <concepts>

/// The functions of `<cmath>`, by their names in `detail::library`.
///
/// `<cmath>` also has the special functions of C++17, and is large. In libstdc++ its elementary functions are builtins of the
/// compiler. They are called directly here, so that the generated code is the same. `<cmath>` is included with other
/// standard libraries, for a GPU, and if there are further floating-point types.
#if defined(__GLIBCXX__) && !defined(__CUDACC__) && !defined(__STDCPP_FLOAT16_T__) &&                      \
    !defined(__STDCPP_FLOAT32_T__) && !defined(__STDCPP_FLOAT64_T__) && !defined(__STDCPP_FLOAT128_T__) && \
    !defined(__STDCPP_BFLOAT16_T__)
#define CTGRAD_BUILTIN_LIBRARY
#endif

#ifdef CTGRAD_BUILTIN_LIBRARY

namespace ctgrad::detail::library {

// clang-format off
#define CTGRAD_LIBRARY_FUNCTION __attribute__((always_inline)) inline
#define CTGRAD_OF_ONE(name)                                                                  \
    CTGRAD_LIBRARY_FUNCTION float name(float x) { return __builtin_##name##f(x); }           \
    CTGRAD_LIBRARY_FUNCTION double name(double x) { return __builtin_##name(x); }            \
    CTGRAD_LIBRARY_FUNCTION long double name(long double x) { return __builtin_##name##l(x); }
#define CTGRAD_OF_TWO(name)                                                                     \
    CTGRAD_LIBRARY_FUNCTION float name(float x, float y) { return __builtin_##name##f(x, y); }  \
    CTGRAD_LIBRARY_FUNCTION double name(double x, double y) { return __builtin_##name(x, y); }  \
    CTGRAD_LIBRARY_FUNCTION long double name(long double x, long double y) { return __builtin_##name##l(x, y); }

CTGRAD_OF_ONE(sqrt) CTGRAD_OF_ONE(cbrt) CTGRAD_OF_ONE(exp) CTGRAD_OF_ONE(exp2) CTGRAD_OF_ONE(expm1) CTGRAD_OF_ONE(log)
CTGRAD_OF_ONE(log2) CTGRAD_OF_ONE(log10) CTGRAD_OF_ONE(log1p) CTGRAD_OF_ONE(sin) CTGRAD_OF_ONE(cos) CTGRAD_OF_ONE(tan)
CTGRAD_OF_ONE(asin) CTGRAD_OF_ONE(acos) CTGRAD_OF_ONE(atan) CTGRAD_OF_ONE(sinh) CTGRAD_OF_ONE(cosh)
CTGRAD_OF_ONE(tanh) CTGRAD_OF_ONE(asinh) CTGRAD_OF_ONE(acosh) CTGRAD_OF_ONE(atanh) CTGRAD_OF_ONE(erf)
CTGRAD_OF_ONE(erfc) CTGRAD_OF_ONE(fabs) CTGRAD_OF_ONE(floor) CTGRAD_OF_ONE(ceil) CTGRAD_OF_ONE(round)
CTGRAD_OF_ONE(trunc)
CTGRAD_OF_TWO(pow) CTGRAD_OF_TWO(atan2) CTGRAD_OF_TWO(hypot) CTGRAD_OF_TWO(fmod) CTGRAD_OF_TWO(copysign)
CTGRAD_OF_TWO(fmin) CTGRAD_OF_TWO(fmax)

CTGRAD_LIBRARY_FUNCTION float fma(float x, float y, float z) { return __builtin_fmaf(x, y, z); }
CTGRAD_LIBRARY_FUNCTION double fma(double x, double y, double z) { return __builtin_fma(x, y, z); }
CTGRAD_LIBRARY_FUNCTION long double fma(long double x, long double y, long double z) { return __builtin_fmal(x, y, z); }
#undef CTGRAD_OF_ONE
#undef CTGRAD_OF_TWO
#undef CTGRAD_LIBRARY_FUNCTION
// clang-format on

/// There is no builtin for it; libstdc++ divides by the largest.
template <std::floating_point T>
T hypot(T x, T y, T z) {
    x = fabs(x), y = fabs(y), z = fabs(z);
    T const largest = x < y ? y < z ? z : y : x < z ? z : x;
    if (!(largest != 0)) return 0;
    return largest *
           sqrt((x / largest) * (x / largest) + (y / largest) * (y / largest) + (z / largest) * (z / largest));
}

#if defined(__clang__) && defined(__GLIBC__) && defined(__USE_GNU)
extern "C" {
void sincosf(float, float*, float*) noexcept;
void sincos(double, double*, double*) noexcept;
void sincosl(long double, long double*, long double*) noexcept;
}
#endif

}  // namespace ctgrad::detail::library

#else

#include <cmath>

namespace ctgrad::detail::library {

using std::fma;
using std::pow, std::atan2, std::hypot, std::fmod, std::copysign, std::fmin, std::fmax;
using std::sqrt, std::cbrt, std::exp, std::exp2, std::expm1, std::log, std::log2, std::log10, std::log1p, std::sin,
    std::cos, std::tan, std::asin, std::acos, std::atan, std::sinh, std::cosh, std::tanh, std::asinh, std::acosh,
    std::atanh, std::erf, std::erfc, std::fabs, std::floor, std::ceil, std::round, std::trunc;
#if defined(__clang__) && defined(__GLIBC__) && defined(__USE_GNU)
using ::sincosf, ::sincos, ::sincosl;
#endif

}  // namespace ctgrad::detail::library

#endif
