#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// The parts of Graphviz's language that drawings share.
namespace ctgrad::detail {

inline std::string html_escaped(std::string_view text) {
    std::string result;
    for (char c : text) switch (c) {
            case '&': result += "&amp;"; break;
            case '<': result += "&lt;"; break;
            case '>': result += "&gt;"; break;
            case '"': result += "&quot;"; break;
            default: result += c;
        }
    return result;
}
inline std::string coloured(std::string const& text, char const* colour) {
    return std::string("<font color=\"") + colour + "\">" + html_escaped(text) + "</font>";
}

// Green for values, red for derivatives, as on paper.
inline constexpr char const* value_colour = "#1b7837";
inline constexpr char const* adjoint_colour = "#b2182b";
/// The head of a drawing that grows to the right, "LR", or downward, "TB".
inline std::string dot_head(char const* direction) {
    return "digraph {\n  rankdir=" + std::string(direction) +
           ";\n  node [fontname=\"Helvetica\", shape=ellipse];\n  edge [fontname=\"Helvetica\", fontsize=11];\n";
}

/// The number of an operand beside the head of its edge, clear of the arrow.
inline std::string number_at_head(int number) {
    return " [headlabel=\"" + std::to_string(number) + "\", labelfontsize=10, labeldistance=1.8, labelangle=40]";
}

inline std::string node_label(std::vector<std::string> const& lines) {
    std::string label = "<";
    for (std::size_t i = 0; i < lines.size(); ++i) label += (i > 0 ? "<br/>" : "") + lines[i];
    return label + ">";
}

}  // namespace ctgrad::detail
