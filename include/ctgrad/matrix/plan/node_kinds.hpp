#pragma once

#include <ctgrad/matrix/plan/program.hpp>

namespace ctgrad::detail {

/// Decides how each node is computed.
template <class Program>
struct node_classifier {
    Program& p;

    constexpr void find() {
        for (int id = 0; id < p.count; ++id) p.kind[id] = kind_of(id);
        for (int i = 0; i < Program::output_count; ++i)
            if (p.outputs[i] != no_node) copy_transpose(p.outputs[i]);
        for (int id = 0; id < p.count; ++id) {
            if (p.kind[id] == node_kind::kernel && p.has_form(id, matrix_form::product)) continue;
            int const arity = p.operation(id) != nullptr && p.operation(id)->arity < 2 ? p.operation(id)->arity
                              : p.kind[id] == node_kind::leaf                          ? 0
                                                                                       : 2;
            if (arity > 0) copy_transpose(p.first(id));
            if (arity > 1) copy_transpose(p.second(id));
        }
    }

private:
    constexpr bool is_vector(int id) const { return p.shape_at(id).rows.is_one() || p.shape_at(id).columns.is_one(); }

    /// Whether a block is a column, or has whole columns, so that its entries follow each other in memory.
    constexpr bool is_contiguous(int id) const {
        return p.shape_at(id).columns.is_one() || p.shape_at(id).rows == p.shape_at(p.first(id)).rows;
    }

    constexpr node_kind kind_of(int id) const {
        operation_info const* const info = p.operation(id);
        if (info == nullptr) return p.operation_of(id) == graph::pair_node ? node_kind::pair : node_kind::leaf;
        if (info->matrix == nullptr) return node_kind::elementwise;
        switch (info->matrix->form) {
            case matrix_form::entries: return node_kind::elementwise;
            case matrix_form::sum:
                return p.shape[id] == p.shape[p.first(id)] ? node_kind::elementwise : node_kind::reduction;
            case matrix_form::product:  // a column times a row has no sums
                return p.shape_at(p.first(id)).columns.is_one() ? node_kind::elementwise : node_kind::kernel;
            case matrix_form::transposition: return is_vector(id) ? node_kind::view : node_kind::transposed;
            case matrix_form::block: return is_contiguous(id) ? node_kind::view : node_kind::kernel;
            default: return node_kind::kernel;
        }
    }

    /// A lazy transpose must be copied if anything but a product uses it.
    constexpr void copy_transpose(int id) {
        if (p.kind[id] == node_kind::transposed) p.kind[id] = node_kind::kernel;
    }
};

}  // namespace ctgrad::detail
