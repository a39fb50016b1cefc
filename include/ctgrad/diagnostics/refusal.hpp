#pragma once

#include <cstddef>
#include <type_traits>

/// How a mistake is reported: a function template `refuse_...` contains one `static_assert` on `never<Culprit>`, which
/// fails when the function is instantiated and not before. Its template arguments, which compilers print, name the
/// culprit. It returns something harmless, so that one mistake gives one message. It is instantiated before anything
/// deep, because every level of instantiation adds a line to the compiler's message.
namespace ctgrad::detail {

template <class...>
inline constexpr bool never = false;

/// The position of the first of some conditions that does not hold, or their number: one message names one argument.
template <bool... Holds>
consteval std::size_t first_failure() {
    std::size_t position = 0;
    static_cast<void>(((Holds && (++position, true)) && ...));
    return position;
}

/// After some refusals the user's code fails in further ways that the compiler itself reports. These refusals are
/// remembered, and `refused_before` prevents a second report. The friend has a deduced type, so that it cannot be
/// called until a refusal defines it.
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wnon-template-friend"
#endif
struct refusal {
    friend constexpr auto is_remembered(refusal);
};
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic pop
#endif
template <class Refusal>
struct remembered {
    friend constexpr auto is_remembered(Refusal) { return true; }
    static constexpr bool never = false;
};
/// Like `never`, for a refusal that is remembered.
template <class Culprit>
inline constexpr bool never_remembered = remembered<std::conditional_t<never<Culprit>, Culprit, refusal>>::never;

/// Whether a refusal was remembered before `Asking` first used this.
template <class Asking>
consteval bool refused_before() {
    return requires(std::conditional_t<never<Asking>, void, refusal> r) { is_remembered(r); };
}

}  // namespace ctgrad::detail
