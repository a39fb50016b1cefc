#pragma once

#include <cmath>
#include <type_traits>

#include <boost/math/constants/constants.hpp>
#include <boost/math/special_functions/bessel.hpp>

#include <ctgrad/numbers/special/policy.hpp>

/// Bessel functions of integer order for plain numbers, with the names of `<cmath>`. An order that is not an integer
/// gives NaN.
namespace ctgrad {

namespace detail {
template <special_number T>
bool is_infinite(T const& x) {
    return x > std::numeric_limits<T>::max() || x < std::numeric_limits<T>::lowest();
}
}  // namespace detail

/// J_n(x), of the first kind; 0 at infinity.
template <detail::special_number T>
constexpr T cyl_bessel_j(std::type_identity_t<T> const& n, T const& x) {
    if (!detail::is_order(n)) return detail::quiet_nan<T>();
    if (detail::is_infinite(x)) return T(0);
    return boost::math::cyl_bessel_j(static_cast<int>(n), x, detail::special_policy());
}

/// Y_n(x), of the second kind; NaN for x < 0. At 0 it is -infinity, or infinity for n = -1, -3, ...; at infinity 0.
template <detail::special_number T>
constexpr T cyl_neumann(std::type_identity_t<T> const& n, T const& x) {
    if (!detail::is_order(n)) return detail::quiet_nan<T>();
    if (x == T(0)) {
        T const infinity = std::numeric_limits<T>::infinity();
        return n < T(0) && static_cast<int>(n) % 2 != 0 ? infinity : T(-infinity);
    }
    if (x > T(0) && detail::is_infinite(x)) return T(0);
    // Boost.Math 1.74 has the wrong sign for negative orders where x is small.
    int const order = static_cast<int>(n);
    T const y = boost::math::cyl_neumann(order < 0 ? -order : order, x, detail::special_policy());
    return order < 0 && order % 2 != 0 ? T(-y) : y;
}

/// I_n(x), modified, of the first kind.
template <detail::special_number T>
constexpr T cyl_bessel_i(std::type_identity_t<T> const& n, T const& x) {
    if (!detail::is_order(n)) return detail::quiet_nan<T>();
    if (detail::is_infinite(x)) return x < T(0) && static_cast<int>(n) % 2 != 0 ? x : T(x * x);
    return boost::math::cyl_bessel_i(static_cast<int>(n), x, detail::special_policy());
}

/// K_n(x), modified, of the second kind; infinity at 0, NaN for x < 0.
template <detail::special_number T>
constexpr T cyl_bessel_k(std::type_identity_t<T> const& n, T const& x) {
    if (!detail::is_order(n)) return detail::quiet_nan<T>();
    if (x == T(0)) return std::numeric_limits<T>::infinity();
    return boost::math::cyl_bessel_k(static_cast<int>(n), x, detail::special_policy());
}

}  // namespace ctgrad
