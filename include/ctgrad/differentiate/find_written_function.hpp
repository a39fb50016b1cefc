#pragma once

#include <ctgrad/differentiate/written_functions.hpp>

namespace ctgrad::detail {

template <class Term, class Operation>
constexpr written_function find_written_with(graph& g, kept_nodes const& kept, int id) {
    return written_function_finder<Term>{g, kept}.with(row_of<Operation>{}, id);
}

/// log(a / b) and log(t + sqrt(t^2 + c))
constexpr written_function find_written_logarithm(graph& g, kept_nodes const& kept, int id) {
    int const argument = g.first(id), a = g.first(argument), b = g.second(argument);
    auto const over = [&](int p, int q) { return make<operations::divide>(g, p, q); };
    if (g.operation_of(argument) == opcode::quotient)
        return {a, over(graph::one, a), b, make<operations::negate>(g, over(graph::one, b))};
    if (g.operation_of(argument) != opcode::sum) return {};
    for (int const root : {a, b}) {
        if (!g.is<operations::square_root>(root) || kept.contains(root)) continue;
        int const t = a + b - root, radicand = g.first(root), operation = g.operation_of(radicand);
        if (kept.contains(radicand) || (operation != opcode::sum && operation != opcode::difference)) continue;
        int const square = g.existing_product(t, t), c = g.first(radicand) + g.second(radicand) - square;
        if (square < 0 || kept.contains(square)) continue;
        bool const has_square =
            g.first(radicand) == square || (operation == opcode::sum && g.second(radicand) == square);
        if (!has_square || c == square) continue;
        int const by_t = over(graph::one, root),
                  by_c = over(make<operations::multiply>(g, g.constant(rational(1, 2)), by_t), argument);
        return {t, by_t, c, operation == opcode::sum ? by_c : make<operations::negate>(g, by_c)};
    }
    return {};
}

/// The function that a node is: the functions in it tell what they are written out with.
constexpr written_function find_written_function(graph& g, kept_nodes const& kept, int id) {
    int const operation = g.operation_of(id);
    bool const is_quotient = operation == opcode::quotient, is_call = operation >= fixed_opcodes;
    if (!is_quotient && !is_call && operation != opcode::product) return {};
    int const a = g.first(id);
    if (is_quotient && a == g.second(id)) return {a, graph::zero};
    bool const of_product = is_quotient && g.operation_of(a) == opcode::product;
    int const parts[]{is_call ? id : a, is_call ? a : g.second(id), g.first(a), g.second(a)};
    for (int i = 0; i < (of_product ? 4 : 2); ++i) {
        int const part = g.operation_of(parts[i]);
        if (part < fixed_opcodes || part >= graph::operations_limit || g.operations[part]->written == nullptr) continue;
        if (written_function const found = g.operations[part]->written(g, kept, id); found.variable >= 0) return found;
    }
    auto const found_with = [&](operation_info const* with) {
        return with == nullptr || with->written == nullptr ? written_function{} : with->written(g, kept, id);
    };
    if (is_quotient) return found_with(g.in_use<operations::exponential>());
    if (!is_call || !(g.is<operations::logarithm>(id) || g.is<operations::logarithm_of_one_plus>(id)) ||
        kept.contains(g.first(id)))
        return {};
    for (operation_info const* const with :
         {g.in_use<operations::exponential>(), g.in_use<operations::hyperbolic_cosine>(),
          g.in_use<operations::complementary_error_function>()})
        if (written_function const found = found_with(with); found.variable >= 0) return found;
    return g.is<operations::logarithm>(id) ? find_written_logarithm(g, kept, id) : written_function{};
}

}  // namespace ctgrad::detail
