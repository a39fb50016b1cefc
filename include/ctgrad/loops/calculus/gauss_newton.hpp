#pragma once

#include <array>
#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include <ctgrad/loops/calculus/residuals.hpp>

/// Least squares: the normal equations of a fit, and the Jacobian of its residuals.
namespace ctgrad {

namespace detail {

template <class Shape>
struct normal_equations_answer {
    static constexpr std::size_t n = Shape::columns;

    template <class State, class T, std::size_t N>
    static auto from(State const&, std::array<T, N> const& numbers) {
        return result<typename Shape::keys, with_value<T>, with_gradient<gradient_in<1, Shape, T, N>>,
                      with_normal_matrix<matrix_entries<T, n, n>>>{
            {numbers[0] / 2}, {Shape::template gradient<1>(numbers)}, {symmetric_part<1 + n, n>(numbers)}};
    }
    template <std::size_t>
    static auto refused() {
        return from(0, std::array<double, 1 + n + n*(n + 1) / 2>{});
    }
};

/// Finds the Jacobian of a row.
struct by_row_number {
    template <class Rows>
    static constexpr auto const& row(Rows const& jacobian, std::size_t i) {
        return jacobian[i];
    }
};

/// The residuals and the Jacobian of each row. The Jacobian of one residual is an array; of several it has a row for
/// each residual.
template <class Source, class R, std::size_t N>
struct residual_rows {
    static constexpr std::size_t m = leaf_count<R>();
    using gradient = std::array<double, N>;
    using jacobian = std::conditional_t<m == 1, gradient, std::array<gradient, m>>;

    template <class State, class T, std::size_t Count>
    static auto from(State const& s, std::array<T, Count> const& numbers) {
        auto answer = empty<T>(s.length[static_cast<std::size_t>(Source::axis)]);
        for (std::size_t row = 0; row < answer.value.size(); ++row) {
            answer.value[row] = part<R, 0>(s, numbers, row);
            answer.jacobian[row] = part<jacobian, m>(s, numbers, row);
        }
        return answer;
    }
    template <std::size_t>
    static auto refused() {
        return empty<double>(0);
    }

private:
    template <class T>
    static auto empty(std::size_t rows) {
        using values = std::vector<with_scalar<R, T>>;
        using jacobians = std::vector<with_scalar<jacobian, T>>;
        return result<by_row_number, with_value<values>, with_jacobian<jacobians>>{{values(rows)}, {jacobians(rows)}};
    }
    template <class Content, std::size_t First, class State, class T, std::size_t Count>
    static auto part(State const& s, std::array<T, Count> const& numbers, std::size_t row) {
        return [&]<std::size_t... I>(std::index_sequence<I...>) {
            std::array<T, sizeof...(I)> const leaves{result_in_row<First + I>(s, numbers, row)...};
            return shaped<Content, T, 0>(leaves);
        }
        (std::make_index_sequence<leaf_count<Content>()>{});
    }
};

template <std::size_t Given>
constexpr bool refuse_residual_destinations() {
    static_assert(Given == 2,
                  "ctgrad: a residual_jacobian is written to two destinations: into_rows(residuals, jacobian)");
    return false;
}

/// Residuals and Jacobians in the caller's memory.
template <class Callable, class R, class... A, class Chosen, quantity What>
struct written_rows<residual_source<Callable, R(A...), Chosen, What>, What> {
    using source = residual_source<Callable, R(A...), Chosen, What>;
    static constexpr std::size_t m = leaf_count<R>(), n = static_cast<std::size_t>(source::independent_count),
                                 position = sizeof...(A) - 1;
    using jacobian = rows_of<typename residual_rows<source, R, n>::jacobian>;
    static constexpr bool returns_value = false;

    template <std::size_t Given>
    static consteval bool check_count() {
        if constexpr (Given != 2) return refuse_residual_destinations<Given>();
        return Given == 2;
    }
    template <class T, class To>
    static consteval bool check() {
        return check_destination<T, rows_of<R>, std::tuple_element_t<0, To>>() &&
               check_destination<T, jacobian, std::tuple_element_t<1, To>>();
    }
    template <class T>
    static auto bind(auto const& to, auto const& arguments) {
        using rows = std::tuple_element_t<position, std::tuple<A...>>;
        std::size_t const count = rows_given<rows, T>(position, std::get<position>(arguments));
        return std::tuple{bind_destination<T, rows_of<R>>(std::get<0>(to), position, count),
                          bind_destination<T, jacobian>(std::get<1>(to), position, count)};
    }
    static void write(auto const& s, auto const& numbers, auto const& bound) {
        write_results(s, numbers, std::get<0>(bound), std::make_index_sequence<m>{});
        [&]<std::size_t... I>(std::index_sequence<I...>) {
            write_results(s, numbers, std::get<1>(bound), std::index_sequence<m + I...>{});
        }
        (std::make_index_sequence<m * n>{});
    }
};

/// A quantity of the residuals of a list of rows.
template <template <class, class, class, quantity> class Source, template <class, class> class Answer, class Callable,
          class R, class... A, std::size_t... I>
constexpr auto residual_quantity(std::type_identity<R(A...)>, positions<I...>) {
    using checks = residual_checks<Callable, R(A...)>;
    if constexpr (checks::template check<I...>()) {
        using signature = typename listed_signature<R, A...>::type;
        using source = Source<Callable, signature, typename checks::template chosen<I...>, quantity::jacobian>;
        return loop_quantity<source, quantity::jacobian, Answer<source, signature>>{};
    } else {
        using signature = double(double, rows_of<double>);
        using source = Source<refused_callable, signature, positions<0>, quantity::jacobian>;
        return loop_quantity<source, quantity::jacobian, Answer<source, signature>>{};
    }
}

template <class Source, class Signature>
struct gauss_newton_answer;
template <template <class, class, class, quantity> class SourceOf, class Callable, class R, class... A, class Chosen,
          quantity What>
struct gauss_newton_answer<SourceOf<Callable, R(A...), Chosen, What>, R(A...)>
    : normal_equations_answer<signature_shape<R(typename content_of<A>::type...), Chosen>> {};

template <class Source, class Signature>
struct residual_answer;
template <class Source, class R, class... A>
struct residual_answer<Source, R(A...)>
    : residual_rows<Source, R, static_cast<std::size_t>(Source::independent_count)> {};

}  // namespace detail

/// The normal equations of a least-squares fit, in one pass over the data. The function returns the residuals r of one
/// row, a number or several; the row is its last argument, and the call takes a list of rows there. The result has
///  - `value`: half the sum of the squares of all residuals,
///  - `gradient`: J^T r, the gradient of `value`,
///  - `normal_matrix`: J^T J, the Hessian of `value` without the second derivatives of the residuals,
/// where J is the Jacobian of all residuals with respect to the parameters: the arguments that are not lists, or those
/// that `arguments<...>` chooses. For an empty list all three are 0. A step of Gauss and Newton solves J^T J x = -J^T
/// r, and `2 value / (count - parameters)` times the inverse of J^T J estimates the covariance of the parameters.
/// ```cpp
/// constexpr auto residual = ctgrad::function<double(std::array<double, 2>, point)>(
///     [](auto const& p, auto const& at) { return p[0] * exp(-p[1] * ctgrad::get<"t">(at)) - ctgrad::get<"y">(at); });
/// auto const [value, gradient, normal_matrix] = ctgrad::gauss_newton(residual)(p, points);
/// ```
template <class Callable, class Signature, std::size_t... I>
constexpr auto gauss_newton(traced<Callable, Signature>, detail::positions<I...> chosen = {}) {
    return detail::residual_quantity<detail::normal_equations_source, detail::gauss_newton_answer, Callable>(
        std::type_identity<Signature>{}, chosen);
}
/// The same for residuals that need other lists of rows.
template <class Callable, class Signature, std::size_t... I>
constexpr auto gauss_newton(looped<Callable, Signature>, detail::positions<I...> chosen = {}) {
    return detail::residual_quantity<detail::normal_equations_source, detail::gauss_newton_answer, Callable>(
        std::type_identity<Signature>{}, chosen);
}

/// The residuals of each row and their Jacobian with respect to the parameters, row by row: vectors `value` and
/// `jacobian`. The Jacobian of a row is an array with an entry for each parameter, or an array of such arrays if a row
/// has several residuals. The function and the call are those of `gauss_newton`. `into_rows(residuals, jacobian)` as
/// the first argument writes both to your own memory instead.
/// ```cpp
/// Eigen::VectorXd r(count);
/// Eigen::MatrixXd j(count, 2);
/// ctgrad::residual_jacobian(residual)(ctgrad::into_rows(r, j), p, points);
/// ```
template <class Callable, class Signature, std::size_t... I>
constexpr auto residual_jacobian(traced<Callable, Signature>, detail::positions<I...> chosen = {}) {
    return detail::residual_quantity<detail::residual_source, detail::residual_answer, Callable>(
        std::type_identity<Signature>{}, chosen);
}
/// The same for residuals that need other lists of rows.
template <class Callable, class Signature, std::size_t... I>
constexpr auto residual_jacobian(looped<Callable, Signature>, detail::positions<I...> chosen = {}) {
    return detail::residual_quantity<detail::residual_source, detail::residual_answer, Callable>(
        std::type_identity<Signature>{}, chosen);
}

}  // namespace ctgrad
