#pragma once

#include <concepts>
#include <ostream>
#include <string_view>

#include <ctgrad/diagnostics/name_checks.hpp>
#include <ctgrad/diagnostics/print_messages.hpp>
#include <ctgrad/print/language.hpp>
#include <ctgrad/print/rendering.hpp>

/// Text of formulas, derivatives and functions, as compile-time strings and through `<<`.
namespace ctgrad {

/// The names of a function's arguments in its texts: `infix(f, names<"u", "v">)`. Without it they are x1, x2, ...
template <fixed_string... Name>
inline constexpr detail::given_names<Name...> names{};

namespace detail {

template <class Printed>
constexpr form form_of() {
    using parts = printed_parts<Printed>;
    if (parts::what != quantity::values || parts::source::output_count != 1) return form::equations;
    if constexpr (formula<Printed>)
        if (describe<Printed>.what == descriptor::kind::derivative) return form::derivative;
    return form::expression;
}

template <class Source>
inline constexpr bool source_of_matrices = false;
template <class Source>
    requires(Source::has_matrices)
inline constexpr bool source_of_matrices<Source> = true;
template <class Source>
inline constexpr bool source_of_rows = requires {
    Source::has_rows;
};

/// Derivatives with respect to a row have no C++ text.
template <language In, class Printed>
consteval bool has_cpp_text() {
    if constexpr (In == language::cpp && source_of_rows<typename printed_parts<Printed>::source>) {
        if constexpr (printed_parts<Printed>::source::by_rows) return refuse_cpp_by_rows<Printed>();
    }
    return true;
}

template <language In, class Name = unnamed, class Printed, fixed_string... Names>
constexpr auto rendered(Printed, given_names<Names...>) {
    using parts = printed_parts<Printed>;
    // C++ text computes the same bits as the library, in the same order.
    using made = typename parts::template listing<given_names<Names...>, In == language::cpp>;
    if constexpr (In == language::cpp && source_of_matrices<typename parts::source>) {
        refuse_cpp_of_matrices<Printed>();
        return rendered<In, Name>(mistake{}, given_names<>{});
    } else if constexpr (!has_cpp_text<In, Printed>()) {
        return rendered<In, Name>(mistake{}, given_names<>{});
    } else if constexpr (!check_number_of_names<typename parts::source, given_names<Names...>>())
        return rendered<In, Name>(mistake{}, given_names<>{});
    else if constexpr (!check_names<made>())
        return rendered<In, Name>(mistake{}, given_names<>{});
    else if constexpr (!check_identifiers<made, In>())
        return rendered<In, Name>(mistake{}, given_names<>{});
    else
        return rendering<made, In, form_of<Printed>(), Name>{};
}

template <language In, class Given>
constexpr auto refused_text() {
    refuse_text<Given>();
    return rendered<In>(mistake{}, given_names<>{});
}

}  // namespace detail

/// The text of a formula, a derivative, a traced function, or of a gradient, Jacobian, Hessian or product, with one
/// line for each result. There are no redundant parentheses, and named intermediates are printed by their names. If
/// shared parts would make the text very long, they get lines of their own: t1, t2, ... The text shows what is
/// computed: the two operands of a sum or product may be exchanged, and log(sigmoid(x)) is log_sigmoid(x).
/// ```cpp
/// static_assert(ctgrad::infix((x + y) * z) == "(x + y) * z");
/// static_assert(ctgrad::infix(ctgrad::gradient(q * z, x, q)) == "df/dx = z\ndf/dq = z");
/// ```
template <class Printed, fixed_string... Names>
constexpr auto infix(Printed what, detail::given_names<Names...> arguments = {}) {
    if constexpr (detail::printable<Printed>)
        return detail::rendered<language::infix>(what, arguments);
    else
        return detail::refused_text<language::infix, Printed>();
}

/// The same in LaTeX, for math mode.
/// ```cpp
/// std::cout << ctgrad::latex(ctgrad::gradient(f, x, y));
/// ```
template <class Printed, fixed_string... Names>
constexpr auto latex(Printed what, detail::given_names<Names...> arguments = {}) {
    if constexpr (detail::printable<Printed>)
        return detail::rendered<language::latex>(what, arguments);
    else
        return detail::refused_text<language::latex, Printed>();
}

/// A C++ function that computes the same, bit for bit: straight-line code with shared subexpressions as named
/// temporaries. Its parameters are the variables in the order in which they occur. Several results are a std::array, in
/// the order of the quantity's results. Your own operations are called by `notation.cpp_name`. The name must be an
/// identifier.
/// ```cpp
/// std::cout << ctgrad::cpp<"f_and_gradient">(ctgrad::value_and_gradient(f, x, y, z));
/// ```
template <fixed_string Name, class Printed, fixed_string... Names>
constexpr auto cpp(Printed what, detail::given_names<Names...> arguments = {}) {
    static_assert(detail::is_identifier(Name.view()) && !detail::is_cpp_keyword(Name.view()),
                  "ctgrad: the name of a C++ function is an identifier, as in cpp<\"gradient_of_f\">(...)");
    if constexpr (detail::printable<Printed>)
        return detail::rendered<language::cpp, detail::text_of_name<Name>>(what, arguments);
    else
        return detail::refused_text<language::cpp, Printed>();
}

template <class Printed, fixed_string... Names>
constexpr auto cpp(Printed, detail::given_names<Names...> = {}) {
    detail::refuse_nameless_cpp<Printed>();
    return detail::rendered<language::infix>(detail::mistake{}, detail::given_names<>{});
}

/// Writes the infix text of a formula, function or quantity.
template <std::derived_from<std::ostream> Stream, detail::printable Printed>
Stream& operator<<(Stream& stream, Printed what) {
    static_cast<std::ostream&>(stream) << infix(what);
    return stream;
}

namespace detail {
// Argument-dependent lookup finds it here for quantities of functions, whose types may have no other name of ctgrad.
using ctgrad::operator<<;
}  // namespace detail

}  // namespace ctgrad
