#pragma once

#include <ctgrad/ctgrad.hpp>

/// A graph with two inputs, and the arrays of passes, for tests of single passes.
namespace passes {

struct graph_bench {
    ctgrad::detail::graph_storage<256> storage{};
    ctgrad::detail::pass_storage<256> arrays{};
    ctgrad::detail::graph g = storage.start();
    int x = g.add_input({1, 0, "x"}), y = g.add_input({2, 0, "y"});

    template <class Operation, class... Operands>
    constexpr int apply(Operands... operands) {
        int const ids[]{operands...};
        return g.apply(ctgrad::detail::info_of<Operation>, ids);
    }
};

}  // namespace passes
