#pragma once

#include <string_view>

#include <ctgrad/print/result_titles.hpp>
#include <ctgrad/support/equal_numbers.hpp>

namespace ctgrad::detail {

/// The headers that a C++ text needs.
struct cpp_headers {
    bool algorithm = false, array = false, standard = false, size = false, limits = false, numbers = false,
         vector = false;

    constexpr void scan(listing_view const& l) {
        for (int at = 0; at < l.count; ++at) {
            listed_node const& node = l.nodes[at];
            if (node.uses == 0) continue;
            if (node.what == listed_node::kind::constant)
                limits =
                    limits ||
                    !equal_numbers(l.constants[node.operands[0]].special - l.constants[node.operands[0]].special, 0.0);
            if (node.what != listed_node::kind::operation) continue;
            notation const& n = *node.operation->notation;
            bool const named = std::string_view(n.cpp.text).find("std::numbers") != std::string_view::npos;
            numbers = numbers || named;
            standard = standard || n.cpp_name.starts_with("std::") ||
                       (!named && std::string_view(n.cpp.text).find("std::") != std::string_view::npos);
        }
    }
    constexpr void write(text_sink& out) const {
        if (algorithm) out.add("#include <algorithm>\n");
        if (array) out.add("#include <array>\n");
        if (standard) out.add("#include <cmath>\n");
        if (size) out.add("#include <cstddef>\n");
        if (limits) out.add("#include <limits>\n");
        if (numbers) out.add("#include <numbers>\n");
        if (vector) out.add("#include <vector>\n");
        if (out.size > 0) out.add("\n");
    }
};

/// Writes a comment that names the results.
constexpr void write_titles(writer& w) {
    result_titles titles{w};
    w.out.add("// ");
    for (int i = 0; i < w.l.result_count; ++i) {
        if (i > 0) w.out.add(i % 16 == 0 ? ",\n// " : ", ");
        titles.title(i);
    }
    w.out.add("\n");
}
constexpr void write_result_type(writer& w) {
    if (w.l.result_count > 1) {
        w.out.add("std::array<double, ");
        w.out.add_integer(w.l.result_count);
        w.out.add("> ");
    } else {
        bool const condition = w.l.results[0] != no_node && w.l.is_operation(w.l.results[0]) &&
                               w.l.nodes[w.l.results[0]].operation->is_condition;
        w.out.add(condition ? "bool " : "double ");
    }
}
/// Writes the declaration of an intermediate, which has a label.
constexpr void write_definition(writer& w, int at) {
    w.out.add(w.l.nodes[at].operation->is_condition ? "bool const " : "double const ");
    w.label(at);
    w.out.add(" = ");
    w.expression(at, precedence::choice);
    w.out.add(";\n");
}
/// Writes the results of a C++ function.
constexpr void write_return(writer& w) {
    w.out.add("    return ");
    if (w.l.result_count > 1) w.out.add('{');
    for (int i = 0; i < w.l.result_count; ++i) {
        if (i > 0) w.out.add(i % 8 == 0 ? ",\n            " : ", ");
        w.operand(w.l.results[i], precedence::choice);
    }
    if (w.l.result_count > 1) w.out.add('}');
    w.out.add(";\n}\n");
}

/// Writes a C++ function: straight-line code with a declaration for each intermediate.
constexpr void write_function(writer& w, std::string_view name) {
    text_sink& out = w.out;
    cpp_headers headers{.array = w.l.result_count > 1};
    headers.scan(w.l);
    headers.write(out);

    write_titles(w);
    out.add("inline ");
    write_result_type(w);
    out.add(name);
    out.add('(');
    // The listing has the inputs in order.
    int next = 0;
    for (int i = 0; i < w.l.input_count; ++i) {
        if (i > 0) out.add(", ");
        while (next < w.l.count &&
               (w.l.nodes[next].what != listed_node::kind::input || w.l.nodes[next].operands[0] < i))
            ++next;
        bool const used = next < w.l.count && w.l.nodes[next].operands[0] == i && w.l.nodes[next].uses > 0;
        out.add(used ? "double " : "[[maybe_unused]] double ");
        add_name(out, language::cpp, w.l.input_names[i]);
    }
    out.add(") {\n");
    for (int at = 0; at < w.l.count; ++at) {
        if (w.page.label[at] == no_label) continue;
        out.add("    ");
        write_definition(w, at);
    }
    write_return(w);
}

}  // namespace ctgrad::detail
