#pragma once

#include <concepts>
#include <limits>

#include <ctgrad/numbers/elementary.hpp>
#include <ctgrad/operations/operation.hpp>

/// Slopes: derivatives in the form in which they are computed.
///
/// A rule such as tanh' = 1 - y^2 is what a reader expects, but it loses all digits where the function saturates, and
/// its own derivative loses them again. So a row may state its rule twice: `partials` is printed and compared,
/// `computed_partials` is evaluated. The latter uses the rows in this folder.
///
/// The first operand of a slope is its variable. The others are functions of the variable that have already been
/// computed, which saves a call. The rule with respect to the variable is the whole derivative; none passes through the
/// others.
namespace ctgrad::operations {

/// The base of slopes: in the ordinary case they call no function.
struct slope : operation {
    static constexpr auto cost = ctgrad::cost_class::multiplication;
    static constexpr bool is_internal = true;
    static constexpr auto magnitude = detail::magnitude_rule::up_to_one;
};

}  // namespace ctgrad::operations

namespace ctgrad::detail {

/// yes() or no(): for numbers only one of them is called, for lanes both.
template <class Condition, class Yes, class No>
CTGRAD_INLINE auto compute_either(Condition const& condition, Yes yes, No no) {
    if constexpr (std::same_as<Condition, bool>)
        return condition ? yes() : no();
    else
        return choose(condition, yes(), no());
}

template <class T>
constexpr T largest_number() {
    if constexpr (made_of_floating_point<T>)
        return T(std::numeric_limits<typename T::value_type>::max());
    else
        return std::numeric_limits<T>::max();
}
/// x, or the largest number where x is +infinity.
template <class T>
CTGRAD_INLINE T at_most_largest(T const& x) {
    return T(choose(x < largest_number<T>(), x, largest_number<T>()));
}
/// Smaller numbers are not normal, or close to that.
template <class T>
constexpr T least_precise_number() {
    return std::numeric_limits<T>::min() / std::numeric_limits<T>::epsilon();
}
/// Neither +infinity nor NaN.
template <class T>
CTGRAD_INLINE auto is_bounded(T const& x) {
    return x <= largest_number<T>();
}

}  // namespace ctgrad::detail
