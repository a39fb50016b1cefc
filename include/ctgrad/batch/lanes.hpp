#pragma once

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>

#include <ctgrad/support/inline.hpp>

/// The widest SIMD registers that the compiler's flags allow, through xsimd. Without xsimd a register is a plain
/// number.
#if __has_include(<xsimd/xsimd.hpp>) && !defined(CTGRAD_WITHOUT_XSIMD)
// g++ 12 warns about its own AVX-512 header, where undefined values are intended (GCC bug 105593).
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wuninitialized"
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif
#include <xsimd/xsimd.hpp>
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic pop
#endif
#if !defined(XSIMD_NO_SUPPORTED_ARCHITECTURE)
#define CTGRAD_XSIMD 1
#endif
#endif
#if defined(CTGRAD_XSIMD) && defined(__SSE2__)
#include <immintrin.h>
#endif

namespace ctgrad::detail {

#if defined(CTGRAD_XSIMD)
/// Types without SIMD registers, such as long double, have one lane.
template <class T>
struct simd_register {
    using type = T;
    static constexpr std::size_t size = 1;
};
template <class T>
    requires(std::same_as<T, float> || std::same_as<T, double>)
struct simd_register<T> {
    using type = xsimd::batch<T>;
    static constexpr std::size_t size = type::size;
};
template <class T>
using register_of = typename simd_register<T>::type;
template <class T>
inline constexpr std::size_t lane_count = simd_register<T>::size;

// Columns are aligned to their numbers only; unaligned access to registers costs little on current processors.
template <class T>
CTGRAD_INLINE register_of<T> load_lanes(T const* from) {
    if constexpr (lane_count<T> == 1)
        return *from;
    else
        return register_of<T>::load_unaligned(from);
}
template <class T>
CTGRAD_INLINE void store_lanes(T* to, register_of<T> const& value) {
    if constexpr (lane_count<T> == 1)
        *to = value;
    else
        value.store_unaligned(to);
}
#else
template <class T>
using register_of = T;
template <class T>
inline constexpr std::size_t lane_count = 1;

template <class T>
CTGRAD_INLINE T load_lanes(T const* from) {
    return *from;
}
template <class T>
CTGRAD_INLINE void store_lanes(T* to, T const& value) {
    *to = value;
}
#endif

#if defined(CTGRAD_XSIMD) && defined(__SSE2__)
/// A store that bypasses the caches, which would first read the line that is overwritten. `to` is aligned to the
/// register.
template <class T>
inline void stream_lanes(T* to, register_of<T> const& value) {
    typename register_of<T>::register_type const bits = value;
    if constexpr (sizeof(bits) == 16) {
        if constexpr (sizeof(T) == 8)
            _mm_stream_pd(to, bits);
        else
            _mm_stream_ps(to, bits);
    }
#if defined(__AVX__)
    else if constexpr (sizeof(bits) == 32) {
        if constexpr (sizeof(T) == 8)
            _mm256_stream_pd(to, bits);
        else
            _mm256_stream_ps(to, bits);
    }
#endif
#if defined(__AVX512F__)
    else if constexpr (sizeof(bits) == 64) {
        if constexpr (sizeof(T) == 8)
            _mm512_stream_pd(to, bits);
        else
            _mm512_stream_ps(to, bits);
    }
#endif
}
/// Makes the streamed stores visible before what this thread does next.
inline void end_stream() { _mm_sfence(); }
inline constexpr bool can_stream = true;
#else
template <class T>
inline void stream_lanes(T* to, register_of<T> const& value) {
    store_lanes(to, value);
}
inline void end_stream() {}
inline constexpr bool can_stream = false;
#endif

/// The first `count` lanes, at least one; the others are like the first. It avoids copies in memory, which a load of
/// the whole register would wait for.
template <class T>
CTGRAD_INLINE register_of<T> load_first_lanes(T const* from, std::size_t count) {
    if (count == lane_count<T>) return load_lanes(from);
    if constexpr (lane_count<T> == 2) return register_of<T>(*from);
#if defined(CTGRAD_XSIMD) && defined(__AVX512F__)
    auto const used = (1u << count) - 1;
    if constexpr (lane_count<T> == 8)
        return register_of<T>(_mm512_mask_loadu_pd(_mm512_set1_pd(*from), static_cast<__mmask8>(used), from));
    else if constexpr (lane_count<T> == 16)
        return register_of<T>(_mm512_mask_loadu_ps(_mm512_set1_ps(*from), static_cast<__mmask16>(used), from));
#elif defined(CTGRAD_XSIMD) && defined(__AVX2__)
    if constexpr (sizeof(T) == 8 && lane_count<T> == 4) {
        auto const end = _mm256_set1_epi64x(static_cast<long long>(count));
        auto const used = _mm256_cmpgt_epi64(end, _mm256_setr_epi64x(0, 1, 2, 3));
        return register_of<T>(
            _mm256_blendv_pd(_mm256_set1_pd(*from), _mm256_maskload_pd(from, used), _mm256_castsi256_pd(used)));
    } else if constexpr (lane_count<T> == 8) {
        auto const end = _mm256_set1_epi32(static_cast<int>(count));
        auto const used = _mm256_cmpgt_epi32(end, _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7));
        return register_of<T>(
            _mm256_blendv_ps(_mm256_set1_ps(*from), _mm256_maskload_ps(from, used), _mm256_castsi256_ps(used)));
    }
#endif
    T numbers[lane_count<T>];
    for (std::size_t lane = 0; lane < lane_count<T>; ++lane) numbers[lane] = from[lane < count ? lane : 0];
    return load_lanes(numbers);
}
/// Stores the first `count` lanes, in pieces: a masked store would delay the loads from what is behind it.
template <class T>
CTGRAD_INLINE void store_first_lanes(T* to, register_of<T> const& value, std::size_t count) {
    if (count == lane_count<T>) return store_lanes(to, value);
    T numbers[lane_count<T>];
    store_lanes(numbers, value);
    T const* from = numbers;
    [&]<std::size_t... Bit>(std::index_sequence<Bit...>) CTGRAD_INLINE_LAMBDA {
        auto const piece = [&]<std::size_t Size>(std::integral_constant<std::size_t, Size>) CTGRAD_INLINE_LAMBDA {
            if ((count & Size) == 0) return;
            __builtin_memcpy(to, from, Size * sizeof(T));
            to += Size;
            from += Size;
        };
        (piece(std::integral_constant<std::size_t, (lane_count<T> >> (Bit + 1))>{}), ...);
    }
    (std::make_index_sequence<static_cast<std::size_t>(__builtin_ctzll(lane_count<T>))>{});
}

/// How far an address is from the alignment of the registers: here the bytes backward, below the numbers forward.
template <class T>
std::size_t misalignment(T const* at) {
    return reinterpret_cast<std::uintptr_t>(at) % (lane_count<T> * sizeof(T));
}
template <class T>
std::size_t numbers_to_alignment(T const* at) {
    std::size_t const beyond = misalignment(at);
    return beyond == 0 ? 0 : lane_count<T> - beyond / sizeof(T);
}

/// Copies numbers past the caches, except those at the ends that do not fill a register.
template <class T>
void stream(T const* from, std::size_t count, T* to) {
    std::size_t i = std::min(count, numbers_to_alignment(to));
    std::copy_n(from, i, to);
    for (; i + lane_count<T> <= count; i += lane_count<T>) stream_lanes(to + i, load_lanes(from + i));
    std::copy(from + i, from + count, to + i);
}

}  // namespace ctgrad::detail

namespace ctgrad {

/// The number of rows that a batch of numbers T computes at once: 8 for `double` in AVX-512, 4 in AVX, 2 in SSE2 or
/// NEON, and 1 if xsimd was not found.
template <class T>
inline constexpr std::size_t batch_lanes = detail::lane_count<T>;

}  // namespace ctgrad
