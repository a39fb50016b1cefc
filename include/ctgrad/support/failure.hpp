#pragma once

/// Errors that are found at run time, in programs with and without exceptions.

/// What an error at run time does in a program without exceptions (`-fno-exceptions`). It gets the message of the
/// exception, a `char const*`. To report the message, or to do something other than std::abort(), define it before the
/// first header of ctgrad. If it returns, the program is aborted.
#if !defined(__cpp_exceptions) && !defined(CTGRAD_ON_ERROR)
#define CTGRAD_ON_ERROR(message) static_cast<void>(message)
#endif

namespace ctgrad::detail {

#ifndef __cpp_exceptions
[[noreturn]] inline void report_and_abort(char const* message) {
    CTGRAD_ON_ERROR(message);
    __builtin_abort();
}
#endif

/// Throws an exception with a message, a `char const*` or a string.
template <class Exception, class Text>
[[noreturn]] inline void fail(Text const& message) {
#ifdef __cpp_exceptions
    throw Exception(message);
#else
    if constexpr (requires { message.c_str(); })
        report_and_abort(message.c_str());
    else
        report_and_abort(message);
#endif
}

#ifdef __cpp_exceptions
/// Calls `body`, and `handle` if it throws.
template <class Body, class Handle>
void attempt(Body const& body, Handle const& handle) {
    try {
        body();
    } catch (...) {
        handle();
    }
}
/// The same for exceptions of one type; others are passed on.
template <class Exception, class Body, class Handle>
void attempt(Body const& body, Handle const& handle) {
    attempt(body, [&] {
        try {
            throw;
        } catch (Exception const&) {
            handle();
        }
    });
}
#else
template <class... Exception, class Body, class Handle>
void attempt(Body const& body, Handle const&) {
    body();
}
#endif

}  // namespace ctgrad::detail
