#pragma once

#include <ctgrad/support/inline.hpp>

namespace ctgrad::detail {

// -Wfloat-equal warns about every == of floating-point numbers, because rounding may make equal numbers different. The
// library compares them only with exact numbers, with themselves, or for their bits.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wfloat-equal"
/// a == b, where an exact comparison is meant.
template <class T>
CTGRAD_INLINE auto equal_numbers(T const& a, T const& b) -> decltype(a == b) {
    return a == b;
}
#pragma GCC diagnostic pop

}  // namespace ctgrad::detail
