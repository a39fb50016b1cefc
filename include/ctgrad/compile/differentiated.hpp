#pragma once

#include <cstddef>

#include <ctgrad/differentiate/quantity.hpp>
#include <ctgrad/differentiate/request.hpp>
#include <ctgrad/support/array_of.hpp>

/// Jacobians of some outputs, or with respect to other coordinates. A source that asks for them has `differentiated`, the positions
/// of the outputs that have rows, in order, and `finish(g, outputs, independent, derivatives)`, which changes the nodes of the
/// derivatives: it sets entries that are not wanted to `no_node`, or makes a smaller matrix of `jacobian_rows` and
/// `jacobian_columns`. The other outputs are values without rows.
namespace ctgrad::detail {

template <class Source>
concept differentiates_some = requires {
    Source::differentiated;
};

/// A source in other coordinates may also say how they are linked to scalars, up to factors by which `scale(g, derivatives)`
/// multiplies: it has `row_links`, `column_links` and `write_links(outputs, independent, rows, columns)`. Then a Jacobian that is made
/// by elimination is made in these coordinates, and is not finished.
template <class Source>
inline constexpr bool has_links = requires {
    Source::row_links;
};
template <class Source>
struct links_of {};
template <class Source>
    requires has_links<Source>
struct links_of<Source> {
    array_of<coordinate_link, Source::row_links> rows{};
    array_of<coordinate_link, Source::column_links> columns{};

    constexpr void add_to(request& r, int const* outputs, int const* independent) {
        Source::write_links(outputs, independent, rows, columns);
        r.rows = {rows, Source::row_links, Source::jacobian_rows};
        r.columns = {columns, Source::column_links, Source::jacobian_columns};
    }
};

/// How many outputs are differentiated.
template <class Source>
constexpr int differentiated_count() {
    if constexpr (differentiates_some<Source>)
        return static_cast<int>(Source::differentiated.size());
    else
        return Source::output_count;
}

/// The rows and columns of a Jacobian.
template <class Source>
constexpr int jacobian_rows_of() {
    if constexpr (requires { Source::jacobian_rows; })
        return Source::jacobian_rows;
    else
        return differentiated_count<Source>();
}
template <class Source>
constexpr int jacobian_columns_of() {
    if constexpr (requires { Source::jacobian_columns; })
        return Source::jacobian_columns;
    else
        return Source::independent_count;
}

/// The number of results of a source.
template <class Source>
constexpr int result_count_of(quantity what) {
    return result_count(what, jacobian_rows_of<Source>(), jacobian_columns_of<Source>()) + Source::output_count -
           jacobian_rows_of<Source>();
}

}  // namespace ctgrad::detail
