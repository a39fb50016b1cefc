#pragma once

#include <ctgrad/passes/reassociate/products.hpp>

/// Factoring: terms with a common factor become one, a b + 2 a c = a (b + 2 c).
namespace ctgrad::detail {

struct factoring : product_rewriter {
    int old_count = 0;
    product_term products[2 * term_list::capacity]{};  // of the current sum
    int product_count = 0;

    /// Repeatedly merges two terms, as long as that pays.
    constexpr void factor_out(term_list& list) {
        for (int i = 0; i < list.count; ++i)
            for (int k = i + 1; list.term[i].product >= 0 && k < list.count; ++k)
                if (list.term[k].product >= 0 &&
                    (products[list.term[i].product].bits & products[list.term[k].product].bits) != 0 &&
                    factor_out(list, i, k)) {
                    i = -1;
                    break;
                }
    }

private:
    /// Merges the terms i < k if they have a common factor and it pays: the sum of the cofactors is ready before the
    /// factor, is computed anyway, or has a constant, which is free in a fused multiply-add.
    constexpr bool factor_out(term_list& list, int i, int k) {
        sum_term const one = list.term[i], other = list.term[k];
        product_term const left = products[one.product], right = products[other.product];
        for (int a = 0; a < left.count; ++a)
            for (int b = 0; b < right.count; ++b) {
                if (left.factor[a] != right.factor[b]) continue;
                int const of_left = left.ready_without(a), of_right = right.ready_without(b);
                int const others_ready = of_left > of_right ? of_left : of_right;
                bool const constant_last = (of_left > of_right ? left : right).constant != graph::one;
                bool negative = false;
                int sum = existing_cofactor(left, a, one.negative, right, b, other.negative, negative);
                if (sum == no_node) {
                    if (left.ready[a] <= others_ready && !constant_last) continue;
                    negative = one.negative && other.negative;
                    int const cofactor = product_without(left, a), of_other = product_without(right, b);
                    sum = signed_sum(g, cofactor, one.negative, of_other, other.negative);
                }
                product_term both;
                both.add(left.factor[a], left.ready[a]);
                both.add(sum, ready_at(sum));
                both.mark_factors();
                replace(list, i, k, both, negative);
                return true;
            }
        return factor_out_constant(list, i, k);
    }
    /// Merges the terms i < k if they have the same constant: 2 a + 2 b = 2 (a + b). A constant below 1 stays, because
    /// a + b might be out of range although its terms are not.
    constexpr bool factor_out_constant(term_list& list, int i, int k) {
        sum_term const one = list.term[i], other = list.term[k];
        product_term const left = products[one.product], right = products[other.product];
        if (left.constant == graph::one || left.constant != right.constant || left.count + right.count == 2 ||
            !is_large(g.constant_at(left.constant)) || has_existing_multiple(left) || has_existing_multiple(right))
            return false;
        bool const negative = one.negative && other.negative;
        int const sum =
            signed_sum(g, product_of_factors(left), one.negative, product_of_factors(right), other.negative);
        product_term both;
        both.add(sum, ready_at(sum));
        both.constant = left.constant;
        both.mark_factors();
        replace(list, i, k, both, negative);
        return true;
    }
    /// Whether the constant times one of the factors is computed anyway.
    constexpr bool has_existing_multiple(product_term const& term) const {
        for (int i = 0; i < term.count; ++i)
            for (bool const first : {true, false}) {
                int const product = g.existing(graph::node_of(opcode::product, first ? term.constant : term.factor[i],
                                                              first ? term.factor[i] : term.constant));
                if (product >= 0 && product < c.written && c.is_live(product)) return true;
            }
        return false;
    }
    static constexpr bool is_large(number const& x) { return x.is_integer() && absolute(x.numerator) > 1; }
    constexpr int product_of_factors(product_term term) {
        term.constant = graph::one;
        return product_in_order(term);
    }
    constexpr void replace(term_list& list, int i, int k, product_term const& both, bool negative) {
        int const tie = list.term[i].tie;
        list.remove(k);
        list.remove(i);
        list.insert({time_of_product(both), tie, 1, graph::zero, product_count, no_node, negative});
        products[product_count++] = both;
    }

    /// a + b if they have the same sign, else a - b, if it is computed anyway; else no node.
    constexpr int existing_sum(int a, int b, bool same_sign) const {
        int const sum = g.existing(same_sign ? graph::node_of(opcode::sum, a < b ? a : b, a < b ? b : a)
                                             : graph::node_of(opcode::difference, a, b));
        return sum >= old_count || (sum >= 0 && c.is_live(sum) && c.image[sum] == sum) ? sum : no_node;
    }
    /// The sum of the cofactors of two terms with two factors each, if it is computed anyway, and its sign; else no
    /// node.
    constexpr int existing_cofactor(product_term const& one, int a, bool one_negative, product_term const& other, int b,
                                    bool other_negative, bool& negative) const {
        if (one.count != 2 || other.count != 2 || one.constant != graph::one || other.constant != graph::one)
            return no_node;
        int const of_one = one.factor[1 - a], of_other = other.factor[1 - b];
        int const sum = existing_sum(of_one, of_other, one_negative == other_negative);
        negative = sum != no_node ? one_negative : other_negative;
        return sum != no_node ? sum : existing_sum(of_other, of_one, one_negative == other_negative);
    }
};

}  // namespace ctgrad::detail
