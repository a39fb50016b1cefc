#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <type_traits>
#include <utility>
#include <vector>

#include <ctgrad/loops/calculus/function.hpp>
#include <ctgrad/loops/trace/map.hpp>

/// Functions that return a list of rows.
namespace ctgrad {

/// A function that returns a list of rows, made by `function`. Calling it computes a vector of rows.
template <class Callable, class Signature>
struct looped_rows;

namespace detail {

/// The axis of the list that a callable returns.
template <class Callable, class... A>
inline constexpr int axis_of_result = [] {
    loop_nesting nesting{};
    return trial_result<Callable, A...>(nesting).axis;
}();
/// Turns a callable that returns a list into one that returns a row.
template <class Callable>
struct row_of_result {
    using list_callable = Callable;
    template <class... X>
    constexpr auto operator()(X const&... arguments) const {
        return Callable{}(arguments...).row;
    }
};

/// Checks the result of a callable, if it can be called; the rest is checked as for other functions.
template <class Callable, class Signature>
struct returns_list;
template <class Callable, class Row, class... A>
struct returns_list<Callable, rows_of<Row>(A...)> {
    template <class Result>
    static constexpr bool refuse_result() {
        static_assert(
            never<Result>,
            "ctgrad: a function whose result is rows_of<Row> returns a list of such rows: map(rows, body), where "
            "the body returns a number or a std::array: here is what it returns");
        return false;
    }
    static constexpr bool check() {
        if constexpr (std::invocable<Callable const&, with_scalar<A, symbol> const&...>) {
            using result = std::remove_cvref_t<std::invoke_result_t<Callable const&, with_scalar<A, symbol> const&...>>;
            if constexpr (!std::same_as<result, row_list<Row>>) return refuse_result<result>();
            return std::same_as<result, row_list<Row>>;
        } else {
            return refuse_result<Callable>();
        }
    }
};

/// The values of each row.
template <class Callable, class Signature, class Chosen, quantity What>
struct mapped_source;
template <class Callable, class R, class... A, class Chosen, quantity What>
struct mapped_source<Callable, R(A...), Chosen, What> : loop_source<Callable, R(A...), Chosen, What> {
    static constexpr int axis = axis_of_result<typename Callable::list_callable, A...>, kept_axes = 1 << axis;
    static constexpr bool is_printable = false;
};
template <class Source, class R>
struct mapped_answer {
    template <class State, class T, std::size_t N>
    static auto from(State const& s, std::array<T, N> const& numbers) {
        std::vector<with_scalar<R, T>> rows(s.length[static_cast<std::size_t>(Source::axis)]);
        for (std::size_t row = 0; row < rows.size(); ++row)
            rows[row] = [&]<std::size_t... I>(std::index_sequence<I...>) {
                std::array<T, sizeof...(I)> const leaves{result_in_row<I>(s, numbers, row)...};
                return shaped<R, T, 0>(leaves);
            }
        (std::make_index_sequence<leaf_count<R>()>{});
        return rows;
    }
    template <std::size_t>
    static auto refused() {
        return std::vector<R>{};
    }
};

template <class Callable, class Signature, quantity What, class Chosen>
struct matrix_of_rows {};

}  // namespace detail

template <class Callable, class R, class... A>
struct looped_rows<Callable, R(A...)>
    : detail::loop_quantity<
          detail::mapped_source<Callable, R(A...), detail::positions<>, detail::quantity::values>,
          detail::quantity::values,
          detail::mapped_answer<detail::mapped_source<Callable, R(A...), detail::positions<>, detail::quantity::values>,
                                R>> {};

/// Makes a callable that returns a list, by `map`, differentiable: `function<rows_of<Row>(...)>(callable)`. Its Jacobian is
/// sparse; see `sparse`.
template <class Signature, class Callable>
    requires detail::has_rows<Signature> && detail::returns_rows<Signature>
constexpr auto function(Callable const&) {
    using signature = typename detail::row_signature<Signature>::type;
    using callable = detail::row_of_result<Callable>;
    if constexpr (!decltype(detail::loop_signature_checks<signature>::check())::value) {
        return detail::refused_looped(std::type_identity<double(rows_of<double>)>{});
    } else if constexpr (!detail::returns_list<Callable, Signature>::check()) {
        return detail::refused_looped(std::type_identity<double(rows_of<double>)>{});
    } else {
        using checks = detail::loop_run_checks<callable, signature>;
        if constexpr (!decltype(checks::check())::value)
            return detail::refused_looped(std::type_identity<double(rows_of<double>)>{});
        else
            return looped_rows<callable, signature>{};
    }
}

/// The Jacobian of a function that returns rows, with respect to lists: `sparse` computes it.
template <class Callable, class Signature, std::size_t... I>
constexpr auto jacobian(looped_rows<Callable, Signature>, detail::positions<I...>) {
    return detail::matrix_of_rows<Callable, Signature, detail::quantity::jacobian, detail::positions<I...>>{};
}

}  // namespace ctgrad
