#pragma once

#include <tuple>

#include <ctgrad/evaluate/arguments.hpp>

namespace ctgrad::detail {

/// The destination of a derivative, as `destination(W, g)` returns it.
template <class X, class Object>
struct destination {
    Object* object;
};
template <class D>
inline constexpr bool is_destination = false;
template <class X, class Object>
inline constexpr bool is_destination<destination<X, Object>> = true;

template <class X, class Object>
struct bindings_of<destination<X, Object>> {
    using type = expressions<>;
};
template <class X, class Object>
constexpr auto as_bundle(destination<X, Object> const&) {
    return std::tuple<>{};
}

}  // namespace ctgrad::detail
