#pragma once

#include <string_view>

#include <ctgrad/hints/identities.hpp>
#include <ctgrad/hints/known.hpp>
#include <ctgrad/hints/report.hpp>
#include <ctgrad/print/quantities.hpp>
#include <ctgrad/print/text.hpp>

/// Hints: where a formula, as the user wrote it, loses digits or range, and a form that does not.
namespace ctgrad {

namespace detail {

/// The result for a refused argument.
struct no_hints {
    static constexpr std::size_t count = 0;
    template <class = void>
    struct store {
        static constexpr std::string_view view{};
    };
    static constexpr hint at(std::size_t) { return {}; }
};

}  // namespace detail

/// The places where a formula or traced function loses digits or range as it is written, each with a form that does
/// not: `1 - cos(x)` has no digits near 0, `2 * sin(x / 2)^2` has all. The library computes a value as it is written,
/// bit for bit, so only the user can change its form. Derivatives need no hints, because the library chooses the form
/// in which they are computed. Neither do forms that it computes in another way, such as log(sigmoid(x)).
///
/// The library knows the forms of a table, so a formula without hints may still lose digits elsewhere. An operand of
/// many operations is printed as `...`, unless it has a name.
/// ```cpp
/// static_assert(ctgrad::hints(1_c - cos(x))[0].advised == "2 * sin(x / 2)^2");
/// static_assert(ctgrad::hints(x * sin(x)).empty());
/// std::cout << ctgrad::hints(f);
/// ```
template <class Printed, fixed_string... Names>
constexpr auto hints(Printed, detail::given_names<Names...> = {}) {
    if constexpr (!detail::printable<Printed>) {
        detail::refuse_hints<Printed>();
        return hint_list<detail::no_hints>{};
    } else {
        using parts = detail::printed_parts<Printed>;
        using names = detail::given_names<Names...>;
        if constexpr (parts::source::has_matrices) {
            detail::refuse_hints<Printed>();
            return hint_list<detail::no_hints>{};
        } else if constexpr (!detail::check_number_of_names<typename parts::source, names>())
            return hint_list<detail::no_hints>{};
        else
            return hint_list<detail::hint_texts<typename parts::source, parts::what, names>>{};
    }
}

}  // namespace ctgrad
