#pragma once

#include <concepts>
#include <type_traits>

#include <ctgrad/numbers/arithmetic.hpp>
#include <ctgrad/numbers/elementary.hpp>
#include <ctgrad/operations/operation.hpp>

namespace ctgrad::operations {

struct add : operation {
    static constexpr char const* name = "+";
    static constexpr char const* description = "Sum";
    static constexpr ctgrad::notation notation{
        .infix = {"$1 + $2", precedence::sum, {precedence::negation, precedence::product}},
        .latex = {"$1 + $2", precedence::sum, {precedence::negation, precedence::sum}},
        .cpp = {"$1 + $2", precedence::sum, {precedence::sum, precedence::product}}};
    static constexpr auto cost = ctgrad::cost_class::addition;
    static constexpr bool only_arithmetic = true;
    static constexpr bool commutative = true;
    static constexpr auto role = detail::algebraic_role::sum;
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
    static constexpr char const* name = "-";
    static constexpr char const* description = "Difference";
    static constexpr ctgrad::notation notation{
        .infix = {"$1 - $2", precedence::sum, {precedence::negation, precedence::product}},
        .latex = {"$1 - $2", precedence::sum, {precedence::negation, precedence::product}},
        .cpp = {"$1 - $2", precedence::sum, {precedence::sum, precedence::product}}};
    static constexpr auto cost = ctgrad::cost_class::addition;
    static constexpr bool only_arithmetic = true;
    static constexpr auto role = detail::algebraic_role::difference;
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
    static constexpr char const* name = "*";
    static constexpr char const* description = "Product";
    static constexpr ctgrad::notation notation{
        .infix = {"$1 * $2", precedence::product, {precedence::product, precedence::power}},
        .latex = {"$1 \\, $2", precedence::product, {precedence::product, precedence::product}},
        .cpp = {"$1 * $2", precedence::product, {precedence::product, precedence::sign}},
        .infix_of_equals = {"$1^2", precedence::power, {precedence::call}},
        .latex_of_equals = {"$1^{2}", precedence::power, {precedence::atom}},
        .number_first = true};
    static constexpr auto cost = ctgrad::cost_class::multiplication;
    static constexpr bool only_arithmetic = true;
    static constexpr bool commutative = true;
    static constexpr auto role = detail::algebraic_role::product;
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

/// The reciprocal is one node, shared by both partials and by every other quotient with the same divisor.
struct divide : operation {
    static constexpr char const* name = "/";
    static constexpr char const* description = "Quotient";
    static constexpr ctgrad::notation notation{
        .infix = {"$1 / $2", precedence::product, {precedence::product, precedence::power}},
        .latex = {"\\frac{$1}{$2}", precedence::product},
        .cpp = {"$1 / $2", precedence::product, {precedence::product, precedence::sign}}};
    static constexpr auto cost = ctgrad::cost_class::division;
    static constexpr bool only_arithmetic = true;
    static constexpr auto role = detail::algebraic_role::quotient;
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
    static constexpr interval domain[]{{-30, 30}, {0, 1e3}};
    static constexpr edge<2> edges[]{{{1, 0}, infinite, {infinite, -infinite}},
                                     {{0, 0}, not_a_number, {infinite, not_a_number}}};
};

struct negate : operation {
    static constexpr char const* name = "-";
    static constexpr char const* description = "Negative";
    static constexpr ctgrad::notation notation{.infix = {"-$1", precedence::negation, {precedence::product}},
                                               .latex = {"-$1", precedence::negation, {precedence::product}},
                                               .cpp = {"-$1", precedence::sign, {precedence::power}}};
    static constexpr auto cost = ctgrad::cost_class::negation;
    static constexpr bool only_arithmetic = true;
    static constexpr auto role = detail::algebraic_role::negation;
    template <class T>
    static CTGRAD_INLINE T evaluate(T const& a) {
        return -a;
    }
    template <class T>
    static constexpr std::array<T, 1> partials(T const&, T const&) {
        return {-1};
    }
};

/// Rounded once, if the scalar type supports that.
struct fused_multiply_add : operation {
    static constexpr char const* name = "fma";
    static constexpr char const* description = "a b + c, rounded once";
    static constexpr ctgrad::notation notation{.cpp_name = "std::fma"};
    template <class T>
    static CTGRAD_INLINE auto evaluate(T const& a, T const& b, T const& c) -> decltype(T(fma(a, b, c))) {
        return fma(a, b, c);
    }
    template <class T>
    static constexpr std::array<T, 3> partials(T const&, T const& a, T const& b, T const&) {
        return {b, a, 1};
    }
};

}  // namespace ctgrad::operations

namespace ctgrad {

// clang-format off
template <class A, class B, class C> requires detail::any_symbolic<A, B, C> constexpr applied<operations::fused_multiply_add, A, B, C> fma(A const& a, B const& b, C const& c) { return apply<operations::fused_multiply_add>(a, b, c); }
// clang-format on

}  // namespace ctgrad
