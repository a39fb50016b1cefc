#pragma once

#include <string_view>

#include <ctgrad/print/language.hpp>
#include <ctgrad/print/listed_nodes.hpp>

/// Decides which nodes of a listing get a line of their own, and their names.
namespace ctgrad::detail {

/// A single expression; a single derivative, which is printed by its name if it is a named intermediate; or equations,
/// first the intermediates and then the results.
enum class form { expression, derivative, equations };

constexpr pattern const& pattern_of(operation_info const& info, language in, bool equal_operands) {
    notation const& n = *info.notation;
    if (in == language::cpp) return n.cpp;
    if (in == language::latex) return equal_operands && !n.latex_of_equals.text.empty() ? n.latex_of_equals : n.latex;
    return equal_operands && !n.infix_of_equals.text.empty() ? n.infix_of_equals : n.infix;
}
/// The entrywise product of matrices.
inline constexpr pattern entrywise_infix{"$1 % $2", precedence::product, {precedence::product, precedence::power}};
inline constexpr pattern entrywise_latex{"$1 \\odot $2", precedence::product, {precedence::product, precedence::power}};

constexpr pattern const& pattern_of(listed_node const& node, language in) {
    if (node.entrywise) return in == language::latex ? entrywise_latex : entrywise_infix;
    return pattern_of(*node.operation, in, node.arity == 2 && node.operands[0] == node.operands[1]);
}

/// A node's label: none (it is written where it is used), its name, or t1, t2, ...
inline constexpr int no_label = 0, own_name = -1;

struct text_layout {
    language in;
    form shape;
    int* label;  // an entry for each node
    bool temporaries = false;
    char temporary = 't';  // the names of temporaries begin with it
    char output = 'f';     // those of results without a name begin with this
    char sequence = 's';   // and those of sequences with this

    /// Decides on the labels. `size` is a scratch array. Shared nodes are written where they are used as long as the
    /// length of the text stays proportional to the graph; otherwise they are written once. No line grows without
    /// bound.
    constexpr void decide(listing_view const& l, int* size) {
        constexpr int long_line = 400, deep = 90;
        for (int at = 0; at < l.count; ++at)
            label[at] = l.is_operation(at) && l.nodes[at].uses > 0 && !l.nodes[at].name.empty() ? own_name : no_label;
        if (shape == form::equations)
            for (int i = 0; i < l.output_count; ++i)
                if (is_value(l, i) && l.is_operation(l.outputs[i])) label[l.outputs[i]] = own_name;
        int next = 0;
        // Written out under another index, a node could contain a sum over that index.
        for (int at = 0; at < l.count; ++at)
            if (l.nodes[at].what == listed_node::kind::relabelled && l.nodes[at].uses > 0)
                if (int const operand = l.nodes[at].operands[0]; l.is_operation(operand) && label[operand] == no_label)
                    label[operand] = ++next;
        bool share = in == language::cpp;
        label_clashes(l, size, next);
        if (!share) {
            int total = 0;
            for (int at = 0; at < l.count; ++at) {
                measure(l, at, size);
                if (label[at] != no_label && total < 1'000'000) total += size[at] % limit;
            }
            for (int at = 0; at < l.count; ++at)
                if (l.is_defined(at) && total < 1'000'000) total += inline_size(l.nodes[at].operands[0], size);
            for (int i = 0; i < l.result_count; ++i)
                if (l.results[i] != no_node && total < 1'000'000) total += inline_size(l.results[i], size);
            share = total > 3 * l.count + 100;
        }
        int const longest = in == language::cpp ? 40 : long_line;
        for (int at = 0; at < l.count; ++at) {
            int const depth = measure(l, at, size);
            listed_node const& node = l.nodes[at];
            if (label[at] != no_label || !l.is_operation(at) || node.arity == 0 || node.uses == 0) continue;
            if ((share && node.uses > 1) || size[at] % limit > longest || depth > deep) label[at] = ++next;
        }
        if (in == language::cpp) label_repeated(l, next);
        temporaries = next > 0;
        next = 0;
        for (int at = 0; at < l.count; ++at)
            if (label[at] > 0) label[at] = ++next;
        choose_letters(l, "tsrkmnpbcdeghijloquvwxyz");
    }

    /// Chooses the first letters of temporaries and of results without a name, so that no other name begins with them.
    constexpr void choose_letters(listing_view const& l, std::string_view for_temporaries) {
        for (char letter : std::string_view("suvwzqy")) {
            sequence = letter;
            if (!l.has_sequences || !is_taken(l, letter)) break;
        }
        for (char letter : for_temporaries) {
            temporary = letter;
            if (!temporaries || (!is_taken(l, letter) && !(l.has_sequences && letter == sequence))) break;
        }
        for (char letter : std::string_view("fghFGHyzJL")) {
            output = letter;
            if (!is_name(l, std::string_view(&output, 1)) && !is_numbered(l)) break;
        }
    }

    /// Whether the value of output `i` is among the results.
    static constexpr bool is_value(listing_view const& l, int i) {
        return l.what != quantity::gradient && l.outputs[i] != no_node;
    }

private:
    // An entry holds size + limit * depth.
    static constexpr int limit = 1 << 20;

    constexpr int inline_size(int at, int const* size) const { return label[at] != no_label ? 1 : size[at] % limit; }
    constexpr int measure(listing_view const& l, int at, int* size) const {
        int total = 1, depth = 0;
        if (l.is_operation(at))
            for (int i = 0; i < l.nodes[at].arity; ++i) {
                int const operand = l.nodes[at].operands[i];
                total += inline_size(operand, size);
                int const below = label[operand] != no_label ? 0 : size[operand] / limit;
                depth = depth > below ? depth : below;
            }
        if (total >= limit) total = limit - 1;
        if (depth < 1000) ++depth;
        size[at] = total + limit * depth;
        return depth;
    }
    /// A sum over an index along which the expression around it varies gets a line of its own: there the letter would mean
    /// two things. `bound` is a scratch array, of the axes that are summed over in a node as it is written.
    constexpr void label_clashes(listing_view const& l, int* bound, int& next) {
        if (l.letters.empty()) return;
        for (int at = 0; at < l.count; ++at) {
            listed_node const& node = l.nodes[at];
            bound[at] = 0;
            for (int i = 0; i < node.arity && l.is_operation(at); ++i) {
                int const operand = node.operands[i];
                if (l.nodes[operand].what == listed_node::kind::axis && i == 1)
                    bound[at] |= 1 << l.nodes[operand].operands[0];
                if (label[operand] != no_label) continue;
                if ((bound[operand] & node.axes) != 0)
                    label[operand] = ++next;
                else
                    bound[at] |= bound[operand];
            }
        }
        // The title of a derivative with respect to a row has the row's index.
        int const values = value_count(l.what, l.output_count);
        for (int i = values; i < l.result_count && l.independent_count > 0 && l.what != quantity::jvp; ++i) {
            int const at = l.results[i], by = l.independent[(i - values) % l.independent_count];
            if (at != no_node && by != no_node && label[at] == no_label && (bound[at] & l.axes_of(by)) != 0)
                label[at] = ++next;
        }
    }
    /// An operand that a pattern contains more than once should have a name.
    constexpr void label_repeated(listing_view const& l, int& next) {
        for (int at = 0; at < l.count; ++at) {
            listed_node const& node = l.nodes[at];
            if (!l.is_operation(at) || node.uses == 0) continue;
            std::string_view const text = pattern_of(node, in).text;
            for (int i = 0; i < node.arity; ++i) {
                int const operand = node.operands[i];
                if (label[operand] != no_label || !l.is_operation(operand) || l.nodes[operand].arity == 0) continue;
                int places = 0;
                for (std::size_t c = 0; c + 1 < text.size(); ++c)
                    if (text[c] == '$' && text[c + 1] == '1' + i) ++places;
                if (places > 1) label[operand] = ++next;
            }
        }
    }
    static constexpr bool is_numbered(std::string_view name, char letter) {
        if (name.size() < 2 || name[0] != letter) return false;
        for (char c : name.substr(1))
            if (!is_digit(c) && c != '_') return false;
        return true;
    }
    constexpr bool is_taken(listing_view const& l, char letter) const {
        for (int i = 0; i < l.input_count; ++i)
            if (is_numbered(l.input_names[i], letter)) return true;
        for (int at = 0; at < l.count; ++at)
            if (label[at] == own_name && is_numbered(l.nodes[at].name, letter)) return true;
        for (int i = 0; i < l.output_count; ++i)
            if (is_numbered(l.output_names[i], letter)) return true;
        return false;
    }
    static constexpr bool is_name(listing_view const& l, std::string_view name) {
        for (int i = 0; i < l.input_count; ++i)
            if (l.input_names[i] == name) return true;
        for (int at = 0; at < l.count; ++at)
            if (l.nodes[at].name == name) return true;
        return false;
    }
    constexpr bool is_numbered(listing_view const& l) const {
        if (l.output_count < 2) return false;
        for (int i = 0; i < l.input_count; ++i)
            if (is_numbered(l.input_names[i], output)) return true;
        return false;
    }
};

}  // namespace ctgrad::detail
