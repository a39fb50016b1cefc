#pragma once

#include <concepts>
#include <cstddef>
#include <type_traits>

#include <ctgrad/numbers/elementary.hpp>
#include <ctgrad/operations/arithmetic.hpp>
#include <ctgrad/operations/operation.hpp>

namespace ctgrad {

namespace detail {

/// log(exp(a) + exp(b) + ...), without overflow: the largest operand, plus log1p of the sum of the other exponentials
/// relative to its own.
template <class T, std::size_t N>
constexpr T log_sum_exp_of(T const (&all)[N]) {
    using operations::add;
    using operations::subtract;
    std::size_t largest = 0;
    for (std::size_t i = 1; i < N; ++i)
        if (all[largest] < all[i] || all[i] != all[i]) largest = i;
    T sum = T(0);
    for (std::size_t i = 0; i < N; ++i)
        if (i != largest)  // if both are infinite, their difference is NaN
            sum = add::evaluate(sum, all[i] == all[largest] ? T(1) : T(exp(subtract::evaluate(all[i], all[largest]))));
    return add::evaluate(all[largest], T(log1p(sum)));
}

}  // namespace detail

/// log(exp(a) + exp(b) + ...) of plain numbers.
template <class A, class... Rest>
    requires(sizeof...(Rest) > 0 &&
             (std::floating_point<A> || ... ||
              std::floating_point<Rest>)&&(std::is_arithmetic_v<A> && ... && std::is_arithmetic_v<Rest>))
constexpr auto log_sum_exp(A a, Rest... rest) {
    using common = std::common_type_t<A, Rest...>;
    return detail::log_sum_exp_of<common>({static_cast<common>(a), static_cast<common>(rest)...});
}

}  // namespace ctgrad

namespace ctgrad::operations {

template <int Operands>
struct softmax_component;
template <class Component, class T>
constexpr T component_beside(T const& x, T const& a, T const& b, T const& rest);

/// log(exp(a) + exp(b) + ...) of two to four operands. The partials are the softmax. Where all operands are -infinity,
/// or one is +infinity, it is undefined, and the partials are NaN.
template <int Operands>
struct logarithm_of_sum_of_exponentials : operation {
    static constexpr char const* name = "log_sum_exp";
    static constexpr char const* description = "log(exp(a) + exp(b) + ...), without overflow";
    static constexpr ctgrad::notation notation{.latex_name = "\\operatorname{logsumexp}",
                                               .cpp_name = "ctgrad::log_sum_exp"};
    template <detail::single_number T, std::same_as<T>... Rest>
        requires(sizeof...(Rest) + 1 == Operands)
    static CTGRAD_INLINE auto evaluate(T const& first, Rest const&... rest) -> decltype(T(log1p(exp(first)))) {
        return detail::log_sum_exp_of<T>({first, rest...});
    }
    template <class T, std::same_as<T>... Operand>
        requires(sizeof...(Operand) == Operands)
    static constexpr std::array<T, static_cast<std::size_t>(Operands)> partials(T const& y, Operand const&... x) {
        return {exp(x - y)...};
    }
    template <class T>
        requires(Operands == 2)
    static constexpr std::array<T, 2> computed_partials(T const& y, T const& a, T const& b) {
        using component = softmax_component<Operands>;
        return {ctgrad::apply<component>(a, b, y), ctgrad::apply<component>(b, a, y)};
    }
    template <class T>
        requires(Operands == 3)
    static constexpr std::array<T, 3> computed_partials(T const& y, T const& a, T const& b, T const& c) {
        using component = softmax_component<Operands>;
        return {component_beside<component>(a, b, c, y), component_beside<component>(b, a, c, y),
                component_beside<component>(c, a, b, y)};
    }
    // Test points are above 0, because every formula cancels near a result of 0.
    static constexpr interval domain[4]{{0, 30}, {0, 30}, {0, 30}, {0, 30}};
    static constexpr tolerance accuracy{.partial = 64};
    static constexpr auto edges = [] {
        std::array<edge<static_cast<std::size_t>(Operands)>, 3> all{};
        for (int i = 1; i < Operands; ++i) all[0].at[static_cast<std::size_t>(i)] = -infinite;
        all[0].partials[0] = 1;
        all[1] = all[0];
        all[1].at[0] = all[1].value = -20000;
        for (double& x : all[2].at) x = -infinite;
        all[2].value = -infinite;
        for (double& x : all[2].partials) x = not_a_number;
        return all;
    }();
    template <class T, std::same_as<T>... Rest>
    static T oracle(T const& first, Rest const&... rest) {
        return T(log((exp(first) + ... + exp(rest))));
    }
};

}  // namespace ctgrad::operations

namespace ctgrad {

/// log(exp(a) + exp(b) + ...) of two to four operands.
template <class A, class B, class... Rest>
    requires(detail::any_symbolic<A, B, Rest...> && sizeof...(Rest) <= 2)
constexpr applied<operations::logarithm_of_sum_of_exponentials<2 + static_cast<int>(sizeof...(Rest))>, A, B, Rest...>
log_sum_exp(A const& a, B const& b, Rest const&... rest) {
    return apply<operations::logarithm_of_sum_of_exponentials<2 + static_cast<int>(sizeof...(Rest))>>(a, b, rest...);
}

}  // namespace ctgrad
