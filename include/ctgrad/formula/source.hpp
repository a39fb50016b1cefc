#pragma once

#include <ctgrad/formula/define.hpp>
#include <ctgrad/formula/lower.hpp>

namespace ctgrad {

/// The stand-in variables for the seeds of vector-Jacobian and Jacobian-vector products.
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wnon-template-friend"
#endif
template <int Index>
struct defined_upstream {
    static constexpr auto high = detail::merkle<detail::high_seed>("upstream", Index);
    static constexpr auto low = detail::merkle<detail::low_seed>("upstream", Index);
    using type = expression<high, low>;
    friend consteval detail::descriptor definition(type) {
        return detail::descriptor{detail::descriptor::kind::upstream, high, low, nullptr, {}, {}, {Index, 1, 0, 0}};
    }
};
/// That of an output which is a matrix.
template <int Index, class F>
struct defined_matrix_upstream {
    static constexpr auto high = detail::merkle<detail::high_seed>("upstream", Index, F::high);
    static constexpr auto low = detail::merkle<detail::low_seed>("upstream", Index, F::low);
    using type = matrix_expression<high, low>;
    friend consteval detail::descriptor definition(type) {
        return detail::descriptor{detail::descriptor::kind::upstream, high, low, nullptr, {}, {}, {Index, 1, 0, 0},
                                  detail::describe<F>.shape,          true};
    }
};
template <class X>
struct defined_tangent {
    static constexpr auto high = detail::merkle<detail::high_seed>("tangent", X::high);
    static constexpr auto low = detail::merkle<detail::low_seed>("tangent", X::low);
    using type = detail::formula_type<high, low, detail::describe<X>.shape.is_number()>;
    friend consteval detail::descriptor definition(type) {
        return detail::descriptor{detail::descriptor::kind::tangent,
                                  high,
                                  low,
                                  nullptr,
                                  {&detail::describe<X>},
                                  {},
                                  {},
                                  detail::describe<X>.shape,
                                  detail::any_matrices<X>};
    }
};
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic pop
#endif

namespace detail {

template <class... E>
struct expressions {};

using ctgrad::defined_matrix_upstream;
using ctgrad::defined_tangent;
using ctgrad::defined_upstream;

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
        for (int i = 0; i < seed_count; ++i)
            seeds[i] = g.add_input({seed[i][0], seed[i][1], "tangent or upstream gradient"});
        if constexpr (has_matrices)
            for (int i = 0; i < seed_count && !g.full; ++i)
                g.shapes->of[seeds[i]] = g.first(g.shapes->leaf(g, descriptors_of<Seed...>[i] -> shape));
    }
};

}  // namespace detail
}  // namespace ctgrad
