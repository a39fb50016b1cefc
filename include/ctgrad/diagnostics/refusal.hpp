#pragma once

#include <type_traits>

/// How a mistake is reported: a function template `refuse_...` holds one `static_assert` on `never<Culprit>`, so that
/// it fails where the function is instantiated and not before. Its template arguments, which compilers print, name the
/// culprit; what it returns is harmless, so that one mistake gives one message. It is instantiated before anything deep
/// is, since every level adds a line to the compiler's message.
namespace ctgrad::detail {

template <class...>
inline constexpr bool never = false;

/// Some refusals make what the user wrote fail in further ways that only the compiler reports. They are remembered, and
/// `refused_before` is asked where that would be reported again. (The friend has a deduced type, so that it cannot be
/// called until a refusal defines it.)
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

/// Whether a refusal was remembered before this was first asked by `Asking`.
template <class Asking>
consteval bool refused_before() {
    return requires(std::conditional_t<never<Asking>, void, refusal> r) { is_remembered(r); };
}

}  // namespace ctgrad::detail
