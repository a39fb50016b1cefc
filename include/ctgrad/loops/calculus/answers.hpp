#pragma once

#include <array>
#include <cstddef>
#include <tuple>
#include <utility>
#include <vector>

#include <ctgrad/function/results.hpp>
#include <ctgrad/loops/calculus/row_results.hpp>
#include <ctgrad/loops/run/matrices.hpp>
#include <ctgrad/loops/run/state.hpp>
#include <ctgrad/loops/trace/source.hpp>

/// Results of functions of rows. The derivative with respect to a list of rows is a vector of rows.
namespace ctgrad::detail {

/// A result of a plan in one row.
template <std::size_t Result, class State, class T, std::size_t N>
T result_in_row(State const& s, std::array<T, N> const& numbers, std::size_t number) {
    constexpr auto const& p = State::p;
    constexpr int node = p.results[Result];
    if constexpr (node >= 0)
        if constexpr (p.axes[node] != 0) return s.template in_row<p.cell_of[node]>(number);
    return numbers[Result];
}

/// Writes the derivative with respect to a matrix, a result.
template <class Source, std::size_t Position, std::size_t Result, class State, class Numbers, class T>
void write_matrix(State const& s, Numbers const& numbers, matrix_in_memory<T> const& to) {
    constexpr auto const& p = State::p;
    constexpr int node = p.results[Result];
    constexpr auto row = static_cast<std::size_t>(Source::axis_of_argument(Position)),
                   column = static_cast<std::size_t>(Source::columns_axis(Position));
    State at = s;
    for (at.at[row] = 0; at.at[row] < to.rows; ++at.at[row])
        for (at.at[column] = 0; at.at[column] < to.columns; ++at.at[column]) {
            T& entry = const_cast<T&>(*to.at(at.at[row], at.at[column]));
            if constexpr (node < 0)
                entry = numbers[Result];
            else if constexpr (p.axes[node] == 0)
                entry = numbers[Result];
            else
                entry = *at.template entry<p.cell_of[node]>();
        }
}

/// Makes values and gradients from the state of a plan after it has run, and its results that are single numbers.
template <class Source, class Signature, class Chosen>
struct row_shape;
template <class Source, class R, class... A, std::size_t... Chosen>
struct row_shape<Source, R(A...), positions<Chosen...>> {
    using keys = by_arguments<R(typename content_of<A>::type...), positions<Chosen...>>;
    template <std::size_t Position>
    using argument = std::tuple_element_t<Position, std::tuple<A...>>;

    template <std::size_t First, class State, class Numbers>
    static auto gradient(State const& s, Numbers const& numbers) {
        if constexpr (sizeof...(Chosen) == 1)
            return part<(Chosen + ...), First, First>(s, numbers);
        else
            return [&]<std::size_t... I>(std::index_sequence<I...>) {
                return std::tuple{part<Chosen, First, First + start_of(I)>(s, numbers)...};
            }
        (std::make_index_sequence<sizeof...(Chosen)>{});
    }

    /// Writes the gradient: rows through columns, other derivatives through pointers.
    template <std::size_t First, class State, class Numbers, class Destinations>
    static void write(State const& s, Numbers const& numbers, Destinations const& to) {
        [&]<std::size_t... I>(std::index_sequence<I...>) {
            (write_part<Chosen, First, First + start_of(I)>(s, numbers, std::get<I>(to)), ...);
        }
        (std::make_index_sequence<sizeof...(Chosen)>{});
    }

    /// The same without rows.
    static auto refused() {
        return refused_parts(std::type_identity<std::tuple<std::type_identity<argument<Chosen>>...>>{});
    }

private:
    template <class... P>
    static auto refused_parts(std::type_identity<std::tuple<std::type_identity<P>...>>) {
        if constexpr (sizeof...(P) == 1)
            return (no_rows<P>(), ...);
        else
            return std::tuple{no_rows<P>()...};
    }
    template <class P>
    static auto no_rows() {
        if constexpr (has_columns<P>)
            return dense_matrix<double>{};
        else if constexpr (is_rows<P>)
            return std::vector<typename content_of<P>::type>{};
        else
            return P{};
    }
    static consteval std::size_t start_of(std::size_t count) {
        constexpr std::size_t sizes[]{leaf_count<typename content_of<argument<Chosen>>::type>()..., 0};
        std::size_t start = 0;
        for (std::size_t i = 0; i < count; ++i) start += sizes[i];
        return start;
    }
    template <std::size_t Position, std::size_t Values, std::size_t First, class State, class T, std::size_t N>
    static auto part(State const& s, std::array<T, N> const& numbers) {
        using content = typename content_of<argument<Position>>::type;
        if constexpr (has_columns<argument<Position>>) {
            std::size_t const rows = s.length[static_cast<std::size_t>(Source::axis_of_argument(Position))],
                              columns = s.length[static_cast<std::size_t>(Source::columns_axis(Position))];
            dense_matrix<T> matrix{std::vector<T>(rows * columns), static_cast<std::ptrdiff_t>(rows),
                                   static_cast<std::ptrdiff_t>(columns)};
            write_part<Position, Values, First>(s, numbers, locate_matrix<T>(matrix, Position));
            return matrix;
        } else if constexpr (is_rows<argument<Position>>) {
            std::vector<with_scalar<content, T>> rows(
                s.length[static_cast<std::size_t>(Source::axis_of_argument(Position))]);
            write_part<Position, Values, First>(s, numbers, bind_rows<content, T>(rows, Position));
            return rows;
        } else {
            return shaped<content, T, First>(numbers);
        }
    }
    /// `Values` results come before the derivatives.
    template <std::size_t Position, std::size_t Values, std::size_t First, class State, class T, std::size_t N,
              class To>
    static void write_part(State const& s, std::array<T, N> const& numbers, To const& to) {
        if constexpr (has_columns<argument<Position>>) {
            write_matrix<Source, Position, First>(s, numbers, to);
        } else if constexpr (is_rows<argument<Position>>) {
            row_results<Source, State, T>{s}
                .template write<First, Values + static_cast<std::size_t>(Source::own_independents),
                                Source::start_of(Position)>(numbers, to);
        } else {
            *to = shaped<argument<Position>, T, First>(numbers);
        }
    }
};

template <class Shape>
struct row_gradient_answer {
    template <class State, class Numbers>
    static auto from(State const& s, Numbers const& numbers) {
        return Shape::template gradient<0>(s, numbers);
    }
    template <std::size_t>
    static auto refused() {
        return Shape::refused();
    }
};
template <class Shape, class R>
struct row_value_and_gradient_answer {
    template <class State, class T, std::size_t N>
    static auto from(State const& s, std::array<T, N> const& numbers) {
        constexpr std::size_t m = leaf_count<R>();
        return result<typename Shape::keys, with_value<with_scalar<R, T>>,
                      with_gradient<decltype(Shape::template gradient<m>(s, numbers))>>{
            {shaped<R, T, 0>(numbers)}, {Shape::template gradient<m>(s, numbers)}};
    }
    template <std::size_t>
    static auto refused() {
        return result<typename Shape::keys, with_value<R>, with_gradient<decltype(Shape::refused())>>{
            {R{}}, {Shape::refused()}};
    }
};

template <class Shape, class R, std::size_t N>
struct row_product_answer {
    template <class State, class T, std::size_t Count>
    static auto from(State const& s, std::array<T, Count> const& numbers) {
        using gradient = decltype(Shape::template gradient<1>(s, numbers));
        return result<typename Shape::keys, with_value<with_scalar<R, T>>, with_gradient<gradient>,
                      with_product<gradient>>{{shaped<R, T, 0>(numbers)},
                                              {Shape::template gradient<1>(s, numbers)},
                                              {Shape::template gradient<1 + N>(s, numbers)}};
    }
    template <std::size_t>
    static auto refused() {
        using gradient = decltype(Shape::refused());
        return result<typename Shape::keys, with_value<R>, with_gradient<gradient>, with_product<gradient>>{
            {R{}}, {Shape::refused()}, {Shape::refused()}};
    }
};
/// The blocks of rows in the Hessian; all other entries are 0.
template <class Source, class Shape, class R>
struct row_hessian_answer {
    static constexpr auto n = static_cast<std::size_t>(Source::own_independents);

    template <class State, class T, std::size_t Count>
    static auto from(State const& s, std::array<T, Count> const& numbers) {
        using gradient = decltype(Shape::template gradient<1>(s, numbers));
        using blocks = std::vector<matrix_entries<T, n, n>>;
        result<typename Shape::keys, with_value<with_scalar<R, T>>, with_gradient<gradient>, with_hessian<blocks>>
            answer{{shaped<R, T, 0>(numbers)},
                   {Shape::template gradient<1>(s, numbers)},
                   {blocks(s.length[static_cast<std::size_t>(Source::chosen_axis)])}};
        for (std::size_t row = 0; row < answer.hessian.size(); ++row)
            answer.hessian[row] = [&]<std::size_t... I>(std::index_sequence<I...>) {
                std::array<T, sizeof...(I)> const triangle{result_in_row<1 + n + I>(s, numbers, row)...};
                return symmetric_part<0, n>(triangle);
            }
        (std::make_index_sequence<n*(n + 1) / 2>{});
        return answer;
    }
    template <std::size_t>
    static auto refused() {
        using gradient = decltype(Shape::refused());
        return result<typename Shape::keys, with_value<R>, with_gradient<gradient>,
                      with_hessian<std::vector<matrix_entries<double, n, n>>>>{{R{}}, {Shape::refused()}, {}};
    }
};

/// The answers of quantities whose results are single numbers.
template <class Answer>
struct number_answer {
    template <class State, class Numbers>
    static auto from(State const&, Numbers const& numbers) {
        return Answer::from(numbers);
    }
    template <std::size_t N>
    static auto refused() {
        return Answer::from(std::array<double, N>{});
    }
};

}  // namespace ctgrad::detail
