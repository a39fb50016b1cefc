#pragma once

#include <cstdint>

#include <ctgrad/differentiate/simplify.hpp>
#include <ctgrad/passes/cost_model.hpp>

/// The terms of sums and their factors, with the time at which each is ready.
namespace ctgrad::detail {

/// constant * factor[0] * factor[1] ...
struct product_term {
    static constexpr int capacity = default_costs.longest_product;

    int factor[capacity]{};  // nodes
    int ready[capacity]{};
    int count = 0;
    int constant = graph::one;
    /// For a product that only its sum uses, one bit for each factor and for the constant: terms without a common bit have
    /// no common factor.
    std::uint64_t bits = 0;

    constexpr void add(int node, int time) {
        factor[count] = node;
        ready[count++] = time;
    }
    constexpr void mark_factors() {
        for (int i = 0; i < count; ++i) bits |= std::uint64_t{1} << (factor[i] & 63);
        if (constant != graph::one) bits |= std::uint64_t{1} << (constant & 63);
    }
    constexpr void remove(int at) {
        factor[at] = factor[--count];
        ready[at] = ready[count];
    }
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
    /// The time at which all factors but one are ready.
    constexpr int ready_without(int one) const {
        int time = 0;
        for (int i = 0; i < count; ++i)
            if (i != one && ready[i] > time) time = ready[i];
        return time;
    }

    /// Repeatedly multiplies the two factors that are ready first until one is left (Huffman's tree), so that little
    /// remains to be done once the last one is ready. `multiply(a, b)` makes a product of two. Returns the time at
    /// which the result is ready.
    template <class Multiply>
    constexpr int multiplied(Multiply multiply) {
        while (count > 1) {
            int const a = earliest(), node = factor[a], time = ready[a];
            remove(a);
            int const b = earliest();
            factor[b] = multiply(node, factor[b]);
            ready[b] = (ready[b] > time ? ready[b] : time) + 1;
        }
        return ready[0];
    }
};

/// The time at which a term is ready if its factors are multiplied in the order of their times.
constexpr int time_of_product(product_term term) {
    return term.multiplied([](int a, int) { return a; });
}

/// One term of a sum.
struct sum_term {
    int ready;
    int tie;      // decides between two terms that are ready at the same time
    int times;    // how often it occurs
    int root;     // the original node, or 0 if it was made of others
    int product;  // the index of its factors, -1 if they are not needed
    int node;     // of the new graph
    bool negative;
};

/// The terms of a sum, in the order in which they are ready.
struct term_list {
    static constexpr int capacity = default_costs.longest_sum;

    sum_term term[capacity];
    int count = 0;

    constexpr sum_term& insert(sum_term const& added) {
        int at = count++;
        for (; at > 0 && comes_before(added, term[at - 1]); --at) term[at] = term[at - 1];
        return term[at] = added;
    }
    constexpr void remove(int at) {
        for (--count; at < count; ++at) term[at] = term[at + 1];
    }
    /// Replaces the terms before `from` by a partial sum, inserted in order.
    constexpr void replace_up_to(int from, int partial, bool negative, int time) {
        int at = from;
        for (; at + 1 < count && term[at + 1].ready <= time; ++at) term[at] = term[at + 1];
        term[at].node = partial;
        term[at].ready = time;
        term[at].negative = negative;
    }

private:
    static constexpr bool comes_before(sum_term const& a, sum_term const& b) {
        return b.ready > a.ready || (b.ready == a.ready && b.tie > a.tie);
    }
};

/// a + b, a - b or b - a, where either may be negative; if both are, the result is -(a + b).
constexpr int signed_sum(graph& g, int a, bool a_negative, int b, bool b_negative) {
    return a_negative == b_negative ? make<operations::add>(g, a, b)
           : a_negative             ? make<operations::subtract>(g, b, a)
                                    : make<operations::subtract>(g, a, b);
}

}  // namespace ctgrad::detail
