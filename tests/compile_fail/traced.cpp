#include <array>

#include <ctgrad/ctgrad.hpp>

// CASE_if: expect "ctgrad: a symbol has no value to branch on"
// CASE_if: expect "select(condition, a, b)"
// CASE_conditional: expect "ctgrad: a symbol has no value to branch on"
// CASE_loop: expect "ctgrad: a symbol has no value to branch on"
// CASE_unsupported: expect "ctgrad: this function has no rule"
// CASE_unsupported: expect "'t', 'g', 'a', 'm', 'm', 'a'"
// CASE_wrong_type: expect "ctgrad: an argument does not fit the function's signature"
// CASE_wrong_number: expect "ctgrad: the function takes as many arguments as its signature says"
// CASE_gradient_of_several: expect "ctgrad: a gradient or Hessian belongs to a function of one scalar result"

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
constexpr auto g = ctgrad::function<double(double)>([](auto u) { return tgamma(u) * u; });
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
#elif defined(CASE_gradient_of_several)
constexpr auto g = ctgrad::function<std::array<double, 2>(double)>([](auto u) { return std::array{u, u * u}; });
auto r = ctgrad::gradient(g)(2.0);
#else
auto r = ctgrad::gradient(f)(1.0, std::array{2.0, 3.0});
#endif
