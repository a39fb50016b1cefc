#pragma once

#include <ctgrad/sparsity.hpp>

#include "../benchmark/sparse/work.hpp"
#include "../benchmark/traced.hpp"

/// The functions that the regression guard measures: each row of the benchmark, from numbers to numbers.
namespace regression {

using work::traced;
namespace f = by_ctgrad;
inline constexpr auto f1 = ctgrad::value_and_gradient(f::product_of_sum, f::x, f::y, f::z);
inline constexpr auto f2 = ctgrad::value_and_gradient(f::neuron_written_out, f::w0, f::w1, f::w2, f::x0, f::x1);
inline constexpr auto f2_sigmoid = ctgrad::value_and_gradient(f::neuron, f::w0, f::w1, f::w2, f::x0, f::x1);
inline constexpr auto f3 = ctgrad::value_and_gradient(f::exponential_logarithm_sine, f::x, f::z);
inline constexpr auto f3_freely = ctgrad::free_rounding(f3);
inline constexpr auto f4 = ctgrad::value_and_gradient(f::product_with_sum, f::u, f::v);
inline constexpr auto f5 = ctgrad::jacobian(traced<work::residual>);
inline constexpr auto f6 = ctgrad::jacobian(traced<work::network>, ctgrad::arguments<0>);
inline constexpr auto quaternion = ctgrad::jacobian(traced<work::quaternion>, ctgrad::arguments<0>);
inline constexpr auto arm = ctgrad::jacobian(traced<work::arm>);
inline constexpr auto greeks = ctgrad::hessian(traced<work::black_scholes>, ctgrad::arguments<0>);
inline constexpr auto greeks_freely = ctgrad::free_rounding(greeks);
inline constexpr auto f3_hessian = ctgrad::hessian(f::exponential_logarithm_sine, f::x, f::z);
inline constexpr auto rosenbrock = ctgrad::hessian(traced<work::rosenbrock>);
inline constexpr auto rosenbrock_gradient = ctgrad::value_and_gradient(traced<work::rosenbrock>);
using cells = sparse_work::numbers<32>;
inline constexpr auto brusselator =
    ctgrad::sparse(ctgrad::jacobian(ctgrad::function<cells(cells)>(sparse_work::brusselator<16>{})));

}  // namespace regression
