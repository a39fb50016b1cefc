#pragma once

#include <cstddef>
#include <string_view>

#include <ctgrad/compile/compile.hpp>
#include <ctgrad/compile/source.hpp>
#include <ctgrad/print/listed_nodes.hpp>
#include <ctgrad/print/sink.hpp>
#include <ctgrad/support/array_of.hpp>

/// The listing of a quantity of a source, with the names of its inputs.
namespace ctgrad::detail {

/// A graph for a listing. The nodes of functions of rows are listed in another way.
template <class Source, int Capacity>
struct listing_work : job_arrays<Capacity, Source::has_matrices> {
    constexpr void write(int* outputs, int* independent, int* seeds) {
        write_source<Source, Capacity>(this->g, this->space, outputs, independent, seeds);
    }
    /// Writes to `roots` the outputs, and the nodes that they need without referring to them. Returns their number.
    constexpr int needed(int const* outputs, int count, int* roots) const {
        for (int i = 0; i < count; ++i) roots[i] = outputs[i];
        return count;
    }
    template <class Raw>
    constexpr void list(int const* roots, int count, Raw& raw) {
        list_nodes(this->g, roots, count, this->image, raw);
    }
};

/// Lists a quantity of a source: if `Arranged`, after the passes, as it is computed; otherwise before, as a reader
/// expects it.
template <class Source, quantity What, bool Arranged = false>
struct list_job {
    static constexpr int growth = 16;
    static constexpr int m = Source::output_count, n = Source::independent_count, r = detail::result_count(What, m, n);
    using nothing = raw_listing<1, r, m, n, Source::seed_count>;

    template <int Capacity, int Stage>
    static constexpr auto run() {
        raw_listing<Capacity, r, m, n, Source::seed_count> raw;
        listing_work<Source, Capacity> work;
        graph& g = work.g;
        g.computes = Arranged;
        array_of<text_view, Capacity> names{};
        g.names = names;
        array_of<int, m + 1> outputs{};
        array_of<int, n + 1> independent{};
        array_of<int, Source::seed_count + 1> seeds{};
        array_of<int, r + n + 1> roots{};
        work.write(outputs, independent, seeds);
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
        node_entries<int> image = work.image;
        for (int i = 0; i < n; ++i) roots[r + i] = independent[i];
        work.list(roots, r + n, raw);
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
    /// The letters of indices.
    template <class Names>
    static constexpr std::string_view letters{};
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
        array_of<T, Count + 1> values;
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
    static constexpr int find_own_independents() {
        if constexpr (requires { Source::own_independents; })
            return Source::own_independents;
        else
            return Source::independent_count;
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
                                       Source::seed_count,
                                       own_names<Source>::template letters<Names>,
                                       raw.nesting,
                                       raw.has_sequences,
                                       find_own_independents()};
};

}  // namespace ctgrad::detail
