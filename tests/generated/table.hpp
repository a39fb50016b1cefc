#pragma once

#include <cstddef>
#include <utility>

#include <ctgrad/ctgrad.hpp>

/// Every row of the table as one result of a vector. An operand without a derivative, such as the order of a function,
/// is the number 2.
namespace cases::table {

using namespace ctgrad::literals;

template <class Row, std::size_t I>
constexpr auto operand() {
    constexpr auto number = []<std::size_t J>(std::integral_constant<std::size_t, J>) {
        if constexpr (J == 0)
            return ctgrad::variable<"a">;
        else if constexpr (J == 1)
            return ctgrad::variable<"b">;
        else if constexpr (J == 2)
            return ctgrad::variable<"c">;
        else
            return ctgrad::variable<"d">;
    };
    using index = std::integral_constant<std::size_t, I>;
    if constexpr (I < static_cast<std::size_t>(Row::conditions))
        return number(index{}) < number(std::integral_constant<std::size_t, I + 1>{});
    else if constexpr (Row::domain[I].whole || Row::domain[I].constant)
        return 2_c;
    else
        return number(index{});
}
template <class Row, std::size_t... I>
constexpr auto applied(std::index_sequence<I...>) {
    constexpr auto a = ctgrad::variable<"a">;
    if constexpr (sizeof...(I) == 0)
        return ctgrad::detail::application<Row>{} * a;
    else if constexpr (Row::is_condition)
        return select(ctgrad::apply<Row>(operand<Row, I>()...), a * a, a);
    else
        return ctgrad::apply<Row>(operand<Row, I>()...);
}
template <class Row>
constexpr auto formula_of() {
    return applied<Row>(std::make_index_sequence<static_cast<std::size_t>(ctgrad::detail::described<Row>::arity)>{});
}
template <class... Rows>
constexpr auto outputs_of(ctgrad::type_list<Rows...>) {
    return ctgrad::outputs(formula_of<Rows>()...);
}

/// The values and all partials.
inline constexpr auto jacobian = ctgrad::jacobian(outputs_of(ctgrad::operations::table{}), ctgrad::variable<"a">,
                                                  ctgrad::variable<"b">, ctgrad::variable<"c">, ctgrad::variable<"d">);

}  // namespace cases::table
