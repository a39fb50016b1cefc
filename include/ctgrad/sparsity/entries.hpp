#pragma once

#include <array>
#include <cstddef>
#include <type_traits>

#include <ctgrad/calculus/results.hpp>
#include <ctgrad/function/results.hpp>
#include <ctgrad/sparsity/pattern.hpp>

namespace ctgrad {

/// The entries of a matrix that are not zero: a `std::array` of them in the order of `pattern`.
/// ```cpp
/// auto const h = ctgrad::sparse(ctgrad::hessian(f))(x).hessian;
/// double const first = h[0], corner = h(3, 0);  // by number, and by position: 0 if it is not stored
/// ```
template <class T, auto const& Pattern>
struct sparse_matrix_entries : std::array<T, Pattern.nonzeros> {
    using pattern_type = std::remove_cvref_t<decltype(Pattern)>;
    static constexpr auto const& pattern = Pattern;
    static constexpr std::size_t rows = pattern.rows, columns = pattern.columns, nonzeros = pattern.nonzeros;

    /// The entry at a position of the matrix, which is 0 if it is not stored. If only the lower triangle is stored, it
    /// is used for both triangles.
    constexpr T operator()(std::size_t row, std::size_t column) const {
        bool const mirrored = pattern_type::lower_triangle && row < column;
        std::size_t const k = mirrored ? pattern.index_of(column, row) : pattern.index_of(row, column);
        return k < nonzeros ? (*this)[k] : T(0);
    }
    /// All entries of the matrix, `m[row][column]`. A Hessian has both its triangles.
    constexpr matrix_entries<T, rows, columns> dense() const {
        matrix_entries<T, rows, columns> all{};
        for (std::size_t k = 0; k < nonzeros; ++k) {
            auto const row = static_cast<std::size_t>(pattern.row_indices[k]),
                       column = static_cast<std::size_t>(pattern.column_indices[k]);
            all[row][column] = (*this)[k];
            if constexpr (pattern_type::lower_triangle) all[column][row] = (*this)[k];
        }
        return all;
    }
};

namespace detail {

/// The gradient of an output, with its zeros.
template <class Keys>
struct sparse_rows : Keys {
    template <class T, auto const& Pattern>
    static constexpr auto row(sparse_matrix_entries<T, Pattern> const& jacobian, std::size_t number) {
        matrix_entries<T, 1, Pattern.columns> one{};
        for (std::size_t k = 0; k < Pattern.columns; ++k) one[0][k] = jacobian(number, k);
        return Keys::row(one, 0);
    }
};

/// Finds derivatives in sparse results as the keys of dense results do.
template <class Keys>
struct sparse_keys : sparse_rows<Keys> {
    template <class T, auto const& Pattern, class A, class B>
    static constexpr auto entry(sparse_matrix_entries<T, Pattern> const& hessian, A a, B b) {
        auto const found = Keys::entry(hessian.dense(), a, b);
        return found;
    }
};
template <class... X>
struct sparse_keys<by_variables<X...>> : sparse_rows<by_variables<X...>> {
    template <class T, auto const& Pattern, class A, class B>
    static constexpr T entry(sparse_matrix_entries<T, Pattern> const& hessian, A, B) {
        return hessian(checked_position<A, X...>(), checked_position<B, X...>());
    }
};

}  // namespace detail
}  // namespace ctgrad
