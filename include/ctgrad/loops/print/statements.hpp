#pragma once

#include <ctgrad/loops/print/variables.hpp>
#include <ctgrad/print/cpp_function.hpp>

/// Writes the statements of a plan as C++ text: loops, and in them the nodes of kernels.
namespace ctgrad::detail {

template <class Plan, class Lists>
struct statement_writer : variable_writer<Plan, Lists> {
    using variables = variable_writer<Plan, Lists>;
    using variables::p, variables::out, variables::index, variables::length, variables::name_of_cell, variables::cell,
        variables::node;

    listing_view const* kernels;
    int* label;
    int* size;
    int temporaries = 0;

    constexpr statement_writer(listing_view const& listing, listing_view const* of_kernels, text_sink& to, int* labels,
                               int* sizes)
        : variables{listing, to}, kernels(of_kernels), label(labels), size(sizes) {}

    constexpr void all() {
        for (int c = 0; c < p.cell_count; ++c) {
            if (p.cells[c].array_axes == 0) continue;
            out.add("    std::vector<double> ");
            name_of_cell(c);
            out.add('(');
            bool first = true;
            for (int axis : p.nesting)
                if ((p.cells[c].array_axes >> axis & 1) != 0) {
                    if (!first) out.add(" * ");
                    first = false;
                    length(axis);
                }
            out.add(");\n");
        }
        statements(0, p.statement_count, 1);
    }

private:
    /// The inputs of a kernel.
    struct texts_of_kernel final : input_texts {
        statement_writer& owner;
        int kernel;

        constexpr texts_of_kernel(statement_writer& w, int k) : owner(w), kernel(k) {}
        constexpr void write(text_sink&, int input) const override {
            owner.variables::node(p.inputs[p.kernels[kernel].first_input + input]);
        }
    };

    constexpr void indent(int depth) {
        for (int i = 0; i < depth; ++i) out.add("    ");
    }
    constexpr void statements(int first, int last, int depth) {
        while (first < last) {
            plan_statement const& statement = p.statements[first];
            if (statement.what == plan_statement::kind::kernel) {
                kernel(statement.index, depth);
                ++first;
            } else {
                loop(statement.index, depth);
                first = p.loops[statement.index].end + 1;
            }
        }
        if (depth == 1) kernel(p.kernel_count - 1, depth);
    }
    constexpr void begin_loop(int axis, bool backward, int depth) {
        indent(depth);
        out.add("for (std::size_t ");
        index(axis);
        out.add(" = ");
        if (backward) {
            length(axis);
        } else {
            out.add("0; ");
            index(axis);
            out.add(" < ");
            length(axis);
        }
        out.add(backward ? "; " : "; ++");
        index(axis);
        out.add(backward ? "-- > 0;) {\n" : ") {\n");
    }
    constexpr void end_loop(int depth) {
        indent(depth);
        out.add("}\n");
    }
    /// A statement in loops over all indices along some axes.
    template <class Statement>
    constexpr void for_inner(int axes, int depth, Statement statement) {
        if (axes == 0) {
            indent(depth);
            return statement();
        }
        int axis = 0;
        while ((axes >> axis & 1) == 0) ++axis;
        begin_loop(axis, false, depth);
        for_inner(axes & (axes - 1), depth + 1, statement);
        end_loop(depth);
    }

    /// Whether a loop computes anything that is not computed again elsewhere.
    constexpr bool has_effect(int l) const {
        for (int c = 0; c < p.cell_count; ++c)
            if (p.cells[c].reduced_by == l || (p.cells[c].carried_from >= 0 && p.cells[c].loop == l)) return true;
        for (int i = p.loops[l].begin; i < p.loops[l].end; ++i)
            if (p.statements[i].what == plan_statement::kind::begin ? has_effect(p.statements[i].index)
                : p.statements[i].what == plan_statement::kind::kernel
                    ? p.kernels[p.statements[i].index].output_count > 0
                    : false)
                return true;
        return false;
    }
    constexpr void loop(int l, int depth) {
        if (!has_effect(l)) return;
        for (int c = 0; c < p.cell_count; ++c)
            if (p.cells[c].reduced_by == l)
                for_inner(p.cells[c].array_axes & p.axes[p.cells[c].node] & ~p.axes_around(l), depth, [&] {
                    if (p.cells[c].array_axes == 0) out.add("double ");
                    cell(c);
                    out.add(" = ");
                    first_value(p.cells[c]);
                    out.add(";\n");
                });
        begin_loop(p.loops[l].axis, p.loops[l].backward, depth);
        for (int c = 0; c < p.cell_count; ++c)
            if (p.cells[c].carried_from >= 0 && p.cells[c].loop == l)
                for_inner(p.axes[p.cells[c].node] & ~p.axes_around(l), depth + 1, [&] {
                    if (p.cells[c].array_axes == 0) out.add("double const ");
                    cell(c);
                    out.add(" = ");
                    cell(p.cells[c].carried_from);
                    out.add(";\n");
                });
        statements(p.loops[l].begin, p.loops[l].end, depth + 1);
        end_loop(depth);
    }
    constexpr void first_value(plan_cell const& reduction) {
        if (reduction.reduction == reduction_kind::last) return node(reduction.initial);
        out.add(facts_of(reduction.reduction).cpp_identity);
    }

    constexpr void kernel(int k, int depth) {
        listing_view l = kernels[k];
        texts_of_kernel const texts(*this, k);
        l.texts = &texts;
        text_layout page{language::cpp, form::equations, label};
        page.decide(l, size);
        page.temporary = this->temporary;
        writer w{l, page, out};
        if (k + 1 < p.kernel_count) label_results(k, l);
        for (int at = 0; at < l.count; ++at) {
            if (label[at] == no_label) continue;
            label[at] = ++temporaries;
            indent(depth);
            write_definition(w, at);
        }
        if (k + 1 == p.kernel_count) return write_return(w);
        for (int i = 0; i < p.kernels[k].output_count; ++i) output(w, k, i, depth);
    }
    /// A result that is used in two places has a name.
    constexpr void label_results(int k, listing_view const& l) {
        for (int i = 0; i < p.kernels[k].output_count; ++i) {
            plan_output const& o = p.outputs[p.kernels[k].first_output + i];
            int places = o.cell >= 0 ? 1 : 0;
            for (int c = o.reduction; c >= 0; c = p.cells[c].next) ++places;
            if (places > 1 && l.results[i] != no_node && l.is_operation(l.results[i])) label[l.results[i]] = 1;
        }
    }
    constexpr void output(writer& w, int k, int i, int depth) {
        plan_output const& o = p.outputs[p.kernels[k].first_output + i];
        int const value = w.l.results[i];
        if (o.cell >= 0) {
            indent(depth);
            if (p.cells[o.cell].array_axes == 0) out.add("double const ");
            cell(o.cell);
            out.add(" = ");
            w.operand(value, precedence::choice);
            out.add(";\n");
        }
        for (int c = o.reduction; c >= 0; c = p.cells[c].next) {
            indent(depth);
            bool const moves = p.cells[c].reduction == reduction_kind::other_axis;
            cell(c, moves ? p.relabelling_of(p.cells[c].node) : relabelling{});
            reduction_facts const facts = facts_of(p.cells[c].reduction);
            out.add(facts.adds ? " += " : " = ");
            if (!facts.cpp_function.empty()) {
                out.add(facts.cpp_function);
                out.add("(");
                cell(c);
                out.add(", ");
            }
            w.operand(value, precedence::choice);
            out.add(facts.cpp_function.empty() ? ";\n" : ");\n");
        }
    }
};

}  // namespace ctgrad::detail
