#pragma once

#include <ctgrad/differentiate/term.hpp>
#include <ctgrad/formula/functions.hpp>
#include <ctgrad/operations/logistic.hpp>
#include <ctgrad/passes/pass.hpp>

/// One exponential for all logistic functions of an argument and of its negative. With e = exp(-|x|):
///     softplus(x)    = relu(x) + log1p(e)          like its evaluation, bit for bit
///     log_sigmoid(x) = -(relu(-x) + log1p(e))      the same
///     sigmoid(x)     = 1 / (1 + e) for x >= 0, else e / (1 + e)
/// so a cross-entropy of logits and its gradient take one exp, one log1p and one division together. A sigmoid that a
/// value needs stays 1 / (1 + exp(-x)).
namespace ctgrad::detail {

struct logistic_sharing {
    pass_context& c;
    graph& g = c.g;

    constexpr void run() {
        if (g.in_use<operations::logarithm_of_one_plus_exponential>() == nullptr &&
            g.in_use<operations::logarithm_of_sigmoid>() == nullptr)
            return;
        c.mark_kept(c.results.fixed_values);
        c.mark_live();
        int* const functions = c.uses;        // of the argument and its negative
        int* const with_logarithm = c.terms;  // whether there is a logarithm among them
        for (int id = 0; id < c.marked; ++id) functions[id] = with_logarithm[id] = 0;
        bool any = false;
        for (int id = 0; id < c.marked; ++id) {
            if (!c.is_live(id) || !is_shareable(id)) continue;
            int const x = unsigned_argument(id);
            ++functions[x];
            if (is_logarithm(id)) with_logarithm[x] = 1;
            any = any || (with_logarithm[x] != 0 && functions[x] > 1);
        }
        if (!any) return;
        c.rebuild(0, [&](int id) {
            if (!is_shareable(id)) return c.moved(id);
            int const x = unsigned_argument(id);
            if (with_logarithm[x] == 0 || functions[x] < 2) return c.moved(id);
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
    constexpr bool is_logarithm(int id) const {
        return g.is<operations::logarithm_of_one_plus_exponential>(id) || g.is<operations::logarithm_of_sigmoid>(id);
    }
    constexpr bool is_shareable(int id) const {
        return is_logarithm(id) || (g.is<operations::logistic_sigmoid>(id) && c.kept[id] == dead);
    }
};

constexpr void share_logistic_functions(pass_context& c) { logistic_sharing{c}.run(); }

}  // namespace ctgrad::detail
