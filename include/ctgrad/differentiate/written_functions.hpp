#pragma once

#include <ctgrad/differentiate/written_means.hpp>
#include <ctgrad/operations/error_function.hpp>
#include <ctgrad/operations/exponential.hpp>
#include <ctgrad/operations/hyperbolic.hpp>
#include <ctgrad/operations/logistic.hpp>
#include <ctgrad/operations/power.hpp>
#include <ctgrad/operations/slopes/list.hpp>
#include <ctgrad/operations/trigonometric.hpp>

/// Functions that users write out, differentiated as what they are. The chain rule, step by step, overflows or cancels
/// in them although the derivative does neither:
///     1 / (1 + exp(t))     -exp(t) / (1 + exp(t))^2, also where exp(t) is infinite
///     exp(t) / (1 + exp(t)), exp(t) / (1 + exp(t))^2, c / (1 + exp(t)), exp(log_sigmoid(t))
///     exp(-exp(t))         by 1 - exp(t), its power series near 0
///     log(1 + exp(t)), log1p(exp(t)), log(1 / (1 + exp(t)))     exp(t) / (1 + exp(t)) with its sign
///     1 / cosh(t), sinh(t) / cosh(t), log(cosh(t))     by tanh(t)
///     f(t) / t, t / f(t), t f(1 / t), c f(a / c)     by power series near f = 0, for sin, sinh, exp(t) - 1, log1p and the like
///     log(c erfc(t))       by its asymptotic series far out
///     atan(1 / t)          -1 / (1 + t^2)
///     (1 + t)^p, exp(t)^p  log1p(t) and t in the derivative by p
///     a / u^p              q p / u and q log(u) of the quotient q
///     log(a / b)           1 / a and -1 / b, also where the quotient leaves the range
///     log(t + sqrt(t^2 + c))     1 / sqrt(t^2 + c)
/// The nodes stay as they are, and with them the value. Only where derivatives are computed: those that are read keep
/// the form of the chain rule.
namespace ctgrad::detail {

template <class Term>
struct written_function_finder : written_means {
    /// 1 / (1 + e), e / (1 + e), their multiples, and e / (1 + e)^2, of e = exp(t); log(1 + e), log(1 / (1 + e)) and
    /// log1p(e); exp(-e).
    constexpr written_function with(row_of<operations::exponential>, int id) const {
        int const argument = g.first(id);
        if (g.operation_of(id) == opcode::quotient) return quotient_of_exponentials(id);
        if (g.is<operations::exponential>(id)) {
            if (g.operation_of(argument) != opcode::negation || kept.contains(argument)) return {};
            int const e = g.first(argument);
            if (!is_exponential(e)) return {};
            return {g.first(e), negated(slope_of<operations::gumbel_slope>(Term(&g, g.first(e)), e, id))};
        }
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
    /// exp(log_sigmoid(t))
    constexpr written_function with(row_of<operations::logarithm_of_sigmoid>, int id) const {
        if (!g.is<operations::exponential>(id)) return {};
        int const argument = g.first(id);
        if (!g.is<operations::logarithm_of_sigmoid>(argument) || kept.contains(argument)) return {};
        Term const t(&g, g.first(argument));
        return {t.id, ctgrad::apply<operations::sigmoid_slope>(t, Term(&g, id)).id};
    }
    /// c log(1 + a / c)
    constexpr written_function with(row_of<operations::logarithm>, int id) const {
        if (g.operation_of(id) != opcode::product) return {};
        for (int const f : {g.first(id), g.second(id)}) {
            if (!g.is<operations::logarithm>(f) || kept.contains(f)) continue;
            int const t = summand_beside_one(g.first(f));
            if (t >= 0 && is_quotient_by(t, cofactor(id, f)))
                return homogeneous<Term, series_of_log1p>(t, f, reciprocal(g.first(f)));
        }
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
        return with_zero_at_zero<Term, series_of_expm1>(f, id);
    }
    constexpr written_function with(row_of<operations::logarithm_of_one_plus> f, int id) const {
        return with_zero_at_zero<Term, series_of_log1p>(f, id);
    }
    constexpr written_function with(row_of<operations::hyperbolic_sine> f, int id) const {
        return with_zero_at_zero<Term, series_of_sinh>(f, id);
    }
    constexpr written_function with(row_of<operations::area_hyperbolic_sine> f, int id) const {
        return with_zero_at_zero<Term, series_of_asinh>(f, id);
    }
    constexpr written_function with(row_of<operations::arc_sine> f, int id) const {
        return with_zero_at_zero<Term, series_of_asin>(f, id);
    }
    constexpr written_function with(row_of<operations::area_hyperbolic_tangent> f, int id) const {
        return with_zero_at_zero<Term, series_of_atanh>(f, id);
    }
    constexpr written_function with(row_of<operations::hyperbolic_tangent> f, int id) const {
        return with_zero_at_zero<Term, series_of_tanh>(f, id);
    }
    constexpr written_function with(row_of<operations::error_function> f, int id) const {
        return with_zero_at_zero<Term, series_of_erf>(f, id);
    }
    /// atan(1 / t)
    constexpr written_function with(row_of<operations::arc_tangent> f, int id) const {
        if (!g.is<operations::arc_tangent>(id)) return with_zero_at_zero<Term, series_of_atan>(f, id);
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
    /// (1 + t)^p, (1 + a / p)^p, exp(t)^p and a / u^p
    constexpr written_function with(row_of<operations::power>, int id) const {
        if (g.operation_of(id) == opcode::quotient) return quotient_by_power(id);
        if (!g.is<operations::power>(id)) return {};
        int const sum = g.first(id), exponent = g.second(id);
        if (g.is_constant(exponent)) return {};
        if (is_exponential(sum)) return {g.first(sum), times(exponent, id), exponent, times(id, g.first(sum))};
        int const t = summand_beside_one(sum);
        if (t < 0) return {};
        if (is_quotient_by(t, exponent)) {
            int const r = reciprocal(sum);
            return {g.first(t), times(id, r), exponent,
                    times(id, slope_of<operations::intercept_of_tangent<series_of_log1p>>(Term(&g, t),
                                                                                          log1p(Term(&g, t)).id, r))};
        }
        int partials[2]{};
        int const operands[]{sum, exponent};
        g.info_at(id).computed_partials(g, id, operands, partials);
        Term const y(&g, id), x(&g, sum);
        return {sum, partials[0], exponent, select(x == 0, Term(0), y * log1p(Term(&g, t))).id};
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
    constexpr bool is_exponential(int id) const { return g.is<operations::exponential>(id) && !kept.contains(id); }
    /// t if a node is 1 + t, else -1.
    constexpr int summand_beside_one(int sum) const {
        if (g.operation_of(sum) != opcode::sum || kept.contains(sum)) return -1;
        return g.first(sum) == graph::one ? g.second(sum) : g.second(sum) == graph::one ? g.first(sum) : -1;
    }
    /// exp(t) if a node is 1 + exp(t), else -1.
    constexpr int exponential_of(int sum) const {
        int const e = summand_beside_one(sum);
        return e >= 0 && is_exponential(e) ? e : -1;
    }
    template <class Slope>
    constexpr int slope(int e, int r) const {
        return slope_of<Slope>(Term(&g, g.first(e)), e, r);
    }
    /// Constants and variables, which have no exponential in them.
    constexpr bool is_plain_factor(int id) const { return !g.is_operation(id) || kept.contains(id); }

    /// q = a / u^p, by q / u and q log(u): neither the power nor its square leaves the range.
    constexpr written_function quotient_by_power(int id) const {
        int const power = g.second(id), u = g.first(power), p = g.second(power), t = summand_beside_one(u);
        if (!g.is<operations::power>(power) || kept.contains(power) || g.is_constant(p) || is_exponential(u)) return {};
        int const logarithm = t >= 0 ? log1p(Term(&g, t)).id : log(Term(&g, u)).id;
        return {u,           negated(times(p, make<operations::divide>(g, id, u))),
                p,           negated(times(id, logarithm)),
                g.first(id), reciprocal(power)};
    }
    constexpr written_function quotient_of_exponentials(int id) const {
        int const a = g.first(id), b = g.second(id), e = exponential_of(b);
        if (e < 0) {
            int const root = is_product(b) && g.first(b) == g.second(b) ? exponential_of(g.first(b)) : -1;
            if (root < 0 || a != root) return exponential_mean<Term>(id);
            return {g.first(root), times(id, slope<operations::logistic_balance>(root, reciprocal(g.first(b))))};
        }
        if (a == graph::one) return {g.first(e), negated(slope<operations::logistic_slope>(e, id))};
        if (a == e) return {g.first(e), slope<operations::logistic_slope>(e, reciprocal(b))};
        if (is_plain_factor(a)) {
            int const r = reciprocal(b);
            return {g.first(e), negated(times(a, slope<operations::logistic_slope>(e, r))), a, r};
        }
        if (!is_product(a) || (g.first(a) != e && g.second(a) != e) || !is_plain_factor(cofactor(a, e))) return {};
        int const r = reciprocal(b), c = cofactor(a, e);
        return {g.first(e), times(c, slope<operations::logistic_slope>(e, r)), c,
                slope<operations::logistic_ratio>(e, r)};
    }
};

}  // namespace ctgrad::detail
