#pragma once

#include <cstddef>
#include <string_view>

#include <ctgrad/diagnostics/print_messages.hpp>
#include <ctgrad/print/layout.hpp>
#include <ctgrad/print/quantities.hpp>

/// Checks the names and notations that users give, before a text is made.
namespace ctgrad::detail {

/// A node with the same name as another node or as a variable; -1 for none.
constexpr int find_ambiguous(listing_view const& l) {
    for (int at = 0; at < l.count; ++at) {
        std::string_view const name = l.nodes[at].name;
        if (name.empty()) continue;
        for (int i = 0; i < l.input_count; ++i)
            if (l.input_names[i] == name) return at;
        for (int other = 0; other < at; ++other)
            if (l.nodes[other].name == name) return at;
    }
    return -1;
}

template <class Listing, int Place>
struct text_of_place {
    constexpr std::string_view view() const { return Listing::view.nodes[Place].name; }
};
template <class Source, class Names>
constexpr bool check_number_of_names() {
    constexpr std::size_t wanted = own_names<Source>::arguments;
    if constexpr (Names::count != 0 && Names::count != wanted)
        return refuse_number_of_names<Names::count, wanted>();
    else
        return true;
}

/// A named node whose name, or a variable whose changed name, is the same C++ identifier as another name. The result is
/// the number of an input, or of a node counted after the inputs; -1 for none.
constexpr int find_cpp_collision(listing_view const& l, bool composed) {
    char mine[256]{}, theirs[256]{};
    auto const identifier = [](std::string_view name, char* to) {
        text_sink out{to};
        add_cpp_name(out, name.substr(0, 100));
        return std::string_view(to, static_cast<std::size_t>(out.size));
    };
    auto const name_at = [&](int i) { return i < l.input_count ? l.input_names[i] : l.nodes[i - l.input_count].name; };
    for (int i = composed ? l.input_count : 0; i < l.input_count + l.count; ++i) {
        std::string_view const name = name_at(i);
        // A variable that is an identifier keeps its name; another name that equals it is found when that name is
        // checked.
        if (name.empty() || (i < l.input_count && is_identifier(name) && !is_cpp_keyword(name))) continue;
        std::string_view const changed = identifier(name, mine);
        for (int other = 0; other < l.input_count + l.count; ++other)
            if (other != i && !name_at(other).empty() && identifier(name_at(other), theirs) == changed) return i;
    }
    return -1;
}
template <class Listing, int Which>
struct text_of_collision {
    constexpr std::string_view view() const {
        constexpr listing_view const& l = Listing::view;
        return Which < l.input_count ? l.input_names[Which] : l.nodes[Which - l.input_count].name;
    }
};
/// Whether a pattern contains the first `needed` operands of an operation, and none that the operation does not have.
/// An empty pattern prints a function call.
constexpr bool names_operands(std::string_view text, int arity, int needed) {
    bool named[maximum_arity]{};
    for (std::size_t i = 0; i + 1 < text.size(); ++i) {
        if (text[i] != '$' || !is_digit(text[i + 1])) continue;
        int const operand = text[i + 1] - '1';
        if (operand < 0 || operand >= arity) return false;
        named[operand] = true;
    }
    for (int i = 0; i < needed; ++i)
        if (!text.empty() && !named[i]) return false;
    return true;
}
/// The first node whose notation does not fit its operation; -1 for none.
constexpr int find_bad_notation(listing_view const& l) {
    constexpr int limit = 64;
    operation_info const* seen[limit]{};
    int count = 0;
    for (int at = 0; at < l.count; ++at) {
        operation_info const* const info = l.nodes[at].operation;
        bool known = info == nullptr;
        for (int i = 0; i < count && !known; ++i) known = seen[i] == info;
        if (known) continue;
        if (count < limit) seen[count++] = info;
        notation const& n = *info->notation;
        int needed = info->arity;  // a shape as the last operand is not printed
        while (needed > 0 && l.nodes[l.nodes[at].operands[needed - 1]].what == listed_node::kind::shape) --needed;
        for (std::string_view const text : {n.infix.text, n.latex.text})
            if (!names_operands(text, info->arity, needed)) return at;
        if (!names_operands(n.cpp.text, info->arity, n.cpp_names_all_operands ? needed : 0)) return at;
        for (std::string_view const text : {n.infix_of_equals.text, n.latex_of_equals.text})
            if (!names_operands(text, info->arity, 0)) return at;
    }
    return -1;
}
template <class Listing, int Place>
struct text_of_operation {
    constexpr std::string_view view() const { return Listing::view.nodes[Place].operation->name; }
};
template <class Listing>
constexpr bool check_notation() {
    constexpr int bad = find_bad_notation(Listing::view);
    if constexpr (bad >= 0)
        return refuse_notation<typename spell<notation_of, text_of_operation<Listing, bad>{}>::type>();
    else
        return true;
}

template <class Listing>
constexpr bool check_names() {
    constexpr int ambiguous = find_ambiguous(Listing::view);
    if constexpr (ambiguous >= 0)
        return refuse_ambiguous<typename spell<ambiguous_name, text_of_place<Listing, ambiguous>{}>::type>();
    else
        return check_notation<Listing>();
}

template <class Listing, language In>
constexpr bool check_identifiers() {
    if constexpr (In == language::cpp) {
        constexpr int collision = find_cpp_collision(Listing::view, own_names<typename Listing::source>::composed);
        if constexpr (collision >= 0)
            return refuse_cpp_collision<
                typename spell<same_identifier, text_of_collision<Listing, collision>{}>::type>();
    }
    return true;
}

}  // namespace ctgrad::detail
