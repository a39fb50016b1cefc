#pragma once

#include <array>
#include <cstddef>

#include "../benchmark/work.hpp"

/// What the regression guard looks at: each row of the benchmark as one function, from numbers to numbers.
namespace regression {

template <class Work>
struct single_or_array {
    template <class... Numbers>
    constexpr auto operator()(Numbers const&... numbers) const {
        auto const results = Work{}(numbers...);
        if constexpr (Work::results == 1)
            return results[0];
        else
            return results;
    }
};
template <class Work>
constexpr auto make_traced() {
    using result = std::conditional_t<Work::results == 1, double, std::array<double, Work::results>>;
    if constexpr (Work::given == 0)
        return ctgrad::function<result(std::array<double, Work::by>)>(single_or_array<Work>{});
    else
        return ctgrad::function<result(std::array<double, Work::by>, std::array<double, Work::given>)>(single_or_array<Work>{});
}
template <class Work>
inline constexpr auto traced = make_traced<Work>();

namespace f = by_ctgrad;
inline constexpr auto f1 = ctgrad::value_and_gradient(f::product_of_sum, f::x, f::y, f::z);
inline constexpr auto f2 = ctgrad::value_and_gradient(f::neuron_written_out, f::w0, f::w1, f::w2, f::x0, f::x1);
inline constexpr auto f3 = ctgrad::value_and_gradient(f::exponential_logarithm_sine, f::x, f::z);
inline constexpr auto f4 = ctgrad::value_and_gradient(f::product_with_sum, f::u, f::v);
inline constexpr auto f5 = ctgrad::jacobian(traced<work::residual>);
inline constexpr auto f6 = ctgrad::jacobian(traced<work::network>, ctgrad::arguments<0>);
inline constexpr auto quaternion = ctgrad::jacobian(traced<work::quaternion>, ctgrad::arguments<0>);
inline constexpr auto arm = ctgrad::jacobian(traced<work::arm>);
inline constexpr auto greeks = ctgrad::hessian(traced<work::black_scholes>, ctgrad::arguments<0>);
inline constexpr auto f3_hessian = ctgrad::hessian(f::exponential_logarithm_sine, f::x, f::z);
inline constexpr auto rosenbrock = ctgrad::hessian(traced<work::rosenbrock>);

}  // namespace regression
