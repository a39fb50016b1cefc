#pragma once

#include <ctgrad/print/writer.hpp>

namespace ctgrad::detail {

/// The title of a result, in front of its equals sign: f, df/dx, d2f/dx dy, dL/dx.
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

    /// Whether a result is added to a derivative, because an argument is read at more than one place of its list.
    constexpr bool is_added(int result) const {
        if (w.l.own_independents < 0 || w.l.own_independents == w.l.independent_count) return false;
        int const values = value_count(w.l.what, w.l.output_count);
        return result >= values && (result - values) % w.l.independent_count >= w.l.own_independents;
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

}  // namespace ctgrad::detail
