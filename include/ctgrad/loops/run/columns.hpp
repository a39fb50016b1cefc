#pragma once

#include <array>
#include <cstddef>
#include <iterator>
#include <stdexcept>
#include <string>
#include <utility>

#include <ctgrad/batch/column.hpp>
#include <ctgrad/function/structure.hpp>
#include <ctgrad/loops/run/row_checks.hpp>
#include <ctgrad/loops/run/state.hpp>
#include <ctgrad/support/failure.hpp>

/// The rows with which a function is called: ranges of structs, arrays or numbers, columns, or matrices.
namespace ctgrad::detail {

/// The columns of a list of rows, and their number.
template <class T, std::size_t N>
struct bound_rows {
    std::array<row_column<T>, N> columns{};
    std::size_t count = 0;
};

[[noreturn]] inline void refuse_rows_at_run_time(std::size_t position, char const* reason) {
    fail<std::invalid_argument>("ctgrad: arguments<" + std::to_string(position) + ">, a list of rows, " + reason);
}

template <class Row, class T, class Given>
bound_rows<T, leaf_count<Row>()> bind_rows(Given const& given, std::size_t position) {
    constexpr std::size_t width = leaf_count<Row>();
    bound_rows<T, width> result;
    if constexpr (is_columns<Given>) {
        auto const& columns = as_columns(given);
        result.count = columns[0].count;
        for (std::size_t i = 0; i < width; ++i) {
            if (columns[i].count != result.count) refuse_rows_at_run_time(position, "has columns of different lengths");
            result.columns[i] = {columns[i].data, columns[i].stride};
        }
    } else if constexpr (strided_matrix<Given const>) {
        if (static_cast<std::size_t>(given.cols()) != width)
            refuse_rows_at_run_time(position, "is a matrix with another number of columns than a row has numbers");
        result.count = static_cast<std::size_t>(given.rows());
        for (std::size_t i = 0; i < width && given.data() != nullptr; ++i)
            result.columns[i] = {given.data() + static_cast<std::ptrdiff_t>(i) * given.colStride(), given.rowStride()};
    } else {
        result.count = std::size(given);
        auto const* const first = std::data(given);
        static_assert(sizeof(*first) % sizeof(T) == 0);
        if (first != nullptr) [&]<std::size_t... I>(std::index_sequence<I...>) {
                constexpr auto stride = static_cast<std::ptrdiff_t>(sizeof(*first) / sizeof(T));
                [[maybe_unused]] int const in_order[]{(result.columns[I] = {&leaf_of<Row, I>(*first), stride}, 0)...,
                                                      0};
            }
        (std::make_index_sequence<width>{});
    }
    for (std::size_t i = 0; i < width && result.count > 0; ++i)
        if (result.columns[i].data == nullptr) refuse_rows_at_run_time(position, "points to no memory");
    return result;
}

}  // namespace ctgrad::detail
