#pragma once

#include <ctgrad/differentiate/simplify.hpp>
#include <ctgrad/differentiate/sweeps.hpp>
#include <ctgrad/graph/graph.hpp>
#include <ctgrad/operations/arithmetic.hpp>
#include <ctgrad/operations/exponential.hpp>
#include <ctgrad/operations/logistic.hpp>
#include <ctgrad/passes/pass.hpp>

/// Passes that rebuild the nodes of a formula and change some of them.
namespace ctgrad::detail {

/// A node as the user wrote it, except that a negated constant and a quotient of two small integers become constants,
/// which are the same number in every scalar type.
constexpr int as_written(graph& g, operation_info const& info, int const* operands) {
    if (!g.is_constant(operands[0])) return g.apply(info, operands);
    if (&info == &info_of<operations::negate>) return g.constant(negate(g.constant_at(operands[0])));
    if (&info == &info_of<operations::divide> && g.is_constant(operands[1])) {
        constexpr wide limit = wide{1} << 24;  // exact in float, so in every type
        number const a = g.constant_at(operands[0]), b = g.constant_at(operands[1]);
        if (a.is_integer() && b.is_integer() && absolute(a.numerator) < limit && absolute(b.numerator) < limit &&
            b.numerator != 0 && a.numerator != 0)
            return g.constant(rational(a.numerator, b.numerator));
    }
    return g.apply(info, operands);
}

/// A node of a traced function, as written except that x * 1, x / 1 and x - 0 are x, and x * -1 is -x: callables that are
/// generic write `T sum(1)`, and the bits are the same. (One condition, as compilers count the statements of a function that
/// is traced.)
constexpr int as_traced(graph& g, operation_info const& info, int const* operands) {
    if (info.place == opcode::product      ? operands[0] <= graph::minus_one || operands[1] <= graph::minus_one
        : info.place == opcode::quotient   ? operands[1] == graph::one
        : info.place == opcode::difference ? operands[1] == graph::zero
                                           : false) {
        int const unit = operands[0] == graph::one || operands[0] == graph::minus_one ? 0 : 1;
        if (info.place != opcode::product || operands[unit] == graph::one) return operands[1 - unit];
        if (operands[unit] == graph::minus_one) return as_written(g, info_of<operations::negate>, operands + 1 - unit);
    }
    return g.is_constant(operands[0]) ? as_written(g, info, operands) : g.apply(info, operands);
}

/// Rebuilds the nodes 0..last: `change(id, info, operands)` returns the new node of an operation with new operands.
/// `image` has the new node of each old one; entries that are >= 0 at the start are kept.
template <class Change>
constexpr int rebuilt(graph& g, int last, node_entries<int> image, Change change) {
    for (int id = 0; id <= last && !g.full; ++id) {
        if (image[id] >= 0) continue;
        image[id] = id;
        if (!g.is_operation(id)) continue;  // pairs are rebuilt with their operation
        int operands[maximum_arity]{};
        int const arity = g.operands_of(id, operands);
        for (int i = 0; i < arity; ++i) operands[i] = image[operands[i]];
        image[id] = change(id, g.info_at(id), operands);
    }
    return g.full ? 0 : image[last];
}

/// Rebuilt nodes keep their names.
constexpr void keep_names(graph& g, int last, node_entries<int const> image) {
    if (g.names != nullptr)
        for (int id = 0; id <= last && !g.full; ++id)
            if (image[id] != id && image[id] >= 0) g.give_name(image[id], g.names[id]);
}

/// f with x replaced by e.
constexpr int replaced(graph& g, int f, int x, int e, node_entries<int> image) {
    for (int id = 0; id <= f; ++id) image[id] = no_node;
    if (x <= f) image[x] = e;
    return rebuilt(g, f, image,
                   [&](int, operation_info const& info, int const* operands) { return as_written(g, info, operands); });
}

/// f with every node simplified: formulas that are equal up to signs, units and order of operands become equal.
constexpr int normalized(graph& g, int f, node_entries<int> image) {
    for (int id = 0; id <= f; ++id) image[id] = no_node;
    return rebuilt(g, f, image,
                   [&](int, operation_info const& info, int const* operands) { return make(g, info, operands); });
}

/// f with the documented rewrites to a numerically stable form:
///     log(sigmoid(x))     = log_sigmoid(x) = x - softplus(x)
///     log(1 - sigmoid(x)) = log_sigmoid(-x) = -softplus(x)
/// and those of a graph of matrices. An independent node (`kept`) stays.
constexpr int stabilized(graph& g, int f, int const* kept, int kept_count, node_entries<int> image) {
    if (g.is_scalar() &&
        (g.in_use<operations::logistic_sigmoid>() == nullptr || g.in_use<operations::logarithm>() == nullptr))
        return f;
    kept_nodes const keeps{kept, kept_count};
    for (int id = 0; id <= f; ++id) image[id] = no_node;
    int const result = rebuilt(g, f, image, [&](int id, operation_info const& info, int const* operands) {
        int const argument = operands[0];
        if (info.key == &key_of<operations::logarithm> && !keeps.contains(id) && !keeps.contains(argument)) {
            bool const of_complement =
                g.operation_of(argument) == opcode::difference && g.first(argument) == graph::one;
            int const inner = of_complement ? g.second(argument) : argument;
            if (g.is_operation(inner) && g.info_at(inner).stable_logarithm != nullptr && !keeps.contains(inner))
                return g.info_at(inner).stable_logarithm(g, g.first(inner), of_complement);
        }
        if (!g.is_scalar())
            if (int const stable = g.shapes->stabilized(g, id, info, operands, keeps); stable != no_node) return stable;
        return g.apply(info, operands);
    });
    keep_names(g, f, image);
    return result;
}

/// f with some functions expanded into their parts, if derivatives are computed, because these use the parts.
constexpr int expanded(graph& g, int f, kept_nodes const& kept, node_entries<int> image) {
    bool any = false;
    for (int id = 0; id <= f; ++id) {
        image[id] = no_node;
        any = any || (g.is_operation(id) && g.info_at(id).expanded != nullptr);
    }
    if (!any) return f;
    int const result = rebuilt(g, f, image, [&](int id, operation_info const& info, int const* operands) {
        return info.expanded != nullptr && !kept.contains(id) ? info.expanded(g, operands[0]) : g.apply(info, operands);
    });
    keep_names(g, f, image);
    return result;
}

/// Rebuilds the nodes of all results at once: `rebuild(last)` sets the images of the nodes up to the last one.
template <class Rebuild>
constexpr void rebuild_results(pass_context& c, Rebuild rebuild) {
    int last = no_node;
    for (int i = 0; i < c.results.count; ++i) last = c.results.ids[i] > last ? c.results.ids[i] : last;
    if (last == no_node || c.g.full) return;
    c.image[0] = no_node;
    rebuild(last);
    if (c.image[0] == 0 && !c.g.full) c.move_results();
}

constexpr void stabilize(pass_context& c) {
    rebuild_results(
        c, [&](int last) { stabilized(c.g, last, c.results.independent, c.results.independent_count, c.image); });
}

constexpr bool expands(pass_context const& c) {
    return c.g.computes && c.g.is_scalar() && c.results.independent_count > 0;
}
/// Whether any operation can be expanded. A quick test for large graphs, which have more nodes than operations.
constexpr bool uses_expanded(graph const& g) {
    for (int i = 0; i < graph::operations_limit; ++i)
        if (g.operations[i] != nullptr && g.operations[i]->expanded != nullptr) return true;
    return false;
}
constexpr void expand(pass_context& c) {
    if (c.g.count > graph::operations_limit && !uses_expanded(c.g)) return;
    kept_nodes const kept{c.results.independent, c.results.independent_count};
    rebuild_results(c, [&](int last) { expanded(c.g, last, kept, c.image); });
}

}  // namespace ctgrad::detail
