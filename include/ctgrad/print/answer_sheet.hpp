#pragma once

#include <algorithm>
#include <ostream>
#include <string>
#include <string_view>

#include <ctgrad/print/worked.hpp>

/// Exercises, answered: every step of a formula at a point.
namespace ctgrad {

/// A formula worked through at a point, as a sheet of answers: every node with its expression and value, the Jacobian
/// of each edge, the backward pass with each adjoint as the sum over its consumers, every partial derivative as a sum
/// over directed paths, and the nudge check, the finite difference next to the exact value.
///
/// `<<` writes it in plain text; `plain()`, `markdown()` and `latex()` give it as a string. Made by `answer_sheet`.
class worked_answers {
public:
    /// See `answer_sheet`.
    explicit worked_answers(detail::worked made) : answers(std::move(made)) {}

    std::string plain() const;     ///< in plain text
    std::string markdown() const;  ///< in Markdown, with formulas in LaTeX between dollar signs
    std::string latex() const;     ///< in LaTeX, sections of a document

    /// The value of a node, by its name on the sheet. Throws std::out_of_range for a name that is not on it.
    double value(std::string_view name) const { return find(name).value; }
    /// The derivative of the result by a node.
    double adjoint(std::string_view name) const { return find(name).adjoint; }
    /// The finite difference for that derivative.
    double nudge(std::string_view name) const { return find(name).nudged; }
    /// The Jacobian of the edge between two nodes.
    double jacobian(std::string_view from, std::string_view to) const {
        detail::worked_step const &tail = find(from), &head = find(to);
        for (std::size_t e : tail.edges_out)
            if (&answers.steps[answers.edges[e].to] == &head) return answers.edges[e].value;
        throw std::out_of_range("ctgrad: no edge leads from '" + std::string(from) + "' to '" + std::string(to) + "'");
    }

    /// Writes all of it. Throws std::ios_base::failure if the stream is in error, and then writes nothing.
    friend std::ostream& operator<<(std::ostream& stream, worked_answers const& sheet) {
        return detail::put(stream, sheet.plain());
    }

private:
    detail::worked_step const& find(std::string_view name) const {
        std::string known;
        for (detail::worked_step const& step : answers.steps) {
            if (step.is_constant) continue;
            if (step.name[0] == name) return step;
            known += (known.empty() ? "" : ", ") + step.name[0];
        }
        throw std::out_of_range("ctgrad: the answer sheet has no node named '" + std::string(name) +
                                "': its nodes are " + known);
    }

    detail::worked answers;
};

namespace detail {

/// Where the text of a sheet differs between its formats.
struct sheet_format {
    enum class kind { plain, markdown, latex };
    worked const& w;
    kind what;
    std::string out{};

    std::size_t in() const { return what == kind::plain ? 0 : 1; }
    std::string math(std::string const& text) const {
        return what == kind::plain || text.empty() ? text : "$" + text + "$";
    }
    std::string arrow() const { return what == kind::plain ? " -> " : " \\to "; }
    std::string times() const { return what == kind::plain ? " * " : " \\cdot "; }
    /// A number where it is a factor.
    static std::string factor(double value) {
        std::string const text = short_number(value);
        return text[0] == '-' ? "(" + text + ")" : text;
    }

    void heading(std::string const& title, bool first = false) {
        if (!first) out += '\n';
        switch (what) {
            case kind::plain: out += title + "\n"; break;
            case kind::markdown: out += (first ? "## " : "### ") + title + (first ? "\n" : "\n\n"); break;
            case kind::latex: out += (first ? "\\section*{" : "\\subsection*{") + title + "}\n"; break;
        }
    }

    using row = std::vector<std::string>;
    static std::size_t width(std::string const& text) {
        std::size_t count = 0;
        for (char c : text) count += (static_cast<unsigned char>(c) & 0xC0u) != 0x80u;
        return count;
    }
    /// A table whose first row is its head.
    void table(std::vector<row> const& rows) {
        if (what == kind::plain) {
            std::vector<std::size_t> widths(rows[0].size());
            for (row const& r : rows)
                for (std::size_t i = 0; i < r.size(); ++i) widths[i] = std::max(widths[i], width(r[i]));
            for (row const& r : rows) {
                std::string line;
                for (std::size_t i = 0; i < r.size(); ++i)
                    line += "  " + r[i] + std::string(i + 1 < r.size() ? widths[i] - width(r[i]) : 0, ' ');
                while (!line.empty() && line.back() == ' ') line.pop_back();
                out += line + "\n";
            }
        } else if (what == kind::markdown) {
            for (std::size_t i = 0; i < rows.size(); ++i) {
                for (std::string const& cell : rows[i]) out += "| " + cell + " ";
                out += "|\n";
                if (i > 0) continue;
                for (std::size_t k = 0; k < rows[0].size(); ++k) out += "| --- ";
                out += "|\n";
            }
        } else {
            out += "\\begin{tabular}{" + std::string(rows[0].size(), 'l') + "}\n";
            for (std::size_t i = 0; i < rows.size(); ++i) {
                for (std::size_t k = 0; k < rows[i].size(); ++k) out += (k > 0 ? " & " : "") + rows[i][k];
                out += i == 0 ? " \\\\ \\hline\n" : " \\\\\n";
            }
            out += "\\end{tabular}\n";
        }
    }
    /// A line of mathematics of its own.
    void line(std::string const& text) {
        switch (what) {
            case kind::plain: out += "  " + text + "\n"; break;
            case kind::markdown: out += "- $" + text + "$\n"; break;
            case kind::latex: out += "\\[ " + text + " \\]\n"; break;
        }
    }

    std::string adjoint_name(worked_step const& step) const {
        return what == kind::plain ? "p(" + step.name[0] + ")" : "p_{" + step.name[1] + "}";
    }
    std::string partial_name(worked_step const& step) const {
        std::string const of = w.steps[w.output].name[in()];
        return what == kind::plain ? "d" + of + "/d" + step.name[0]
                                   : "\\frac{\\partial " + of + "}{\\partial " + step.name[1] + "}";
    }

    void forward_pass() {
        heading("Forward pass");
        std::vector<row> rows{{"node", "expression", "value"}};
        for (worked_step const& step : w.steps)
            if (!step.is_constant)
                rows.push_back({math(step.name[in()]),
                                step.is_leaf ? std::string("given") : math(step.expression[in()]),
                                short_number(step.value)});
        table(rows);
    }
    void jacobians() {
        heading("Jacobians of the edges");
        std::vector<row> rows{{"edge", "Jacobian", "value"}};
        for (worked_edge const& edge : w.edges)
            if (edge.differentiable)
                rows.push_back({math(w.steps[edge.from].name[in()] + arrow() + w.steps[edge.to].name[in()]),
                                math(edge.jacobian[in()]), short_number(edge.value)});
        table(rows);
    }
    void backward_pass() {
        heading("Backward pass: p(j) is the sum of p(i) J(j to i) over the edges that leave j");
        for (std::size_t i = w.steps.size(); i-- > 0;) {
            worked_step const& step = w.steps[i];
            if (!step.varies) continue;
            std::string symbols, numbers;
            int terms = 0;
            for (std::size_t e : step.edges_out) {
                worked_edge const& edge = w.edges[e];
                if (!edge.differentiable) continue;
                std::string const plus = terms++ > 0 ? " + " : "";
                symbols += plus + adjoint_name(w.steps[edge.to]) + times() + edge.factor[in()];
                numbers += plus + factor(w.steps[edge.to].adjoint) + times() + factor(edge.value);
            }
            std::string text = adjoint_name(step);
            if (terms > 0) text += " = " + symbols + " = " + numbers;
            line(text + " = " + short_number(step.adjoint));
        }
    }

    /// The number of paths from each step to the output, at most `limit` + 1.
    std::vector<int> count_paths(int limit) const {
        std::vector<int> paths(w.steps.size());
        paths[w.output] = 1;
        for (std::size_t i = w.output; i-- > 0;)
            for (std::size_t e : w.steps[i].edges_out)
                if (w.edges[e].differentiable) paths[i] = std::min(limit + 1, paths[i] + paths[w.edges[e].to]);
        return paths;
    }
    struct path_texts {
        std::string symbols, numbers;
        std::vector<std::string> lines;
    };
    void follow(std::size_t at, std::vector<std::size_t>& path, path_texts& texts, std::vector<int> const& paths) {
        if (at == w.output) {
            std::string nodes, symbols, numbers;
            double product = 1;
            for (std::size_t e : path) {
                nodes += w.steps[w.edges[e].from].name[in()] + arrow();
                symbols += (symbols.empty() ? "" : times()) + w.edges[e].factor[in()];
                numbers += (numbers.empty() ? "" : times()) + factor(w.edges[e].value);
                product *= w.edges[e].value;
            }
            texts.symbols += (texts.symbols.empty() ? "" : " + ") + symbols;
            texts.numbers += (texts.numbers.empty() ? "" : " + ") + factor(product);
            nodes += w.steps[at].name[in()];
            texts.lines.push_back(nodes + (what == kind::plain ? ": " : " : \\quad ") + symbols + " = " + numbers +
                                  (path.size() > 1 ? " = " + short_number(product) : ""));
            return;
        }
        for (std::size_t e : w.steps[at].edges_out) {
            if (!w.edges[e].differentiable || paths[w.edges[e].to] == 0) continue;
            path.push_back(e);
            follow(w.edges[e].to, path, texts, paths);
            path.pop_back();
        }
    }
    void path_sums() {
        constexpr int limit = 12;
        heading("Partial derivatives as sums over directed paths");
        std::vector<int> const paths = count_paths(limit);
        for (std::size_t i = 0; i < w.steps.size(); ++i) {
            worked_step const& step = w.steps[i];
            if (!step.is_leaf || step.is_output) continue;
            if (paths[i] > limit) {
                line(partial_name(step) + " = " + short_number(step.adjoint) +
                     (what == kind::plain ? ", over more than 12 paths" : " \\text{, over more than 12 paths}"));
                continue;
            }
            path_texts texts;
            std::vector<std::size_t> path;
            follow(i, path, texts, paths);
            for (std::string const& text : texts.lines) line(text);
            line(partial_name(step) + " = " + (texts.symbols.empty() ? "" : texts.symbols + " = ") +
                 (texts.lines.size() > 1 ? texts.numbers + " = " : "") + short_number(step.adjoint));
        }
    }
    void nudge_check() {
        heading("Nudge check: a node raised and lowered by a little");
        std::vector<row> rows{{"derivative", "in symbols", "exact", "finite difference"}};
        for (worked_step const& step : w.steps)
            if (step.varies && !step.is_output)
                rows.push_back({math(partial_name(step)), math(step.derivative[in()]), short_number(step.adjoint),
                                short_number(step.nudged)});
        table(rows);
    }

    std::string all() {
        worked_step const& output = w.steps[w.output];
        std::string point;
        for (worked_step const& step : w.steps)
            if (step.is_leaf)
                point += (point.empty() ? "" : ", ") + math(step.name[in()] + " = " + short_number(step.value));
        heading("Answers for " + math(output.name[in()]) + (point.empty() ? "" : " at " + point), true);
        forward_pass();
        jacobians();
        backward_pass();
        path_sums();
        nudge_check();
        return std::move(out);
    }
};

}  // namespace detail

inline std::string worked_answers::plain() const {
    return detail::sheet_format{answers, detail::sheet_format::kind::plain}.all();
}
inline std::string worked_answers::markdown() const {
    return detail::sheet_format{answers, detail::sheet_format::kind::markdown}.all();
}
inline std::string worked_answers::latex() const {
    return detail::sheet_format{answers, detail::sheet_format::kind::latex}.all();
}

namespace detail {
template <class Printed>
constexpr bool check_sheet() {
    constexpr bool shown = [] {
        if constexpr (printable<Printed>)
            return single_formula<Printed>;
        else
            return false;
    }();
    static_assert(shown,
                  "ctgrad: an answer sheet belongs to one formula or function of one scalar result, at a point: "
                  "answer_sheet(f, x = 2.0, y = 3.0)");
    if constexpr (shown) {
        constexpr bool of_numbers = !source_of_matrices<typename printed_parts<Printed>::source>;
        static_assert(of_numbers, "ctgrad: an answer sheet is of numbers: print matrices by infix, latex or dot");
        return of_numbers;
    }
    return shown;
}
}  // namespace detail

/// Works a formula or traced function through at a point. With `steps::named` only named intermediates are steps, as
/// in most exercises; otherwise every operation is one.
/// ```cpp
/// std::cout << ctgrad::answer_sheet(f, x = -2.0, y = 5.0, z = -4.0);
/// ```
template <steps Which = steps::operations, class Printed, fixed_string... Names, class... Given>
worked_answers answer_sheet(Printed what, detail::given_names<Names...> arguments, Given const&... given) {
    if constexpr (detail::check_sheet<Printed>()) {
        using source = typename detail::printed_parts<Printed>::source;
        if constexpr (detail::check_number_of_names<source, detail::given_names<Names...>>() &&
                      detail::check_names<
                          typename detail::printed_parts<Printed>::template listing<detail::given_names<Names...>>>() &&
                      detail::point_of<source, detail::quantity::values>::template accepts<Given...>()) {
            if constexpr (sizeof...(Given) > 0)
                return worked_answers(detail::work<Which>(what, arguments, given...));
            else
                return worked_answers(detail::work_at(
                    detail::stepwise<source, Which, detail::given_names<Names...>>::view,
                    detail::evaluations<detail::stepwise<source, Which, detail::given_names<Names...>>>::table.data(),
                    {}));
        }
    }
    return worked_answers({});
}
/// The same, with the arguments of functions called x1, x2, ...
template <steps Which = steps::operations, class Printed, class... Given>
worked_answers answer_sheet(Printed what, Given const&... given) {
    return answer_sheet<Which>(what, detail::given_names<>{}, given...);
}

}  // namespace ctgrad
