#pragma once

#include <ctgrad/operations/operation.hpp>
#include <ctgrad/support/equal_numbers.hpp>

/// Conditions: bool for ordinary numbers, masks for SIMD lanes. They have no derivative.
namespace ctgrad::operations {

struct condition_operation : operation {
    static constexpr auto cost = ctgrad::cost_class::comparison;
    static constexpr bool is_condition = true;
};

struct less : condition_operation {
    static constexpr char const* name = "<";
    static constexpr char const* description = "Less than";
    static constexpr ctgrad::notation notation{
        .infix = {"$1 < $2", precedence::comparison, {precedence::negation, precedence::negation}},
        .latex = {"$1 < $2", precedence::comparison, {precedence::negation, precedence::negation}},
        .cpp = {"$1 < $2", precedence::comparison, {precedence::sum, precedence::sum}}};
    static constexpr bool only_arithmetic = true;
    template <class T>
    static CTGRAD_INLINE auto evaluate(T const& a, T const& b) -> decltype(a < b) {
        return a < b;
    }
};

struct less_equal : condition_operation {
    static constexpr char const* name = "<=";
    static constexpr char const* description = "Less than or equal";
    static constexpr ctgrad::notation notation{
        .infix = {"$1 <= $2", precedence::comparison, {precedence::negation, precedence::negation}},
        .latex = {"$1 \\le $2", precedence::comparison, {precedence::negation, precedence::negation}},
        .cpp = {"$1 <= $2", precedence::comparison, {precedence::sum, precedence::sum}}};
    static constexpr bool only_arithmetic = true;
    template <class T>
    static CTGRAD_INLINE auto evaluate(T const& a, T const& b) -> decltype(a <= b) {
        return a <= b;
    }
};

struct equal : condition_operation {
    static constexpr char const* name = "==";
    static constexpr char const* description = "Equal";
    static constexpr ctgrad::notation notation{
        .infix = {"$1 == $2", precedence::comparison, {precedence::negation, precedence::negation}},
        .latex = {"$1 = $2", precedence::comparison, {precedence::negation, precedence::negation}},
        .cpp = {"$1 == $2", precedence::comparison, {precedence::sum, precedence::sum}}};
    static constexpr bool commutative = true;
    template <class T>
    static CTGRAD_INLINE auto evaluate(T const& a, T const& b) -> decltype(detail::equal_numbers(a, b)) {
        return detail::equal_numbers(a, b);
    }
};

struct logical_not : condition_operation {
    static constexpr char const* name = "!";
    static constexpr char const* description = "Not";
    static constexpr ctgrad::notation notation{.infix = {"!$1", precedence::sign, {precedence::atom}},
                                               .latex = {"\\lnot $1", precedence::sign, {precedence::atom}},
                                               .cpp = {"!$1", precedence::sign, {precedence::atom}}};
    static constexpr int conditions = 1;
    template <class C>
    static CTGRAD_INLINE C evaluate(C const& a) {
        return !a;
    }
};

/// The base of operations of two conditions.
struct connective : condition_operation {
    static constexpr int conditions = 2;
    static constexpr bool commutative = true;
};

struct logical_and : connective {
    static constexpr char const* name = "&&";
    static constexpr char const* description = "And";
    static constexpr ctgrad::notation notation{
        .infix = {"$1 && $2", precedence::conjunction, {precedence::conjunction, precedence::comparison}},
        .latex = {"$1 \\land $2", precedence::conjunction, {precedence::conjunction, precedence::conjunction}},
        .cpp = {"$1 && $2", precedence::conjunction, {precedence::conjunction, precedence::comparison}}};
    template <class C>
    static CTGRAD_INLINE C evaluate(C const& a, C const& b) {
        return a && b;
    }
};

struct logical_or : connective {
    static constexpr char const* name = "||";
    static constexpr char const* description = "Or";
    static constexpr ctgrad::notation notation{
        .infix = {"$1 || $2", precedence::disjunction, {precedence::disjunction, precedence::comparison}},
        .latex = {"$1 \\lor $2", precedence::disjunction, {precedence::disjunction, precedence::comparison}},
        .cpp = {"$1 || $2", precedence::disjunction, {precedence::comparison, precedence::comparison}}};
    template <class C>
    static CTGRAD_INLINE C evaluate(C const& a, C const& b) {
        return a || b;
    }
};

}  // namespace ctgrad::operations
