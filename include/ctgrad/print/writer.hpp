#pragma once

#include <ctgrad/print/layout.hpp>
#include <ctgrad/print/number.hpp>

/// Expressions, equations and functions of C++, written to a sink.
namespace ctgrad::detail {

struct writer {
    listing_view const& l;
    layout const& page;
    text_sink& out;

    /// The name of output `i`: the user's, or f, or f1, f2, ...
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
        page.in == language::latex ? add_latex_name(out, made.view()) : out.add(made.view());
    }

    /// A node where `needed` is asked for: its label, or its expression.
    constexpr void operand(int at, precedence needed) {
        if (at != no_node && page.label[at] != no_label)
            label(at);
        else
            expression(at, needed);
    }
    /// The expression of a node, in parentheses where it is looser than `needed`.
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
    constexpr void bare_expression(int at) {
        if (at == no_node) return out.add(page.in == language::cpp ? "0.0" : "0");
        listed_node const& node = l.nodes[at];
        switch (node.what) {
            case listed_node::kind::input: return add_name(out, page.in, l.input_names[node.operands[0]]);
            case listed_node::kind::constant: return add_number(out, page.in, l.constants[node.operands[0]]);
            case listed_node::kind::operation: break;
            case listed_node::kind::pair: return;
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
        } else {
            out.add(page.in == language::cpp && !info.notation->cpp_name.empty() ? info.notation->cpp_name : info.name);
        }
        if (node.arity == 0 && page.in != language::cpp) return;
        out.add(latex ? "\\left( " : "(");
        for (int i = 0; i < node.arity; ++i) {
            if (i > 0) out.add(", ");
            listed_node const& argument = l.nodes[node.operands[i]];
            if (argument.what == listed_node::kind::shape && i + 1 < node.arity)
                extent_text(argument.shape.columns, true);  // where columns begin: after so many
            else
                operand(node.operands[i], precedence::choice);
        }
        out.add(latex ? " \\right)" : ")");
    }
};

/// What a result is, as a text before its equals sign: f, df/dx, d2f/dx dy, dL/dx.
struct result_titles {
    writer& w;

    constexpr void by(int j) {
        int const at = w.l.independent[j];
        if (at == no_node) return w.out.add('?');
        if (w.page.label[at] > 0 || (w.page.label[at] == no_label && w.l.is_operation(at)))
            w.l.nodes[at].name.empty() ? w.expression(at, precedence::atom)
                                       : add_name(w.out, w.page.in, w.l.nodes[at].name);
        else
            w.operand(at, precedence::atom);
    }
    constexpr void of(int output) {
        if (output < 0)
            w.out.add('L');
        else
            w.output_name(output);
    }
    constexpr void partial(int output, int j) {
        bool const latex = w.page.in == language::latex;
        w.out.add(latex ? "\\frac{\\partial " : "d");
        of(output);
        w.out.add(latex ? "}{\\partial " : "/d");
        by(j);
        if (latex) w.out.add('}');
    }
    constexpr void second_partial(int i, int j) {
        bool const latex = w.page.in == language::latex;
        w.out.add(latex ? "\\frac{\\partial^2 " : "d2");
        of(0);
        w.out.add(latex ? "}{\\partial " : "/d");
        by(i);
        if (i == j) {
            w.out.add(latex ? "^2" : "2");
        } else {
            w.out.add(latex ? " \\, \\partial " : "d");
            by(j);
        }
        if (latex) w.out.add('}');
    }
    constexpr void along(int output) {
        bool const latex = w.page.in == language::latex;
        w.out.add(latex ? "\\dot{" : "d");
        of(output);
        if (latex) w.out.add('}');
    }
    constexpr void hessian_product(int j) {
        bool const latex = w.page.in == language::latex;
        w.out.add(latex ? "\\left( H t \\right)_{" : "(H t)_");
        by(j);
        if (latex) w.out.add('}');
    }

    constexpr void title(int result) {
        listing_view const& l = w.l;
        int const m = l.output_count, n = l.independent_count;
        if (l.what == quantity::gradient) return partial(0, result);
        if (result < m) return of(result);
        int const rest = result - m;
        switch (l.what) {
            case quantity::jacobian: return partial(rest / n, rest % n);
            case quantity::jvp: return along(rest);
            case quantity::vjp: return partial(-1, rest);
            case quantity::hvp: return rest < n ? partial(0, rest) : hessian_product(rest - n);
            case quantity::hessian: {
                if (rest < n) return partial(0, rest);
                int row = 0, column = rest - n;
                for (; column > row; ++row) column -= row + 1;
                return second_partial(column, row);
            }
            default: return;
        }
    }
};

constexpr bool is_first_output(listing_view const& l, int output) {
    for (int i = 0; i < output; ++i)
        if (l.outputs[i] == l.outputs[output]) return false;
    return true;
}

/// Equations, a line each: intermediates in order, then the results.
constexpr void write_equations(writer& w) {
    bool const latex = w.page.in == language::latex;
    std::string_view const equals = latex ? " &= " : " = ";
    std::string_view const end = latex ? " \\\\\n" : "\n";
    if (latex) w.out.add("\\begin{aligned}\n");
    bool first = true;
    for (int at = 0; at < w.l.count; ++at) {
        if (w.page.label[at] == no_label || (w.page.shape != form::equations && w.page.label[at] == own_name)) continue;
        if (!first) w.out.add(end);
        first = false;
        w.label(at);
        w.out.add(equals);
        w.expression(at, precedence::choice);
    }
    result_titles titles{w};
    for (int i = 0; i < w.l.result_count; ++i) {
        int const at = w.l.results[i];
        // Values that are intermediates stand there already.
        bool const value = w.l.what != quantity::gradient && i < w.l.output_count;
        bool const same = value && at != no_node && w.page.label[at] == own_name &&
                          w.l.output_names[i] == w.l.nodes[at].name && is_first_output(w.l, i);
        if (same) continue;
        if (!first) w.out.add(end);
        first = false;
        titles.title(i);
        w.out.add(equals);
        w.operand(at, precedence::choice);
    }
    if (latex) w.out.add("\n\\end{aligned}");
}

/// One expression; with temporaries, equations.
constexpr void write_expression(writer& w) {
    if (w.page.temporaries || w.l.result_count != 1) return write_equations(w);
    if (w.l.results[0] == no_node || w.page.shape == form::derivative)
        w.operand(w.l.results[0], precedence::choice);
    else
        w.expression(w.l.results[0], precedence::choice);
}

/// A function of C++, straight-line, with a declaration for each intermediate.
constexpr void write_function(writer& w, std::string_view name) {
    text_sink& out = w.out;
    bool standard = false, numbers = false, limits = false;
    for (int at = 0; at < w.l.count; ++at) {
        listed_node const& node = w.l.nodes[at];
        if (node.uses == 0) continue;
        if (node.what == listed_node::kind::constant)
            limits = limits || w.l.constants[node.operands[0]].special - w.l.constants[node.operands[0]].special != 0;
        if (node.what != listed_node::kind::operation) continue;
        notation const& n = *node.operation->notation;
        bool const named = n.cpp.text.find("std::numbers") != std::string_view::npos;
        numbers = numbers || named;
        standard = standard || n.cpp_name.starts_with("std::") ||
                   (!named && n.cpp.text.find("std::") != std::string_view::npos);
    }
    if (w.l.result_count > 1) out.add("#include <array>\n");
    if (standard) out.add("#include <cmath>\n");
    if (limits) out.add("#include <limits>\n");
    if (numbers) out.add("#include <numbers>\n");
    if (out.size > 0) out.add("\n");

    result_titles titles{w};
    out.add("// ");
    for (int i = 0; i < w.l.result_count; ++i) {
        if (i > 0) out.add(i % 16 == 0 ? ",\n// " : ", ");
        titles.title(i);
    }
    out.add("\ninline ");
    if (w.l.result_count > 1) {
        out.add("std::array<double, ");
        out.add_integer(w.l.result_count);
        out.add("> ");
    } else {
        bool const condition = w.l.results[0] != no_node && w.l.is_operation(w.l.results[0]) &&
                               w.l.nodes[w.l.results[0]].operation->is_condition;
        out.add(condition ? "bool " : "double ");
    }
    out.add(name);
    out.add('(');
    // Inputs stand in the listing in their order.
    int next = 0;
    for (int i = 0; i < w.l.input_count; ++i) {
        if (i > 0) out.add(", ");
        while (next < w.l.count &&
               (w.l.nodes[next].what != listed_node::kind::input || w.l.nodes[next].operands[0] < i))
            ++next;
        bool const used = next < w.l.count && w.l.nodes[next].operands[0] == i && w.l.nodes[next].uses > 0;
        out.add(used ? "double " : "[[maybe_unused]] double ");
        add_name(out, language::cpp, w.l.input_names[i]);
    }
    out.add(") {\n");
    for (int at = 0; at < w.l.count; ++at) {
        if (w.page.label[at] == no_label) continue;
        out.add(w.l.nodes[at].operation->is_condition ? "    bool const " : "    double const ");
        w.label(at);
        out.add(" = ");
        w.expression(at, precedence::choice);
        out.add(";\n");
    }
    out.add("    return ");
    if (w.l.result_count > 1) out.add('{');
    for (int i = 0; i < w.l.result_count; ++i) {
        if (i > 0) out.add(i % 8 == 0 ? ",\n            " : ", ");
        w.operand(w.l.results[i], precedence::choice);
    }
    if (w.l.result_count > 1) out.add('}');
    out.add(";\n}\n");
}

}  // namespace ctgrad::detail
