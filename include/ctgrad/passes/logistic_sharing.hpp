#pragma once

#include <ctgrad/passes/pass.hpp>

/// One exponential for all logistic functions of an argument and of its negative. With e = exp(-|x|):
///     softplus(x)    = relu(x) + log1p(e)          like its evaluation, bit for bit
///     log_sigmoid(x) = -(relu(-x) + log1p(e))      the same
///     sigmoid(x)     = 1 / (1 + e) for x >= 0, else e / (1 + e)
/// so a cross-entropy of logits and its gradient together take one exp, one log1p and one division. A sigmoid that a
/// value needs stays 1 / (1 + exp(-x)). Rows of such functions have `with_shared_exponential`.
namespace ctgrad::detail {

struct logistic_sharing {
    pass_context& c;
    graph& g = c.g;

    constexpr void run() {
        if (!any_evaluates_it()) return;
        c.mark_kept(c.results.fixed_values);
        c.mark_live();
        node_entries<int> functions = c.uses;      // how many functions of the argument and its negative there are
        node_entries<int> evaluates_it = c.terms;  // whether one of them has the exponential anyway
        for (int id = 0; id < c.marked; ++id) functions[id] = evaluates_it[id] = 0;
        bool any = false;
        for (int id = 0; id < c.marked; ++id) {
            if (!c.is_live(id) || !is_shareable(id)) continue;
            int const x = unsigned_argument(id);
            ++functions[x];
            if (g.info_at(id).evaluates_shared_exponential) evaluates_it[x] = 1;
            any = any || (evaluates_it[x] != 0 && functions[x] > 1);
        }
        if (!any) return;
        c.rebuild(0, [&](int id) {
            if (!is_shareable(id)) return c.moved(id);
            int const x = unsigned_argument(id);
            if (evaluates_it[x] == 0 || functions[x] < 2) return c.moved(id);
            int const argument = c.image[g.first(id)];
            return g.info_at(id).with_shared_exponential(g, argument, x == g.first(id) ? argument : c.image[x]);
        });
    }

private:
    /// x, if the node is -x.
    constexpr int unsigned_argument(int id) const {
        int const x = g.first(id);
        return g.operation_of(x) == opcode::negation ? g.first(x) : x;
    }
    constexpr bool is_shareable(int id) const {
        return g.is_call(id) && g.info_at(id).with_shared_exponential != nullptr &&
               (g.info_at(id).evaluates_shared_exponential || c.kept[id] == dead);
    }
    constexpr bool any_evaluates_it() const {
        for (int id = 0; id < g.count; ++id) {
            std::uint64_t const operation = g.nodes[id] >> 52;
            if (operation < fixed_opcodes || operation >= graph::operations_limit) continue;
            if (g.is_call(id) && g.operations[operation]->evaluates_shared_exponential) return true;
        }
        return false;
    }
};

constexpr void share_logistic_functions(pass_context& c) { logistic_sharing{c}.run(); }

}  // namespace ctgrad::detail
