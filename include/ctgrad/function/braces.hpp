#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <type_traits>
#include <utility>

#include <ctgrad/calculus/callable.hpp>
#include <ctgrad/diagnostics/function_argument_checks.hpp>
#include <ctgrad/function/data.hpp>
#include <ctgrad/function/flat.hpp>
#include <ctgrad/support/inline.hpp>

/// Arguments in braces, as in `f({1.0, 2.0, 3.0})`. Braces have no type, so a call that has any uses the types of the
/// signature.
namespace ctgrad::detail {

template <std::size_t... Positions>
struct positions;
template <class Callable, class Signature, class Chosen, quantity What>
struct function_source;

/// The type of an argument that is A in the signature.
template <class A>
struct plain_argument {
    using type = with_scalar<argument_structure<A>, double>;
};
template <scalar_data A>
struct plain_argument<A> {
    using type = A;
};

/// The rows of an array of arrays or of a matrix. Each may be in braces.
template <class S>
struct rows_in_braces {
    static constexpr std::size_t count = 0;
    using row = double;
};
template <class S, std::size_t N>
    requires(takes_lists<S>&& N > 1)
struct rows_in_braces<std::array<S, N>> {
    static constexpr std::size_t count = N;
    using row = S;
};
template <structured_matrix S>
    requires(!is_vector<S>)
struct rows_in_braces<S> {
    static constexpr std::size_t count = matrix_structure<S>::rows;
    using row = std::array<double, matrix_structure<S>::columns>;
};
template <std::size_t, class T>
using repeated = T;

/// An argument for a parameter that is A in the signature: in braces, or as in other calls.
template <class A, class Rows = std::make_index_sequence<rows_in_braces<argument_structure<A>>::count>>
struct in_braces;
template <class A, std::size_t... I>
struct in_braces<A, std::index_sequence<I...>> {
    using type = typename plain_argument<A>::type;
    type argument;

    template <class... Given>
    constexpr in_braces(Given const&... given) : argument(made_of_given(given...)) {}
    /// In nested braces: `f({{1.0, 2.0}, {3.0, 4.0}})`.
    constexpr in_braces(
        repeated<I,
                 in_braces<typename rows_in_braces<argument_structure<A>>::row>> const&... rows) requires(sizeof...(I) >
                                                                                                          1)
        : argument(made_of_rows(rows.argument...)) {}
    /// Nested braces with a wrong number of rows.
    template <std::size_t... N>
        requires(sizeof...(I) > 1 && sizeof...(N) > 1 && sizeof...(N) != sizeof...(I))
    constexpr in_braces([[maybe_unused]] double const (&... rows)[N]) : argument{} {
        check_rows_in_braces<sizeof...(N), sizeof...(I)>();
    }

private:
    using structure = argument_structure<A>;

    template <class... Row>
    static constexpr type made_of_rows(Row const&... rows) {
        if constexpr (is_array<structure>) {
            return {{rows...}};
        } else {
            type matrix{};
            std::size_t i = 0;
            auto const fill = [&](auto const& row) {
                for (std::size_t k = 0; k < row.size(); ++k) matrix_structure<structure>::entry(matrix, i, k) = row[k];
                ++i;
            };
            (fill(rows), ...);
            return matrix;
        }
    }

    template <class... Given>
    static constexpr type made_of_given(Given const&... given) {
        if constexpr (is_one_argument<Given...>()) {
            return (one_argument(given), ...);
        } else if constexpr (scalar_data<A>) {
            (check_argument<0, Given, A>(), ...);
            return {};
        } else if constexpr (!takes_lists<structure>) {
            return {given...};
        } else if constexpr (check_count_in_braces<sizeof...(Given), wanted_list<structure>::size>()) {
            using element = with_scalar<typename wanted_list<structure>::element, double>;
            std::array<element, sizeof...(Given)> const numbers{static_cast<element>(given)...};
            return copied<structure, double>(numbers);
        } else {
            return {};
        }
    }
    template <class Given>
    static constexpr type one_argument(Given const& given) {
        if constexpr (scalar_data<A>) {
            return static_cast<type>(given);
        } else if constexpr (std::same_as<Given, type>) {
            return given;
        } else {
            check_list_size<structure>("an argument", 0, given);
            return copied<structure, double>(given);
        }
    }
    template <class... Given>
    static consteval bool is_one_argument() {
        if constexpr (sizeof...(Given) == 1)
            return (fits<A, Given>() && ...);
        else
            return false;
    }
};

template <class Self, class Source, quantity What>
struct call_in_braces<Self, freely_rounded<Source>, What> : call_in_braces<Self, Source, What> {};
template <class Self, class Source, quantity Asked, class Layout, bool EntriesAlone, quantity What>
struct call_in_braces<Self, sparse_source<Source, Asked, Layout, EntriesAlone>, What>
    : call_in_braces<Self, Source, What> {};

/// Whether a signature has an argument that can be passed in braces.
template <class... A>
inline constexpr bool has_braces = (is_structure<argument_structure<A>>() && ...) &&
                                   (!scalar_type<argument_structure<A>> || ...);

template <class Self, class Written, quantity What>
struct braces_of_signature {
    void operator()(no_argument const&) const;
};
template <class Self, class R, class... A, quantity What>
    requires(has_braces<A...>)
struct braces_of_signature<Self, R(A...), What> {
    CTGRAD_INLINE auto operator()(in_braces<A> const&... arguments) const
        requires(What != quantity::jvp && What != quantity::vjp && What != quantity::hvp) {
        return static_cast<Self const&>(*this)(arguments.argument...);
    }
    template <class Seed>
        requires(What == quantity::jvp || What == quantity::vjp || What == quantity::hvp)
    CTGRAD_INLINE auto operator()(Seed const& seed, in_braces<A> const&... arguments) const {
        return static_cast<Self const&>(*this)(seed, arguments.argument...);
    }
};
template <class Self, class Callable, class Signature, class Chosen, quantity Asked, quantity What>
struct call_in_braces<Self, function_source<Callable, Signature, Chosen, Asked>, What>
    : braces_of_signature<Self, typename written_signature<Callable, Signature>::type, What> {};

}  // namespace ctgrad::detail
