#pragma once

#include <cstdint>

#include <ctgrad/graph/graph.hpp>
#include <ctgrad/passes/pass.hpp>

/// How large the nodes of a graph are where its inputs are near the ends of the range. The decimal logarithm of |x y| is the
/// sum of those of x and y; that of |x + y| is the larger one, where nothing cancels (max-plus algebra). What a row tells of
/// its result is a column of the table, `magnitude`.
namespace ctgrad::detail {

struct magnitudes {
    /// The directions in which inputs tend to the ends of the range.
    static constexpr int samples = 12;
    static constexpr unsigned all_samples = (1u << samples) - 1;
    static constexpr int capacity = 640;  ///< nodes
    /// The logarithm of the largest number, and minus that of the least, in tenths.
    static constexpr int limit = 3000;
    /// So little beyond the limit is a matter of rounding.
    static constexpr int slack = 30;

    graph const& g;
    int of[capacity][samples]{};
    /// A bit for each direction in which a node leaves the range.
    unsigned out[capacity]{};

    /// Estimates the nodes that are live in `slot`. In each direction the inputs and results of what the user wrote reach the limit, and none of
    /// its nodes is larger.
    constexpr void estimate(pass_context const& c, node_entries<int const> slot) {
        int const written = c.written;
        pass_results const& results = c.results;
        for (int id = 0; id < written; ++id) write_sizes(id);
        for (int k = 0; k < samples; ++k) {
            int largest = 1;
            for (int id = 0; id < written; ++id) {
                int const size = of[id][k];
                if (size > largest) largest = size;
                if (-size > largest && g.operation_of(id) == graph::input_node) largest = -size;
            }
            for (int i = 0; i < results.fixed_values; ++i)
                if (int const size = -of[results.ids[i]][k]; size > largest) largest = size;
            if (largest == limit) continue;
            for (int id = 0; id < written; ++id)
                if (of[id][k] != 0) of[id][k] = of[id][k] * limit / largest;
        }
        for (int id = 0; id < c.marked; ++id) {
            if (slot[id] == dead) continue;
            if (id >= written) write_sizes(id);
            constexpr int most = limit + slack;
            int const* const size = of[id];
            unsigned bits = 0;
            for (int k = 0; k < samples; ++k)
                bits |= static_cast<unsigned>(static_cast<unsigned>(size[k] + most) > 2 * most) << k;
            out[id] = bits;
        }
    }

private:
    /// A number from -limit to limit, 0 for half of all.
    static constexpr int draw(int id, int sample) {
        std::uint64_t const bits = mix(static_cast<std::uint64_t>(id) + 1, static_cast<std::uint64_t>(sample) + 1);
        return (bits & 1) == 0 ? 0 : static_cast<int>((bits >> 8) % (2 * limit + 1)) - limit;
    }
    /// The first directions are those of single inputs.
    static constexpr int size_of_input(int number, int sample) {
        if (sample < samples / 2) return sample / 2 == number ? (sample % 2 == 0 ? limit : -limit) : 0;
        return draw(number, sample);
    }
    static constexpr int larger(int a, int b) { return a < b ? b : a; }

    constexpr void write_sizes(int id) {
        node_view const node = graph::view_of(g.nodes[id]);
        int* const size = of[id];
        if (node.operation == graph::input_node) {
            for (int k = 0; k < samples; ++k) size[k] = size_of_input(node.first, k);
            return;
        }
        if (node.operation > graph::pair_node) return;
        int const *const a = of[node.first], *const b = of[node.second];
        switch (node.operation) {
            case opcode::negation:
                for (int k = 0; k < samples; ++k) size[k] = a[k];
                return;
            case opcode::sum:
            case opcode::difference:
            case graph::pair_node:
                for (int k = 0; k < samples; ++k) size[k] = a[k] < b[k] ? b[k] : a[k];
                return;
            case opcode::product:
                for (int k = 0; k < samples; ++k) size[k] = a[k] + b[k];
                return;
            case opcode::quotient:
                for (int k = 0; k < samples; ++k) size[k] = a[k] - b[k];
                return;
            default:
                for (int k = 0; k < samples; ++k) size[k] = size_of_call(id, k, a[k]);
        }
    }
    constexpr int size_of_call(int id, int k, int x) const {
        operation_info const& info = g.info_at(id);
        int const rest = g.second(id);
        switch (info.magnitude) {
            case magnitude_rule::one: return 0;
            case magnitude_rule::up_to_one: return -larger(0, draw(id, k));
            case magnitude_rule::operand_up_to_one: return x < 0 ? x : 0;
            case magnitude_rule::operand: return x;
            case magnitude_rule::square_root: return x / 2;
            case magnitude_rule::cube_root: return x / 3;
            case magnitude_rule::largest: return info.conditions > 0 ? of[rest][k] : larger(x, of[rest][k]);
            case magnitude_rule::product: return of[g.first(rest)][k] + of[g.second(rest)][k];
            case magnitude_rule::power: return power(x, rest, draw(id, k));
            case magnitude_rule::quotient_by_power:
                return of[g.second(g.second(rest))][k] - power(of[g.first(rest)][k], g.first(id), 0);
            default: return draw(id, k);
        }
    }
    /// That of a power whose exponent is a constant; else as drawn.
    constexpr int power(int x, int exponent, int drawn) const {
        if (!g.is_constant(exponent) || !is_small(g.constant_at(exponent))) return drawn;
        number const& p = g.constant_at(exponent);
        wide const size = wide{x} * p.numerator / p.denominator, most = 100 * limit;
        return static_cast<int>(size > most ? most : size < -most ? -most : size);
    }
};

}  // namespace ctgrad::detail
