#pragma once

#include <ctgrad/formula/stop_gradient.hpp>
#include <ctgrad/formula/with_partials.hpp>
#include <ctgrad/graph/graph.hpp>
#include <ctgrad/passes/pass.hpp>

/// Drops the differentials that `with_partials` states. Once the derivatives are made, such a node is replaced by its
/// value. Nodes that the user wrote are not rebuilt, so among them it stays as a copy: its operation is replaced in
/// place, so that the differentials are dead.
namespace ctgrad::detail {

constexpr bool has_stated_partials(pass_context const& c) {
    return c.g.in_use<operations::stated_partials>() != nullptr;
}

constexpr void drop_differentials(pass_context& c) {
    graph& g = c.g;
    c.mark_live();
    c.rebuild(0, [&](int id) {
        if (!g.is<operations::stated_partials>(id)) return id < c.written ? id : c.moved(id);
        int const value = c.image[g.first(id)];
        g.nodes[id] = g.nodes[g.apply(info_of<operations::gradient_stop>, &value)];
        return value;
    });
}

}  // namespace ctgrad::detail
