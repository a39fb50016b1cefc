#pragma once

#include <array>
#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>

#include <ctgrad/ctgrad.hpp>
#include <ctgrad/geometry/signatures.hpp>

/// Jacobians in the tangent spaces of rotations.
namespace ctgrad {

namespace detail {

/// A part of an argument or result: its scalars, and its coordinates in the tangent space, which are fewer for a rotation.
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

/// The derivative of q exp(v) by v at v = 0 is half of the matrix whose columns are q i, q j, q k. That of log(q^-1 p) by p at p = q
/// is twice its transpose. Coefficient `k` of column `c` is a coefficient of q, or its negative.
struct signed_coefficient {
    std::size_t number;
    bool negative;
};
inline constexpr signed_coefficient turned_axes[4][3]{{{3, false}, {2, true}, {1, false}},
                                                      {{2, false}, {3, false}, {0, true}},
                                                      {{1, true}, {0, false}, {3, false}},
                                                      {{0, true}, {1, true}, {2, true}}};

/// Column c of those, times some derivatives (no_node is 0) at a distance from each other.
constexpr int times_turned_axis(graph& g, int const* q, int const* derivatives, std::size_t distance, std::size_t c,
                                double factor) {
    int sum = no_node;
    for (std::size_t k = 0; k < 4; ++k) {
        int const derivative = derivatives[k * distance];
        if (derivative == no_node || derivative == graph::zero) continue;
        signed_coefficient const of = turned_axes[k][c];
        term const product = term(&g, derivative) * term(&g, q[of.number]);
        if (sum == no_node)
            sum = (of.negative ? -product : product).node_in(g);
        else
            sum = (of.negative ? term(&g, sum) - product : term(&g, sum) + product).node_in(g);
    }
    return sum == no_node ? no_node : (term(factor) * term(&g, sum)).node_in(g);
}

/// A source whose Jacobian is that in the tangent spaces: the chain rule with the derivatives of retraction and logarithm, which are
/// small matrices of coefficients.
template <class Source, class Signature, class Chosen>
struct tangent_source;
template <class Source, class R, class... A, std::size_t... Chosen>
struct tangent_source<Source, R(A...), positions<Chosen...>> : Source {
    using base_source = Source;
    using shape = signature_shape<R(A...), positions<Chosen...>>;
    static constexpr auto differentiated = differentiated_scalars<shape>();
    static constexpr bool is_printable = false;
    static constexpr auto const& row_segments = tangent_segments<R>;
    static constexpr auto const& column_segments = tangent_segments<std::tuple_element_t<Chosen, std::tuple<A...>>...>;
    static constexpr int jacobian_rows = static_cast<int>(tangent_dimension<R>),
                         jacobian_columns =
                             static_cast<int>(tangent_dimension<std::tuple_element_t<Chosen, std::tuple<A...>>...>);

    static constexpr void finish(graph& g, int const* outputs, int const* independent, int* derivatives) {
        constexpr std::size_t width = jacobian_columns;
        // Columns, row by row. They move to the front, where nothing is still to be read.
        for (std::size_t i = 0; i < shape::rows; ++i)
            for (auto const& s : column_segments) {
                int made[4]{};
                int const* const from = derivatives + i * shape::columns + s.start;
                int* const to = derivatives + i * width + s.first;
                if (s.size == s.dimension) {
                    for (std::size_t c = 0; c < s.dimension; ++c) to[c] = from[c];
                } else {
                    for (std::size_t c = 0; c < 3; ++c)
                        made[c] = times_turned_axis(g, independent + s.start, from, 1, c, 0.5);
                    for (std::size_t c = 0; c < 3; ++c) to[c] = made[c];
                }
            }
        for (auto const& s : row_segments)
            for (std::size_t k = 0; k < width; ++k) {
                int made[4]{};
                int const* const from = derivatives + s.start * width + k;
                int* const to = derivatives + s.first * width + k;
                if (s.size == s.dimension) {
                    for (std::size_t c = 0; c < s.dimension; ++c) to[c * width] = from[c * width];
                } else {
                    for (std::size_t c = 0; c < 3; ++c)
                        made[c] = times_turned_axis(g, outputs + s.start, from, width, c, 2.0);
                    for (std::size_t c = 0; c < 3; ++c) to[c * width] = made[c];
                }
            }
    }
};

template <class Source, class Signature, class Chosen>
struct with_free_rounding<tangent_source<Source, Signature, Chosen>> {
    using type = tangent_source<typename with_free_rounding<Source>::type, Signature, Chosen>;
};
template <class Source, class Signature, class Chosen>
inline constexpr bool rounds_freely<tangent_source<Source, Signature, Chosen>> = rounds_freely<Source>;
template <class Source, class Signature, class Chosen>
struct invocation<tangent_source<Source, Signature, Chosen>> : invocation<Source> {};
template <class Self, class Source, class Signature, class Chosen, quantity What>
struct call_in_braces<Self, tangent_source<Source, Signature, Chosen>, What> : call_in_braces<Self, Source, What> {};
template <class Source, class Signature, class Chosen, quantity What>
inline constexpr bool has_blocks<tangent_source<Source, Signature, Chosen>, What> = has_blocks<Source, What>;

/// Finds the columns of an argument, and the rows of a result.
template <class Signature, class Chosen>
struct by_tangents;
template <class R, class... A, std::size_t... Chosen>
struct by_tangents<R(A...), positions<Chosen...>> {
    using parts = result_parts<R>;
    /// The rows before a result.
    template <std::size_t I>
    static constexpr std::size_t row() {
        constexpr std::size_t leaf = parts::start_of(I);
        for (auto const& s : tangent_segments<R>)
            if (s.start + s.size > leaf) return s.first + (leaf - s.start);
        return tangent_dimension<R>;
    }
    static constexpr std::size_t column(std::size_t argument) {
        constexpr std::size_t sizes[]{tangent_dimension<std::tuple_element_t<Chosen, std::tuple<A...>>>..., 0};
        std::size_t start = 0;
        for (std::size_t i = 0; i < argument; ++i) start += sizes[i];
        return start;
    }
    template <class Matrix, std::size_t I, class X>
    static constexpr auto block(Matrix const& jacobian, result_positions<I>, X) {
        constexpr std::size_t position = by_arguments<R(A...), positions<Chosen...>>::template position<X>();
        constexpr bool is_whole = is_rotation<R>;  // a result of its own
        constexpr std::size_t first = is_whole ? 0 : row<I>(),
                              rows = (is_whole ? tangent_dimension<R> : row<I + 1>()) - first, start = column(position),
                              columns = column(position + 1) - start;
        using size_type = std::remove_cvref_t<decltype(jacobian.rows())>;
        using shape = signature_shape<R(A...), positions<Chosen...>>;
        return make_matrix<typename shape::template matrix<list_element<Matrix>, rows, columns>, rows, columns>(
            [&](std::size_t i, std::size_t k) {
                return jacobian(static_cast<size_type>(first + i), static_cast<size_type>(start + k));
            });
    }
};

/// The shape of a Jacobian in the tangent spaces.
template <class Signature, class Chosen>
struct tangent_shape;
template <class R, class... A, std::size_t... Chosen>
struct tangent_shape<R(A...), positions<Chosen...>> : signature_shape<R(A...), positions<Chosen...>> {
    using keys = by_tangents<R(A...), positions<Chosen...>>;
    static constexpr std::size_t differentiated_rows = tangent_dimension<R>,
                                 columns = tangent_dimension<std::tuple_element_t<Chosen, std::tuple<A...>>...>;
    static consteval std::size_t first_row(std::size_t result) { return result * differentiated_rows; }
    static consteval std::size_t start_of(std::size_t argument) { return keys::column(argument); }
};

template <class Callable, class Signature, class Chosen>
using tangent_quantity = compiled_callable<
    tangent_source<function_source<Callable, Signature, Chosen, quantity::jacobian>, Signature, Chosen>,
    quantity::jacobian, jacobian_answer<tangent_shape<Signature, Chosen>>>;

}  // namespace detail

/// The Jacobian of a function of rotations in their tangent spaces, as optimizers want it. The columns of a quaternion are the three
/// of a small rotation vector v that turns it in its own frame, `retract(q, v)`; the rows of a quaternion in the result are those
/// of `local_coordinates`. Other arguments and results have their scalars, as in `jacobian`. Quaternions have length 1.
///
/// It is the derivative with respect to v at v = 0, where exponential and logarithm are not computed: the Jacobian by the
/// coefficients is multiplied by a small matrix. `value`, `jacobian`, `into(block...)` and `j(results<0>, arguments<1>)` work as in
/// `jacobian`.
/// ```cpp
/// constexpr auto seen = ctgrad::function<Eigen::Vector3d(Eigen::Quaterniond, Eigen::Vector3d)>(
///     [](auto const& q, auto const& p) { return q.conjugate() * p; });
/// Eigen::Matrix<double, 3, 6> const j = ctgrad::tangent_jacobian(seen)(q, p).jacobian;
/// ```
template <class Callable, class Signature, std::size_t... I>
constexpr auto tangent_jacobian(traced<Callable, Signature>, detail::positions<I...> = {}) {
    using chosen = typename detail::all_if_none<typename detail::written_signature<Callable, Signature>::type,
                                                detail::positions<I...>>::type;
    return detail::tangent_quantity<Callable, Signature, chosen>{};
}
template <class F, class Written, class... Kept, class... Options>
constexpr auto tangent_jacobian(detail::with_bound_data<F, Written, Kept...> const& f, Options... options) {
    return f.with_same_data(tangent_jacobian(F(f), options...));
}

}  // namespace ctgrad
