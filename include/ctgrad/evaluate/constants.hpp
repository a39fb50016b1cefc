#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <utility>

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

/// Some of the constants of a program. A constant may take thousands of steps of constant evaluation, and clang stops
/// at a million, so each part is a constant evaluation of its own.
inline constexpr std::size_t constants_of_part = 128;
template <class P, class T, std::size_t Part>
constexpr auto compute_constants() {
    std::array<T, constants_of_part> values{};
    for (std::size_t i = 0, k = Part * constants_of_part;
         i < constants_of_part && k < static_cast<std::size_t>(P::value.constant_count); ++i, ++k)
        values[i] = nearest<T>(P::value.constants[k]);
    return values;
}
template <class P, class T, std::size_t Part>
inline constexpr auto part_of_constants = compute_constants<P, T, Part>();

template <class P, class T, std::size_t... Part>
constexpr auto join_constants(std::index_sequence<Part...>) {
    std::array<T, static_cast<std::size_t>(P::value.constant_count) + 1> values{};
    std::size_t k = 0;
    auto const append = [&](std::array<T, constants_of_part> const& part) {
        for (std::size_t i = 0; i < constants_of_part && k + 1 < values.size(); ++i) values[k++] = part[i];
        return 0;
    };
    [[maybe_unused]] int const in_order[]{append(part_of_constants<P, T, Part>)..., 0};
    return values;
}
template <class P, class T>
inline constexpr auto constants_of = join_constants<P, T>(
    std::make_index_sequence<(static_cast<std::size_t>(P::value.constant_count) + constants_of_part - 1) /
                             constants_of_part>{});

/// The constants of a program as they are written, apart from the program: the code of scalar types that are computed from
/// them at run time then contains neither the program nor the functions that it points to.
template <class P>
inline constexpr auto written_constants = [] {
    std::array<number, static_cast<std::size_t>(P::value.constant_count) + 1> all{};
    for (std::size_t i = 0; i + 1 < all.size(); ++i) all[i] = P::value.constants[i];
    return all;
}();

/// Constant `i` of a program. A GPU cannot read variables of the host; if a template does, nvcc emits a trap without a
/// warning. There the constants are local, and the compiler inserts each where it is used.
template <class P, class T>
CTGRAD_INLINE T constant_at(std::size_t i) {
#ifdef __CUDA_ARCH__
    constexpr auto values = join_constants<P, T>(
        std::make_index_sequence<(static_cast<std::size_t>(P::value.constant_count) + constants_of_part - 1) /
                                 constants_of_part>{});
    return values[i];
#else
    return constants_of<P, T>[i];
#endif
}

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
