#pragma once

#include <array>
#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>

#include <ctgrad/compile/source.hpp>
#include <ctgrad/differentiate/quantity.hpp>
#include <ctgrad/matrix/evaluate/results.hpp>

namespace ctgrad::detail {

/// The results of a quantity of a source, as one object; `all(r)` are references to them in order.
template <class Source, quantity What, class T, bool Arrays>
struct matrix_results;
template <class... F, class... X, class Seeds, quantity What, class T, bool Arrays>
struct matrix_results<formula_source<expressions<F...>, expressions<X...>, Seeds>, What, T, Arrays> {
    static constexpr std::size_t count = sizeof...(F);
    using values = std::tuple<typename result_type<T, F, Arrays>::type...>;
    using value = std::conditional_t<count == 1, std::tuple_element_t<0, values>, values>;
    using keys = by_variables<X...>;
    /// If all derivatives are with respect to numbers, they have the types of a scalar formula's.
    using parts = std::conditional_t<(describe<X>.shape.is_number() && ...), entries<T, sizeof...(X)>,
                                     std::tuple<typename result_type<T, X, Arrays>::type...>>;
    using gradient = partials<parts, X...>;

    static auto choose() {
        if constexpr (What == quantity::values)
            return std::type_identity<value>{};
        else if constexpr (What == quantity::gradient)
            return std::type_identity<gradient>{};
        else if constexpr (What == quantity::jvp)
            return std::type_identity<result<keys, with_value<value>, with_tangent<value>>>{};
        else if constexpr (What == quantity::jacobian && count > 1)
            return std::type_identity<
                result<keys, with_value<entries<T, count>>, with_jacobian<std::array<gradient, count>>>>{};
        else if constexpr (What == quantity::hvp)
            return std::type_identity<
                result<keys, with_value<value>, with_gradient<gradient>, with_product<gradient>>>{};
        else
            return std::type_identity<result<keys, with_value<value>, with_gradient<gradient>>>{};
    }
    using type = typename decltype(choose())::type;

    static constexpr auto all(type& r) {
        if constexpr (What == quantity::values)
            return all_values(r);
        else if constexpr (What == quantity::gradient)
            return all_parts(r);
        else if constexpr (What == quantity::jvp)
            return std::tuple_cat(all_values(r.value), all_values(r.tangent));
        else if constexpr (What == quantity::jacobian && count > 1)
            return std::apply([&](auto&... rows) { return std::tuple_cat(all_values(r.value), all_parts(rows)...); },
                              r.jacobian);
        else if constexpr (What == quantity::hvp)
            return std::tuple_cat(all_values(r.value), all_parts(r.gradient), all_parts(r.product));
        else
            return std::tuple_cat(all_values(r.value), all_parts(r.gradient));
    }

private:
    struct tie_all {
        template <class... R>
        constexpr auto operator()(R&... results) const {
            return std::tie(results...);
        }
    };
    template <class Values>
    static constexpr auto all_values(Values& r) {
        if constexpr (count == 1)
            return std::tie(r);
        else
            return std::apply(tie_all{}, r);
    }
    static constexpr auto all_parts(gradient& g) {
        return [&]<std::size_t... I>(std::index_sequence<I...>) { return std::tie(std::get<I>(g)...); }
        (std::index_sequence_for<X...>{});
    }
};

}  // namespace ctgrad::detail
