#pragma once

#include <concepts>
#include <limits>

#include <boost/math/policies/policy.hpp>

#include <ctgrad/support/equal_numbers.hpp>

namespace ctgrad::detail {

/// The scalar types of special functions: those of the language and those of Boost.Multiprecision.
template <class T>
concept special_number = std::floating_point<T> || requires {
    typename T::backend_type;
};

/// At a pole, outside of the domain and beyond the range Boost.Math throws by default; with this policy it returns
/// infinity or NaN. Everything else has its default: a float is computed in double, and a double in long double if that
/// has more digits. So the values are, bit for bit, those of a plain call such as boost::math::digamma(x).
using special_policy = boost::math::policies::policy<
    boost::math::policies::domain_error<boost::math::policies::ignore_error>,
    boost::math::policies::pole_error<boost::math::policies::ignore_error>,
    boost::math::policies::overflow_error<boost::math::policies::ignore_error>,
    boost::math::policies::evaluation_error<boost::math::policies::ignore_error>,
    boost::math::policies::rounding_error<boost::math::policies::ignore_error>,
    boost::math::policies::indeterminate_result_error<boost::math::policies::ignore_error>>;

/// Whether n is an integer that fits into an int, and so an order of a family of functions.
template <special_number T>
constexpr bool is_order(T const& n) {
    return n > T(-1000000000) && n < T(1000000000) && equal_numbers(T(static_cast<int>(n)), n);
}

template <special_number T>
constexpr T quiet_nan() {
    return std::numeric_limits<T>::quiet_NaN();
}

}  // namespace ctgrad::detail
