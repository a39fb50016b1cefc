#pragma once

#include <string_view>

#include <ctgrad/print/layout.hpp>
#include <ctgrad/print/number.hpp>

/// Writes expressions to a sink.
namespace ctgrad::detail {

struct writer {
    listing_view const& l;
    text_layout const& page;
    text_sink& out;
    std::string_view letters = l.letters;  // of the indices at present, by axis

    /// The name of output `i`: the one the user gave, or f, or f1, f2, ...
    constexpr void output_name(int i) {
        std::string_view const name = l.output_names[i];
        if (!name.empty()) return add_name(out, page.in, name);
        short_name made{};
        made.add(std::string_view(&page.output, 1));
        if (l.output_count > 1) made.add_integer(i + 1);
        page.in == language::latex ? add_latex_name(out, made.view()) : out.add(made.view());
    }
    constexpr void label(int at) {
        if (page.label[at] == own_name) {
            if (!l.nodes[at].name.empty()) return add_name(out, page.in, l.nodes[at].name);
            for (int i = 0; i < l.output_count; ++i)
                if (l.outputs[i] == at) return output_name(i);
        }
        short_name made{};
        made.add(std::string_view(&page.temporary, 1));
        made.add_integer(page.label[at]);
        if (l.nodes[at].axes != 0) return indexed(made, l.nodes[at].axes);
        page.in == language::latex ? add_latex_name(out, made.view()) : out.add(made.view());
    }

    /// A node in a context of precedence `needed`: its label, or its expression.
    constexpr void operand(int at, precedence needed) {
        if (at != no_node && page.label[at] != no_label)
            label(at);
        else
            expression(at, needed);
    }
    /// The expression of a node, in parentheses if its precedence is below `needed`.
    constexpr void expression(int at, precedence needed) {
        bool const enclosed = precedence_at(at) < needed;
        if (enclosed) out.add(page.in == language::latex ? "\\left( " : "(");
        bare_expression(at);
        if (enclosed) out.add(page.in == language::latex ? " \\right)" : ")");
    }

    constexpr precedence precedence_at(int at) const {
        if (at == no_node) return precedence::atom;
        listed_node const& node = l.nodes[at];
        if (node.what == listed_node::kind::constant) return precedence_of(l.constants[node.operands[0]], page.in);
        if (node.what != listed_node::kind::operation) return precedence::atom;
        pattern const& p = pattern_of(node, page.in);
        return p.text.empty() ? precedence::call : p.precedence;
    }

private:
    constexpr std::string_view letter_of(int axis) const { return letters.substr(static_cast<std::size_t>(axis), 1); }
    /// The operand, with the letter of one axis in place of that of another.
    constexpr void relabelled(listed_node const& node) {
        char others[maximum_indices]{};
        for (std::size_t axis = 0; axis < maximum_indices; ++axis) others[axis] = letters[axis];
        others[node.operands[1]] = letters[static_cast<std::size_t>(node.operands[2])];
        writer{l, page, out, {others, maximum_indices}}.operand(node.operands[0], precedence::choice);
    }
    /// Names of inputs contain the letters of their own axes.
    constexpr void input_name(std::string_view name) {
        if (letters.data() == l.letters.data()) return add_name(out, page.in, name);
        short_name relabelled_name{};
        bool index = false;
        for (std::size_t i = 0; i < name.size(); ++i) {
            std::size_t const axis =
                index && (name[i + 1] == ']' || name[i + 1] == ' ') ? l.letters.find(name[i]) : std::string_view::npos;
            relabelled_name.add(axis == std::string_view::npos ? name.substr(i, 1) : letters.substr(axis, 1));
            index = name[i] == '[';
        }
        add_name(out, page.in, relabelled_name.view());
    }
    /// A name that consists of a letter, a number and the indices of its axes, such as s1[i + 1]; the index of `own`
    /// has its own text.
    constexpr void indexed(short_name const& name, int axes, int own = -1, std::string_view text = {}) {
        bool const latex = page.in == language::latex;
        out.add(latex ? name.view().substr(0, 1) : name.view());
        if (latex) out.add("_{");
        if (latex) out.add(name.view().substr(1));
        for (int depth = 0; depth < maximum_indices; ++depth) {
            int const axis = l.nesting[depth];
            if ((axes >> axis & 1) == 0) continue;
            out.add(latex ? "," : "[");
            out.add(axis == own ? text : letter_of(axis));
            if (!latex) out.add("]");
        }
        if (latex) out.add("}");
    }
    /// The first element of a sequence that runs backward is at the end.
    constexpr void element_of_sequence(listed_node const& node) {
        short_name name{}, position{};
        name.add(std::string_view(&page.sequence, 1));
        name.add_integer(node.operands[1] + 1);
        std::string_view const letter = letter_of(node.operands[2]);
        bool const backward = node.operands[3] != 0;
        auto const which = static_cast<sequence_element>(node.operands[4]);
        bool const at_end = which == (backward ? sequence_element::first : sequence_element::last);
        if (at_end) {
            position.add(page.in == language::latex ? "n_{" : "n_");
            position.add(letter);
            if (page.in == language::latex) position.add("}");
        } else if (which == sequence_element::first || which == sequence_element::last) {
            position.add("0");
        } else {
            position.add(letter);
            if (which == (backward ? sequence_element::before : sequence_element::after)) position.add(" + 1");
        }
        indexed(name, node.axes | 1 << node.operands[2], node.operands[2], position.view());
    }

    constexpr void bare_expression(int at) {
        if (at == no_node) return out.add(page.in == language::cpp ? "0.0" : "0");
        listed_node const& node = l.nodes[at];
        switch (node.what) {
            case listed_node::kind::input:
                if (l.texts != nullptr) return l.texts->write(out, node.operands[0]);
                return input_name(l.input_names[node.operands[0]]);
            case listed_node::kind::constant: return add_number(out, page.in, l.constants[node.operands[0]]);
            case listed_node::kind::operation: break;
            case listed_node::kind::pair: return;
            case listed_node::kind::axis: return out.add(letter_of(node.operands[0]));
            case listed_node::kind::element: return element_of_sequence(node);
            case listed_node::kind::relabelled: return relabelled(node);
            case listed_node::kind::shape:
                extent_text(node.shape.rows);
                out.add(page.in == language::latex ? " \\times " : " x ");
                return extent_text(node.shape.columns);
        }
        pattern const& p = pattern_of(node, page.in);
        if (p.text.empty()) return function_call(node);
        int places[maximum_arity]{node.operands[0], node.operands[1], node.operands[2], node.operands[3]};
        if (node.operation->notation->number_first && page.in != language::cpp && is_number(places[1]) &&
            !is_number(places[0])) {
            places[0] = node.operands[1];
            places[1] = node.operands[0];
        }
        std::size_t start = 0;
        for (std::size_t i = 0; i + 1 < p.text.size(); ++i) {
            if (p.text[i] != '$' || p.text[i + 1] < '1' || p.text[i + 1] > '0' + node.arity) continue;
            auto const which = static_cast<std::size_t>(p.text[i + 1] - '1');
            out.add(p.text.substr(start, i - start));
            operand(places[which], p.operands[which]);
            start = i + 2;
        }
        out.add(p.text.substr(start));
    }
    constexpr void extent_text(extent const& dimension, bool alone = false) {
        if (dimension.parts != nullptr) {
            if (!alone) out.add("(");
            extent_text(dimension.parts[0], true);
            out.add(" + ");
            extent_text(dimension.parts[1], true);
            if (!alone) out.add(")");
        } else {
            dimension.is_named() ? add_name(out, page.in, dimension.name) : out.add_integer(dimension.number);
        }
    }
    constexpr bool is_number(int at) const { return l.nodes[at].what == listed_node::kind::constant; }

    constexpr void function_call(listed_node const& node) {
        operation_info const& info = *node.operation;
        bool const latex = page.in == language::latex;
        if (latex && !info.notation->latex_name.empty()) {
            out.add(info.notation->latex_name);
        } else if (latex) {
            out.add("\\operatorname{");
            add_latex_escaped(out, info.name);
            out.add('}');
        } else if (page.in == language::cpp && !info.notation->cpp_name.empty()) {
            out.add(info.notation->cpp_name);
            if (info.notation->cpp_name_is_row) out.add("::evaluate<double>");
        } else {
            out.add(info.name);
        }
        if (node.arity == 0 && page.in != language::cpp) return;
        out.add(latex ? "\\left( " : "(");
        for (int i = 0; i < node.arity; ++i) {
            if (i > 0) out.add(", ");
            listed_node const& argument = l.nodes[node.operands[i]];
            if (argument.what == listed_node::kind::shape && i + 1 < node.arity)
                extent_text(argument.shape.columns, true);  // the column where it begins
            else
                operand(node.operands[i], precedence::choice);
        }
        out.add(latex ? " \\right)" : ")");
    }
};

}  // namespace ctgrad::detail
