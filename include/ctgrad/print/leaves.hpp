#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include <ctgrad/diagnostics/print_messages.hpp>
#include <ctgrad/print/quantities.hpp>

namespace ctgrad {

namespace detail {
template <class Listing>
struct leaf_names {
    static constexpr bool is_leaf(listed_node const& node) {
        return node.what == listed_node::kind::input && node.uses > 0;
    }
    static constexpr std::size_t count() {
        std::size_t result = 0;
        for (int at = 0; at < Listing::view.count; ++at) result += is_leaf(Listing::view.nodes[at]);
        return result;
    }
    static constexpr auto find() {
        std::array<std::string_view, count()> result{};
        std::size_t next = 0;
        for (int at = 0; at < Listing::view.count; ++at)
            if (is_leaf(Listing::view.nodes[at]))
                result[next++] = Listing::view.input_names[Listing::view.nodes[at].operands[0]];
        return result;
    }
};
}  // namespace detail

/// The names of the leaves: the variables that a formula, function or derivative depends on, in the order in which they
/// occur.
/// ```cpp
/// static_assert(ctgrad::leaves((x + y) * z).size() == 3);
/// static_assert(ctgrad::leaves(ctgrad::derivative((x + y) * z, x))[0] == "z");
/// ```
template <class Printed, fixed_string... Names>
constexpr auto leaves(Printed, detail::given_names<Names...> = {}) {
    if constexpr (detail::printable<Printed>)
        return detail::leaf_names<
            typename detail::printed_parts<Printed>::template listing<detail::given_names<Names...>>>::find();
    else
        return detail::refuse_leaves<Printed>();
}

}  // namespace ctgrad
