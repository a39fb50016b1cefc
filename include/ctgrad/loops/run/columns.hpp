#pragma once

#include <array>
#include <cstddef>
#include <iterator>
#include <stdexcept>
#include <type_traits>
#include <utility>

#include <ctgrad/batch/column.hpp>
#include <ctgrad/function/structure.hpp>
#include <ctgrad/loops/run/state.hpp>

/// The rows that a function is called with: ranges of structs, arrays or numbers, or columns.
namespace ctgrad::detail {

/// The columns of a list of rows, and their number.
template <class T, std::size_t N>
struct bound_rows {
    std::array<row_column<T>, N> columns{};
    std::size_t count = 0;
};

template <class Row, class T>
constexpr bool is_row_type = requires(T const& row) {
    leaf_of<Row, 0>(row);
};

template <class Row, class Given>
consteval auto scalar_of_rows() {
    if constexpr (is_columns<Given>)
        return std::type_identity<
            std::remove_const_t<std::remove_pointer_t<decltype(as_columns(std::declval<Given const&>())[0].data)>>>{};
    else if constexpr (contiguous<Given const>)
        return std::type_identity<
            std::remove_cvref_t<decltype(leaf_of<Row, 0>(*std::data(std::declval<Given const&>())))>>{};
    else
        return std::type_identity<double>{};
}

template <class Row, class T, class Given>
bound_rows<T, leaf_count<Row>()> bind_rows(Given const& given) {
    bound_rows<T, leaf_count<Row>()> result;
    if constexpr (is_columns<Given>) {
        auto const& columns = as_columns(given);
        result.count = columns[0].count;
        for (std::size_t i = 0; i < columns.size(); ++i) {
            if (columns[i].count != result.count)
                throw std::invalid_argument("ctgrad: the columns of a list of rows have different lengths");
            result.columns[i] = {columns[i].data, columns[i].stride};
        }
    } else {
        result.count = std::size(given);
        if (result.count == 0) return result;
        auto const& first = *std::data(given);
        static_assert(sizeof(first) % sizeof(T) == 0);
        [&]<std::size_t... I>(std::index_sequence<I...>) {
            ((result.columns[I] = {&leaf_of<Row, I>(first), static_cast<std::ptrdiff_t>(sizeof(first) / sizeof(T))}),
             ...);
        }
        (std::make_index_sequence<leaf_count<Row>()>{});
    }
    return result;
}

}  // namespace ctgrad::detail
