#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include <ctgrad/print/short_number.hpp>
#include <ctgrad/print/worked_solution.hpp>

namespace ctgrad::detail {

/// The parts of a worked solution (headings, tables and lines of mathematics) in each format.
struct sheet_format {
    enum class kind { plain, markdown, latex };
    kind what;
    std::string out{};

    std::size_t in() const { return what == kind::plain ? 0 : 1; }
    std::string math(std::string const& text) const {
        return what == kind::plain || text.empty() ? text : "$" + text + "$";
    }
    std::string arrow() const { return what == kind::plain ? " -> " : " \\to "; }
    std::string times() const { return what == kind::plain ? " * " : " \\cdot "; }
    /// A number as a factor.
    static std::string factor(double value) {
        std::string const text = short_number(value);
        return text[0] == '-' ? "(" + text + ")" : text;
    }

    void heading(std::string const& title, bool first = false) {
        if (!first) out += '\n';
        switch (what) {
            case kind::plain: out += title + "\n"; break;
            case kind::markdown: out += (first ? "## " : "### ") + title + (first ? "\n" : "\n\n"); break;
            case kind::latex: out += (first ? "\\section*{" : "\\subsection*{") + title + "}\n"; break;
        }
    }

    using row = std::vector<std::string>;
    static std::size_t width(std::string const& text) {
        std::size_t count = 0;
        for (char c : text) count += (static_cast<unsigned char>(c) & 0xC0u) != 0x80u;
        return count;
    }
    /// A table whose first row is the header.
    void table(std::vector<row> const& rows) {
        if (what == kind::plain) {
            std::vector<std::size_t> widths(rows[0].size());
            for (row const& r : rows)
                for (std::size_t i = 0; i < r.size(); ++i) widths[i] = std::max(widths[i], width(r[i]));
            for (row const& r : rows) {
                std::string line;
                for (std::size_t i = 0; i < r.size(); ++i)
                    line += "  " + r[i] + std::string(i + 1 < r.size() ? widths[i] - width(r[i]) : 0, ' ');
                while (!line.empty() && line.back() == ' ') line.pop_back();
                out += line + "\n";
            }
        } else if (what == kind::markdown) {
            for (std::size_t i = 0; i < rows.size(); ++i) {
                for (std::string const& cell : rows[i]) out += "| " + cell + " ";
                out += "|\n";
                if (i > 0) continue;
                for (std::size_t k = 0; k < rows[0].size(); ++k) out += "| --- ";
                out += "|\n";
            }
        } else {
            out += "\\begin{tabular}{" + std::string(rows[0].size(), 'l') + "}\n";
            for (std::size_t i = 0; i < rows.size(); ++i) {
                for (std::size_t k = 0; k < rows[i].size(); ++k) out += (k > 0 ? " & " : "") + rows[i][k];
                out += i == 0 ? " \\\\ \\hline\n" : " \\\\\n";
            }
            out += "\\end{tabular}\n";
        }
    }
    /// A separate line of mathematics.
    void line(std::string const& text) {
        switch (what) {
            case kind::plain: out += "  " + text + "\n"; break;
            case kind::markdown: out += "- $" + text + "$\n"; break;
            case kind::latex: out += "\\[ " + text + " \\]\n"; break;
        }
    }
};

}  // namespace ctgrad::detail
