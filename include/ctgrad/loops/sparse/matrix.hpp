#pragma once

#include <algorithm>
#include <cstddef>
#include <limits>
#include <new>
#include <span>
#include <stdexcept>
#include <utility>
#include <vector>

#include <ctgrad/loops/sparse/regular_places.hpp>
#include <ctgrad/sparsity/pattern.hpp>
#include <ctgrad/support/failure.hpp>

namespace ctgrad {

namespace detail {

template <class Matrix>
struct matrix_access;

/// Memory that begins with a cache line, so that no aligned register lies in two lines.
template <class T>
struct line_allocator {
    using value_type = T;
    static constexpr std::align_val_t line{64};

    line_allocator() = default;
    template <class U>
    line_allocator(line_allocator<U> const&) {}
    T* allocate(std::size_t count) { return static_cast<T*>(::operator new(count * sizeof(T), line)); }
    void deallocate(T* memory, std::size_t) { ::operator delete(memory, line); }
    friend bool operator==(line_allocator, line_allocator) { return true; }
};

}  // namespace detail

/// A sparse matrix whose size is known at run time: the Jacobian or Hessian of a function of rows. A number in row i of
/// a list is variable number i * width + its place in the row; the variables of several lists follow each other.
/// `sparsity` and `sparse` return it; its pattern does not change.
template <class T, storage_order Order, bool Lower>
class compressed_matrix {
public:
    static constexpr storage_order order = Order;
    /// Whether this is the lower triangle of a symmetric matrix, including the diagonal.
    static constexpr bool lower_triangle = Lower;

    std::size_t rows() const { return row_count; }
    std::size_t columns() const { return column_count; }
    std::size_t nonzeros() const { return inner.size(); }
    /// The entries of row (CSR) or column (CSC) number j are those from `offsets()[j]` to one before `offsets()[j + 1]`.
    std::span<int const> offsets() const { return outer; }
    /// The columns of the entries in CSR order, or their rows in CSC order, in ascending order.
    std::span<int const> inner_indices() const { return inner; }
    std::span<T> values() { return numbers; }
    std::span<T const> values() const { return numbers; }

    /// The number of the entry at a position, or `nonzeros()` if it is not stored.
    std::size_t index_of(std::size_t row, std::size_t column) const {
        std::size_t const major = Order == storage_order::by_rows ? row : column;
        int const minor = static_cast<int>(Order == storage_order::by_rows ? column : row);
        auto const first = inner.begin() + outer[major], last = inner.begin() + outer[major + 1];
        auto const found = std::lower_bound(first, last, minor);
        return found != last && *found == minor ? static_cast<std::size_t>(found - inner.begin()) : nonzeros();
    }
    /// The entry at a position of the matrix, which is 0 if it is not stored. If only the lower triangle is stored, it
    /// is used for both triangles.
    T operator()(std::size_t row, std::size_t column) const {
        if (Lower && row < column) std::swap(row, column);
        std::size_t const k = index_of(row, column);
        return k < nonzeros() ? numbers[k] : T(0);
    }

private:
    friend detail::matrix_access<compressed_matrix>;
    std::size_t row_count = 0, column_count = 0;
    std::vector<int> outer{0}, inner;
    std::vector<T, detail::line_allocator<T>> numbers;
    /// The quantity that made the pattern, and the data it was made from: lengths of lists, and indices.
    void const* made_by = nullptr;
    std::vector<std::ptrdiff_t> made_of;
    std::vector<std::vector<int>> places;  ///< of each entry of a loop's body, in each of its rows
    detail::regular_places regular;
    bool each_once = false;  ///< no two entries have the same place
    std::vector<T> room;     ///< for sums
};

namespace detail {

template <class T, storage_order Order, bool Lower>
struct matrix_access<compressed_matrix<T, Order, Lower>> {
    using matrix = compressed_matrix<T, Order, Lower>;
    static auto& made_by(auto& m) { return m.made_by; }
    static auto& made_of(auto& m) { return m.made_of; }
    static auto& places(auto& m) { return m.places; }
    static auto& regular(auto& m) { return m.regular; }
    static auto& each_once(auto& m) { return m.each_once; }
    static auto& room(auto& m) { return m.room; }

    /// Sets the pattern of a matrix with entries at some positions, given as row and column in each row of loops. `places`
    /// become the entries' numbers; ~number for an entry that counts twice, since it is on the diagonal but neither of its
    /// two numbers is a row's own.
    static void set_pattern(matrix& m, std::size_t rows, std::size_t columns,
                            std::vector<std::vector<std::pair<int, int>>> const& positions) {
        constexpr bool by_rows = Order == storage_order::by_rows;
        m.row_count = rows;
        m.column_count = columns;
        std::vector<std::size_t> start((by_rows ? rows : columns) + 1);
        for (auto const& entry : positions)
            for (auto const& [row, column] : entry) ++start[static_cast<std::size_t>(by_rows ? row : column) + 1];
        for (std::size_t i = 1; i < start.size(); ++i) start[i] += start[i - 1];
        std::vector<int> all(start.back());
        std::vector<std::size_t> next(start.begin(), start.end() - 1);
        for (auto const& entry : positions)
            for (auto const& [row, column] : entry)
                all[next[static_cast<std::size_t>(by_rows ? row : column)]++] = by_rows ? column : row;
        m.outer.assign(1, 0);
        m.inner.clear();
        for (std::size_t i = 0; i + 1 < start.size(); ++i) {
            auto const first = all.begin() + static_cast<std::ptrdiff_t>(start[i]),
                       last = all.begin() + static_cast<std::ptrdiff_t>(start[i + 1]);
            std::sort(first, last);
            m.inner.insert(m.inner.end(), first, std::unique(first, last));
            if (m.inner.size() > static_cast<std::size_t>(std::numeric_limits<int>::max()))
                fail<std::length_error>("ctgrad: a sparse matrix has more entries than an int can count");
            m.outer.push_back(static_cast<int>(m.inner.size()));
        }
        m.numbers.assign(m.inner.size(), T(0));
        m.places.resize(positions.size());
        for (std::size_t k = 0; k < positions.size(); ++k) {
            m.places[k].clear();
            for (auto const& [row, column] : positions[k])
                m.places[k].push_back(
                    static_cast<int>(m.index_of(static_cast<std::size_t>(row), static_cast<std::size_t>(column))));
        }
    }
};

}  // namespace detail
}  // namespace ctgrad
