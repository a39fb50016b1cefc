#pragma once

#include <cstddef>

#include <ctgrad/differentiate/quantity.hpp>

/// Jacobians of some outputs, or with respect to other coordinates. A source that asks for them has `differentiated`, the positions
/// of the outputs that have rows, in order, and `finish(g, outputs, independent, derivatives)`, which changes the nodes of the
/// derivatives: it sets entries that are not wanted to `no_node`, or makes a smaller matrix of `jacobian_rows` and
/// `jacobian_columns`. The other outputs are values without rows.
namespace ctgrad::detail {

template <class Source>
concept differentiates_some = requires {
    Source::differentiated;
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
