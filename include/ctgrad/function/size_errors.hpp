#pragma once

#include <array>
#include <cstddef>

#include <ctgrad/support/failure.hpp>

#if defined(__cpp_exceptions) && !defined(__GLIBCXX__)
#include <stdexcept>
#endif

/// The errors of lists whose size is known at run time. libstdc++ can throw std::invalid_argument without its header, which
/// would bring std::string to every program.
namespace ctgrad::detail {

/// A message that is put together.
struct short_message {
    char text[160]{};
    std::size_t length = 0;

    constexpr void add(char const* more) {
        while (*more != '\0' && length + 1 < sizeof text) text[length++] = *more++;
    }
    constexpr void add(std::size_t number) {
        if (number > 9) add(number / 10);
        char const digit[]{static_cast<char>('0' + number % 10), '\0'};
        add(digit);
    }
};
[[noreturn]] inline void throw_invalid_argument(short_message const& message) {
#ifndef __cpp_exceptions
    report_and_abort(message.text);
#elif defined(__GLIBCXX__)
    std::__throw_invalid_argument(message.text);
#else
    throw std::invalid_argument(message.text);
#endif
}

/// The start of a message about an argument. A role such as `arguments<` is followed by the position.
inline short_message message_about(char const* role, std::size_t position) {
    short_message message;
    message.add("ctgrad: ");
    message.add(role);
    if (message.text[message.length - 1] == '<') {
        message.add(position);
        message.add(">");
    }
    return message;
}

[[noreturn, gnu::cold, gnu::noinline]] inline void throw_wrong_size(char const* role, std::size_t position,
                                                                    char const* what, std::size_t wanted,
                                                                    std::size_t given) {
    short_message message = message_about(role, position);
    message.add(" needs ");
    message.add(wanted);
    message.add(what);
    message.add(", not ");
    message.add(given);
    throw_invalid_argument(message);
}
[[noreturn, gnu::cold, gnu::noinline]] inline void throw_null_argument(char const* role, std::size_t position) {
    short_message message = message_about(role, position);
    message.add(" is a null pointer");
    throw_invalid_argument(message);
}
[[noreturn, gnu::cold, gnu::noinline]] inline void throw_argument_in_results() {
    short_message message;
    message.add("ctgrad: into() writes to memory that an argument is in");
    throw_invalid_argument(message);
}

}  // namespace ctgrad::detail
