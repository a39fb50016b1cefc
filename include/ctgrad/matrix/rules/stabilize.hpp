#pragma once

#include <ctgrad/graph/graph.hpp>
#include <ctgrad/matrix/rules/rewrites.hpp>
#include <ctgrad/operations/arithmetic.hpp>
#include <ctgrad/operations/exponential.hpp>

/// Rewrites matrix operations to a form that is numerically stable, or cheaper with the same numbers. These rewrites
/// are part of the pass in passes/stabilize.hpp.
namespace ctgrad::detail {

/// x - log_sum_exp(x)
constexpr bool is_log_softmax(graph const& g, int id) {
    return g.is(id, info_of<operations::subtract>) && g.is(g.second(id), info_of<operations::log_sum_exp>) &&
           g.first(g.second(id)) == g.first(id);
}

///     log(softmax(x))   = log(exp(x - log_sum_exp(x))) = x - log_sum_exp(x)
///     gather(x - row, l)  = gather(x, l) - row
constexpr int stabilized_matrix(graph& g, int id, operation_info const& info, int const* operands,
                                kept_nodes const& kept) {
    int const argument = operands[0];
    if (&info == &info_of<operations::logarithm> && !kept.contains(id) && !kept.contains(argument) &&
        g.is(argument, info_of<operations::exponential>) && is_log_softmax(g, g.first(argument)))
        return g.first(argument);
    // Gathers first and subtracts the row then: the same numbers with far less work.
    if (&info == &info_of<operations::gather> && !kept.contains(argument) &&
        g.operation_of(argument) == opcode::difference &&
        g.shapes->table[g.shape_at(g.second(argument))].rows.is_one()) {
        int const gathered_operands[]{g.first(argument), operands[1]};
        int const difference[]{g.apply(info, gathered_operands), g.second(argument)};
        return g.apply(info_of<operations::subtract>, difference);
    }
    return -1;
}

}  // namespace ctgrad::detail
