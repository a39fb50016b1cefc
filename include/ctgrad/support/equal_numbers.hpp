#pragma once

#include <ctgrad/support/inline.hpp>

namespace ctgrad::detail {

// -Wfloat-equal warns of every == of floating-point numbers, because rounding may make equal ones different. Here they are
// compared with exact numbers, with themselves, or for their bits.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wfloat-equal"
/// a == b, where exactly that is meant.
template <class T>
CTGRAD_INLINE auto equal_numbers(T const& a, T const& b) -> decltype(a == b) {
    return a == b;
}
#pragma GCC diagnostic pop

}  // namespace ctgrad::detail
