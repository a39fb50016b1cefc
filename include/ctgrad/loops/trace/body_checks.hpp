#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>

#include <ctgrad/diagnostics/array_messages.hpp>
#include <ctgrad/diagnostics/function_checks.hpp>
#include <ctgrad/diagnostics/refusal.hpp>
#include <ctgrad/function/rows.hpp>
#include <ctgrad/function/structure.hpp>
#include <ctgrad/function/symbol.hpp>

/// Checks the bodies of loops, and refuses operations that a list of rows does not have while the function is traced.
namespace ctgrad {

namespace detail {

// The body

template <class Body>
constexpr auto refuse_body_parameter() {
    static_assert(never<Body>,
                  "ctgrad: the body of a loop is called with one row of symbols: let it take auto const&, and "
                  "capture what it uses, as in sum(rows, [&](auto const& row) { return row[0]; })");
    return std::false_type{};
}
template <class Body>
constexpr auto refuse_body_of_several_lists() {
    static_assert(never<Body>,
                  "ctgrad: the body of a loop over zip(a, b) is called with a row of each list: let it take auto "
                  "const& for each, as in sum(zip(a, b), [&](auto const& x, auto const& y) { return x * y; })");
    return std::false_type{};
}
template <class Body>
constexpr auto refuse_body_without_result() {
    static_assert(never<Body>, "ctgrad: the body of a loop returns nothing: return what is summed or compared");
    return std::false_type{};
}
template <class Body>
constexpr auto refuse_condition_of_body() {
    static_assert(never<Body>,
                  "ctgrad: the body of a loop returns a condition, which is not a number: return select(condition, a, "
                  "b), as in sum(rows, [](auto x) { return select(x > 0, 1, 0); })");
    return std::false_type{};
}
template <class Result>
constexpr auto refuse_array_of_body() {
    static_assert(never<Result>,
                  "ctgrad: max, min and log_sum_exp take a body that returns one number; only sum and "
                  "mean take one that returns a std::array");
    return std::false_type{};
}
template <class Result>
constexpr auto refuse_result_of_body() {
    static_assert(
        never<Result>,
        "ctgrad: the body of a loop returns a number, or for sum and mean a std::array of numbers: its type is "
        "the one here");
    return std::false_type{};
}

template <class Value>
inline constexpr bool is_body_number = std::same_as<Value, symbol> || std::is_arithmetic_v<Value>;
template <class Value>
inline constexpr bool is_body_array = false;
template <class Value, std::size_t N>
inline constexpr bool is_body_array<std::array<Value, N>> = is_body_number<Value>;

template <class Row>
inline constexpr bool is_row_of_several_lists = false;
template <class... Row>
inline constexpr bool is_row_of_several_lists<std::tuple<Row...>> = true;

/// Calls a body with a row, or with a row of each of several lists.
template <class Body, class Row, class... Before>
constexpr auto called_on_row(Body const& body, Row const& row, Before const&... before) {
    return body(before..., row);
}
template <class Body, class... Row, class... Before>
constexpr auto called_on_row(Body const& body, std::tuple<Row...> const& rows, Before const&... before) {
    // (std::apply would add four lines to messages of g++ about the body.)
    return [&]<std::size_t... I>(std::index_sequence<I...>) { return body(before..., std::get<I>(rows)...); }
    (std::index_sequence_for<Row...>{});
}

/// (The condition stands where it is used, without std::invocable, because each level of instantiation adds a line to
/// messages about the body.)
template <class Body, bool Arrays, bool OfSeveralLists, class... Row>
struct checks_of_body {
    static auto check() {
        if constexpr (requires(Body const& body, Row const&... row) { body(row...); }) {
            using result = std::remove_cvref_t<decltype(std::declval<Body const&>()(std::declval<Row const&>()...))>;
            if constexpr (std::same_as<result, mistake> || std::same_as<result, refused_array<symbol>> ||
                          (std::is_void_v<result> && refused_before<Body>()))
                return std::false_type{};  // reported where it was made
            else if constexpr (std::is_void_v<result>)
                return refuse_body_without_result<Body>();
            else if constexpr (any_condition_handle<result>)
                return refuse_condition_of_body<Body>();
            else if constexpr (is_body_array<result> && !Arrays)
                return refuse_array_of_body<result>();
            else if constexpr (!is_body_number<result> && !is_body_array<result>)
                return refuse_result_of_body<result>();
            else
                return std::true_type{};
        } else if constexpr (OfSeveralLists) {
            return refuse_body_of_several_lists<Body>();
        } else {
            return refuse_body_parameter<Body>();
        }
    }
};
template <class Row, class Body, bool Arrays>
struct body_checks : checks_of_body<Body, Arrays, false, Row> {};
template <class... Row, class Body, bool Arrays>
struct body_checks<std::tuple<Row...>, Body, Arrays> : checks_of_body<Body, Arrays, true, Row...> {};

// The list

template <class X>
inline constexpr bool is_row_list = false;
template <class Row>
inline constexpr bool is_row_list<row_list<Row>> = true;

template <class Row>
constexpr auto refuse_traversal() {
    static_assert(never<Row>,
                  "ctgrad: a list of rows has no rows to visit while the function is traced: instead of a for loop, an "
                  "index or size() write sum(rows, [&](auto const& row) { ... }), mean, max, min, log_sum_exp or "
                  "length(rows)");
    return false;
}
template <class Row>
constexpr symbol refuse_list_as_number() {
    static_assert(never<Row>,
                  "ctgrad: a list of rows is not a number: reduce it to one, as in sum(rows, [&](auto const& row) { "
                  "return row[0]; })");
    return {};
}

template <class Row>
constexpr symbol refuse_missing_body() {
    static_assert(never<Row>,
                  "ctgrad: a loop over rows has a body that says what of each row is summed or compared: sum(rows, "
                  "[](auto const& row) { return row; })");
    return {};
}
template <class Formula>
constexpr mistake refuse_loop_over_formula() {
    static_assert(
        never<Formula>,
        "ctgrad: a loop with a body is over a list of rows, in a function whose signature has rows_of<Row>: a "
        "matrix formula is summed as a whole, sum(F)");
    return {};
}

/// (The members are templates, so that a refusal is reported where one is used.)
template <class Row>
struct refused_list_uses {
    using row = with_scalar<Row, symbol>;

    template <class Never = Row>
    constexpr row* begin() const {
        refuse_traversal<Never>();
        return nullptr;
    }
    template <class Never = Row>
    constexpr row* end() const {
        return nullptr;
    }
    template <class Never = Row>
    constexpr std::size_t size() const {
        refuse_traversal<Never>();
        return 0;
    }
    template <class Index>
    constexpr row operator[](Index const&) const {
        refuse_traversal<Row>();
        return {};
    }
};

}  // namespace detail

#define CTGRAD_REFUSED_OF_LIST(function)                        \
    template <class Row, class X>                               \
    constexpr symbol function(row_list<Row> const&, X const&) { \
        return detail::refuse_list_as_number<Row>();            \
    }                                                           \
    template <class X, class Row>                               \
        requires(!detail::is_row_list<X>)                       \
    constexpr symbol function(X const&, row_list<Row> const&) { return detail::refuse_list_as_number<Row>(); }

CTGRAD_REFUSED_OF_LIST(operator+)
CTGRAD_REFUSED_OF_LIST(operator-)
CTGRAD_REFUSED_OF_LIST(operator*)
CTGRAD_REFUSED_OF_LIST(operator/)

#undef CTGRAD_REFUSED_OF_LIST

#define CTGRAD_NO_BODY(function)                      \
    template <class Row>                              \
    constexpr symbol function(row_list<Row> const&) { \
        return detail::refuse_missing_body<Row>();    \
    }

CTGRAD_NO_BODY(sum)
CTGRAD_NO_BODY(mean)
CTGRAD_NO_BODY(max)
CTGRAD_NO_BODY(min)
CTGRAD_NO_BODY(log_sum_exp)

#undef CTGRAD_NO_BODY

template <detail::any_formula F, class Body>
constexpr auto sum(F const&, Body const&) {
    return detail::refuse_loop_over_formula<F>();
}
template <detail::any_formula F, class Body>
constexpr auto mean(F const&, Body const&) {
    return detail::refuse_loop_over_formula<F>();
}

template <class Row>
constexpr symbol operator-(row_list<Row> const&) {
    return detail::refuse_list_as_number<Row>();
}

}  // namespace ctgrad
