#pragma once

#include <ctgrad/differentiate/sweeps.hpp>
#include <ctgrad/formula/expression.hpp>
#include <ctgrad/graph/graph.hpp>
#include <ctgrad/passes/stabilize.hpp>
#include <ctgrad/support/array_of.hpp>

namespace ctgrad::detail {

/// Lowers formulas to nodes of one graph. This is a loop over descriptors with a stack of its own, so nothing is
/// instantiated and nothing recurses, however deep the formula is.
template <int Capacity>
struct lowering {
    graph& g;
    sweep_space& space;
    array_of<descriptor const*, 4 * Capacity> known{};  // open addressing
    array_of<int, 4 * Capacity> node{};

    constexpr lowering(graph& target, sweep_space& working) : g(target), space(working) {}

    constexpr int operator()(descriptor const& root) {
        array_of<descriptor const*, Capacity> stack{&root};
        int depth = 1;
        while (depth > 0) {
            descriptor const* const top = stack[depth - 1];
            int const place = find(top);
            if (known[place] != nullptr) {
                --depth;
                continue;
            }
            int operands[maximum_arity]{};
            int arity = 0;
            bool complete = true;
            for (; arity < maximum_arity && top->operands[arity] != nullptr; ++arity) {
                int const at = find(top->operands[arity]);
                if (known[at] == nullptr) complete = false;
                operands[arity] = node[at];
            }
            if (!complete) {
                if (depth + arity > Capacity) g.full = true;
                if (g.full) return 0;
                // The last operand is pushed first, so that nodes are made in reading order.
                for (int i = arity; i-- > 0;)
                    if (known[find(top->operands[i])] == nullptr) stack[depth++] = top->operands[i];
                continue;
            }
            if (2 * ++known_count > 4 * Capacity) g.full = true;
            if (g.full) return 0;
            known[place] = top;
            node[place] = make_node(*top, operands);
            --depth;
        }
        return node[find(&root)];
    }

private:
    int known_count = 0;

    constexpr int find(descriptor const* key) const {
        int place = static_cast<int>(key->low & static_cast<std::uint64_t>(4 * Capacity - 1));
        while (known[place] != nullptr && known[place] != key) place = (place + 1) & (4 * Capacity - 1);
        return place;
    }

    constexpr int make_node(descriptor const& d, int const* operands) {
        switch (d.what) {
            case descriptor::kind::variable: return add_input(d);
            case descriptor::kind::shape: return g.shapes->leaf(g, d.shape);
            case descriptor::kind::constant: return g.constant(d.value);
            case descriptor::kind::derivative: return derivative_node(operands[0], operands[1]);
            case descriptor::kind::substitution: return replaced(g, operands[0], operands[1], operands[2], space.image);
            case descriptor::kind::named: g.give_name(operands[0], d.name); return operands[0];
            default: return as_written(g, *d.operation, operands);
        }
    }

    constexpr int add_input(descriptor const& d) {
        int const id = g.add_input({d.high, d.low, d.name.data()});
        if (g.shapes != nullptr && !g.full) g.shapes->of[id] = g.first(g.shapes->leaf(g, d.shape));
        return id;
    }

    constexpr int derivative_node(int f, int x) {
        f = stabilized(g, f, &x, 1, space.image);
        space.start(g);
        space.forget_partials(g);
        space.active[x] = true;
        mark_dependents(g, space.active, f);
        if (g.shape_at(f) != 0) {  // a matrix with respect to a number
            space.adjoint[x] = graph::one;
            forward_sweep(g, f, space, {&x, 1});
            return g.shapes->broadcast(g, space.adjoint[f] == no_node || g.full ? graph::zero : space.adjoint[f], f);
        }
        space.adjoint[f] = graph::one;
        reverse_sweep(g, f, space, {&x, 1});
        int const result = space.adjoint[x] == no_node || g.full ? graph::zero : space.adjoint[x];
        return g.shapes == nullptr ? result : g.shapes->broadcast(g, result, x);
    }
};

}  // namespace ctgrad::detail
