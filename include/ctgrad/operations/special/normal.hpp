#pragma once

#include <numbers>

#include <ctgrad/numbers/special/error_function.hpp>
#include <ctgrad/operations/named_constants.hpp>
#include <ctgrad/operations/operation.hpp>
#include <ctgrad/operations/special/missing_partial.hpp>

/// Scaled error functions and the standard normal distribution.
namespace ctgrad::operations {

struct square_root_of_two : named_constant<square_root_of_two> {
    static constexpr char const* name = "sqrt2";
    static constexpr char const* description = "the square root of 2";
    static constexpr ctgrad::notation notation{
        .infix = {"sqrt(2)"}, .latex = {"\\sqrt{2}"}, .cpp = {"std::numbers::sqrt2"}};
    template <class T>
    static constexpr T of() {
        return std::numbers::sqrt2_v<T>;
    }
    template <class T>
    static CTGRAD_INLINE T computed() {
        return sqrt(T(2));
    }
};

/// exp(x^2) erfc(x). The derivative 2 x erfcx(x) - 2 / sqrt(pi) would cancel for large x; -2 times the scaled integral
/// of erfc does not.
struct scaled_complementary_error_function : operation {
    static constexpr char const* name = "erfcx";
    static constexpr char const* description = "exp(x^2) erfc(x)";
    static constexpr ctgrad::notation notation{.latex_name = "\\operatorname{erfcx}", .cpp_name = "ctgrad::erfcx"};
    static constexpr interval domain[]{{-8, 100}};
    static constexpr edge<1> edges[]{{{infinite}, 0, {0}}, {{-infinite}, infinite, {-infinite}}};
    template <detail::special_number T>
    static CTGRAD_INLINE T evaluate(T const& x) {
        return erfcx(x);
    }
    template <class T>
    static constexpr std::array<T, 1> partials(T const&, T const& x) {
        return {-2 * scaled_erfc_integral(T(1), x)};
    }
    template <class T>
    static T oracle(T const& x) {
        return exp(T(x * x)) * T(boost::math::erfc(x));
    }
};

/// w(n, x) = exp(x^2) i^n erfc(x), with the n-th repeated integral of erfc from x to infinity (DLMF 7.18), for
/// n = -1, 0, 1, ... It satisfies 2 (n + 1) w(n + 1) = w(n - 1) - 2 x w(n), so w'(n) = 2 x w(n) - w(n - 1) is -2 (n +
/// 1) w(n + 1). There is no derivative with respect to n.
struct scaled_integral_of_erfc : operation {
    static constexpr char const* name = "scaled_erfc_integral";
    static constexpr char const* description = "exp(x^2) times the n-th repeated integral of erfc";
    static constexpr ctgrad::notation notation{
        .latex = {"e^{$2^2}\\operatorname{i}^{$1}\\operatorname{erfc}\\left($2\\right)",
                  precedence::call,
                  {precedence::choice, precedence::atom}},
        .cpp_name = "ctgrad::scaled_erfc_integral"};
    static constexpr interval domain[]{{.low = 0, .high = 4, .whole = true}, {-6, 50}};
    static constexpr tolerance accuracy{.value = 16, .partial = 32};
    template <detail::special_number T>
    static CTGRAD_INLINE T evaluate(T const& n, T const& x) {
        return scaled_erfc_integral(n, x);
    }
    template <class T>
    static constexpr std::array<T, 2> partials(T const&, T const& n, T const& x) {
        return {constant<missing_partial<scaled_integral_of_erfc, 'n'>>(x),
                -2 * (n + 1) * scaled_erfc_integral(n + 1, x)};
    }
};

/// The density exp(-x^2 / 2) / sqrt(2 pi).
struct normal_density : operation {
    static constexpr char const* name = "normal_pdf";
    static constexpr char const* description = "the density of the standard normal distribution";
    static constexpr ctgrad::notation notation{.latex_name = "\\varphi", .cpp_name = "ctgrad::normal_pdf"};
    static constexpr interval domain[]{{-8, 8}};
    template <detail::special_number T>
    static CTGRAD_INLINE T evaluate(T const& x) {
        return normal_pdf(x);
    }
    template <class T>
    static constexpr std::array<T, 1> partials(T const& y, T const& x) {
        return {-x * y};
    }
};

/// The probability of a value below x.
struct normal_distribution : operation {
    static constexpr char const* name = "normal_cdf";
    static constexpr char const* description = "the standard normal distribution function";
    static constexpr ctgrad::notation notation{.latex_name = "\\Phi", .cpp_name = "ctgrad::normal_cdf"};
    static constexpr interval domain[]{{-8, 8}};
    static constexpr edge<1> edges[]{{{infinite}, 1, {0}}, {{-infinite}, 0, {0}}};
    template <detail::special_number T>
    static CTGRAD_INLINE T evaluate(T const& x) {
        return normal_cdf(x);
    }
    template <class T>
    static constexpr std::array<T, 1> partials(T const&, T const& x) {
        return {normal_pdf(x)};
    }
    template <class T>
    static T oracle(T const& x) {
        return T(boost::math::erfc(T(-x / T(sqrt(T(2)))))) / 2;
    }
};

/// log(normal_cdf(x)), accurate also where normal_cdf rounds to 0 or 1.
struct logarithm_of_normal_distribution : operation {
    static constexpr char const* name = "log_normal_cdf";
    static constexpr char const* description = "the logarithm of normal_cdf, accurate also where that underflows";
    static constexpr ctgrad::notation notation{.latex_name = "\\log\\Phi", .cpp_name = "ctgrad::log_normal_cdf"};
    static constexpr interval domain[]{{-100, 8}};
    static constexpr edge<1> edges[]{{{infinite}, 0, {0}}, {{-infinite}, -infinite, {infinite}}};
    template <detail::special_number T>
    static CTGRAD_INLINE T evaluate(T const& x) {
        return log_normal_cdf(x);
    }
    template <class T>
    static constexpr std::array<T, 1> partials(T const&, T const& x) {
        return {inverse_mills_ratio(x)};
    }
    template <class T>
    static T oracle(T const& x) {
        T const root = sqrt(T(2));
        return x < 0 ? T(log(T(T(boost::math::erfc(T(-x / root))) / 2)))
                     : T(log1p(T(T(boost::math::erfc(T(x / root))) / -2)));
    }
};

/// normal_pdf(x) / normal_cdf(x), about -x far below 0. Its derivative is -y (y + x), where y + x cancels below 0;
/// there it is sqrt(2) w(1, u) / w(0, u) with u = -x / sqrt(2), down to x = -1e150.
struct inverse_mills : operation {
    static constexpr char const* name = "inverse_mills_ratio";
    static constexpr char const* description = "normal_pdf(x) / normal_cdf(x), the derivative of log_normal_cdf";
    static constexpr ctgrad::notation notation{.latex_name = "\\lambda", .cpp_name = "ctgrad::inverse_mills_ratio"};
    static constexpr interval domain[]{{-100, 8}};
    static constexpr tolerance accuracy{.partial = 16};
    template <detail::special_number T>
    static CTGRAD_INLINE T evaluate(T const& x) {
        return inverse_mills_ratio(x);
    }
    template <class T>
    static constexpr std::array<T, 1> partials(T const& y, T const& x) {
        T const root = constant<square_root_of_two>(x), u = -x / root;
        return {select(x < 0, -(y * (root * (scaled_erfc_integral(T(1), u) / erfcx(u)))), -(y * (y + x)))};
    }
    template <class T>
    static T oracle(T const& x) {
        T const pi = acos(T(-1));
        return sqrt(T(2 / pi)) * exp(T(x * x / -2)) / T(boost::math::erfc(T(-x / sqrt(T(2)))));
    }
};

/// The inverse of normal_cdf: -infinity at 0 and infinity at 1, with derivative infinity; NaN beyond.
struct quantile_of_normal : operation {
    static constexpr char const* name = "normal_quantile";
    static constexpr char const* description = "the inverse of normal_cdf, for 0 < p < 1";
    static constexpr ctgrad::notation notation{.latex_name = "\\Phi^{-1}", .cpp_name = "ctgrad::normal_quantile"};
    static constexpr interval domain[]{{0, 0.5}};
    static constexpr tolerance accuracy{.partial = 64};
    static constexpr edge<1> edges[]{
        {{0}, -infinite, {infinite}}, {{1}, infinite, {infinite}}, {{2}, not_a_number, {not_a_number}}};
    template <detail::special_number T>
    static CTGRAD_INLINE T evaluate(T const& p) {
        return normal_quantile(p);
    }
    template <class T>
    static constexpr std::array<T, 1> partials(T const& y, T const&) {
        return {1 / normal_pdf(y)};
    }
};

}  // namespace ctgrad::operations

namespace ctgrad {

// clang-format off
template <detail::symbolic X> constexpr applied<operations::scaled_complementary_error_function, X> erfcx(X const& x) { return apply<operations::scaled_complementary_error_function>(x); }
template <class N, class X> requires detail::any_symbolic<N, X> constexpr applied<operations::scaled_integral_of_erfc, N, X> scaled_erfc_integral(N const& n, X const& x) { return apply<operations::scaled_integral_of_erfc>(n, x); }
template <detail::symbolic X> constexpr applied<operations::normal_density, X> normal_pdf(X const& x) { return apply<operations::normal_density>(x); }
template <detail::symbolic X> constexpr applied<operations::normal_distribution, X> normal_cdf(X const& x) { return apply<operations::normal_distribution>(x); }
template <detail::symbolic X> constexpr applied<operations::logarithm_of_normal_distribution, X> log_normal_cdf(X const& x) { return apply<operations::logarithm_of_normal_distribution>(x); }
template <detail::symbolic X> constexpr applied<operations::inverse_mills, X> inverse_mills_ratio(X const& x) { return apply<operations::inverse_mills>(x); }
template <detail::symbolic P> constexpr applied<operations::quantile_of_normal, P> normal_quantile(P const& p) { return apply<operations::quantile_of_normal>(p); }
// clang-format on

}  // namespace ctgrad
