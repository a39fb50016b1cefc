#pragma once

#include <array>
#include <cstddef>
#include <ostream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <ctgrad/print/quantities.hpp>
#include <ctgrad/print/writer.hpp>

/// Text of formulas, derivatives and functions, as compile-time strings and through `<<`.
namespace ctgrad {

namespace detail {

struct unnamed {
    static constexpr std::string_view view() { return {}; }
};
template <fixed_string Name>
struct text_of_name {
    static constexpr std::string_view view() { return Name.view(); }
};

/// Writes the text of a listing. `label` and `size` are working arrays with an entry for each node.
constexpr int write_text(listing_view const& l, language in, form shape, std::string_view name, int* label, int* size,
                         char* to) {
    layout page{in, shape, label};
    page.decide(l, size);
    text_sink out{to};
    writer w{l, page, out};
    if (in == language::cpp)
        write_function(w, name);
    else if (shape == form::equations)
        write_equations(w);
    else
        write_expression(w);
    return out.size;
}

/// Two nodes of one name, or a node with the name of a variable; -1 for none.
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

template <char...>
struct ambiguous_name;
template <class Problem>
constexpr bool refuse_ambiguous() {
    static_assert(never<Problem>,
                  "ctgrad: two different expressions have the same name, or one has the name of a variable: name each "
                  "one differently");
    return false;
}
template <class Listing, int Place>
struct text_of_place {
    constexpr std::string_view view() const { return Listing::view.nodes[Place].name; }
};
template <std::size_t Given, std::size_t Wanted>
constexpr bool refuse_number_of_names() {
    static_assert(Given == Wanted,
                  "ctgrad: names<...> gives one name for each argument of the function; formulas have their own");
    return false;
}
template <class Source, class Names>
constexpr bool check_number_of_names() {
    constexpr std::size_t wanted = own_names<Source>::arguments;
    if constexpr (Names::count != 0 && Names::count != wanted)
        return refuse_number_of_names<Names::count, wanted>();
    else
        return true;
}

/// A named node whose name, or a variable's that had to be changed, is the same identifier of C++ as another name;
/// the number of an input, or that of a node behind the inputs; -1 for none.
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
        // A variable that is an identifier keeps its name; whatever else takes it is found from the other side.
        if (name.empty() || (i < l.input_count && is_identifier(name) && !is_cpp_keyword(name))) continue;
        std::string_view const changed = identifier(name, mine);
        for (int other = 0; other < l.input_count + l.count; ++other)
            if (other != i && !name_at(other).empty() && identifier(name_at(other), theirs) == changed) return i;
    }
    return -1;
}
template <char...>
struct same_identifier;
template <class Problem>
constexpr bool refuse_cpp_collision() {
    static_assert(never<Problem>, "ctgrad: two names are the same identifier in C++: name one of them differently");
    return false;
}
template <class Listing, int Which>
struct text_of_collision {
    constexpr std::string_view view() const {
        constexpr listing_view const& l = Listing::view;
        return Which < l.input_count ? l.input_names[Which] : l.nodes[Which - l.input_count].name;
    }
};
/// Whether a pattern names the first `needed` of an operation's operands, and no others than its own; an empty one is
/// written as a function.
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
        int needed = info->arity;  // a shape that comes last goes without saying
        while (needed > 0 && l.nodes[l.nodes[at].operands[needed - 1]].what == listed_node::kind::shape) --needed;
        for (std::string_view const text : {n.infix.text, n.latex.text, n.cpp.text})
            if (!names_operands(text, info->arity, needed)) return at;
        for (std::string_view const text : {n.infix_of_equals.text, n.latex_of_equals.text})
            if (!names_operands(text, info->arity, 0)) return at;
    }
    return -1;
}
template <char...>
struct notation_of;
template <class Problem>
constexpr bool refuse_notation() {
    static_assert(never<Problem>,
                  "ctgrad: the notation of an operation names each of its operands, $1 the first, and no others");
    return false;
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

/// Writes a whole text to a stream, or nothing.
inline std::ostream& put(std::ostream& stream, std::string const& text) {
    if (!stream) throw std::ios_base::failure("ctgrad: nothing is written: the output stream is in error");
    stream.write(text.data(), static_cast<std::streamsize>(text.size()));
    if (!stream) throw std::ios_base::failure("ctgrad: the output stream failed while the text was written");
    return stream;
}

}  // namespace detail

/// A text that the compiler made: `view()` in constant expressions, `<<` at run time. Nothing is stored in it.
/// ```cpp
/// static_assert(ctgrad::infix(ctgrad::derivative(q * z, x)) == "z");
/// std::cout << ctgrad::latex(ctgrad::gradient(f, x, y));
/// ```
template <class Listing, language In, detail::form Shape, class Name = detail::unnamed>
struct rendering {
    /// The text, made when the program is compiled. (Large ones may need more steps than a compiler grants; `str()`
    /// and `<<` make them at run time.)
    static constexpr std::string_view view() { return {c_str(), store<>::text.size() - 1}; }
    /// Its length.
    static constexpr std::size_t size() { return view().size(); }
    /// With a closing zero.
    static constexpr char const* c_str() { return store<>::text.data(); }
    /// The same as `view()`.
    constexpr operator std::string_view() const { return view(); }

    /// Whether it is this text, for `static_assert`.
    friend constexpr bool operator==(rendering, std::string_view other) { return view() == other; }

    /// The text, made at run time.
    static std::string str() {
        std::vector<int> space(2 * entries);
        std::string text(static_cast<std::size_t>(write(space.data(), nullptr)), ' ');
        write(space.data(), text.data());
        return text;
    }
    /// Writes all of it. Throws std::ios_base::failure if the stream is in error, and then writes nothing.
    friend std::ostream& operator<<(std::ostream& stream, rendering) { return detail::put(stream, str()); }

private:
    static constexpr std::size_t entries = static_cast<std::size_t>(Listing::view.count) + 1;
    static constexpr int write(int* space, char* to) {
        return detail::write_text(Listing::view, In, Shape, Name::view(), space, space + entries, to);
    }
    static constexpr std::size_t measured() {
        std::array<int, 2 * entries> space{};
        return static_cast<std::size_t>(write(space.data(), nullptr));
    }
    template <std::size_t Size>
    static constexpr auto made() {
        std::array<char, Size + 1> text{};
        std::array<int, 2 * entries> space{};
        write(space.data(), text.data());
        return text;
    }
    static constexpr auto make() {
        constexpr std::size_t size = measured();
        return made<size>();
    }
    // A template, so that it is made only where it is asked for.
    template <class Made = rendering>
    struct store {
        static constexpr auto text = Made::make();
    };
};

/// The names of a function's arguments in its texts, x1, x2, ... if none are given: `infix(f, names<"u", "v">)`.
template <fixed_string... Name>
inline constexpr detail::given_names<Name...> names{};

namespace detail {

template <class Printed>
constexpr form form_of() {
    using parts = printed_parts<Printed>;
    if (parts::what != quantity::values || parts::source::output_count != 1) return form::equations;
    if constexpr (formula<Printed>)
        if (describe<Printed>.what == descriptor::kind::derivative) return form::derivative;
    return form::expression;
}

template <class Printed>
constexpr bool refuse_cpp_of_matrices() {
    static_assert(never<Printed>, "ctgrad: C++ text is made of formulas of numbers: print matrices by infix or latex");
    return false;
}
template <class Source>
inline constexpr bool source_of_matrices = false;
template <class Source>
    requires(Source::has_matrices)
inline constexpr bool source_of_matrices<Source> = true;

template <language In, class Name = unnamed, class Printed, fixed_string... Names>
constexpr auto rendered(Printed, given_names<Names...>) {
    using parts = printed_parts<Printed>;
    // C++ text computes bit for bit what the library does, in its order.
    using made = typename parts::template listing<given_names<Names...>, In == language::cpp>;
    if constexpr (In == language::cpp && source_of_matrices<typename parts::source>) {
        refuse_cpp_of_matrices<Printed>();
        return rendered<In, Name>(mistake{}, given_names<>{});
    } else if constexpr (!check_number_of_names<typename parts::source, given_names<Names...>>())
        return rendered<In, Name>(mistake{}, given_names<>{});
    else if constexpr (!check_names<made>() || !check_identifiers<made, In>())
        return rendered<In, Name>(mistake{}, given_names<>{});
    else
        return rendering<made, In, form_of<Printed>(), Name>{};
}

template <language In, class Given>
constexpr auto refuse_text() {
    static_assert(never<Given>,
                  "ctgrad: text is made of a formula, a traced function, or what gradient, jacobian, hessian, jvp, vjp "
                  "and hvp make of them");
    return rendered<In>(mistake{}, given_names<>{});
}

}  // namespace detail

/// The text of a formula, a derivative, a traced function, or of a gradient, Jacobian, Hessian or product, in which
/// each result has its line. Parentheses stand only where they are needed to read the text as what is computed;
/// intermediates that have a name are called by it. Where shared parts would make the text grow beyond all bounds they
/// get lines of their own, t1, t2, ... It is the text of what is computed: sums and products may have their two
/// operands in another order than they were written, and log(sigmoid(x)) is log_sigmoid(x).
/// ```cpp
/// static_assert(ctgrad::infix((x + y) * z) == "(x + y) * z");
/// static_assert(ctgrad::infix(ctgrad::gradient(q * z, x, q)) == "df/dx = z\ndf/dq = z");
/// ```
template <class Printed, fixed_string... Names>
constexpr auto infix(Printed what, detail::given_names<Names...> arguments = {}) {
    if constexpr (detail::printable<Printed>)
        return detail::rendered<language::infix>(what, arguments);
    else
        return detail::refuse_text<language::infix, Printed>();
}

/// The same in LaTeX, for mathematics mode.
template <class Printed, fixed_string... Names>
constexpr auto latex(Printed what, detail::given_names<Names...> arguments = {}) {
    if constexpr (detail::printable<Printed>)
        return detail::rendered<language::latex>(what, arguments);
    else
        return detail::refuse_text<language::latex, Printed>();
}

/// A function of C++ that computes the same, bit for bit: straight-line, with shared subexpressions as named
/// temporaries. Its parameters are the variables in the order in which they occur; several results come as a
/// std::array, in the order of the quantity's own results. Operations of one's own are called by `notation.cpp_name`.
/// ```cpp
/// std::cout << ctgrad::cpp<"f_and_gradient">(ctgrad::value_and_gradient(f, x, y, z));
/// ```
template <fixed_string Name, class Printed, fixed_string... Names>
constexpr auto cpp(Printed what, detail::given_names<Names...> arguments = {}) {
    static_assert(detail::is_identifier(Name.view()),
                  "ctgrad: the name of a C++ function is an identifier, as in cpp<\"gradient_of_f\">(...)");
    if constexpr (detail::printable<Printed>)
        return detail::rendered<language::cpp, detail::text_of_name<Name>>(what, arguments);
    else
        return detail::refuse_text<language::cpp, Printed>();
}

/// Writes the infix text of a formula, function or quantity.
template <detail::printable Printed>
std::ostream& operator<<(std::ostream& stream, Printed what) {
    return stream << infix(what);
}

}  // namespace ctgrad
