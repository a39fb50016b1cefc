#pragma once

#include <array>
#include <concepts>
#include <cstddef>

#include <ctgrad/numbers/elementary.hpp>
#include <ctgrad/numbers/nearest.hpp>
#include <ctgrad/support/inline.hpp>

/// The constants of a program in the scalar type of an evaluation.
namespace ctgrad::detail {

/// A constant in scalar type T: the nearest number of a floating-point type; otherwise numerator over denominator in
/// the arithmetic of T.
template <class T>
constexpr T constant_value(number const& x) {
    if constexpr (std::floating_point<T>) {
        return nearest<T>(x);
    } else if constexpr (
        requires { typename T::value_type; } && !requires { typename T::backend_type; }) {
        return T(constant_value<typename T::value_type>(x));  // lanes, complex
    } else {
        if (!x.exact()) return T(x.special);
        auto const convert = [](wide value) {
            wide const magnitude = absolute(value);
            T const result = T(static_cast<unsigned long long>(magnitude >> 64)) * T(18446744073709551616.0) +
                             T(static_cast<unsigned long long>(magnitude));
            return value < 0 ? T(-result) : result;
        };
        T result = T(convert(x.numerator) / convert(x.denominator));
        for (int i = 0; i < x.exponent; ++i) result *= T(10);
        for (int i = 0; i > x.exponent; --i) result /= T(10);
        return result;
    }
}

template <class P, class T>
constexpr auto computed_constants_of() {
    std::array<T, P::value.constant_count + 1> values{};
    for (int i = 0; i < P::value.constant_count; ++i)
        values[static_cast<std::size_t>(i)] = nearest<T>(P::value.constants[i]);
    return values;
}
template <class P, class T>
inline constexpr auto constants_of = computed_constants_of<P, T>();

/// An exact 0: no dependence.
template <class T>
CTGRAD_INLINE T zero_of() {
    if constexpr (std::floating_point<T>)
        return T(0);
    else if constexpr (made_of_floating_point<T>)
        return T(typename T::value_type(0));
    else
        return constant_value<T>(number{0, 1, 0, 0});
}

}  // namespace ctgrad::detail
