#include <ctgrad/ctgrad.hpp>

#include <limits>

// Values and gradients as constant expressions, compared with numbers computed with 40 digits. The test is that this
// file compiles. rows.cpp tests every operation.
namespace ctgrad::constant_expressions_test {

using namespace ctgrad::literals;

inline constexpr auto a = variable<"a">;
inline constexpr auto b = variable<"b">;
inline constexpr auto c = variable<"c">;

// Within three units in the last place, because a function may be wrong by one.
template <class T>
constexpr bool close(T x, T y) {
    const T difference = x < y ? y - x : x - y;
    return difference <= 3 * std::numeric_limits<T>::epsilon() * (y < 0 ? -y : y);
}

constexpr bool right(formula auto f, double at, double value, double partial) {
    const auto r = value_and_gradient(f, a)(a = at);
    return close(r.value, value) && close(r[a], partial);
}
constexpr bool right(formula auto f, double first, double second, double value, double by_first, double by_second) {
    const auto r = value_and_gradient(f, a, b)(a = first, b = second);
    return close(r.value, value) && close(r[a], by_first) && close(r[b], by_second);
}

// clang-format off
static_assert(right(erf(a), 0.75, 0.7111556336535151315989378, 0.6429310691952073290534769));
static_assert(right(relu(a), -2.5, 0.0, 0.0));
static_assert(right(pow(a, b), 2.5, 1.75, 4.970442054794066657336673, 3.479309438355846660135671, 4.554369988125334490313199));
static_assert(right(select(a < b, a * a, b), 1.5, 2.5, 2.25, 3.0, 0.0));
static_assert(right(select(a < b, a * a, b), 3.5, 2.5, 2.5, 0.0, 1.0));
static_assert(right(select(a <= b && !(a == b), a, b * b), 2.5, 2.5, 6.25, 0.0, 5.0));
static_assert(right(select(a >= b || a != b, a, b * b), 2.5, 2.5, 2.5, 1.0, 0.0));
// clang-format on

// Only one rounding: 0.1 * 10 is 1 + 2^-54; a product and then a difference would lose the 2^-54.
static_assert(fma(a, b, c)(a = 0.1, b = 10.0, c = -1.0) == 0x1p-54);
constexpr auto fused = value_and_gradient(fma(a, b, c), a, b, c)(a = 2.5, b = -3.5, c = 1.25);
static_assert(fused.value == -7.5 && fused[a] == -3.5 && fused[b] == 2.5 && fused[c] == 1.0);

// The other scalar types
static_assert(close(sin(a)(a = 1.25F), 0.9489846193555862143484908F));
static_assert(close(gradient(sin(a), a)(a = 1.25F)[a], 0.3153223623952686654475386F));
static_assert(close(sin(a)(a = 1.25L), 0.9489846193555862143484908L));
static_assert(close(gradient(sin(a), a)(a = 1.25L)[a], 0.3153223623952686654475386L));
static_assert(close(gradient(pow(a, b), b)(a = 2.5L, b = 1.75L)[b], 4.554369988125334490313199L));

// Second derivatives
constexpr auto f = sin(a) * exp(a * b);
constexpr auto h = hessian(f, a, b)(a = 0.75, b = -0.5);
static_assert(close(h.value, 0.4684830117724099112361037));
static_assert(close(h.gradient[a], 0.2686404091014656277007103));
static_assert(close(h.gradient[b], 0.3513622588293074334270778));
static_assert(close(h(a, a), -0.8542441738169780167458399));
static_assert(close(h(a, b), 0.6699633185985091320116364));
static_assert(close(h(b, b), 0.2635216941219805750703083));

}  // namespace ctgrad::constant_expressions_test
