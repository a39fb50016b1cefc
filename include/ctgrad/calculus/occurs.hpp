#pragma once

#include <cstddef>

#include <ctgrad/formula/source.hpp>
#include <ctgrad/graph/handle.hpp>
#include <ctgrad/graph/lower.hpp>

namespace ctgrad::detail {

template <int Capacity>
struct occurrence {
    bool full;
    bool found;
};

/// Whether x is a part of f as written.
template <int Capacity>
constexpr occurrence<Capacity> find_occurrence(descriptor const& f, descriptor const& x) {
    graph_storage<Capacity> storage;
    graph g = storage.view();
    bool active[Capacity]{};
    int adjoint[Capacity]{};
    int image[Capacity]{};
    sweep_space space{active, adjoint, image};
    lowering<Capacity> lower(g, space);
    lower(f);
    if (g.full) return {true, false};
    int const nodes = g.count;
    return {false, lower(x) < nodes};
}

template <class F, class X, int Capacity = 256>
consteval bool occurs() {
    constexpr auto answer = find_occurrence<Capacity>(describe<F>, describe<X>);
    if constexpr (answer.full)
        return occurs<F, X, 16 * Capacity>();
    else
        return answer.found;
}

/// Variables that a formula does not depend on have derivative 0; anything else must occur in it.
template <class F, class X>
constexpr bool check_one_occurs() {
    if constexpr (describe<X>.what == descriptor::kind::variable) {
        return true;
    } else {
        static_assert(describe<X>.what != descriptor::kind::constant,
                      "ctgrad: a derivative is taken with respect to a variable or an intermediate, not a constant");
        static_assert(occurs<F, X>(),
                      "ctgrad: a derivative is asked with respect to an expression that occurs nowhere in the formula: "
                      "write that expression as it stands in the formula");
        return true;
    }
}
template <class F, class... X>
constexpr bool check_occurs() {
    return (check_one_occurs<F, X>() && ...);
}

}  // namespace ctgrad::detail
