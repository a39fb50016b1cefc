#include <ctgrad/constant_math.hpp>

#include <boost/test/unit_test.hpp>

#include <limits>

// Every function in constant expressions: values from multiprecision arithmetic with 25 digits, and edges, where the
// evaluation must not fail.
//
// Inside the namespace the names hide those of the C library.
namespace ctgrad::constant_math::test {

template <typename T>
constexpr T infinite = std::numeric_limits<T>::infinity();

template <typename T>
constexpr T nan = std::numeric_limits<T>::quiet_NaN();

// Equal in value and in the sign of zero.
template <typename T>
constexpr bool same(T x, T y) {
    return x == y && signbit(x) == signbit(y);
}

// sqrt
static_assert(sqrt(2.0) == 1.414213562373095048801689);
static_assert(sqrt(1e-320) == 9.99994433575848963792068e-161);
static_assert(sqrt(1.7976931348623157e308) == 1.340780792994259635529117e+154);
static_assert(sqrt(0.3125F) == 0.5590169943749474241022934F);
static_assert(sqrt(10.5F) == 3.240370349203930115482984F);
static_assert(sqrt(0.3125L) == 0.5590169943749474241022934L);
static_assert(sqrt(10.5L) == 3.240370349203930115482984L);
// cbrt
static_assert(cbrt(2.0) == 1.259921049894873164767211);
static_assert(cbrt(-3e-320) == -3.107220975160451951641447e-107);
static_assert(cbrt(1e300) == 1.000000000000000017501587e+100);
static_assert(cbrt(0.3125F) == 0.6786044041487266428795224F);
static_assert(cbrt(-10.5F) == -2.189759569943944632859902F);
static_assert(cbrt(0.3125L) == 0.6786044041487266428795224L);
static_assert(cbrt(-10.5L) == -2.189759569943944632859902L);
// exp
static_assert(exp(1.0) == 2.718281828459045235360287);
static_assert(exp(709.7) == 1.65498402768026440308025e+308);
static_assert(exp(-744.0) == 7.671944704179979073949774e-324);
static_assert(exp(0.1) == 1.105170918075647630946639);
static_assert(exp(0.3125F) == 1.366837941173796362838757F);
static_assert(exp(-10.5F) == 0.0000275364493497471578574111F);
static_assert(exp(0.3125L) == 1.366837941173796362838757L);
static_assert(exp(-10.5L) == 0.0000275364493497471578574111L);
// exp2
static_assert(exp2(0.5) == 1.414213562373095048801689);
static_assert(exp2(-1073.5) == 6.987143370513132080065134e-324);
static_assert(exp2(1023.9) == 1.677307003485741556096033e+308);
static_assert(exp2(0.3125F) == 1.241857812073484048593677F);
static_assert(exp2(-10.5F) == 0.0006905339660024878167976996F);
static_assert(exp2(0.3125L) == 1.241857812073484048593677L);
static_assert(exp2(-10.5L) == 0.0006905339660024878167976996L);
// expm1
static_assert(expm1(1e-10) == 1.000000000050000036433864e-10);
static_assert(expm1(-0.3) == -0.2591817793182821257083918);
static_assert(expm1(50.5) == 8548134287298057692256.917);
static_assert(expm1(0.3125F) == 0.3668379411737963628387568F);
static_assert(expm1(-10.5F) == -0.9999724635506502528421426F);
static_assert(expm1(0.3125L) == 0.3668379411737963628387568L);
static_assert(expm1(-10.5L) == -0.9999724635506502528421426L);
// log
static_assert(log(2.0) == 0.6931471805599453094172321);
static_assert(log(1e-320) == -736.8272408909739061509869);
static_assert(log(0.9999999999) == -1.000000082790371007367744e-10);
static_assert(log(1e308) == 709.1962086421660706885204);
static_assert(log(0.3125F) == -1.163150809805680863068169F);
static_assert(log(10.5F) == 2.351375257163477687083366F);
static_assert(log(0.3125L) == -1.163150809805680863068169L);
static_assert(log(10.5L) == 2.351375257163477687083366L);
// log2
static_assert(log2(3.0) == 1.584962500721156181453739);
static_assert(log2(1e-320) == -1063.017006425305689871506);
static_assert(log2(1.0000000001) == 1.442695160185951565084061e-10);
static_assert(log2(0.3125F) == -1.678071905112637652129681F);
static_assert(log2(10.5F) == 3.392317422778760288895708F);
static_assert(log2(0.3125L) == -1.678071905112637652129681L);
static_assert(log2(10.5L) == 3.392317422778760288895708L);
// log10
static_assert(log10(2.0) == 0.3010299956639811952137389);
static_assert(log10(1e-320) == -320.0000048349480421542964);
static_assert(log10(1.0000000001) == 4.342945178152236554968417e-11);
static_assert(log10(0.3125F) == -0.5051499783199059760686945F);
static_assert(log10(10.5F) == 1.021189299069938072793505F);
static_assert(log10(0.3125L) == -0.5051499783199059760686945L);
static_assert(log10(10.5L) == 1.021189299069938072793505L);
// log1p
static_assert(log1p(1e-10) == 9.999999999500000364355306e-11);
static_assert(log1p(-0.99999) == -11.51292546497477944631251);
static_assert(log1p(1e300) == 690.7755278982137052579022);
static_assert(log1p(0.3125F) == 0.2719337154836417588316695F);
static_assert(log1p(10.5F) == 2.442347035369204381389521F);
static_assert(log1p(0.3125L) == 0.2719337154836417588316695L);
static_assert(log1p(10.5L) == 2.442347035369204381389521L);
// sin
static_assert(sin(1.0) == 0.8414709848078965066525023);
static_assert(sin(3.141592653589793) == 1.224646799147353177226066e-16);
static_assert(sin(1e22) == -0.8522008497671888017727059);
static_assert(sin(1e300) == -0.8178819121159085970458853);
static_assert(sin(-1.7976931348623157e308) == -0.004961954789184061790502671);
static_assert(sin(0.3125F) == 0.307438514580380850670503F);
static_assert(sin(-10.5F) == 0.8796957599716700980185087F);
static_assert(sin(0.3125L) == 0.307438514580380850670503L);
static_assert(sin(-10.5L) == 0.8796957599716700980185087L);
// cos
static_assert(cos(1.0) == 0.5403023058681397174009366);
static_assert(cos(1.5707963267948966) == 6.12323399573676588613033e-17);
static_assert(cos(1e22) == 0.5232147853951389454975945);
static_assert(cos(1e300) == -0.5753861119575490466882443);
static_assert(cos(-1.7976931348623157e308) == -0.9999876894265599374648701);
static_assert(cos(0.3125F) == 0.9515679480481722021454882F);
static_assert(cos(-10.5F) == -0.4755369279959925355238115F);
static_assert(cos(0.3125L) == 0.9515679480481722021454882L);
static_assert(cos(-10.5L) == -0.4755369279959925355238115L);
// tan
static_assert(tan(1.0) == 1.557407724654902230506975);
static_assert(tan(1.5707963267948966) == 16331239353195369.75596774);
static_assert(tan(1e22) == -1.628778225606898878549376);
static_assert(tan(1e300) == 1.421448823874724412366841);
static_assert(tan(-1.7976931348623157e308) == 0.004962015874444894900500884);
static_assert(tan(0.3125F) == 0.3230862443517455201183007F);
static_assert(tan(-10.5F) == -1.849899993421927279907584F);
static_assert(tan(0.3125L) == 0.3230862443517455201183007L);
static_assert(tan(-10.5L) == -1.849899993421927279907584L);
// asin
static_assert(asin(0.5) == 0.5235987755982988730771072);
static_assert(asin(-0.9999999999) == -1.570782184658687707667677);
static_assert(asin(1e-5) == 0.00001000000000016666748470471);
static_assert(asin(0.3125F) == 0.3178237039278807531834175F);
static_assert(asin(-0.875F) == -1.065435816510739312260007F);
static_assert(asin(0.3125L) == 0.3178237039278807531834175L);
static_assert(asin(-0.875L) == -1.065435816510739312260007L);
// acos
static_assert(acos(0.5) == 1.047197551196597746154214);
static_assert(acos(-0.9999999999) == 3.141578511453584326898999);
static_assert(acos(0.9999999999) == 0.00001414213620891156364424221);
static_assert(acos(0.3125F) == 1.252972622867015866047904F);
static_assert(acos(-0.875F) == 2.636232143305635931491329F);
static_assert(acos(0.3125L) == 1.252972622867015866047904L);
static_assert(acos(-0.875L) == 2.636232143305635931491329L);
// atan
static_assert(atan(1.0) == 0.7853981633974483096156608);
static_assert(atan(-1e300) == -1.570796326794896619231322);
static_assert(atan(1e-5) == 0.000009999999999666667484717206);
static_assert(atan(0.3) == 0.2914567944778670818100723);
static_assert(atan(0.3125F) == 0.3028848683749714055605561F);
static_assert(atan(-10.5F) == -1.47584462045214029947407F);
static_assert(atan(0.3125L) == 0.3028848683749714055605561L);
static_assert(atan(-10.5L) == -1.47584462045214029947407L);
// sinh
static_assert(sinh(1.0) == 1.175201193643801456882382);
static_assert(sinh(-710.4) == -1.66636428328064958422138e+308);
static_assert(sinh(1e-5) == 0.00001000000000016666748469804);
static_assert(sinh(0.3125F) == 0.3176111561135772858395987F);
static_assert(sinh(-10.5F) == -18157.75132335509419458243F);
static_assert(sinh(0.3125L) == 0.3176111561135772858395987L);
static_assert(sinh(-10.5L) == -18157.75132335509419458243L);
// cosh
static_assert(cosh(1.0) == 1.543080634815243778477906);
static_assert(cosh(-710.4) == 1.66636428328064958422138e+308);
static_assert(cosh(1e-5) == 1.000000000050000000000417);
static_assert(cosh(0.3125F) == 1.049226785060219076999158F);
static_assert(cosh(-10.5F) == 18157.75135089154354432959F);
static_assert(cosh(0.3125L) == 1.049226785060219076999158L);
static_assert(cosh(-10.5L) == 18157.75135089154354432959L);
// tanh
static_assert(tanh(0.5) == 0.4621171572600097585023185);
static_assert(tanh(-18.0) == -0.999999999999999536095434);
static_assert(tanh(1e-5) == 0.000009999999999666667484710539);
static_assert(tanh(0.3125F) == 0.3027097293321084872423974F);
static_assert(tanh(-10.5F) == -0.9999999984834879155675231F);
static_assert(tanh(0.3125L) == 0.3027097293321084872423974L);
static_assert(tanh(-10.5L) == -0.9999999984834879155675231L);
// asinh
static_assert(asinh(1.0) == 0.8813735870195430252326093);
static_assert(asinh(-1e300) == -691.4686750787736505673194);
static_assert(asinh(1e-5) == 0.000009999999999833334151371372);
static_assert(asinh(0.3125F) == 0.3076250673886191220554374F);
static_assert(asinh(-10.5F) == -3.046782337219411019264569F);
static_assert(asinh(0.3125L) == 0.3076250673886191220554374L);
static_assert(asinh(-10.5L) == -3.046782337219411019264569L);
// acosh
static_assert(acosh(2.0) == 1.316957896924816708625046);
static_assert(acosh(1e300) == 691.4686750787736505673194);
static_assert(acosh(1.0000000001) == 0.00001414213620867586135459356);
static_assert(acosh(1.3125F) == 0.771307459173256653700938F);
static_assert(acosh(10.5F) == 3.042247112093328531406187F);
static_assert(acosh(1.3125L) == 0.771307459173256653700938L);
static_assert(acosh(10.5L) == 3.042247112093328531406187L);
// atanh
static_assert(atanh(0.5) == 0.5493061443340548456976226);
static_assert(atanh(-0.9999999999) == -11.85949901385501728467641);
static_assert(atanh(1e-5) == 0.00001000000000033333415138387);
static_assert(atanh(0.3125F) == 0.3233135824625262262193272F);
static_assert(atanh(-0.875F) == -1.354025100551105032998002F);
static_assert(atanh(0.3125L) == 0.3233135824625262262193272L);
static_assert(atanh(-0.875L) == -1.354025100551105032998002L);
// erf
static_assert(erf(0.5) == 0.5204998778130465376827467);
static_assert(erf(-1.5) == -0.9661051464753107270669763);
static_assert(erf(1e-320) == 1.128366605056380997045523e-320);
static_assert(erf(5.5) == 0.999999999999992642152082);
static_assert(erf(0.3125F) == 0.3414686335015950062933371F);
static_assert(erf(-1.375F) == -0.9481700727820903225639295F);
static_assert(erf(0.3125L) == 0.3414686335015950062933371L);
static_assert(erf(-1.375L) == -0.9481700727820903225639295L);
// erfc
static_assert(erfc(0.5) == 0.4795001221869534623172533);
static_assert(erfc(-1.5) == 1.966105146475310727066976);
static_assert(erfc(3.0) == 0.00002209049699858544137277613);
static_assert(erfc(26.5) == 2.210907664263734275929239e-307);
static_assert(erfc(0.3125F) == 0.6585313664984049937066629F);
static_assert(erfc(0.3125L) == 0.6585313664984049937066629L);
static_assert(erfc(10.5L) == 7.035928090177522686735315e-50L);
// pow
static_assert(pow(2.0, 0.5) == 1.414213562373095048801689);
static_assert(pow(10.0, -320.0) == 1.0e-320);
static_assert(pow(-3.0, 33.0) == -5559060566555523.0);
static_assert(pow(1.0000000001, 1e12) == 2.688139370048410716224952e+43);
static_assert(pow(0.5, 1073.5) == 6.987143370513132080065134e-324);
static_assert(pow(0.3125F, 2.5F) == 0.05459150335692845938498959F);
static_assert(pow(-10.5F, -3.0F) == -0.0008638375985314760824964907F);
static_assert(pow(0.3125L, 2.5L) == 0.05459150335692845938498959L);
static_assert(pow(-10.5L, -3.0L) == -0.0008638375985314760824964907L);
// atan2
static_assert(atan2(1.0, -2.0) == 2.677945044588987122248387);
static_assert(atan2(-1e-320, 1.0) == -9.999888671826830054133752e-321);
static_assert(atan2(1e300, 1e-5) == 1.570796326794896619231322);
static_assert(atan2(0.3125F, 2.5F) == 0.1243549945467614350313548F);
static_assert(atan2(-10.5F, -3.0F) == -1.849095985800007970559552F);
static_assert(atan2(0.3125L, 2.5L) == 0.1243549945467614350313548L);
static_assert(atan2(-10.5L, -3.0L) == -1.849095985800007970559552L);
// hypot
static_assert(hypot(1e308, 1e308) == 1.414213562373095064328429e+308);
static_assert(hypot(3e-320, 4e-320) == 4.999944335913415027066876e-320);
static_assert(hypot(1.0, 1e-5) == 1.00000000004999999999875);
static_assert(hypot(0.3125F, 2.5F) == 2.519455546343296766364567F);
static_assert(hypot(-10.5F, -3.0F) == 10.92016483392077740664595F);
static_assert(hypot(0.3125L, 2.5L) == 2.519455546343296766364567L);
static_assert(hypot(-10.5L, -3.0L) == 10.92016483392077740664595L);
// Arguments near the end of the long double range
static_assert(sin(0x1p16383L) == 0.3893629985894208126948116L);
static_assert(cos(0x1p16383L) == 0.921084390992190620687451L);
static_assert(exp(11356.5L) == 1.162207662070283274314222e+4932L);
static_assert(exp(-11390.5L) == 1.474700681708606885572936e-4947L);
static_assert(erfc(106.0L) == 9.846938138879952376551814e-4883L);

template <typename T>
constexpr bool powers_and_logarithms_at_the_edges() {
    constexpr T inf = infinite<T>, most = std::numeric_limits<T>::max(), least = std::numeric_limits<T>::denorm_min();
    static_assert(exp(T{100000}) == inf && exp(most) == inf && exp(inf) == inf);
    static_assert(same(exp(T{-100000}), T{0}) && exp(-most) == T{0} && exp(-inf) == T{0} && exp(T{0}) == T{1} &&
                  exp(least) == T{1});
    static_assert(exp2(T{100000}) == inf && exp2(-inf) == T{0} && exp2(inf) == inf && exp2(T{10}) == T{1024} &&
                  exp2(T{-3}) == T(0.125));
    static_assert(expm1(most) == inf && expm1(inf) == inf && expm1(-inf) == T{-1} && expm1(-most) == T{-1} &&
                  same(expm1(-T{0}), -T{0}) && expm1(least) == least);
    static_assert(log(T{0}) == -inf && log(-T{0}) == -inf && log(inf) == inf && isnan(log(T{-1})) &&
                  same(log(T{1}), T{0}));
    static_assert(log2(T{0}) == -inf && log2(inf) == inf && isnan(log2(-inf)) && log2(T{1024}) == T{10} &&
                  log2(T(0.125)) == T{-3});
    static_assert(log2(least) == std::numeric_limits<T>::min_exponent - std::numeric_limits<T>::digits);
    static_assert(log10(T{0}) == -inf && log10(inf) == inf && isnan(log10(-least)) && log10(T{1000}) == T{3} &&
                  log10(T{1}) == T{0});
    static_assert(log1p(T{-1}) == -inf && log1p(inf) == inf && isnan(log1p(T{-2})) && isnan(log1p(-inf)) &&
                  same(log1p(-T{0}), -T{0}) && log1p(least) == least);
    static_assert(isnan(exp(nan<T>)) && isnan(exp2(nan<T>)) && isnan(expm1(nan<T>)) && isnan(log(nan<T>)) &&
                  isnan(log2(nan<T>)) && isnan(log10(nan<T>)) && isnan(log1p(nan<T>)));
    static_assert(isnan(sqrt(T{-1})) && isnan(sqrt(-inf)) && isnan(sqrt(nan<T>)) && same(sqrt(-T{0}), -T{0}) &&
                  sqrt(inf) == inf && sqrt(T{9}) == T{3});
    static_assert(same(cbrt(-T{0}), -T{0}) && cbrt(-inf) == -inf && isnan(cbrt(nan<T>)) && cbrt(T{-27}) == T{-3});
    static_assert(hypot(most, most) == inf && hypot(-inf, nan<T>) == inf && hypot(nan<T>, inf) == inf &&
                  isnan(hypot(nan<T>, T{1})));
    static_assert(hypot(T{3}, T{-4}) == T{5} && same(hypot(-T{0}, -T{0}), T{0}) && hypot(least, T{0}) == least);
    return true;
}

template <typename T>
constexpr bool pow_at_the_edges() {
    constexpr T inf = infinite<T>, most = std::numeric_limits<T>::max();
    static_assert(pow(nan<T>, T{0}) == T{1} && pow(inf, -T{0}) == T{1} && pow(T{1}, nan<T>) == T{1} &&
                  isnan(pow(nan<T>, T{1})) && isnan(pow(T{2}, nan<T>)));
    static_assert(pow(T{0}, T{-1}) == inf && pow(-T{0}, T{-1}) == -inf && pow(-T{0}, T{-2}) == inf &&
                  pow(-T{0}, T(-0.5)) == inf && pow(-T{0}, -inf) == inf);
    static_assert(same(pow(-T{0}, T{3}), -T{0}) && same(pow(-T{0}, T{2}), T{0}) && same(pow(-T{0}, T(0.5)), T{0}) &&
                  pow(T{0}, inf) == T{0});
    static_assert(pow(T{-1}, inf) == T{1} && pow(T{-1}, -inf) == T{1} && isnan(pow(T{-2}, T(0.5))) &&
                  isnan(pow(-most, T(-1.5))));
    static_assert(pow(T(0.5), inf) == T{0} && pow(T(-0.5), -inf) == inf && pow(T{2}, inf) == inf &&
                  pow(T{-2}, -inf) == T{0});
    static_assert(pow(inf, T(0.5)) == inf && pow(inf, T{-1}) == T{0} && pow(-inf, T{3}) == -inf &&
                  pow(-inf, T{2}) == inf && same(pow(-inf, T{-3}), -T{0}) && same(pow(-inf, T{-2}), T{0}));
    static_assert(pow(T{2}, most) == inf && pow(T{2}, -most) == T{0} && pow(T{-3}, most) == inf &&
                  same(pow(T{-2}, T{-100001}), -T{0}) && pow(T{-2}, T{100001}) == -inf);
    static_assert(pow(T{1} + std::numeric_limits<T>::epsilon(), most) == inf &&
                  pow(T{1} - std::numeric_limits<T>::epsilon(), most) == T{0});
    static_assert(pow(T{3}, T{4}) == T{81} && pow(T{-3}, T{3}) == T{-27} && pow(T{2}, T{-2}) == T(0.25) &&
                  pow(T{-1}, T{7}) == T{-1} && pow(T{-1}, most) == T{1});
    static_assert(pow(most, T{1}) == most && pow(T{10}, T{10}) == T{10000000000} &&
                  pow(most, std::numeric_limits<T>::denorm_min()) == T{1});
    return true;
}

template <typename T>
constexpr bool circular_functions_at_the_edges() {
    constexpr T inf = infinite<T>, most = std::numeric_limits<T>::max(), least = std::numeric_limits<T>::denorm_min();
    static_assert(isnan(sin(inf)) && isnan(cos(-inf)) && isnan(tan(inf)) && isnan(sin(nan<T>)) && isnan(cos(nan<T>)) &&
                  isnan(tan(nan<T>)));
    static_assert(same(sin(-T{0}), -T{0}) && same(tan(-T{0}), -T{0}) && cos(-T{0}) == T{1} && sin(least) == least &&
                  tan(-least) == -least && cos(least) == T{1});
    static_assert(abs(sin(most)) <= T{1} && abs(cos(-most)) <= T{1} && !isnan(tan(most)));
    static_assert(isnan(asin(T{2})) && isnan(acos(-inf)) && isnan(asin(nan<T>)) && isnan(acos(nan<T>)) &&
                  isnan(atan(nan<T>)));
    static_assert(same(asin(-T{0}), -T{0}) && same(atan(-T{0}), -T{0}) && same(acos(T{1}), T{0}) &&
                  atan(least) == least && asin(least) == least);
    constexpr T pi = T(3.141592653589793238462643383279502884L), half = pi / T{2}, quarter = pi / T{4};
    static_assert(asin(T{1}) == half && asin(T{-1}) == -half && acos(T{-1}) == pi && acos(T{0}) == half &&
                  acos(least) == half);
    static_assert(atan(inf) == half && atan(-inf) == -half && atan(most) == half && atan(T{1}) == quarter);
    static_assert(same(atan2(T{0}, T{1}), T{0}) && same(atan2(-T{0}, T{0}), -T{0}) && atan2(T{0}, -T{0}) == pi &&
                  atan2(-T{0}, T{-1}) == -pi);
    static_assert(atan2(T{1}, T{0}) == half && atan2(-least, -T{0}) == -half && atan2(most, least) == half &&
                  atan2(least, -most) == pi && same(atan2(-least, most), -T{0}));
    static_assert(atan2(T{1}, -inf) == pi && same(atan2(T{-1}, inf), -T{0}) && atan2(-inf, T{3}) == -half &&
                  atan2(inf, inf) == quarter);
    static_assert(atan2(inf, -inf) == T(3) * quarter || atan2(inf, -inf) == T(2.356194490192344928846982537459627163L));
    static_assert(isnan(atan2(nan<T>, T{1})) && isnan(atan2(T{1}, nan<T>)));
    return true;
}

template <typename T>
constexpr bool hyperbolic_and_error_functions_at_the_edges() {
    constexpr T inf = infinite<T>, most = std::numeric_limits<T>::max(), least = std::numeric_limits<T>::denorm_min();
    static_assert(sinh(T{100000}) == inf && sinh(-most) == -inf && sinh(-inf) == -inf && cosh(T{-100000}) == inf &&
                  cosh(inf) == inf && cosh(T{0}) == T{1});
    static_assert(tanh(T{400}) == T{1} && tanh(-most) == T{-1} && tanh(-inf) == T{-1} && tanh(inf) == T{1});
    static_assert(same(sinh(-T{0}), -T{0}) && same(tanh(-T{0}), -T{0}) && sinh(least) == least &&
                  tanh(least) == least && cosh(least) == T{1});
    static_assert(same(asinh(-T{0}), -T{0}) && asinh(-inf) == -inf && asinh(least) == least &&
                  same(acosh(T{1}), T{0}) && acosh(inf) == inf && isnan(acosh(T(0.5))) && isnan(acosh(-inf)));
    static_assert(atanh(T{1}) == inf && atanh(T{-1}) == -inf && isnan(atanh(T{2})) && isnan(atanh(inf)) &&
                  same(atanh(-T{0}), -T{0}) && atanh(least) == least);
    static_assert(isnan(sinh(nan<T>)) && isnan(cosh(nan<T>)) && isnan(tanh(nan<T>)) && isnan(asinh(nan<T>)) &&
                  isnan(acosh(nan<T>)) && isnan(atanh(nan<T>)));
    static_assert(erf(inf) == T{1} && erf(-most) == T{-1} && same(erf(-T{0}), -T{0}) && isnan(erf(nan<T>)) &&
                  erf(least) == least);
    static_assert(erfc(inf) == T{0} && erfc(most) == T{0} && erfc(-inf) == T{2} && erfc(-most) == T{2} &&
                  erfc(T{0}) == T{1} && isnan(erfc(nan<T>)) && erfc(least) == T{1});
    return true;
}

template <typename T>
constexpr bool elementary_operations() {
    using limits = std::numeric_limits<T>;
    constexpr T inf = infinite<T>, most = limits::max(), least = limits::denorm_min(), eps = limits::epsilon();
    static_assert(isnan(nan<T>) && !isnan(inf) && isinf(-inf) && !isinf(most) && isfinite(most) && !isfinite(nan<T>) &&
                  !isfinite(-inf));
    static_assert(signbit(-T{0}) && !signbit(T{0}) && signbit(-inf) && signbit(copysign(nan<T>, T{-1})) &&
                  !signbit(copysign(nan<T>, T{1})));
    static_assert(same(abs(-T{0}), T{0}) && abs(-inf) == inf && abs(T{-2}) == T{2} &&
                  same(copysign(T{0}, T{-3}), -T{0}));
    static_assert(same(fmin(T{0}, -T{0}), -T{0}) && same(fmax(-T{0}, T{0}), T{0}) && fmin(nan<T>, T{1}) == T{1} &&
                  fmax(T{1}, nan<T>) == T{1} && isnan(fmin(nan<T>, nan<T>)));
    static_assert(fmin(T{1}, T{2}) == T{1} && fmax(T{1}, inf) == inf && fmin(-inf, most) == -inf);
    static_assert(floor(T(-2.5)) == T{-3} && ceil(T(2.25)) == T{3} && trunc(T(-2.75)) == T{-2} &&
                  round(T(2.5)) == T{3} && round(T(-2.5)) == T{-3});
    static_assert(same(floor(-T{0}), -T{0}) && same(ceil(T(-0.5)), -T{0}) && same(round(T(-0.25)), -T{0}) &&
                  floor(most) == most && round(inf) == inf && isnan(trunc(nan<T>)) && floor(-least) == T{-1});
    static_assert(frexp(T{-12}).fraction == T(-0.75) && frexp(T{-12}).exponent == 4 &&
                  frexp(least).exponent == limits::min_exponent - limits::digits + 1);
    static_assert(ldexp(T(0.75), 4) == T{12} && ldexp(most, 1) == inf && ldexp(least, -1) == T{0} &&
                  ldexp(T{1}, -2000000000) == T{0} && ldexp(T{-1}, 2000000000) == -inf);
    static_assert(fma(T{2}, T{3}, T{4}) == T{10} && fma(T{1} + eps, T{1} - eps, T{-1}) == -eps * eps &&
                  fma(most, T{2}, -most) == most && fma(most, T{2}, T{0}) == inf);
    static_assert(isnan(fma(inf, T{0}, T{1})) && isnan(fma(inf, T{1}, -inf)) && fma(inf, T{-1}, T{1}) == -inf &&
                  fma(most, most, -inf) == -inf && isnan(fma(nan<T>, T{1}, T{1})));
    static_assert(same(fma(T{0}, T{-1}, T{0}), T{0}) && same(fma(T{0}, T{-1}, -T{0}), -T{0}) &&
                  same(fma(T{1}, T{1}, T{-1}), T{0}) && same(fma(least, -least, T{0}), -T{0}) &&
                  fma(least, least, most) == most);
    return true;
}

template <typename T>
constexpr bool all_edges =
    powers_and_logarithms_at_the_edges<T>() && pow_at_the_edges<T>() && circular_functions_at_the_edges<T>() &&
    hyperbolic_and_error_functions_at_the_edges<T>() && elementary_operations<T>();

static_assert(all_edges<float> && all_edges<double> && all_edges<long double>);
}  // namespace ctgrad::constant_math::test

BOOST_AUTO_TEST_SUITE(constant_math_constant)

// The test is that the compiler accepted the assertions above.
BOOST_AUTO_TEST_CASE(edges) { BOOST_TEST(ctgrad::constant_math::test::all_edges<double>); }

BOOST_AUTO_TEST_SUITE_END()
