#pragma once

#include <ctgrad/differentiate/written_function.hpp>
#include <ctgrad/operations/exponential.hpp>
#include <ctgrad/operations/slopes/mean.hpp>

/// Functions with f(0) = 0 beside a divisor: f(t) / t, t / f(t), and with a second variable c f(t) / t, c f(a / c) and
/// a / f(a / c). By the quotient rule their derivatives are differences that cancel near 0.
namespace ctgrad::detail {

struct written_means : written_function_base {
protected:
    template <class Term, class Series, class Row>
    constexpr written_function with_zero_at_zero(row_of<Row>, int id) const {
        int const a = g.first(id), b = g.second(id);
        if (g.operation_of(id) == opcode::product) {
            for (int const f : {a, b})
                if (g.is<Row>(f) && !kept.contains(f) && is_quotient_by(g.first(f), cofactor(id, f)))
                    return homogeneous<Term, Series>(g.first(f), f, derivative_of(f));
            return {};
        }
        if (g.operation_of(id) != opcode::quotient) return {};
        if (g.is<Row>(b) && !kept.contains(b)) {
            int const t = g.first(b);
            if (t == a) return {t, slope_of<slope_of_inverse<Series>>(Term(&g, t), id, derivative_of(b))};
            if (is_quotient_of(a, t)) return inverse_homogeneous<Term, Series>(t, b, derivative_of(b));
        }
        if (g.is<Row>(a) && g.first(a) == b && !kept.contains(a))
            return {b, slope_of<operations::slope_of_mean<Series, 1>>(Term(&g, b), id, derivative_of(a))};
        if (is_product(a))
            for (int const f : {g.first(a), g.second(a)})
                if (g.is<Row>(f) && g.first(f) == b && !kept.contains(f)) {
                    int const c = cofactor(a, f), mean = over(f, b);
                    return {
                        b,
                        times(c, slope_of<operations::slope_of_mean<Series, 1>>(Term(&g, b), mean, derivative_of(f))),
                        c, mean};
                }
        return {};
    }
    /// t / (exp(t) - 1), as t / (1 - exp(-t)) too, (exp(t) - 1) / t and a / (exp(a / c) - 1).
    template <class Term>
    constexpr written_function exponential_mean(int id) const {
        int const a = g.first(id), b = g.second(id);
        for (int const difference : {a, b}) {
            if (g.operation_of(difference) != opcode::difference || kept.contains(difference)) continue;
            int const other = a + b - difference, minuend = g.first(difference), subtrahend = g.second(difference);
            bool const reversed = minuend == graph::one;
            int const e = reversed ? subtrahend : minuend;
            if ((!reversed && subtrahend != graph::one) || !g.is<operations::exponential>(e) || kept.contains(e))
                continue;
            int const t = g.first(e);
            if (difference == b && !reversed && is_quotient_of(a, t))
                return inverse_homogeneous<Term, series_of_expm1>(t, b, e);
            if (other != (reversed ? existing_negation(t) : t)) continue;
            return {t, difference == a ? slope_of<operations::slope_of_mean<series_of_expm1, 1>>(Term(&g, t), id, e)
                                       : slope_of<slope_of_inverse<series_of_expm1>>(Term(&g, t), id, e)};
        }
        return {};
    }
    /// c f(t) for t = a / c, from d = f'(t).
    template <class Term, class Series>
    constexpr written_function homogeneous(int t, int f, int d) const {
        return {g.first(t), d, g.second(t), slope_of<operations::intercept_of_tangent<Series>>(Term(&g, t), f, d)};
    }
    constexpr bool is_quotient_by(int t, int c) const { return is_quotient(t) && g.second(t) == c; }

private:
    template <class Series>
    using slope_of_inverse = operations::slope_of_inverse_mean<Series, 1>;

    /// a / f = c h for t = a / c and h = t / f: by c it is h - t h' = h h f'.
    template <class Term, class Series>
    constexpr written_function inverse_homogeneous(int t, int f, int d) const {
        int const h = over(t, f);
        return {g.first(t), slope_of<slope_of_inverse<Series>>(Term(&g, t), h, d), g.second(t), times(h, times(h, d))};
    }
    constexpr bool is_quotient_of(int a, int t) const { return is_quotient(t) && g.first(t) == a; }
    constexpr int existing_negation(int id) const {
        if (g.operation_of(id) == opcode::negation && !kept.contains(id)) return g.first(id);
        return g.existing(graph::node_of(opcode::negation, id, 0));
    }
};

}  // namespace ctgrad::detail
