#pragma once

#include <ctgrad/differentiate/simplify.hpp>
#include <ctgrad/differentiate/term.hpp>
#include <ctgrad/matrix/rules/rule.hpp>
#include <ctgrad/matrix/rules/shape_inference.hpp>
#include <ctgrad/matrix/rules/table.hpp>

/// Rewrites matrix operations before they are made for a derivative.
namespace ctgrad::detail {

// Questions of the rules about a term.
constexpr term shape_like(term const& a);
constexpr term row_count(term const& a);
constexpr term column_count(term const& a);
constexpr term summed_to(term const& adjoint, term const& full, term const& small);

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
struct rewrite<operations::broadcast> {
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

/// The number of entries of a shape.
constexpr int count_node(graph& g, matrix_shape const& of) {
    if (!of.rows.is_named() && !of.columns.is_named()) return g.constant(of.rows.number * of.columns.number);
    int const leaf = shape_leaf(g, of);
    return g.apply(info_of<operations::count>, &leaf);
}

/// Sums a node, which may be implicitly broadcast to the shape `full`, over the dimensions in which `small` is 1.
constexpr int sum_to_shape(graph& g, int id, matrix_shape const& full, matrix_shape const& small) {
    bool const rows = small.rows.is_one() && !full.rows.is_one();
    bool const columns = small.columns.is_one() && !full.columns.is_one();
    matrix_shape const have = shape_of_node(g, id);
    bool const sum_rows = rows && !have.rows.is_one(), sum_columns = columns && !have.columns.is_one();
    // The sum over a broadcast dimension is a multiplication by its size.
    matrix_shape const repeated{rows && !sum_rows ? full.rows : extent{},
                                columns && !sum_columns ? full.columns : extent{}};
    if (!repeated.is_number()) id = make<operations::multiply>(g, count_node(g, repeated), id);
    matrix_shape const left{sum_rows ? extent{} : have.rows, sum_columns ? extent{} : have.columns};
    if (left == have) return id;
    return left.is_number() ? make<operations::sum>(g, id)
           : sum_columns    ? make<operations::row_sums>(g, id)
                            : make<operations::column_sums>(g, id);
}

constexpr int broadcast_node(graph& g, int id, matrix_shape const& wanted) {
    return make<operations::broadcast>(g, id, shape_leaf(g, wanted));
}
constexpr int broadcast_like(graph& g, int id, int like) {
    return g.shapes->of[id] == g.shapes->of[like] ? id : broadcast_node(g, id, shape_of_node(g, like));
}

constexpr term shape_like(term const& a) { return {a.owner, shape_leaf(*a.owner, shape_of_node(*a.owner, a.id))}; }
/// The number of rows: a constant, or the leaf of a shape with these rows. So for columns.
constexpr term row_count(term const& a) {
    extent const& rows = shape_of_node(*a.owner, a.id).rows;
    return rows.is_named() ? shape_like(a) : term(rows.number);
}
constexpr term column_count(term const& a) {
    extent const& columns = shape_of_node(*a.owner, a.id).columns;
    return columns.is_named() ? shape_like(a) : term(columns.number);
}
/// The adjoint of a node of shape `small` that was broadcast to `full`.
constexpr term summed_to(term const& adjoint, term const& full, term const& small) {
    graph& g = *full.owner;
    return {&g, sum_to_shape(g, adjoint.node_in(g), shape_of_node(g, full.id), shape_of_node(g, small.id))};
}

constexpr int rewrite<operations::transpose>::apply(graph& g, int const* operands) {
    int const a = operands[0];
    if (g.shape_at(a) == 0) return a;
    if (g.is(a, info_of<operations::transpose>)) return g.first(a);
    // The transpose of a product is a product of transposes, which needs no copy.
    if (g.is(a, info_of<operations::matrix_product>))
        return make<operations::matrix_product>(g, make<operations::transpose>(g, g.second(a)),
                                                make<operations::transpose>(g, g.first(a)));
    if (g.operation_of(a) == opcode::negation)
        return make<operations::negate>(g, make<operations::transpose>(g, g.first(a)));
    if (g.operation_of(a) == opcode::product) {  // a scalar factor
        int const u = g.first(a), v = g.second(a);
        if (g.shape_at(u) == 0) return make<operations::multiply>(g, u, make<operations::transpose>(g, v));
        if (g.shape_at(v) == 0) return make<operations::multiply>(g, v, make<operations::transpose>(g, u));
    }
    if (g.is(a, info_of<operations::broadcast>))
        return broadcast_node(g, make<operations::transpose>(g, g.first(a)), shape_of_node(g, a).transposed());
    return -1;
}

/// What can be factored out of a sum: a sign, and a factor that all terms have.
template <class Sum>
constexpr int rewritten_sum(graph& g, int a, matrix_shape const& result) {
    if (shape_of_node(g, a) == result) return a;
    if (g.operation_of(a) == opcode::negation) return make<operations::negate>(g, make<Sum>(g, g.first(a)));
    if (g.operation_of(a) == opcode::product) {
        int const u = g.first(a), v = g.second(a);
        if (g.shape_at(u) == 0) return make<operations::multiply>(g, u, make<Sum>(g, v));
        if (g.shape_at(v) == 0) return make<operations::multiply>(g, v, make<Sum>(g, u));
    }
    if (g.is(a, info_of<operations::broadcast>)) return sum_to_shape(g, g.first(a), shape_of_node(g, a), result);
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
constexpr int rewrite<operations::broadcast>::apply(graph& g, int const* operands) {
    int const a = operands[0];
    if (g.shape_at(a) == g.shape_at(operands[1])) return a;
    if (g.is(a, info_of<operations::broadcast>)) return make<operations::broadcast>(g, g.first(a), operands[1]);
    return -1;
}
constexpr int rewrite<operations::block>::apply(graph& g, int const* operands) {
    return g.shape_at(operands[0]) == g.shape_at(operands[3]) ? operands[0] : -1;
}
constexpr int rewrite<operations::pad>::apply(graph& g, int const* operands) {
    return g.shape_at(operands[0]) == g.shape_at(operands[3]) ? operands[0] : -1;
}

}  // namespace ctgrad::detail

/// sqrt(squared_norm(a)), as written.
constexpr int ctgrad::operations::norm::lowered(detail::graph& g, int const* operands) {
    int const square[]{operands[0], operands[0]};
    int const squares = g.apply(detail::info_of<multiply>, square);
    int const squared_norm = g.apply(detail::info_of<sum>, &squares);
    return g.apply(detail::info_of<square_root>, &squared_norm);
}
