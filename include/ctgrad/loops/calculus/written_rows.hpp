#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>

#include <ctgrad/loops/calculus/answers.hpp>
#include <ctgrad/loops/calculus/destinations.hpp>
#include <ctgrad/loops/plan/compile.hpp>
#include <ctgrad/loops/run/chosen_rows.hpp>
#include <ctgrad/loops/trace/source.hpp>

/// The results that a quantity of a function of rows writes to `into_rows(destinations...)`.
namespace ctgrad::detail {

/// Has `check_count` and `check` for the destinations, `bind` to find their memory, and `write`, which returns the
/// result of the call.
template <class Source, quantity What>
struct written_rows;
template <class Source, quantity What>
concept can_write = requires {
    { written_rows<Source, What>::returns_value } -> std::convertible_to<bool>;
};

/// Finishes what loops have begun to write through `sinks`, after `clear`.
template <class Write, class Clear, class Sinks>
struct streamed_rows {
    Write const& write;
    Clear clear;
    Sinks sinks;
    auto operator()(auto const& state, auto const& results) const { return write(state, results); }
};
template <class Write, class Clear, class Sinks>
streamed_rows(Write const&, Clear, Sinks) -> streamed_rows<Write, Clear, Sinks>;

template <class Rows, class T>
auto rows_given(std::size_t position, auto const& list) {
    if constexpr (has_columns<Rows>) {
        auto const matrix = locate_matrix<T>(list, position);
        return std::array{matrix.rows, matrix.columns};
    } else if constexpr (is_rows<Rows>)
        return bind_rows<typename content_of<Rows>::type, T>(list, position).count;
    else
        return std::size_t{0};
}

/// Writes results to the columns of a list, one to each.
template <std::size_t... Result>
void write_results(auto const& state, auto const& numbers, auto const& to, std::index_sequence<Result...>) {
    using number = std::remove_cvref_t<decltype(numbers[0])>;
    for (std::size_t row = 0; row < to.count; ++row) {
        std::size_t column = 0;
        auto const write = [&](number value) {
            auto const& [data, stride, rows] = to.columns[column++];
            const_cast<number*>(data)[static_cast<std::ptrdiff_t>(row) * stride] = value;
        };
        (write(result_in_row<Result>(state, numbers, row)), ...);
    }
}

/// A gradient, the product of a Hessian, or that of a Jacobian and a cotangent, with a destination for each argument with
/// respect to which it is taken. The value is returned.
template <class Callable, class R, class... A, std::size_t... Chosen, quantity What>
    requires(What != quantity::hessian)
struct written_rows<loop_source<Callable, R(A...), positions<Chosen...>, What>, What> {
    using source = loop_source<Callable, R(A...), positions<Chosen...>, What>;
    template <std::size_t I>
    using argument = std::tuple_element_t<I, std::tuple<A...>>;
    static constexpr bool returns_value = What != quantity::gradient;
    /// Results before those that are written.
    static constexpr std::size_t before = What == quantity::hvp
                                              ? 1 + static_cast<std::size_t>(source::independent_count)
                                          : returns_value ? leaf_count<R>()
                                                          : 0;

    template <std::size_t Given>
    static consteval bool check_count() {
        if constexpr (leaf_count<R>() != 1 && What != quantity::vjp)
            return !check_single_result(std::type_identity<R(A...)>{});
        else if constexpr (Given != sizeof...(Chosen))
            return refuse_destination_count<Given, sizeof...(Chosen)>();
        else
            return true;
    }
    template <class T, class To>
    static consteval bool check() {
        return [&]<std::size_t... I>(std::index_sequence<I...>) {
            return (check_destination<T, argument<Chosen>, std::tuple_element_t<I, To>>() && ...);
        }
        (std::make_index_sequence<sizeof...(Chosen)>{});
    }
    template <class T>
    static auto bind(auto const& to, auto const& arguments) {
        return [&]<std::size_t... I>(std::index_sequence<I...>) {
            return std::tuple{bind_destination<T, argument<Chosen>>(
                std::get<I>(to), Chosen, rows_given<argument<Chosen>, T>(Chosen, std::get<Chosen>(arguments)))...};
        }
        (std::make_index_sequence<sizeof...(Chosen)>{});
    }
    /// The columns of the destinations that are lists, by the number of the arguments.
    template <class T>
    static auto sinks(auto const& bound) {
        std::array<row_column<T>, source::leaves + 1> columns{};
        auto const add = [&]<std::size_t Position>(std::integral_constant<std::size_t, Position>, auto const& to) {
            if constexpr (is_rows<argument<Position>> && !has_columns<argument<Position>>)
                for (std::size_t i = 0; i < to.columns.size(); ++i)
                    columns[source::start_of(Position) + i] = to.columns[i];
        };
        [&]<std::size_t... I>(std::index_sequence<I...>) {
            (add(std::integral_constant<std::size_t, Chosen>{}, std::get<I>(bound)), ...);
        }
        (std::make_index_sequence<sizeof...(Chosen)>{});
        return columns;
    }
    /// Sets to zero what loops add to.
    template <class T>
    static void clear(auto const& bound) {
        auto const list = [&]<std::size_t Position>(std::integral_constant<std::size_t, Position>, auto const& to) {
            if constexpr (is_rows<argument<Position>> && !has_columns<argument<Position>>)
                chosen_rows<planned<source, What>, T>::template clear<static_cast<int>(source::start_of(Position))>(to);
        };
        [&]<std::size_t... I>(std::index_sequence<I...>) {
            (list(std::integral_constant<std::size_t, Chosen>{}, std::get<I>(bound)), ...);
        }
        (std::make_index_sequence<sizeof...(Chosen)>{});
    }
    static auto write(auto const& state, auto const& results, auto const& bound) {
        row_shape<source, R(A...), positions<Chosen...>>::template write<before>(state, results, bound);
        if constexpr (returns_value) return shaped<R, std::remove_cvref_t<decltype(results[0])>, 0>(results);
    }
};

template <std::size_t Given>
constexpr bool refuse_hessian_destinations() {
    static_assert(Given == 2,
                  "ctgrad: the Hessian with respect to a list is written to two destinations: into_rows(gradient, "
                  "blocks), with all numbers of its block in each row of the blocks");
    return false;
}
/// The gradient and the blocks of a Hessian with respect to a list of rows. The value is returned.
template <class Callable, class R, class... A, std::size_t Chosen>
    requires(is_rows<std::tuple_element_t<Chosen, std::tuple<A...>>>)
struct written_rows<loop_source<Callable, R(A...), positions<Chosen>, quantity::hessian>, quantity::hessian> {
    using source = loop_source<Callable, R(A...), positions<Chosen>, quantity::hessian>;
    using rows = std::tuple_element_t<Chosen, std::tuple<A...>>;
    static constexpr auto n = static_cast<std::size_t>(source::own_independents);
    using blocks = rows_of<std::array<std::array<double, n>, n>>;
    static constexpr bool returns_value = true;

    template <std::size_t Given>
    static consteval bool check_count() {
        if constexpr (Given != 2) return refuse_hessian_destinations<Given>();
        return Given == 2;
    }
    template <class T, class To>
    static consteval bool check() {
        return check_destination<T, rows, std::tuple_element_t<0, To>>() &&
               check_destination<T, blocks, std::tuple_element_t<1, To>>();
    }
    template <class T>
    static auto bind(auto const& to, auto const& arguments) {
        std::size_t const count = rows_given<rows, T>(Chosen, std::get<Chosen>(arguments));
        return std::tuple{bind_destination<T, rows>(std::get<0>(to), Chosen, count),
                          bind_destination<T, blocks>(std::get<1>(to), Chosen, count)};
    }
    static auto write(auto const& state, auto const& numbers, auto const& bound) {
        row_shape<source, R(A...), positions<Chosen>>::template write<1>(state, numbers, bound);
        [&]<std::size_t... I>(std::index_sequence<I...>) {
            write_results(state, numbers, std::get<1>(bound), std::index_sequence<entry(I / n, I % n)...>{});
        }
        (std::make_index_sequence<n * n>{});
        return numbers[0];
    }

private:
    /// The result that is an entry of a block: those of the lower triangle follow the value and the gradient.
    static consteval std::size_t entry(std::size_t row, std::size_t column) {
        return row < column ? entry(column, row) : 1 + n + row * (row + 1) / 2 + column;
    }
};

}  // namespace ctgrad::detail
