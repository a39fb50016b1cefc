#pragma once

#include <ctgrad/graph/graph.hpp>
#include <ctgrad/operations/exponential.hpp>
#include <ctgrad/operations/logistic.hpp>
#include <ctgrad/operations/piecewise.hpp>
#include <ctgrad/transform/simplify.hpp>
#include <ctgrad/transform/stabilize.hpp>

namespace ctgrad::detail {

/// What the logistic functions of z and -z share, with one exponential: e = exp(-|z|), l = log(1 + e).
///     softplus(z)    = max(z, 0) + l            log_sigmoid(z) = -softplus(-z)
///     sigmoid(z)     = (z < 0 ? e : 1) / (1 + e)
struct shared_logistic {
    graph& g;
    int z;

    constexpr int e() const {
        return make<operations::exponential>(g, make<operations::negate>(g, make<operations::absolute>(g, z)));
    }
    constexpr int softplus(bool negated) const {
        int const argument = negated ? make<operations::negate>(g, z) : z;
        return make<operations::add>(g, make<operations::rectified_linear>(g, argument),
                                     make<operations::logarithm_of_one_plus>(g, e()));
    }
    constexpr int sigmoid(bool negated) const {
        int const less = make<operations::less>(g, z, graph::zero);
        int const numerator = make_select(g, less, negated ? graph::one : e(), negated ? e() : graph::one);
        return make<operations::divide>(g, numerator, make<operations::add>(g, graph::one, e()));
    }
};

/// Where log(sigmoid(z)), log(1 - sigmoid(z)) and their derivatives are asked for, as in a cross-entropy and its gradient,
/// their exponentials become one. The other sigmoids stay as they are.
constexpr void share_exponentials(graph& g, int* results, int result_count, int* image, bool* has_logarithm) {
    if (g.index_in_use(info_of<operations::logarithm_of_sigmoid>) < 0 && g.index_in_use(info_of<operations::softplus>) < 0) return;
    if (g.index_in_use(info_of<operations::logistic_sigmoid>) < 0) return;
    int const last = g.count - 1;
    auto const unsigned_argument = [&](int id) {
        int const argument = g.first(id);
        return is_negated(g, argument) ? g.first(argument) : argument;
    };
    for (int id = 0; id <= last; ++id) {
        image[id] = no_node;
        has_logarithm[id] = false;
        if (g.is(id, info_of<operations::logarithm_of_sigmoid>) || g.is(id, info_of<operations::softplus>))
            has_logarithm[unsigned_argument(id)] = true;
    }
    rebuilt(g, last, image, [&](int id, operation_info const& info, int const* operands) {
        bool const logarithm = &info == &info_of<operations::logarithm_of_sigmoid>, sum = &info == &info_of<operations::softplus>;
        if (!logarithm && !sum && &info != &info_of<operations::logistic_sigmoid>) return g.apply(info, operands);
        int const z = unsigned_argument(id);
        if (!has_logarithm[z]) return g.apply(info, operands);
        shared_logistic const shared{g, image[z]};
        bool const negated = is_negated(g, g.first(id));
        return logarithm ? make<operations::negate>(g, shared.softplus(!negated))
               : sum     ? shared.softplus(negated)
                         : shared.sigmoid(negated);
    });
    for (int i = 0; i < result_count; ++i)
        if (results[i] != no_node) results[i] = image[results[i]];
}

}  // namespace ctgrad::detail
