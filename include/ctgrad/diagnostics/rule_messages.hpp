#pragma once

#include <type_traits>

#include <ctgrad/diagnostics/refusal.hpp>

/// The messages about values and rules that do not exist.
namespace ctgrad::detail {

template <class T, class Operation>
constexpr bool refuse_scalar() {
    static_assert(
        never<T>,
        "ctgrad: this operation cannot be computed with this scalar type: it lacks the function or comparison");
    return false;
}
template <class Missing>
constexpr auto refuse_argument_without_rule() {
    static_assert(never<Missing>,
                  "ctgrad: a function has no derivative with respect to one of its arguments, such as the order n of a "
                  "Bessel function (both are named in the type): hold that argument constant");
    return std::true_type{};
}
template <class Member>
constexpr auto refuse_member_of_family() {
    static_assert(
        never<Member>,
        "ctgrad: a family of operations, a template over numbers or types, has derivatives up to largest_member: "
        "pass the number as the first operand of one operation, or set a larger largest_member");
    return std::true_type{};
}

}  // namespace ctgrad::detail
