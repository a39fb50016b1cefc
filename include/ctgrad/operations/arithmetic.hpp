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
        .infix = {"$1 + $2", level::sum, {level::negation, level::product}},
        .latex = {"$1 + $2", level::sum, {level::negation, level::sum}},
        .cpp = {"$1 + $2", level::sum, {level::sum, level::product}}};
    static constexpr auto effort = ctgrad::effort::addition;
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
        .infix = {"$1 - $2", level::sum, {level::negation, level::product}},
        .latex = {"$1 - $2", level::sum, {level::negation, level::product}},
        .cpp = {"$1 - $2", level::sum, {level::sum, level::product}}};
    static constexpr auto effort = ctgrad::effort::addition;
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
        .infix = {"$1 * $2", level::product, {level::product, level::power}},
        .latex = {"$1 \\, $2", level::product, {level::product, level::product}},
        .cpp = {"$1 * $2", level::product, {level::product, level::sign}},
        .infix_of_equals = {"$1^2", level::power, {level::call}},
        .latex_of_equals = {"$1^{2}", level::power, {level::atom}},
        .number_first = true};
    static constexpr auto effort = ctgrad::effort::multiplication;
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
        .infix = {"$1 / $2", level::product, {level::product, level::power}},
        .latex = {"\\frac{$1}{$2}", level::product},
        .cpp = {"$1 / $2", level::product, {level::product, level::sign}}};
    static constexpr auto effort = ctgrad::effort::division;
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
    static constexpr ctgrad::notation notation{
        .infix = {"-$1", level::negation, {level::product}},
        .latex = {"-$1", level::negation, {level::product}},
        .cpp = {"-$1", level::sign, {level::power}}};
    static constexpr auto effort = ctgrad::effort::negation;
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
    static CTGRAD_INLINE T evaluate(T const& a, T const& b, T const& c)
        requires requires { fma(a, b, c); }
    {
        return fma(a, b, c);
    }
    template <class T>
    static constexpr std::array<T, 3> partials(T const&, T const& a, T const& b, T const&) {
        return {b, a, 1};
    }
};

}  // namespace ctgrad::operations
