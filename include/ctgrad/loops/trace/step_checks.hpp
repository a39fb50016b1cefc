#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <tuple>
#include <type_traits>

#include <ctgrad/diagnostics/refusal.hpp>
#include <ctgrad/function/members.hpp>
#include <ctgrad/function/structure.hpp>
#include <ctgrad/function/symbol.hpp>
#include <ctgrad/loops/trace/body_checks.hpp>

/// Checks the states and steps of recurrences.
namespace ctgrad {

namespace detail {

/// The structure of a state made of symbols: `double`, or arrays of that. Structs have their own.
template <class State>
struct state_structure {
    using type = State;
};
template <>
struct state_structure<symbol> {
    using type = double;
};
template <class State, std::size_t N>
struct state_structure<std::array<State, N>> {
    using type = std::array<typename state_structure<State>::type, N>;
};
template <class S, class T>
struct state_structure<named_members<S, T>> {
    using type = S;
};
template <class State>
    requires std::is_arithmetic_v<State>
struct state_structure<State> {
    using type = double;
};
template <template <class...> class S>
struct state_structure<S<symbol>> {
    using type = S<double>;
};

template <class State>
using state_of = typename state_structure<std::remove_cvref_t<State>>::type;

template <class Initial>
constexpr auto refuse_initial_state() {
    static_assert(
        never<Initial>,
        "ctgrad: a recurrence begins with a state, a number or an array or struct of numbers, and the step comes "
        "last: fold(rows, initial, [&](auto const& state, auto const& row) { ... })");
    return std::false_type{};
}
template <class Step>
constexpr auto refuse_step_parameters() {
    static_assert(
        never<Step>,
        "ctgrad: the step of scan and fold is called with a state and a row (over zip(a, b) with a row of each "
        "list), that of repeat with a state: let it take auto const& for each");
    return std::false_type{};
}
template <class Returned, class State>
constexpr auto refuse_next_state() {
    static_assert(never<Returned>,
                  "ctgrad: the step of a recurrence returns the next state, of the type of the first one: the types "
                  "returned and wanted are the ones here");
    return std::false_type{};
}

/// (The conditions stand where they are used, without std::invocable, because each level of instantiation adds a line to
/// messages about the step.)
template <class Structure, class Step, class... Row>
struct checks_of_step {
    static auto check() {
        if constexpr (!is_structure<Structure>()) {
            return refuse_initial_state<Structure>();
        } else {
            using state = with_scalar<Structure, symbol>;
            if constexpr (!requires(Step const& step, state const& before, Row const&... row) {
                              step(before, row...);
                          }) {
                return refuse_step_parameters<Step>();
            } else {
                using next = std::remove_cvref_t<decltype(std::declval<Step const&>()(std::declval<state const&>(),
                                                                                      std::declval<Row const&>()...))>;
                if constexpr (std::same_as<next, mistake>)
                    return std::false_type{};  // reported where it was made
                else if constexpr (!std::is_convertible_v<next, state>)
                    return refuse_next_state<next, state>();
                else
                    return std::true_type{};
            }
        }
    }
};
template <class Row, class Structure, class Step>
struct step_checks : checks_of_step<Structure, Step, Row> {};
template <class... Row, class Structure, class Step>
struct step_checks<std::tuple<Row...>, Structure, Step> : checks_of_step<Structure, Step, Row...> {};

/// The same where the state is a list.
template <class List, class Step, class... Row>
struct checks_of_list_step {
    static auto check() {
        if constexpr (!requires(Step const& step, List const& before, Row const&... row) { step(before, row...); }) {
            return refuse_step_parameters<Step>();
        } else {
            using next = std::remove_cvref_t<decltype(std::declval<Step const&>()(std::declval<List const&>(),
                                                                                  std::declval<Row const&>()...))>;
            if constexpr (std::same_as<next, mistake>)
                return std::false_type{};  // reported where it was made
            else if constexpr (!std::same_as<next, List>)
                return refuse_next_state<next, List>();
            else
                return std::true_type{};
        }
    }
};
template <class Row, class List, class Step>
struct list_step_checks : checks_of_list_step<List, Step, Row> {};
template <class... Row, class List, class Step>
struct list_step_checks<std::tuple<Row...>, List, Step> : checks_of_list_step<List, Step, Row...> {};

template <class Rows>
constexpr auto refuse_rows_across() {
    static_assert(never<Rows>,
                  "ctgrad: across(rows, other) takes a list of arrays, an argument with rows_of<std::array<double, N>> "
                  "in the signature, and a list along which their numbers are rows");
    return mistake{};
}

template <class Count>
constexpr void refuse_step_count() {
    static_assert(never<Count>,
                  "ctgrad: the number of steps of repeat(n, initial, step) is an argument of the function, with "
                  "step_count in the signature: write a fixed number of steps as a for loop");
}
template <class Given>
constexpr symbol refuse_loop_over_array() {
    static_assert(
        never<Given>,
        "ctgrad: a loop with a body is over a list of rows, rows_of<Row> in the signature: write a sum over a "
        "std::array as a for loop");
    return {};
}

}  // namespace detail

template <class Given, class Body>
    requires(!detail::any_formula<Given> && !detail::is_row_list<Given> &&
             detail::is_structure<detail::state_of<Given>>())
constexpr symbol sum(Given const&, Body const&) { return detail::refuse_loop_over_array<Given>(); }
template <detail::any_handle Symbol, std::size_t Size>
constexpr symbol sum(std::array<Symbol, Size> const&) {
    return detail::refuse_loop_over_array<std::array<Symbol, Size>>();
}

}  // namespace ctgrad
