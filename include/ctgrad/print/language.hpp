#pragma once

#include <string_view>

#include <ctgrad/operations/notation.hpp>
#include <ctgrad/print/sink.hpp>

/// The differences between the output languages: names and numbers.
namespace ctgrad {

/// The output languages.
enum class language { infix, latex, cpp };

namespace detail {

constexpr bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
/// Letters of other alphabets are bytes above 127.
constexpr bool is_word(char c) { return is_letter(c) || static_cast<unsigned char>(c) > 127; }

inline constexpr std::string_view greek_letters[]{
    "alpha", "beta",  "gamma",  "delta", "epsilon", "zeta",  "eta",     "theta", "iota", "kappa", "lambda", "mu",
    "nu",    "xi",    "pi",     "rho",   "sigma",   "tau",   "upsilon", "phi",   "chi",  "psi",   "omega",  "Gamma",
    "Delta", "Theta", "Lambda", "Xi",    "Pi",      "Sigma", "Upsilon", "Phi",   "Psi",  "Omega"};
constexpr bool is_greek(std::string_view word) {
    if (word.size() < 2) return false;
    for (std::string_view const& letter : greek_letters)
        if (letter.size() == word.size() && letter[0] == word[0] && letter == word) return true;
    return false;
}

constexpr void add_latex_escaped(text_sink& out, std::string_view text) {
    for (char c : text) switch (c) {
            case '_':
            case '#':
            case '$':
            case '%':
            case '&':
            case '{':
            case '}':
                out.add('\\');
                out.add(c);
                break;
            case '\\': out.add("\\backslash "); break;
            case '^': out.add("\\hat{\\ }"); break;
            case '~': out.add("\\sim "); break;
            default: out.add(c);
        }
}

/// A word of a name: a letter as it is, a Greek letter by its command, a longer word in upright type.
constexpr void add_latex_word(text_sink& out, std::string_view word) {
    if (is_greek(word)) {
        out.add('\\');
        out.add(word);
    } else if (word.size() <= 1 || !is_letter(word[0])) {
        add_latex_escaped(out, word);
    } else {
        out.add("\\mathit{");
        add_latex_escaped(out, word);
        out.add('}');
    }
}

/// The length of the index after a bracket if it has an index itself, as in x[y[i]]; else 0.
constexpr std::size_t nested_name(std::string_view name, std::size_t start) {
    if (start == 0 || name[start - 1] != '[') return 0;
    std::size_t end = start, depth = 0;
    bool nested = false;
    for (; end < name.size() && (name[end] != ']' || depth > 0); ++end) {
        nested = nested || name[end] == '[';
        depth += name[end] == '[';
        depth -= name[end] == ']';
    }
    return nested ? end - start : 0;
}

/// A name in LaTeX: w0, w_0 and w[0] have a subscript.
constexpr void add_latex_name(text_sink& out, std::string_view name) {
    std::size_t end = 0;
    while (end < name.size() && is_word(name[end])) ++end;
    if (end == 0) return add_latex_escaped(out, name);
    add_latex_word(out, name.substr(0, end));
    bool started = false, separated = false;
    while (end < name.size()) {
        if (name[end] == '_' || name[end] == '[' || name[end] == ']' || name[end] == '.') {
            separated = true;
            ++end;
            continue;
        }
        if (!started) out.add("_{");
        if (started && separated) out.add(',');
        started = true;
        separated = false;
        std::size_t const start = end;
        if (std::size_t const length = nested_name(name, start); length > 0) {
            add_latex_name(out, name.substr(start, length));
            end += length;
            continue;
        }
        bool const word = is_word(name[start]);
        while (end < name.size() && name[end] != '_' && name[end] != '[' && name[end] != ']' && name[end] != '.' &&
               is_word(name[end]) == word)
            ++end;
        if (word)
            add_latex_word(out, name.substr(start, end - start));
        else
            add_latex_escaped(out, name.substr(start, end - start));
    }
    if (started) out.add('}');
}

inline constexpr char const* cpp_keywords[]{
    "alignas",     "alignof",   "and",        "and_eq",    "asm",      "auto",         "bitand",
    "bitor",       "bool",      "break",      "case",      "catch",    "char",         "char8_t",
    "char16_t",    "char32_t",  "class",      "compl",     "concept",  "const",        "consteval",
    "constexpr",   "constinit", "const_cast", "continue",  "co_await", "co_return",    "co_yield",
    "decltype",    "default",   "delete",     "do",        "double",   "dynamic_cast", "else",
    "enum",        "explicit",  "export",     "extern",    "false",    "float",        "for",
    "friend",      "goto",      "if",         "inline",    "int",      "long",         "mutable",
    "namespace",   "new",       "noexcept",   "not",       "not_eq",   "nullptr",      "operator",
    "or",          "or_eq",     "private",    "protected", "public",   "register",     "reinterpret_cast",
    "requires",    "return",    "short",      "signed",    "sizeof",   "static",       "static_assert",
    "static_cast", "std",       "struct",     "switch",    "template", "this",         "thread_local",
    "throw",       "true",      "try",        "typedef",   "typeid",   "typename",     "union",
    "unsigned",    "using",     "virtual",    "void",      "volatile", "wchar_t",      "while",
    "xor",         "xor_eq"};
constexpr bool is_cpp_keyword(std::string_view word) {
    if (word.size() < 2 || word[0] < 'a' || word[0] > 'z') return false;
    for (char const* const keyword : cpp_keywords)
        if (keyword[0] == word[0] && word == keyword) return true;
    return false;
}

/// A name as a C++ identifier: x[0] becomes x_0, a keyword gets an underscore.
constexpr void add_cpp_name(text_sink& out, std::string_view name) {
    if (name.empty() || is_digit(name[0])) out.add("v_");
    bool gap = false;
    for (std::size_t i = 0; i < name.size(); ++i) {
        char const c = name[i];
        // Names with two underscores in a row, or with one at the beginning, are reserved.
        if (!is_letter(c) && !is_digit(c)) {
            gap = true;
            continue;
        }
        if (gap) out.add(i > 1 || name[0] != '_' ? "_" : "v_");
        gap = false;
        out.add(c);
    }
    if (is_cpp_keyword(name) || (gap && name.back() == '_')) out.add('_');
}

constexpr void add_name(text_sink& out, language in, std::string_view name) {
    switch (in) {
        case language::infix: return out.add(name);
        case language::latex: return add_latex_name(out, name);
        case language::cpp: return add_cpp_name(out, name);
    }
}

}  // namespace detail
}  // namespace ctgrad
