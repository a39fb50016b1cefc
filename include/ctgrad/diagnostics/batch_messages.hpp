#pragma once

#include <cstddef>

#include <ctgrad/diagnostics/refusal.hpp>

/// The messages about batches that a compiler gives. Those at run time are in diagnostics/column_checks.hpp.
namespace ctgrad::detail {

template <class Given>
constexpr bool refuse_no_destination() {
    static_assert(never<Given>,
                  "ctgrad: the first argument of a batch says where it writes, as in "
                  "batch(value_and_gradient(f, x))(into(value, by_x), x = column(numbers))");
    return false;
}
template <std::size_t Given, std::size_t Results>
constexpr bool check_destination() {
    static_assert(
        Given == Results,
        "ctgrad: into() takes a column for each result: the numbers here are those of the columns and of the results");
    return Given == Results;
}
template <std::size_t Given, std::size_t Wanted>
constexpr bool check_input_count() {
    static_assert(
        Given == Wanted,
        "ctgrad: a batch takes a column or a number for each scalar of the function's arguments, and of a tangent or "
        "cotangent after them: the numbers here are those given and needed");
    return Given == Wanted;
}

/// In place of a destination that was refused.
struct no_destination {};
template <class... Columns>
constexpr no_destination refuse_destination_columns() {
    static_assert(never<no_destination, Columns...>,
                  "ctgrad: into() takes the columns that the batch writes: variables that are ranges of float or "
                  "double, columns or rows");
    return {};
}
template <class... Columns>
constexpr no_destination refuse_constant_columns() {
    static_assert(never<Columns...>, "ctgrad: into() takes the columns that the batch writes, which cannot be const");
    return {};
}
template <class... Numbers>
constexpr bool refuse_column_types() {
    static_assert(never<Numbers...>, "ctgrad: the columns of a batch hold numbers of one type");
    return false;
}
template <class Range>
constexpr bool refuse_column() {
    static_assert(never<Range>,
                  "ctgrad: a column is a contiguous range of float or double, such as a std::vector<double>, or "
                  "column(pointer, count, stride)");
    return false;
}
template <class Range>
constexpr bool refuse_temporary_column() {
    static_assert(never<Range>,
                  "ctgrad: a column does not own its memory, and this temporary is gone before the batch runs: make it "
                  "a variable");
    return false;
}
template <class Range>
constexpr bool refuse_no_columns() {
    static_assert(never<Range>, "ctgrad: rows<N>() is a matrix of N columns, at least one");
    return false;
}
template <class Given>
constexpr bool refuse_input() {
    static_assert(never<Given>,
                  "ctgrad: a batch of a function takes columns, rows, or numbers that are the same in all rows: "
                  "write column(numbers), rows<N>(numbers)");
    return false;
}

}  // namespace ctgrad::detail
