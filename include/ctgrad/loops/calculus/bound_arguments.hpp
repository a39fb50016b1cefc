#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>

#include <ctgrad/loops/run/columns.hpp>
#include <ctgrad/loops/run/matrices.hpp>
#include <ctgrad/loops/run/run.hpp>
#include <ctgrad/loops/run/views.hpp>
#include <ctgrad/loops/trace/source.hpp>

/// The arguments of a call: their columns, the lengths of all axes, and indices that are in range.
namespace ctgrad::detail {

/// The views of a function, without the room for more.
template <class Source>
struct given_views {
    static constexpr auto const& all = Source::views;
    template <auto Member, int Count>
    static constexpr auto first = [] {
        std::array<std::remove_cvref_t<decltype((all.*Member)[0])>, static_cast<std::size_t>(Count)> some{};
        for (std::size_t i = 0; i < some.size(); ++i) some[i] = (all.*Member)[i];
        return some;
    }();
    static constexpr view_list list{first<&view_table::views, all.count>.data(),       all.count,
                                    first<&view_table::axes, all.axis_count>.data(),   all.axis_count,
                                    first<&view_table::equal, all.equal_count>.data(), all.equal_count};
};

/// An input of a plan: a number of the arguments or seeds, or a view of one.
struct bound_input {
    std::size_t number = 0;
    bool is_view = false, is_tangent = false;
    bool is_matrix = false;
    bool by_rows = false;  ///< of a matrix: the copy has the numbers of a row side by side
    row_view view{};
};
template <class Source, class Plan>
inline constexpr auto bound_inputs = [] {
    std::array<bound_input, static_cast<std::size_t>(Plan::value.input_count)> all{};
    for (std::size_t i = 0; i < all.size(); ++i) {
        auto const number = static_cast<std::size_t>(Plan::value.inputs_of_graph[i].low);
        int const tangent_of = Source::view_of_tangent(number);
        if (tangent_of < 0 && (Plan::value.columns_of[i] >= 0 || number < Source::first_view)) {
            all[i].number = number;
            all[i].is_matrix = Plan::value.columns_of[i] >= 0;
            all[i].by_rows = Plan::value.table_axis[i] == Plan::value.columns_of[i];
            continue;
        }
        row_view const& view =
            Source::views.views[tangent_of < 0 ? static_cast<int>(number - Source::first_view) : tangent_of];
        auto const from = static_cast<std::size_t>(view.from.number);
        all[i].number = tangent_of < 0 ? from : Source::leaves + Source::place_among_chosen(from);
        all[i].is_view = true;
        all[i].is_tangent = tangent_of >= 0;
        all[i].view = view;
    }
    return all;
}();

/// Seeds are tangents or cotangents, after the arguments. Throws std::invalid_argument if something does not fit.
template <class Source, class T, class Arguments, class Chosen, class... Seeds>
struct bound_arguments;
template <class Source, class T, class... A, std::size_t... Chosen, class... Seeds>
struct bound_arguments<Source, T, std::tuple<A...>, positions<Chosen...>, Seeds...> {
    static constexpr std::size_t size = Source::leaves + (leaf_count<typename content_of<Seeds>::type>() + ... + 0) + 1;

    static constexpr std::size_t matrix_count =
        (std::size_t{has_columns<A>} + ... + 0) + (std::size_t{has_columns<Seeds>} + ... + 0);
    static constexpr bool has_tables = [] {
        if (matrix_count > 0) return true;
        for (int i = 0; i < Source::views.count; ++i)
            if (Source::views.views[i].how == row_view::kind::across) return true;
        return false;
    }();

    std::array<T, size> numbers{};
    std::array<row_column<T>, size> flat{};  ///< by number
    std::array<std::size_t, size> rows_of_column{};
    bound_views views{given_views<Source>::list, Source::list_positions.data(), Source::axis_of_argument(sizeof...(A))};
    std::array<index_column, Source::index_columns + 1> indices{};
    std::array<std::size_t, Source::index_columns + 1> index_counts{};
    std::array<matrix_in_memory<T>, matrix_count> matrices{};
    std::array<std::size_t, matrix_count + 1> matrix_numbers{};

    template <class Seed, class Given>
    bound_arguments(Seed const& seeds, Given const& arguments) {
        for (std::size_t i = 0; i < size; ++i) flat[i] = {&numbers[i], 0};
        std::apply([&](auto const&... each) { (bind(std::type_identity<A>{}, each), ...); }, arguments);
        std::apply([&](auto const&... each) { (bind(std::type_identity<Seeds>{}, each), ...); }, seeds);
        views.columns = indices.data();
        views.set_lengths();
        views.check_widths();
        views.check_indices();
    }
    bound_arguments(bound_arguments const&) = delete;
    bound_arguments& operator=(bound_arguments const&) = delete;

    /// The columns of the inputs of a plan. `readers` choose their rows, unless the indices have been copied.
    template <class Plan>
    auto columns(index_reader* readers) {
        constexpr auto const& inputs = bound_inputs<Source, Plan>;
        if (readers == nullptr) copy_indices(indices.data(), index_counts.data(), Source::index_columns);
        std::array<row_column<T>, inputs.size() + 1> result{};
        [[maybe_unused]] T* table = nullptr;
        if constexpr (has_tables) {
            std::size_t table_size = views.template table_size<T>();
            for (matrix_in_memory<T> const& each : matrices) table_size += copied_size(each);
            table = table_memory<T>(table_size);
        }
        for (std::size_t i = 0; i < inputs.size(); ++i) {
            bound_input const& input = inputs[i];
            row_view const& view = input.view;
            if constexpr (matrix_count > 0)
                if (input.is_matrix) {
                    std::size_t which = 0;
                    while (matrix_numbers[which] != input.number) ++which;
                    result[i] = copied_matrix(matrices[which], input.by_rows, table);
                    continue;
                }
            if (!input.is_view) {
                result[i] = flat[input.number];
                continue;
            }
            if constexpr (has_tables)
                if (view.how == row_view::kind::across) {
                    result[i] = views.table(view, &flat[input.number], table);
                    continue;
                }
            result[i] = views.column(view, flat[input.number]);
            if (readers == nullptr || view.how != row_view::kind::indexed || input.is_tangent) continue;
            readers[i] = indices[static_cast<std::size_t>(view.index.number)].reader;
            readers[i].shift = static_cast<std::size_t>(view.index.shift);
        }
        return result;
    }

private:
    std::size_t next = 0, position = 0, column = 0, matrix = 0;
    int axis = 0;

    /// Of what is bound, or of the argument that it is the tangent of.
    std::size_t argument_position() const {
        constexpr std::size_t chosen[]{Chosen..., 0};
        return position < sizeof...(A) ? position : chosen[position - sizeof...(A)];
    }
    std::size_t& length(int of) { return views.lengths[static_cast<std::size_t>(of)]; }

    template <class Shape, class Given>
    void bind(std::type_identity<Shape>, Given const& given) {
        using content = typename content_of<Shape>::type;
        constexpr std::size_t count = leaf_count<content>();
        if constexpr (std::same_as<Shape, step_count>) {
            length(axis++) = number_of_steps(given);
        } else if constexpr (index_columns_of<Shape> > 0) {
            std::size_t const rows = bind_indices<index_columns_of<Shape>>(given, indices.data() + column);
            length(axis++) = rows;
            for (std::size_t i = 0; i < index_columns_of<Shape>; ++i) index_counts[column++] = rows;
        } else if constexpr (has_columns<Shape>) {
            bool const is_tangent = position >= sizeof...(A);
            matrix_in_memory<T> const given_matrix = locate_matrix<T>(given, argument_position());
            matrices[matrix] = given_matrix;
            matrix_numbers[matrix++] = next;
            std::size_t& rows = length(Source::axis_of_argument(argument_position()));
            std::size_t& columns = length(Source::columns_axis(argument_position()));
            if (is_tangent && (rows != given_matrix.rows || columns != given_matrix.columns))
                refuse_matrix_at_run_time(argument_position(), "has another size than its tangent");
            rows = given_matrix.rows;
            columns = given_matrix.columns;
            if (!is_tangent) ++axis;
        } else if constexpr (is_rows<Shape>) {
            bool const is_tangent = position >= sizeof...(A);
            std::size_t const argument_position = this->argument_position();
            auto const rows = bind_rows<content, T>(given, argument_position);
            for (std::size_t i = 0; i < count; ++i) {
                flat[next + i] = rows.columns[i];
                rows_of_column[next + i] = rows.count;
            }
            if (!is_tangent)
                length(axis++) = rows.count;
            else if (rows.count != length(Source::axis_of_argument(argument_position)))
                refuse_rows_at_run_time(argument_position, "has another number of rows than its tangent");
        } else {
            check_list_size<content>("arguments<", position, given);
            [&]<std::size_t... I>(std::index_sequence<I...>) {
                [[maybe_unused]] int const in_order[]{
                    (numbers[next + I] = scalar_as<T>(given_leaf<content, I>(given)), 0)..., 0};
            }
            (std::make_index_sequence<count>{});
        }
        next += count;
        ++position;
    }
};

}  // namespace ctgrad::detail
