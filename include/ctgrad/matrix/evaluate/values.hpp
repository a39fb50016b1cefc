#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <type_traits>
#include <utility>

#include <Eigen/Core>

#include <ctgrad/diagnostics/matrix_messages.hpp>
#include <ctgrad/formula/binding.hpp>
#include <ctgrad/matrix/formula/expression.hpp>

/// What a matrix variable can be bound to: any Eigen expression, or nested std::arrays.
namespace ctgrad::detail {

using matrix_index = std::ptrdiff_t;

/// A matrix that a variable is bound to, by reference.
template <class M>
struct matrix_reference {
    M const* object;
};
template <class M>
inline constexpr bool is_matrix_reference = false;
template <class M>
inline constexpr bool is_matrix_reference<matrix_reference<M>> = true;

template <class M>
inline constexpr bool is_eigen = requires(M const& m) {
    []<class D>(Eigen::DenseBase<D> const&) {}(m);
};

template <class M>
struct array_matrix {
    static constexpr bool value = false;
};
template <class T, std::size_t R>
    requires(std::is_arithmetic_v<T>)
struct array_matrix<std::array<T, R>> {
    static constexpr bool value = true, one_dimensional = true;
    static constexpr matrix_index rows = R, columns = 1;
    using scalar = T;
    static constexpr T at(std::array<T, R> const& a, matrix_index i, matrix_index) {
        return a[static_cast<std::size_t>(i)];
    }
};
template <class T, std::size_t C, std::size_t R>
    requires(std::is_arithmetic_v<T>)
struct array_matrix<std::array<std::array<T, C>, R>> {
    static constexpr bool value = true, one_dimensional = false;
    static constexpr matrix_index rows = R, columns = C;
    using scalar = T;
    static constexpr T at(std::array<std::array<T, C>, R> const& a, matrix_index i, matrix_index j) {
        return a[static_cast<std::size_t>(i)][static_cast<std::size_t>(j)];
    }
};

template <class M>
inline constexpr bool is_array_matrix = array_matrix<M>::value;

template <class M>
    requires(is_eigen<M> || is_array_matrix<M>)
inline constexpr bool is_matrix_value<M> = true;

/// The sizes of a matrix type, or -1 if they are dynamic.
template <class M>
constexpr matrix_index known_rows() {
    if constexpr (is_eigen<M>)
        return M::RowsAtCompileTime == Eigen::Dynamic ? -1 : M::RowsAtCompileTime;
    else
        return array_matrix<M>::rows;
}
template <class M>
constexpr matrix_index known_columns() {
    if constexpr (is_eigen<M>)
        return M::ColsAtCompileTime == Eigen::Dynamic ? -1 : M::ColsAtCompileTime;
    else
        return array_matrix<M>::columns;
}
constexpr bool fits(matrix_index known, extent const& wanted) {
    return known < 0 || wanted.is_named() || known == wanted.number;
}
/// A one-dimensional array is a column, or a row if the variable has one row.
template <class M>
constexpr bool is_flat_row(matrix_shape const& shape) {
    if constexpr (is_array_matrix<M>)
        return array_matrix<M>::one_dimensional && shape.rows.is_one();
    else
        return false;
}

template <class Expression, class T>
constexpr auto bind_matrix(T const& value) {
    constexpr matrix_shape shape = describe<Expression>.shape;
    if constexpr (!is_matrix_value<T>)
        return refuse_matrix_value<about<bound_matrix, Expression>, T>();
    else if constexpr (is_flat_row<T>(shape)
                           ? !fits(known_rows<T>(), shape.columns)
                           : !fits(known_rows<T>(), shape.rows) || !fits(known_columns<T>(), shape.columns))
        return refuse_matrix_shape<about<bound_matrix, Expression>, T>();
    else
        return binding<Expression, matrix_reference<T>>{{&value}};
}

template <class Value>
inline constexpr bool is_eigen_reference = false;
template <class M>
inline constexpr bool is_eigen_reference<matrix_reference<M>> = is_eigen<M>;
/// The matrix that a bound value refers to.
template <class Value>
using referenced_matrix = std::remove_cvref_t<decltype(*std::declval<Value>().object)>;

/// The scalar type of a bound value.
template <class U>
struct scalar_in {
    using type = U;
};
template <class M>
    requires(is_eigen<M>)
struct scalar_in<matrix_reference<M>> {
    using type = typename M::Scalar;
};
template <class M>
    requires(is_array_matrix<M>)
struct scalar_in<matrix_reference<M>> {
    using type = typename array_matrix<M>::scalar;
};

/// Rows and columns of a bound value, for a variable with a shape.
struct given_size {
    matrix_index rows;
    matrix_index columns;
};
template <class U>
constexpr given_size size_given(U const& value, [[maybe_unused]] bool as_row) {
    if constexpr (is_matrix_reference<U>) {
        using matrix = std::remove_cvref_t<decltype(*value.object)>;
        if constexpr (is_eigen<matrix>)
            return {value.object->rows(), value.object->cols()};
        else if (as_row && array_matrix<matrix>::one_dimensional)
            return {1, array_matrix<matrix>::rows};
        else
            return {array_matrix<matrix>::rows, array_matrix<matrix>::columns};
    } else {
        return {1, 1};
    }
}

/// Whether a type is a map without strides.
template <class M>
inline constexpr bool is_map_without_gaps = false;
template <class Plain, int Options>
inline constexpr bool is_map_without_gaps<Eigen::Map<Plain, Options, Eigen::Stride<0, 0>>> = true;

/// Whether the numbers of a matrix type are in memory, as type T.
template <class M, class T>
inline constexpr bool has_memory_of = false;
template <class M, class T>
    requires is_eigen<M>
inline constexpr bool has_memory_of<M, T> =
    std::same_as<typename M::Scalar, T> && (M::Flags & Eigen::DirectAccessBit) != 0;

/// Whether a matrix type is always row-major and contiguous.
template <class M, class T>
constexpr bool always_packed_by_rows() {
    if constexpr (has_memory_of<M, T>)
        return static_cast<int>(M::InnerStrideAtCompileTime) == 1 && !M::IsVectorAtCompileTime && M::IsRowMajor &&
               (std::derived_from<M, Eigen::PlainObjectBase<M>> || is_map_without_gaps<M>);
    else
        return false;
}
/// Whether a matrix type is always column-major and contiguous, as a program needs it.
template <class M, class T>
constexpr bool always_packed() {
    if constexpr (has_memory_of<M, T>)
        return static_cast<int>(M::InnerStrideAtCompileTime) == 1 && (M::IsVectorAtCompileTime || !M::IsRowMajor) &&
               (M::IsVectorAtCompileTime || std::derived_from<M, Eigen::PlainObjectBase<M>> || is_map_without_gaps<M> ||
                (static_cast<int>(M::OuterStrideAtCompileTime) == static_cast<int>(M::RowsAtCompileTime) &&
                 M::RowsAtCompileTime != Eigen::Dynamic));
    else
        return false;
}
/// The memory of a matrix if it is packed, or null.
template <class T, class M>
constexpr T* packed(M& m) {
    if constexpr (is_eigen<std::remove_const_t<M>>) {
        using plain = std::remove_const_t<M>;
        if constexpr (std::same_as<typename plain::Scalar, std::remove_const_t<T>> &&
                      (plain::Flags & Eigen::DirectAccessBit) != 0) {
            bool const vector = m.rows() == 1 || m.cols() == 1;
            bool const no_gaps = vector ? (m.size() <= 1 || (m.rows() == 1) == static_cast<bool>(plain::IsRowMajor)
                                               ? m.innerStride() == 1 || m.size() <= 1
                                               : m.outerStride() == 1)
                                        : !plain::IsRowMajor && m.innerStride() == 1 && m.outerStride() == m.rows();
            return no_gaps ? m.data() : nullptr;
        }
    }
    return nullptr;
}

/// Copies a matrix to packed memory.
template <class T, class M>
constexpr void pack(M const& m, T* to, given_size size, [[maybe_unused]] bool as_row) {
    if constexpr (is_eigen<M>) {
        Eigen::Map<Eigen::Matrix<T, Eigen::Dynamic, Eigen::Dynamic>>(to, size.rows, size.columns) =
            m.template cast<T>();
    } else {
        for (matrix_index j = 0; j < size.columns; ++j)
            for (matrix_index i = 0; i < size.rows; ++i)
                to[i + j * size.rows] =
                    static_cast<T>(as_row && array_matrix<M>::one_dimensional ? array_matrix<M>::at(m, j, 0)
                                                                              : array_matrix<M>::at(m, i, j));
    }
}

}  // namespace ctgrad::detail
