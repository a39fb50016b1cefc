#pragma once

#include <array>
#include <cstddef>
#include <utility>

/// Which entries of a Jacobian or Hessian are not zero, and the order in which they are stored.
namespace ctgrad {

/// The order of a compressed sparse matrix: row by row (CSR) or column by column (CSC).
enum class storage_order { by_rows, by_columns };

namespace detail {

template <storage_order Order>
struct compressed {
    static constexpr storage_order order = Order;
};
struct whole_matrix {};

/// A storage order, and whether only the lower triangle of a Hessian is stored.
template <storage_order Order, bool Lower>
struct sparse_layout {
    static constexpr storage_order order = Order;
    static constexpr bool lower = Lower;
};

}  // namespace detail

/// Row by row, the columns of a row in ascending order.
inline constexpr detail::compressed<storage_order::by_rows> csr{};
/// Column by column, the rows of a column in ascending order.
inline constexpr detail::compressed<storage_order::by_columns> csc{};
/// Both triangles of a Hessian instead of the lower one.
inline constexpr detail::whole_matrix both_triangles{};

/// The structural pattern of a matrix: the positions of its entries that are not zero, in storage order. All other
/// entries are zero for all arguments. It is the result of `sparsity`; positions count from 0.
template <std::size_t Rows, std::size_t Columns, std::size_t Nonzeros, storage_order Order, bool Lower>
struct sparsity_pattern {
    static constexpr std::size_t rows = Rows, columns = Columns, nonzeros = Nonzeros;
    static constexpr storage_order order = Order;
    /// Whether this is the lower triangle of a symmetric matrix, including the diagonal.
    static constexpr bool lower_triangle = Lower;
    /// The rows of a matrix in CSR order, or the columns in CSC order.
    static constexpr std::size_t outer_size = Order == storage_order::by_rows ? Rows : Columns;

    /// The coordinates: entry number k is at `row_indices[k]`, `column_indices[k]`.
    std::array<int, Nonzeros> row_indices{};
    std::array<int, Nonzeros> column_indices{};
    /// The entries of row (CSR) or column (CSC) number j are those from `offsets[j]` to one before `offsets[j + 1]`.
    std::array<int, outer_size + 1> offsets{};

    /// The columns of the entries in CSR order, or their rows in CSC order.
    constexpr std::array<int, Nonzeros> const& inner_indices() const {
        if constexpr (Order == storage_order::by_rows)
            return column_indices;
        else
            return row_indices;
    }
    /// The number of the entry at a position, or `nonzeros` if it is not stored.
    constexpr std::size_t index_of(std::size_t row, std::size_t column) const {
        std::size_t const outer = Order == storage_order::by_rows ? row : column;
        int const inner = static_cast<int>(Order == storage_order::by_rows ? column : row);
        std::size_t first = static_cast<std::size_t>(offsets[outer]),
                    last = static_cast<std::size_t>(offsets[outer + 1]);
        std::size_t const end = last;
        while (first < last) {
            std::size_t const middle = (first + last) / 2;
            if (inner_indices()[middle] < inner)
                first = middle + 1;
            else
                last = middle;
        }
        return first < end && inner_indices()[first] == inner ? first : nonzeros;
    }
    /// Whether the entry at a position is stored.
    constexpr bool contains(std::size_t row, std::size_t column) const { return index_of(row, column) < nonzeros; }

    friend constexpr bool operator==(sparsity_pattern const&, sparsity_pattern const&) = default;
};

}  // namespace ctgrad
