#pragma once

#include <array>
#include <cstddef>
#include <ostream>
#include <string_view>

#include <ctgrad/hints/listing.hpp>
#include <ctgrad/print/listing.hpp>
#include <ctgrad/print/writer.hpp>

namespace ctgrad {

/// A place at which a formula loses digits or range, and what to write instead.
struct hint {
    std::string_view written;  ///< the place, as infix text: "1 - cos(x)"
    std::string_view advised;  ///< what to write: "2 * sin(x / 2)^2"
    std::string_view reason;   ///< where the place loses: "the digits cancel where x is close to 0"
};

namespace detail {

inline constexpr std::string_view hint_separators[]{": write ", " (", ")\n"};

/// Writes a line for each hint. `label` is a scratch array with an entry for each node. `ends` has four entries for
/// each hint: where its line begins, and where its parts end.
template <class Raw>
constexpr void write_hints(Raw const& raw, std::string_view const* input_names, std::string_view letters, int* label,
                           text_sink& out, int* ends) {
    listing_view l{};
    l.nodes = raw.nodes;
    l.count = raw.count;
    l.constants = raw.constants;
    l.input_count = raw.input_count;
    l.input_names = input_names;
    l.letters = letters;
    l.nesting = raw.nesting;
    l.has_sequences = raw.has_sequences;
    for (int at = 0; at < raw.count; ++at) label[at] = raw.nodes[at].name.empty() ? no_label : own_name;
    text_layout const page{language::infix, form::expression, label};
    writer w{l, page, out};
    for (int i = 0; i < raw.found_count; ++i) {
        found_hint const& hint = raw.found[i];
        *ends++ = out.size;
        w.expression(hint.written, precedence::choice);
        *ends++ = out.size;
        out.add(hint_separators[0]);
        w.operand(hint.advised, precedence::choice);
        *ends++ = out.size;
        out.add(hint_separators[1]);
        std::string_view const reason = all_hint_rules[static_cast<std::size_t>(hint.rule)].reason;
        for (std::size_t c = 0; c < reason.size(); ++c)
            if (reason[c] == '$')
                w.operand(hint.bound[reason[++c] - 'a'], precedence::choice);
            else
                out.add(reason[c]);
        *ends++ = out.size;
        out.add(hint_separators[2]);
    }
}

/// The parts of hint `i` in a text.
constexpr hint hint_at(std::string_view text, int const* ends, std::size_t i) {
    auto const part = [&](std::size_t which) {
        auto const start =
            static_cast<std::size_t>(ends[4 * i + which]) + (which == 0 ? 0 : hint_separators[which - 1].size());
        return text.substr(start, static_cast<std::size_t>(ends[4 * i + which + 1]) - start);
    };
    return {part(0), part(1), part(2)};
}

/// The texts of the hints for a source. `Names` are those of a function's arguments.
template <class Source, quantity What, class Names>
struct hint_texts {
    static constexpr auto const& raw = result_of<hints_job<Source>>();
    static constexpr std::size_t count = static_cast<std::size_t>(raw.found_count);

    template <class Made = hint_texts>
    struct store {
        static constexpr auto text = Made::make_text();
        static constexpr auto ends = Made::make_ends();
        static constexpr std::string_view view{text.data(), text.size() - 1};
    };
    static constexpr hint at(std::size_t i) { return hint_at(store<>::view, store<>::ends.data(), i); }

private:
    static constexpr auto write(text_sink& out) {
        constexpr auto const& composed = composed_names<Source, What, Names>;
        std::array<std::string_view, static_cast<std::size_t>(raw.input_count) + 1> names{};
        for (int i = 0; i < raw.input_count; ++i)
            names[static_cast<std::size_t>(i)] =
                i < composed.first ? std::string_view(raw.inputs[i].name) : composed.names[i].view();
        std::array<int, static_cast<std::size_t>(raw.count) + 1> label{};
        std::array<int, 4 * count + 1> ends{};
        write_hints(raw, names.data(), own_names<Source>::template letters<Names>, label.data(), out, ends.data());
        return ends;
    }
    static constexpr int measured() {
        text_sink out;
        write(out);
        return out.size;
    }
    static constexpr auto make_text() {
        constexpr int size = measured();
        std::array<char, static_cast<std::size_t>(size) + 1> text{};
        text_sink out{text.data()};
        write(out);
        return text;
    }
    static constexpr auto make_ends() {
        text_sink out;
        return write(out);
    }
};

}  // namespace detail

/// The hints for a formula or function: a range of `hint`s, made at compile time. The object is empty.
/// ```cpp
/// for (ctgrad::hint const& h : ctgrad::hints(f)) std::cout << h.advised << '\n';
/// ```
template <class Texts>
struct hint_list {
    /// Whether there are none.
    static constexpr bool empty() { return Texts::count == 0; }
    /// How many there are.
    static constexpr std::size_t size() { return Texts::count; }
    /// One of them, in the order of the formula.
    constexpr hint operator[](std::size_t i) const { return Texts::at(i); }
    /// Where range-for and algorithms find them.
    struct iterator {
        using value_type = hint;
        using difference_type = std::ptrdiff_t;
        std::size_t place = 0;

        constexpr hint operator*() const { return Texts::at(place); }
        constexpr iterator& operator++() {
            ++place;
            return *this;
        }
        constexpr iterator operator++(int) {
            iterator const before = *this;
            ++place;
            return before;
        }
        constexpr bool operator==(iterator const&) const = default;
    };
    static constexpr iterator begin() { return {}; }
    static constexpr iterator end() { return {size()}; }
    /// All of them, a line each.
    static constexpr std::string_view view() { return Texts::template store<>::view; }

    /// Writes a line for each hint.
    friend std::ostream& operator<<(std::ostream& stream, hint_list) { return stream << view(); }
};

}  // namespace ctgrad
