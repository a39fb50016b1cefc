#pragma once

#include <string_view>

#include <ctgrad/loops/plan/plan.hpp>
#include <ctgrad/loops/trace/view_table.hpp>
#include <ctgrad/print/writer.hpp>

/// The names of what a plan computes, in C++ text.
namespace ctgrad::detail {

/// `Lists` has the names of the arguments that are lists, by axis.
template <class Plan, class Lists>
struct variable_writer {
    static constexpr auto const& p = Plan::value;

    listing_view const& whole;
    text_sink& out;
    Lists lists{};
    char variable = free_letter("vsurwz", ' ');
    char temporary = free_letter("tsrkmnpbcde", variable);

    constexpr void index(int axis) { out.add(whole.letters.substr(static_cast<std::size_t>(axis), 1)); }
    /// The number of rows along an axis: of a list, or of views of lists.
    constexpr void length(int axis) {
        if (axis < lists.count) {
            list(axis);
            if (!lists.is_number[axis]) out.add(".size()");
            return;
        }
        view_axis const& made = lists.views.axes[axis - lists.count];
        if (made.source_count == 0) {  // the columns of a matrix
            int const rows = made.sources[0];
            out.add("(");
            length(rows);
            out.add(" == 0 ? 0 : ");
            list(rows);
            return out.add("[0].size())");
        }
        if (made.shorter_by == 0) return length(made.sources[0]);
        out.add("(");
        length(made.sources[0]);
        out.add(" - std::min<std::size_t>(");
        length(made.sources[0]);
        out.add(", ");
        out.add_integer(made.shorter_by);
        out.add("))");
    }
    constexpr void list(int axis) { add_cpp_name(out, lists.names[axis].view()); }
    constexpr void index_and_shift(int axis, int shift) {
        index(axis);
        if (shift == 0) return;
        out.add(" + ");
        out.add_integer(shift);
    }
    /// The number of the row that a view reads.
    constexpr void row_of(row_view const& view) {
        switch (view.how) {
            case row_view::kind::front: return out.add("0");
            case row_view::kind::back: length(view.from.list); return out.add(" - 1");
            case row_view::kind::shifted: return index_and_shift(view.axis, view.from.shift);
            case row_view::kind::across: return index_and_shift(view.rows, view.from.shift);
            case row_view::kind::indexed: break;
        }
        out.add("static_cast<std::size_t>(");
        list(view.index.list);
        out.add("[");
        index_and_shift(view.axis, view.index.shift);
        out.add("]");
        if (lists.index_columns[view.index.list] > 1) {
            out.add("[");
            out.add_integer(view.index.number - lists.first_column[view.index.list]);
            out.add("]");
        }
        out.add(")");
    }
    constexpr void name_of_cell(int c) {
        out.add(variable);
        out.add_integer(c + 1);
    }
    /// A variable, or the entry of an array at the current indices, with one index in place of another if that is asked for.
    constexpr void cell(int c, relabelling indices = {}) {
        name_of_cell(c);
        int const axes = p.cells[c].array_axes;
        if (axes == 0) return;
        int count = 0;
        for (int axis = 0; axis < maximum_axes; ++axis) count += axes >> axis & 1;
        out.add('[');
        for (int i = 2; i < count; ++i) out.add('(');
        int placed = 0;
        for (int axis : p.nesting) {
            if ((axes >> axis & 1) == 0) continue;
            if (placed > 0) {
                out.add(" * ");
                length(axis);
                out.add(" + ");
            }
            index(axis == indices.to ? indices.from : axis);
            if (placed > 0 && placed + 1 < count) out.add(')');
            ++placed;
        }
        out.add(']');
    }
    /// A node that a kernel does not compute.
    constexpr void node(int id) {
        if (p.cell_of[id] >= 0) return cell(p.cell_of[id]);
        if (p.is_length(id)) {
            out.add("static_cast<double>(");
            length(p.axis_of_length(id));
            return out.add(')');
        }
        if (!p.is_input(id)) return add_number(out, language::cpp, p.constants[p.first(id)]);
        row_view const* const view = lists.view_of(static_cast<std::size_t>(p.inputs_of_graph[p.first(id)].low));
        if (view == nullptr && p.axes[id] == 0) return add_cpp_name(out, whole.input_names[p.first(id)]);
        std::string_view const name = whole.input_names[view == nullptr ? p.first(id) : view->from.number];
        if (view == nullptr) {
            int const columns = p.columns_of[p.first(id)];
            list(columns < 0 ? p.axis_of_input(id) : p.axis_of_bit(p.axes[id] & ~(1 << columns)));
            return out.add(name.substr(name.find('[')));
        }
        list(view->from.list);
        out.add("[");
        row_of(*view);
        std::string_view const number = name.substr(name.find(']'));
        if (view->how != row_view::kind::across) return out.add(number);
        out.add(number.substr(0, number.rfind('[') + 1));
        index(view->axis);
        out.add(']');
    }

private:
    constexpr char free_letter(std::string_view candidates, char taken) const {
        for (char letter : candidates) {
            bool is_free = letter != taken;
            for (int i = 0; i < whole.input_count; ++i) is_free = is_free && !is_numbered(whole.input_names[i], letter);
            if (is_free) return letter;
        }
        return candidates.back();
    }
    static constexpr bool is_numbered(std::string_view name, char letter) {
        if (name.size() < 2 || name[0] != letter) return false;
        for (char c : name.substr(1))
            if (!is_digit(c)) return false;
        return true;
    }
};

}  // namespace ctgrad::detail
