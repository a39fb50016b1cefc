#pragma once

#include <ctgrad/loops/plan/kernel.hpp>
#include <ctgrad/loops/print/listing.hpp>
#include <ctgrad/support/array_of.hpp>

/// The kernels of a plan, listed to be printed.
namespace ctgrad::detail {

template <class Plan, int Index>
struct kernel_listing_job {
    using kernel = kernel_job<Plan, Index>;
    static constexpr int growth = 4, result_count = kernel::result_count;
    using nothing = raw_listing<1, result_count, 0, 0, 0>;

    template <int Capacity, int>
    static constexpr auto run() {
        raw_listing<Capacity, result_count, 0, 0, 0> raw;
        job_arrays<Capacity> work;
        graph& g = work.g;
        array_of<text_view, Capacity> names{};
        g.names = names;
        array_of<int, result_count + 1> results{};
        int fixed = 0;
        int const written = kernel::write(g, results, fixed);
        pass_storage<Capacity> arrays;
        pass_context c(g, arrays.arrays(), {results, result_count, fixed, result_count}, written);
        run_passes(pass_stage::derivatives, c);
        raw.full = g.full;
        if (g.full) return raw;
        list_nodes(g, results, result_count, work.image, raw);
        for (int i = 0; i < result_count; ++i) raw.results[i] = placed(work.image, results[i]);
        pass_by(raw);
        count_uses(raw, raw.results, result_count);
        return raw;
    }

private:
    /// Refers to the operands of operations that compute nothing, as `in_each_row`, instead of to these.
    template <class Raw>
    static constexpr void pass_by(Raw& raw) {
        auto const computed = [&](int at) {
            while (at != no_node && raw.nodes[at].what == listed_node::kind::operation && raw.nodes[at].arity > 0 &&
                   raw.nodes[at].operation->cost == cost_class::nothing)
                at = raw.nodes[at].operands[0];
            return at;
        };
        for (int at = 0; at < raw.count; ++at)
            for (int i = 0; i < raw.nodes[at].arity; ++i)
                raw.nodes[at].operands[i] = computed(raw.nodes[at].operands[i]);
        for (int i = 0; i < result_count; ++i) raw.results[i] = computed(raw.results[i]);
    }
};

/// The listing of a kernel, in arrays of its exact size.
template <class Plan, int Index>
struct kernel_listing {
    static constexpr auto const& raw = result_of<kernel_listing_job<Plan, Index>>();
    static constexpr int result_count = kernel_job<Plan, Index>::result_count;

    template <class T, int Count>
    static constexpr auto first(T const* from) {
        struct {
            array_of<T, Count + 1> values;
        } result{};
        for (int i = 0; i < Count; ++i) result.values[i] = from[i];
        return result;
    }
    static constexpr auto nodes = first<listed_node, raw.count>(raw.nodes);
    static constexpr auto constants = first<number, raw.constant_count>(raw.constants);
    static constexpr auto results = first<int, result_count>(raw.results);

    static constexpr listing_view make_view() {
        listing_view l{};
        l.nodes = nodes.values;
        l.count = raw.count;
        l.constants = constants.values;
        l.what = quantity::gradient;
        l.results = results.values;
        l.result_count = result_count;
        return l;
    }
    static constexpr listing_view view = make_view();
};

/// The listings of all kernels.
template <class Plan>
struct kernel_listings {
    static constexpr int count = Plan::value.kernel_count;
    template <int... Index>
    static constexpr auto all(std::integer_sequence<int, Index...>) {
        return std::array<listing_view, sizeof...(Index)>{kernel_listing<Plan, Index>::view...};
    }
    static constexpr auto views = all(std::make_integer_sequence<int, count>{});

    static constexpr int find_longest() {
        int longest = 0;
        for (listing_view const& l : views) longest = l.count > longest ? l.count : longest;
        return longest;
    }
};

}  // namespace ctgrad::detail
