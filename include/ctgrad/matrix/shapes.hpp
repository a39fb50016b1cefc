#pragma once

#include <ctgrad/differentiate/sweeps.hpp>
#include <ctgrad/differentiate/term.hpp>
#include <ctgrad/graph/graph.hpp>
#include <ctgrad/matrix/operations.hpp>
#include <ctgrad/passes/simplify.hpp>

/// Shapes of nodes: how they are inferred, and what the chain rule does where those of operand and result differ.
namespace ctgrad::detail {

constexpr int spread_like(graph& g, int id, int like);
// What the rules ask of a term.
constexpr term shape_like(term const& a);
constexpr term columns_of(term const& a);
constexpr term gathered(term const& adjoint, term const& full, term const& small);

template <class Operation>
struct matrix_rule_of {
    static constexpr auto arity = static_cast<std::size_t>(described<Operation>::arity);

    template <std::size_t... I>
    static constexpr void write_pullback(graph& g, int result, int const* operands, int adjoint, int* out,
                                         std::index_sequence<I...>) {
        auto const contributions = Operation::pullback(term(&g, adjoint), term(&g, result), term(&g, operands[I])...);
        ((out[I] = contributions[I].node_in(g)), ...);
        ((out[I] = out[I] == graph::zero ? no_node : out[I]), ...);
    }
    static constexpr void pullback(graph& g, int result, int const* operands, int adjoint, int* out) {
        if (!Operation::takes_small_adjoint) adjoint = spread_like(g, adjoint, result);
        write_pullback(g, result, operands, adjoint, out, std::make_index_sequence<arity>{});
    }

    template <std::size_t I, std::size_t... All>
    static constexpr int push(graph& g, int result, int const* operands, int tangent, std::index_sequence<All...>) {
        term const contribution = Operation::template pushforward<static_cast<int>(I)>(
            term(&g, tangent), term(&g, result), term(&g, operands[All])...);
        int const node = contribution.node_in(g);
        return node == graph::zero ? no_node : node;
    }
    template <std::size_t... I>
    static constexpr int push_one(graph& g, int result, int const* operands, int which, int tangent,
                                  std::index_sequence<I...> all) {
        int node = no_node;
        ((which == static_cast<int>(I) ? (node = push<I>(g, result, operands, tangent, all), 0) : 0), ...);
        return node;
    }
    static constexpr int pushforward(graph& g, int result, int const* operands, int which, int tangent) {
        return push_one(g, result, operands, which, spread_like(g, tangent, operands[which]),
                        std::make_index_sequence<arity>{});
    }

    static constexpr matrix_rule value{&Operation::shape_of, &pullback, &pushforward};
};

// Rewrites of matrix operations about to be made for a derivative.
template <>
struct rewrite<operations::transpose> {
    static constexpr int apply(graph& g, int const* operands);
};
template <>
struct rewrite<operations::sum> {
    static constexpr int apply(graph& g, int const* operands);
};
template <>
struct rewrite<operations::row_sums> {
    static constexpr int apply(graph& g, int const* operands);
};
template <>
struct rewrite<operations::column_sums> {
    static constexpr int apply(graph& g, int const* operands);
};
template <>
struct rewrite<operations::matrix_product> {
    static constexpr int apply(graph& g, int const* operands);
};
template <>
struct rewrite<operations::spread> {
    static constexpr int apply(graph& g, int const* operands);
};
template <>
struct rewrite<operations::block> {
    static constexpr int apply(graph& g, int const* operands);
};
template <>
struct rewrite<operations::pad> {
    static constexpr int apply(graph& g, int const* operands);
};

constexpr matrix_shape const& shape_of_node(graph const& g, int id) { return g.shapes->table[g.shapes->of[id]]; }

/// The place of a shape in the table.
constexpr int shape_index(graph& g, matrix_shape const& wanted) {
    shape_column& s = *g.shapes;
    for (int i = 0; i < s.count; ++i)
        if (s.table[i] == wanted) return i;
    if (s.count == g.capacity / 4) {
        g.full = true;
        return 0;
    }
    s.table[s.count] = wanted;
    return s.count++;
}
constexpr int shape_leaf(graph& g, matrix_shape const& wanted) {
    return g.intern(graph::node_of(graph::shape_node, shape_index(g, wanted), 0));
}

/// The shape of an operation element by element: rows and columns of 1 are repeated.
constexpr matrix_shape spread_shape(matrix_shape const& a, matrix_shape const& b) {
    return {a.rows.is_one() ? b.rows : a.rows, a.columns.is_one() ? b.columns : a.columns};
}
/// Whether a matrix of shape `small` can be repeated to `large`.
constexpr bool spreads_to(matrix_shape const& small, matrix_shape const& large) {
    return spread_shape(small, large) == large;
}

constexpr void record_shape(graph& g, int id) {
    int const operation = g.operation_of(id);
    int* const of = g.shapes->of;
    of[id] = 0;
    if (operation == graph::shape_node) {
        of[id] = g.first(id);
    } else if (operation < graph::operations_limit && g.operations[operation]->matrix != nullptr) {
        int operands[maximum_arity]{};
        int const arity = g.operands_of(id, operands);
        matrix_shape shapes[maximum_arity]{};
        for (int i = 0; i < arity; ++i) shapes[i] = shape_of_node(g, operands[i]);
        of[id] = shape_index(g, g.operations[operation]->matrix->shape(shapes));
    } else if (int const arity = g.arity_at(id); arity > 0) {
        int const a = of[g.first(id)], b = arity > 1 ? of[g.second(id)] : 0;
        of[id] = a == b || b == 0 ? a
                 : a == 0         ? b
                                  : shape_index(g, spread_shape(g.shapes->table[a], g.shapes->table[b]));
    }
}

/// The number of entries of a shape.
constexpr int count_node(graph& g, matrix_shape const& of) {
    if (!of.rows.is_named() && !of.columns.is_named()) return g.constant(of.rows.number * of.columns.number);
    int const leaf = shape_leaf(g, of);
    return g.apply(info_of<operations::count>, &leaf);
}

/// Sums a node, which may stand for the matrix of shape `full` that repeats it, over the directions in which `small`
/// is 1.
constexpr int gathered_node(graph& g, int id, matrix_shape const& full, matrix_shape const& small) {
    bool const rows = small.rows.is_one() && !full.rows.is_one();
    bool const columns = small.columns.is_one() && !full.columns.is_one();
    matrix_shape const have = shape_of_node(g, id);
    bool const sum_rows = rows && !have.rows.is_one(), sum_columns = columns && !have.columns.is_one();
    // What is repeated is multiplied by the number of repetitions.
    matrix_shape const repeated{rows && !sum_rows ? full.rows : extent{},
                                columns && !sum_columns ? full.columns : extent{}};
    if (!repeated.is_number()) id = make<operations::multiply>(g, count_node(g, repeated), id);
    matrix_shape const left{sum_rows ? extent{} : have.rows, sum_columns ? extent{} : have.columns};
    if (left == have) return id;
    return left.is_number() ? make<operations::sum>(g, id)
           : sum_columns    ? make<operations::row_sums>(g, id)
                            : make<operations::column_sums>(g, id);
}

constexpr int contribution_of_shape(graph& g, int result, int operand, int adjoint, int partial) {
    int const r = g.shapes->of[result], o = g.shapes->of[operand];
    if (r == o) return chain(g, adjoint, partial);
    if (partial == graph::zero || adjoint == graph::zero) return no_node;
    matrix_shape const full = g.shapes->table[r], small = g.shapes->table[o];
    // A partial that is the same for all that is summed is multiplied after the sum; unless a selection guards it.
    if (g.operation_of(adjoint) != known::selection && spreads_to(shape_of_node(g, partial), small))
        return chain(g, gathered_node(g, adjoint, full, small), partial);
    int const product = chain(g, adjoint, partial);
    return product == no_node ? no_node : gathered_node(g, product, full, small);
}

constexpr int spread_node(graph& g, int id, matrix_shape const& wanted) {
    return make<operations::spread>(g, id, shape_leaf(g, wanted));
}
constexpr int spread_like(graph& g, int id, int like) {
    return g.shapes->of[id] == g.shapes->of[like] ? id : spread_node(g, id, shape_of_node(g, like));
}

template <int Capacity>
struct shape_storage {
    int of[Capacity]{};
    matrix_shape table[Capacity / 4]{};
    shape_column column{};

    constexpr void attach(graph& g) {
        column = {of, table, 1, record_shape, contribution_of_shape, spread_like, shape_leaf};
        g.shapes = &column;
    }
};

constexpr term shape_like(term const& a) { return {a.owner, shape_leaf(*a.owner, shape_of_node(*a.owner, a.id))}; }
/// The number of columns: a constant, or the leaf of the shape that has them.
constexpr term columns_of(term const& a) {
    extent const& columns = shape_of_node(*a.owner, a.id).columns;
    return columns.is_named() ? shape_like(a) : term(columns.number);
}
/// The adjoint of `small`, which was repeated to `full`.
constexpr term gathered(term const& adjoint, term const& full, term const& small) {
    graph& g = *full.owner;
    return {&g, gathered_node(g, adjoint.node_in(g), shape_of_node(g, full.id), shape_of_node(g, small.id))};
}

constexpr int rewrite<operations::transpose>::apply(graph& g, int const* operands) {
    int const a = operands[0];
    if (g.shape_at(a) == 0) return a;
    if (g.is(a, info_of<operations::transpose>)) return g.first(a);
    // The transpose of a product is a product of transposes, which needs no copy.
    if (g.is(a, info_of<operations::matrix_product>))
        return make<operations::matrix_product>(g, make<operations::transpose>(g, g.second(a)),
                                                make<operations::transpose>(g, g.first(a)));
    if (g.operation_of(a) == known::negation)
        return make<operations::negate>(g, make<operations::transpose>(g, g.first(a)));
    if (g.operation_of(a) == known::product) {  // a factor that is a number
        int const u = g.first(a), v = g.second(a);
        if (g.shape_at(u) == 0) return make<operations::multiply>(g, u, make<operations::transpose>(g, v));
        if (g.shape_at(v) == 0) return make<operations::multiply>(g, v, make<operations::transpose>(g, u));
    }
    if (g.is(a, info_of<operations::spread>))
        return spread_node(g, make<operations::transpose>(g, g.first(a)), shape_of_node(g, a).transposed());
    return -1;
}

/// What may stand before a sum: a sign, and a factor that is the same for all that is summed.
template <class Sum>
constexpr int rewritten_sum(graph& g, int a, matrix_shape const& result) {
    if (shape_of_node(g, a) == result) return a;
    if (g.operation_of(a) == known::negation) return make<operations::negate>(g, make<Sum>(g, g.first(a)));
    if (g.operation_of(a) == known::product) {
        int const u = g.first(a), v = g.second(a);
        if (g.shape_at(u) == 0) return make<operations::multiply>(g, u, make<Sum>(g, v));
        if (g.shape_at(v) == 0) return make<operations::multiply>(g, v, make<Sum>(g, u));
    }
    if (g.is(a, info_of<operations::spread>)) return gathered_node(g, g.first(a), shape_of_node(g, a), result);
    return -1;
}
constexpr int rewrite<operations::sum>::apply(graph& g, int const* operands) {
    return rewritten_sum<operations::sum>(g, operands[0], {});
}
constexpr int rewrite<operations::row_sums>::apply(graph& g, int const* operands) {
    return rewritten_sum<operations::row_sums>(g, operands[0], {shape_of_node(g, operands[0]).rows, extent{}});
}
constexpr int rewrite<operations::column_sums>::apply(graph& g, int const* operands) {
    return rewritten_sum<operations::column_sums>(g, operands[0], {extent{}, shape_of_node(g, operands[0]).columns});
}
constexpr int rewrite<operations::matrix_product>::apply(graph& g, int const* operands) {
    int const a = operands[0], b = operands[1];
    return g.shape_at(a) == 0 || g.shape_at(b) == 0 ? make<operations::multiply>(g, a, b) : -1;
}
constexpr int rewrite<operations::spread>::apply(graph& g, int const* operands) {
    int const a = operands[0];
    if (g.shape_at(a) == g.shape_at(operands[1])) return a;
    if (g.is(a, info_of<operations::spread>)) return make<operations::spread>(g, g.first(a), operands[1]);
    return -1;
}
constexpr int rewrite<operations::block>::apply(graph& g, int const* operands) {
    return g.shape_at(operands[0]) == g.shape_at(operands[3]) ? operands[0] : -1;
}
constexpr int rewrite<operations::pad>::apply(graph& g, int const* operands) {
    return g.shape_at(operands[0]) == g.shape_at(operands[3]) ? operands[0] : -1;
}

}  // namespace ctgrad::detail
