#pragma once

#include <ctgrad/differentiate/simplify.hpp>
#include <ctgrad/graph/graph.hpp>
#include <ctgrad/operations/error_function.hpp>
#include <ctgrad/operations/exponential.hpp>
#include <ctgrad/operations/hyperbolic.hpp>
#include <ctgrad/operations/power.hpp>
#include <ctgrad/operations/slopes/list.hpp>
#include <ctgrad/operations/trigonometric.hpp>

/// Functions that users write out, differentiated as what they are. The chain rule, step by step, overflows or cancels
/// in them although the derivative does neither:
///     1 / (1 + exp(t))     -exp(t) / (1 + exp(t))^2, also where exp(t) is infinite
///     exp(t) / (1 + exp(t))
///     log(1 + exp(t)), log1p(exp(t)), log(1 / (1 + exp(t)))     exp(t) / (1 + exp(t)) with its sign
///     1 / cosh(t), sinh(t) / cosh(t), log(cosh(t))     by tanh(t)
///     f(t) / t, t / f(t), t f(1 / t)     by power series near f = 0, for sin, sinh, exp(t) - 1, log1p, erf and the like
///     log(c erfc(t))       by its asymptotic series far out
///     atan(1 / t)          -1 / (1 + t^2)
///     (1 + t)^p, exp(t)^p  log1p(t) and t in the derivative by p
/// The nodes stay as they are, and with them the value. Only where derivatives are computed: those that are read keep
/// the form of the chain rule.
namespace ctgrad::detail {

/// The partial derivatives of a node with respect to one or two others, which may lie several steps below.
struct written_function {
    int variable = -1;  ///< none: the node is differentiated as it stands
    int partial = -1;
    int second_variable = -1;
    int second_partial = -1;
};

/// Chooses the functions that are written out with a row.
template <class Operation>
struct row_of {};

/// A node may be a function that is written out. `Term` makes the nodes; the type is a template parameter so that rules
/// are instantiated only in formulas with the operation.
template <class Term>
struct written_function_finder {
    graph& g;
    kept_nodes const& kept;

    /// 1 / (1 + e) and e / (1 + e), log(1 + e), log(1 / (1 + e)) and log1p(e) of e = exp(t).
    constexpr written_function with(row_of<operations::exponential>, int id) const {
        if (g.operation_of(id) == opcode::quotient) {
            int const a = g.first(id), b = g.second(id), e = exponential_of(b);
            if (e < 0) return exponential_mean(id, a, b);
            if (a == graph::one) return {g.first(e), negated(slope<operations::logistic_slope>(e, id))};
            return a == e ? written_function{g.first(e), slope<operations::logistic_slope>(e, reciprocal(b))}
                          : written_function{};
        }
        int const argument = g.first(id);
        if (!g.is<operations::logarithm>(id)) {
            if (!g.is<operations::logarithm_of_one_plus>(id) || !is_exponential(argument)) return {};
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
    /// 1 / cosh(t), sinh(t) / cosh(t) and log(cosh(t)).
    constexpr written_function with(row_of<operations::hyperbolic_cosine>, int id) const {
        bool const is_quotient = g.operation_of(id) == opcode::quotient;
        int const a = g.first(id), b = is_quotient ? g.second(id) : a;
        if ((!is_quotient && !g.is<operations::logarithm>(id)) || !g.is<operations::hyperbolic_cosine>(b) ||
            kept.contains(b))
            return {};
        Term const t(&g, g.first(b)), y(&g, id);
        if (!is_quotient) return {t.id, tanh(t).id};
        if (a == graph::one) return {t.id, (-(y * tanh(t))).id};
        if (g.is<operations::hyperbolic_sine>(a) && g.first(a) == t.id && !kept.contains(a))
            return {t.id, ctgrad::apply<operations::tanh_slope>(t, y).id};
        return {};
    }
    /// sin(t) / t, and t sin(1 / t).
    constexpr written_function with(row_of<operations::sine>, int id) const {
        bool const is_product = g.operation_of(id) == opcode::product;
        if (!is_product && g.operation_of(id) != opcode::quotient) return {};
        int const first = g.first(id), second = g.second(id);
        for (int const f : {first, second}) {
            int const other = first + second - f;
            if (!g.is<operations::sine>(f) || kept.contains(f)) continue;
            int const u = g.first(f);
            bool const fits = is_product ? g.is_reciprocal(u) && g.second(u) == other : f == first && u == other;
            if (!fits) continue;
            Term const t(&g, u);
            return {u, ctgrad::apply<operations::slope_of_sinc>(t, Term(&g, f), cos(t),
                                                                is_product ? Term(&g, other) : 1 / t)
                           .id};
        }
        return {};
    }
    /// f(t) / t and t / f(t) where f(0) = 0.
    constexpr written_function with(row_of<operations::exponential_minus_one> f, int id) const {
        return with_zero_at_zero<series_of_expm1>(f, id);
    }
    constexpr written_function with(row_of<operations::logarithm_of_one_plus> f, int id) const {
        return with_zero_at_zero<series_of_log1p>(f, id);
    }
    constexpr written_function with(row_of<operations::hyperbolic_sine> f, int id) const {
        return with_zero_at_zero<series_of_sinh>(f, id);
    }
    constexpr written_function with(row_of<operations::area_hyperbolic_sine> f, int id) const {
        return with_zero_at_zero<series_of_asinh>(f, id);
    }
    constexpr written_function with(row_of<operations::arc_sine> f, int id) const {
        return with_zero_at_zero<series_of_asin>(f, id);
    }
    constexpr written_function with(row_of<operations::area_hyperbolic_tangent> f, int id) const {
        return with_zero_at_zero<series_of_atanh>(f, id);
    }
    constexpr written_function with(row_of<operations::hyperbolic_tangent> f, int id) const {
        return with_zero_at_zero<series_of_tanh>(f, id);
    }
    constexpr written_function with(row_of<operations::error_function> f, int id) const {
        return with_zero_at_zero<series_of_erf>(f, id);
    }
    /// atan(1 / t)
    constexpr written_function with(row_of<operations::arc_tangent> f, int id) const {
        if (!g.is<operations::arc_tangent>(id)) return with_zero_at_zero<series_of_atan>(f, id);
        int const u = g.first(id);
        if (!g.is_reciprocal(u) || kept.contains(u)) return {};
        Term const t(&g, g.second(u));
        if (g.operation_of(t.id) != opcode::product || kept.contains(t.id))
            return {t.id, (-ctgrad::apply<operations::arc_tangent_slope>(t)).id};
        using operations::arc_tangent_product_slope;
        Term const a(&g, g.first(t.id)), b(&g, g.second(t.id)),
            r = ctgrad::apply<operations::area_hyperbolic_sine_slope>(t);
        return {a.id, (-ctgrad::apply<arc_tangent_product_slope>(a, b, r)).id, b.id,
                (-ctgrad::apply<arc_tangent_product_slope>(b, a, r)).id};
    }
    /// (1 + t)^p and exp(t)^p
    constexpr written_function with(row_of<operations::power>, int id) const {
        if (!g.is<operations::power>(id)) return {};
        int const base = g.first(id), exponent = g.second(id), u = g.first(base) + g.second(base) - graph::one;
        bool const has_one =
            g.operation_of(base) == opcode::sum && (g.first(base) == graph::one || g.second(base) == graph::one);
        if (g.is_constant(exponent) || !(has_one || is_exponential(base))) return {};
        int partials[2]{};
        int const operands[]{base, exponent};
        g.info_at(id).computed_partials(g, id, operands, partials);
        Term const y(&g, id), x(&g, base);
        Term const by_exponent =
            has_one ? select(x == 0, Term(0), y * log1p(Term(&g, u))) : y * Term(&g, g.first(base));
        return {base, partials[0], exponent, by_exponent.id};
    }
    /// log(c erfc(t)) with a constant c.
    constexpr written_function with(row_of<operations::complementary_error_function>, int id) const {
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
    template <class Series, class Row>
    constexpr written_function with_zero_at_zero(row_of<Row>, int id) const {
        if (g.operation_of(id) != opcode::quotient) return {};
        int const a = g.first(id), b = g.second(id);
        if (g.is<Row>(a) && g.first(a) == b && !kept.contains(a))
            return {b, slope_of<operations::slope_of_mean<Series, 1>>(b, id, derivative_of(a))};
        if (g.is<Row>(b) && g.first(b) == a && !kept.contains(b))
            return {a, slope_of<operations::slope_of_inverse_mean<Series, 1>>(a, id, derivative_of(b))};
        return {};
    }
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
    template <class Slope>
    constexpr int slope_of(int x, int y, int d) const {
        return ctgrad::apply<Slope>(Term(&g, x), Term(&g, y), Term(&g, d)).id;
    }
    /// The derivative of a function of one operand.
    constexpr int derivative_of(int id) const {
        int partial = -1;
        int const operand[]{g.first(id)};
        g.info_at(id).computed_partials(g, id, operand, &partial);
        return partial;
    }
    /// t / (exp(t) - 1), as t / (1 - exp(-t)) too, and (exp(t) - 1) / t.
    constexpr written_function exponential_mean(int id, int a, int b) const {
        for (int const difference : {a, b}) {
            if (g.operation_of(difference) != opcode::difference || kept.contains(difference)) continue;
            int const other = a + b - difference, minuend = g.first(difference), subtrahend = g.second(difference);
            bool const reversed = minuend == graph::one;
            int const e = reversed ? subtrahend : minuend;
            if ((!reversed && subtrahend != graph::one) || !is_exponential(e)) continue;
            int const t = g.first(e);
            if (other != (reversed ? existing_negation(t) : t)) continue;
            return {t, difference == a ? slope_of<operations::slope_of_mean<series_of_expm1, 1>>(t, id, e)
                                       : slope_of<operations::slope_of_inverse_mean<series_of_expm1, 1>>(t, id, e)};
        }
        return {};
    }
    constexpr int existing_negation(int id) const {
        if (g.operation_of(id) == opcode::negation && !kept.contains(id)) return g.first(id);
        return g.existing(graph::node_of(opcode::negation, id, 0));
    }
    constexpr int negated(int id) const { return make<operations::negate>(g, id); }
    constexpr int reciprocal(int id) const { return make<operations::divide>(g, graph::one, id); }
};

}  // namespace ctgrad::detail
