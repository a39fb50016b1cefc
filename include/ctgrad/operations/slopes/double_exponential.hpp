#pragma once

#include <concepts>

#include <ctgrad/operations/arithmetic.hpp>
#include <ctgrad/operations/piecewise.hpp>
#include <ctgrad/operations/slopes/mean.hpp>

/// Slopes of exp(-exp(t)), the distribution of Gumbel and the growth curve of Gompertz.
namespace ctgrad::operations {

/// 1 - e for e = exp(t); where t is small, by its power series.
struct one_minus_exponential : slope {
    static constexpr char const* name = "one_minus_exp";
    static constexpr ctgrad::notation notation{.cpp = {"-std::expm1($1)", precedence::sign, {precedence::call}},
                                               .cpp_names_all_operands = false};
    template <class T>
    static CTGRAD_INLINE T evaluate(T const& t, T const& e) {
        if constexpr (detail::ordered<T> && detail::rounded_like_double<T>)
            return detail::compute_either(
                absolute::evaluate(t) < T(0.2),
                [&] { return T(-multiply::evaluate(t, detail::mean_near_zero<detail::series_of_expm1, 0>(t))); },
                [&] { return subtract::evaluate(T(1), e); });
        else
            return T(T(1) - e);
    }
    template <class T>
    static constexpr std::array<T, 2> partials(T const&, T const&, T const& e) {
        return {-e, 0};
    }
};

/// e y for e = exp(t) and y = exp(-e); 0 where e is infinite, because y is 0 there.
struct gumbel_slope : slope {
    static constexpr char const* name = "gumbel_slope";
    static constexpr ctgrad::notation notation{.cpp = {"std::fmin($2, 1.7976931348623157e308) * $3",
                                                       precedence::product,
                                                       {precedence::power, precedence::atom, precedence::power}},
                                               .cpp_names_all_operands = false};
    template <class T>
    static CTGRAD_INLINE T evaluate(T const&, T const& e, T const& y) {
        if constexpr (detail::ordered<T>)
            return multiply::evaluate(detail::at_most_largest(e), y);
        else
            return T(e * y);
    }
    template <class T>
    static constexpr std::array<T, 3> partials(T const& slope, T const& t, T const& e, T const&) {
        return {slope * ctgrad::apply<one_minus_exponential>(t, e), 0, 0};
    }
};

}  // namespace ctgrad::operations
