#pragma once

#include <ctgrad/graph/graph.hpp>
#include <ctgrad/matrix/plan/program.hpp>
#include <ctgrad/support/array_of.hpp>

namespace ctgrad::detail {

/// Copies the nodes that the outputs of a graph need, and lists the named dimensions.
template <class Program, int Capacity>
struct node_copier {
    constexpr explicit node_copier(Program& made) : p(made) {}

    constexpr void copy(graph const& g, int const* outputs, int const* shapes_of_outputs) {
        copy_live(g, outputs);
        for (int i = 0; i < Program::output_count; ++i) {
            p.outputs[i] = outputs[i] == no_node ? no_node : slot[outputs[i]];
            p.output_shape[i] = shapes_of_outputs[i];
        }
        find_dimensions();
    }

private:
    Program& p;
    array_of<int, Capacity> slot{};

    constexpr void copy_live(graph const& g, int const* outputs) {
        for (int id = 0; id < g.count; ++id) slot[id] = -1;
        for (int i = 0; i < Program::output_count; ++i)
            if (outputs[i] != no_node) slot[outputs[i]] = 0;
        for (int id = g.count; id-- > 0;) {
            if (slot[id] < 0) continue;
            int const arity = g.arity_at(id);
            if (arity > 0) slot[g.first(id)] = 0;
            if (arity > 1) slot[g.second(id)] = 0;
        }
        p.input_count = g.input_count;
        for (int i = 0; i < g.input_count; ++i) p.inputs[i] = g.inputs[i];
        p.shape_count = g.shapes->count;
        for (int i = 0; i < p.shape_count; ++i) p.shapes[i] = g.shapes->table[i];
        for (int id = 0; id < g.count; ++id) {
            int const operation = g.operation_of(id);
            if (operation == graph::input_node) p.input_shape[g.first(id)] = g.shapes->of[id];
            if (slot[id] < 0) continue;
            int const arity = g.arity_at(id);
            int first = arity > 0 ? slot[g.first(id)] : g.first(id);
            int const second = arity > 1 ? slot[g.second(id)] : 0;
            if (operation == graph::input_node) p.used[first] = true;
            if (operation == graph::constant_node) {
                p.constants[p.constant_count] = g.constant_at(id);
                first = p.constant_count++;
            }
            if (operation < graph::operations_limit) {
                p.operations[operation] = g.operations[operation];
                if (p.operations[operation]->is_missing) p.missing_partial = p.operations[operation];
            }
            slot[id] = p.count;
            p.shape[p.count] = g.shapes->of[id];
            p.nodes[p.count++] = graph::node_of(operation, first, second);
        }
    }

    /// The named dimensions, and the inputs that determine them.
    constexpr void add_dimension(extent const& e) {
        if (!e.is_named() || p.dimension_index(e) >= 0) return;
        if (e.parts != nullptr) {  // before the sum
            add_dimension(e.parts[0]);
            add_dimension(e.parts[1]);
        }
        p.dimensions[p.dimension_count++] = e;
    }
    constexpr void find_dimensions() {
        for (int id = 0; id < p.count; ++id) {
            add_dimension(p.shape_at(id).rows);
            add_dimension(p.shape_at(id).columns);
        }
        for (int i = 0; i < Program::output_count; ++i) {
            add_dimension(p.shapes[p.output_shape[i]].rows);
            add_dimension(p.shapes[p.output_shape[i]].columns);
        }
        for (int d = 0; d < p.dimension_count; ++d) {
            bool told = p.is_told(p.dimensions[d]);
            for (int i = 0; i < p.input_count && !told; ++i)
                if (p.input_tells(i, p.dimensions[d])) told = p.used[i] = true;
        }
    }
};

}  // namespace ctgrad::detail
