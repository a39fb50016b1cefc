#pragma once

#include <concepts>
#include <type_traits>

#include <ctgrad/support/compiler.hpp>
#include <ctgrad/support/inline.hpp>

/// Several entries of a matrix in SIMD vectors. Compilers unroll short loops into operations on single entries, and
/// then vectorize only some of these.
namespace ctgrad::detail {

/// The size of a vector register in bytes. g++ splits longer vectors into single numbers.
#if defined(__AVX512F__)
inline constexpr int vector_bytes = 64;
#elif defined(__AVX__)
inline constexpr int vector_bytes = 32;
#else
inline constexpr int vector_bytes = 16;
#endif

/// Whether processors have vectors of a type.
template <class T>
inline constexpr bool has_vectors_of = (vectors_of_float && std::same_as<T, float>) ||
                                       (vectors_of_double && std::same_as<T, double>);

/// For each of N entries, whether it satisfies a condition.
template <class T, int N>
struct simd_mask;

/// N entries, as a scalar type for the rows of the table: one register, or two halves. `fits` says which.
template <class T, int N, bool fits = N* static_cast<int>(sizeof(T)) <= vector_bytes>
struct simd;

template <class T, int N>
struct simd<T, N, true> {
    using value_type = T;
    using vector [[gnu::vector_size(N * sizeof(T))]] = T;
    vector v;

    simd() = default;
    CTGRAD_INLINE explicit simd(vector const& all) : v(all) {}
    template <class U>
    requires std::is_arithmetic_v<U> CTGRAD_INLINE explicit simd(U all)
        : v(static_cast<T>(all) - vector{}) {}  // x - 0 is x, also for both zeros

    CTGRAD_INLINE void load(T const* from) { __builtin_memcpy(&v, from, sizeof v); }
    CTGRAD_INLINE void store(T* to) const { __builtin_memcpy(to, &v, sizeof v); }

    friend CTGRAD_INLINE simd operator-(simd const& a) { return simd(-a.v); }
    friend CTGRAD_INLINE simd operator+(simd const& a, simd const& b) { return simd(a.v + b.v); }
    friend CTGRAD_INLINE simd operator-(simd const& a, simd const& b) { return simd(a.v - b.v); }
    friend CTGRAD_INLINE simd operator*(simd const& a, simd const& b) { return simd(a.v * b.v); }
    friend CTGRAD_INLINE simd operator/(simd const& a, simd const& b) { return simd(a.v / b.v); }
    friend CTGRAD_INLINE auto operator<(simd const& a, simd const& b) { return simd_mask<T, N>{a.v < b.v}; }
    friend CTGRAD_INLINE auto operator<=(simd const& a, simd const& b) { return simd_mask<T, N>{a.v <= b.v}; }
    friend CTGRAD_INLINE auto operator>(simd const& a, simd const& b) { return simd_mask<T, N>{a.v > b.v}; }
    friend CTGRAD_INLINE simd select(simd_mask<T, N> const& condition, simd const& yes, simd const& no) {
        return simd(condition.v ? yes.v : no.v);
    }
};
template <class T, int N>
    requires(N* static_cast<int>(sizeof(T)) <= vector_bytes)
struct simd_mask<T, N> {
    decltype(typename simd<T, N>::vector{} < typename simd<T, N>::vector{}) v;
};

template <class T, int N>
struct simd<T, N, false> {
    using value_type = T;
    using half = simd<T, N / 2>;
    half low, high;

    simd() = default;
    CTGRAD_INLINE simd(half const& first, half const& second) : low(first), high(second) {}
    template <class U>
    requires std::is_arithmetic_v<U> CTGRAD_INLINE explicit simd(U all) : low(all), high(all) {}

    CTGRAD_INLINE void load(T const* from) {
        low.load(from);
        high.load(from + N / 2);
    }
    CTGRAD_INLINE void store(T* to) const {
        low.store(to);
        high.store(to + N / 2);
    }

    friend CTGRAD_INLINE simd operator-(simd const& a) { return {-a.low, -a.high}; }
    friend CTGRAD_INLINE simd operator+(simd const& a, simd const& b) { return {a.low + b.low, a.high + b.high}; }
    friend CTGRAD_INLINE simd operator-(simd const& a, simd const& b) { return {a.low - b.low, a.high - b.high}; }
    friend CTGRAD_INLINE simd operator*(simd const& a, simd const& b) { return {a.low * b.low, a.high * b.high}; }
    friend CTGRAD_INLINE simd operator/(simd const& a, simd const& b) { return {a.low / b.low, a.high / b.high}; }
    friend CTGRAD_INLINE auto operator<(simd const& a, simd const& b) {
        return simd_mask<T, N>{a.low < b.low, a.high < b.high};
    }
    friend CTGRAD_INLINE auto operator<=(simd const& a, simd const& b) {
        return simd_mask<T, N>{a.low <= b.low, a.high <= b.high};
    }
    friend CTGRAD_INLINE auto operator>(simd const& a, simd const& b) {
        return simd_mask<T, N>{a.low > b.low, a.high > b.high};
    }
    friend CTGRAD_INLINE simd select(simd_mask<T, N> const& condition, simd const& yes, simd const& no) {
        return {select(condition.low, yes.low, no.low), select(condition.high, yes.high, no.high)};
    }
};
template <class T, int N>
    requires(N* static_cast<int>(sizeof(T)) > vector_bytes)
struct simd_mask<T, N> {
    simd_mask<T, N / 2> low, high;
};

/// The sums ((0 + 2) + (1 + 3)) of four vectors of four.
template <class T>
CTGRAD_INLINE simd<T, 4> sums_of_four(simd<T, 4> const& a, simd<T, 4> const& b, simd<T, 4> const& c,
                                      simd<T, 4> const& d) {
    if constexpr (requires { a.v; }) {
        using four = typename simd<T, 4>::vector;
        four const even = __builtin_shufflevector(a.v, c.v, 0, 1, 4, 5) + __builtin_shufflevector(a.v, c.v, 2, 3, 6, 7);
        four const odd = __builtin_shufflevector(b.v, d.v, 0, 1, 4, 5) + __builtin_shufflevector(b.v, d.v, 2, 3, 6, 7);
        return simd<T, 4>(__builtin_shufflevector(even, odd, 0, 4, 2, 6) +
                          __builtin_shufflevector(even, odd, 1, 5, 3, 7));
    } else {
        auto const two = [](auto const& x, auto const& y) CTGRAD_INLINE_LAMBDA {
            auto const p = x.low + x.high, q = y.low + y.high;
            return simd<T, 2>(__builtin_shufflevector(p.v, q.v, 0, 2) + __builtin_shufflevector(p.v, q.v, 1, 3));
        };
        return {two(a, b), two(c, d)};
    }
}
template <class T>
CTGRAD_INLINE simd<T, 8> concatenated(simd<T, 4> const& first, simd<T, 4> const& second) {
    if constexpr (requires { simd<T, 8>{}.v; })
        return simd<T, 8>(__builtin_shufflevector(first.v, second.v, 0, 1, 2, 3, 4, 5, 6, 7));
    else
        return {first, second};
}

}  // namespace ctgrad::detail
