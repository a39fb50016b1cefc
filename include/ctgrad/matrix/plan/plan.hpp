#pragma once

#include <ctgrad/matrix/plan/buffer_assignment.hpp>
#include <ctgrad/matrix/plan/kernels.hpp>
#include <ctgrad/matrix/plan/levels.hpp>
#include <ctgrad/matrix/plan/negation_sinking.hpp>
#include <ctgrad/matrix/plan/node_kinds.hpp>
#include <ctgrad/matrix/plan/nodes.hpp>

namespace ctgrad::detail {

/// Builds the program that computes outputs of a graph in these shapes.
template <int Capacity, class Program>
constexpr void build_program(Program& p, graph const& g, int const* outputs, int const* shapes_of_outputs) {
    node_copier<Program, Capacity>(p).copy(g, outputs, shapes_of_outputs);
    node_classifier<Program>{p}.find();
    level_assignment<Program, Capacity> const levels(p);
    kernel_maker<Program, Capacity>(p, levels.level).make();
    buffer_assignment<Program, Capacity>(p).find();
}

}  // namespace ctgrad::detail
