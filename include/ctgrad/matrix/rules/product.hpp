#pragma once

#include <array>

#include <ctgrad/matrix/rules/operation.hpp>

/// Products of matrices, and the transposes that their derivatives need.
namespace ctgrad::operations {

struct matrix_product : matrix_operation {
    static constexpr char const* name = "matrix_product";
    static constexpr ctgrad::notation notation{
        .infix = {"$1 * $2", precedence::product, {precedence::product, precedence::power}},
        .latex = {"$1 \\, $2", precedence::product, {precedence::product, precedence::power}}};
    static constexpr auto cost = ctgrad::cost_class::multiplication;
    static constexpr auto form = detail::matrix_form::product;
    static constexpr bool only_arithmetic = true;
    template <class T>
    static constexpr T evaluate(T const& a, T const& b) {
        return a * b;
    }
    static constexpr matrix_shape shape_of(matrix_shape const* operands) {
        return {operands[0].rows, operands[1].columns};
    }
    template <class M>
    static constexpr std::array<M, 2> pullback(M const& g, M const&, M const& a, M const& b) {
        return {detail::made<matrix_product>(g, detail::made<transpose>(b)),
                detail::made<matrix_product>(detail::made<transpose>(a), g)};
    }
    template <int I, class M>
    static constexpr M pushforward(M const& t, M const&, M const& a, M const& b) {
        return I == 0 ? detail::made<matrix_product>(t, b) : detail::made<matrix_product>(a, t);
    }
};

struct transpose : unary_matrix_operation {
    static constexpr char const* name = "transpose";
    static constexpr ctgrad::notation notation{.infix = {"$1^T", precedence::power, {precedence::call}},
                                               .latex = {"$1^{\\top}", precedence::power, {precedence::atom}}};
    static constexpr auto cost = ctgrad::cost_class::nothing;
    static constexpr auto form = detail::matrix_form::transposition;
    static constexpr matrix_shape shape_of(matrix_shape const* operands) { return operands[0].transposed(); }
    template <class M>
    static constexpr std::array<M, 1> pullback(M const& g, M const&, M const&) {
        return {detail::made<transpose>(g)};
    }
    template <int, class M>
    static constexpr M pushforward(M const& t, M const&, M const&) {
        return detail::made<transpose>(t);
    }
};

}  // namespace ctgrad::operations
