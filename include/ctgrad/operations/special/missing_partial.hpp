#pragma once

#include <concepts>
#include <limits>

#include <ctgrad/numbers/elementary.hpp>
#include <ctgrad/operations/operation.hpp>

namespace ctgrad::operations {

/// Represents a partial derivative of `Operation` that has no rule, with respect to its argument `Argument`: the order
/// n of a Bessel function, or the shape a of an incomplete gamma function. A derivative that needs it does not compile;
/// as a number it is NaN, never 0.
template <class Operation, char Argument>
struct missing_partial : operation {
    static constexpr std::string_view name = "missing_partial";
    static constexpr auto cost = ctgrad::cost_class::nothing;
    static constexpr bool is_missing = true;
    template <class T>
    static CTGRAD_INLINE T evaluate() {
        if constexpr (detail::made_of_floating_point<T>)
            return T(std::numeric_limits<typename T::value_type>::quiet_NaN());
        else
            return std::numeric_limits<T>::quiet_NaN();
    }
};

}  // namespace ctgrad::operations
