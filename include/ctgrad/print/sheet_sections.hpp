#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <ctgrad/print/sheet_format.hpp>
#include <ctgrad/print/short_number.hpp>

namespace ctgrad::detail {

/// The sections of a worked solution.
struct answer_sections : sheet_format {
    solution const& w;

    answer_sections(solution const& solved, kind format) : sheet_format{format}, w(solved) {}

    std::string adjoint_name(solution_step const& step) const {
        return what == kind::plain ? "p(" + step.name[0] + ")" : "p_{" + step.name[1] + "}";
    }
    std::string partial_name(solution_step const& step) const {
        std::string const of = w.steps[w.output].name[in()];
        return what == kind::plain ? "d" + of + "/d" + step.name[0]
                                   : "\\frac{\\partial " + of + "}{\\partial " + step.name[1] + "}";
    }

    void forward_pass() {
        heading("Forward pass");
        std::vector<row> rows{{"node", "expression", "value"}};
        for (solution_step const& step : w.steps)
            if (!step.is_constant)
                rows.push_back({math(step.name[in()]),
                                step.is_leaf ? std::string("given") : math(step.expression[in()]),
                                short_number(step.value)});
        table(rows);
    }
    void jacobians() {
        heading("Jacobians of the edges");
        std::vector<row> rows{{"edge", "Jacobian", "value"}};
        for (solution_edge const& edge : w.edges)
            if (edge.differentiable)
                rows.push_back({math(w.steps[edge.from].name[in()] + arrow() + w.steps[edge.to].name[in()]),
                                math(edge.jacobian[in()]), short_number(edge.value)});
        table(rows);
    }
    void backward_pass() {
        heading("Backward pass: p(j) is the sum of p(i) J(j to i) over the edges that leave j");
        for (std::size_t i = w.steps.size(); i-- > 0;) {
            solution_step const& step = w.steps[i];
            if (!step.varies) continue;
            std::string symbols, numbers;
            int terms = 0;
            for (std::size_t e : step.edges_out) {
                solution_edge const& edge = w.edges[e];
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
            solution_step const& step = w.steps[i];
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
    void finite_differences() {
        heading("Finite differences: each node raised and lowered by a little");
        std::vector<row> rows{{"derivative", "in symbols", "exact", "finite difference"}};
        for (solution_step const& step : w.steps)
            if (step.varies && !step.is_output)
                rows.push_back({math(partial_name(step)), math(step.derivative[in()]), short_number(step.adjoint),
                                short_number(step.finite_difference)});
        table(rows);
    }

    std::string all() {
        solution_step const& output = w.steps[w.output];
        std::string point;
        for (solution_step const& step : w.steps)
            if (step.is_leaf)
                point += (point.empty() ? "" : ", ") + math(step.name[in()] + " = " + short_number(step.value));
        heading("Answers for " + math(output.name[in()]) + (point.empty() ? "" : " at " + point), true);
        forward_pass();
        jacobians();
        backward_pass();
        path_sums();
        finite_differences();
        return std::move(out);
    }
};

}  // namespace ctgrad::detail
