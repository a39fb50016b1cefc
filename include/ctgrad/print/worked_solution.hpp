#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <ctgrad/print/point.hpp>
#include <ctgrad/print/steps.hpp>
#include <ctgrad/print/text.hpp>

/// The worked solution of a formula, step by step, as texts and numbers. Answer sheets and drawings are made from it.
namespace ctgrad::detail {

/// A text in infix notation and in LaTeX.
using both_texts = std::array<std::string, 2>;

struct solution_step {
    both_texts name;
    both_texts expression;  // of an operation, in terms of earlier steps
    both_texts derivative;  // of the result with respect to this step
    std::string operation;
    bool is_leaf = false, is_constant = false, is_output = false, varies = false;
    double value = 0;
    double adjoint = 0;
    double finite_difference = 0;  // the finite difference for the adjoint
    std::vector<std::size_t> edges_in, edges_out;
};
struct solution_edge {
    std::size_t from, to;
    bool differentiable = false;
    both_texts jacobian;
    both_texts factor;  // the same as a factor of a product
    double value = 0;
};
struct solution {
    std::vector<solution_step> steps;  // operands before their users
    std::vector<solution_edge> edges;
    std::size_t output = 0;
    bool has_point = false;
};

/// Writes the steps and edges of a solution in both languages.
class solution_in_symbols {
    /// The size up to which an expression is written in place. Shared parts count each time they occur, so it may be huge.
    static constexpr int longest = 100;
    static constexpr language languages[]{language::infix, language::latex};

    steps_view const& s;
    node_map<int> label, size;
    solution result;

public:
    explicit solution_in_symbols(steps_view const& steps)
        : s(steps), label(s.l.count + 1, no_label), size(s.l.count + 1, 1) {}

    solution written() && {
        find_labels();
        find_sizes();
        result.steps.resize(static_cast<std::size_t>(s.step_count));
        result.edges.resize(static_cast<std::size_t>(s.edge_count));
        for (std::size_t in = 0; in < 2; ++in) write_in(in);
        for (std::size_t i = 0; i < result.edges.size(); ++i) {
            result.steps[result.edges[i].from].edges_out.push_back(i);
            result.steps[result.edges[i].to].edges_in.push_back(i);
        }
        return std::move(result);
    }

private:
    void find_labels() {
        int unnamed_steps = 0;
        for (int i = 0; i < s.step_count; ++i) {
            int const at = s.steps[i].place;
            if (!is_operation(at)) continue;
            label[at] = at == s.l.outputs[0] || !s.l.nodes[at].name.empty() ? own_name : ++unnamed_steps;
        }
    }
    void find_sizes() {
        for (int at = 0; at < s.l.count; ++at)
            if (s.l.is_operation(at))
                for (int i = 0; i < s.l.nodes[at].arity; ++i) {
                    int const operand = s.l.nodes[at].operands[i];
                    size[at] = std::min(longest + 1, size[at] + (label[operand] != no_label ? 1 : size[operand]));
                }
    }
    bool is_operation(int at) const { return s.l.is_operation(at) && s.l.nodes[at].arity > 0; }

    void write_in(std::size_t in) {
        text_layout page{languages[in], form::equations, label.data(), true};
        page.choose_letters(s.l, "vnwhkmdbce");
        auto const text = [&](int at, precedence needed, bool by_label) {
            bool const labelled = by_label && at != no_node && label[at] != no_label;
            if (at != no_node && size[at] > longest && !labelled) return std::string(in == 0 ? "..." : "\\dots");
            return string_of([&](text_sink& out) {
                writer w{s.l, page, out};
                by_label ? w.operand(at, needed) : w.expression(at, needed);
            });
        };
        for (std::size_t i = 0; i < result.steps.size(); ++i) write_step(i, in, text);
        for (std::size_t i = 0; i < result.edges.size(); ++i) write_edge(i, in, text);
    }
    void write_step(std::size_t i, std::size_t in, auto const& text) {
        listed_step const& step = s.steps[i];
        solution_step& to = result.steps[i];
        to.name[in] = text(step.place, precedence::choice, true);
        if (is_operation(step.place)) {
            to.expression[in] = text(step.place, precedence::choice, false);
            to.operation = s.l.nodes[step.place].operation->name;
        }
        to.derivative[in] = text(step.adjoint, precedence::choice, true);
        to.is_leaf = s.l.nodes[step.place].what == listed_node::kind::input;
        to.is_constant = !to.is_leaf && !is_operation(step.place);
        to.is_output = step.place == s.l.outputs[0];
        to.varies = step.varies;
        if (to.is_output) result.output = i;
    }
    void write_edge(std::size_t i, std::size_t in, auto const& text) {
        listed_edge const& edge = s.edges[i];
        solution_edge& to = result.edges[i];
        to.from = static_cast<std::size_t>(edge.from);
        to.to = static_cast<std::size_t>(edge.to);
        to.differentiable = edge.differentiable;
        if (!edge.differentiable) return;
        to.jacobian[in] = text(edge.jacobian, precedence::choice, true);
        to.factor[in] = text(edge.jacobian, in == 1 ? precedence::product : precedence::power, true);
    }
};

/// The texts and numbers. The finite differences use only the values of the formula, not its derivatives.
inline solution solution_at(steps_view const& s, evaluation_at const* how, std::vector<double> const& inputs) {
    solution result = solution_in_symbols(s).written();
    result.has_point = true;
    node_map<double> const values = values_at(s.l, how, inputs);
    auto const value_at = [&](int at) { return at == no_node ? 0 : values[at]; };
    for (std::size_t i = 0; i < result.steps.size(); ++i) result.steps[i].value = value_at(s.steps[i].place);
    for (std::size_t i = 0; i < result.edges.size(); ++i) result.edges[i].value = value_at(s.edges[i].jacobian);
    for (std::size_t i = 0; i < result.steps.size(); ++i) {
        solution_step& step = result.steps[i];
        if (!step.varies) continue;
        step.adjoint = value_at(s.steps[i].adjoint);
        double const h = 1e-5 * std::fmax(1, std::fabs(step.value));
        double const up = step.value + h, down = step.value - h;
        auto const output_at = [&](double to) {
            return values_at(s.l, how, inputs, s.steps[i].place, to)[s.l.outputs[0]];
        };
        step.finite_difference = (output_at(up) - output_at(down)) / (up - down);
    }
    return result;
}

template <class Printed>
constexpr bool single_formula = !formula_condition<Printed> && printed_parts<Printed>::what == quantity::values &&
                                printed_parts<Printed>::source::output_count == 1;

/// The steps of a formula or function, at a point if one is given.
template <steps Which, class Printed, fixed_string... Names, class... Given>
solution solution_of(Printed, given_names<Names...>, Given const&... given) {
    using source = typename printed_parts<Printed>::source;
    using shown = stepwise<source, Which, given_names<Names...>>;
    if constexpr (sizeof...(Given) == 0)
        return solution_in_symbols(shown::view).written();
    else
        return solution_at(shown::view, evaluations<shown>::table.data(),
                           point_of<source, quantity::values>::inputs(given...));
}

}  // namespace ctgrad::detail
