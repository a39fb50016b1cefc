#pragma once

#include <ctgrad/differentiate/sums_of_monomials.hpp>
#include <ctgrad/operations/slopes/saturating.hpp>

/// Sums of derivatives that cancel. The quotient rule gives 1 / b - a / b^2, which for b = a + c is c / b^2: where c is
/// small, the difference loses the digits of c. So two terms over powers of the same sum b are put over the higher
/// power, (p b + q) / b^2, and multiplied out. If terms of p b and q cancel exactly, the remaining terms replace the
/// sum. b may also be under a root, in hypot, or in the slope of an inverse function, and p or q may have a sum as a
/// factor.
namespace ctgrad::detail {

struct cancellation : sums_of_monomials {
    int work = 0;  ///< in visits of nodes

    /// a + b in a form that does not cancel, or no node (-1) if nothing is gained.
    constexpr int sum(int a, int b, int levels = 2) {
        if (int const chosen = sum_with_select(a, b, levels); chosen >= 0) return chosen;
        if (g.count > largest || (!has_divisor(a, deepest) && !has_divisor(b, deepest))) return -1;
        term_nodes all;
        all.add(g, kept, a, false, 2);
        int const of_a = all.count;
        all.add(g, kept, b, false, 2);
        if (all.full) return -1;
        monomial read[term_nodes::capacity];
        for (int i = 0; i < all.count; ++i) {
            read[i] = unit_monomial();
            if (all.negative[i]) read[i].numerator = -1;
            monomial_reader{g, kept}.read(read[i], all.node[i]);
            if (read[i].full) return -1;
        }
        work += 2 + 2 * all.count;
        for (int i = 0; i < of_a; ++i)
            for (int k = of_a; k < all.count; ++k) {
                int total = pair(read[i], read[k]);
                if (total < 0 && all.count == 2 && read[i].numerator == read[k].numerator &&
                    read[i].denominator == read[k].denominator && read[i].has_factors_of(read[k]) && has_root(read[i]))
                    total = make<operations::multiply>(g, g.constant(2), a);
                if (total < 0) continue;
                for (int m = 0; m < all.count; ++m)
                    if (m != i && m != k) total = added(total, all.signed_node(g, m), levels);
                return total;
            }
        return -1;
    }

private:
    static constexpr int deepest = 5;
    /// Larger graphs keep the plain sums, because the rewrite would take long to compile; passes leave large graphs
    /// alone too.
    static constexpr int largest = 160;

    /// a + select(c, 0, b) is select(c, a, a + b): the derivative of a length is 0 at the origin.
    constexpr int sum_with_select(int a, int b, int levels) {
        for (bool const exchanged : {false, true}) {
            int const term = exchanged ? b : a, other = exchanged ? a : b;
            bool const negative = g.operation_of(other) == opcode::negation;
            int const selection = negative ? g.first(other) : other;
            if (g.operation_of(selection) != opcode::selection || g.operation_of(term) == opcode::selection) continue;
            selected const parts = parts_of_select(g, selection);
            if (parts.yes != graph::zero || !is_length(g, g.second(parts.condition))) continue;
            int const rest = negative ? make<operations::negate>(g, parts.no) : parts.no;
            int const short_form = sum(term, rest, levels);
            if (short_form >= 0) return make_select(g, parts.condition, term, short_form);
        }
        return -1;
    }
    constexpr int added(int a, int b, int levels) {
        int const short_form = levels > 0 ? sum(a, b, levels - 1) : -1;
        return short_form >= 0 ? short_form : make<operations::add>(g, a, b);
    }

    constexpr bool has_divisor(int id, int levels) const {
        if (levels == 0) return false;
        switch (g.operation_of(id)) {
            case opcode::quotient:
                return root_of(g.second(id)) != 0 || g.operation_of(g.second(id)) == opcode::selection ||
                       is_sum(g.first(id)) || has_divisor(g.first(id), levels - 1);
            case opcode::negation: return has_divisor(g.first(id), levels - 1);
            case opcode::product:
                if (is_one_plus(g.first(id)) || is_one_plus(g.second(id))) return true;
                return has_divisor(g.first(id), levels - 1) || has_divisor(g.second(id), levels - 1);
            case opcode::sum:
            case opcode::difference:
                return has_divisor(g.first(id), levels - 1) || has_divisor(g.second(id), levels - 1);
            default:
                return g.is<operations::unit_component>(id) || g.is<operations::reciprocal_of_factor>(id) ||
                       root_of(id) < 0;
        }
    }
    /// Whether a node is 1 + t, as in (1 + t) exp(-t), whose derivative is -t exp(-t).
    constexpr bool is_one_plus(int id) const {
        return g.operation_of(id) == opcode::sum && (g.first(id) == graph::one || g.second(id) == graph::one);
    }
    /// The sum of two terms. Terms that differ only by a constant factor become one.
    constexpr int pair(monomial const& p, monomial const& q) {
        if (p.has_factors_of(q)) {
            if (!has_root(p, 2)) return -1;
            monomial m = p;
            bool const cancels = m.add_number_of(q);
            return m.full ? -1 : cancels ? graph::zero : product(m);
        }
        monomial common = unit_monomial(), rest_p = p, rest_q = q;
        take_common(common, rest_p, rest_q);
        for (monomial const* const m : {&rest_p, &rest_q})
            for (int i = 0; i < m->count; ++i)
                if (int const root = root_of(m->node[i]); root != 0 && root * m->exponent[i] < 0)
                    if (int const result = over(m->node[i], root, common, rest_p, rest_q); result >= 0) return result;
        return multiplied_out(-1, 1, -1, common, rest_p, rest_q);
    }

    /// common (p + q) over the higher power of a root; p and q have no common factors.
    constexpr int over(int base, int root, monomial const& common, monomial const& p, monomial const& q) {
        int const radicand = g.is<operations::square_root>(base) ? g.first(base) : -1;
        int lead = p.exponent_of(base) - q.exponent_of(base);
        if (radicand >= 0) lead += 2 * (p.exponent_of(radicand) - q.exponent_of(radicand));
        return lead == root    ? multiplied_out(base, root, radicand, common, p, q)
               : lead == -root ? multiplied_out(base, root, radicand, common, q, p)
                               : -1;
    }
    /// Whether all factors of a monomial, with three exceptions, are older than a sum, as the factors of its terms are.
    constexpr bool is_before(int sum, monomial const& m, int base, int radicand, int factor) const {
        for (int i = m.count; i-- > 0;) {
            int const id = m.node[i];
            if (id < sum) return true;
            if (id != base && id != radicand && id != factor && !g.is<operations::signum>(id)) return false;
        }
        return true;
    }
    /// The same as a sum, for which p is multiplied by the terms of the radicand or, if there is no root (-1), by the
    /// terms of one of its factors.
    constexpr int multiplied_out(int base, int root, int radicand, monomial common, monomial const& of_p,
                                 monomial const& of_q) {
        int const sum_of_p = base >= 0 ? base : sum_in(of_p), sum_of_q = sum_in(of_q, radicand);
        int const last = sum_of_p > sum_of_q ? sum_of_p : sum_of_q;
        // When two terms cancel, the factors that remain are factors of terms of the sums. Most pairs fail this test.
        bool const is_product = base >= 0 && g.operation_of(base) == opcode::product;
        bool const alone = sum_of_p >= 0 && !is_product && is_before(sum_of_p, of_p, base, radicand, sum_of_p) &&
                           is_before(sum_of_p, of_q, base, radicand, -1);
        bool const expanded = sum_of_q >= 0 && is_before(last, of_p, base, radicand, sum_of_p) &&
                              is_before(last, of_q, base, radicand, sum_of_q);
        if (!alone && !expanded) return -1;
        work += 6;
        monomial p = of_p, q = of_q;
        if (base >= 0) {
            if (radicand >= 0)
                for (monomial* const m : {&common, &p, &q}) replace_radicand(*m, radicand, base);
            p.multiply(base, -root);
            take_common(common, p, q);
        }
        // p times the radicand or a factor of p, and q or a factor of q.
        terms left, right;
        for (bool const expands : {false, true}) {
            if (!(expands ? expanded : alone)) continue;
            left.count = right.count = 0;
            monomial of_left = p, of_right = q;
            if (base >= 0) {
                add_radicand(left, base);
            } else {
                if (sum_of_p >= 0) of_left.multiply(sum_of_p, -1);
                add_terms(left, sum_of_p);
            }
            if (expands) of_right.multiply(sum_of_q, -1);
            add_terms(right, expands ? sum_of_q : -1);
            if (left.full || right.full) return -1;
            if (is_product && has_call(right)) return -1;
            for (int i = 0; i < left.count; ++i) left.term[i].multiply(of_left);
            for (int i = 0; i < right.count; ++i) right.term[i].multiply(of_right);
            bool const found = cancel(left, right, root == 2 || root == -2);
            work += 2 * left.count;
            if (left.full) return -1;
            if (found) return remaining_sum(left, right, common, base);
        }
        return -1;
    }
    /// Writes a radicand as the square of its root.
    static constexpr void replace_radicand(monomial& m, int radicand, int root) {
        int const exponent = m.exponent_of(radicand);
        m.multiply(radicand, -exponent);
        m.multiply(root, 2 * exponent);
    }
    /// Cancels terms of the two lists, and returns whether there are any. A square that remains could leave the range
    /// where the length or the slope does not; then only whole terms cancel.
    static constexpr bool cancel(terms& left, terms& right, bool only_whole_terms) {
        bool found = false;
        for (int i = 0; i < left.count; ++i)
            for (int k = 0; k < right.count; ++k) {
                monomial &a = left.term[i], &b = right.term[k];
                left.full = left.full || a.full || b.full;
                if (left.cancelled[i] || right.cancelled[k] || !a.has_opposite_sign(b)) continue;
                bool const whole = a.numerator == -b.numerator && a.denominator == b.denominator;
                if (!whole && only_whole_terms) continue;
                left.cancelled[i] = a.add_number_of(b);
                left.full = left.full || a.full;
                right.cancelled[k] = found = true;
            }
        return found;
    }
    /// e / (1 + e) for a power e, and for e = exp(t) where that is in use: the product of e and 1 / (1 + e) would be NaN
    /// where e is infinite.
    constexpr int saturating_ratio_of(monomial const& m, int base) {
        if (base < 0 || m.count != 1 || m.exponent[0] != 1) return -1;
        int const e = m.node[0];
        bool const is_power = g.is<operations::power>(e);
        if ((!is_power && (!g.is<operations::exponential>(e) || g.in_use<operations::logistic_slope>() == nullptr)) ||
            g.operation_of(base) != opcode::sum || (g.first(base) == e ? g.second(base) : g.first(base)) != graph::one)
            return -1;
        int const operands[]{g.first(e), e, reciprocal(base)};
        return is_power ? g.apply(info_of<operations::ratio_of_power>, operands + 1)
                        : g.apply(info_of<operations::logistic_ratio>, operands);
    }
    /// The product of `common` and the sum of the terms that did not cancel.
    constexpr int remaining_sum(terms& left, terms& right, monomial& common, int base) {
        monomial* rest[2 * terms::capacity]{};
        int count = 0;
        for (terms* const list : {&left, &right})
            for (int i = 0; i < list->count; ++i)
                if (!list->cancelled[i]) rest[count++] = &list->term[i];
        if (count == 0) return graph::zero;
        if (count == 1 && common.exponent_of(base) < 0)
            if (int const ratio = saturating_ratio_of(*rest[0], base); ratio >= 0) {
                common.multiply(base, 1);
                common.multiply(rest[0]->numerator, rest[0]->denominator);
                return common.full ? -1 : product(common, -1, ratio);
            }
        // Factors that all terms have are taken out of the sum.
        monomial shared = *rest[0];
        bool same = true;
        for (int i = 1; i < count; ++i) {
            same = same && rest[i]->numerator == shared.numerator && rest[i]->denominator == shared.denominator;
            monomial other = *rest[i], both = unit_monomial();
            take_common(both, shared, other);
            both.numerator = shared.numerator, both.denominator = shared.denominator;
            shared = both;
        }
        if (!same) shared.numerator = shared.denominator = 1;
        int sum = graph::zero;
        for (int i = 0; i < count; ++i) {
            rest[i]->multiply(shared, -1);
            if (rest[i]->full) return -1;
            sum = added(sum, product(*rest[i]), 1);
        }
        common.multiply(shared);
        return common.full ? -1 : product(common, base, sum);
    }
};

}  // namespace ctgrad::detail
