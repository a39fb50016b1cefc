#pragma once

#include <cstddef>
#include <tuple>
#include <type_traits>

#include <ctgrad/diagnostics/function_checks.hpp>
#include <ctgrad/diagnostics/signature_checks.hpp>
#include <ctgrad/loops/trace/rows.hpp>

/// Checks `function<signature>(callable)` where the signature has lists of rows.
namespace ctgrad::detail {

template <class Row>
struct trial_value<rows_of<Row>> {
    static constexpr row_list<Row> make(loop_nesting* nesting = nullptr, int axis = 0) {
        return {const_cast<graph*>(&full_graph), nesting, axis, trial_argument<Row>()};
    }
};

template <class Result>
constexpr auto refuse_rows_as_result() {
    static_assert(never<Result>,
                  "ctgrad: a function cannot return rows: return what is computed of them, such as sum(rows, body); "
                  "for a result in each row use ctgrad::batch");
    return std::false_type{};
}
template <class Row>
constexpr auto refuse_empty_row() {
    static_assert(never<Row>, "ctgrad: a row consists of one number at least");
    return std::false_type{};
}
template <class Signature, std::size_t Lists>
constexpr auto refuse_many_lists() {
    static_assert(never<Signature>,
                  "ctgrad: a function takes at most 8 lists of rows: put what has the same length into one, as members "
                  "of a struct");
    return std::false_type{};
}
template <class Callable>
constexpr auto refuse_list_inside_itself() {
    static_assert(never<Callable>,
                  "ctgrad: a loop over a list inside a loop over the same list: take the list as two arguments, and "
                  "pass the rows twice");
    return std::false_type{};
}

template <class Callable>
constexpr bool refuse_row_outside() {
    static_assert(
        never<Callable>,
        "ctgrad: a row is used outside of its loop, so that the result would be another in each row: use it in "
        "the body only, and return what is summed");
    return false;
}

template <class Signature>
struct loop_signature_checks;
template <class R, class... A>
struct loop_signature_checks<R(A...)> {
    using content = signature_checks<R(typename content_of<A>::type...)>;

    static auto check() {
        constexpr std::size_t lists = (std::size_t{is_rows<A>} + ...);
        if constexpr (is_rows<R>)
            return refuse_rows_as_result<R>();
        else if constexpr (lists > maximum_axes)
            return refuse_many_lists<R(A...), lists>();
        else if constexpr (!decltype(content::check())::value)
            return std::false_type{};
        else
            return check_rows<A...>();
    }

private:
    template <class First, class... Rest>
    static auto check_rows() {
        if constexpr (is_rows<First> && leaf_count<typename content_of<First>::type>() == 0)
            return refuse_empty_row<First>();
        else if constexpr (sizeof...(Rest) > 0)
            return check_rows<Rest...>();
        else
            return std::true_type{};
    }
};

/// Whether a list is traversed inside a loop over itself, by a run in which nothing is recorded.
template <class Callable, class... A>
constexpr bool traverses_inside_itself() {
    loop_nesting nesting{};
    [[maybe_unused]] int axis = 0;
    [[maybe_unused]] auto const argument = [&]<class S>(std::type_identity<S>) {
        if constexpr (is_rows<S>)
            return trial_value<S>::make(&nesting, axis++);
        else
            return trial_argument<S>();
    };
    std::tuple<with_scalar<A, symbol>...> arguments{argument(std::type_identity<A>{})...};
    std::apply([](auto const&... each) { static_cast<void>(Callable{}(each...)); }, arguments);
    return nesting.inside_itself;
}

/// Checks of a call of the callable, whose result type was found.
template <class Callable, class Signature>
struct loop_run_checks;
template <class Callable, class R, class... A>
struct loop_run_checks<Callable, R(A...)> {
    using call = traced_with_symbols_so_write_auto_for_double_and_max_for_std_max<Callable, R(A...)>;

    static auto check() {
        if constexpr (!decltype(call_checks<call>::check())::value) {
            return std::false_type{};
        } else if constexpr (call::runs) {
            if constexpr (traverses_inside_itself<Callable, A...>())
                return refuse_list_inside_itself<Callable>();
            else
                return std::true_type{};
        } else {
            constexpr trial_failure failure = failure_of_trial<Callable, R(A...)>();
            if constexpr (failure == trial_failure::too_large)
                refuse_large_function<Callable>();
            else if constexpr (failure == trial_failure::other)
                static_cast<void>(function_does_not_run_at_compile_time_make_all_it_calls_constexpr<Callable, R(A...)>);
            return std::false_type{};
        }
    }
};

}  // namespace ctgrad::detail
