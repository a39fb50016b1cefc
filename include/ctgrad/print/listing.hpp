#pragma once

#include <cstddef>
#include <string_view>

#include <ctgrad/compile/compile.hpp>
#include <ctgrad/compile/program.hpp>
#include <ctgrad/compile/source.hpp>
#include <ctgrad/print/sink.hpp>

/// A graph prepared for printing: without dead nodes, in the order in which the formula is written, with the names that
/// users gave. Everything is printed from a listing. It is a value, not a template.
namespace ctgrad::detail {

struct listed_node {
    enum class kind { input, constant, operation, pair, shape };
    kind what;
    int arity;
    /// The indices of the operands in the listing; for an input or a constant the first is its number.
    int operands[maximum_arity];
    operation_info const* operation;
    /// The number of nodes and results that refer to it.
    int uses;
    std::string_view name;
    /// An entrywise product of matrices.
    bool entrywise;
    /// The shape of a leaf that is a shape.
    matrix_shape shape;
};

struct listing_view {
    listed_node const* nodes;
    int count;
    number const* constants;
    int input_count;
    std::string_view const* input_names;
    /// The request: the indices of the results in order, of the formulas' values, and of the independent variables;
    /// `no_node` for an exact 0 and for values that no result needs.
    quantity what;
    int const* results;
    int result_count;
    int const* outputs;
    int output_count;
    std::string_view const* output_names;
    int const* independent;
    int independent_count;
    int const* seeds;  // numbers of inputs
    int seed_count;

    constexpr bool is_operation(int place) const { return nodes[place].what == listed_node::kind::operation; }
};

/// A listing within arrays for `Capacity` nodes.
template <int Capacity, int Results, int Outputs, int Independent, int Seeds>
struct raw_listing {
    bool full = false;
    int count = 0;
    listed_node nodes[Capacity]{};
    number constants[Capacity]{};
    int constant_count = 0;
    input inputs[Capacity]{};
    int input_count = 0;
    int results[Results + 1]{};
    int outputs[Outputs + 1]{};
    std::string_view output_names[Outputs + 1]{};
    int independent[Independent + 1]{};
    int seeds[Seeds + 1]{};
};

/// Lists the nodes of `g` that `roots` need. `place` gets the index of each node in the listing.
template <class Raw>
constexpr void list_nodes(graph const& g, int const* roots, int root_count, int* place, Raw& raw) {
    mark_live(g, roots, root_count, place);
    raw.input_count = g.input_count;
    for (int i = 0; i < g.input_count; ++i) raw.inputs[i] = g.inputs[i];
    for (int id = 0; id < g.count; ++id) {
        if (place[id] == dead) continue;
        listed_node& node = raw.nodes[raw.count];
        int const kind = g.operation_of(id);
        if (kind == graph::input_node) {
            node.what = listed_node::kind::input;
            node.operands[0] = g.first(id);
        } else if (kind == graph::constant_node) {
            node.what = listed_node::kind::constant;
            node.operands[0] = raw.constant_count;
            raw.constants[raw.constant_count++] = g.constant_at(id);
        } else if (kind == graph::pair_node) {
            node.what = listed_node::kind::pair;
        } else if (kind == graph::shape_node) {
            node.what = listed_node::kind::shape;
            node.shape = g.shapes->table[g.first(id)];
        } else {
            node.what = listed_node::kind::operation;
            node.operation = g.operations[kind];
            node.name = g.names[id];
            node.arity = g.operands_of(id, node.operands);
            node.entrywise = g.shapes != nullptr && kind == opcode::product && g.shapes->of[node.operands[0]] != 0 &&
                             g.shapes->of[node.operands[1]] != 0;
            if (node.operation->arity < node.arity) node.arity = node.operation->arity;
            for (int i = 0; i < node.arity; ++i) node.operands[i] = place[node.operands[i]];
        }
        place[id] = raw.count++;
    }
}

/// Counts the references to each node from nodes that the results need.
template <class Raw>
constexpr void count_uses(Raw& raw, int const* results, int result_count) {
    for (int i = 0; i < result_count; ++i)
        if (results[i] != no_node) ++raw.nodes[results[i]].uses;
    for (int at = raw.count; at-- > 0;)
        if (raw.nodes[at].uses > 0 && raw.nodes[at].what == listed_node::kind::operation)
            for (int i = 0; i < raw.nodes[at].arity; ++i) ++raw.nodes[raw.nodes[at].operands[i]].uses;
}

constexpr int placed(int const* place, int id) { return id == no_node || place[id] == dead ? no_node : place[id]; }

/// Lists a quantity of a source: if `Arranged` after the passes, as it is computed; else before, as a reader expects
/// it.
template <class Source, quantity What, bool Arranged = false>
struct list_job {
    static constexpr int growth = 16;
    static constexpr int m = Source::output_count, n = Source::independent_count, r = detail::result_count(What, m, n);
    using nothing = raw_listing<1, r, m, n, Source::seed_count>;

    template <int Capacity, int Stage>
    static constexpr auto run() {
        raw_listing<Capacity, r, m, n, Source::seed_count> raw;
        job_arrays<Capacity, Source::has_matrices> work;
        graph& g = work.g;
        std::string_view names[Capacity]{};
        g.names = names;
        int outputs[m + 1]{}, independent[n + 1]{}, seeds[Source::seed_count + 1]{};
        int roots[r + n + 1]{};
        write_source<Source, Capacity>(g, work.space, outputs, independent, seeds);
        request const asked{outputs, m, independent, n, seeds};
        int const written = first_free_node<Source>(g.count);
        if (!g.full) derive(g, work.space, What, asked, roots);
        if (Arranged && !g.full) {
            pass_storage<Capacity> arrays;
            pass_results const results = asked_results(What, asked, roots, fixed_values<Source>(value_count(What, m)));
            pass_context c(g, arrays.arrays(), results, written);
            run_passes(pass_stage::derivatives, c);
        }
        raw.full = g.full;
        if (g.full) return raw;
        int* const image = work.image;
        for (int i = 0; i < n; ++i) roots[r + i] = independent[i];
        list_nodes(g, roots, r + n, image, raw);
        for (int i = 0; i < r; ++i) raw.results[i] = placed(image, roots[i]);
        for (int i = 0; i < m; ++i) {
            raw.outputs[i] = placed(image, outputs[i]);
            raw.output_names[i] =
                g.operation_of(outputs[i]) == graph::input_node ? std::string_view{} : names[outputs[i]];
        }
        for (int i = 0; i < n; ++i) raw.independent[i] = placed(image, independent[i]);
        for (int i = 0; i < Source::seed_count; ++i) raw.seeds[i] = g.first(seeds[i]);
        count_uses(raw, raw.results, r);
        return raw;
    }
};

/// The names of inputs that have no name of their own; see `composed_names`.
template <class Source>
struct own_names {
    static constexpr bool composed = false;
    static constexpr std::size_t arguments = 0;
};

/// The names of inputs, from the first that has no name of its own: the arguments of a function, then tangents (t_x) or
/// cotangents (u).
template <class Source, quantity What, class Names>
constexpr auto compose_names() {
    constexpr auto const& raw = result_of<list_job<Source, What>>();
    struct {
        short_name names[static_cast<std::size_t>(raw.input_count) + 1];
        int first = 0;
    } result{};
    if constexpr (own_names<Source>::composed)
        own_names<Source>::template write<Names>(result.names);
    else
        result.first = raw.input_count - Source::seed_count;
    for (int i = 0; i < Source::seed_count; ++i) {
        short_name& name = result.names[raw.seeds[i]];
        if (What == quantity::vjp) {
            name.add("u");
            if (Source::seed_count > 1) name.add_integer(i + 1);
            continue;
        }
        name.add("t_");
        listed_node const* const by = raw.independent[i] == no_node ? nullptr : &raw.nodes[raw.independent[i]];
        if (by != nullptr && by->what == listed_node::kind::input)
            name.add(own_names<Source>::composed ? result.names[by->operands[0]].view()
                                                 : std::string_view(raw.inputs[by->operands[0]].name));
        else if (by != nullptr && !by->name.empty())
            name.add(by->name);
        else
            name.add_integer(i + 1);
    }
    return result;
}
template <class Source, quantity What, class Names>
inline constexpr auto composed_names = compose_names<Source, What, Names>();

/// The listing of a quantity of a source, in arrays of its exact size.
template <class Source, quantity What, class Names, bool Arranged = false>
struct listing {
    static constexpr auto const& raw = result_of<list_job<Source, What, Arranged>>();
    using source = Source;
    using names = Names;

    template <class T, int Count>
    struct list_of {
        T values[Count + 1];
    };
    template <class T, int Count>
    static constexpr auto first(T const* from) {
        list_of<T, Count> result{};
        for (int i = 0; i < Count; ++i) result.values[i] = from[i];
        return result;
    }
    static constexpr auto find_input_names() {
        list_of<std::string_view, raw.input_count> result{};
        constexpr auto const& composed = composed_names<Source, What, Names>;
        for (int i = 0; i < raw.input_count; ++i)
            result.values[i] = i < composed.first ? std::string_view(raw.inputs[i].name) : composed.names[i].view();
        return result;
    }
    static constexpr auto nodes = first<listed_node, raw.count>(raw.nodes);
    static constexpr auto constants = first<number, raw.constant_count>(raw.constants);
    static constexpr auto results =
        first<int, result_count(What, Source::output_count, Source::independent_count)>(raw.results);
    static constexpr auto outputs = first<int, Source::output_count>(raw.outputs);
    static constexpr auto output_names = first<std::string_view, Source::output_count>(raw.output_names);
    static constexpr auto independent = first<int, Source::independent_count>(raw.independent);
    static constexpr auto seeds = first<int, Source::seed_count>(raw.seeds);
    static constexpr auto input_names = find_input_names();

    static constexpr listing_view view{nodes.values,
                                       raw.count,
                                       constants.values,
                                       raw.input_count,
                                       input_names.values,
                                       What,
                                       results.values,
                                       result_count(What, Source::output_count, Source::independent_count),
                                       outputs.values,
                                       Source::output_count,
                                       output_names.values,
                                       independent.values,
                                       Source::independent_count,
                                       seeds.values,
                                       Source::seed_count};
};

}  // namespace ctgrad::detail
