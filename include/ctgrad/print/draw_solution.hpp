#pragma once

#include <string>
#include <vector>

#include <ctgrad/print/dot_syntax.hpp>
#include <ctgrad/print/short_number.hpp>
#include <ctgrad/print/worked_solution.hpp>

/// Draws a worked solution.
namespace ctgrad::detail {

/// The graph of a formula: a node for each step and an edge for each Jacobian.
inline std::string draw(solution const& w) {
    std::string out = dot_head("LR");
    for (std::size_t i = 0; i < w.steps.size(); ++i) {
        solution_step const& step = w.steps[i];
        std::vector<std::string> lines;
        std::string title = html_escaped(step.name[0]);
        if (!step.is_leaf && !step.is_constant) title += " = " + html_escaped(step.expression[0]);
        lines.push_back(title);
        if (w.has_point && !step.is_constant) lines.push_back(coloured(short_number(step.value), value_colour));
        if (w.has_point && step.varies) lines.push_back(coloured(short_number(step.adjoint), adjoint_colour));
        out += "  n" + std::to_string(i) + " [label=" + node_label(lines);
        if (step.is_output)
            out += ", peripheries=2";
        else if (step.is_leaf)
            out += ", shape=box, style=filled, fillcolor=\"#e5f5e0\"";
        else if (step.is_constant)
            out += ", shape=plaintext";
        out += "];\n";
    }
    for (solution_edge const& edge : w.edges) {
        out += "  n" + std::to_string(edge.from) + " -> n" + std::to_string(edge.to);
        if (edge.differentiable) {
            std::string label = edge.jacobian[0], value = short_number(edge.value);
            if (w.has_point && label != value) label += " = " + value;
            out += " [label=<" + coloured(label, adjoint_colour) + ">]";
        } else if (!w.steps[edge.from].is_constant) {
            out += " [style=dashed]";
        }
        out += ";\n";
    }
    return out + "}\n";
}

}  // namespace ctgrad::detail
