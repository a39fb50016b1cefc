#include <ctgrad/ctgrad.hpp>

#include <limits>

// Every operation's value and gradient as constant expressions, compared with numbers computed with 40 digits. The test
// is that this file compiles.
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
static_assert(right(sqrt(a), 0.3125, 0.5590169943749474241022934, 0.8944271909999158785636695));
static_assert(right(sqrt(a), 2.5, 1.581138830084189665999447, 0.3162277660168379331998894));
static_assert(right(cbrt(a), -2.5, -1.357208808297453285759045, 0.180961174439660438101206));
static_assert(right(cbrt(a), 0.3125, 0.6786044041487266428795224, 0.7238446977586417524048239));
static_assert(right(exp(a), 1.5, 4.481689070338064822602055, 4.481689070338064822602055));
static_assert(right(exp(a), -0.75, 0.4723665527410147071380466, 0.4723665527410147071380466));
static_assert(right(exp2(a), 2.5, 5.656854249492380195206755, 3.921032573874188766855607));
static_assert(right(expm1(a), 0.5, 0.6487212707001281468486508, 1.648721270700128146848651));
static_assert(right(expm1(a), -2.5, -0.9179150013761012048304713, 0.08208499862389879516952867));
static_assert(right(log(a), 2.5, 0.9162907318741550651835272, 0.4));
static_assert(right(log2(a), 2.5, 1.321928094887362347870319, 0.5770780163555853629439699));
static_assert(right(log10(a), 2.5, 0.3979400086720376095725222, 0.1737177927613007310604516));
static_assert(right(log1p(a), 0.25, 0.2231435513142097557662951, 0.8));
static_assert(right(log1p(a), -0.5, -0.6931471805599453094172321, 2.0));
static_assert(right(sin(a), 1.25, 0.9489846193555862143484908, 0.3153223623952686654475386));
static_assert(right(cos(a), 1.25, 0.3153223623952686654475386, -0.9489846193555862143484908));
static_assert(right(tan(a), 1.25, 3.009569673862831288157564, 10.05750962183482868525353));
static_assert(right(asin(a), 0.625, 0.6751315329370316472090563, 1.281025230440697067866029));
static_assert(right(acos(a), 0.625, 0.8956647938578649720222654, -1.281025230440697067866029));
static_assert(right(atan(a), 1.75, 1.051650212548373667459867, 0.2461538461538461538461538));
static_assert(right(sinh(a), 1.25, 1.60191908030082563790283, 1.888423877161015738227716));
static_assert(right(cosh(a), 1.25, 1.888423877161015738227716, 1.60191908030082563790283));
static_assert(right(tanh(a), 0.625, 0.5545997223493822939990391, 0.6924191479699880696307533));
static_assert(right(asinh(a), 1.25, 1.047593012649258735898321, 0.6246950475544242620964115));
static_assert(right(acosh(a), 1.75, 1.158810360429946811730873, 0.696310623822791352709165));
static_assert(right(atanh(a), 0.625, 0.7331685343967135223291211, 1.641025641025641025641026));
static_assert(right(erf(a), 0.75, 0.7111556336535151315989378, 0.6429310691952073290534769));
static_assert(right(erfc(a), 0.75, 0.2888443663464848684010622, -0.6429310691952073290534769));
static_assert(right(abs(a), -2.5, 2.5, -1.0));
static_assert(right(sign(a), -2.5, -1.0, 0.0));
static_assert(right(relu(a), 2.5, 2.5, 1.0));
static_assert(right(relu(a), -2.5, 0.0, 0.0));
static_assert(right(sigmoid(a), 0.75, 0.6791786991753929731596801, 0.2178949937618140294802505));
static_assert(right(sigmoid(a), -3.5, 0.02931223075135631886528956, 0.02845302387973555983968783));
static_assert(right(softplus(a), 0.75, 1.13687100611489994366984, 0.6791786991753929731596801));
static_assert(right(softplus(a), -3.5, 0.02975041827262056519481117, 0.02931223075135631886528956));
static_assert(right(log_sigmoid(a), 0.75, -0.3868710061148999436698403, 0.3208213008246070268403199));
static_assert(right(log_sigmoid(a), -3.5, -3.529750418272620565194811, 0.9706877692486436811347104));
static_assert(right(pow(a, b), 2.5, 1.75, 4.970442054794066657336673, 3.479309438355846660135671, 4.554369988125334490313199));
static_assert(right(hypot(a, b), 1.25, -2.5, 2.795084971874737120511467, 0.4472135954999579392818347, -0.8944271909999158785636695));
static_assert(right(atan2(a, b), 1.25, -2.5, 2.677945044588987122248387, -0.32, -0.16));
static_assert(right(a + b, 1.25, -2.5, -1.25, 1.0, 1.0));
static_assert(right(a - b, 1.25, -2.5, 3.75, 1.0, -1.0));
static_assert(right(a * b, 1.25, -2.5, -3.125, -2.5, 1.25));
static_assert(right(a / b, 1.25, -2.75, -0.4545454545454545454545455, -0.3636363636363636363636364, -0.1652892561983471074380165));
static_assert(right(min(a, b), 1.25, -2.5, -2.5, 0.0, 1.0));
static_assert(right(max(a, b), 1.25, -2.5, 1.25, 1.0, 0.0));
static_assert(right(-a, 2.5, -2.5, -1.0));
static_assert(right(select(a < b, a * a, b), 1.5, 2.5, 2.25, 3.0, 0.0));
static_assert(right(select(a < b, a * a, b), 3.5, 2.5, 2.5, 0.0, 1.0));
static_assert(right(select(a <= b && !(a == b), a, b * b), 2.5, 2.5, 6.25, 0.0, 5.0));
static_assert(right(select(a >= b || a != b, a, b * b), 2.5, 2.5, 2.5, 1.0, 0.0));
static_assert(right(pi * a, 2.0, 6.283185307179586476925287, 3.141592653589793238462643));
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
