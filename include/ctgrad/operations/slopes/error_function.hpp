#pragma once

#include <ctgrad/operations/arithmetic.hpp>
#include <ctgrad/operations/named_constants.hpp>
#include <ctgrad/operations/slopes/slope.hpp>

namespace ctgrad::operations {

/// The derivative of log(erfc(x)) from v = erfc(x): -2 / sqrt(pi) exp(-x^2) / v. Numerator and denominator both vanish
/// far out; there the asymptotic series of their quotient (DLMF 7.12.1) is used.
struct slope_of_log_erfc : slope {
    static constexpr char const* name = "log_erfc_slope";
    static constexpr auto cost = ctgrad::cost_class::call;
    static constexpr ctgrad::notation notation{.cpp_name = "ctgrad::operations::slope_of_log_erfc",
                                               .cpp_name_is_row = true};
    template <detail::ordered T>
    static CTGRAD_INLINE auto evaluate(T const& x, T const& v) -> decltype(T(exp(x))) {
        return detail::compute_either(
            x < T(20), [&] { return quotient(x, v); }, [&] { return asymptotic(x); });
    }
    template <class T>
    static constexpr std::array<T, 2> partials(T const& slope, T const& x, T const&) {
        return {-(slope * (2 * x + slope)), 0};
    }

private:
    template <class T>
    static CTGRAD_INLINE T quotient(T const& x, T const& v) {
        T const density = multiply::evaluate(two_over_root_pi::evaluate<T>(), T(exp(T(-(x * x)))));
        return T(-divide::evaluate(density, v));
    }
    /// -2 x divided by sqrt(pi) x exp(x^2) erfc(x), which is the sum over k of (-1)^k 1 3 ... (2k - 1) / (2 x^2)^k.
    template <class T>
    static CTGRAD_INLINE T asymptotic(T const& x) {
        T const z = T(1) / T(T(2) * x * x);
        T term = T(1), sum = T(1);
        for (int k = 1; k < 16; ++k) sum += term *= -T(2 * k - 1) * z;
        return T(T(-2) * x / sum);
    }
};

}  // namespace ctgrad::operations
