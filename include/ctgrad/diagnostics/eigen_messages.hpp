#pragma once

#include <ctgrad/diagnostics/refusal.hpp>
#include <ctgrad/diagnostics/symbol_checks.hpp>

/// Refuses arithmetic of matrices of Eigen with what is traced, without including Eigen. The compiler alone would list
/// every operator of Eigen.
namespace ctgrad::detail {

/// A matrix, an expression or a quaternion of Eigen, of numbers.
template <class M>
concept eigen_object = __is_class(M) && requires(M const& matrix) {
    matrix.derived();
    typename M::Scalar;
}
&&plain_number<typename M::Scalar>;

template <class... Operands>
struct eigen_operands;
template <class... Operands>
constexpr auto refuse_eigen() {
    static_assert(
        never_remembered<eigen_operands<Operands...>>,
        "ctgrad: a matrix of Eigen cannot be part of a traced function: make it an argument, as in "
        "function<double(double, ctgrad::data<Eigen::Matrix3d>)>, or write ctgrad::fixed_matrix or vector_of for it");
}

/// The result of such arithmetic: it has entries, and the members of a vector that result in a number.
template <class Symbol>
struct refused_matrix : Symbol {
    constexpr Symbol operator[](auto) const { return {}; }
    constexpr Symbol operator()(auto...) const { return {}; }
    constexpr Symbol x() const { return {}; }
    constexpr Symbol y() const { return {}; }
    constexpr Symbol z() const { return {}; }
    constexpr Symbol sum() const { return {}; }
    constexpr Symbol norm() const { return {}; }
    constexpr Symbol squaredNorm() const { return {}; }
    constexpr Symbol dot(auto const&) const { return {}; }
};

/// The base of a type of symbols. As friends of a template the operators are instantiated only where they are called.
template <class Symbol>
struct no_eigen {
    // clang-format off
    template <eigen_object M> friend constexpr auto operator*(M const&, Symbol const&) { refuse_eigen<M, Symbol>(); return refused_matrix<Symbol>(); }
    template <eigen_object M> friend constexpr auto operator*(Symbol const&, M const&) { refuse_eigen<Symbol, M>(); return refused_matrix<Symbol>(); }
    template <eigen_object M> friend constexpr auto operator/(M const&, Symbol const&) { refuse_eigen<M, Symbol>(); return refused_matrix<Symbol>(); }
    template <eigen_object M> friend constexpr auto operator+(M const&, Symbol const&) { refuse_eigen<M, Symbol>(); return refused_matrix<Symbol>(); }
    template <eigen_object M> friend constexpr auto operator+(Symbol const&, M const&) { refuse_eigen<Symbol, M>(); return refused_matrix<Symbol>(); }
    template <eigen_object M> friend constexpr auto operator-(M const&, Symbol const&) { refuse_eigen<M, Symbol>(); return refused_matrix<Symbol>(); }
    template <eigen_object M> friend constexpr auto operator-(Symbol const&, M const&) { refuse_eigen<Symbol, M>(); return refused_matrix<Symbol>(); }
    template <eigen_object M> friend constexpr auto operator<<(M& m, Symbol const&) { refuse_eigen<M, Symbol>(); return m; }
    // clang-format on
};

}  // namespace ctgrad::detail
