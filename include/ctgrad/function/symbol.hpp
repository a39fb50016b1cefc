#pragma once

#include <ctgrad/formula/functions.hpp>
#include <ctgrad/graph/handle.hpp>
#include <ctgrad/passes/stabilize.hpp>

namespace ctgrad {

/// The scalar type that a function is traced with. It records arithmetic and functions exactly as written. Numbers
/// convert to it; it converts to nothing, and has no value to branch on, so write `select(condition, yes, no)`.
struct symbol : detail::handle<symbol> {
    using detail::handle<symbol>::handle;

    static constexpr int make(detail::graph& g, detail::operation_info const& info, int const* operands) {
        return g.full ? 0 : detail::as_written(g, info, operands);
    }
};

}  // namespace ctgrad
