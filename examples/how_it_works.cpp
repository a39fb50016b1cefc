// Follows one formula through every stage of the library and prints the data that each stage makes. Unlike the other
// examples this one uses `ctgrad::detail`, which may change.

#include <cstdio>
#include <iostream>
#include <string>

#include <ctgrad/print.hpp>
using namespace ctgrad::literals;

namespace {

namespace detail = ctgrad::detail;

constexpr auto w = ctgrad::variable<"w">;
constexpr auto x = ctgrad::variable<"x">;
constexpr auto b = ctgrad::variable<"b">;
constexpr auto z = ctgrad::named<"z">(w * x + b);
constexpr auto a = ctgrad::named<"a">(sigmoid(z));
constexpr auto gradient = ctgrad::value_and_gradient(a, w, x, b);

void part(char const* name) { std::printf("== %s\n", name); }

// 1. The formula is a type, named by a hash of its content.
template <std::uint64_t High, std::uint64_t Low>
void show_type(char const* text, ctgrad::expression<High, Low>) {
    std::printf("%-12s expression<0x%016llx, 0x%016llx>\n", text, static_cast<unsigned long long>(High),
                static_cast<unsigned long long>(Low));
}

// 2. The type is lowered to a graph: nodes in topological order, one for all equal expressions.
template <class Formula>
void show_graph(Formula) {
    detail::graph_storage<256> storage;
    detail::graph g = storage.start();
    ctgrad::text_view names[256];
    g.names = names;
    detail::node_array<bool, 256> active{};
    detail::node_array<int, 256> adjoint{}, image{};
    detail::local_derivatives local[256]{};
    detail::sweep_space space{active, adjoint, image, local};
    detail::lowering<256> lower(g, space);
    auto const show = [&](int from) {
        for (int id = from; id < g.count; ++id) {
            std::string text;
            if (g.is_constant(id)) {
                text = std::to_string(static_cast<int>(g.constant_at(id).numerator));
            } else if (g.operation_of(id) == detail::graph::input_node) {
                text = std::string("input ") + g.inputs[g.first(id)].name;
            } else {
                text = std::string(g.info_at(id).name) + " of " + std::to_string(g.first(id));
                if (g.arity_at(id) > 1) text += ", " + std::to_string(g.second(id));
            }
            std::printf("%3d  %-12s %s\n", id, text.c_str(), std::string(names[id]).c_str());
        }
    };
    int const root = lower(detail::describe<Formula>);
    show(0);

    // 3. The reverse sweep adds the nodes of the derivatives, simplified as they are made, to the same graph.
    part("differentiate");
    int const before = g.count;
    space.start(g);
    for (int id = 0; id < g.count; ++id) active[id] = g.operation_of(id) == detail::graph::input_node;
    detail::mark_dependents(g, active, root);
    adjoint[root] = detail::graph::one;
    detail::reverse_sweep(g, root, space);
    show(before);
    for (int id = root; id >= 0; --id)
        if (adjoint[id] != detail::no_node) std::printf("adjoint of %d is node %d\n", id, adjoint[id]);
}

// 4. The passes over the graph, in the order in which they run.
std::string_view stage_text(detail::pass_stage stage) {
    switch (stage) {
        case detail::pass_stage::formula: return "formula";
        case detail::pass_stage::derivatives: return "derivatives";
        case detail::pass_stage::program: return "program";
    }
    return "";
}
void show_passes() {
    std::cout << "| stage | pass | what it does | when | effect |\n| --- | --- | --- | --- | --- |\n";
    for (detail::listed_pass const& pass : detail::pipeline)
        std::cout << "| " << stage_text(pass.stage) << " | [" << pass.name << "](../include/ctgrad/passes/"
                  << pass.header << ") | " << pass.reason << " | " << pass.when << " | " << pass.figure << " |\n";
}

// 5. The program: the nodes that the results need, in the order of evaluation.
template <class Quantity>
void show_program(Quantity) {
    constexpr auto const& p = detail::compiled<typename Quantity::source, Quantity::what>::value;
    for (int slot = 0; slot < p.count; ++slot) {
        auto const at = static_cast<std::size_t>(slot);
        detail::operation_info const* const info = p.operation(at);
        if (info == nullptr && p.kind(at) == detail::graph::input_node)
            std::printf("slot %2d = input %s\n", slot, p.inputs[p.first(at)].name);
        else if (info == nullptr && p.kind(at) == detail::graph::pair_node)
            std::printf("slot %2d = the operands slot %d, slot %d\n", slot, p.first(at), p.second(at));
        else if (info == nullptr)
            std::printf("slot %2d = constant %d\n", slot, static_cast<int>(p.constants[p.first(at)].numerator));
        else if (info->arity == 1)
            std::printf("slot %2d = %s(slot %d)\n", slot, std::string(info->name).c_str(), p.first(at));
        else if (info->arity > 2)
            std::printf("slot %2d = %s(slot %d, slot %d)\n", slot, std::string(info->name).c_str(), p.first(at),
                        p.second(at));
        else
            std::printf("slot %2d = slot %d %s slot %d\n", slot, p.first(at), std::string(info->name).c_str(),
                        p.second(at));
    }
    std::printf("results:");
    for (int i = 0; i < 4; ++i) std::printf(" slot %d", p.outputs[i]);
    std::printf("\n");
}

}  // namespace

int main() {
    part("formula");
    show_type("w * x", w * x);
    show_type("w * x + b", w * x + b);
    show_type("a", a);

    part("graph");
    show_graph(a);

    part("passes");
    show_passes();

    part("program");
    show_program(gradient);

    part("code");
    std::cout << ctgrad::cpp<"neuron">(gradient);

    part("evaluate");
    auto const r = gradient(w = 2.0, x = -1.0, b = 3.0);
    std::printf("a = %.7g, da/dw = %.7g, da/dx = %.7g, da/db = %.7g\n", r.value, r[w], r[x], r[b]);
}
