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

/// A node may be a function that is written out. `Term` makes the nodes; the type is a template parameter so that rules
/// are instantiated only in formulas with the operation.
template <class Term>
struct written_function_finder {
    graph& g;
    kept_nodes const& kept;

    /// 1 / (1 + e) and e / (1 + e), log(1 + e), log(1 / (1 + e)) and log1p(e) of e = exp(t).
    constexpr written_function with_exponential(int id) const {
        if (g.operation_of(id) == opcode::quotient) {
            int const a = g.first(id), b = g.second(id), e = exponential_of(b);
            if (e < 0) return {};
            if (a == graph::one) return {g.first(e), negated(slope<operations::logistic_slope>(e, id))};
            return a == e ? written_function{g.first(e), slope<operations::logistic_slope>(e, reciprocal(b))}
                          : written_function{};
        }
        int const argument = g.first(id);
        if (!g.is<operations::logarithm>(id)) {
            if (!is_exponential(argument)) return {};
            int const r = reciprocal(make<operations::add>(g, graph::one, argument));
            return {g.first(argument), slope<operations::logistic_ratio>(argument, r)};
        }
        if (int const e = exponential_of(argument); e >= 0)
            return {g.first(e), slope<operations::logistic_ratio>(e, reciprocal(argument))};
        if (g.operation_of(argument) == opcode::quotient && g.first(argument) == graph::one)
            if (int const e = exponential_of(g.second(argument)); e >= 0)
                return {g.first(e), negated(slope<operations::logistic_ratio>(e, argument))};
        return {};
    }
    /// 1 / cosh(t).
    constexpr written_function with_hyperbolic_cosine(int id) const {
        int const b = g.second(id);
        if (g.operation_of(id) != opcode::quotient || g.first(id) != graph::one ||
            !g.is<operations::hyperbolic_cosine>(b) || kept.contains(b))
            return {};
        Term const t(&g, g.first(b));
        return {t.id, (-(Term(&g, id) * tanh(t))).id};
    }
    /// sin(t) / t.
    constexpr written_function with_sine(int id) const {
        int const a = g.first(id), b = g.second(id);
        if (g.operation_of(id) != opcode::quotient || !g.is<operations::sine>(a) || g.first(a) != b || kept.contains(a))
            return {};
        Term const t(&g, b);
        return {b, ctgrad::apply<operations::slope_of_sinc>(t, Term(&g, a), cos(t), 1 / t).id};
    }
    /// log(c erfc(t)) with a constant c.
    constexpr written_function with_complementary_error_function(int id) const {
        if (!g.is<operations::logarithm>(id)) return {};
        int const argument = g.first(id);
        int tail = argument;
        if (g.operation_of(argument) == opcode::product && g.is_constant(g.first(argument))) tail = g.second(argument);
        if (g.operation_of(argument) == opcode::product && g.is_constant(g.second(argument))) tail = g.first(argument);
        if (!g.is<operations::complementary_error_function>(tail) || kept.contains(tail)) return {};
        Term const t(&g, g.first(tail));
        return {t.id, ctgrad::apply<operations::slope_of_log_erfc>(t, Term(&g, tail)).id};
    }

private:
    constexpr bool is_exponential(int id) const { return g.is<operations::exponential>(id) && !kept.contains(id); }
    /// exp(t) if a node is 1 + exp(t), else -1.
    constexpr int exponential_of(int sum) const {
        if (g.operation_of(sum) != opcode::sum || kept.contains(sum)) return -1;
        int const a = g.first(sum), b = g.second(sum);
        return a == graph::one && is_exponential(b) ? b : b == graph::one && is_exponential(a) ? a : -1;
    }
    template <class Slope>
    constexpr int slope(int e, int r) const {
        return ctgrad::apply<Slope>(Term(&g, g.first(e)), Term(&g, e), Term(&g, r)).id;
    }
    constexpr int negated(int id) const { return make<operations::negate>(g, id); }
    constexpr int reciprocal(int id) const { return make<operations::divide>(g, graph::one, id); }
};

template <class Term>
constexpr written_function written_with<operations::exponential>::find(graph& g, kept_nodes const& kept, int id) {
    return written_function_finder<Term>{g, kept}.with_exponential(id);
}
template <class Term>
constexpr written_function written_with<operations::hyperbolic_cosine>::find(graph& g, kept_nodes const& kept, int id) {
    return written_function_finder<Term>{g, kept}.with_hyperbolic_cosine(id);
}
template <class Term>
constexpr written_function written_with<operations::sine>::find(graph& g, kept_nodes const& kept, int id) {
    return written_function_finder<Term>{g, kept}.with_sine(id);
}
template <class Term>
constexpr written_function written_with<operations::complementary_error_function>::find(graph& g,
                                                                                        kept_nodes const& kept,
                                                                                        int id) {
    return written_function_finder<Term>{g, kept}.with_complementary_error_function(id);
}

/// The function that a node is, among those that the graph has the operations for.
constexpr written_function find_written_function(graph& g, kept_nodes const& kept, int id) {
    if (g.operation_of(id) != opcode::quotient) {
        if (!g.is<operations::logarithm>(id) && !g.is<operations::logarithm_of_one_plus>(id)) return {};
        if (kept.contains(g.first(id))) return {};
    }
    for (operation_info const* const with :
         {g.in_use<operations::exponential>(), g.in_use<operations::hyperbolic_cosine>(), g.in_use<operations::sine>(),
          g.in_use<operations::complementary_error_function>()})
        if (with != nullptr)
            if (written_function const found = with->written(g, kept, id); found.variable >= 0) return found;
    return {};
}

}  // namespace ctgrad::detail
