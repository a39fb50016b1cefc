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
        if (g.index_in_use(info_of<operations::logarithm_of_one_plus_exponential>) < 0 &&
            g.index_in_use(info_of<operations::logarithm_of_sigmoid>) < 0)
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
            return expanded(id, argument, x == g.first(id) ? argument : c.image[x]);
        });
    }

private:
    /// x, if the node is -x.
    constexpr int unsigned_argument(int id) const {
        int const x = g.first(id);
        return g.operation_of(x) == opcode::negation ? g.first(x) : x;
    }
    constexpr bool is_logarithm(int id) const {
        return g.is(id, info_of<operations::logarithm_of_one_plus_exponential>) ||
               g.is(id, info_of<operations::logarithm_of_sigmoid>);
    }
    constexpr bool is_shareable(int id) const {
        return is_logarithm(id) || (g.is(id, info_of<operations::logistic_sigmoid>) && c.kept[id] == dead);
    }

    /// A logistic function of +-x in terms of x.
    constexpr int expanded(int id, int argument, int x) {
        term const e = exp(-abs(term(&g, x)));
        term const a(&g, argument);
        if (is_logarithm(id)) {
            bool const of_sigmoid = g.is(id, info_of<operations::logarithm_of_sigmoid>);
            term const rectified = relu(of_sigmoid ? -a : a), rest = log1p(e);  // made in this order
            return of_sigmoid ? (-(rectified + rest)).id : (rectified + rest).id;
        }
        term const larger = 1 / (1 + e), smaller = e * larger;
        auto const positive = argument == x ? term(&g, x) >= 0 : term(&g, x) <= 0;
        return select(positive, larger, smaller).id;
    }
};

constexpr void share_logistic_functions(pass_context& c) { logistic_sharing{c}.run(); }

}  // namespace ctgrad::detail
