#pragma once

#include <limits>

#include <ctgrad/numbers/elementary.hpp>
#include <ctgrad/operations/operation.hpp>

namespace ctgrad::operations {

/// The base of operations that represent a missing rule. A derivative that needs one does not compile; as a number it
/// is NaN, never 0.
struct missing_rule : operation {
    static constexpr char const* name = "missing_partial";
    static constexpr auto cost = ctgrad::cost_class::nothing;
    static constexpr bool is_missing = true;
    template <class T>
    static CTGRAD_INLINE T evaluate() {
        if constexpr (detail::made_of_floating_point<T>)
            return T(std::numeric_limits<typename T::value_type>::quiet_NaN());
        else
            return T(std::numeric_limits<double>::quiet_NaN());
    }
};

}  // namespace ctgrad::operations
