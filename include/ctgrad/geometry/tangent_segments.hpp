#pragma once

#include <array>
#include <cstddef>
#include <type_traits>
#include <utility>

#include <ctgrad/ctgrad.hpp>

/// The coordinates of arguments and results in the tangent spaces of their rotations.
namespace ctgrad::detail {

/// A part of an argument or result: its scalars, and its coordinates in the tangent space. A rotation has fewer
/// coordinates than scalars.
struct tangent_segment {
    std::size_t start = 0, size = 0, first = 0, dimension = 0;
};

template <class S>
inline constexpr bool is_rotation = requires {
    requires matrix_structure<S>::is_rotation;
};

template <class S>
consteval std::size_t segment_count();
template <class S, std::size_t... I>
consteval std::size_t segments_of_members(std::index_sequence<I...>) {
    return (segment_count<member_type<S, I>>() + ... + 0);
}
template <class S>
consteval std::size_t segment_count() {
    if constexpr (is_array<S>)
        return std::tuple_size_v<S> * segment_count<typename S::value_type>();
    else if constexpr (with_members<S>)
        return segments_of_members<S>(std::make_index_sequence<member_count<S>>{});
    else
        return 1;
}
/// Appends the segments of S.
template <class S>
constexpr tangent_segment* add_segments(tangent_segment* to) {
    if constexpr (is_array<S>) {
        for (std::size_t i = 0; i < std::tuple_size_v<S>; ++i) to = add_segments<typename S::value_type>(to);
    } else if constexpr (with_members<S>) {
        [&]<std::size_t... I>(std::index_sequence<I...>) { ((to = add_segments<member_type<S, I>>(to)), ...); }
        (std::make_index_sequence<member_count<S>>{});
    } else {
        to->size = leaf_count<S>();
        to->dimension = is_rotation<S> ? 3 : leaf_count<S>();
        ++to;
    }
    return to;
}
template <class... S>
consteval auto segments_of() {
    std::array<tangent_segment, (segment_count<S>() + ... + 0)> all{};
    tangent_segment* to = all.data();
    ((to = add_segments<S>(to)), ...);
    for (std::size_t i = 1; i < all.size(); ++i) {
        all[i].start = all[i - 1].start + all[i - 1].size;
        all[i].first = all[i - 1].first + all[i - 1].dimension;
    }
    return all;
}
template <class... S>
inline constexpr auto tangent_segments = segments_of<S...>();
/// The number of coordinates in the tangent space.
template <class... S>
inline constexpr std::size_t tangent_dimension = (tangent_segments<S...>.back().first +
                                                  tangent_segments<S...>.back().dimension);

/// The type of a result: a member, an element, or all of it.
template <class R, std::size_t I>
struct tangent_result {
    static consteval auto find() {
        if constexpr (is_array<R>)
            return std::type_identity<typename R::value_type>{};
        else if constexpr (with_members<R>)
            return std::type_identity<member_type<R, I>>{};
        else if constexpr (is_vector<R> && !is_rotation<R>)
            return std::type_identity<double>{};
        else
            return std::type_identity<R>{};
    }
    using type = typename decltype(find())::type;
};
template <class R>
inline constexpr std::size_t tangent_result_count = is_rotation<R> ? 1 : result_parts<R>::count;

/// The results that are differentiated: the chosen ones, or all.
template <class R, class Results, class All = std::make_index_sequence<tangent_result_count<R>>>
struct tangent_results {
    using type = Results;
};
template <class R, std::size_t... I>
struct tangent_results<R, result_positions<>, std::index_sequence<I...>> {
    using type = result_positions<I...>;
};

}  // namespace ctgrad::detail
