#pragma once

#include <concepts>
#include <cstddef>

namespace ctgrad {

/// A text like std::string_view, which converts to it and from it. `<string_view>` is a large header, and counts the
/// characters of a literal one by one.
struct text_view {
    constexpr text_view() = default;
    constexpr text_view(char const* literal) : first(literal), length(__builtin_strlen(literal)) {}
    constexpr text_view(char const* data, std::size_t size) : first(data), length(size) {}
    template <class Text>
        requires(!std::same_as<Text, text_view>)
    &&requires(Text const& text, char const* p) {
        p = text.data();
        text.size();
    }
    constexpr explicit text_view(Text const& text) : first(text.data()), length(text.size()) {}

    template <class Text>
        requires(!std::same_as<Text, text_view> && __is_trivially_copyable(Text))
    &&requires(Text const& text) {
        Text(text.data(), text.size());
        text.find_first_of(text);
    }
    constexpr operator Text() const { return Text(first, length); }

    constexpr char const* data() const { return first; }
    constexpr std::size_t size() const { return length; }
    constexpr bool empty() const { return length == 0; }
    constexpr char const* begin() const { return first; }
    constexpr char const* end() const { return first + length; }
    constexpr char operator[](std::size_t i) const { return first[i]; }
    constexpr text_view substr(std::size_t from, std::size_t size) const { return {first + from, size}; }
    constexpr text_view substr(std::size_t from) const { return {first + from, length - from}; }
    constexpr bool starts_with(text_view const& other) const {
        return length >= other.length && substr(0, other.length).equals(other);
    }
    constexpr bool equals(text_view const& other) const {
        if (length != other.length) return false;
        for (std::size_t i = 0; i < length; ++i)
            if (first[i] != other.first[i]) return false;
        return true;
    }

private:
    char const* first = "";
    std::size_t length = 0;
};

template <class Text>
    requires requires(Text const& text) { text_view(text); }
constexpr bool operator==(text_view const& a, Text const& b) { return a.equals(text_view(b)); }

// Of no type that converts: a literal after a std::ostringstream would be ambiguous.
template <class Stream, std::same_as<text_view> Text>
auto operator<<(Stream& out, Text const& text) -> decltype(out.write(text.data(), 0)) {
    return out.write(text.data(), static_cast<std::ptrdiff_t>(text.size()));
}

}  // namespace ctgrad
