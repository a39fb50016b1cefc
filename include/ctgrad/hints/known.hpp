#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <ctgrad/hints/report.hpp>

namespace ctgrad {

/// A form that `hints` looks for, with variables a, b, c, ... that stand for any expressions.
struct known_hint {
    std::string written;  ///< "1 - cos(a)"
    std::string advised;  ///< "2 * sin(a / 2)^2"
    std::string reason;   ///< "the digits cancel where a is close to 0"
};

/// All forms that `hints` looks for, at run time.
inline std::vector<known_hint> known_hints() {
    using namespace detail;
    constexpr int capacity = 128;
    using work_on_formulas = listing_work<formula_source<expressions<>, expressions<>>, capacity>;
    std::vector<known_hint> known;
    for (hint_rule const& rule : all_hint_rules) {
        if (rule.advised == nullptr) continue;
        auto const work = std::make_unique<work_on_formulas>();
        auto const lower = std::make_unique<lowering<capacity>>(work->g, work->space);
        auto const raw = std::make_unique<raw_hints<capacity>>();
        text_view names[capacity]{};
        work->g.names = names;
        int const output = (*lower)(*rule.written);
        list_hints(*work, &output, 1, *raw);
        std::string_view inputs[wildcard_count];
        for (int i = 0; i < raw->input_count; ++i) inputs[i] = raw->inputs[i].name;
        int label[capacity], ends[4 * capacity];
        std::string const text = string_of([&](text_sink& out) { write_hints(*raw, inputs, {}, label, out, ends); });
        hint const parts = hint_at(text, ends, 0);
        known.push_back({std::string(parts.written), std::string(parts.advised), std::string(parts.reason)});
    }
    return known;
}

}  // namespace ctgrad
