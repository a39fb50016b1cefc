#pragma once

#include <ostream>
#include <string>

#include <ctgrad/diagnostics/print_messages.hpp>
#include <ctgrad/print/draw_listing.hpp>
#include <ctgrad/print/draw_solution.hpp>

/// Computational graphs in the language of Graphviz.
namespace ctgrad {

/// A computational graph in DOT: `<<` writes it, `str()` returns it. `dot -Tsvg` makes a picture of it.
struct drawing {
    std::string text;  ///< in DOT

    /// The text.
    std::string const& str() const { return text; }
    /// Writes all of it. Throws std::ios_base::failure if the stream is in error, and then writes nothing.
    friend std::ostream& operator<<(std::ostream& stream, drawing const& d) { return detail::put(stream, d.text); }
};

namespace detail {

template <steps Which, class Printed, fixed_string... Names, class... Given>
drawing drawn(Printed what, given_names<Names...> arguments, Given const&... given) {
    using parts = printed_parts<Printed>;
    using listed = typename parts::template listing<given_names<Names...>>;
    if constexpr (!check_number_of_names<typename parts::source, given_names<Names...>>() || !check_names<listed>()) {
        return {};
    } else if constexpr (single_formula<Printed> && !source_of_matrices<typename parts::source> &&
                         !source_of_rows<typename parts::source>) {
        return {draw(solution_of<Which>(what, arguments, given...))};
    } else if constexpr (sizeof...(Given) == 0) {
        return {draw(listed::view, node_map<double>(0), Which)};
    } else {
        return {draw(listed::view,
                     values_at(listed::view, evaluations<listed>::table.data(),
                               point_of<typename parts::source, parts::what>::inputs(given...)),
                     Which)};
    }
}

}  // namespace detail

/// The computational graph of a formula or function: one node for each operation, or, with `steps::named`, for each
/// named intermediate; leaves are boxes, the result has a double border. The edges carry their local Jacobians. With a
/// point, nodes show their value in green and their adjoint in red, and edges the Jacobian's value.
///
/// For a gradient or another quantity the graph contains everything that is computed. Nodes that only derivatives need
/// have a red border, and each result is marked. Matrix formulas are drawn in the same way; with `steps::named` each
/// node shows its formula.
/// ```cpp
/// std::ofstream("f.dot") << ctgrad::dot(f, x = -2.0, y = 5.0, z = -4.0);
/// ```
template <steps Which = steps::operations, class Printed, fixed_string... Names, class... Given>
drawing dot(Printed what, detail::given_names<Names...> arguments, Given const&... given) {
    if constexpr (!detail::printable<Printed>) {
        detail::refuse_drawing<Printed>();
    } else {
        using parts = detail::printed_parts<Printed>;
        if constexpr (detail::source_of_matrices<typename parts::source> && sizeof...(Given) > 0)
            detail::refuse_values_of_matrices<Printed>();
        else if constexpr (detail::source_of_rows<typename parts::source> && sizeof...(Given) > 0)
            detail::refuse_values_of_rows<Printed>();
        else if constexpr (sizeof...(Given) == 0)
            return detail::drawn<Which>(what, arguments);
        else if constexpr (detail::point_of<typename parts::source, parts::what>::template accepts<Given...>())
            return detail::drawn<Which>(what, arguments, given...);
    }
    return {};
}
/// The same for a function; its arguments are named x1, x2, ...
template <steps Which = steps::operations, class Printed, class... Given>
drawing dot(Printed what, Given const&... given) {
    return dot<Which>(what, detail::given_names<>{}, given...);
}

}  // namespace ctgrad
