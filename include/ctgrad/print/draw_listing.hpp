#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <ctgrad/print/dot_syntax.hpp>
#include <ctgrad/print/node_map.hpp>
#include <ctgrad/print/number.hpp>
#include <ctgrad/print/result_titles.hpp>
#include <ctgrad/print/short_number.hpp>
#include <ctgrad/print/steps.hpp>

/// Draws the graph of a quantity with everything that is computed. Nodes that only derivatives need have another
/// colour.
namespace ctgrad::detail {

/// An operand that is not a value: a shape or the index of a loop.
inline bool is_parameter(listed_node const& node) {
    return node.what == listed_node::kind::shape || node.what == listed_node::kind::axis;
}

/// The symbol of an operation that is written between its operands; for other operations the name.
inline std::string_view sign_of(listed_node const& node) {
    std::string_view const text = pattern_of(node, language::infix).text;
    bool const between = node.arity == 2 && text.starts_with("$1 ") && text.ends_with(" $2") && text.size() > 6;
    return between ? text.substr(3, text.size() - 6) : node.operation->name;
}

struct listing_drawing {
    listing_view const& l;
    node_map<double> const& values;
    /// Whether only leaves, named intermediates and results are nodes.
    bool only_named;
    text_layout page;
    node_map<bool> forward;  // the nodes that the values need
    node_map<bool> drawn;    // the nodes that are drawn separately

    listing_drawing(listing_view const& listing, node_map<double> const& known, steps which, int* labels)
        : l(listing),
          values(known),
          only_named(which == steps::named),
          page{language::infix, form::equations, labels},
          forward(listing.count),
          drawn(listing.count) {
        for (int at = 0; at < l.count; ++at)
            if (l.is_operation(at) && !l.nodes[at].name.empty()) page.label[at] = own_name;
        page.choose_letters(l, "t");
        find_forward_part();
        find_drawn();
    }

    std::string text() {
        // Formulas are wide: the drawing grows downward.
        std::string out = dot_head(only_named ? "TB" : "LR");
        std::map<int, std::string> clusters;  // nodes by the axes along which they vary
        for (int at = 0; at < l.count; ++at) {
            if (!drawn[at]) continue;
            (l.axes_of(at) == 0 ? out : clusters[l.axes_of(at)]) += node_of(at);
            if (l.nodes[at].what == listed_node::kind::element) out += edges_of_sequence(at);
            only_named ? merged_edges(at, out) : operand_edges(at, out);
        }
        for (int i = 0; i < l.result_count; ++i)
            if (!(only_named && is_named_value(l.results[i]))) out += result(i);
        for (auto const& [axes, nodes] : clusters) out += cluster(axes, nodes);
        return out + "}\n";
    }

private:
    template <class Write>
    std::string written(Write write) const {
        return string_of([&](text_sink& out) {
            writer w{l, page, out};
            write(w);
        });
    }
    static std::string edge(int from, int to, std::string const& attributes = {}) {
        return "  n" + std::to_string(from) + " -> n" + std::to_string(to) + attributes + ";\n";
    }
    bool is_result(int at) const {
        for (int i = 0; i < l.result_count; ++i)
            if (l.results[i] == at) return true;
        return false;
    }

    /// Whether a result is a named intermediate, whose node says its name.
    bool is_named_value(int at) const {
        return at != no_node && l.is_operation(at) && forward[at] && !l.nodes[at].name.empty();
    }

    void find_forward_part() {
        for (int i = 0; i < l.output_count; ++i)
            if (l.outputs[i] != no_node) forward[l.outputs[i]] = true;
        for (bool more = true; more;) {
            more = false;
            for (int at = l.count; at-- > 0;)
                if (forward[at])
                    for (int i = 0; i < l.nodes[at].arity; ++i) forward[l.nodes[at].operands[i]] = true;
            for (int at = 0; at < l.count; ++at)
                for (int other = 0; other < l.count && !forward[at]; ++other)
                    if (forward[other] && l.same_sequence(at, other)) more = forward[at] = true;
        }
    }
    /// Constants are nodes only if every operation is one; otherwise they are in the text of the operation.
    void find_drawn() {
        for (int at = 0; at < l.count; ++at) {
            listed_node const& node = l.nodes[at];
            drawn[at] = node.uses > 0 && node.what != listed_node::kind::pair && !is_parameter(node);
            if (only_named && (l.is_operation(at) || node.what == listed_node::kind::constant))
                drawn[at] = drawn[at] && (!node.name.empty() || is_result(at));
        }
    }

    std::string node_of(int at) const {
        listed_node const& node = l.nodes[at];
        bool const is_constant = node.what == listed_node::kind::constant || (l.is_operation(at) && node.arity == 0);
        std::vector<std::string> lines{html_escaped(title_of(at))};
        if (!values.empty() && !is_constant)
            lines.push_back(coloured(short_number(values[at]), forward[at] ? value_colour : adjoint_colour));
        std::string text = "  n" + std::to_string(at) + " [label=" + node_label(lines);
        if (node.what == listed_node::kind::input)
            text += ", shape=box, style=filled, fillcolor=\"#e5f5e0\"";
        else if (is_constant)
            text += ", shape=plaintext";
        else if (only_named && is_result(at) && is_named_value(at))
            text += ", peripheries=2";
        else if (!forward[at])
            text += ", color=\"#b2182b\"";
        return text + "];\n";
    }
    std::string letter(int axis) const { return std::string(l.letters.substr(static_cast<std::size_t>(axis), 1)); }
    std::string title_of(int at) const {
        listed_node const& node = l.nodes[at];
        if (node.what == listed_node::kind::relabelled) return "along " + letter(node.operands[2]);
        if (!l.is_operation(at) || node.arity == 0)
            return written([&](writer& w) { w.operand(at, precedence::choice); });
        if (only_named) {
            std::string const expression = written([&](writer& w) { w.expression(at, precedence::choice); });
            return node.name.empty() ? expression : std::string(node.name) + " = " + expression;
        }
        std::string operation(sign_of(node));
        listed_node const& last = l.nodes[node.operands[node.arity - 1]];
        if (last.what == listed_node::kind::axis)
            operation += (node.arity == 1 ? " of " : " over ") + letter(last.operands[0]);
        return node.name.empty() ? operation : std::string(node.name) + ": " + operation;
    }

    /// If the order of the operands matters, the edges are numbered.
    void operand_edges(int at, std::string& out) const {
        listed_node const& node = l.nodes[at];
        for (int i = 0; i < node.arity; ++i) {
            if (is_parameter(l.nodes[node.operands[i]])) continue;
            bool const numbered = node.arity > 1 && !node.operation->commutative &&
                                  l.nodes[node.operands[node.arity - 1]].what != listed_node::kind::axis;
            out += edge(node.operands[i], at, numbered ? number_at_head(i + 1) : std::string{});
        }
    }
    /// The edges from the nodes that the text of a node mentions.
    void merged_edges(int at, std::string& out) const {
        std::vector<int> open{at}, seen;
        while (!open.empty()) {
            int const place = open.back();
            listed_node const& node = l.nodes[place];
            open.pop_back();
            for (int i = l.is_operation(place) || node.what == listed_node::kind::relabelled ? node.arity : 0;
                 i-- > 0;) {
                int const operand = node.operands[i];
                if (std::find(seen.begin(), seen.end(), operand) != seen.end()) continue;
                seen.push_back(operand);
                if (!drawn[operand]) open.push_back(operand);
            }
        }
        std::sort(seen.begin(), seen.end());
        for (int from : seen)
            if (drawn[from]) out += edge(from, at);
    }
    /// The element before a step is the first element, or the element after the previous step. The last element is the
    /// one after the last step.
    std::string edges_of_sequence(int at) const {
        std::string edges;
        if (l.is_defined(at)) return edges;
        for (int other = 0; other < l.count; ++other)
            if (l.is_defined(other) && l.same_sequence(at, other))
                edges += edge(other, at, other > at ? " [style=dashed, constraint=false]" : " [style=dashed]");
        return edges;
    }

    std::string result(int i) const {
        std::string const title = written([&](writer& w) { result_titles{w}.title(i); });
        std::string const id = "r" + std::to_string(i);
        std::string text = "  " + id + " [label=<" + html_escaped(title) + (l.results[i] == no_node ? " = 0" : "") +
                           ">, shape=plaintext];\n";
        if (l.results[i] != no_node)
            text += "  n" + std::to_string(l.results[i]) + " -> " + id + " [style=bold, arrowhead=none];\n";
        return text;
    }
    /// Nodes that vary along the same axes have a common frame with the indices.
    std::string cluster(int axes, std::string const& nodes) const {
        std::string indices;
        for (int depth = 0; depth < maximum_indices; ++depth)
            if ((axes >> l.nesting[depth] & 1) != 0)
                indices += (indices.empty() ? "" : ", ") + letter(l.nesting[depth]);
        return "  subgraph cluster_" + std::to_string(axes) + " {\n  label=\"for each " + indices +
               "\"; style=rounded; color=\"#999999\"; fontname=\"Helvetica\";\n" + nodes + "  }\n";
    }
};

inline std::string draw(listing_view const& l, node_map<double> const& values, steps which) {
    node_map<int> labels(l.count + 1, no_label);
    return listing_drawing(l, values, which, labels.data()).text();
}

}  // namespace ctgrad::detail
