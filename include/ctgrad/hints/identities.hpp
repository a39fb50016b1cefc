#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <ctgrad/differentiate/identities/table.hpp>
#include <ctgrad/hints/report.hpp>
#include <ctgrad/operations/table.hpp>
#include <ctgrad/support/equal_numbers.hpp>

namespace ctgrad {

/// A function that users write out. The library computes its derivative as a whole, because the chain rule, applied
/// step by step, overflows or cancels.
struct known_identity {
    std::string written;     ///< "1 / (1 + exp(x))"; x, c and p stand for any expressions
    std::string derivative;  ///< "-e / (1 + e)^2 with e = exp(x)"
    std::string lost_at;     ///< "x = 720": where the chain rule loses the first or a second derivative
};

namespace detail {

template <class... Operation>
operation_info const* info_with(char const* key, type_list<Operation...>) {
    operation_info const* found = nullptr;
    ((&key_of<Operation> == key ? (found = &info_of<Operation>, 0) : 0), ...);
    return found;
}
inline constexpr std::string_view variables_of_forms[]{"x", "c", "p"};

/// The node of a part of a form. The variables are the nodes `inputs`.
inline int instantiate(graph& g, written_form const& form, int part, int const* inputs) {
    form_node const& node = form[part];
    if (node.what == form_node::kind::one) return graph::one;
    if (node.what != form_node::kind::operation) return inputs[node.variable];
    int operands[2]{instantiate(g, form, node.first, inputs)};
    if (node.second >= 0) operands[1] = instantiate(g, form, node.second, inputs);
    return g.apply(*info_with(node.key, operations::table{}), operands);
}

inline std::string text_of(written_form const& form) {
    constexpr int capacity = 128;
    using work_on_formulas = listing_work<formula_source<expressions<>, expressions<>>, capacity>;
    auto const work = std::make_unique<work_on_formulas>();
    auto const raw = std::make_unique<raw_listing<capacity, 0, 0, 0, 0>>();
    text_view names[capacity]{};
    work->g.names = names;
    int variables[written_form::variables];
    for (std::size_t i = 0; i < written_form::variables; ++i)
        variables[i] = work->g.add_input({0, i, variables_of_forms[i].data()});
    int const root = instantiate(work->g, form, form.root(), variables);
    work->list(&root, 1, *raw);
    std::string_view inputs[capacity];
    for (int i = 0; i < raw->input_count; ++i) inputs[i] = raw->inputs[i].name;
    listing_view view{};
    view.nodes = raw->nodes;
    view.count = raw->count;
    view.constants = raw->constants;
    view.input_count = raw->input_count;
    view.input_names = inputs;
    int label[capacity];
    for (int& of_node : label) of_node = no_label;
    text_layout const page{language::infix, form::expression, label};
    return string_of([&](text_sink& out) {
        writer{view, page, out}.expression(work->image[root], precedence::choice);
    });
}

template <class Visitor>
void for_each_identity(Visitor visit) {
    parts_of_written_functions::each([&]<class Operation>() {
        identities_with<Operation, term>::each([&]<class List>() {
            for (written_identity<term> const& identity : List::all) visit(identity);
        });
    });
}

}  // namespace detail

/// All such functions, at run time.
inline std::vector<known_identity> known_identities() {
    using namespace detail;
    std::vector<known_identity> known;
    for_each_identity([&](written_identity<term> const& identity) {
        std::string at;
        for (std::size_t i = 0; i < written_form::variables; ++i)
            if (double const value = identity.sample[i]; !equal_numbers(value, 0.0))
                at += (at.empty() ? "" : ", ") + std::string(variables_of_forms[i]) + " = " +
                      string_of([&](text_sink& out) { add_double(out, language::infix, value); });
        known.push_back({text_of(identity.written), identity.derivative, at});
    });
    return known;
}

}  // namespace ctgrad
