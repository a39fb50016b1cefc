#pragma once

#include <cstddef>

#include <ctgrad/differentiate/quantity.hpp>

/// Jacobians of some outputs. A source that asks for them has `differentiated`, the positions of the outputs that have rows, in
/// order, and `finish(g, outputs, independent, derivatives)`, which sets entries that are not wanted to `no_node`. The other outputs
/// are values without rows.
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

/// The number of results of a source.
template <class Source>
constexpr int result_count_of(quantity what) {
    constexpr int rows = differentiated_count<Source>();
    return result_count(what, rows, Source::independent_count) + Source::output_count - rows;
}

}  // namespace ctgrad::detail
