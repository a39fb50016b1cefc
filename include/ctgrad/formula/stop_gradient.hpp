#pragma once

#include <array>

#include <ctgrad/formula/apply.hpp>
#include <ctgrad/operations/operation.hpp>
#include <ctgrad/operations/table.hpp>

namespace ctgrad {

namespace operations {

/// The value, but without a derivative.
struct gradient_stop : operation {
    static constexpr char const* name = "stop_gradient";
    static constexpr ctgrad::notation notation{.cpp = {"$1", precedence::call, {precedence::call}}};
    static constexpr auto cost = ctgrad::cost_class::nothing;
    template <class T>
    static CTGRAD_INLINE T evaluate(T const& x) {
        return x;
    }
    template <class T>
    static constexpr std::array<T, 1> partials(T const&, T const&) {
        return {0};
    }
};

}  // namespace operations

/// x as a constant: its derivative is 0. It takes a formula, a symbol of a traced function, or a number.
/// ```cpp
/// constexpr auto f = ctgrad::function<double(double)>([](auto x) { return ctgrad::stop_gradient(x) * x; });
/// static_assert(ctgrad::gradient(f)(3.0) == 3);
/// ```
template <class X>
constexpr auto stop_gradient(X const& x) {
    return apply<operations::gradient_stop>(x);
}

}  // namespace ctgrad
