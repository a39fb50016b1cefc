#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <type_traits>
#include <utility>

#include <ctgrad/ctgrad.hpp>
#include <ctgrad/diagnostics/geometry_messages.hpp>
#include <ctgrad/geometry/fixed_matrix_checks.hpp>

namespace ctgrad {

/// A matrix of a fixed size, for small linear algebra in traced functions. They cannot use matrices of Eigen, which do
/// not work in constant expressions. Its members have Eigen's names, so that one template serves both. It also works
/// with numbers, and in constant expressions.
///
/// The entries are given row by row, in the order in which one writes them: `fixed_matrix<T, 2, 2>(a, b, c, d)` has the
/// first row a, b. A vector is a matrix of one column. Entries that are not given are 0.
/// ```cpp
/// constexpr auto f = ctgrad::function<double(Eigen::Vector3d, Eigen::Matrix3d)>(
///     [](auto const& x, auto const& m) { return x.dot(m * x) / x.squaredNorm(); });
/// ```
/// Parts such as `head<2>()` are copies. To change a part write `set_block`.
template <class T, std::size_t Rows, std::size_t Columns>
struct fixed_matrix {
    using Scalar = T;
    using value_type = T;
    static constexpr int RowsAtCompileTime = static_cast<int>(Rows), ColsAtCompileTime = static_cast<int>(Columns),
                         SizeAtCompileTime = static_cast<int>(Rows * Columns);

    std::array<T, Rows * Columns> entries{};  ///< column by column, as in a matrix of Eigen

    constexpr fixed_matrix() = default;
    template <std::convertible_to<T>... Numbers>
        requires(sizeof...(Numbers) == Rows * Columns && (sizeof...(Numbers) > 1))
    constexpr fixed_matrix(Numbers const&... by_rows) {
        T const numbers[]{static_cast<T>(by_rows)...};
        for (std::size_t i = 0; i < Rows; ++i)
            for (std::size_t k = 0; k < Columns; ++k) (*this)(i, k) = numbers[i * Columns + k];
    }
    constexpr fixed_matrix(std::array<T, Rows> const& vector) requires(Columns == 1) : entries(vector) {}
    template <class Other>
        requires(std::convertible_to<Other, T> && !std::same_as<Other, T>)
    constexpr fixed_matrix(fixed_matrix<Other, Rows, Columns> const& other) {
        for (std::size_t i = 0; i < entries.size(); ++i) entries[i] = static_cast<T>(other.entries[i]);
    }
    fixed_matrix(fixed_matrix const&) = default;
    constexpr fixed_matrix& operator=(fixed_matrix const&) & = default;  // (not to a temporary, such as a part)

    static constexpr fixed_matrix Zero() { return {}; }
    static constexpr fixed_matrix Constant(T const& number) {
        fixed_matrix all;
        all.entries.fill(number);
        return all;
    }
    static constexpr fixed_matrix Identity() {
        fixed_matrix unit;
        for (std::size_t i = 0; i < (Rows < Columns ? Rows : Columns); ++i) unit(i, i) = T(1.0);
        return unit;
    }

    constexpr std::size_t rows() const { return Rows; }
    constexpr std::size_t cols() const { return Columns; }
    constexpr std::size_t size() const { return Rows * Columns; }

    constexpr T& operator()(std::size_t row, std::size_t column) { return entries[column * Rows + row]; }
    constexpr T const& operator()(std::size_t row, std::size_t column) const { return entries[column * Rows + row]; }
    constexpr T& operator[](std::size_t i) requires(Rows == 1 || Columns == 1) { return entries[i]; }
    constexpr T const& operator[](std::size_t i) const requires(Rows == 1 || Columns == 1) { return entries[i]; }
    constexpr T& operator()(std::size_t i) requires(Rows == 1 || Columns == 1) { return entries[i]; }
    constexpr T const& operator()(std::size_t i) const requires(Rows == 1 || Columns == 1) { return entries[i]; }
    constexpr T const& x() const requires(Rows* Columns >= 1) { return (*this)[0]; }
    constexpr T const& y() const requires(Rows* Columns >= 2) { return (*this)[1]; }
    constexpr T const& z() const requires(Rows* Columns >= 3) { return (*this)[2]; }
    constexpr T const& w() const requires(Rows* Columns >= 4) { return (*this)[3]; }

    /// The part of `R` rows and `C` columns that begins at an entry.
    template <std::size_t R, std::size_t C>
    constexpr fixed_matrix<T, R, C> block(std::size_t row, std::size_t column) const {
        static_assert(R <= Rows && C <= Columns, "ctgrad: a block has at most the rows and columns of its matrix");
        fixed_matrix<T, R, C> part;
        for (std::size_t i = 0; i < R; ++i)
            for (std::size_t k = 0; k < C; ++k) part(i, k) = (*this)(row + i, column + k);
        return part;
    }
    template <std::size_t N>
    constexpr auto segment(std::size_t start) const requires(Rows == 1 || Columns == 1) {
        if constexpr (Columns == 1)
            return block<N, 1>(start, 0);
        else
            return block<1, N>(0, start);
    }
    template <std::size_t N>
    constexpr auto head() const {
        return segment<N>(0);
    }
    template <std::size_t N>
    constexpr auto tail() const {
        return segment<N>(Rows * Columns - N);
    }
    constexpr fixed_matrix<T, Rows, 1> col(std::size_t k) const { return block<Rows, 1>(0, k); }
    constexpr fixed_matrix<T, 1, Columns> row(std::size_t i) const { return block<1, Columns>(i, 0); }
    /// Replaces the part that begins at an entry.
    template <class Other, std::size_t R, std::size_t C>
    constexpr void set_block(std::size_t row, std::size_t column, fixed_matrix<Other, R, C> const& part) {
        for (std::size_t i = 0; i < R; ++i)
            for (std::size_t k = 0; k < C; ++k) (*this)(row + i, column + k) = part(i, k);
    }

    constexpr fixed_matrix<T, Columns, Rows> transpose() const {
        fixed_matrix<T, Columns, Rows> result;
        for (std::size_t i = 0; i < Rows; ++i)
            for (std::size_t k = 0; k < Columns; ++k) result(k, i) = (*this)(i, k);
        return result;
    }
    constexpr T sum() const {
        T all = entries[0];
        for (std::size_t i = 1; i < entries.size(); ++i) all += entries[i];
        return all;
    }
    constexpr T trace() const requires(Rows == Columns) {
        T all = (*this)(0, 0);
        for (std::size_t i = 1; i < Rows; ++i) all += (*this)(i, i);
        return all;
    }
    template <class Other>
    constexpr auto cwiseProduct(fixed_matrix<Other, Rows, Columns> const& b) const {
        return detail::entry_by_entry(*this, b,
                                      [](auto const& entry_a, auto const& entry_b) { return entry_a * entry_b; });
    }
    template <class Other>
    constexpr auto cwiseQuotient(fixed_matrix<Other, Rows, Columns> const& b) const {
        return detail::entry_by_entry(*this, b,
                                      [](auto const& entry_a, auto const& entry_b) { return entry_a / entry_b; });
    }
    template <class Other>
    constexpr auto dot(fixed_matrix<Other, Rows, Columns> const& b) const requires(Rows == 1 || Columns == 1) {
        return cwiseProduct(b).sum();
    }
    /// The cross product of two vectors with three entries.
    template <class Other, std::size_t R, std::size_t C>
    constexpr auto cross(fixed_matrix<Other, R, C> const& b) const {
        auto const& a = *this;
        if constexpr (Rows * Columns != 3 || R != Rows || C != Columns) {
            detail::refuse_cross_product<fixed_matrix, fixed_matrix<Other, R, C>>();
            if constexpr (Rows * Columns == 2)
                return T(0.0);
            else
                return *this;
        } else
            return fixed_matrix<decltype(a[0] * b[0]), Rows, Columns>(
                a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]);
    }
    constexpr T squaredNorm() const { return cwiseProduct(*this).sum(); }
    /// The Euclidean norm; for a matrix the Frobenius norm. It has no derivative at 0: select another expression there.
    constexpr T norm() const { return sqrt(squaredNorm()); }
    constexpr fixed_matrix normalized() const { return *this / norm(); }

    /// The determinant of a matrix with up to four rows, by expansion.
    constexpr T determinant() const {
        if constexpr (detail::check_square<Rows, Columns>() && detail::check_few_rows<Rows>())
            return detail::determinant_of(*this);
        else
            return T(0.0);
    }
    /// The inverse of a matrix with up to four rows, by cofactors. A singular matrix gives infinities and NaNs.
    constexpr fixed_matrix inverse() const {
        if constexpr (detail::check_square<Rows, Columns>() && detail::check_few_rows<Rows>())
            return detail::adjugate_of(*this) / determinant();
        else
            return *this;
    }

    friend constexpr fixed_matrix operator-(fixed_matrix const& a) {
        fixed_matrix result;
        for (std::size_t i = 0; i < a.entries.size(); ++i) result.entries[i] = -a.entries[i];
        return result;
    }
    constexpr fixed_matrix& operator+=(fixed_matrix const& b) & { return *this = *this + b; }
    constexpr fixed_matrix& operator-=(fixed_matrix const& b) & { return *this = *this - b; }
    constexpr fixed_matrix& operator*=(T const& number) & { return *this = *this * number; }
    constexpr fixed_matrix& operator/=(T const& number) & { return *this = *this / number; }
    friend constexpr bool operator==(fixed_matrix const&, fixed_matrix const&) = default;

    /// Refused: a matrix of Eigen, which holds numbers.
    template <class Matrix>
        requires(std::is_base_of_v<detail::symbolic_base, T>&& detail::whole_matrix_of_eigen<Matrix>&&
                     detail::refuse_conversion_to_eigen<Matrix>())
    operator Matrix() const;
    /// Refused: there is no comma initializer.
    template <class Number>
        requires std::convertible_to<Number, T>
    friend constexpr fixed_matrix& operator<<(fixed_matrix& m, Number const&) {
        detail::refuse_comma_initializer<fixed_matrix>();
        return m;
    }
    template <class Number>
        requires std::convertible_to<Number, T>
    friend constexpr fixed_matrix& operator,(fixed_matrix& m, Number const&) { return m; }
};

/// A column of N numbers.
template <class T, std::size_t N>
using fixed_vector = fixed_matrix<T, N, 1>;

/// The vector with these numbers or symbols as its entries: `vector_of(x, 0.0, 1.0)`.
template <class... T>
    requires(sizeof...(T) > 1)
constexpr auto vector_of(T const&... numbers) {
    return fixed_vector<std::common_type_t<T..., double>, sizeof...(T)>(numbers...);
}

}  // namespace ctgrad
