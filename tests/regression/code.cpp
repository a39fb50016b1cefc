// One function for each row: its instructions and its stack are counted in the object file, and, by callgrind, what runs.
// Three more are for the levels v2, v3 and v4 of x86-64, as far as they matter to numbers. They are emitted, and never run.
#include "rows.hpp"

namespace r = regression;
namespace f = by_ctgrad;

using work::evaluated;

#define CODE(name, target, ...) \
    extern "C" target [[gnu::noinline]] void row_##name(double const* v, void* out) __VA_ARGS__
#define LEVELS(name, ...)                                          \
    CODE(name, , __VA_ARGS__)                                      \
    CODE(name##_v2, [[gnu::target("sse4.2,popcnt")]], __VA_ARGS__) \
    CODE(name##_v3, [[gnu::target("avx2,fma,bmi2")]], __VA_ARGS__) \
    CODE(name##_v4, [[gnu::target("avx2,fma,bmi2,avx512f,avx512vl,avx512dq")]], __VA_ARGS__)
#define ROW(name, ...)                                 \
    LEVELS(name, {                                     \
        auto const result = __VA_ARGS__;               \
        __builtin_memcpy(out, &result, sizeof result); \
    })

ROW(f1, r::f1(f::x = v[0], f::y = v[1], f::z = v[2]))
ROW(f2, r::f2(f::w0 = v[0], f::w1 = v[1], f::w2 = v[2], f::x0 = v[3], f::x1 = v[4]))
ROW(f2_sigmoid, r::f2_sigmoid(f::w0 = v[0], f::w1 = v[1], f::w2 = v[2], f::x0 = v[3], f::x1 = v[4]))
ROW(f3, r::f3(f::x = v[0], f::z = v[1]))
ROW(f3_freely, r::f3_freely(f::x = v[0], f::z = v[1]))
ROW(f4, r::f4(f::u = v[0], f::v = v[1]))
ROW(f5, evaluated<work::residual>(r::f5, v))
ROW(f6, evaluated<work::network>(r::f6, v))
ROW(quaternion, evaluated<work::quaternion>(r::quaternion, v))
ROW(arm, evaluated<work::arm>(r::arm, v))
ROW(greeks, evaluated<work::black_scholes>(r::greeks, v))
ROW(greeks_freely, evaluated<work::black_scholes>(r::greeks_freely, v))
ROW(f3_hessian, r::f3_hessian(f::x = v[0], f::z = v[1]))
ROW(rosenbrock, evaluated<work::rosenbrock>(r::rosenbrock, v))
ROW(rosenbrock_gradient, evaluated<work::rosenbrock>(r::rosenbrock_gradient, v))

LEVELS(brusselator, { r::brusselator.into(static_cast<double*>(out))(*reinterpret_cast<r::cells const*>(v)); })
