#include <ctgrad/constant_math.hpp>

#include <boost/multiprecision/cpp_bin_float.hpp>
#include <boost/multiprecision/cpp_int.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>
#include <string>
#include <vector>

// Errors in units in the last place of every function over its whole range, against multiprecision
// values. Compile with -ffp-contract=off.
namespace {
namespace mp = boost::multiprecision;
namespace cm = ctgrad::constant_math;

using big = mp::number<mp::cpp_bin_float<80>, mp::et_off>;

// Formulas such as exp(x) - 1 cancel; below this argument a series of two terms replaces them.
const big tiny = ldexp(big(1), -130);

// ---------------------------------------------------------------------------------------------------
// Exact functions

big exact_sqrt(big x) { return sqrt(x); }
big exact_exp(big x) { return exp(x); }
big exact_log(big x) { return log(x); }
big exact_cbrt(big x) { return x < 0 ? big(-exp(log(-x) / 3)) : big(exp(log(x) / 3)); }
big log_of_2() {
    static const big value = log(big(2));
    return value;
}
big log_of_10() {
    static const big value = log(big(10));
    return value;
}
big exact_exp2(big x) { return exp(x * log_of_2()); }
big exact_log2(big x) { return log(x) / log_of_2(); }
big exact_log10(big x) { return log(x) / log_of_10(); }
big exact_expm1(big x) { return abs(x) < tiny ? big(x + x * x / 2) : big(exp(x) - 1); }
big exact_log1p(big x) { return abs(x) < tiny ? big(x - x * x / 2) : big(log(1 + x)); }
big exact_atan(big x) { return abs(x) < tiny ? big(x - x * x * x / 3) : big(atan(x)); }
big pi() {
    static const big value = 4 * atan(big(1));
    return value;
}
big exact_asin(big x) { return abs(x) == 1 ? big(x * pi() / 2) : exact_atan(x / sqrt((1 - x) * (1 + x))); }
big exact_acos(big x) { return x == -1 ? pi() : big(2 * atan(sqrt((1 - x) / (1 + x)))); }
big exact_sinh(big x) { return abs(x) < tiny ? big(x + x * x * x / 6) : big((exp(x) - exp(-x)) / 2); }
big exact_cosh(big x) { return (exp(x) + exp(-x)) / 2; }
big exact_tanh(big x) {
    if (abs(x) < tiny) return x - x * x * x / 3;
    const big inverse = exp(-2 * abs(x)), value = (1 - inverse) / (1 + inverse);
    return x < 0 ? big(-value) : value;
}
big exact_asinh(big x) {
    const big a = abs(x), value = a < tiny ? big(a - a * a * a / 6) : log(a + sqrt(a * a + 1));
    return x < 0 ? big(-value) : value;
}
big exact_acosh(big x) { return log(x + sqrt((x - 1) * (x + 1))); }
big exact_atanh(big x) { return abs(x) < tiny ? big(x + x * x * x / 3) : big(log((1 + x) / (1 - x)) / 2); }

// The increasing series erf(x) = 2/sqrt(pi) exp(-x^2) sum of 2^n x^(2n+1) / (2n+1)!!, where 100
// digits leave more than 45 of 1 - erf(x).
big exact_erf_of_moderate(big x) {
    big sum = 0, term = x;
    for (int n = 1; abs(term) > abs(sum) * std::numeric_limits<big>::epsilon(); ++n) {
        sum += term;
        term *= 2 * x * x / (2 * n + 1);
    }
    return 2 / sqrt(pi()) * exp(-x * x) * sum;
}

big exact_erfc(big x) {
    if (x < 8) return 1 - (x < -16 ? big(-1) : exact_erf_of_moderate(x));
    big fraction = x;
    for (int n = 120; n > 0; --n) fraction = x + big(n) / 2 / fraction;
    return exp(-x * x) / sqrt(pi()) / fraction;
}

big exact_erf(big x) {
    return abs(x) < 8 ? exact_erf_of_moderate(x) : x < 0 ? big(exact_erfc(-x) - 1) : big(1 - exact_erfc(x));
}

// pi / 2 * 2^bits by Machin's formula.
mp::cpp_int half_pi_scaled(unsigned bits) {
    const auto arctangent_of_inverse = [bits](int n) {
        mp::cpp_int power = (mp::cpp_int(1) << (bits + 32)) / n, sum = power;
        for (int k = 3, sign = -1; power != 0; k += 2, sign = -sign) {
            power /= n * n;
            sum += sign * (power / k);
        }
        return sum;
    };
    return (4 * arctangent_of_inverse(5) - arctangent_of_inverse(239)) >> 31;
}

// x = rest + quadrant * pi/2 with an error below 2^-250, for the huge arguments that 80 digits
// cannot reduce.
std::pair<big, int> reduced(big x) {
    static const unsigned bits = 16384 + 400;
    static const mp::cpp_int half_pi = half_pi_scaled(bits);
    if (abs(x) < big(1) / 2) return {x, 0};
    const int exponent = ilogb(x);
    const mp::cpp_int significand(ldexp(abs(x), 63 - exponent));
    // Digits beyond those that this exponent needs are cut off to save time.
    const unsigned used = static_cast<unsigned>(std::max(exponent, 0)) + 350;
    const mp::cpp_int divisor = half_pi >> (bits - used);
    const mp::cpp_int dividend = significand << (used + static_cast<unsigned>(exponent + 64) - 127);
    mp::cpp_int quotient, rest;
    mp::divide_qr(dividend, divisor, quotient, rest);
    if (2 * rest > divisor) {
        rest -= divisor;
        ++quotient;
    }
    const int quadrant = static_cast<int>(quotient & 3);
    const big value = ldexp(big(rest), -static_cast<int>(used));
    return x < 0 ? std::pair(big(-value), (4 - quadrant) % 4) : std::pair(value, quadrant);
}

big exact_sin(std::pair<big, int> angle) {
    const big& x = angle.first;
    const big value = angle.second % 2 == 1 ? cos(x) : abs(x) < tiny ? big(x - x * x * x / 6) : sin(x);
    return angle.second % 4 < 2 ? value : big(-value);
}

big exact_sin(big x) { return exact_sin(reduced(x)); }

big exact_cos(big x) {
    const auto [rest, quadrant] = reduced(x);
    return exact_sin(std::pair(rest, quadrant + 1));
}

big exact_tan(big x) { return exact_sin(x) / exact_cos(x); }

big exact_hypot(big x, big y) { return sqrt(x * x + y * y); }

big exact_pow(big x, big y) {
    const big magnitude = exp(y * log(abs(x)));
    return x < 0 && fmod(abs(y), big(2)) == 1 ? big(-magnitude) : magnitude;
}

big exact_atan2(big y, big x) {
    const big acute = exact_atan(abs(y / x)), value = x > 0 ? acute : big(pi() - acute);
    return y < 0 ? big(-value) : value;
}

// ---------------------------------------------------------------------------------------------------
// Errors

// |result - exact| in units of the last place of T at exact, which is at least the spacing of
// subnormal numbers; an infinity stands for the power of two beyond the largest number.
template <typename T>
double error(T result, const big& exact) {
    using limits = std::numeric_limits<T>;
    if (std::isnan(result)) return 1e300;
    if (exact == 0) return result == 0 ? 0 : 1e300;
    const big end = ldexp(big(1), limits::max_exponent);
    const big expected = exact > end ? end : exact < -end ? big(-end) : exact;
    const int exponent = std::clamp<int>(ilogb(expected), limits::min_exponent - 1, limits::max_exponent - 1);
    const big value = std::isinf(result) ? result > 0 ? end : big(-end) : big(result);
    return static_cast<double>(ldexp(abs(value - expected), limits::digits - 1 - exponent));
}

// ---------------------------------------------------------------------------------------------------
// Points

template <typename T>
struct points {
    std::mt19937_64 engine{20240229};

    T uniform(long double from, long double to) {
        const long double part = std::ldexp(static_cast<long double>(engine()), -64);
        return static_cast<T>(from + (to - from) * part);
    }

    // Any positive number of the format, subnormal ones included, uniform in its exponent.
    T any() {
        using limits = std::numeric_limits<T>;
        const int least = limits::min_exponent - limits::digits, most = limits::max_exponent;
        std::uniform_int_distribution<int> exponent(least, most);
        return std::max(std::ldexp(uniform(0.5L, 1), exponent(engine)), limits::denorm_min());
    }

    T near_one(int least_exponent) {
        std::uniform_int_distribution<int> exponent(least_exponent, 1);
        return std::ldexp(uniform(0.5L, 1), exponent(engine));
    }

    T sign() { return engine() % 2 == 0 ? T(1) : T(-1); }
};

// Arguments in [from, to]: edges, ranges of every size, all magnitudes, neighbours of 0 and +-1,
// and neighbours of multiples of pi/2.
template <typename T>
std::vector<T> arguments(long double from, long double to, int count) {
    using limits = std::numeric_limits<T>;
    points<T> random;
    // The double nearest to a multiple of pi/2, by J.-M. Muller, "Elementary Functions".
    const T hardest_angle = std::ldexp(T(6381956970095103), 797);
    std::vector<T> result{T(from),       T(to),        T(1), T(-1), T(0.5), T(2), limits::min(), limits::denorm_min(),
                          limits::max(), hardest_angle};
    for (const T x : {limits::min(), T(1), limits::max()})
        result.insert(result.end(), {std::nextafter(x, T(0)), std::nextafter(x, T(2)), -x});
    for (int i = 0; i < count; ++i) {
        for (const long double range : {1.0L, 7.0L, 32.0L, 112.0L, 760.0L, 11600.0L})
            if (range < 2 * limits::max_exponent)
                result.push_back(random.uniform(std::max(from, -range), std::min(to, range)));
        for (int j = 0; j < 3; ++j) result.push_back(random.sign() * random.any());
        result.push_back(random.sign() * random.near_one(-limits::digits));
        result.push_back(random.sign() + random.sign() * random.near_one(1 - limits::digits));
        const long double multiple = std::floor(static_cast<long double>(random.near_one(1)) * 2000);
        result.push_back(static_cast<T>(multiple * 1.5707963267948966192313L));
        const T power = std::floor(random.uniform(limits::min_exponent, limits::max_exponent));
        result.push_back(std::ldexp(T(1), static_cast<int>(power)));
        result.push_back(power);
    }
    std::erase_if(result, [=](T x) { return !(x >= from && x <= to) || x == 0 || std::isinf(x); });
    return result;
}

template <typename T>
std::string name_of_format() {
    return std::numeric_limits<T>::digits == 24   ? "float"
           : std::numeric_limits<T>::digits == 53 ? "double"
                                                  : "long double";
}

struct worst {
    double error = 0;
    std::string arguments;

    template <typename T>
    void include(T result, const big& exact, std::initializer_list<T> at) {
        const double now = ::error(result, exact);
        if (now <= error) return;
        error = now;
        arguments.clear();
        for (const T x : at) arguments += big(x).str(25) + " ";
    }
};

template <typename T>
void report(const std::string& name, const worst& found) {
    const std::string message =
        name + " of " + name_of_format<T>() + ": " + std::to_string(found.error) + " ulp at " + found.arguments;
    BOOST_TEST_MESSAGE(message);
    BOOST_CHECK_MESSAGE(found.error < 0.51, message);
}

template <typename T>
using unary = T (*)(T);

template <typename T>
using binary = T (*)(T, T);

template <typename T>
void check(const std::string& name, unary<T> function, big (*exact)(big), long double from, long double to, int count) {
    worst found;
    for (const T x : arguments<T>(from, to, count)) found.include(function(x), exact(big(x)), {x});
    report<T>(name, found);
}

template <typename T>
void check(const std::string& name, binary<T> function, big (*exact)(big, big),
           const std::vector<std::pair<T, T>>& at) {
    worst found;
    for (const auto& [x, y] : at) found.include(function(x, y), exact(big(x), big(y)), {x, y});
    report<T>(name, found);
}

constexpr long double all = std::numeric_limits<long double>::max();

constexpr long double below_one = 1 - std::numeric_limits<long double>::epsilon() / 2;

struct unary_case {
    const char* name;
    unary<float> of_float;
    unary<double> of_double;
    unary<long double> of_long_double;
    big (*exact)(big);
    long double from, to;
};

#define CTGRAD_UNARY(name, from, to) \
    unary_case { #name, cm::name < float>, cm::name < double>, cm::name < long double>, exact_##name, from, to }

const unary_case unary_cases[] = {
    CTGRAD_UNARY(sqrt, 0, all),        CTGRAD_UNARY(cbrt, -all, all),      CTGRAD_UNARY(exp, -12000, 12000),
    CTGRAD_UNARY(exp2, -17000, 17000), CTGRAD_UNARY(expm1, -12000, 12000), CTGRAD_UNARY(log, 0, all),
    CTGRAD_UNARY(log2, 0, all),        CTGRAD_UNARY(log10, 0, all),        CTGRAD_UNARY(log1p, -below_one, all),
    CTGRAD_UNARY(sin, -all, all),      CTGRAD_UNARY(cos, -all, all),       CTGRAD_UNARY(tan, -all, all),
    CTGRAD_UNARY(asin, -1, 1),         CTGRAD_UNARY(acos, -1, 1),          CTGRAD_UNARY(atan, -all, all),
    CTGRAD_UNARY(sinh, -12000, 12000), CTGRAD_UNARY(cosh, -12000, 12000),  CTGRAD_UNARY(tanh, -all, all),
    CTGRAD_UNARY(asinh, -all, all),    CTGRAD_UNARY(acosh, 1, all),        CTGRAD_UNARY(atanh, -below_one, below_one),
    CTGRAD_UNARY(erf, -all, all),      CTGRAD_UNARY(erfc, -200, 200),
};

#undef CTGRAD_UNARY

// Bases of every size to powers within the range of the format and a little beyond, bases near 1 to
// large powers, and integer powers of small integers and of negative numbers.
template <typename T>
std::vector<std::pair<T, T>> bases_and_exponents(int count) {
    using limits = std::numeric_limits<T>;
    points<T> random;
    std::vector<std::pair<T, T>> result;
    for (int i = 0; i < count; ++i) {
        const T logarithm = random.uniform(limits::min_exponent - limits::digits - 2, limits::max_exponent + 1);
        for (const T x : {random.any(), random.near_one(1), 1 + random.sign() * random.near_one(1 - limits::digits)})
            if (x > 0 && x != 1)
                result.push_back({x, static_cast<T>(logarithm / std::log2(static_cast<long double>(x)))});
        result.push_back({random.any(), random.uniform(-1, 1)});
        result.push_back({-random.near_one(1), std::floor(logarithm)});
        result.push_back({std::floor(random.uniform(-20, 20)), std::floor(random.uniform(-40, 40))});
    }
    std::erase_if(result, [](const auto& one) { return one.first == 0 || one.second == 0 || std::isinf(one.second); });
    return result;
}

// Pairs of independent sizes, and pairs of similar size.
template <typename T>
std::vector<std::pair<T, T>> points_in_the_plane(int count) {
    points<T> random;
    std::vector<std::pair<T, T>> result;
    for (int i = 0; i < count; ++i) {
        const T x = random.sign() * random.any();
        result.push_back({x, random.sign() * random.any()});
        result.push_back({x * random.near_one(-70), x});
        result.push_back({x * random.near_one(1), -x});
        result.push_back({x, x * random.near_one(1)});
        result.push_back({random.uniform(-2, 2), random.uniform(-2, 2)});
    }
    std::erase_if(result, [](const auto& one) {
        return one.first == 0 || one.second == 0 || std::isinf(one.first) || std::isinf(one.second);
    });
    return result;
}

template <typename T>
void check_functions_of_two_arguments(int count) {
    check<T>("pow", cm::pow<T>, exact_pow, bases_and_exponents<T>(count));
    check<T>("atan2", cm::atan2<T>, exact_atan2, points_in_the_plane<T>(count));
    check<T>("hypot", cm::hypot<T>, exact_hypot, points_in_the_plane<T>(count));
}

// std::fma rounds once too, so the results must be the same.
template <typename T>
void check_fused(int count) {
    points<T> random;
    const auto same = [](T x, T y, T z) {
        const T found = cm::fma(x, y, z), expected = std::fma(x, y, z);
        BOOST_CHECK_MESSAGE(found == expected && std::signbit(found) == std::signbit(expected),
                            big(x).str(25) + " * " + big(y).str(25) + " + " + big(z).str(25));
    };
    for (int i = 0; i < count; ++i) {
        const T x = random.sign() * random.any(), y = random.sign() * random.any(), a = random.uniform(-2, 2),
                b = random.uniform(-2, 2);
        same(x, y, random.sign() * random.any());
        same(x, a, x * random.uniform(-2, 2));
        same(x, a, -x * a);
        same(a, b, std::nextafter(-a * b, b));
        same(x, 1 / x * a, random.near_one(-70));
        // Products of few bits give ties with numbers next to powers of two.
        const T few = std::floor(random.uniform(-9, 9)),
                power = std::ldexp(T(1), static_cast<int>(random.uniform(-70, 70)));
        same(few, power, std::nextafter(T(1), few));
        same(few, power, T(1));
        same(few * power, random.uniform(-1, 1), -few * power);
        same(few * std::numeric_limits<T>::min(), power, std::numeric_limits<T>::denorm_min());
        same(few * std::numeric_limits<T>::denorm_min(), a, random.sign() * std::numeric_limits<T>::min());
    }
}

// Exactly defined functions agree with the standard library in value and sign.
template <typename T>
void check_exact_functions(int count) {
    points<T> random;
    const auto same = [](T found, T expected, const char* name, T x) {
        BOOST_CHECK_MESSAGE(found == expected && std::signbit(found) == std::signbit(expected),
                            name << " " << big(x).str(25));
    };
    for (int i = 0; i < count; ++i)
        for (const T x : {random.sign() * random.any(), random.uniform(-9, 9), std::floor(random.uniform(-9, 9)) / 2}) {
            int exponent = 0;
            const T fraction = std::frexp(x, &exponent);
            const int shift = static_cast<int>(2.5 * static_cast<double>(random.uniform(-1, 1)) *
                                               std::numeric_limits<T>::max_exponent);
            same(cm::floor(x), std::floor(x), "floor", x);
            same(cm::ceil(x), std::ceil(x), "ceil", x);
            same(cm::trunc(x), std::trunc(x), "trunc", x);
            same(cm::round(x), std::round(x), "round", x);
            same(cm::sqrt(std::abs(x)), std::sqrt(std::abs(x)), "sqrt", x);
            same(cm::frexp(x).fraction, fraction, "frexp", x);
            BOOST_CHECK_EQUAL(cm::frexp(x).exponent, exponent);
            same(cm::ldexp(x, shift), std::ldexp(x, shift), "ldexp", x);
            same(cm::ldexp(x, -exponent), std::ldexp(x, -exponent), "ldexp", x);
            const int subnormal = std::numeric_limits<T>::min_exponent - exponent -
                                  static_cast<int>(random.uniform(0, std::numeric_limits<T>::digits + 3));
            same(cm::ldexp(x, subnormal), std::ldexp(x, subnormal), "ldexp", x);
        }
}
}  // namespace

BOOST_AUTO_TEST_SUITE(constant_math_accuracy)

BOOST_AUTO_TEST_CASE(functions_of_one_argument) {
    for (const unary_case& one : unary_cases) {
        check<double>(one.name, one.of_double, one.exact, one.from, one.to, 300);
        check<long double>(one.name, one.of_long_double, one.exact, one.from, one.to, 100);
        check<float>(one.name, one.of_float, one.exact, one.from, one.to, 60);
    }
}

BOOST_AUTO_TEST_CASE(functions_of_two_arguments) {
    check_functions_of_two_arguments<double>(700);
    check_functions_of_two_arguments<long double>(250);
    check_functions_of_two_arguments<float>(120);
}

BOOST_AUTO_TEST_CASE(fused_multiply_add) {
    check_fused<double>(3000);
    check_fused<long double>(3000);
    check_fused<float>(3000);
}

BOOST_AUTO_TEST_CASE(exact_functions) {
    check_exact_functions<double>(2000);
    check_exact_functions<long double>(2000);
    check_exact_functions<float>(2000);
}

BOOST_AUTO_TEST_SUITE_END()
