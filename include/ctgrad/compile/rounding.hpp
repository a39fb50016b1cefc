#pragma once

/// Whether values keep the rounding of the formula as written.
namespace ctgrad::detail {

/// A source whose values may be rounded freely, like derivatives.
template <class Source>
struct freely_rounded : Source {};

template <class Source>
struct with_free_rounding {
    using type = freely_rounded<Source>;
};
/// Products of matrices have no guaranteed rounding anyway.
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

/// The first node of a source that passes may change, if the first `written` nodes are the user's.
template <class Source>
constexpr int first_free_node(int written) {
    return rounds_freely<Source> ? 0 : written;
}
/// How many of the `values` results that are not derivatives keep the rounding as written.
template <class Source>
constexpr int fixed_values(int values) {
    return rounds_freely<Source> ? 0 : values;
}

}  // namespace ctgrad::detail
