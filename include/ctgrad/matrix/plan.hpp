#pragma once

#include <ctgrad/matrix/plan/kernels.hpp>
#include <ctgrad/matrix/plan/nodes.hpp>
#include <ctgrad/matrix/plan/places.hpp>
#include <ctgrad/matrix/plan/roles.hpp>
#include <ctgrad/matrix/plan/signs.hpp>
#include <ctgrad/matrix/plan/stages.hpp>

namespace ctgrad::detail {

/// Builds the program of a graph's outputs, which are wanted in these shapes.
template <int Capacity, class Program>
constexpr void build_program(Program& p, graph const& g, int const* outputs, int const* shapes_of_outputs) {
    node_copier<Program, Capacity>(p).copy(g, outputs, shapes_of_outputs);
    role_finder<Program>{p}.find();
    stage_finder<Program, Capacity> const stages(p);
    kernel_maker<Program, Capacity>(p, stages.stage).make();
    place_finder<Program, Capacity>(p).find();
}

}  // namespace ctgrad::detail
