#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>

#include <ctgrad/calculus/free_rounding.hpp>
#include <ctgrad/diagnostics/function_argument_checks.hpp>
#include <ctgrad/function/braces.hpp>
#include <ctgrad/function/calculus.hpp>
#include <ctgrad/function/rows.hpp>

/// Functions with values for their data, as `f.with(data...)` makes them.
namespace ctgrad {

namespace detail {

template <std::size_t Given, std::size_t Wanted>
constexpr bool check_bound_count() {
    if constexpr (Wanted == 0)
        static_assert(
            Given == Wanted,
            "ctgrad: f.with() gives a function its data, and this one has none: mark in its signature what is "
            "data, as in function<double(double, ctgrad::data<double>)>(callable)");
    else
        static_assert(Given == Wanted,
                      "ctgrad: f.with() takes one value for each argument that the signature marks as data, in that "
                      "order: the numbers here are those given and wanted");
    return Given == Wanted;
}

/// How a value is kept: as a copy. A built-in array becomes a `std::array`, and an expression of Eigen is evaluated.
template <class Given>
struct kept_data {
    using type = Given;
    static constexpr type of(Given const& given) { return given; }
};
template <class T, std::size_t N>
struct kept_data<T[N]> {
    using type = std::array<typename kept_data<std::remove_cv_t<T>>::type, N>;
    static constexpr type of(T const (&given)[N]) {
        return [&]<std::size_t... I>(std::index_sequence<I...>) { return type{{kept_data<T>::of(given[I])...}}; }
        (std::make_index_sequence<N>{});
    }
};
template <class Given>
    requires(
        requires { typename Given::PlainObject; } && !requires(Given const& g) { g.data(); })
struct kept_data<Given> {
    using type = typename Given::PlainObject;
    static type of(Given const& given) { return given; }
};
/// The value itself, or the object to which a `std::reference_wrapper` refers.
template <class Kept>
CTGRAD_INLINE auto const& data_behind(Kept const& kept) {
    if constexpr (requires {
                      typename Kept::type;
                      requires std::same_as<decltype(kept.get()), typename Kept::type&>;
                  })
        return static_cast<typename Kept::type const&>(kept.get());
    else
        return kept;
}
template <class Given>
using type_of_data = std::remove_cvref_t<decltype(data_behind(std::declval<typename kept_data<Given>::type const&>()))>;

template <class W>
inline constexpr bool is_data_of_call = signature_argument<W>::is_data || is_rows<W>;

/// Which arguments in a signature, as it was written, are data and which are not.
template <class Written>
struct data_positions;
template <class R, class... W>
struct data_positions<R(W...)> {
    static constexpr std::size_t arity = sizeof...(W), count = (std::size_t{is_data_of_call<W>} + ... + 0);
    struct order {
        bool is_data[arity + 1];
        std::size_t number[arity + 1];    // among the data, or among the others
        std::size_t position[arity + 1];  // of the data, then of the others
    };
    static constexpr order find() {
        order all{{is_data_of_call<W>...}, {}, {}};
        std::size_t data = 0, others = 0;
        for (std::size_t i = 0; i < arity; ++i) {
            all.number[i] = all.is_data[i] ? data : others;
            all.position[all.is_data[i] ? data++ : count + others++] = i;
        }
        return all;
    }
    static constexpr order found = find();
    template <std::size_t... Other>
    static auto others(std::index_sequence<Other...>)
        -> std::type_identity<R(std::tuple_element_t<found.position[count + Other], std::tuple<W...>>...)>;
    /// The signature without data.
    using rest = typename decltype(others(std::make_index_sequence<arity - count>{}))::type;

    template <class... Given, std::size_t... I>
    static constexpr bool check(std::index_sequence<I...>) {
        return (check_bound<found.position[I], Given, std::tuple_element_t<found.position[I], std::tuple<W...>>>() &&
                ...);
    }

private:
    template <std::size_t Position, class Given, class Wanted>
    static constexpr bool check_bound() {
        if constexpr (is_rows<Wanted>)
            return true;  // checked by each call
        else
            return check_argument<Position, type_of_data<Given>, Wanted>();
    }
};

template <class Callee>
inline constexpr quantity quantity_of_call = quantity::values;
template <class Callee>
    requires requires { Callee::what; }
inline constexpr quantity quantity_of_call<Callee> = Callee::what;

/// A function or quantity with values for its data. A call has the other arguments, after those that always come first,
/// such as a tangent.
template <class Callee, class Written, class... Kept>
struct with_bound_data : Callee,
                         braces_of_signature<with_bound_data<Callee, Written, Kept...>,
                                             typename data_positions<Written>::rest, quantity_of_call<Callee>> {
    using positions = data_positions<Written>;
    using braces = braces_of_signature<with_bound_data, typename positions::rest, quantity_of_call<Callee>>;
    using braces::operator();
    [[no_unique_address]] std::tuple<Kept...> data;

    constexpr with_bound_data(Callee const& callee, std::tuple<Kept...> const& values) : Callee(callee), data(values) {}

    template <class... Given>
    CTGRAD_INLINE auto operator()(Given const&... given) const {
        constexpr std::size_t others = positions::arity - positions::count,
                              before = sizeof...(Given) > others ? sizeof...(Given) - others : 0;
        if constexpr (sizeof...(Given) < others)
            return callee()(given...);  // which refuses it
        else
            return call<before>(std::tuple<Given const&...>(given...),
                                std::make_index_sequence<before + positions::arity>{});
    }
    /// Writes the Jacobian or gradient to the caller's memory, as without data.
    template <class... Block>
        requires requires(Callee const& c, Block&&... blocks) { c.into(std::forward<Block>(blocks)...); }
    constexpr auto into(Block&&... blocks) const {
        return with_same_data(callee().into(std::forward<Block>(blocks)...));
    }

    constexpr Callee const& callee() const { return *this; }
    /// The same data for another function or quantity with this signature.
    template <class Other>
    constexpr auto with_same_data(Other const& other) const {
        return with_bound_data<Other, Written, Kept...>(other, data);
    }

private:
    template <std::size_t Before, class Given, std::size_t... I>
    CTGRAD_INLINE auto call(Given const& given, std::index_sequence<I...>) const {
        return callee()(argument<Before, I>(given)...);
    }
    template <std::size_t Before, std::size_t I, class Given>
    CTGRAD_INLINE auto const& argument(Given const& given) const {
        if constexpr (I < Before)
            return std::get<I>(given);
        else if constexpr (positions::found.is_data[I - Before])
            return data_behind(std::get<positions::found.number[I - Before]>(data));
        else
            return std::get<Before + positions::found.number[I - Before]>(given);
    }
};

template <class Function>
inline constexpr bool has_bound_data = false;
template <class Callee, class Written, class... Kept>
inline constexpr bool has_bound_data<with_bound_data<Callee, Written, Kept...>> = true;

template <class Written, class Function, class... Given>
constexpr auto bind_data(Function const& f, Given const&... given) {
    using positions = data_positions<Written>;
    if constexpr (!check_bound_count<sizeof...(Given), positions::count>())
        return traced<refused_callable, double(double)>{};
    else if constexpr (!positions::template check<Given...>(std::index_sequence_for<Given...>{}))
        return traced<refused_callable, double(double)>{};
    else
        return with_bound_data<Function, Written, typename kept_data<Given>::type...>(
            f, std::tuple<typename kept_data<Given>::type...>(kept_data<Given>::of(given)...));
}

}  // namespace detail

// The quantities of a function with its data are those of the function, with the same data.
#define CTGRAD_WITH_SAME_DATA(quantity)                                                                  \
    template <class F, class Written, class... Kept, class... Options>                                   \
    constexpr auto quantity(detail::with_bound_data<F, Written, Kept...> const& f, Options... options) { \
        return f.with_same_data(quantity(F(f), options...));                                             \
    }

CTGRAD_WITH_SAME_DATA(gradient)
CTGRAD_WITH_SAME_DATA(value_and_gradient)
CTGRAD_WITH_SAME_DATA(jacobian)
CTGRAD_WITH_SAME_DATA(hessian)
CTGRAD_WITH_SAME_DATA(jvp)
CTGRAD_WITH_SAME_DATA(vjp)
CTGRAD_WITH_SAME_DATA(hvp)
CTGRAD_WITH_SAME_DATA(free_rounding)

#undef CTGRAD_WITH_SAME_DATA

}  // namespace ctgrad
