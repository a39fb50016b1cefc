#pragma once

#include <string_view>

#include <ctgrad/compile/compile.hpp>
#include <ctgrad/hints/find.hpp>
#include <ctgrad/print/listing.hpp>
#include <ctgrad/support/array_of.hpp>

/// The hints for a source, and a listing of the nodes that their texts show.
namespace ctgrad::detail {

template <int Capacity>
struct raw_hints : raw_listing<Capacity, 0, 0, 0, 0> {
    array_of<found_hint, Capacity> found{};  // by places in the listing
    int found_count = 0;
};

/// Operands with more operations than this are abbreviated, unless they have a name.
inline constexpr int longest_operand = 24;
inline constexpr std::string_view abbreviation = "...";

/// Abbreviates long operands. `size` is a scratch array with an entry for each node.
template <class Raw>
constexpr void abbreviate(graph const& g, int const* place, bool const* marked, int* size, Raw& raw) {
    for (int id = 0; id < g.count; ++id) {
        size[id] = 1;
        if (place[id] == dead || !g.is_operation(id)) continue;
        listed_node& node = raw.nodes[place[id]];
        if (!node.name.empty()) continue;
        int operands[maximum_arity]{};
        int const arity = g.operands_of(id, operands);
        for (int i = 0; i < arity; ++i) size[id] += size[operands[i]];
        if (marked[id] || size[id] <= longest_operand) continue;
        node.name = abbreviation;
        size[id] = 1;
    }
}

/// Lists the hints for what `outputs` need.
template <int Capacity, class Work>
constexpr void list_hints(Work& work, int const* outputs, int output_count, raw_hints<Capacity>& raw) {
    graph& g = work.g;
    array_of<bool, Capacity> covered{}, marked{};
    if (!g.full) raw.found_count = find_hints(g, outputs, output_count, work.image, covered, marked, raw.found);
    raw.full = g.full;
    if (g.full || raw.found_count == 0) return;

    array_of<int, 2 * Capacity> roots{};
    int root_count = 0;
    for (int i = 0; i < raw.found_count; ++i) {
        roots[root_count++] = raw.found[i].written;
        roots[root_count++] = raw.found[i].advised;
    }
    work.list(roots, root_count, raw);
    abbreviate(g, work.image, marked, work.adjoint, raw);
    for (int i = 0; i < raw.found_count; ++i) {
        raw.found[i].written = work.image[raw.found[i].written];
        raw.found[i].advised = work.image[raw.found[i].advised];
        for (int& bound : raw.found[i].bound)
            if (bound != no_node) bound = work.image[bound];
    }
}

template <class Source>
struct hints_job {
    static constexpr int growth = 16;
    using nothing = raw_hints<1>;

    template <int Capacity, int Stage>
    static constexpr auto run() {
        raw_hints<Capacity> raw;
        listing_work<Source, Capacity> work;
        array_of<text_view, Capacity> names{};
        work.g.names = names;
        int outputs[Source::output_count + 1]{}, independent[Source::independent_count + 1]{},
            seeds[Source::seed_count + 1]{}, roots[Source::output_count + 2 * Capacity]{};
        work.write(outputs, independent, seeds);
        list_hints(work, roots, work.needed(outputs, Source::output_count, roots), raw);
        return raw;
    }
};

}  // namespace ctgrad::detail
