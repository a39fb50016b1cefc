#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <tuple>
#include <type_traits>
#include <utility>

#include <ctgrad/batch/column.hpp>
#include <ctgrad/diagnostics/column_checks.hpp>
#include <ctgrad/loops/run/columns.hpp>
#include <ctgrad/loops/run/matrices.hpp>
#include <ctgrad/support/failure.hpp>

/// Derivatives with respect to rows that are written to the caller's memory.
namespace ctgrad {

namespace detail {

template <class... To>
struct row_destinations {
    std::tuple<To...> to;
};

}  // namespace detail

/// Where a gradient, or the product of `hvp` or `vjp`, is written: a destination for each argument with respect to which
/// it is taken, in order. For a list of rows that is a range of rows, columns or a matrix, of the same length as the list;
/// for another argument a variable of its type. The call then returns the value alone, or nothing for `gradient`, and
/// allocates nothing for its results. A destination may be the list itself. If one does not fit, or if two overlap,
/// std::invalid_argument is thrown and nothing is written.
///
/// A `hessian` with respect to one list has two destinations, for the gradient and for the blocks of the rows, in which a
/// row is a block: an array of arrays, or all its numbers.
/// ```cpp
/// double const loss = ctgrad::value_and_gradient(f, ctgrad::arguments<1>)(ctgrad::into_rows(by_points), k, points);
/// ctgrad::hvp(f, ctgrad::arguments<1>)(ctgrad::into_rows(product), ctgrad::tangent(direction), k, points);
/// std::vector<std::array<std::array<double, 2>, 2>> blocks(points.size());
/// ctgrad::hessian(f, ctgrad::arguments<1>)(ctgrad::into_rows(by_points, blocks), k, points);
/// ```
template <class... To>
constexpr auto into_rows(To&&... to) {
    return detail::row_destinations<To...>{{std::forward<To>(to)...}};
}

namespace detail {

template <std::size_t Given, std::size_t Wanted>
constexpr bool refuse_destination_count() {
    static_assert(
        Given == Wanted,
        "ctgrad: into_rows() takes a destination for each argument that the gradient is taken with respect to: "
        "here are the numbers of those given and needed");
    return false;
}
template <class To, class Wanted>
constexpr bool refuse_row_destination() {
    static_assert(
        never<To>,
        "ctgrad: into_rows() takes, for a list of rows, a range of rows, columns or a matrix that is not const "
        "and whose numbers are of the type of the rows; for another argument a variable of its type: here are "
        "the destination and the argument");
    return false;
}

/// Whether rows can be written through a type. An object that owns its memory must be a variable.
template <class To>
consteval bool writes_rows() {
    using given = std::remove_reference_t<To>;
    if constexpr (is_columns<std::remove_cv_t<given>>)
        return !std::is_const_v<element_of_columns<given&>>;
    else if constexpr (strided_matrix<given>)
        return !std::is_const_v<std::remove_pointer_t<decltype(std::declval<given&>().data())>>;
    else if constexpr (contiguous<given>)
        return !std::is_const_v<element_of<given>> && outlives<To>;
    else
        return false;
}

/// Whether `To` takes derivatives of type T with respect to an argument of type A.
template <class T, class A, class To>
consteval bool holds_gradient() {
    using given = std::remove_cvref_t<To>;
    using content = typename content_of<A>::type;
    if constexpr (!is_rows<A>)
        return std::same_as<To, with_scalar<content, T>&>;
    else if constexpr (!std::same_as<typename scalar_given<A, given>::type, T>)
        return false;
    else if constexpr (has_columns<A>)
        return writes_rows<To>();
    else
        return given_width<content, given>() == leaf_count<content>() && writes_rows<To>();
}
template <class T, class A, class To>
constexpr bool check_destination() {
    if constexpr (holds_gradient<T, A, To>())
        return true;
    else
        return refuse_row_destination<To, A>();
}

/// A list of rows that is written, or the derivative with respect to another argument.
template <class T, class A, class To>
auto bind_destination(To& to, std::size_t position, [[maybe_unused]] auto const& count) {
    if constexpr (has_columns<A>) {
        auto const matrix = locate_matrix<T>(to, position);
        if (std::array{matrix.rows, matrix.columns} != count)
            refuse_matrix_at_run_time(position, "has another size than the destination of its derivative");
        return matrix;
    } else if constexpr (is_rows<A>) {
        auto const rows = bind_rows<typename content_of<A>::type, T>(to, position);
        if (rows.count != count)
            refuse_rows_at_run_time(position, "has another number of rows than the destination of its derivative");
        return rows;
    } else {
        return &to;
    }
}

template <class T>
void write_memory(bound_rows<T, 0> const&, untyped_column*) {}
template <class T, std::size_t N>
void write_memory(bound_rows<T, N> const& rows, untyped_column* columns) {
    for (std::size_t i = 0; i < N; ++i) {
        row_column<T> const& from = rows.columns[i];
        columns[i] = {reinterpret_cast<std::uintptr_t>(from.data), rows.count, from.stride, {}, i};
        if (rows.count == 0) continue;
        std::size_t const step = static_cast<std::size_t>(from.stride < 0 ? -from.stride : from.stride) * sizeof(T);
        columns[i].step = step;
        columns[i].begin = columns[i].data - (from.stride < 0 ? (rows.count - 1) * step : 0);
        columns[i].end = columns[i].begin + (rows.count - 1) * step + sizeof(T);
    }
}
/// (All memory from the first number to the last.)
template <class T>
void write_memory(matrix_in_memory<T> const& matrix, untyped_column* column) {
    *column = {reinterpret_cast<std::uintptr_t>(matrix.data), 1, 0, {}, 0};
    if (matrix.rows * matrix.columns == 0) return;
    T const* first = matrix.data;
    T const* last = matrix.data;
    auto const extend = [&](std::size_t steps, std::ptrdiff_t stride) {
        if (steps > 0 && stride == 0) column->count = 2;  // it overlaps itself
        (stride < 0 ? first : last) += static_cast<std::ptrdiff_t>(steps) * stride;
    };
    extend(matrix.rows - 1, matrix.row_stride);
    extend(matrix.columns - 1, matrix.column_stride);
    column->begin = reinterpret_cast<std::uintptr_t>(first);
    column->end = reinterpret_cast<std::uintptr_t>(last + 1);
}
template <class To>
void write_memory(To* const& number, untyped_column* column) {
    auto const begin = reinterpret_cast<std::uintptr_t>(number);
    *column = {begin, 1, 0, {}, 0, 0, begin, begin + sizeof(To)};
}
template <class Bound>
inline constexpr std::size_t memory_count = 1;
template <class T, std::size_t N>
inline constexpr std::size_t memory_count<bound_rows<T, N>> = N;

/// Throws if two numbers would be written to the same place.
template <class... Bound>
void check_destinations_apart(std::tuple<Bound...> const& all) {
    std::array<untyped_column, (memory_count<Bound> + ... + 0) + 1> columns{};
    std::size_t count = 0;
    std::apply(
        [&](auto const&... each) { ((write_memory(each, columns.data() + count), count += memory_count<Bound>), ...); },
        all);
    for (std::size_t i = 0; i < count; ++i) {
        bool apart = columns[i].count < 2 || columns[i].step != 0;
        for (std::size_t k = 0; k < i; ++k) apart = apart && !overlap(columns[i], columns[k]);
        if (!apart) fail<std::invalid_argument>("ctgrad: destinations of into_rows() overlap");
    }
}

}  // namespace detail
}  // namespace ctgrad
