#pragma once

#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>

#include <ctgrad/function/function.hpp>
#include <ctgrad/loops/trace/scans.hpp>

/// Functions of rows as sources of graphs with axes.
namespace ctgrad::detail {

template <class Signature>
inline constexpr bool has_rows = false;
template <class R, class... A>
inline constexpr bool has_rows<R(A...)> = (is_rows<A> || ...);

/// Runs a callable once, on symbols and lists of rows.
template <class Callable, class Signature, class Chosen, quantity What>
struct loop_source;

template <class Callable, class R, class... A, std::size_t... Chosen, quantity What>
struct loop_source<Callable, R(A...), positions<Chosen...>, What> {
    template <std::size_t I>
    using argument = std::tuple_element_t<I, std::tuple<A...>>;
    template <std::size_t I>
    using content = typename content_of<argument<I>>::type;

    static constexpr std::size_t leaves = (leaf_count<typename content_of<A>::type>() + ... + 0);
    static constexpr bool has_matrices = false, has_rows = true;
    static constexpr int output_count = static_cast<int>(leaf_count<R>());
    static constexpr int independent_count =
        What == quantity::values ? 0 : static_cast<int>((leaf_count<content<Chosen>>() + ... + 0));
    static constexpr int seed_count = What == quantity::vjp                            ? output_count
                                      : What == quantity::jvp || What == quantity::hvp ? independent_count
                                                                                       : 0;

    /// The first scalar of an argument.
    static constexpr std::size_t start_of(std::size_t position) {
        constexpr std::size_t sizes[]{leaf_count<typename content_of<A>::type>()..., 0};
        std::size_t start = 0;
        for (std::size_t i = 0; i < position; ++i) start += sizes[i];
        return start;
    }
    /// The axis of an argument that is a list of rows: lists are numbered in order.
    static constexpr int axis_of_argument(std::size_t position) {
        constexpr bool rows[]{is_rows<A>..., false};
        int axis = 0;
        for (std::size_t i = 0; i < position; ++i) axis += rows[i] ? 1 : 0;
        return axis;
    }

    template <int Capacity>
    static constexpr void build(graph& g, int* outputs, int* independent, int* seeds, int* rank) {
        symbol inputs[leaves + 1]{};
        [&]<std::size_t... I>(std::index_sequence<I...>) { (add_inputs<I>(g, inputs), ...); }
        (std::index_sequence_for<A...>{});
        for (int i = 0; i < seed_count; ++i)
            seeds[i] = g.add_input({0, leaves + static_cast<std::size_t>(i), "tangent or cotangent"});
        if constexpr (independent_count > 0) {
            constexpr std::size_t starts[]{start_of(Chosen)...}, sizes[]{leaf_count<content<Chosen>>()...};
            for (std::size_t k = 0; k < sizeof...(Chosen); ++k)
                for (std::size_t i = 0; i < sizes[k]; ++i) *independent++ = inputs[starts[k] + i].id;
        }
        if (g.full) return;
        loop_nesting nesting{};
        with_scalar<R, symbol> const result = [&]<std::size_t... I>(std::index_sequence<I...>) {
            return Callable{}(traced_argument<I>(g, nesting, inputs)...);
        }
        (std::index_sequence_for<A...>{});
        nesting.write_ranks(rank);
        if (g.full) return;
        [&]<std::size_t... I>(std::index_sequence<I...>) {
            [[maybe_unused]] int const in_order[]{(outputs[I] = leaf_of<R, I>(result).node_in(g))..., 0};
        }
        (std::make_index_sequence<static_cast<std::size_t>(output_count)>{});
    }

private:
    template <std::size_t I>
    static constexpr void add_inputs(graph& g, symbol* inputs) {
        for (std::size_t leaf = start_of(I); leaf < start_of(I + 1); ++leaf) {
            int const id = g.add_input({0, leaf, "an argument"});
            if (is_rows<argument<I>> && !g.full) g.shapes->of[id] = 1 << axis_of_argument(I);
            inputs[leaf] = symbol(&g, id);
        }
    }
    template <std::size_t I>
    static constexpr auto traced_argument(graph& g, loop_nesting& nesting, symbol const* inputs) {
        if constexpr (is_rows<argument<I>>)
            return row_list<content<I>>{&g, &nesting, axis_of_argument(I),
                                        shaped<content<I>, symbol, start_of(I)>(inputs)};
        else
            return shaped<argument<I>, symbol, start_of(I)>(inputs);
    }
};

}  // namespace ctgrad::detail
