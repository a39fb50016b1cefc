#pragma once

#include <concepts>
#include <numbers>

#include <ctgrad/numbers/elementary.hpp>
#include <ctgrad/operations/operation.hpp>

/// Irrational constants: operations without operands, evaluated in the scalar type of the evaluation.
namespace ctgrad::operations {

struct pi : operation {
    static constexpr std::string_view name = "pi";
    static constexpr std::string_view description = "Ratio of a circle's circumference to its diameter";
    static constexpr ctgrad::notation notation{.infix = {"pi"}, .latex = {"\\pi"}, .cpp = {"std::numbers::pi"}};
    static constexpr auto cost = ctgrad::cost_class::nothing;
    template <class T>
    static CTGRAD_INLINE T evaluate() {
        if constexpr (std::floating_point<T>)
            return std::numbers::pi_v<T>;
        else if constexpr (detail::made_of_floating_point<T>)
            return T(pi::evaluate<typename T::value_type>());
        else
            return acos(T(-1));
    }
};

struct logarithm_of_two : operation {
    static constexpr std::string_view name = "ln2";
    static constexpr std::string_view description = "Natural logarithm of 2";
    static constexpr ctgrad::notation notation{
        .infix = {"log(2)"}, .latex = {"\\log 2", precedence::call}, .cpp = {"std::numbers::ln2"}};
    static constexpr auto cost = ctgrad::cost_class::nothing;
    template <class T>
    static CTGRAD_INLINE T evaluate() {
        if constexpr (std::floating_point<T>)
            return std::numbers::ln2_v<T>;
        else if constexpr (detail::made_of_floating_point<T>)
            return T(logarithm_of_two::evaluate<typename T::value_type>());
        else
            return log(T(2));
    }
};

struct logarithm_of_ten : operation {
    static constexpr std::string_view name = "ln10";
    static constexpr std::string_view description = "Natural logarithm of 10";
    static constexpr ctgrad::notation notation{
        .infix = {"log(10)"}, .latex = {"\\log 10", precedence::call}, .cpp = {"std::numbers::ln10"}};
    static constexpr auto cost = ctgrad::cost_class::nothing;
    template <class T>
    static CTGRAD_INLINE T evaluate() {
        if constexpr (std::floating_point<T>)
            return std::numbers::ln10_v<T>;
        else if constexpr (detail::made_of_floating_point<T>)
            return T(logarithm_of_ten::evaluate<typename T::value_type>());
        else
            return log(T(10));
    }
};

struct two_over_root_pi : operation {
    static constexpr std::string_view name = "two_over_root_pi";
    static constexpr std::string_view description = "2 over the square root of pi";
    static constexpr ctgrad::notation notation{.infix = {"2 / sqrt(pi)", precedence::product},
                                               .latex = {"\\frac{2}{\\sqrt{\\pi}}", precedence::product},
                                               .cpp = {"2 * std::numbers::inv_sqrtpi", precedence::product}};
    static constexpr auto cost = ctgrad::cost_class::nothing;
    template <class T>
    static CTGRAD_INLINE T evaluate() {
        if constexpr (std::floating_point<T>)
            return 2 * std::numbers::inv_sqrtpi_v<T>;
        else if constexpr (detail::made_of_floating_point<T>)
            return T(two_over_root_pi::evaluate<typename T::value_type>());
        else
            return T(2) / sqrt(acos(T(-1)));
    }
};

/// The constant as a value of the same kind as `like`: a number, or a node in the graph of `like`.
template <class Constant, class T>
constexpr T constant(T const& like) {
    if constexpr (requires { like.template with<Constant>(); })
        return like.template with<Constant>();
    else
        return Constant::template evaluate<T>();
}

}  // namespace ctgrad::operations
