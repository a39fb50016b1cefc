#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <ostream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <ctgrad/print/cpp_function.hpp>
#include <ctgrad/print/equations.hpp>
#include <ctgrad/support/failure.hpp>

namespace ctgrad {

namespace detail {

struct unnamed {
    static constexpr std::string_view view() { return {}; }
};
template <fixed_string Name>
struct text_of_name {
    static constexpr std::string_view view() { return Name.view(); }
};

/// Writes the text of a listing. `label` and `size` are scratch arrays with an entry for each node.
constexpr void write_text(listing_view const& l, language in, form shape, std::string_view name, int* label, int* size,
                          text_sink& out) {
    text_layout page{in, shape, label};
    page.decide(l, size);
    writer w{l, page, out};
    if (in == language::cpp)
        write_function(w, name);
    else if (shape == form::equations)
        write_equations(w);
    else
        write_expression(w);
}

/// A listing of several functions, which writes its text itself.
template <class Listing>
inline constexpr bool writes_itself = requires {
    Listing::longest;
};
template <class Listing>
consteval int longest_listing() {
    if constexpr (writes_itself<Listing>)
        return Listing::longest;
    else
        return Listing::view.count;
}

template <class Text>
inline constexpr bool is_rendering = requires {
    Text::language;
};

/// Writes a whole text to a stream, or nothing.
inline std::ostream& put(std::ostream& stream, std::string const& text) {
    if (!stream) fail<std::ios_base::failure>("ctgrad: nothing is written: the output stream is in an error state");
    stream.write(text.data(), static_cast<std::streamsize>(text.size()));
    if (!stream) fail<std::ios_base::failure>("ctgrad: the output stream failed while the text was written");
    return stream;
}

}  // namespace detail

/// A text made at compile time: use `view()` in constant expressions and `<<` at run time. The object is empty.
/// ```cpp
/// static_assert(ctgrad::infix(ctgrad::derivative(q * z, x)) == "z");
/// std::cout << ctgrad::latex(ctgrad::gradient(f, x, y));
/// ```
template <class Listing, language In, detail::form Shape, class Name = detail::unnamed>
struct rendering {
    static constexpr auto language = In;

    /// The text, made at compile time. A large text may need more steps than a compiler allows; `str()` and `<<` make
    /// it at run time.
    static constexpr std::string_view view() { return {c_str(), store<>::text.size() - 1}; }
    /// Its length.
    static constexpr std::size_t size() { return view().size(); }
    /// The zero-terminated text.
    static constexpr char const* c_str() { return store<>::text.data(); }
    /// The same as `view()`.
    constexpr operator std::string_view() const { return view(); }
    /// The same as `str()`.
    operator std::string() const { return str(); }

    /// Whether it equals a text, for `static_assert`.
    friend constexpr bool operator==(rendering, std::string_view other) { return view() == other; }

    /// The text, made at run time.
    static std::string str() {
        std::vector<int> space(2 * entries);
        return detail::string_of([&](detail::text_sink& out) { write(space.data(), out); });
    }
    /// `"f = " + infix(f) + "\n"`
    template <std::convertible_to<std::string_view> Text>
    friend std::string operator+(rendering first, Text const& second) {
        return first.str().append(std::string_view(second));
    }
    template <std::convertible_to<std::string_view> Text>
        requires(!detail::is_rendering<Text>)
    friend std::string operator+(Text const& first, rendering second) {
        return std::string(std::string_view(first)) += second.str();
    }
    /// Writes all of it. Throws std::ios_base::failure if the stream is in error, and then writes nothing.
    friend std::ostream& operator<<(std::ostream& stream, rendering) { return detail::put(stream, str()); }

private:
    static constexpr std::size_t entries = static_cast<std::size_t>(detail::longest_listing<Listing>()) + 1;
    static constexpr void write(int* space, detail::text_sink& out) {
        if constexpr (detail::writes_itself<Listing>)
            Listing::write(Name::view(), space, space + entries, out);
        else
            detail::write_text(Listing::view, In, Shape, Name::view(), space, space + entries, out);
    }
    static constexpr std::size_t measured() {
        std::array<int, 2 * entries> space{};
        detail::text_sink out;
        write(space.data(), out);
        return static_cast<std::size_t>(out.size);
    }
    template <std::size_t Size>
    static constexpr auto made() {
        std::array<char, Size + 1> text{};
        std::array<int, 2 * entries> space{};
        detail::text_sink out{text.data()};
        write(space.data(), out);
        return text;
    }
    static constexpr auto make() {
        constexpr std::size_t size = measured();
        return made<size>();
    }
    // A template, so that it is instantiated only if it is used.
    template <class Made = rendering>
    struct store {
        static constexpr auto text = Made::make();
    };
};

}  // namespace ctgrad
