#pragma once

#include <concepts>
#include <type_traits>

#include <ctgrad/support/inline.hpp>

/// Eight entries of a matrix, computed with at once. Left to themselves, compilers take short loops apart into single
/// entries, and put only some of them together again.
namespace ctgrad::detail {

/// The numbers as compilers know them: a processor holds them in a register, or in a few.
template <class T>
struct eight {
    using type [[gnu::vector_size(8 * sizeof(T))]] = T;
    static constexpr bool exists = std::same_as<T, float> || std::same_as<T, double>;
};
template <class T>
struct four {
    using type [[gnu::vector_size(4 * sizeof(T))]] = T;
};
template <class Lanes, class T>
inline void load(Lanes& lanes_of, T const* from) {
    __builtin_memcpy(&lanes_of, from, sizeof lanes_of);
}

/// Which of eight entries meet a condition.
template <class T>
struct mask_of_eight {
    using bits = decltype(typename eight<T>::type{} < typename eight<T>::type{});
    bits v;
    friend CTGRAD_INLINE mask_of_eight operator!(mask_of_eight const& a) { return {~a.v}; }
    friend CTGRAD_INLINE mask_of_eight operator&&(mask_of_eight const& a, mask_of_eight const& b) { return {a.v & b.v}; }
    friend CTGRAD_INLINE mask_of_eight operator||(mask_of_eight const& a, mask_of_eight const& b) { return {a.v | b.v}; }
};

/// A scalar type for the rows of the table.
template <class T>
struct entries {
    using value_type = T;
    typename eight<T>::type v;

    entries() = default;
    CTGRAD_INLINE explicit entries(typename eight<T>::type const& lanes_of) : v(lanes_of) {}
    template <class U>
        requires std::is_arithmetic_v<U>
    CTGRAD_INLINE explicit entries(U all) : v(typename eight<T>::type{} + static_cast<T>(all)) {}

    friend CTGRAD_INLINE entries operator-(entries const& a) { return entries(-a.v); }
    friend CTGRAD_INLINE entries operator+(entries const& a, entries const& b) { return entries(a.v + b.v); }
    friend CTGRAD_INLINE entries operator-(entries const& a, entries const& b) { return entries(a.v - b.v); }
    friend CTGRAD_INLINE entries operator*(entries const& a, entries const& b) { return entries(a.v * b.v); }
    friend CTGRAD_INLINE entries operator/(entries const& a, entries const& b) { return entries(a.v / b.v); }
    friend CTGRAD_INLINE mask_of_eight<T> operator<(entries const& a, entries const& b) { return {a.v < b.v}; }
    friend CTGRAD_INLINE mask_of_eight<T> operator<=(entries const& a, entries const& b) { return {a.v <= b.v}; }
    friend CTGRAD_INLINE mask_of_eight<T> operator>(entries const& a, entries const& b) { return {a.v > b.v}; }
    friend CTGRAD_INLINE mask_of_eight<T> operator>=(entries const& a, entries const& b) { return {a.v >= b.v}; }
    friend CTGRAD_INLINE mask_of_eight<T> operator==(entries const& a, entries const& b) { return {a.v == b.v}; }
    friend CTGRAD_INLINE entries select(mask_of_eight<T> const& condition, entries const& yes, entries const& no) {
        return entries(condition.v ? yes.v : no.v);
    }
};

}  // namespace ctgrad::detail
