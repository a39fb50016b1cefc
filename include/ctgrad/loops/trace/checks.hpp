#pragma once

#include <cstddef>
#include <tuple>
#include <type_traits>

#include <ctgrad/diagnostics/function_checks.hpp>
#include <ctgrad/diagnostics/signature_checks.hpp>
#include <ctgrad/loops/trace/matrix.hpp>

/// Checks `function<signature>(callable)` where the signature has lists of rows.
namespace ctgrad::detail {

/// A list of rows that records nothing. Its numbers are those from `number` on.
template <class A>
    requires is_rows<A>
struct trial_value<A> {
    using row = typename row_of_list<A>::type;

    static constexpr row_list<row> make(loop_nesting* nesting = nullptr, int axis = 0, int number = 0,
                                        [[maybe_unused]] int columns = 1) {
        if constexpr (has_columns<A>)
            return matrix_argument(const_cast<graph*>(&full_graph), nesting, axis, columns,
                                   symbol(const_cast<graph*>(&full_graph), 0));
        else
            return argument_list<row>(const_cast<graph*>(&full_graph), nesting, axis, number,
                                      [](row_leaf const&) { return symbol(const_cast<graph*>(&full_graph), 0); });
    }
};

template <class Result>
constexpr auto refuse_rows_as_result() {
    static_assert(never<Result>,
                  "ctgrad: a function returns numbers, or rows_of<Row> by map(rows, body); not indices or steps");
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
constexpr auto refuse_many_views() {
    static_assert(never<Callable>,
                  "ctgrad: a function has at most 8 lists of rows, windows and zips of other lengths together, and 256 "
                  "numbers in them: make windows of fewer rows, or split the function");
    return std::false_type{};
}
template <class Callable>
constexpr auto refuse_view_of_computed() {
    static_assert(
        never<Callable>,
        "ctgrad: windows, front, back, across and rows chosen by index are of arguments, not of the states of "
        "a scan or other lists that the function makes");
    return std::false_type{};
}

template <class Callable>
constexpr auto refuse_changed_list() {
    static_assert(never<Callable>,
                  "ctgrad: a step of scan or fold whose state is a list returns a list along the same rows, as in "
                  "map(zip(rows, state), body)");
    return std::false_type{};
}
template <class Callable>
constexpr bool refuse_quantity_across() {
    static_assert(never<Callable>,
                  "ctgrad: there are no derivatives with respect to a list that across() reads: choose other arguments "
                  "by arguments<...>");
    return false;
}

template <class Callable>
constexpr auto refuse_quantity_by_rows() {
    static_assert(
        never<Callable>,
        "ctgrad: with respect to lists of rows there are gradient, value_and_gradient, vjp, jvp and hvp, and with "
        "respect to one list alone hessian: choose other arguments by arguments<...>");
    return std::false_type{};
}
template <class Callable>
constexpr bool refuse_coupled_rows() {
    static_assert(
        never<Callable>,
        "ctgrad: a Hessian by rows is a block for each row, but here the derivative with respect to a row depends "
        "on other rows: use hvp(f, arguments<...>)(tangent(rows), ...)");
    return false;
}

template <class Callable>
constexpr bool refuse_row_outside() {
    static_assert(
        never<Callable>,
        "ctgrad: a row is used outside of its loop, so that the result would be another in each row: use it in "
        "the body only, and return what is summed");
    return false;
}

template <class Callable>
constexpr bool refuse_diagonal() {
    static_assert(never<Callable>,
                  "ctgrad: zip() of lists of lists, where the rows of one and the numbers in each row of the other are "
                  "rows of the same list: take that list as two arguments, and pass the rows twice");
    return false;
}
template <class A>
constexpr auto refuse_matrix_signature() {
    static_assert(never<A>, "ctgrad: a matrix in the signature of a function of rows is matrix_of<double>");
    return std::false_type{};
}

template <class A>
inline constexpr bool is_empty_row = false;
template <class Row>
inline constexpr bool is_empty_row<rows_of<Row>> = leaf_count<Row>() == 0;

template <class Rows>
constexpr auto refuse_data_in_rows() {
    static_assert(never<Rows>,
                  "ctgrad: rows hold numbers of one type: write double for an integer, a bool or an enumeration in a "
                  "row, and two "
                  "for a complex number");
    return std::false_type{};
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
        else if constexpr (((has_columns<A> && !std::is_same_v<A, matrix_of<double>>) || ...))
            return refuse_matrix_signature<R(A...)>();
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
        if constexpr (is_empty_row<First>)
            return refuse_empty_row<First>();
        else if constexpr (is_rows<First> && (has_data<typename content_of<First>::type>() ||
                                              holds_complex<typename content_of<First>::type>))
            return refuse_data_in_rows<First>();
        else if constexpr (sizeof...(Rest) > 0)
            return check_rows<Rest...>();
        else
            return std::true_type{};
    }
};

/// The result of a run that records only loops and views.
template <class Callable, class... A>
constexpr auto trial_result(loop_nesting& nesting) {
    nesting.lists = static_cast<int>((std::size_t{is_rows<A>} + ... + 0));
    [[maybe_unused]] int axis = 0, number = 0, column = 0, columns = nesting.lists;
    auto const add_columns = [&](bool has, int rows) {
        if (has) nesting.views.add_axis({{rows}, 0, 0}, nesting.lists);
    };
    [[maybe_unused]] int list = 0;
    (add_columns(has_columns<A>, is_rows<A> ? list++ : 0), ...);
    [[maybe_unused]] auto const argument = [&]<class S>(std::type_identity<S>) {
        int const first = index_columns_of<S> > 0 ? column : number;
        number += static_cast<int>(leaf_count<typename content_of<S>::type>());
        column += static_cast<int>(index_columns_of<S>);
        if constexpr (is_rows<S>)
            return trial_value<S>::make(&nesting, axis++, first, has_columns<S> ? columns++ : 0);
        else
            return trial_argument<S>();
    };
    std::tuple<with_scalar<A, symbol>...> arguments{argument(std::type_identity<A>{})...};
    return std::apply([](auto const&... each) { return Callable{}(each...); }, arguments);
}
/// The loops and views that a callable makes.
template <class Callable, class... A>
constexpr loop_nesting trial_nesting() {
    loop_nesting nesting{};
    static_cast<void>(trial_result<Callable, A...>(nesting));
    return nesting;
}
template <class Callable, class... A>
inline constexpr loop_nesting nesting_of = trial_nesting<Callable, A...>();

/// Checks of a call of the callable, after its result type has been found.
template <class Callable, class Signature>
struct loop_run_checks;
template <class Callable, class R, class... A>
struct loop_run_checks<Callable, R(A...)> {
    using call = traced_with_symbols_so_write_auto_for_double_and_max_for_std_max<Callable, R(A...)>;

    static auto check() {
        if constexpr (!decltype(call_checks<call>::check())::value) {
            return std::false_type{};
        } else if constexpr (requires { typename std::bool_constant<finished(Callable{}(trial_argument<A>()...))>; }) {
            // (Here and not in a constant, which would be another line of the compiler's message.)
            constexpr auto const& nesting = nesting_of<Callable, A...>;
            if constexpr (nesting.inside_itself)
                return refuse_list_inside_itself<Callable>();
            else if constexpr (nesting.views.full)
                return refuse_many_views<Callable>();
            else if constexpr (nesting.views.of_computed)
                return refuse_view_of_computed<Callable>();
            else if constexpr (nesting.changes_list)
                return refuse_changed_list<Callable>();
            else
                return std::true_type{};
        } else {
            constexpr trial_failure failure = failure_of_trial<Callable, R(A...)>();
            if constexpr (failure == trial_failure::too_large)
                refuse_large_function<Callable>();
            else if constexpr (failure == trial_failure::number)
                static_cast<void>(&reported_with_code<Callable>);
            else if constexpr (failure == trial_failure::other)
                static_cast<void>(function_does_not_run_at_compile_time_make_all_it_calls_constexpr<Callable, R(A...)>);
            return std::false_type{};
        }
    }
};

}  // namespace ctgrad::detail
