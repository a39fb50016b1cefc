#pragma once

#include <string>
#include <string_view>

#include <ctgrad/numbers/number.hpp>

namespace ctgrad::detail {

/// The destination of text, in constant expressions and at run time. Without a buffer it only counts characters: a text
/// is made twice, the first time for its size.
struct text_sink {
    char* data = nullptr;
    int size = 0;

    constexpr void add(std::string_view text) {
        if (data != nullptr)
            for (std::size_t i = 0; i < text.size(); ++i) data[static_cast<std::size_t>(size) + i] = text[i];
        size += static_cast<int>(text.size());
    }
    constexpr void add(char c) {
        if (data != nullptr) data[size] = c;
        ++size;
    }
    constexpr void add_integer(wide value) {
        put_integer(value, [this](char c) { add(c); });
    }
};

/// The text that `write` writes to a sink.
template <class Write>
std::string string_of(Write write) {
    text_sink counted;
    write(counted);
    std::string text(static_cast<std::size_t>(counted.size), ' ');
    text_sink out{text.data()};
    write(out);
    return text;
}

/// A short text that is made in constant expressions, such as the name of a part of an argument.
struct short_name {
    static constexpr int limit = 63;
    char data[limit + 1]{};
    int size = 0;

    constexpr void add(std::string_view text) {
        for (char c : text)
            if (size < limit) data[size++] = c;
    }
    constexpr void add_integer(int value) {
        if (value >= 10) add_integer(value / 10);
        char const digit = static_cast<char>('0' + value % 10);
        add(std::string_view(&digit, 1));
    }
    constexpr std::string_view view() const { return {data, static_cast<std::size_t>(size)}; }
};

}  // namespace ctgrad::detail
