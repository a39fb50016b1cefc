#pragma once

#include <cstddef>

#include <ctgrad/differentiate/quantity.hpp>

/// Jacobians of some outputs. A source that chooses outputs has `differentiated`, their positions in order, and
/// `leave_out(derivatives)`, which sets the entries of their rows that nobody wants to `no_node`. The other outputs are values
/// without rows.
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
    return result_count(what, differentiated_count<Source>(), Source::independent_count) + Source::output_count -
           differentiated_count<Source>();
}

}  // namespace ctgrad::detail
