#pragma once

#include <ctgrad/differentiate/simplify.hpp>
#include <ctgrad/graph/graph.hpp>
#include <ctgrad/operations/error_function.hpp>
#include <ctgrad/operations/exponential.hpp>
#include <ctgrad/operations/hyperbolic.hpp>
#include <ctgrad/operations/slopes/list.hpp>
#include <ctgrad/operations/trigonometric.hpp>

/// Functions that users write out, differentiated as what they are. The chain rule, step by step, overflows or cancels
/// in them although the derivative does neither:
///     1 / (1 + exp(t))     -exp(t) / (1 + exp(t))^2, also where exp(t) is infinite
///     exp(t) / (1 + exp(t))
///     log(1 + exp(t)), log1p(exp(t)), log(1 / (1 + exp(t)))     exp(t) / (1 + exp(t)) with its sign
///     1 / cosh(t)          -tanh(t) / cosh(t)
///     sin(t) / t           by its power series near 0
///     log(c erfc(t))       by its asymptotic series far out
/// The nodes stay as they are, and with them the value. Only where derivatives are computed: those that are read keep
/// the form of the chain rule.
namespace ctgrad::detail {

/// The partial derivative of a node with respect to another one, which may lie several steps below.
struct written_function {
    int variable = -1;  ///< none: the node is differentiated as it stands
    int partial = -1;
};

struct written_function_finder {
    graph& g;
    kept_nodes const& kept;

    constexpr written_function find(int id) const {
        int const operation = g.operation_of(id);
        if (operation == opcode::quotient) return quotient(id, g.first(id), g.second(id));
        if (g.is(id, info_of<operations::logarithm>)) return logarithm(g.first(id));
        if (g.is(id, info_of<operations::logarithm_of_one_plus>) && is_exponential(g.first(id))) {
            int const e = g.first(id),
                      r = make<operations::divide>(g, graph::one, make<operations::add>(g, graph::one, e));
            return {g.first(e), slope<operations::logistic_ratio>(g.first(e), e, r)};
        }
        return {};
    }

private:
    constexpr bool is_exponential(int id) const {
        return g.is(id, info_of<operations::exponential>) && !kept.contains(id);
    }
    /// exp(t) if a node is 1 + exp(t), else -1.
    constexpr int exponential_of(int sum) const {
        if (g.operation_of(sum) != opcode::sum || kept.contains(sum)) return -1;
        int const a = g.first(sum), b = g.second(sum);
        return a == graph::one && is_exponential(b) ? b : b == graph::one && is_exponential(a) ? a : -1;
    }
    template <class Slope>
    constexpr int slope(int a, int b, int c) const {
        return ctgrad::apply<Slope>(term(&g, a), term(&g, b), term(&g, c)).id;
    }
    constexpr int negated(int id) const { return make<operations::negate>(g, id); }

    constexpr written_function quotient(int id, int a, int b) const {
        if (int const e = exponential_of(b); e >= 0) {
            int const t = g.first(e);
            if (a == graph::one) return {t, negated(slope<operations::logistic_slope>(t, e, id))};
            if (a == e) return {t, slope<operations::logistic_slope>(t, e, make<operations::divide>(g, graph::one, b))};
        }
        if (a == graph::one && g.is(b, info_of<operations::hyperbolic_cosine>) && !kept.contains(b)) {
            term const t(&g, g.first(b));
            return {t.id, (-(term(&g, id) * tanh(t))).id};
        }
        if (g.is(a, info_of<operations::sine>) && g.first(a) == b && !kept.contains(a)) {
            term const t(&g, b);
            return {b, ctgrad::apply<operations::slope_of_sinc>(t, term(&g, a), cos(t), 1 / t).id};
        }
        return {};
    }
    constexpr written_function logarithm(int argument) const {
        if (kept.contains(argument)) return {};
        if (int const e = exponential_of(argument); e >= 0) {
            int const t = g.first(e), r = make<operations::divide>(g, graph::one, argument);
            return {t, slope<operations::logistic_ratio>(t, e, r)};
        }
        if (g.operation_of(argument) == opcode::quotient && g.first(argument) == graph::one)
            if (int const e = exponential_of(g.second(argument)); e >= 0) {
                int const t = g.first(e);
                return {t, negated(slope<operations::logistic_ratio>(t, e, argument))};
            }
        int tail = argument;
        if (g.operation_of(argument) == opcode::product && g.is_constant(g.first(argument))) tail = g.second(argument);
        if (g.operation_of(argument) == opcode::product && g.is_constant(g.second(argument))) tail = g.first(argument);
        if (g.is(tail, info_of<operations::complementary_error_function>) && !kept.contains(tail)) {
            int const t = g.first(tail);
            return {t, ctgrad::apply<operations::slope_of_log_erfc>(term(&g, t), term(&g, tail)).id};
        }
        return {};
    }
};

}  // namespace ctgrad::detail
