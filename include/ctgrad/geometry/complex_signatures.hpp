#pragma once

#include <complex>
#include <cstddef>
#include <type_traits>

#include <ctgrad/geometry/complex.hpp>

/// Complex numbers in signatures.
namespace ctgrad::detail {

/// A part of a `std::complex` that can be assigned.
template <class T>
struct complex_part {
    std::complex<T>& z;
    bool is_imaginary;
    constexpr void operator=(T const& x) const {
        if (is_imaginary)
            z.imag(x);
        else
            z.real(x);
    }
};

template <>
inline constexpr bool holds_complex<std::complex<double>> = true;
template <>
inline constexpr bool holds_complex<complex<double>> = true;

struct complex_structure {
    static constexpr bool is_matrix = true;
    static constexpr std::size_t rows = 2, columns = 1;
    template <class T>
    static constexpr auto& entry(complex<T>& z, std::size_t row, std::size_t) {
        return z.part(row);
    }
    template <class T>
    static constexpr auto& entry(complex<T> const& z, std::size_t row, std::size_t) {
        return z.part(row);
    }
    template <class T>
    static constexpr complex_part<T> entry(std::complex<T>& z, std::size_t row, std::size_t) {
        return {z, row != 0};
    }
    template <class T>
    static constexpr T entry(std::complex<T> const& z, std::size_t row, std::size_t) {
        return row == 0 ? z.real() : z.imag();
    }
};
template <>
struct matrix_structure<std::complex<double>> : complex_structure {
    template <class T>
    using with_entries = std::conditional_t<is_recorded<T>, complex<T>, std::complex<T>>;
};
template <>
struct matrix_structure<complex<double>> : complex_structure {
    template <class T>
    using with_entries = complex<T>;
};

}  // namespace ctgrad::detail
