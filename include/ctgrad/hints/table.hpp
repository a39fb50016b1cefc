#pragma once

#include <array>
#include <cstddef>

#include <ctgrad/hints/algebra.hpp>
#include <ctgrad/hints/exponentials.hpp>
#include <ctgrad/hints/special.hpp>
#include <ctgrad/hints/trigonometry.hpp>

namespace ctgrad::detail {

template <std::size_t... Sizes>
constexpr auto joined_rules(hint_rule const (&... chapters)[Sizes]) {
    std::array<hint_rule, (Sizes + ...)> all{};
    std::size_t count = 0;
    auto const append = [&](auto const& chapter) {
        for (hint_rule const& rule : chapter) all[count++] = rule;
    };
    (append(chapters), ...);
    return all;
}

/// All rules. The first rule that fits a node is used, so special forms come before general ones.
inline constexpr auto all_hint_rules = joined_rules(hint_rules::trigonometry, hint_rules::special_functions,
                                                    hint_rules::exponentials, hint_rules::algebra);

}  // namespace ctgrad::detail
