#pragma once

#include <concepts>
#include <numbers>

#include <ctgrad/numbers/elementary.hpp>
#include <ctgrad/operations/operation.hpp>

/// Irrational constants: operations without operands, evaluated in the scalar type of the evaluation.
namespace ctgrad::operations {

/// The base of constants. `Self::of<T>()` is the value in a floating-point type, `Self::computed<T>()` in others.
template <class Self>
struct named_constant : operation {
    static constexpr auto cost = ctgrad::cost_class::nothing;
    template <class T>
    static CTGRAD_INLINE T evaluate() {
        if constexpr (std::floating_point<T>)
            return Self::template of<T>();
        else if constexpr (detail::made_of_floating_point<T>)
            return T(Self::template of<typename T::value_type>());
        else
            return Self::template computed<T>();
    }
};

struct pi : named_constant<pi> {
    static constexpr char const* name = "pi";
    static constexpr char const* description = "Ratio of a circle's circumference to its diameter";
    static constexpr ctgrad::notation notation{.infix = {"pi"}, .latex = {"\\pi"}, .cpp = {"std::numbers::pi"}};
    template <class T>
    static constexpr T of() {
        return std::numbers::pi_v<T>;
    }
    template <class T>
    static CTGRAD_INLINE T computed() {
        return acos(T(-1));
    }
};

struct logarithm_of_two : named_constant<logarithm_of_two> {
    static constexpr char const* name = "ln2";
    static constexpr char const* description = "Natural logarithm of 2";
    static constexpr ctgrad::notation notation{
        .infix = {"log(2)"}, .latex = {"\\log 2", precedence::call}, .cpp = {"std::numbers::ln2"}};
    template <class T>
    static constexpr T of() {
        return std::numbers::ln2_v<T>;
    }
    template <class T>
    static CTGRAD_INLINE T computed() {
        return log(T(2));
    }
};

struct logarithm_of_ten : named_constant<logarithm_of_ten> {
    static constexpr char const* name = "ln10";
    static constexpr char const* description = "Natural logarithm of 10";
    static constexpr ctgrad::notation notation{
        .infix = {"log(10)"}, .latex = {"\\log 10", precedence::call}, .cpp = {"std::numbers::ln10"}};
    template <class T>
    static constexpr T of() {
        return std::numbers::ln10_v<T>;
    }
    template <class T>
    static CTGRAD_INLINE T computed() {
        return log(T(10));
    }
};

struct two_over_root_pi : named_constant<two_over_root_pi> {
    static constexpr char const* name = "two_over_root_pi";
    static constexpr char const* description = "2 over the square root of pi";
    static constexpr ctgrad::notation notation{.infix = {"2 / sqrt(pi)", precedence::product},
                                               .latex = {"\\frac{2}{\\sqrt{\\pi}}", precedence::product},
                                               .cpp = {"2 * std::numbers::inv_sqrtpi", precedence::product}};
    template <class T>
    static constexpr T of() {
        return 2 * std::numbers::inv_sqrtpi_v<T>;
    }
    template <class T>
    static CTGRAD_INLINE T computed() {
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
