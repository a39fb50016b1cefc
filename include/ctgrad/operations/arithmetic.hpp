#pragma once

#include <concepts>
#include <type_traits>

#include <ctgrad/numbers/arithmetic.hpp>
#include <ctgrad/numbers/elementary.hpp>
#include <ctgrad/operations/operation.hpp>

namespace ctgrad::operations {

struct add : operation {
    static constexpr std::string_view name = "+";
    static constexpr ctgrad::notation notation{
        .infix = {"$1 + $2", precedence::sum, {precedence::negation, precedence::product}},
        .latex = {"$1 + $2", precedence::sum, {precedence::negation, precedence::sum}},
        .cpp = {"$1 + $2", precedence::sum, {precedence::sum, precedence::product}}};
    static constexpr auto cost = ctgrad::cost_class::addition;
    static constexpr bool commutative = true;
    template <class T>
    static CTGRAD_INLINE T evaluate(T const& a, T const& b) {
        if constexpr (std::floating_point<T>)
            if (__builtin_is_constant_evaluated()) return detail::constant_add(a, b);
        return a + b;
    }
    template <class T>
    static constexpr std::array<T, 2> partials(T const&, T const&, T const&) {
        return {1, 1};
    }
};

struct subtract : operation {
    static constexpr std::string_view name = "-";
    static constexpr ctgrad::notation notation{
        .infix = {"$1 - $2", precedence::sum, {precedence::negation, precedence::product}},
        .latex = {"$1 - $2", precedence::sum, {precedence::negation, precedence::product}},
        .cpp = {"$1 - $2", precedence::sum, {precedence::sum, precedence::product}}};
    static constexpr auto cost = ctgrad::cost_class::addition;
    template <class T>
    static CTGRAD_INLINE T evaluate(T const& a, T const& b) {
        if constexpr (std::floating_point<T>)
            if (__builtin_is_constant_evaluated()) return detail::constant_add(a, T(-b));
        return a - b;
    }
    template <class T>
    static constexpr std::array<T, 2> partials(T const&, T const&, T const&) {
        return {1, -1};
    }
};

struct multiply : operation {
    static constexpr std::string_view name = "*";
    static constexpr ctgrad::notation notation{
        .infix = {"$1 * $2", precedence::product, {precedence::product, precedence::power}},
        .latex = {"$1 \\, $2", precedence::product, {precedence::product, precedence::product}},
        .cpp = {"$1 * $2", precedence::product, {precedence::product, precedence::sign}},
        .infix_of_equals = {"$1^2", precedence::power, {precedence::call}},
        .latex_of_equals = {"$1^{2}", precedence::power, {precedence::atom}},
        .number_first = true};
    static constexpr auto cost = ctgrad::cost_class::multiplication;
    static constexpr bool commutative = true;
    template <class T>
    static CTGRAD_INLINE T evaluate(T const& a, T const& b) {
        if constexpr (std::floating_point<T>)
            if (__builtin_is_constant_evaluated()) return detail::constant_multiply(a, b);
        return a * b;
    }
    template <class T>
    static constexpr std::array<T, 2> partials(T const&, T const& a, T const& b) {
        return {b, a};
    }
};

/// The reciprocal is one node for both partials, and for every other quotient with the same divisor.
struct divide : operation {
    static constexpr std::string_view name = "/";
    static constexpr ctgrad::notation notation{
        .infix = {"$1 / $2", precedence::product, {precedence::product, precedence::power}},
        .latex = {"\\frac{$1}{$2}", precedence::product},
        .cpp = {"$1 / $2", precedence::product, {precedence::product, precedence::sign}}};
    static constexpr auto cost = ctgrad::cost_class::division;
    template <class T>
    static CTGRAD_INLINE T evaluate(T const& a, T const& b) {
        if constexpr (std::floating_point<T>)
            if (__builtin_is_constant_evaluated()) return detail::constant_divide(a, b);
        return a / b;
    }
    template <class T>
    static constexpr std::array<T, 2> partials(T const& y, T const&, T const& b) {
        T const reciprocal = 1 / b;
        return {reciprocal, -(y * reciprocal)};
    }
};

struct negate : operation {
    static constexpr std::string_view name = "-";
    static constexpr ctgrad::notation notation{.infix = {"-$1", precedence::negation, {precedence::product}},
                                               .latex = {"-$1", precedence::negation, {precedence::product}},
                                               .cpp = {"-$1", precedence::sign, {precedence::power}}};
    static constexpr auto cost = ctgrad::cost_class::negation;
    template <class T>
    static CTGRAD_INLINE T evaluate(T const& a) {
        return -a;
    }
    template <class T>
    static constexpr std::array<T, 1> partials(T const&, T const&) {
        return {-1};
    }
};

/// One rounding where the scalar type has it.
struct fused_multiply_add : operation {
    static constexpr std::string_view name = "fma";
    static constexpr ctgrad::notation notation{.cpp_name = "std::fma"};
    template <class T>
    static CTGRAD_INLINE T evaluate(T const& a, T const& b, T const& c) requires requires {
        fma(a, b, c);
    }
    { return fma(a, b, c); }
    template <class T>
    static constexpr std::array<T, 3> partials(T const&, T const& a, T const& b, T const&) {
        return {b, a, 1};
    }
};

}  // namespace ctgrad::operations
