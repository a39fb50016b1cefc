#pragma once

#include <map>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include <ctgrad/diagnostics/print_messages.hpp>
#include <ctgrad/print/worked_solution.hpp>

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

inline std::string html_escaped(std::string_view text) {
    std::string result;
    for (char c : text) switch (c) {
            case '&': result += "&amp;"; break;
            case '<': result += "&lt;"; break;
            case '>': result += "&gt;"; break;
            case '"': result += "&quot;"; break;
            default: result += c;
        }
    return result;
}
inline std::string coloured(std::string const& text, char const* colour) {
    return std::string("<font color=\"") + colour + "\">" + html_escaped(text) + "</font>";
}

// Green for values, red for derivatives, as on paper.
inline constexpr char const* value_colour = "#1b7837";
inline constexpr char const* adjoint_colour = "#b2182b";
inline constexpr char const* dot_head =
    "digraph {\n"
    "  rankdir=LR;\n"
    "  node [fontname=\"Helvetica\", shape=ellipse];\n"
    "  edge [fontname=\"Helvetica\", fontsize=11];\n";

inline std::string node_label(std::vector<std::string> const& lines) {
    std::string label = "<";
    for (std::size_t i = 0; i < lines.size(); ++i) label += (i > 0 ? "<br/>" : "") + lines[i];
    return label + ">";
}

/// The graph of a formula: a node for each step and an edge for each Jacobian.
inline std::string draw(solution const& w) {
    std::string out = dot_head;
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

/// What an operation has beside its operands: a shape or the index of a loop.
inline bool is_parameter(listed_node const& node) {
    return node.what == listed_node::kind::shape || node.what == listed_node::kind::axis;
}

/// The nodes that vary along some axes are a frame with their indices.
using axis_clusters = std::map<int, std::string>;
inline std::string cluster(listing_view const& l, int axes, std::string const& nodes) {
    std::string indices;
    for (int depth = 0; depth < maximum_indices; ++depth)
        if ((axes >> l.nesting[depth] & 1) != 0)
            indices += (indices.empty() ? "" : ", ") +
                       std::string(l.letters.substr(static_cast<std::size_t>(l.nesting[depth]), 1));
    return "  subgraph cluster_" + std::to_string(axes) + " {\n  label=\"for each " + indices +
           "\"; style=rounded; color=\"#999999\"; fontname=\"Helvetica\";\n" + nodes + "  }\n";
}
/// The element before a step is the first one or that after the step before; the last is one after a step.
inline std::string edges_of_sequence(listing_view const& l, int at) {
    std::string edges;
    if (l.is_defined(at)) return edges;
    for (int other = 0; other < l.count; ++other)
        if (l.is_defined(other) && l.same_sequence(at, other))
            edges += "  n" + std::to_string(other) + " -> n" + std::to_string(at) + " [style=dashed" +
                     (other > at ? ", constraint=false" : "") + "];\n";
    return edges;
}

/// The graph of a quantity with everything that is computed: nodes that only derivatives need have another colour.
inline std::string draw(listing_view const& l, node_map<double> const& values) {
    node_map<int> label(l.count + 1, no_label);
    for (int at = 0; at < l.count; ++at)
        if (l.is_operation(at) && !l.nodes[at].name.empty()) label[at] = own_name;
    layout page{language::infix, form::equations, label.data()};
    page.choose_letters(l, "t");

    // The nodes that values need are the forward part.
    node_map<bool> forward(l.count);
    for (int i = 0; i < l.output_count; ++i)
        if (l.outputs[i] != no_node) forward[l.outputs[i]] = true;
    for (bool more = true; more;) {
        more = false;
        for (int at = l.count; at-- > 0;)
            if (forward[at] && (l.is_operation(at) || l.is_defined(at)))
                for (int i = 0; i < l.nodes[at].arity; ++i) forward[l.nodes[at].operands[i]] = true;
        for (int at = 0; at < l.count; ++at)
            for (int other = 0; other < l.count && !forward[at]; ++other)
                if (forward[other] && l.same_sequence(at, other)) more = forward[at] = true;
    }

    auto const text = [&](auto write) {
        return string_of([&](text_sink& out) {
            writer w{l, page, out};
            write(w);
        });
    };
    std::string out = dot_head;
    axis_clusters clusters;
    for (int at = 0; at < l.count; ++at) {
        listed_node const& node = l.nodes[at];
        if (node.uses == 0 || node.what == listed_node::kind::pair || is_parameter(node)) continue;
        bool const is_operation = l.is_operation(at) && node.arity > 0;
        std::vector<std::string> lines;
        std::string const name = text([&](writer& w) { w.operand(at, precedence::choice); });
        if (is_operation) {
            std::string operation(node.operation->name);
            listed_node const& last = l.nodes[node.operands[node.arity - 1]];
            if (last.what == listed_node::kind::axis)
                operation += (node.arity == 1 ? " of " : " over ") +
                             std::string(l.letters.substr(static_cast<std::size_t>(last.operands[0]), 1));
            lines.push_back(html_escaped(node.name.empty() ? operation : name + ": " + operation));
        } else {
            lines.push_back(html_escaped(name));
        }
        bool const is_constant = node.what == listed_node::kind::constant || (l.is_operation(at) && node.arity == 0);
        if (!values.empty() && !is_constant)
            lines.push_back(coloured(short_number(values[at]), forward[at] ? value_colour : adjoint_colour));
        std::string drawn = "  n" + std::to_string(at) + " [label=" + node_label(lines);
        if (node.what == listed_node::kind::input)
            drawn += ", shape=box, style=filled, fillcolor=\"#e5f5e0\"";
        else if (is_constant)
            drawn += ", shape=plaintext";
        else if (!forward[at])
            drawn += ", color=\"#b2182b\"";
        drawn += "];\n";
        (l.axes_of(at) == 0 ? out : clusters[l.axes_of(at)]) += drawn;
        if (node.what == listed_node::kind::element) out += edges_of_sequence(l, at);
        for (int i = 0; i < node.arity; ++i) {
            if (is_parameter(l.nodes[node.operands[i]])) continue;
            out += "  n" + std::to_string(node.operands[i]) + " -> n" + std::to_string(at);
            // If the order of the operands matters, edges have their numbers.
            if (node.arity > 1 && !node.operation->commutative &&
                l.nodes[node.operands[node.arity - 1]].what != listed_node::kind::axis)
                out += " [labelfontsize=9, headlabel=\"" + std::to_string(i + 1) + "\"]";
            out += ";\n";
        }
    }
    for (int i = 0; i < l.result_count; ++i) {
        std::string const title = text([&](writer& w) { result_titles{w}.title(i); });
        std::string const id = "r" + std::to_string(i);
        out += "  " + id + " [label=<" + html_escaped(title) + (l.results[i] == no_node ? " = 0" : "") +
               ">, shape=plaintext];\n";
        if (l.results[i] != no_node)
            out += "  n" + std::to_string(l.results[i]) + " -> " + id + " [style=bold, arrowhead=none];\n";
    }
    for (auto const& [axes, nodes] : clusters) out += cluster(l, axes, nodes);
    return out + "}\n";
}

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
        return {draw(listed::view, node_map<double>(0))};
    } else {
        return {draw(listed::view, values_at(listed::view, evaluations<listed>::table.data(),
                                             point_of<typename parts::source, parts::what>::inputs(given...)))};
    }
}

}  // namespace detail

/// The computational graph of a formula or function: one node for each operation, or, with `steps::named`, for each
/// named intermediate; leaves are boxes, the result has a double border. The edges carry their local Jacobians. With a
/// point, nodes show their value in green and their adjoint in red, and edges the Jacobian's value.
///
/// For a gradient or another quantity the graph has everything that is computed: nodes that only derivatives need have
/// a red border, and each result is marked.
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
