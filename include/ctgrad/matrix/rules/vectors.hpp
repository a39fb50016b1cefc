#pragma once

#include <array>
#include <cstddef>

#include <ctgrad/matrix/rules/operation.hpp>
#include <ctgrad/matrix/rules/reduction.hpp>
#include <ctgrad/operations/power.hpp>

/// Norms and cross products.
namespace ctgrad::operations {

/// The square root of the sum of the squares of all entries. Its gradient is A / |A|. At A = 0, where it has none, 0 is
/// used, the smallest subgradient, as for hypot.
struct norm : unary_matrix_operation {
    static constexpr char const* name = "norm";
    static constexpr ctgrad::notation notation{.latex = {"\\lVert $1 \\rVert", precedence::atom}};
    template <class T>
    static constexpr T evaluate(T const& a) {
        return abs(a);
    }
    static constexpr matrix_shape shape_of(matrix_shape const*) { return {}; }
    /// 1 / |A|; at 0 any finite number will do.
    template <class M>
    static constexpr M reciprocal(M const& y) {
        return 1 / select(y == 0, M(1), y);
    }
    template <class M>
    static constexpr std::array<M, 1> pullback(M const& g, M const& y, M const& a) {
        return {g * reciprocal(y) * a};
    }
    template <int, class M>
    static constexpr M pushforward(M const& t, M const& y, M const& a) {
        return reciprocal(y) * detail::made<sum>(t * a);
    }
    static constexpr int lowered(detail::graph& g, int const* operands);
};

/// a x b, column by column. The triple product does not change if its factors rotate: g.(a x b) = a.(b x g) = b.(g x a).
struct cross : matrix_operation {
    static constexpr char const* name = "cross";
    static constexpr ctgrad::notation notation{
        .latex = {"$1 \\times $2", precedence::product, {precedence::power, precedence::power}}};
    static constexpr auto cost = ctgrad::cost_class::multiplication;
    template <class T>
    static constexpr T evaluate(T const&, T const&) {
        return T(0);
    }
    static constexpr matrix_shape shape_of(matrix_shape const* operands) { return operands[0]; }
    static constexpr shape_conflict conflict(detail::descriptor const* const* operands) {
        matrix_shape const &a = operands[0]->shape, &b = operands[1]->shape;
        if (!(a.rows == b.rows)) return shape_conflict::of_dimensions(a.rows, b.rows);
        if (!(a.columns == b.columns)) return shape_conflict::of_dimensions(a.columns, b.columns);
        return a.rows == extent(3) ? shape_conflict{} : shape_conflict::of_shape();
    }
    template <shape_conflict::kind, class Problem>
    static constexpr detail::mistake refuse() {
        static_assert(detail::never<Problem>,
                      "ctgrad: cross(a, b) takes vectors with 3 entries, or matrices of such columns, of one shape");
        return {};
    }
    template <class T>
    static CTGRAD_INLINE void compute(matrix_in_memory<T> result, matrix_in_memory<T const> a,
                                      matrix_in_memory<T const> b) {
        for (std::ptrdiff_t j = 0; j < result.columns; ++j) {
            result(0, j) = a(1, j) * b(2, j) - a(2, j) * b(1, j);
            result(1, j) = a(2, j) * b(0, j) - a(0, j) * b(2, j);
            result(2, j) = a(0, j) * b(1, j) - a(1, j) * b(0, j);
        }
    }
    template <class M>
    static constexpr std::array<M, 2> pullback(M const& g, M const&, M const& a, M const& b) {
        return {detail::made<cross>(b, g), detail::made<cross>(g, a)};
    }
    template <int I, class M>
    static constexpr M pushforward(M const& t, M const&, M const& a, M const& b) {
        return I == 0 ? detail::made<cross>(t, b) : detail::made<cross>(a, t);
    }
};

}  // namespace ctgrad::operations
