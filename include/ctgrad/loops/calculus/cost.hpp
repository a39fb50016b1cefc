#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <utility>

#include <ctgrad/calculus/questions.hpp>
#include <ctgrad/diagnostics/row_messages.hpp>
#include <ctgrad/function/callable.hpp>
#include <ctgrad/loops/plan/kernel.hpp>
#include <ctgrad/loops/trace/source.hpp>

/// The cost of functions of rows.
namespace ctgrad {

namespace detail {

constexpr void add_operations(operation_count& to, operation_count const& more) {
    to.additions += more.additions;
    to.multiplications += more.multiplications;
    to.divisions += more.divisions;
    to.negations += more.negations;
    to.comparisons += more.comparisons;
    to.selections += more.selections;
    to.all_calls += more.all_calls;
    for (std::size_t i = 0; i < operation_count::limit && !more.names[i].empty(); ++i)
        for (std::size_t k = 0; k < operation_count::limit; ++k) {
            if (!to.names[k].empty() && to.names[k] != more.names[i]) continue;
            to.names[k] = more.names[i];
            to.counts[k] += more.counts[i];
            break;
        }
}

template <class Positions>
constexpr bool refuse_cost_by_numbers() {
    static_assert(never<Positions>,
                  "ctgrad: per_row(arguments<...>) takes the positions of arguments that are lists of rows");
    return false;
}

}  // namespace detail

/// The numbers of operations of a function of rows or of a quantity of one: the result of `cost`. The object is empty.
/// ```cpp
/// constexpr auto count = ctgrad::cost(ctgrad::gradient(f));        // f is a double(double, rows_of<point>)
/// static_assert(count.per_row(ctgrad::arguments<1>).calls("exp") == 1);
/// static_assert(count.outside().total() < 10);
/// ```
template <class Source, detail::quantity What>
struct row_operation_count {
    /// Outside of loops, once.
    static consteval operation_count outside() { return along(0); }
    /// In each row of the list that is argument I; for several lists in each combination of their rows, in a loop
    /// inside a loop. The additions of a sum count as operations of the row, and so do the comparisons of a maximum or
    /// minimum. Of a matrix, for each entry.
    template <std::size_t... I>
    static consteval operation_count per_row(detail::positions<I...>) {
        if constexpr ((Source::is_list(I) && ...))
            return along((0 | ... | Source::axes_of_argument(I)));
        else
            return detail::refuse_cost_by_numbers<detail::positions<I...>>(), operation_count{};
    }
    /// All operations for lists with these numbers of rows, in the order of the arguments.
    template <std::convertible_to<std::size_t>... Rows>
    static constexpr std::size_t total(Rows... rows) {
        static_assert(sizeof...(Rows) == Source::list_count,
                      "ctgrad: total() takes a number of rows for each list of the function");
        static_assert(Source::matrix_count == 0, "ctgrad: total() is for functions of lists of rows, not of matrices");
        std::array<std::size_t, sizeof...(Rows) + 1> const lengths{static_cast<std::size_t>(rows)..., 1};
        std::size_t sum = 0;
        for (int axes = 0; axes < 1 << sizeof...(Rows); ++axes) {
            std::size_t product = static_cast<std::size_t>(totals[static_cast<std::size_t>(axes)]);
            for (std::size_t axis = 0; axis < sizeof...(Rows); ++axis)
                if ((axes >> axis & 1) != 0) product *= lengths[axis];
            sum += product;
        }
        return sum;
    }

private:
    using plan = detail::planned<Source, What>;

    template <int Kernel>
    static constexpr void add_kernel(int axes, operation_count& to) {
        constexpr auto const& p = plan::value;
        if (p.axes_around(p.kernels[Kernel].loop) == axes)
            detail::add_operations(to, detail::count_operations(detail::compiled_kernel<plan, Kernel>::value));
    }
    static constexpr operation_count along(int axes) {
        constexpr auto const& p = plan::value;
        operation_count result;
        [&]<int... Kernel>(std::integer_sequence<int, Kernel...>) { (add_kernel<Kernel>(axes, result), ...); }
        (std::make_integer_sequence<int, p.kernel_count>{});
        for (int c = 0; c < p.cell_count; ++c) {
            detail::plan_cell const& cell = p.cells[c];
            if (cell.reduced_by < 0 || cell.reduction == detail::reduction_kind::last) continue;
            if (p.axes_around(p.kernels[p.home[p.first(cell.node)]].loop) != axes) continue;
            bool const adds = detail::facts_of(cell.reduction).cost == cost_class::addition;
            ++(adds ? result.additions : result.selections);
        }
        return result;
    }
    static constexpr auto totals = [] {
        std::array<int, 1 << Source::list_count> result{};
        for (int axes = 0; axes < 1 << Source::list_count; ++axes)
            result[static_cast<std::size_t>(axes)] = along(axes).total();
        return result;
    }();
};

/// The cost of evaluating a function of rows or a quantity of one, for each row and outside of loops.
template <class Quantity>
    requires detail::is_function_of_rows<Quantity>
consteval auto cost(Quantity) { return row_operation_count<typename Quantity::source, Quantity::what>{}; }

}  // namespace ctgrad
