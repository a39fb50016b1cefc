#pragma once

#include <type_traits>

#include <ctgrad/formula/apply.hpp>
#include <ctgrad/formula/define.hpp>

namespace ctgrad {

/// Names an intermediate, so that texts print it by its name. It is the same node: value and derivatives do not change,
/// and derivatives can be taken with respect to it as to any intermediate. In a traced function it names the node of a
/// symbol; a plain number is returned unchanged.
/// ```cpp
/// constexpr auto q = ctgrad::named<"q">(x + y);
/// static_assert(ctgrad::infix(q * z) == "q * z");
/// ```
template <fixed_string Name, class E>
constexpr auto named(E const& e) {
    if constexpr (Name.view().empty()) {
        static_assert(sizeof(detail::named_by<Name>) > 0);
        return e;
    } else if constexpr (std::is_same_v<E, detail::mistake>) {
        return detail::mistake{};
    } else if constexpr (detail::any_formula<E>) {
        return detail::described_now<detail::named_type<Name, E>>();
    } else if constexpr (detail::any_handle<E> || detail::any_condition_handle<E>) {
        if (e.owner != nullptr) e.owner->give_name(e.id, Name.view());
        return e;
    } else {
        return e;
    }
}

}  // namespace ctgrad
