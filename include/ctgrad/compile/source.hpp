#pragma once

#include <ctgrad/compile/lower.hpp>
#include <ctgrad/formula/define.hpp>

namespace ctgrad {

namespace detail {

template <class... E>
struct expressions {};

/// The variable for the cotangent of output number `Index` in a vector-Jacobian product. If the output is a matrix, it
/// is an operand of the variable.
template <int Index>
struct cotangent_content : content<descriptor::kind::cotangent> {
    static constexpr std::uint64_t hash(std::uint64_t seed) { return mix(seed, static_cast<std::uint64_t>(Index)); }
    template <class... F>
    static constexpr matrix_shape shape() {
        if constexpr (sizeof...(F) == 0)
            return {};
        else
            return (describe<F>.shape, ...);
    }
    static constexpr void fill(descriptor& d) { d.value = {Index, 1, 0, 0}; }
};
template <int Index, class... F>
using cotangent_type = typename define<cotangent_content<Index>, F...>::type;

/// The variable for the tangent of X in a Jacobian-vector product.
template <class X>
using tangent_type = typename define<content<descriptor::kind::tangent>, X>::type;

/// A source of nodes: formulas, with respect to variables or intermediates.
template <class Outputs, class Independent, class Seeds = expressions<>>
struct formula_source;
template <class... F, class... X, class... Seed>
struct formula_source<expressions<F...>, expressions<X...>, expressions<Seed...>> {
    static constexpr int output_count = sizeof...(F);
    static constexpr int independent_count = sizeof...(X);
    static constexpr int seed_count = sizeof...(Seed);
    static constexpr bool has_matrices = any_matrices<F..., X...>;

    template <int Capacity>
    static constexpr void build(graph& g, sweep_space& space, int* outputs, int* independent, int* seeds) {
        lowering<Capacity> lower(g, space);
        for (int i = 0; i < output_count; ++i) outputs[i] = lower(*descriptors_of<F...>[i]);
        for (int i = 0; i < independent_count; ++i) independent[i] = lower(*descriptors_of<X...>[i]);
        [[maybe_unused]] std::uint64_t const seed[][2]{{Seed::high, Seed::low}..., {0, 0}};
        for (int i = 0; i < seed_count; ++i) seeds[i] = g.add_input({seed[i][0], seed[i][1], "tangent or cotangent"});
        if constexpr (has_matrices)
            for (int i = 0; i < seed_count && !g.full; ++i)
                g.shapes->of[seeds[i]] = g.first(g.shapes->leaf(g, descriptors_of<Seed...>[i] -> shape));
    }
};

}  // namespace detail
}  // namespace ctgrad
