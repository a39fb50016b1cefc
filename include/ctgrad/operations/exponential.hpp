#pragma once

#include <ctgrad/numbers/elementary.hpp>
#include <ctgrad/operations/named_constants.hpp>
#include <ctgrad/operations/operation.hpp>

namespace ctgrad::operations {

struct exponential_from_expm1;

struct exponential : operation {
    static constexpr char const* name = "exp";
    static constexpr char const* description = "Exponential function";
    static constexpr ctgrad::notation notation{.latex = {"e^{$1}", precedence::power}, .cpp_name = "std::exp"};
    template <class T>
    static CTGRAD_INLINE auto evaluate(T const& x) -> decltype(T(exp(x))) {
        return exp(x);
    }
    template <class T>
    static constexpr std::array<T, 1> partials(T const& y, T const&) {
        return {y};
    }
    static constexpr interval domain[]{{-700, 700}};
    static constexpr edge<1> edges[]{{{-20000}, 0, {0}}, {{20000}, infinite, {infinite}}};
};

struct exponential_base_two : operation {
    static constexpr char const* name = "exp2";
    static constexpr char const* description = "Power of 2";
    static constexpr ctgrad::notation notation{.latex = {"2^{$1}", precedence::power}, .cpp_name = "std::exp2"};
    template <class T>
    static CTGRAD_INLINE auto evaluate(T const& x) -> decltype(T(exp2(x))) {
        return exp2(x);
    }
    template <class T>
    static constexpr std::array<T, 1> partials(T const& y, T const&) {
        return {y * constant<logarithm_of_two>(y)};
    }
    static constexpr interval domain[]{{-1000, 1000}};
    static constexpr edge<1> edges[]{{{-20000}, 0, {0}}, {{20000}, infinite, {infinite}}};
};

struct exponential_minus_one : operation {
    static constexpr char const* name = "expm1";
    static constexpr char const* description = "exp(a) - 1, accurate near 0";
    static constexpr ctgrad::notation notation{.cpp_name = "std::expm1"};
    template <class T>
    static CTGRAD_INLINE auto evaluate(T const& x) -> decltype(T(expm1(x))) {
        return expm1(x);
    }
    template <class T>
    static constexpr std::array<T, 1> partials(T const& y, T const&) {
        return {y + 1};
    }
    template <class T>
    static constexpr std::array<T, 1> computed_partials(T const& y, T const& x) {
        return {ctgrad::apply<exponential_from_expm1>(x, y)};
    }
    static constexpr interval domain[]{{-40, 40}};
    static constexpr tolerance accuracy{.partial = 4, .floor = 1};
    static constexpr edge<1> edges[]{{{-20000}, -1, {0}}};
};

/// At 0 the derivative is the limit from the right, +infinity.
struct logarithm : operation {
    static constexpr char const* name = "log";
    static constexpr char const* description = "Natural logarithm";
    static constexpr ctgrad::notation notation{.latex_name = "\\log", .cpp_name = "std::log"};
    static constexpr auto magnitude = detail::magnitude_rule::one;
    template <class T>
    static CTGRAD_INLINE auto evaluate(T const& x) -> decltype(T(log(x))) {
        return log(x);
    }
    template <class T>
    static constexpr std::array<T, 1> partials(T const&, T const& x) {
        return {1 / x};
    }
    static constexpr interval domain[]{{0, 1e3}};
    static constexpr edge<1> edges[]{{{0}, -infinite, {infinite}}, {{-1}, not_a_number, {-1}}};
};

/// At 0 like log.
struct logarithm_base_two : operation {
    static constexpr char const* name = "log2";
    static constexpr char const* description = "Logarithm to base 2";
    static constexpr ctgrad::notation notation{.latex_name = "\\log_{2}", .cpp_name = "std::log2"};
    static constexpr auto magnitude = detail::magnitude_rule::one;
    template <class T>
    static CTGRAD_INLINE auto evaluate(T const& x) -> decltype(T(log2(x))) {
        return log2(x);
    }
    template <class T>
    static constexpr std::array<T, 1> partials(T const&, T const& x) {
        return {1 / (x * constant<logarithm_of_two>(x))};
    }
    static constexpr interval domain[]{{0, 1e3}};
    static constexpr edge<1> edges[]{{{0}, -infinite, {infinite}}};
};

/// At 0 like log.
struct logarithm_base_ten : operation {
    static constexpr char const* name = "log10";
    static constexpr char const* description = "Logarithm to base 10";
    static constexpr ctgrad::notation notation{.latex_name = "\\log_{10}", .cpp_name = "std::log10"};
    static constexpr auto magnitude = detail::magnitude_rule::one;
    template <class T>
    static CTGRAD_INLINE auto evaluate(T const& x) -> decltype(T(log10(x))) {
        return log10(x);
    }
    template <class T>
    static constexpr std::array<T, 1> partials(T const&, T const& x) {
        return {1 / (x * constant<logarithm_of_ten>(x))};
    }
    static constexpr interval domain[]{{0, 1e3}};
    static constexpr edge<1> edges[]{{{0}, -infinite, {infinite}}};
};

/// At -1 the derivative is the limit from the right, +infinity.
struct logarithm_of_one_plus : operation {
    static constexpr char const* name = "log1p";
    static constexpr char const* description = "log(1 + a), accurate near 0";
    static constexpr ctgrad::notation notation{.cpp_name = "std::log1p"};
    static constexpr auto magnitude = detail::magnitude_rule::operand_up_to_one;
    template <class T>
    static CTGRAD_INLINE auto evaluate(T const& x) -> decltype(T(log1p(x))) {
        return log1p(x);
    }
    template <class T>
    static constexpr std::array<T, 1> partials(T const&, T const& x) {
        return {1 / (1 + x)};
    }
    static constexpr interval domain[]{{-1, 100}};
    static constexpr edge<1> edges[]{{{-1}, -infinite, {infinite}}};
};

/// log(1 - exp(x)) for x < 0, with all digits near 0 and far out. At 0 the derivative is the limit from the left,
/// -infinity. (exp(-x) - 1 is positive, or a positive zero.)
struct logarithm_of_one_minus_exponential : operation {
    static constexpr char const* name = "log1mexp";
    static constexpr char const* description = "log(1 - exp(a)), for a < 0";
    static constexpr ctgrad::notation notation{
        .cpp = {"$1 > -std::numbers::ln2 ? std::log(-std::expm1($1)) : std::log1p(-std::exp($1))",
                precedence::choice,
                {precedence::sum}}};
    template <detail::ordered T>
    static CTGRAD_INLINE auto evaluate(T const& x) -> decltype(T(log1p(expm1(x)))) {
        return detail::choose(x > T(-logarithm_of_two::evaluate<T>()), T(log(T(-expm1(x)))), T(log1p(T(-exp(x)))));
    }
    template <class T>
    static constexpr std::array<T, 1> partials(T const&, T const& x) {
        return {-1 / abs(expm1(-x))};
    }
    static constexpr interval domain[]{{-700, 0}};
    static constexpr edge<1> edges[]{{{0}, -infinite, {-infinite}}, {{-20000}, 0, {0}}, {{-infinite}, 0, {0}}};
    template <class T>
    static T oracle(T const& x) {
        T const e = exp(x);
        return x < -30 ? T(-e * (1 + e * (T(1) / 2 + e / 3))) : T(log(1 - e));  // its series, far below 0
    }
};

}  // namespace ctgrad::operations

namespace ctgrad {

// clang-format off
/// Exponentials and logarithms of formulas and symbols. Values, derivatives and conventions are in the rows above.
///@{
template <detail::symbolic X> constexpr applied<operations::exponential, X> exp(X const& x) { return apply<operations::exponential>(x); }
template <detail::symbolic X> constexpr applied<operations::exponential_base_two, X> exp2(X const& x) { return apply<operations::exponential_base_two>(x); }
template <detail::symbolic X> constexpr applied<operations::exponential_minus_one, X> expm1(X const& x) { return apply<operations::exponential_minus_one>(x); }
template <detail::symbolic X> constexpr applied<operations::logarithm, X> log(X const& x) { return apply<operations::logarithm>(x); }
template <detail::symbolic X> constexpr applied<operations::logarithm_base_two, X> log2(X const& x) { return apply<operations::logarithm_base_two>(x); }
template <detail::symbolic X> constexpr applied<operations::logarithm_base_ten, X> log10(X const& x) { return apply<operations::logarithm_base_ten>(x); }
template <detail::symbolic X> constexpr applied<operations::logarithm_of_one_plus, X> log1p(X const& x) { return apply<operations::logarithm_of_one_plus>(x); }
template <detail::symbolic X> constexpr applied<operations::logarithm_of_one_minus_exponential, X> log1mexp(X const& x) { return apply<operations::logarithm_of_one_minus_exponential>(x); }
///@}
// clang-format on

}  // namespace ctgrad
