#pragma once

#include <ctgrad/operations/arithmetic.hpp>
#include <ctgrad/operations/piecewise.hpp>
#include <ctgrad/operations/slopes/slope.hpp>

/// Slopes of functions that saturate. Up to 0.99 the rule in terms of the result loses at most two digits; beyond, an
/// exponential keeps them all.
namespace ctgrad::operations {

/// exp(x) from y = expm1(x).
struct exponential_from_expm1 : slope {
    static constexpr char const* name = "exp_from_expm1";
    static constexpr ctgrad::notation notation{
        .cpp = {"$2 > -0.5 ? $2 + 1 : std::exp($1)", precedence::choice, {precedence::sum, precedence::product}}};
    template <class T>
    static CTGRAD_INLINE auto evaluate(T const& x, T const& y) -> decltype(T(exp(x))) {
        if constexpr (detail::ordered<T>)
            return detail::compute_either(
                y > T(-0.5), [&] { return T(y + T(1)); }, [&] { return T(exp(x)); });
        else
            return T(exp(x));
    }
    template <class T>
    static constexpr std::array<T, 2> partials(T const& slope, T const&, T const&) {
        return {slope, 0};
    }
};

/// sigmoid'(x) from y = sigmoid(x), as y - y^2 or exp(-x) y^2.
struct sigmoid_slope : slope {
    static constexpr char const* name = "sigmoid_slope";
    static constexpr ctgrad::notation notation{.cpp = {"$2 < 0.99 ? $2 - $2 * $2 : std::exp(-$1) * ($2 * $2)",
                                                       precedence::choice,
                                                       {precedence::power, precedence::power}}};
    template <class T>
    static CTGRAD_INLINE auto evaluate(T const& x, T const& y) -> decltype(T(exp(x))) {
        if constexpr (detail::ordered<T>)
            return detail::compute_either(
                y < T(T(99) / T(100)), [&] { return T(y - y * y); },
                [&] { return multiply::evaluate(T(exp(T(-x))), multiply::evaluate(y, y)); });
        else
            return T(y - y * y);
    }
    template <class T>
    static constexpr std::array<T, 2> partials(T const& slope, T const& x, T const& y);
};

/// tanh'(x) from y = tanh(x), as 1 - y^2 or 4 e / (1 + e)^2 with e = exp(-2 |x|).
struct tanh_slope : slope {
    static constexpr char const* name = "tanh_slope";
    static constexpr ctgrad::notation notation{.cpp = {"$2 * $2 < 0.99 ? 1 - $2 * $2 : std::pow(std::cosh($1), -2.0)",
                                                       precedence::choice,
                                                       {precedence::sum, precedence::power}}};
    template <class T>
    static CTGRAD_INLINE auto evaluate(T const& x, T const& y) -> decltype(T(exp(x))) {
        T const square = multiply::evaluate(y, y);
        if constexpr (detail::ordered<T>)
            return detail::compute_either(
                square < T(T(99) / T(100)), [&] { return T(T(1) - square); },
                [&] { return far_out(T(exp(T(T(-2) * absolute::evaluate(x))))); });
        else
            return T(T(1) - square);
    }
    template <class T>
    static constexpr std::array<T, 2> partials(T const& slope, T const&, T const& y) {
        return {-2 * (y * slope), 0};
    }

private:
    template <class T>
    static CTGRAD_INLINE T far_out(T const& e) {
        return T(T(T(4) * e) / T((T(1) + e) * (T(1) + e)));
    }
};

// The slopes of a logistic function that the user wrote out, in terms of e = exp(t) and r = 1 / (1 + e).

/// e r r, the slope of e r and of -r; 0 where e is infinite, because r is 0 there.
struct logistic_slope : slope {
    static constexpr char const* name = "logistic_slope";
    static constexpr ctgrad::notation notation{.cpp = {"std::fmin($2, 1.7976931348623157e308) * $3 * $3",
                                                       precedence::product,
                                                       {precedence::power, precedence::atom, precedence::power}},
                                               .cpp_names_all_operands = false};
    template <class T>
    static CTGRAD_INLINE auto evaluate(T const& t, T const& e, T const& r) -> decltype(T(exp(t))) {
        if constexpr (detail::ordered<T>)
            return multiply::evaluate(multiply::evaluate(detail::at_most_largest(e), r), r);
        else
            return multiply::evaluate(multiply::evaluate(e, r), r);
    }
    template <class T>
    static constexpr std::array<T, 3> partials(T const& slope, T const&, T const& e, T const& r);
};

/// e r = e / (1 + e), the slope of log(1 + e). Where e is infinite it is 1.
struct logistic_ratio : slope {
    static constexpr char const* name = "logistic_ratio";
    static constexpr ctgrad::notation notation{.cpp = {"std::isfinite($2) ? $2 * $3 : 1.0",
                                                       precedence::choice,
                                                       {precedence::power, precedence::product, precedence::power}},
                                               .cpp_names_all_operands = false};
    template <class T>
    static CTGRAD_INLINE T evaluate(T const&, T const& e, T const& r) {
        if constexpr (detail::ordered<T>)
            return detail::choose(detail::is_bounded(e), multiply::evaluate(e, r), T(1));
        else
            return T(e * r);
    }
    template <class T>
    static constexpr std::array<T, 3> partials(T const&, T const& t, T const& e, T const& r) {
        return {ctgrad::apply<logistic_slope>(t, e, r), 0, 0};
    }
};

/// The same for a power e.
struct ratio_of_power : slope {
    static constexpr char const* name = "ratio_of_power";
    static constexpr ctgrad::notation notation{
        .cpp = {"std::isfinite($1) ? $1 * $2 : 1.0", precedence::choice, {precedence::product, precedence::power}}};
    template <class T>
    static CTGRAD_INLINE T evaluate(T const& e, T const& r) {
        if constexpr (detail::ordered<T>)
            return detail::choose(detail::is_bounded(e), multiply::evaluate(e, r), T(1));
        else
            return T(e * r);
    }
    template <class T>
    static constexpr std::array<T, 2> partials(T const&, T const&, T const& r) {
        return {r * r, 0};
    }
};

/// (1 - e) r = -tanh(t / 2). Where t is small, 1 - e has lost its digits; there the Taylor series of tanh is used.
struct logistic_balance : slope {
    static constexpr char const* name = "logistic_balance";
    static constexpr ctgrad::notation notation{.cpp = {"-std::tanh(0.5 * $1)", precedence::sign, {precedence::product}},
                                               .cpp_names_all_operands = false};
    template <class T>
    static CTGRAD_INLINE auto evaluate(T const& t, T const& e, T const& r) -> decltype(T(exp(t))) {
        if constexpr (detail::ordered<T> && (std::floating_point<T> || detail::made_of_floating_point<T>))
            return detail::compute_either(
                absolute::evaluate(t) < T(0.25), [&] { return near_zero(t); },
                [&] { return detail::choose(detail::is_bounded(e), multiply::evaluate(T(T(1) - e), r), T(-1)); });
        else
            return T((T(1) - e) * r);
    }
    template <class T>
    static constexpr std::array<T, 3> partials(T const&, T const& t, T const& e, T const& r) {
        return {-2 * ctgrad::apply<logistic_slope>(t, e, r), 0, 0};
    }

    template <class T>
    static CTGRAD_INLINE T near_zero(T const& t) {
        constexpr double coefficients[]{-929569 / 638512875.0, 21844 / 6081075.0, -1382 / 155925.0, 62 / 2835.0,
                                        -17 / 315.0,           2 / 15.0,          -1 / 3.0,         1};
        T const u = T(T(0.5) * t), square = T(u * u);
        T sum = T(6404582 / 10854718875.0);
        for (double const c : coefficients) sum = T(sum * square + T(c));
        return T(-(u * sum));
    }
};

template <class T>
constexpr std::array<T, 3> logistic_slope::partials(T const& slope, T const& t, T const& e, T const& r) {
    return {slope * ctgrad::apply<logistic_balance>(t, e, r), 0, 0};
}

/// 1 - 2 y = -tanh(x / 2) from y = sigmoid(x).
struct sigmoid_balance : slope {
    static constexpr char const* name = "sigmoid_balance";
    static constexpr ctgrad::notation notation{.cpp = {"-std::tanh(0.5 * $1)", precedence::sign, {precedence::product}},
                                               .cpp_names_all_operands = false};
    template <class T>
    static CTGRAD_INLINE T evaluate(T const& x, T const& y) {
        if constexpr (detail::ordered<T> && (std::floating_point<T> || detail::made_of_floating_point<T>))
            return detail::compute_either(
                absolute::evaluate(x) < T(0.25), [&] { return logistic_balance::near_zero(x); },
                [&] { return T(T(1) - T(2) * y); });
        else
            return T(T(1) - T(2) * y);
    }
    template <class T>
    static constexpr std::array<T, 2> partials(T const&, T const& x, T const& y) {
        return {-2 * ctgrad::apply<sigmoid_slope>(x, y), 0};
    }
};

template <class T>
constexpr std::array<T, 2> sigmoid_slope::partials(T const& slope, T const& x, T const& y) {
    return {slope * ctgrad::apply<sigmoid_balance>(x, y), 0};
}

}  // namespace ctgrad::operations
