#pragma once

#include <string_view>

#include <ctgrad/print/result_titles.hpp>

/// Writes formulas as one expression or as equations.
namespace ctgrad::detail {

constexpr bool is_first_output(listing_view const& l, int output) {
    for (int i = 0; i < output; ++i)
        if (l.outputs[i] == l.outputs[output]) return false;
    return true;
}

/// Writes equations, one on each line: first the intermediates in order, then the results.
constexpr void write_equations(writer& w) {
    bool const latex = w.page.in == language::latex;
    std::string_view const equals = latex ? " &= " : " = ";
    std::string_view const end = latex ? " \\\\\n" : "\n";
    if (latex) w.out.add("\\begin{aligned}\n");
    bool first = true;
    for (int at = 0; at < w.l.count; ++at) {
        if (w.l.is_defined(at)) {
            if (!first) w.out.add(end);
            first = false;
            w.expression(at, precedence::choice);
            w.out.add(equals);
            w.operand(w.l.nodes[at].operands[0], precedence::choice);
            continue;
        }
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
        // Values that are intermediates have already been written.
        bool const value = w.l.what != quantity::gradient && i < w.l.output_count;
        bool const same = value && at != no_node && w.page.label[at] == own_name &&
                          w.l.output_names[i] == w.l.nodes[at].name && is_first_output(w.l, i);
        if (same) continue;
        if (!first) w.out.add(end);
        first = false;
        titles.title(i);
        w.out.add(titles.is_added(i) ? (latex ? " &\\mathrel{+}= " : " += ") : equals);
        w.operand(at, precedence::choice);
    }
    if (latex) w.out.add("\n\\end{aligned}");
}

/// Writes one expression, or equations if there are temporaries.
constexpr void write_expression(writer& w) {
    if (w.page.temporaries || w.l.has_sequences || w.l.result_count != 1) return write_equations(w);
    if (w.l.results[0] == no_node || w.page.shape == form::derivative)
        w.operand(w.l.results[0], precedence::choice);
    else
        w.expression(w.l.results[0], precedence::choice);
}

}  // namespace ctgrad::detail
