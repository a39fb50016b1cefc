#pragma once

#include <array>

#include <ctgrad/matrix/rules/operation.hpp>
#include <ctgrad/matrix/rules/table.hpp>

/// What a formula says about a matrix: positive definite, or triangular.
namespace ctgrad::operations {

/// A statement about a square matrix, which computes nothing by itself.
struct kind_of_matrix : matrix_operation {
    static constexpr auto cost = ctgrad::cost_class::nothing;
    static constexpr bool takes_square = true;
    template <class T>
    static constexpr T evaluate(T const& a) {
        return a;
    }
    static constexpr matrix_shape shape_of(matrix_shape const* operands) { return operands[0]; }
};

/// A matrix of which the formula says that it is symmetric and positive definite.
struct positive_definite : kind_of_matrix {
    static constexpr char const* name = "positive_definite";
    static constexpr ctgrad::notation notation{.latex = {"$1", precedence::atom, {precedence::atom}}};
    template <class M>
    static constexpr std::array<M, 1> pullback(M const& g, M const&, M const&) {
        return {g};
    }
    template <int, class M>
    static constexpr M pushforward(M const& t, M const&, M const&) {
        return t;
    }
};

/// A triangle of a matrix with its diagonal; the other entries are 0, whatever they were.
template <class Self>
struct triangle : kind_of_matrix {
    template <class M>
    static constexpr std::array<M, 1> pullback(M const& g, M const&, M const&) {
        return {detail::made<Self>(g)};
    }
    template <int, class M>
    static constexpr M pushforward(M const& t, M const&, M const&) {
        return detail::made<Self>(t);
    }
};
struct lower_triangular : triangle<lower_triangular> {
    static constexpr char const* name = "lower_triangular";
};
struct upper_triangular : triangle<upper_triangular> {
    static constexpr char const* name = "upper_triangular";
};

}  // namespace ctgrad::operations
