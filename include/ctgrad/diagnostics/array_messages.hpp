#pragma once

#include <array>
#include <cstddef>

#include <ctgrad/diagnostics/refusal.hpp>
#include <ctgrad/diagnostics/symbol_checks.hpp>

/// Refuses arithmetic of a std::array in traced functions, such as `2 * u`. The compiler alone would list every operator.
namespace ctgrad::detail {

/// The result of such arithmetic. It has no arithmetic itself, so that an array is not taken for a number.
template <class Symbol>
struct refused_array {
    constexpr operator Symbol() const { return {}; }
    constexpr Symbol operator[](std::size_t) const { return {}; }
};
template <class Symbol>
constexpr refused_array<Symbol> refuse_arithmetic_of_arrays() {
    static_assert(never_remembered<std::array<Symbol, 1>>,
                  "ctgrad: a std::array has no arithmetic: compute with its entries, as in 2 * u[0], or take an "
                  "Eigen::Vector3d in the signature, with #include <ctgrad/eigen.hpp>");
    return {};
}

// Operands convert to these types, so that operators for arrays that users define are better matches.
struct array_operand {
    template <class T, std::size_t N>
    constexpr array_operand(std::array<T, N> const&) {}
};
template <class Symbol>
struct number_operand {
    constexpr number_operand(Symbol const&) {}
    constexpr number_operand(plain_number auto) {}
};

/// The base of a type of symbols. As friends of a template the operators are instantiated only where they are called. (Their
/// types are stated, because to ask whether an array has arithmetic is no mistake.)
template <class Symbol>
struct no_arrays {
    // clang-format off
    friend constexpr refused_array<Symbol> operator+(array_operand, array_operand) { return refuse_arithmetic_of_arrays<Symbol>(); }
    friend constexpr refused_array<Symbol> operator+(array_operand, number_operand<Symbol>) { return refuse_arithmetic_of_arrays<Symbol>(); }
    friend constexpr refused_array<Symbol> operator+(number_operand<Symbol>, array_operand) { return refuse_arithmetic_of_arrays<Symbol>(); }
    friend constexpr refused_array<Symbol> operator-(array_operand, array_operand) { return refuse_arithmetic_of_arrays<Symbol>(); }
    friend constexpr refused_array<Symbol> operator-(array_operand, number_operand<Symbol>) { return refuse_arithmetic_of_arrays<Symbol>(); }
    friend constexpr refused_array<Symbol> operator-(number_operand<Symbol>, array_operand) { return refuse_arithmetic_of_arrays<Symbol>(); }
    friend constexpr refused_array<Symbol> operator*(array_operand, array_operand) { return refuse_arithmetic_of_arrays<Symbol>(); }
    friend constexpr refused_array<Symbol> operator*(array_operand, number_operand<Symbol>) { return refuse_arithmetic_of_arrays<Symbol>(); }
    friend constexpr refused_array<Symbol> operator*(number_operand<Symbol>, array_operand) { return refuse_arithmetic_of_arrays<Symbol>(); }
    friend constexpr refused_array<Symbol> operator/(array_operand, array_operand) { return refuse_arithmetic_of_arrays<Symbol>(); }
    friend constexpr refused_array<Symbol> operator/(array_operand, number_operand<Symbol>) { return refuse_arithmetic_of_arrays<Symbol>(); }
    friend constexpr refused_array<Symbol> operator/(number_operand<Symbol>, array_operand) { return refuse_arithmetic_of_arrays<Symbol>(); }
    // clang-format on
};

}  // namespace ctgrad::detail
