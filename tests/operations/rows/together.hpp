#pragma once

#include <array>
#include <cstddef>
#include <string_view>
#include <type_traits>
#include <utility>

#include "row.hpp"

/// Many rows as one function, so that a scalar type is instantiated once for all rows of a list and not once for each.
namespace rows {

using convention = ctgrad::edge<most>;

/// The properties of a row that tests read.
struct facts {
    std::string_view name;
    std::size_t numbers;
    ctgrad::interval const* domain;
    ctgrad::tolerance accuracy;
    std::size_t edges;
    convention (*edge)(std::size_t);

    constexpr bool has_derivative(std::size_t operand) const {
        return operand < numbers && !domain[operand].whole && !domain[operand].constant;
    }
};

template <class Row>
constexpr convention edge_of(std::size_t which) {
    convention one{};
    if constexpr (std::size(Row::edges) > 0) {
        auto const& edge = Row::edges[which];
        one.value = edge.value;
        for (std::size_t i = 0; i < arity<Row>; ++i) one.at[i] = edge.at[i], one.partials[i] = edge.partials[i];
    }
    return one;
}

template <class... Row>
constexpr std::array<facts, sizeof...(Row)> facts_of(ctgrad::type_list<Row...>) {
    return {{{Row::name, formula_numbers<Row>, Row::domain, Row::accuracy, std::size(Row::edges), &edge_of<Row>}...}};
}

/// The oracles of rows. They are expensive to compile: tests that need none do not mention them.
using oracle_function = big (*)(point<big> const&);
template <class... Row>
constexpr std::array<oracle_function, sizeof...(Row)> oracles_of(ctgrad::type_list<Row...>) {
    return {&oracle_at<Row, big>...};
}

template <template <class> class Wanted, class... Row>
auto chosen_of(ctgrad::type_list<Row...>) -> ctgrad::joined_type_lists<
    ctgrad::type_list<>, std::conditional_t<Wanted<Row>::value, ctgrad::type_list<Row>, ctgrad::type_list<>>...>;
/// The rows of a list for which `Wanted<Row>::value`.
template <class List, template <class> class Wanted>
using chosen = decltype(chosen_of<Wanted>(List{}));

template <class Row>
using is_function = std::bool_constant<(arity<Row> > 0)>;
template <class Row>
using is_constant = std::bool_constant<arity<Row> == 0>;
template <class Row>
using is_constant_expression = std::bool_constant<Row::in_constant_expressions>;

/// Functions as one traced function of two arrays: the numbers with respect to which there are derivatives, and the
/// others. Each row has numbers of its own.
template <class List>
struct traced_rows;
template <class... Row>
struct traced_rows<ctgrad::type_list<Row...>> {
    using list = ctgrad::type_list<Row...>;
    static constexpr std::size_t count = sizeof...(Row);
    static constexpr auto all = facts_of(ctgrad::type_list<Row...>{});

    struct places {
        std::size_t varied = 0, fixed = 0;
        std::array<point<std::size_t>, count> of{};
    };
    static constexpr places where = [] {
        places p;
        for (std::size_t row = 0; row < count; ++row)
            for (std::size_t i = 0; i < all[row].numbers; ++i)
                p.of[row][i] = all[row].has_derivative(i) ? p.varied++ : p.fixed++;
        return p;
    }();
    template <class T>
    using varied = std::array<T, where.varied>;
    template <class T>
    using fixed = std::array<T, where.fixed + 1>;  // an argument is not empty

    template <class T>
    struct numbers {
        varied<T> x{};
        fixed<T> others{};
    };
    template <class T>
    static constexpr numbers<T> numbers_of(point<T> const* points) {
        numbers<T> all_numbers;
        for (std::size_t row = 0; row < count; ++row)
            for (std::size_t i = 0; i < all[row].numbers; ++i)
                (all[row].has_derivative(i) ? all_numbers.x[where.of[row][i]] : all_numbers.others[where.of[row][i]]) =
                    points[row][i];
        return all_numbers;
    }

    struct callable {
        template <class T>
        constexpr std::array<T, count> operator()(varied<T> const& x, fixed<T> const& others) const {
            std::array<T, count> values{};
            std::size_t row = 0;
            ((values[row] = value<Row>(x, others, row), ++row), ...);
            return values;
        }
        template <class R, class T>
        static constexpr T value(varied<T> const& x, fixed<T> const& others, std::size_t row) {
            point<T> at{};
            for (std::size_t i = 0; i < formula_numbers<R>; ++i)
                at[i] = all[row].has_derivative(i) ? x[where.of[row][i]] : others[where.of[row][i]];
            auto const applied = [&]<std::size_t... I>(std::index_sequence<I...>) {
                return ctgrad::apply<R>(operand_at<R, I>(at)...);
            }
            (std::make_index_sequence<arity<R>>{});
            if constexpr (R::is_condition)
                return select(applied, at[0] * at[1], at[0]);
            else
                return applied;
        }
    };
    static constexpr auto function =
        ctgrad::function<std::array<double, count>(varied<double>, fixed<double>)>(callable{});

    struct sum_callable {
        template <class T>
        constexpr T operator()(varied<T> const& x, fixed<T> const& others) const {
            auto const values = callable{}(x, others);
            T total = values[0];
            for (std::size_t row = 1; row < count; ++row) total = total + values[row];
            return total;
        }
    };
    /// Its Hessian consists of those of the rows.
    static constexpr auto sum = ctgrad::function<double(varied<double>, fixed<double>)>(sum_callable{});
};

/// All rows of a list: the functions, and then the named constants, each of which multiplies a number.
template <class List>
struct together {
    using functions = traced_rows<chosen<List, is_function>>;
    using list = ctgrad::joined_type_lists<chosen<List, is_function>, chosen<List, is_constant>>;
    static constexpr std::size_t count = list::size;
    static constexpr auto all = facts_of(list{});

    template <class T>
    using points = std::array<point<T>, count>;

    template <class T>
    static constexpr points<T> samples_at(std::size_t which) {
        points<T> at{};
        for (std::size_t row = 0; row < count; ++row) at[row] = sample<T>(all[row].domain, all[row].numbers, which);
        return at;
    }

    /// Value and partials of every row at its point.
    template <class T>
    static constexpr std::array<results<T>, count> results_at(points<T> const& at) {
        auto const given = functions::numbers_of(at.data());
        std::array<T, functions::count> ones{};
        for (T& one : ones) one = T(1);
        auto const found =
            ctgrad::vjp(functions::function, ctgrad::arguments<0>)(ctgrad::cotangent(ones), given.x, given.others);
        std::array<results<T>, count> r{};
        for (std::size_t row = 0; row < functions::count; ++row) {
            r[row].value = found.value[row];
            for (std::size_t i = 0; i < most; ++i)
                if (all[row].has_derivative(i)) r[row].partials[i] = found.gradient[functions::where.of[row][i]];
        }
        using constants = chosen<List, is_constant>;
        if constexpr (constants::size > 0) {
            std::size_t row = functions::count;
            constants::each([&]<class Row>() { r[row] = rows::results_at<Row>(at[row]), ++row; });
        }
        return r;
    }
};

}  // namespace rows
