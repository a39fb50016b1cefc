#pragma once

#include <ctgrad/differentiate/find_written_function.hpp>
#include <ctgrad/differentiate/term.hpp>
#include <ctgrad/graph/graph.hpp>

namespace ctgrad::detail {

/// The operands of a node and the partials with respect to them, as far as derivatives pass through.
struct local_derivatives {
    int operands[maximum_arity]{};
    int first = 0, end = 0;
    int partials[maximum_arity]{};
    bool known = false;  ///< from a sweep before: nodes keep their partials

    constexpr void take_operands(graph const& g, int id) {
        first = g.info_at(id).conditions;
        end = g.operands_of(id, operands);
    }
    constexpr void write_partials(graph& g, int id) {
        (g.computes ? g.info_at(id).computed_partials : g.info_at(id).partials)(g, id, operands, partials);
    }
    /// The same for a function that the user wrote out.
    constexpr bool find_written(graph& g, int id, kept_nodes const& kept) {
        if (!g.computes) return false;
        written_function const found = find_written_function(g, kept, id);
        if (found.variable < 0) return false;
        operands[0] = found.variable;
        partials[0] = found.partial;
        first = 0, end = 1;
        if (found.second_variable >= 0) {
            operands[1] = found.second_variable;
            partials[1] = found.second_partial;
            end = 2;
        }
        if (found.third_variable >= 0) {
            operands[2] = found.third_variable;
            partials[2] = found.third_partial;
            end = 3;
        }
        return true;
    }
    constexpr void find(graph& g, int id, kept_nodes const& kept) {
        if (known) return;
        known = true;
        if (find_written(g, id, kept)) return;
        take_operands(g, id);
        write_partials(g, id);
    }
};

}  // namespace ctgrad::detail
