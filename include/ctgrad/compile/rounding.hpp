#pragma once

/// Whether values keep the rounding of the formula as it is written.
namespace ctgrad::detail {

/// A source whose values may be rounded as derivatives are.
template <class Source>
struct freely_rounded : Source {};

template <class Source>
struct with_free_rounding {
    using type = freely_rounded<Source>;
};
/// Products of matrices have no rounding of their own to give up.
template <class Source>
    requires(Source::has_matrices)
struct with_free_rounding<Source> {
    using type = Source;
};
template <class Source>
struct with_free_rounding<freely_rounded<Source>> {
    using type = freely_rounded<Source>;
};

template <class Source>
inline constexpr bool rounds_freely = false;
template <class Source>
inline constexpr bool rounds_freely<freely_rounded<Source>> = true;

/// The first node of a source that may be computed in another way than it is made, where `written` nodes are the
/// user's.
template <class Source>
constexpr int first_free_node(int written) {
    return rounds_freely<Source> ? 0 : written;
}
/// How many of the first results are rounded as they are written, of `values` that are no derivatives.
template <class Source>
constexpr int fixed_values(int values) {
    return rounds_freely<Source> ? 0 : values;
}

}  // namespace ctgrad::detail
