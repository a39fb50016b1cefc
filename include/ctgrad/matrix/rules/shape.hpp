#pragma once

#include <array>

#include <ctgrad/matrix/rules/operation.hpp>

/// Constants of a shape, and broadcasting.
namespace ctgrad::operations {

/// A constant of a shape; it has no derivative.
struct constant_of_shape : matrix_operation {
    static constexpr auto cost = ctgrad::cost_class::nothing;
    static constexpr auto form = detail::matrix_form::entries;
    template <class T>
    static constexpr T evaluate(T const&) {
        return T(1);
    }
    template <class M>
    static constexpr std::array<M, 1> pullback(M const&, M const&, M const&) {
        return {M(0)};
    }
    template <int, class M>
    static constexpr M pushforward(M const&, M const&, M const&) {
        return M(0);
    }
};
/// 1 on the diagonal, else 0.
struct identity : constant_of_shape {
    static constexpr char const* name = "identity";
    static constexpr bool uses_position = true;
    static constexpr matrix_shape shape_of(matrix_shape const* operands) { return operands[0]; }
    template <class T>
    static CTGRAD_INLINE T entry(T const&, matrix_entry at) {
        return at.row == at.column ? T(1) : T(0);
    }
};
/// The number of entries of a shape.
struct count : constant_of_shape {
    static constexpr char const* name = "count";
    static constexpr matrix_shape shape_of(matrix_shape const*) { return {}; }
    template <class T>
    static CTGRAD_INLINE T entry(T const&, matrix_entry at) {
        if constexpr (detail::made_of_floating_point<T>)
            return T(static_cast<typename T::value_type>(at.count));
        else
            return static_cast<T>(at.count);
    }
};

/// A number, row or column, broadcast to the shape of the second operand.
struct broadcast : binary_matrix_operation {
    static constexpr char const* name = "broadcast";
    static constexpr ctgrad::notation notation{.infix = {"broadcast($1 to $2)", precedence::call}};
    static constexpr auto cost = ctgrad::cost_class::nothing;
    static constexpr auto form = detail::matrix_form::entries;
    static constexpr bool only_arithmetic = true;
    static constexpr matrix_shape shape_of(matrix_shape const* operands) { return operands[1]; }
    template <class M>
    static constexpr std::array<M, 2> pullback(M const& g, M const& y, M const& a, M const&) {
        return {summed_to(g, y, a), M(0)};
    }
    template <int I, class M>
    static constexpr M pushforward(M const& t, M const&, M const&, M const& like) {
        return I == 0 ? detail::made<broadcast>(t, like) : M(0);
    }
};

}  // namespace ctgrad::operations
