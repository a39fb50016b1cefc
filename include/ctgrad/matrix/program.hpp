#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <ctgrad/graph/graph.hpp>
#include <ctgrad/matrix/shapes.hpp>
#include <ctgrad/transform/differentiate.hpp>

/// The program of a graph of matrices: which kernels run in which order, and where each value stands in memory.
///
/// Operations element by element that belong together are one *pass*: one loop over memory computes all of them, with
/// what they hand to each other in registers. A pass is known by a shape and a *stage*, the number of kernels that must
/// have run before it. Sums of what a pass computes are accumulated in its loop. Conditions are never stored: they are
/// computed in each pass that asks for them.
namespace ctgrad::detail {

/// How the value of a node comes about.
enum class node_role {
    leaf,         // an input, a constant or a shape
    pair,         // the last operands of an operation of three or four
    elementwise,  // in a pass
    reduction,    // in the pass of its operand
    view,         // a part of its operand, or a vector transposed: no work, no memory
    transposed,   // a matrix transposed, asked for by products only: no work, no memory
    kernel        // by itself
};

/// What stands in the list of a pass: a node, and what is done with it.
struct pass_entry {
    int node = 0;
    bool computed = false;  // else loaded
    bool stored = false;
};

struct kernel {
    bool is_pass = false;
    int stage = 0;
    int shape = 0;  // of a pass
    int node = 0;   // of any other kernel
    int first = 0, count = 0;  // the entries of a pass
    bool flat = true;  // a pass that needs to know neither row nor column
};

inline constexpr int unplaced = -1;

template <int Capacity, int Outputs>
struct matrix_program {
    bool full = false;
    int count = 0;
    std::uint64_t nodes[Capacity]{};
    int shape[Capacity]{};
    node_role role[Capacity]{};
    number constants[Capacity]{};
    int constant_count = 0;
    operation_info const* operations[graph::operations_limit]{};
    input inputs[Capacity]{};
    int input_shape[Capacity]{};
    bool used[Capacity]{};
    int input_count = 0;
    matrix_shape shapes[Capacity / 4]{};
    int shape_count = 0;
    extent dimensions[Capacity / 4]{};
    int dimension_count = 0;

    int outputs[Outputs + 1]{};       // no_node: zero
    int output_shape[Outputs + 1]{};
    bool output_in_place[Outputs + 1]{};  // computed where it is wanted; else copied there at the end

    kernel kernels[Capacity]{};
    int kernel_count = 0;
    pass_entry entries[4 * Capacity]{};
    int entry_count = 0;

    /// Where a node's value stands: a buffer, or `unplaced`; or the memory of an output.
    int buffer[Capacity]{};
    int output_of[Capacity]{};
    int buffer_shape[Capacity]{};
    int buffer_count = 0;

    constexpr int kind(int id) const { return graph::operation_at(nodes[id]); }
    constexpr int first(int id) const { return graph::first_of(nodes[id]); }
    constexpr int second(int id) const { return graph::second_of(nodes[id]); }
    constexpr operation_info const* operation(int id) const {
        return kind(id) < graph::operations_limit ? operations[kind(id)] : nullptr;
    }
    constexpr bool is(int id, operation_info const& info) const { return operation(id) == &info; }
    constexpr matrix_shape const& shape_at(int id) const { return shapes[shape[id]]; }
    /// Writes the operands to `out`, through pairs, and returns their number.
    constexpr int operands_of(int id, int* out) const {
        operation_info const* const info = operation(id);
        if (info == nullptr) return 0;
        out[0] = first(id);
        out[1] = second(id);
        for (int i = 2; i < info->arity; ++i) {
            int const rest = out[i - 1];
            out[i - 1] = first(rest);
            out[i] = second(rest);
        }
        return info->arity;
    }
    constexpr int dimension_index(extent const& e) const {
        for (int i = 0; i < dimension_count; ++i)
            if (dimensions[i] == e) return i;
        return -1;
    }
    /// The node whose memory a view or a lazy transpose looks at.
    constexpr int base(int id) const {
        while (role[id] == node_role::view || role[id] == node_role::transposed) id = first(id);
        return id;
    }
    constexpr bool is_condition(int id) const { return operation(id) != nullptr && operation(id)->is_condition; }

    /// Whether an input is read entry by entry only, so that its numbers may be of another type than the program's.
    constexpr bool read_by_entries(int input) const {
        for (int id = 0; id < count; ++id) {
            if (role[id] == node_role::leaf || role[id] == node_role::pair) continue;
            int operands[maximum_arity]{};
            int const arity = operands_of(id, operands);
            bool const in_pass = role[id] == node_role::elementwise || role[id] == node_role::reduction;
            for (int i = 0; i < arity; ++i)
                if (is_input(operands[i], input) && !in_pass && !(i == 1 && is(id, info_of<operations::pick>))) return false;
        }
        for (int id : outputs)
            if (id != no_node && is_input(id, input)) return false;
        return true;
    }
    constexpr bool is_input(int id, int input) const { return kind(id) == graph::input_node && first(id) == input; }
};

/// Builds the program from a graph. (A struct, so that its parts see the same arrays.)
template <class Program, int Capacity>
struct program_builder {
    constexpr explicit program_builder(Program& made) : p(made) {}

    constexpr void build(graph const& g, int const* outputs, int const* shapes_of_outputs, int output_count) {
        copy_live(g, outputs, output_count);
        for (int i = 0; i < output_count; ++i) {
            p.outputs[i] = outputs[i] == no_node ? no_node : slot[outputs[i]];
            p.output_shape[i] = shapes_of_outputs[i];
        }
        find_dimensions(output_count);
        find_roles(output_count);
        find_stages(output_count);
        make_kernels();
        place_outputs(output_count);
        place_buffers(output_count);
    }

private:
    Program& p;
    int slot[Capacity]{};
    int stage[Capacity]{};
    int ready[Capacity]{};  // the first stage at which it can be loaded
    int late[Capacity]{};   // the earliest stage that asks for it
    bool anchored[Capacity]{};
    bool needs_memory[Capacity]{};
    int last_use[Capacity]{};
    int mark[Capacity]{};
    bool released[Capacity]{};

    constexpr void copy_live(graph const& g, int const* outputs, int output_count) {
        for (int id = 0; id < g.count; ++id) slot[id] = -1;
        for (int i = 0; i < output_count; ++i)
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
            int const kind = g.operation_of(id);
            if (kind == graph::input_node) p.input_shape[g.first(id)] = g.shapes->of[id];
            if (slot[id] < 0) continue;
            int const arity = g.arity_at(id);
            int first = arity > 0 ? slot[g.first(id)] : g.first(id);
            int const second = arity > 1 ? slot[g.second(id)] : 0;
            if (kind == graph::input_node) p.used[first] = true;
            if (kind == graph::constant_node) {
                p.constants[p.constant_count] = g.constant_at(id);
                first = p.constant_count++;
            }
            if (kind < graph::operations_limit) p.operations[kind] = g.operations[kind];
            slot[id] = p.count;
            p.shape[p.count] = g.shapes->of[id];
            p.nodes[p.count++] = graph::node_of(kind, first, second);
        }
    }

    /// The named dimensions, and the inputs that must be there to tell them.
    constexpr void add_dimension(extent const& e) {
        if (e.is_named() && p.dimension_index(e) < 0) p.dimensions[p.dimension_count++] = e;
    }
    constexpr bool input_tells(int i, extent const& e) const {
        matrix_shape const s = p.shapes[p.input_shape[i]];
        return s.rows == e || s.columns == e;
    }
    constexpr void find_dimensions(int output_count) {
        for (int id = 0; id < p.count; ++id) {
            add_dimension(p.shape_at(id).rows);
            add_dimension(p.shape_at(id).columns);
        }
        for (int i = 0; i < output_count; ++i) {
            add_dimension(p.shapes[p.output_shape[i]].rows);
            add_dimension(p.shapes[p.output_shape[i]].columns);
        }
        for (int d = 0; d < p.dimension_count; ++d) {
            bool told = false;
            for (int i = 0; i < p.input_count; ++i) told = told || (p.used[i] && input_tells(i, p.dimensions[d]));
            for (int i = 0; i < p.input_count && !told; ++i)
                if (input_tells(i, p.dimensions[d])) told = p.used[i] = true;
        }
    }

    constexpr bool is_vector(int id) const { return p.shape_at(id).rows.is_one() || p.shape_at(id).columns.is_one(); }

    constexpr node_role role_of(int id) const {
        operation_info const* const info = p.operation(id);
        if (info == nullptr) return p.kind(id) == graph::pair_node ? node_role::pair : node_role::leaf;
        if (info->matrix == nullptr || info == &info_of<operations::spread> || info == &info_of<operations::one_hot> ||
            info == &info_of<operations::identity> || info == &info_of<operations::count>)
            return node_role::elementwise;
        if (info == &info_of<operations::sum> || info == &info_of<operations::row_sums> ||
            info == &info_of<operations::column_sums>)
            return p.shape[id] == p.shape[p.first(id)] ? node_role::elementwise : node_role::reduction;
        if (info == &info_of<operations::matrix_product>)  // a column times a row
            return p.shape_at(p.first(id)).columns.is_one() ? node_role::elementwise : node_role::kernel;
        if (info == &info_of<operations::transpose>) return is_vector(id) ? node_role::view : node_role::transposed;
        if (info == &info_of<operations::block>) return node_role::view;
        return node_role::kernel;
    }

    /// A lazy transpose that anything but a product asks for is copied after all.
    constexpr void copy_transpose(int id) {
        if (p.role[id] == node_role::transposed) p.role[id] = node_role::kernel;
    }
    constexpr void find_roles(int output_count) {
        for (int id = 0; id < p.count; ++id) p.role[id] = role_of(id);
        for (int i = 0; i < output_count; ++i)
            if (p.outputs[i] != no_node) copy_transpose(p.outputs[i]);
        for (int id = 0; id < p.count; ++id) {
            if (p.role[id] == node_role::kernel && p.is(id, info_of<operations::matrix_product>)) continue;
            int const arity = p.operation(id) != nullptr && p.operation(id)->arity < 2 ? p.operation(id)->arity
                              : p.role[id] == node_role::leaf                         ? 0
                                                                                      : 2;
            if (arity > 0) copy_transpose(p.first(id));
            if (arity > 1) copy_transpose(p.second(id));
        }
    }

    /// The first stage in which a pass of a shape can have a value.
    constexpr int stage_for(int id, int shape) const {
        if (p.is_condition(id)) {
            int operands[maximum_arity]{};
            int const arity = p.operands_of(id, operands);
            int stage_needed = 0;
            for (int i = 0; i < arity; ++i) {
                int const needed = stage_for(operands[i], shape);
                stage_needed = needed > stage_needed ? needed : stage_needed;
            }
            return stage_needed;
        }
        return p.role[id] == node_role::elementwise && p.shape[id] == shape ? stage[id] : ready[id];
    }
    /// What is asked for outside of passes of its shape is computed as soon as possible, and kept.
    constexpr void anchor(int id) {
        anchored[p.base(id)] = true;
        if (p.is_condition(id)) {
            int operands[maximum_arity]{};
            int const arity = p.operands_of(id, operands);
            for (int i = 0; i < arity; ++i) anchor(operands[i]);
        }
    }
    constexpr void ask(int operand, int consumer) {
        if (p.shape[operand] != p.shape[consumer] || p.role[operand] != node_role::elementwise)
            anchor(operand);
        else if (late[operand] > late[consumer])
            late[operand] = late[consumer];
    }
    constexpr void find_stages(int output_count) {
        for (int id = 0; id < p.count; ++id) {
            if (p.role[id] == node_role::leaf || p.role[id] == node_role::pair) continue;
            int operands[maximum_arity]{};
            int const arity = p.operands_of(id, operands);
            int const of_pass = p.role[id] == node_role::elementwise ? p.shape[id]
                                : p.role[id] == node_role::reduction ? p.shape[operands[0]]
                                                                     : -1;
            for (int i = 0; i < arity; ++i) {
                int const needed = stage_for(operands[i], of_pass);
                stage[id] = needed > stage[id] ? needed : stage[id];
            }
            bool const lazy = p.role[id] == node_role::view || p.role[id] == node_role::transposed;
            ready[id] = lazy ? ready[p.first(id)] : stage[id] + 1;
        }
        constexpr int never_asked = 1 << 30;
        for (int id = 0; id < p.count; ++id) late[id] = never_asked;
        for (int i = 0; i < output_count; ++i)
            if (p.outputs[i] != no_node) anchor(p.outputs[i]);
        for (int id = p.count; id-- > 0;) {
            if (p.role[id] == node_role::leaf || p.role[id] == node_role::pair) continue;
            if (anchored[id] || late[id] == never_asked || p.role[id] != node_role::elementwise) late[id] = stage[id];
            stage[id] = late[id];
            int operands[maximum_arity]{};
            int const arity = p.operands_of(id, operands);
            for (int i = 0; i < arity; ++i) {
                if (p.role[id] == node_role::elementwise)
                    ask(operands[i], id);
                else
                    anchor(operands[i]);
            }
        }
    }

    constexpr int pass_of(int shape, int at) {
        for (int k = 0; k < p.kernel_count; ++k)
            if (p.kernels[k].is_pass && p.kernels[k].shape == shape && p.kernels[k].stage == at) return k;
        p.kernels[p.kernel_count] = {true, at, shape, 0, 0, 0, true};
        return p.kernel_count++;
    }
    constexpr bool belongs(int id, kernel const& k) const {
        if (stage[id] != k.stage) return false;
        if (p.role[id] == node_role::elementwise) return p.shape[id] == k.shape && !p.is_condition(id);
        return p.role[id] == node_role::reduction && p.shape[p.first(id)] == k.shape;
    }
    constexpr void make_kernels() {
        for (int id = 0; id < p.count; ++id) {
            if (p.role[id] == node_role::elementwise && !p.is_condition(id))
                pass_of(p.shape[id], stage[id]);
            else if (p.role[id] == node_role::reduction)
                pass_of(p.shape[p.first(id)], stage[id]);
            else if (p.role[id] == node_role::kernel)
                p.kernels[p.kernel_count++] = {false, stage[id], 0, id, 0, 0, false};
        }
        // In order of stages; those of one stage as they came.
        for (int i = 1; i < p.kernel_count; ++i)
            for (int j = i; j > 0 && p.kernels[j].stage < p.kernels[j - 1].stage; --j) {
                kernel const moved = p.kernels[j];
                p.kernels[j] = p.kernels[j - 1];
                p.kernels[j - 1] = moved;
            }
        for (int k = 0; k < p.kernel_count; ++k)
            if (p.kernels[k].is_pass) list_pass(p.kernels[k]);
    }
    /// Whether a pass must know row and column because of an entry.
    constexpr bool needs_position(int id, kernel const& k, bool computed) const {
        if (p.shape[id] == 0 || p.is_condition(id)) return false;
        if (p.is(id, info_of<operations::one_hot>) || p.is(id, info_of<operations::identity>)) return computed;
        return p.shape[id] != k.shape;  // repeated, or a sum of rows or columns
    }
    /// The nodes of a pass, in order.
    constexpr void list_pass(kernel& k) {
        constexpr int absent = 0, loaded = 1, computed = 2;
        for (int id = 0; id < p.count; ++id) mark[id] = absent;
        for (int id = p.count; id-- > 0;) {
            bool const native = belongs(id, k);
            if (!native && mark[id] == absent) continue;
            bool const here = native || p.is_condition(id) || p.role[id] == node_role::pair;
            mark[id] = here ? computed : loaded;
            if (!here) {
                needs_memory[p.base(id)] = true;
                continue;
            }
            int const arity = p.role[id] == node_role::pair ? 2 : p.operation(id)->arity;
            if (arity > 0) mark[p.first(id)] = loaded;
            if (arity > 1) mark[p.second(id)] = loaded;
        }
        // All loads come first: a result may stand where an operand stood.
        k.first = p.entry_count;
        for (int wanted : {loaded, computed})
            for (int id = 0; id < p.count; ++id) {
                if (mark[id] != wanted || p.role[id] == node_role::pair || p.kind(id) == graph::shape_node) continue;
                p.entries[p.entry_count++] = {id, wanted == computed, false};
                if (needs_position(id, k, wanted == computed)) k.flat = false;
            }
        k.count = p.entry_count - k.first;
    }

    /// An output is computed in its own memory where it can be.
    constexpr void place_outputs(int output_count) {
        for (int id = 0; id < p.count; ++id) p.output_of[id] = p.buffer[id] = unplaced;
        for (int i = 0; i < output_count; ++i) {
            int const id = p.outputs[i];
            if (id == no_node || p.shape[id] != p.output_shape[i] || p.output_of[id] != unplaced) continue;
            if (p.role[id] != node_role::elementwise && p.role[id] != node_role::reduction && p.role[id] != node_role::kernel)
                continue;
            p.output_of[id] = i;
            p.output_in_place[i] = true;
        }
    }

    constexpr void use(int id, int k) {
        id = p.base(id);
        needs_memory[id] = true;
        last_use[id] = k;
    }
    constexpr void place_buffers(int output_count) {
        for (int k = 0; k < p.kernel_count; ++k) {
            kernel const& at = p.kernels[k];
            if (at.is_pass) {
                for (int e = at.first; e < at.first + at.count; ++e)
                    if (!p.entries[e].computed) use(p.entries[e].node, k);
                for (int e = at.first; e < at.first + at.count; ++e)
                    if (p.entries[e].computed && p.role[p.entries[e].node] == node_role::reduction)
                        needs_memory[p.entries[e].node] = true;
            } else {
                int operands[maximum_arity]{};
                int const arity = p.operands_of(at.node, operands);
                for (int i = 0; i < arity; ++i) use(operands[i], k);
                needs_memory[at.node] = true;
            }
        }
        for (int i = 0; i < output_count; ++i)
            if (p.outputs[i] != no_node) use(p.outputs[i], p.kernel_count);
        for (int b = 0; b < Capacity; ++b) mark[b] = 0;  // of a buffer: whether it is taken
        for (int k = 0; k < p.kernel_count; ++k) {
            kernel const& at = p.kernels[k];
            if (at.is_pass) {
                release(k, at.shape, true);
                for (int e = at.first; e < at.first + at.count; ++e) {
                    int const id = p.entries[e].node;
                    if (!p.entries[e].computed || !needs_memory[id] || p.is_condition(id)) continue;
                    p.entries[e].stored = true;
                    place(id);
                }
            } else {
                place(at.node);
            }
            release(k, 0, false);
        }
    }
    /// Frees the buffers of what is used by kernel k for the last time; those of its own shape before it runs, for a pass
    /// reads an entry before it writes it.
    constexpr void release(int k, int of_shape, bool before) {
        for (int id = 0; id < p.count; ++id) {
            if (p.buffer[id] == unplaced || last_use[id] != k || released[id]) continue;
            if (before && (p.shape[id] != of_shape || of_shape == 0 || viewed_in(id, p.kernels[k]))) continue;
            released[id] = true;
            mark[p.buffer[id]] = 0;
        }
    }
    /// Whether a pass reads a part of a node too.
    constexpr bool viewed_in(int id, kernel const& k) const {
        for (int e = k.first; e < k.first + k.count; ++e)
            if (p.entries[e].node != id && p.base(p.entries[e].node) == id) return true;
        return false;
    }
    constexpr void place(int id) {
        if (p.output_of[id] != unplaced) return;
        matrix_shape const wanted = p.shape_at(id);
        for (int b = 0; b < p.buffer_count; ++b) {
            matrix_shape const have = p.shapes[p.buffer_shape[b]];
            if (mark[b] != 0 || !(have == wanted || have == wanted.transposed())) continue;
            mark[b] = 1;
            p.buffer[id] = b;
            return;
        }
        p.buffer_shape[p.buffer_count] = p.shape[id];
        mark[p.buffer_count] = 1;
        p.buffer[id] = p.buffer_count++;
    }
};

}  // namespace ctgrad::detail
