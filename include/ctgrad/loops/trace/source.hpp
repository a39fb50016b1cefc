#pragma once

#include <array>
#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>

#include <ctgrad/function/function.hpp>
#include <ctgrad/loops/trace/argument_axes.hpp>
#include <ctgrad/loops/trace/checks.hpp>
#include <ctgrad/loops/trace/views.hpp>

/// Functions of rows as sources of graphs with axes.
namespace ctgrad::detail {

template <class Signature>
inline constexpr bool has_rows = false;
template <class R, class... A>
inline constexpr bool has_rows<R(A...)> = (is_rows<A> || ...);

/// Whether a signature's result is a list, and the signature of a row of it.
template <class Signature>
inline constexpr bool returns_rows = false;
template <class Row, class... A>
inline constexpr bool returns_rows<rows_of<Row>(A...)> = true;
template <class Signature>
struct row_signature;
template <class Row, class... A>
struct row_signature<rows_of<Row>(A...)> {
    using type = Row(A...);
};

/// Whether a view is of one of the arguments at some positions.
template <class... A, std::size_t... Chosen>
constexpr bool is_view_of(std::type_identity<std::tuple<A...>>, positions<Chosen...>, row_view const& view) {
    [[maybe_unused]] auto const number = static_cast<std::size_t>(view.from.number);
    return ((start_of_argument<A...>(Chosen) <= number && number < start_of_argument<A...>(Chosen + 1)) || ...);
}
template <class Arguments, class Chosen>
constexpr int count_views_of(view_table const& views) {
    int count = 0;
    for (int i = 0; i < views.count; ++i)
        count += is_view_of(std::type_identity<Arguments>{}, Chosen{}, views.views[i]) ? 1 : 0;
    return count;
}

/// Runs a callable once, on symbols and lists of rows.
template <class Callable, class Signature, class Chosen, quantity What>
struct loop_source;

template <class Callable, class R, class... A, std::size_t... Chosen, quantity What>
struct loop_source<Callable, R(A...), positions<Chosen...>, What> : argument_axes<A...> {
    using of_arguments = argument_axes<A...>;
    using of_arguments::start_of, of_arguments::list_count, of_arguments::is_list, of_arguments::axis_of_argument,
        of_arguments::columns_axis, of_arguments::axes_of_argument;
    template <std::size_t I>
    using argument = std::tuple_element_t<I, std::tuple<A...>>;
    template <std::size_t I>
    using content = typename content_of<argument<I>>::type;

    static constexpr std::size_t leaves = (leaf_count<typename content_of<A>::type>() + ... + 0);
    static constexpr bool has_matrices = false, has_rows = true;
    /// Whether derivatives are with respect to rows.
    static constexpr bool by_rows = What != quantity::values && (is_rows<argument<Chosen>> || ...);
    static constexpr int output_count = static_cast<int>(leaf_count<R>());
    /// Views of the chosen arguments are independent nodes too, after those of the arguments.
    static constexpr auto const& views = nesting_of<Callable, A...>.views;
    static constexpr int own_independents = static_cast<int>((leaf_count<content<Chosen>>() + ... + 0));
    static constexpr int independent_count =
        What == quantity::values ? 0 : own_independents + count_views_of<std::tuple<A...>, positions<Chosen...>>(views);
    static constexpr int seed_count = What == quantity::vjp                            ? output_count
                                      : What == quantity::jvp || What == quantity::hvp ? independent_count
                                                                                       : 0;

    /// The view whose tangent an input is; -1 for another input.
    static constexpr int view_of_tangent(std::size_t number) {
        if (number < leaves + static_cast<std::size_t>(own_independents)) return -1;
        std::size_t next = leaves + static_cast<std::size_t>(own_independents);
        for (int i = 0; i < views.count && (What == quantity::jvp || What == quantity::hvp); ++i)
            if (is_chosen(views.views[i]) && next++ == number) return i;
        return -1;
    }
    /// Whether a derivative is taken with respect to the argument that a view is of.
    static constexpr bool is_chosen(row_view const& view) {
        return is_view_of(std::type_identity<std::tuple<A...>>{}, positions<Chosen...>{}, view);
    }
    /// Whether a derivative is taken with respect to an argument that is read across its rows.
    static constexpr bool differentiates_across = [] {
        for (int i = 0; i < views.count && What != quantity::values; ++i)
            if (views.views[i].how == row_view::kind::across && is_chosen(views.views[i])) return true;
        return false;
    }();
    /// The axis of the columns of the matrix that an input is, or whose tangent it is; -1 for another input.
    static constexpr int columns_of_input(std::size_t number) {
        constexpr bool matrices[]{has_columns<A>..., false};
        for (std::size_t i = 0; i < sizeof...(A); ++i)
            if (matrices[i] && start_of(i) == number) return columns_axis(i);
        [[maybe_unused]] std::size_t seed = leaves;
        int axis = -1;
        if constexpr (What == quantity::jvp || What == quantity::hvp)
            ((axis = matrices[Chosen] && seed == number ? columns_axis(Chosen) : axis,
              seed += leaf_count<content<Chosen>>()),
             ...);
        return axis;
    }
    /// The axis of the list that derivatives are taken with respect to, if there is one and nothing else; -1 otherwise.
    static constexpr int chosen_axis = [] {
        constexpr std::size_t all[]{Chosen..., 0};
        return sizeof...(Chosen) == 1 && (is_rows<argument<Chosen>> || ...) ? axis_of_argument(all[0]) : -1;
    }();
    static constexpr bool has_chosen_views = independent_count > own_independents;
    /// The position of a number of a chosen argument among those of all.
    static constexpr std::size_t place_among_chosen(std::size_t number) {
        std::size_t before = 0, place = 0;
        ((start_of(Chosen) <= number && number < start_of(Chosen + 1) ? void(place = before + number - start_of(Chosen))
                                                                      : void(),
          before += start_of(Chosen + 1) - start_of(Chosen)),
         ...);
        return place;
    }
    /// The axes of tangents and cotangents.
    static constexpr auto seed_axes = [] {
        std::array<int, static_cast<std::size_t>(seed_count) + 1> axes{};
        std::size_t next = 0;
        if constexpr (What == quantity::jvp || What == quantity::hvp) {
            auto const add = [&]<std::size_t I>(std::integral_constant<std::size_t, I>) {
                for (std::size_t i = 0; i < leaf_count<content<I>>(); ++i) axes[next++] = axes_of_argument(I);
            };
            (add(std::integral_constant<std::size_t, Chosen>{}), ...);
            for (int i = 0; i < views.count; ++i)
                if (is_chosen(views.views[i])) axes[next++] = views.views[i].axis < 0 ? 0 : 1 << views.views[i].axis;
        }
        return axes;
    }();

    /// The positions of the arguments that are lists.
    static constexpr auto list_positions = [] {
        constexpr bool rows[]{is_rows<A>..., false};
        std::array<std::size_t, sizeof...(A) + 1> positions{};
        for (std::size_t i = 0, list = 0; i < sizeof...(A); ++i)
            if (rows[i]) positions[list++] = i;
        return positions;
    }();
    /// The first column of indices of an argument.
    static constexpr std::size_t first_index_column(std::size_t position) {
        constexpr std::size_t counts[]{index_columns_of<A>..., 0};
        std::size_t first = 0;
        for (std::size_t i = 0; i < position; ++i) first += counts[i];
        return first;
    }
    static constexpr std::size_t columns_of_indices(std::size_t position) {
        constexpr std::size_t counts[]{index_columns_of<A>..., 0};
        return counts[position];
    }
    static constexpr std::size_t index_columns = (index_columns_of<A> + ... + 0);

    template <int Capacity>
    static constexpr void build(graph& g, int* outputs, int* independent, int* seeds, int* rank) {
        symbol inputs[leaves + 1]{};
        [&]<std::size_t... I>(std::index_sequence<I...>) { (add_inputs<I>(g, inputs), ...); }
        (std::index_sequence_for<A...>{});
        for (int i = 0; i < seed_count; ++i) {
            seeds[i] = g.add_input({0, leaves + static_cast<std::size_t>(i), "tangent or cotangent"});
            if (!g.full) g.shapes->of[seeds[i]] = seed_axes[static_cast<std::size_t>(i)];
        }
        if constexpr (independent_count > 0) {
            constexpr std::size_t starts[]{start_of(Chosen)...}, sizes[]{leaf_count<content<Chosen>>()...};
            for (std::size_t k = 0; k < sizeof...(Chosen); ++k)
                for (std::size_t i = 0; i < sizes[k]; ++i) *independent++ = inputs[starts[k] + i].id;
        }
        loop_nesting nesting{};
        nesting.lists = nesting_of<Callable, A...>.lists;
        nesting.views = views;
        add_views(g, nesting.views);
        for (int i = 0; i < nesting.views.count && independent_count > 0; ++i)
            if (is_chosen(nesting.views.views[i])) *independent++ = nesting.views.views[i].node;
        if (g.full) return;
        with_scalar<R, symbol> const result = [&]<std::size_t... I>(std::index_sequence<I...>) {
            return Callable{}(traced_argument<I>(g, nesting, inputs)...);
        }
        (std::index_sequence_for<A...>{});
        nesting.write_ranks(rank);
        if (g.full) return;
        if (nesting.views.count != views.count) the_trial_found_other_views();
        [&]<std::size_t... I>(std::index_sequence<I...>) {
            [[maybe_unused]] int const in_order[]{(outputs[I] = leaf_of<R, I>(result).node_in(g))..., 0};
        }
        (std::make_index_sequence<static_cast<std::size_t>(output_count)>{});
    }

    /// The input number of the first view.
    static constexpr std::size_t first_view = leaves + static_cast<std::size_t>(seed_count);

private:
    /// Not a constant expression, so that nothing compiles: views are inputs, and one that the trial of the function has not
    /// found would be the constant 0.
    static void the_trial_found_other_views() {}
    static constexpr void add_views(graph& g, view_table& table) {
        for (int i = 0; i < table.count && !g.full; ++i) {
            row_view& view = table.views[i];
            view.node = g.add_input({0, first_view + static_cast<std::size_t>(i), "an argument"});
            if (view.axis < 0 || g.full) continue;
            g.shapes->of[view.node] = 1 << view.axis;
            if (view.how == row_view::kind::across) g.shapes->of[view.node] |= 1 << view.rows;
        }
    }
    template <std::size_t I>
    static constexpr void add_inputs(graph& g, symbol* inputs) {
        for (std::size_t leaf = start_of(I); leaf < start_of(I + 1); ++leaf) {
            int const id = g.add_input({0, leaf, "an argument"});
            if (!g.full) g.shapes->of[id] = axes_of_argument(I);
            inputs[leaf] = symbol(&g, id);
        }
    }
    template <std::size_t I>
    static constexpr auto traced_argument(graph& g, loop_nesting& nesting, symbol const* inputs) {
        if constexpr (has_columns<argument<I>>) {
            return matrix_argument(&g, &nesting, axis_of_argument(I), columns_axis(I), inputs[start_of(I)]);
        } else if constexpr (is_rows<argument<I>>) {
            constexpr std::size_t first = index_columns_of < argument < I >>> 0 ? first_index_column(I) : start_of(I);
            return argument_list<typename row_of_list<argument<I>>::type>(
                &g, &nesting, axis_of_argument(I), static_cast<int>(first),
                [&](row_leaf const& leaf) { return inputs[leaf.number]; });
        } else
            return shaped<argument<I>, symbol, start_of(I)>(inputs);
    }
};

}  // namespace ctgrad::detail
