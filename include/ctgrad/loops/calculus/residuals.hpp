#pragma once

#include <array>
#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>

#include <ctgrad/loops/calculus/function.hpp>
#include <ctgrad/support/array_of.hpp>

/// Functions of parameters and one row, the last argument, evaluated for a list of rows: the residuals of a fit.
namespace ctgrad::detail {

/// Turns a function of one row into a function of a list of rows.
template <class Callable>
struct in_each_row_of_last {
    template <class... X>
    constexpr auto operator()(X const&... arguments) const {
        auto const all = std::tie(arguments...);
        auto const& rows = std::get<sizeof...(X) - 1>(all);
        int const before = rows.nesting->open;
        rows.nesting->open |= 1 << rows.axis;  // for loops inside
        auto result = [&]<std::size_t... I>(std::index_sequence<I...>) {
            return Callable{}(std::get<I>(all)..., rows.row);
        }
        (std::make_index_sequence<sizeof...(X) - 1>{});
        rows.nesting->open = before;
        return result;
    }
};

/// The residuals r of each row and their Jacobian J, with respect to some parameters.
template <class Callable, class Signature, class Chosen, quantity What>
struct residual_source;
template <class Callable, class R, class... A, class Chosen, quantity What>
struct residual_source<Callable, R(A...), Chosen, What>
    : loop_source<in_each_row_of_last<Callable>, R(A...), Chosen, What> {
    static constexpr int axis =
        loop_source<in_each_row_of_last<Callable>, R(A...), Chosen, What>::axis_of_argument(sizeof...(A) - 1);
    static constexpr int kept_axes = 1 << axis;
    static constexpr bool is_printable = false;
};

/// Half the sum of squares, its gradient J^T r, and the lower triangle of J^T J, summed over all rows.
template <class Callable, class Signature, class Chosen, quantity What>
struct normal_equations_source : residual_source<Callable, Signature, Chosen, What> {
    using base = residual_source<Callable, Signature, Chosen, What>;
    static constexpr int m = base::output_count, n = base::independent_count;
    static constexpr int result_count = 1 + n + n * (n + 1) / 2;

    /// Replaces values and Jacobian.
    static constexpr void finish(graph& g, int* results) {
        array_of<int, m + m * n + 1> derived{};
        for (int i = 0; i < m + m * n; ++i) derived[i] = results[i];
        int const* const jacobian = derived + m;
        auto const row_by_row = [&](int const* left, int const* right, int step_left, int step_right) {
            int products = no_node;
            for (int k = 0; k < m && !g.full; ++k) {
                int const a = left[k * step_left], b = right[k * step_right];
                if (a != no_node && b != no_node) accumulate(g, products, chain(g, a, b));
            }
            return products == no_node || g.full ? no_node : sum_along(g, products, base::axis);
        };
        *results++ = row_by_row(derived, derived, 1, 1);
        for (int i = 0; i < n; ++i) *results++ = row_by_row(jacobian + i, derived, n, 1);
        for (int i = 0; i < n; ++i)
            for (int k = 0; k <= i; ++k) *results++ = row_by_row(jacobian + i, jacobian + k, n, n);
    }
};

// Checks

template <class Callable>
constexpr bool refuse_rows_of_residual() {
    static_assert(
        never<Callable>,
        "ctgrad: the last argument of a residual function is one row, not a list: let it return the residuals "
        "of that row, and pass the list in the call");
    return false;
}
template <class Callable>
constexpr bool refuse_residual_without_parameters() {
    static_assert(never<Callable>,
                  "ctgrad: a residual function has parameters, and a row as its last argument, as in "
                  "function<double(parameters, point)>(...)");
    return false;
}
template <class Callable, class Chosen>
constexpr bool refuse_residual_by_rows() {
    static_assert(
        never<Callable>,
        "ctgrad: residuals have derivatives with respect to parameters: choose arguments that are neither lists "
        "nor the row, which is the last one");
    return false;
}

/// Turns the signature of a function of parameters and one row into that of a function of a list of rows.
template <class R, class... A>
struct listed_signature {
    template <std::size_t... I>
    static auto find(std::index_sequence<I...>)
        -> std::type_identity<R(std::tuple_element_t<I, std::tuple<A...>>...,
                                rows_of<std::tuple_element_t<sizeof...(I), std::tuple<A...>>>)>;
    using type = typename decltype(find(std::make_index_sequence<sizeof...(A) - 1>{}))::type;
};

/// Checks a residual function, and finds the arguments that its quantities are called with.
template <class Callable, class Signature>
struct residual_checks;
template <class Callable, class R, class... A>
struct residual_checks<Callable, R(A...)> {
    template <std::size_t I>
    using argument = std::tuple_element_t<I, std::tuple<A...>>;

    template <std::size_t... Chosen>
    static constexpr bool check() {
        if constexpr (std::same_as<Callable, refused_callable>)
            return false;
        else if constexpr (sizeof...(A) == 0)
            return refuse_residual_without_parameters<Callable>();
        else if constexpr (is_rows<argument<sizeof...(A) - 1>>)
            return refuse_rows_of_residual<Callable>();
        else if constexpr (!check_positions<sizeof...(A), Chosen...>())
            return false;
        else if constexpr (((Chosen == sizeof...(A) - 1 || is_rows<argument<Chosen>>) || ...))
            return refuse_residual_by_rows<Callable, positions<Chosen...>>();
        else if constexpr (parameter_count<Chosen...>() == 0)
            return refuse_residual_without_parameters<Callable>();
        else
            return true;
    }
    template <std::size_t... Chosen>
    using chosen = typename parameters_if_none<typename listed_signature<R, A...>::type, positions<Chosen...>>::type;

private:
    template <std::size_t... Chosen>
    static consteval std::size_t parameter_count() {
        return leaves_of(chosen<Chosen...>{});
    }
    template <std::size_t... I>
    static consteval std::size_t leaves_of(positions<I...>) {
        return (leaf_count<argument<I>>() + ... + 0);
    }
};

}  // namespace ctgrad::detail
