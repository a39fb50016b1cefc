#pragma once

#include <ctgrad/differentiate/quantity.hpp>
#include <ctgrad/passes/logistic_sharing.hpp>
#include <ctgrad/passes/product_cse.hpp>
#include <ctgrad/passes/reassociate.hpp>
#include <ctgrad/passes/reciprocal_sharing.hpp>
#include <ctgrad/passes/sigmoid_fma.hpp>
#include <ctgrad/passes/value_numbering.hpp>

namespace ctgrad::detail {

/// The first two rows of a Jacobian are computed side by side.
constexpr slp_seeds slp_seeds_of(quantity what, int m, int n) {
    return what == quantity::jacobian && m >= 2 ? slp_seeds{m, n, n} : slp_seeds{};
}

/// Changes the derivatives to nodes that compute the same in fewer or faster instructions. `results` are their ids; the
/// nodes before `written` stay as they are, and with them the first `fixed_values` results. If `written` is 0, values
/// may change too.
constexpr void optimize(graph& g, extract_space const& order, int written, int fixed_values, quantity what,
                        request const& r, int* results) {
    int const m = r.output_count, n = r.independent_count, count = result_count(what, m, n);
    slp_seeds const seeds = slp_seeds_of(what, m, n);
    if (!g.full && written == 0) reciprocal_sharing{g, order}(results, count);
    if (!g.full) value_numbering{g, order, written}(results, count);
    int const kept = what == quantity::hessian ? value_count(what, m) + n : count;
    if (!g.full && kept < count) product_cse{g, order, written}(results, count, kept);
    if (!g.full) sigmoid_fma{g, order, written}(results, count);
    if (!g.full) reassociation{{g, order, written}}(results, count, kept, seeds);
    if (!g.full) logistic_sharing{g, order}(results, count, fixed_values);
}

}  // namespace ctgrad::detail
