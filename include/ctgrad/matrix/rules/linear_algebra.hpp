#pragma once

#include <array>

#include <ctgrad/matrix/rules/factorisation.hpp>
#include <ctgrad/matrix/rules/kinds_of_matrices.hpp>
#include <ctgrad/matrix/rules/operation.hpp>
#include <ctgrad/matrix/rules/table.hpp>

/// Solutions of linear equations, inverses and determinants.
namespace ctgrad::operations {

/// X with A X = B. The derivatives are solutions too: for an adjoint G, with Z = A^-T G, the adjoint of B is Z and that
/// of A is -Z X^T.
struct solution : operation_on_square {
    static constexpr char const* name = "solve";
    static constexpr ctgrad::notation notation{
        .latex = {"$1^{-1} \\, $2", precedence::product, {precedence::atom, precedence::power}}};
    template <class T>
    static constexpr T evaluate(T const& a, T const& b) {
        return b / a;
    }
    static constexpr matrix_shape shape_of(matrix_shape const* operands) {
        return {operands[0].columns, operands[1].columns};
    }
    static constexpr shape_conflict conflict(detail::descriptor const* const* operands) {
        shape_conflict const square = operation_on_square::conflict(operands);
        return square.what != shape_conflict::kind::none
                   ? square
                   : shape_conflict::unless_equal(operands[0]->shape.rows, operands[1]->shape.rows);
    }
    template <shape_conflict::kind What, class Problem>
        requires(What == shape_conflict::kind::shape)
    static constexpr detail::mistake refuse() { return operation_on_square::refuse<What, Problem>(); }
    template <shape_conflict::kind What, class Problem>
        requires(What == shape_conflict::kind::dimensions)
    static constexpr detail::mistake refuse() {
        static_assert(detail::never<Problem>, "ctgrad: solve(A, B) needs a B with as many rows as A");
        return {};
    }
    template <class M>
    static constexpr std::array<M, 2> pullback(M const& g, M const& x, M const& a, M const&) {
        M const z = detail::made<solution>(detail::made<transpose>(a), g);
        return {-detail::made<matrix_product>(z, detail::made<transpose>(x)), z};
    }
    template <int I, class M>
    static constexpr M pushforward(M const& t, M const& x, M const& a, M const&) {
        return I == 0 ? -detail::made<solution>(a, detail::made<matrix_product>(t, x)) : detail::made<solution>(a, t);
    }
    static constexpr int lowered(detail::graph& g, int const* operands) {
        detail::factored_matrix const a = detail::factored(g, operands[0]);
        int const by_factors[]{a.node, operands[1]};
        return g.apply(detail::row_of_factors<solution_by_factors>(a.kind, a.transposed), by_factors);
    }
};

struct inverse : operation_on_square {
    static constexpr char const* name = "inverse";
    static constexpr ctgrad::notation notation{.latex = {"$1^{-1}", precedence::power, {precedence::atom}}};
    template <class T>
    static constexpr T evaluate(T const& a) {
        return T(1) / a;
    }
    static constexpr matrix_shape shape_of(matrix_shape const* operands) { return operands[0].transposed(); }
    template <class M>
    static constexpr std::array<M, 1> pullback(M const& g, M const& y, M const&) {
        M const turned = detail::made<transpose>(y);
        return {-detail::made<matrix_product>(turned, detail::made<matrix_product>(g, turned))};
    }
    template <int, class M>
    static constexpr M pushforward(M const& t, M const& y, M const&) {
        return -detail::made<matrix_product>(y, detail::made<matrix_product>(t, y));
    }
    static constexpr int lowered(detail::graph& g, int const* operands) {
        detail::factored_matrix const a = detail::factored(g, operands[0]);
        return g.apply(detail::row_of_factors<inverse_by_factors>(a.kind, a.transposed), &a.node);
    }
};

/// A function of the determinant. Its derivative is a multiple of A^-T.
template <class Self>
struct function_of_determinant : operation_on_square {
    static constexpr matrix_shape shape_of(matrix_shape const*) { return {}; }
    template <class M>
    static constexpr std::array<M, 1> pullback(M const& g, M const& y, M const& a) {
        return {g * Self::factor(y) * detail::made<transpose>(detail::made<inverse>(a))};
    }
    template <int, class M>
    static constexpr M pushforward(M const& t, M const& y, M const& a) {
        return Self::factor(y) * detail::made<sum>(t * detail::made<transpose>(detail::made<inverse>(a)));
    }
    static constexpr int lowered(detail::graph& g, int const* operands) {
        detail::factored_matrix const a = detail::factored(g, operands[0]);  // the transpose has the same determinant
        return g.apply(detail::row_of_factors<determinant_by_factors>(a.kind, Self::of_logarithm), &a.node);
    }
};
struct determinant : function_of_determinant<determinant> {
    static constexpr char const* name = "determinant";
    static constexpr bool of_logarithm = false;
    static constexpr ctgrad::notation notation{.latex = {"\\det $1", precedence::product, {precedence::atom}}};
    template <class T>
    static constexpr T evaluate(T const& a) {
        return a;
    }
    template <class M>
    static constexpr M factor(M const& y) {
        return y;
    }
};
/// log |det A|.
struct log_determinant : function_of_determinant<log_determinant> {
    static constexpr char const* name = "log_determinant";
    static constexpr bool of_logarithm = true;
    static constexpr ctgrad::notation notation{.latex = {"\\log |\\det $1|", precedence::product, {precedence::atom}}};
    template <class T>
    static constexpr T evaluate(T const& a) {
        return log(abs(a));
    }
    template <class M>
    static constexpr M factor(M const&) {
        return M(1);
    }
};

}  // namespace ctgrad::operations
