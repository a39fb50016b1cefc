#pragma once

#include <ctgrad/differentiate/term.hpp>
#include <ctgrad/formula/functions.hpp>
#include <ctgrad/operations/logistic.hpp>
#include <ctgrad/passes/list_schedule.hpp>
#include <ctgrad/passes/liveness.hpp>

/// One exponential for all logistic functions of an argument and of its negative. With e = exp(-|x|):
///     softplus(x)    = relu(x) + log1p(e)          as its evaluation has it, bit for bit
///     log_sigmoid(x) = -(relu(-x) + log1p(e))      likewise
///     sigmoid(x)     = 1 / (1 + e) for x >= 0, else e / (1 + e)
/// so that a cross-entropy of logits takes one exp, one log1p and one division with its gradient. A sigmoid in
/// the value stays 1 / (1 + exp(-x)).
namespace ctgrad::detail {

struct logistic_sharing {
    graph& g;
    extract_space const& space;
    int const* in_value = nullptr;  // `dead` for what the values do not need

    /// x for -x.
    constexpr int unsigned_argument(int id) const {
        int const x = g.first(id);
        return g.operation_of(x) == opcode::negation ? g.first(x) : x;
    }
    constexpr bool is_logarithm(int id) const {
        return g.is(id, info_of<operations::softplus>) || g.is(id, info_of<operations::logarithm_of_sigmoid>);
    }
    constexpr bool is_derived_sigmoid(int id) const {
        return g.is(id, info_of<operations::logistic_sigmoid>) && in_value[id] == dead;
    }

    /// A logistic function of +-x in terms of x.
    constexpr int expanded(int id, int argument, int x) {
        term const e = exp(-abs(term(&g, x)));
        term const a(&g, argument);
        if (g.is(id, info_of<operations::softplus>)) return (relu(a) + log1p(e)).id;
        if (g.is(id, info_of<operations::logarithm_of_sigmoid>)) return (-(relu(-a) + log1p(e))).id;
        term const larger = 1 / (1 + e), smaller = e * larger;
        auto const positive = argument == x ? term(&g, x) >= 0 : term(&g, x) <= 0;
        return select(positive, larger, smaller).id;
    }

    /// The first `value_count` outputs are values, not derivatives.
    constexpr void operator()(int* outputs, int output_count, int value_count) {
        if (g.index_in_use(info_of<operations::softplus>) < 0 &&
            g.index_in_use(info_of<operations::logarithm_of_sigmoid>) < 0)
            return;
        mark_live(g, outputs, value_count, space.partner);
        in_value = space.partner;
        mark_live(g, outputs, output_count, space.slot);
        int const old_count = g.count;
        int* const logarithms = space.depth;
        int* const sigmoids = space.next;
        int* const image = space.head;
        for (int id = 0; id < old_count; ++id) logarithms[id] = sigmoids[id] = 0;
        bool any = false;
        for (int id = 0; id < old_count; ++id) {
            if (space.slot[id] == dead || !(is_logarithm(id) || is_derived_sigmoid(id))) continue;
            int const x = unsigned_argument(id);
            ++(is_logarithm(id) ? logarithms : sigmoids)[x];
            any = any || (logarithms[x] > 0 && logarithms[x] + sigmoids[x] > 1);
        }
        if (!any) return;
        for (int id = 0; id < old_count && !g.full; ++id) {
            image[id] = id;
            if (space.slot[id] == dead || g.arity_at(id) == 0) continue;
            if (is_logarithm(id) || is_derived_sigmoid(id)) {
                int const x = unsigned_argument(id);
                if (logarithms[x] > 0 && logarithms[x] + sigmoids[x] > 1) {
                    int const argument = image[g.first(id)];
                    image[id] = expanded(id, argument, x == g.first(id) ? argument : image[x]);
                    continue;
                }
            }
            image[id] = with_operands_moved(g, id, image);
        }
        for (int i = 0; i < output_count; ++i)
            if (outputs[i] != no_node) outputs[i] = image[outputs[i]];
    }
};

}  // namespace ctgrad::detail
