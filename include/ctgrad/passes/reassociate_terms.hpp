#pragma once

#include <cstdint>

#include <ctgrad/differentiate/simplify.hpp>

/// Sums taken apart into terms, and terms into factors, with the time at which each is known.
namespace ctgrad::detail {

/// constant * factor[0] * factor[1] ...
struct product_term {
    static constexpr int limit = 6;

    int factor[limit]{};  // nodes
    int ready[limit]{};
    int count = 0;
    int constant = graph::one;
    /// Of a product that only its sum uses a bit for each factor: terms without a common bit have no common factor.
    std::uint64_t bits = 0;

    constexpr void add(int node, int known) {
        factor[count] = node;
        ready[count++] = known;
    }
    constexpr void mark_factors() {
        for (int i = 0; i < count; ++i) bits |= std::uint64_t{1} << (factor[i] & 63);
    }
    constexpr void remove(int at) {
        factor[at] = factor[--count];
        ready[at] = ready[count];
    }
    /// Which factor is known first.
    constexpr int earliest() const {
        int first = 0;
        for (int i = 1; i < count; ++i)
            if (ready[i] < ready[first]) first = i;
        return first;
    }
    constexpr int latest() const {
        int last = 0;
        for (int i = 1; i < count; ++i)
            if (ready[i] > ready[last]) last = i;
        return last;
    }
    /// When all factors but one are known.
    constexpr int ready_without(int one) const {
        int known = 0;
        for (int i = 0; i < count; ++i)
            if (i != one && ready[i] > known) known = ready[i];
        return known;
    }

    /// When the product is known, if it is multiplied in the order in which the factors are: so that little is left to
    /// do once the last one is known. `multiply(a, b)` makes a product of two.
    template <class Multiply>
    constexpr int multiplied(Multiply multiply) {
        while (count > 1) {
            int const a = earliest(), node = factor[a], known = ready[a];
            remove(a);
            int const b = earliest();
            factor[b] = multiply(node, factor[b]);
            ready[b] = (ready[b] > known ? ready[b] : known) + 1;
        }
        return ready[0];
    }
};

/// The terms of a sum, those first that are known first.
struct term_list {
    static constexpr int limit = 24;

    int product[limit];  // where its factors are, -1 if nobody asked
    int ready[limit];
    int tie[limit];  // decides between two that are known at the same time
    int times[limit];
    int root[limit];  // the node that a term was, or zero
    int node[limit];
    bool negative[limit];
    int count = 0;

    constexpr void move(int from, int to) {
        product[to] = product[from];
        ready[to] = ready[from];
        tie[to] = tie[from];
        times[to] = times[from];
        root[to] = root[from];
        negative[to] = negative[from];
    }
    /// Makes room for a term, behind those that are known before it.
    constexpr int place_for(int known, int order) {
        int at = count++;
        for (; at > 0 && (ready[at - 1] > known || (ready[at - 1] == known && tie[at - 1] > order)); --at)
            move(at - 1, at);
        ready[at] = known;
        tie[at] = order;
        times[at] = 1;
        product[at] = -1;
        return at;
    }
    constexpr void remove(int at) {
        for (--count; at < count; ++at) move(at + 1, at);
    }
    /// Puts a partial sum in the place of the terms up to `from`, where it keeps their order by readiness.
    constexpr void place_node(int partial, bool is_negative, int known, int from) {
        int at = from;
        for (; at + 1 < count && ready[at + 1] <= known; ++at) {
            node[at] = node[at + 1];
            ready[at] = ready[at + 1];
            negative[at] = negative[at + 1];
        }
        node[at] = partial;
        ready[at] = known;
        negative[at] = is_negative;
    }
};

/// a + b, a - b or b - a, where either may be negative; both are in the sum that is -(a + b).
constexpr int signed_sum(graph& g, int a, bool a_negative, int b, bool b_negative) {
    return a_negative == b_negative ? make<operations::add>(g, a, b)
           : a_negative             ? make<operations::subtract>(g, b, a)
                                    : make<operations::subtract>(g, a, b);
}

}  // namespace ctgrad::detail
