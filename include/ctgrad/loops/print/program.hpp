#pragma once

#include <string_view>

#include <ctgrad/loops/print/kernels.hpp>
#include <ctgrad/loops/print/statements.hpp>
#include <ctgrad/print/cpp_function.hpp>

/// The C++ text of a function of rows: the loops of its plan. Each list of rows is a range of `auto` type that has `size()`,
/// whose rows have the members and entries of the rows of the signature.
namespace ctgrad::detail {

template <class Callable, class R, class... A, class Chosen, quantity What, class Names>
struct listing<loop_source<Callable, R(A...), Chosen, What>, What, Names, true>
    : listing<loop_source<Callable, R(A...), Chosen, What>, What, Names, false> {
    using source = loop_source<Callable, R(A...), Chosen, What>;
    using base = listing<source, What, Names, false>;
    using plan = planned<source, What>;
    using kernels = kernel_listings<plan>;
    static constexpr int longest = kernels::find_longest() > base::view.count ? kernels::find_longest()
                                                                              : base::view.count;

    static constexpr void write(std::string_view name, int* label, int* size, text_sink& out) {
        text_layout page{language::cpp, form::equations, label};
        page.decide(base::view, size);
        writer titles{base::view, page, out};
        cpp_headers headers{.array = base::view.result_count > 1, .size = true};
        for (listing_view const& l : kernels::views) headers.scan(l);
        for (int c = 0; c < plan::value.cell_count; ++c) {
            plan_cell const& cell = plan::value.cells[c];
            headers.vector = headers.vector || cell.array_axes != 0;
            reduction_facts const facts = facts_of(cell.reduction);
            headers.algorithm = headers.algorithm || !facts.cpp_function.empty();
            headers.limits = headers.limits || facts.cpp_identity.find("std::numeric_limits") != std::string_view::npos;
        }
        for (int i = 0; i < source::views.axis_count; ++i)
            headers.algorithm = headers.algorithm || source::views.axes[i].shorter_by > 0;
        headers.write(out);
        write_titles(titles);
        out.add("inline ");
        write_result_type(titles);
        out.add(name);
        out.add('(');
        write_parameters(out);
        out.add(") {\n");
        statement_writer<plan, argument_lists>(base::view, kernels::views.data(), out, label, size).all();
    }

private:
    /// The arguments that are lists, by axis.
    struct argument_lists {
        static constexpr int count = source::list_count;
        static constexpr view_table const& views = source::views;
        short_name names[maximum_axes]{};
        bool is_number[maximum_axes]{};  ///< a number of steps
        int index_columns[maximum_axes]{}, first_column[maximum_axes]{};

        constexpr argument_lists() {
            constexpr bool numbers[]{std::same_as<A, step_count>...};
            for (std::size_t axis = 0; axis < static_cast<std::size_t>(count); ++axis) {
                std::size_t const position = source::list_positions[axis];
                names[axis] = argument_names<Names>::name_of(position, sizeof...(A));
                is_number[axis] = numbers[position];
                index_columns[axis] = static_cast<int>(source::columns_of_indices(position));
                first_column[axis] = static_cast<int>(source::first_index_column(position));
            }
        }
        /// The view that an input of the graph is, or null.
        static constexpr row_view const* view_of(std::size_t input) {
            return input < source::first_view ? nullptr : &views.views[input - source::first_view];
        }
    };

    static constexpr void write_parameters(text_sink& out) {
        argument_lists const lists{};
        bool first = true;
        int input = 0, axis = 0;
        auto const next = [&](bool used) {
            if (!first) out.add(", ");
            first = false;
            if (!used) out.add("[[maybe_unused]] ");
        };
        [[maybe_unused]] auto const add = [&](bool is_list, int leaves) {
            if (is_list) {
                next(is_list_used(axis));
                out.add(lists.is_number[axis] ? "std::size_t " : "auto const& ");
                add_cpp_name(out, lists.names[axis++].view());
                input += leaves;
            }
            for (int i = 0; i < leaves && !is_list; ++i, ++input) {
                next(is_used(input));
                out.add("double ");
                add_cpp_name(out, base::view.input_names[input]);
            }
        };
        (add(is_rows<A>, static_cast<int>(leaf_count<typename content_of<A>::type>())), ...);
        add(false, source::seed_count);
    }
    /// Whether a kernel reads an input.
    static constexpr bool is_used(int input) {
        auto const& p = plan::value;
        for (int k = 0; k < p.kernel_count; ++k)
            for (int i = 0; i < p.kernels[k].input_count; ++i) {
                int const node = p.inputs[p.kernels[k].first_input + i];
                if (p.is_input(node) && p.first(node) == input) return true;
            }
        return false;
    }
    /// Whether rows of a list, or their number, are read.
    static constexpr bool is_list_used(int list) {
        auto const& p = plan::value;
        auto const along = [&](int axis) {
            while (axis >= source::list_count) axis = source::views.axes[axis - source::list_count].sources[0];
            return axis == list;
        };
        for (int l = 0; l < p.loop_count; ++l)
            if (along(p.loops[l].axis)) return true;
        for (int id = 0; id < p.count; ++id) {
            if (!p.live[id]) continue;
            if (p.is_length(id) && along(p.axis_of_length(id))) return true;
            if (!p.is_input(id)) continue;
            row_view const* const view =
                argument_lists::view_of(static_cast<std::size_t>(p.inputs_of_graph[p.first(id)].low));
            if (view == nullptr ? p.axes[id] == 1 << list : view->from.list == list || view->index.list == list)
                return true;
        }
        return false;
    }
};

}  // namespace ctgrad::detail
