#pragma once

#include <cstddef>
#include <initializer_list>
#include <tuple>
#include <type_traits>
#include <utility>

#include <ctgrad/ctgrad.hpp>
#include <ctgrad/geometry/perturbations.hpp>
#include <ctgrad/geometry/signatures.hpp>
#include <ctgrad/geometry/tangent_segments.hpp>

/// Jacobians in the tangent spaces of rotations.
namespace ctgrad {

namespace detail {

/// A source whose Jacobian is in the tangent spaces. The columns of a rotation are its right perturbations; so are the rows.
template <class Source, class Signature, class Chosen, class Results>
struct tangent_source;
template <class Source, class R, class... A, std::size_t... Chosen, std::size_t... I>
struct tangent_source<Source, R(A...), positions<Chosen...>, result_positions<I...>> : Source {
    using base_source = Source;
    using shape = signature_shape<R(A...), positions<Chosen...>>;
    static constexpr bool is_printable = false;
    static constexpr auto const& row_segments = tangent_segments<typename tangent_result<R, I>::type...>;
    static constexpr int independent_count =
        static_cast<int>(tangent_dimension<std::tuple_element_t<Chosen, std::tuple<A...>>...>);

private:
    static constexpr auto scalars = [] {
        if constexpr (is_rotation<R>)
            return differentiated_scalars<shape>();
        else
            return results_shape<R(A...), positions<Chosen...>, result_positions<I...>>::find_rows();
    }();

public:
    /// The first three scalars of a rotation stand for its right perturbation.
    static constexpr auto differentiated = [] {
        std::array<std::size_t, tangent_dimension<typename tangent_result<R, I>::type...>> rows{};
        for (auto const& s : row_segments)
            for (std::size_t c = 0; c < s.dimension; ++c) rows[s.first + c] = scalars[s.start + c];
        return rows;
    }();
    static constexpr void finish(graph&, int const*, int const*, int*) {}

    template <int Capacity>
    static constexpr void build(graph& g, sweep_space&, int* outputs, int* independent, int*) {
        array_of<symbol, Source::argument_leaves + 1> inputs{};
        Source::add_inputs(g, inputs);
        known_perturbations known;
        g.perturbations = &known;
        constexpr std::size_t starts[]{Source::start_of(Chosen)...};
        constexpr std::size_t sizes[]{leaf_count<std::tuple_element_t<Chosen, std::tuple<A...>>>()...};
        std::size_t before = 0;
        for (std::size_t k = 0; k < sizeof...(Chosen); before += sizes[k++])
            for (auto const& s : tangent_segments<std::tuple_element_t<Chosen, std::tuple<A...>>...>)
                if (s.start >= before && s.start < before + sizes[k])
                    add_columns(g, inputs, starts[k] + s.start - before, s, independent + s.first);
        if (!g.full) Source::trace(g, inputs, outputs);
        for (auto const& s : row_segments)
            if (!g.full && s.size != s.dimension) add_rows(g, outputs, s);
        g.perturbations = nullptr;
    }

private:
    static constexpr void add_columns(graph& g, symbol* inputs, std::size_t leaf, tangent_segment const& s,
                                      int* independent) {
        if (s.size == s.dimension) {
            constexpr auto data = data_leaves<A...>();
            for (std::size_t c = 0; c < s.size; ++c, ++leaf)
                independent[c] = data[leaf] ? g.add_input({2, leaf, "data"}) : inputs[leaf].id;
            return;
        }
        perturbations by;
        by.right.any = true;
        for (std::size_t c = 0; c < 3; ++c) {
            independent[c] = g.add_input({3, s.first + c, "a perturbation"});
            by.right.along[c] = symbol(&g, independent[c]);
        }
        quaternion<symbol> q;
        for (std::size_t k = 0; k < 4; ++k) q.coeffs()[k] = inputs[leaf + k];
        q = perturbed_by(q, by);
        for (std::size_t k = 0; k < 4; ++k) inputs[leaf + k] = q.coeffs()[k];
    }
    static constexpr void add_rows(graph& g, int* outputs, tangent_segment const& s) {
        quaternion<symbol> r;
        for (std::size_t k = 0; k < 4; ++k) r.coeffs()[k] = symbol(&g, outputs[scalars[s.start + k]]);
        perturbations const* const by = perturbations_of(r);
        auto const rotation = r.rotation_matrix();
        for (std::size_t c = 0; c < 3; ++c) {
            stated_sum sum;
            if (by == nullptr) {
                for (std::size_t k = 0; k < 4; ++k) {
                    symbol const twice = 2.0 * r.coeffs()[turned_axes[k][c].number];
                    sum.add(turned_axes[k][c].negative ? -twice : twice, r.coeffs()[k]);
                }
            } else {
                add_past(sum, rotation, by->left, c);
                if (by->right.any) sum.add(symbol(1.0), by->right.along[c]);
            }
            outputs[scalars[s.start + c]] = sum.of(r.coeffs()[c]).id;
        }
    }
};

template <class Source, class... How>
struct with_free_rounding<tangent_source<Source, How...>> {
    using type = tangent_source<typename with_free_rounding<Source>::type, How...>;
};
template <class Source, class... How>
inline constexpr bool rounds_freely<tangent_source<Source, How...>> = rounds_freely<Source>;
template <class Source, class... How>
struct invocation<tangent_source<Source, How...>> : invocation<Source> {};
template <class Self, class Source, class... How, quantity What>
struct call_in_braces<Self, tangent_source<Source, How...>, What> : call_in_braces<Self, Source, What> {};
template <class Source, class... How, quantity What>
inline constexpr bool has_blocks<tangent_source<Source, How...>, What> = has_blocks<Source, What>;

/// Finds the columns of an argument, and the rows of a result.
template <class Signature, class Chosen, class Results>
struct by_tangents;
template <class R, class... A, std::size_t... Chosen, std::size_t... I>
struct by_tangents<R(A...), positions<Chosen...>, result_positions<I...>> {
    /// The rows before chosen result number `index`, and the columns before an argument.
    static constexpr std::size_t row(std::size_t index) {
        return sum_of_first(index, {tangent_dimension<typename tangent_result<R, I>::type>..., 0});
    }
    static constexpr std::size_t column(std::size_t argument) {
        return sum_of_first(argument, {tangent_dimension<std::tuple_element_t<Chosen, std::tuple<A...>>>..., 0});
    }
    template <class Matrix, std::size_t Wanted, class X>
    static constexpr auto block(Matrix const& jacobian, result_positions<Wanted>, X) {
        constexpr std::size_t position = by_arguments<R(A...), positions<Chosen...>>::template position<X>(),
                              found = position_of<result_positions<Wanted>, result_positions<I>...>(),
                              number = check_result_chosen<found, sizeof...(I)>() ? found : 0, first = row(number),
                              rows = row(number + 1) - first, start = column(position),
                              columns = column(position + 1) - start;
        using size_type = std::remove_cvref_t<decltype(jacobian.rows())>;
        using shape = signature_shape<R(A...), positions<Chosen...>>;
        return make_matrix<typename shape::template matrix<list_element<Matrix>, rows, columns>, rows, columns>(
            [&](std::size_t i, std::size_t k) {
                return jacobian(static_cast<size_type>(first + i), static_cast<size_type>(start + k));
            });
    }

    template <class Matrix, result_key Key, class X>
    static constexpr auto block(Matrix const& jacobian, result_names<Key>, X argument) {
        return block(jacobian, positions_of_names<R, Key>{}, argument);
    }

private:
    static constexpr std::size_t sum_of_first(std::size_t count, std::initializer_list<std::size_t> sizes) {
        std::size_t sum = 0;
        for (std::size_t i = 0; i < count; ++i) sum += sizes.begin()[i];
        return sum;
    }
};

/// The shape of a Jacobian in the tangent spaces.
template <class Signature, class Chosen, class Results>
struct tangent_shape;
template <class R, class... A, std::size_t... Chosen, std::size_t... I>
struct tangent_shape<R(A...), positions<Chosen...>, result_positions<I...>>
    : signature_shape<R(A...), positions<Chosen...>> {
    using keys = by_tangents<R(A...), positions<Chosen...>, result_positions<I...>>;
    static constexpr std::size_t differentiated_rows = keys::row(sizeof...(I)),
                                 columns = keys::column(sizeof...(Chosen));
    static consteval std::size_t first_row(std::size_t result) { return keys::row(result); }
    static consteval std::size_t start_of(std::size_t argument) { return keys::column(argument); }
};
/// If results are chosen, there is a block for each of them.
template <class Signature, class Chosen, class Results>
struct tangent_shape_of_all : tangent_shape<Signature, Chosen, Results> {
    using base = tangent_shape<Signature, Chosen, Results>;
    static consteval std::size_t first_row(std::size_t result) { return result * base::differentiated_rows; }
};
template <class Signature, class Chosen, std::size_t... I>
struct tangent_shape_of_chosen : tangent_shape<Signature, Chosen, result_positions<I...>> {
    static constexpr std::size_t result_count = sizeof...(I);
};

template <class Callable, class Signature, class Chosen, class Results, class Shape>
using tangent_quantity = compiled_callable<
    tangent_source<function_source<Callable, Signature, Chosen, quantity::jacobian>, Signature, Chosen, Results>,
    quantity::jacobian, jacobian_answer<Shape>>;

template <class Callable, class R, class... A, class Chosen, std::size_t... I>
constexpr auto tangent_jacobian_by(std::type_identity<R(A...)>, Chosen, result_positions<I...>) {
    using signature = R(A...);
    using all = typename tangent_results<R, result_positions<>>::type;
    if constexpr (sizeof...(I) > 0 && check_result_positions<tangent_result_count<R>, I...>())
        return tangent_quantity<Callable, signature, Chosen, result_positions<I...>,
                                tangent_shape_of_chosen<signature, Chosen, I...>>{};
    else
        return tangent_quantity<Callable, signature, Chosen, all, tangent_shape_of_all<signature, Chosen, all>>{};
}

}  // namespace detail

/// The Jacobian of a function of rotations in their tangent spaces, as optimizers need it. A quaternion has three
/// columns, for a small rotation vector v that turns it in its own frame, `retract(q, v)`. A quaternion in the result
/// has three rows, those of `local_coordinates`. Other arguments and results have a column or row for each scalar, as
/// in `jacobian`. Quaternions must have length 1.
///
/// It is the derivative with respect to v at v = 0, in closed form for products, inverses, rotated vectors, exponentials
/// and logarithms, and by the chain rule through single coefficients. `value`, `jacobian`, `into(block...)` and
/// `j(results<0>, arguments<1>)` work as in `jacobian`.
/// ```cpp
/// constexpr auto seen = ctgrad::function<Eigen::Vector3d(Eigen::Quaterniond, Eigen::Vector3d)>(
///     [](auto const& q, auto const& p) { return q.conjugate() * p; });
/// Eigen::Matrix<double, 3, 6> const j = ctgrad::tangent_jacobian(seen)(q, p).jacobian;
/// ```
template <class Callable, class Signature, std::size_t... I>
constexpr auto tangent_jacobian(traced<Callable, Signature>, detail::positions<I...> = {}) {
    using chosen = typename detail::all_if_none<typename detail::written_signature<Callable, Signature>::type,
                                                detail::positions<I...>>::type;
    return detail::tangent_jacobian_by<Callable>(std::type_identity<Signature>{}, chosen{},
                                                 detail::result_positions<>{});
}
/// The same for some results, as in `jacobian`: the others are values only. `into(block...)` takes a block for each
/// chosen result and argument, result by result.
template <class Callable, class Signature, std::size_t... Results, std::size_t... I>
    requires(sizeof...(Results) > 0)
constexpr auto tangent_jacobian(traced<Callable, Signature>, detail::result_positions<Results...> results,
                                detail::positions<I...> = {}) {
    using chosen = typename detail::all_if_none<typename detail::written_signature<Callable, Signature>::type,
                                                detail::positions<I...>>::type;
    return detail::tangent_jacobian_by<Callable>(std::type_identity<Signature>{}, chosen{}, results);
}
template <class Callable, class R, class... A, detail::result_key... Names, std::size_t... I>
constexpr auto tangent_jacobian(traced<Callable, R(A...)> f, detail::result_names<Names...>,
                                detail::positions<I...> arguments = {}) {
    return tangent_jacobian(f, detail::positions_of_names<R, Names...>{}, arguments);
}
template <class F, class Written, class... Kept, class... Options>
constexpr auto tangent_jacobian(detail::with_bound_data<F, Written, Kept...> const& f, Options... options) {
    return f.with_same_data(tangent_jacobian(F(f), options...));
}

}  // namespace ctgrad
