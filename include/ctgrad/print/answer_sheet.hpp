#pragma once

#include <algorithm>
#include <ostream>
#include <string>
#include <string_view>

#include <ctgrad/diagnostics/print_messages.hpp>
#include <ctgrad/print/sheet_sections.hpp>
#include <ctgrad/print/worked_solution.hpp>
#include <ctgrad/support/failure.hpp>

/// Worked solutions of exercises: every step of a formula at a point.
namespace ctgrad {

/// The worked solution of a formula at a point: every node with its expression and value, the Jacobian of each edge,
/// the backward pass with each adjoint as the sum over its consumers, every partial derivative as a sum over directed
/// paths, and as a check the finite difference next to the exact value.
///
/// `answer_sheet` makes it. `<<` writes it in plain text; `plain()`, `markdown()` and `latex()` return it as a string.
class worked_solution {
public:
    /// See `answer_sheet`.
    explicit worked_solution(detail::solution made) : answers(std::move(made)) {}

    std::string plain() const;     ///< in plain text
    std::string markdown() const;  ///< in Markdown, with formulas in LaTeX between dollar signs
    std::string latex() const;     ///< in LaTeX, as sections of a document

    /// The value of a node, by its name on the sheet. Throws std::out_of_range if there is no such name.
    double value(std::string_view name) const { return find(name).value; }
    /// The derivative of the result with respect to a node, by its name.
    double adjoint(std::string_view name) const { return find(name).adjoint; }
    /// The finite difference for that derivative.
    double finite_difference(std::string_view name) const { return find(name).finite_difference; }
    /// The Jacobian of the edge between two nodes.
    double jacobian(std::string_view from, std::string_view to) const {
        detail::solution_step const &tail = find(from), &head = find(to);
        for (std::size_t e : tail.edges_out)
            if (&answers.steps[answers.edges[e].to] == &head) return answers.edges[e].value;
        detail::fail<std::out_of_range>("ctgrad: there is no edge from '" + std::string(from) + "' to '" +
                                        std::string(to) + "'");
    }

    /// Writes all of it. Throws std::ios_base::failure if the stream is in error, and then writes nothing.
    friend std::ostream& operator<<(std::ostream& stream, worked_solution const& sheet) {
        return detail::put(stream, sheet.plain());
    }

private:
    detail::solution_step const& find(std::string_view name) const {
        std::string known;
        for (detail::solution_step const& step : answers.steps) {
            if (step.is_constant) continue;
            if (step.name[0] == name) return step;
            known += (known.empty() ? "" : ", ") + step.name[0];
        }
        detail::fail<std::out_of_range>("ctgrad: the answer sheet has no node named '" + std::string(name) +
                                        "': its nodes are " + known);
    }

    detail::solution answers;
};

inline std::string worked_solution::plain() const {
    return detail::answer_sections(answers, detail::sheet_format::kind::plain).all();
}
inline std::string worked_solution::markdown() const {
    return detail::answer_sections(answers, detail::sheet_format::kind::markdown).all();
}
inline std::string worked_solution::latex() const {
    return detail::answer_sections(answers, detail::sheet_format::kind::latex).all();
}

namespace detail {
template <class Printed>
constexpr bool check_sheet() {
    if constexpr (!printable<Printed>)
        return refuse_sheet<Printed>();
    else if constexpr (source_of_rows<typename printed_parts<Printed>::source>)
        return refuse_sheet_of_rows<Printed>();
    else if constexpr (!single_formula<Printed>)
        return refuse_sheet<Printed>();
    else if constexpr (source_of_matrices<typename printed_parts<Printed>::source>)
        return refuse_sheet_of_matrices<Printed>();
    else
        return true;
}
}  // namespace detail

/// Works out a formula or traced function at a point. With `steps::named` only named intermediates are steps, as in
/// most exercises; otherwise every operation is a step.
/// ```cpp
/// std::cout << ctgrad::answer_sheet(f, x = -2.0, y = 5.0, z = -4.0);
/// ```
template <steps Which = steps::operations, class Printed, fixed_string... Names, class... Given>
worked_solution answer_sheet(Printed what, detail::given_names<Names...> arguments, Given const&... given) {
    if constexpr (detail::check_sheet<Printed>()) {
        using source = typename detail::printed_parts<Printed>::source;
        if constexpr (detail::check_number_of_names<source, detail::given_names<Names...>>() &&
                      detail::check_names<
                          typename detail::printed_parts<Printed>::template listing<detail::given_names<Names...>>>() &&
                      detail::point_of<source, detail::quantity::values>::template accepts<Given...>()) {
            if constexpr (sizeof...(Given) > 0)
                return worked_solution(detail::solution_of<Which>(what, arguments, given...));
            else
                return worked_solution(detail::solution_at(
                    detail::stepwise<source, Which, detail::given_names<Names...>>::view,
                    detail::evaluations<detail::stepwise<source, Which, detail::given_names<Names...>>>::table.data(),
                    {}));
        }
    }
    return worked_solution({});
}
/// The same for a function; its arguments are named x1, x2, ...
template <steps Which = steps::operations, class Printed, class... Given>
worked_solution answer_sheet(Printed what, Given const&... given) {
    return answer_sheet<Which>(what, detail::given_names<>{}, given...);
}

}  // namespace ctgrad
