#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <stdexcept>
#include <string>
#include <vector>

#include <ctgrad/print/point.hpp>
#include <ctgrad/print/steps.hpp>
#include <ctgrad/print/text.hpp>

/// A formula worked through, step by step, with texts and numbers: what answer sheets and drawings are made of.
namespace ctgrad::detail {

/// A text in infix notation and in LaTeX.
using both_texts = std::array<std::string, 2>;

struct worked_step {
    both_texts name;
    both_texts expression;  // of an operation, in the names of the steps before it
    both_texts derivative;  // of the result by this step
    std::string operation;
    bool is_leaf = false, is_constant = false, is_output = false, varies = false;
    double value = 0;
    double adjoint = 0;
    double nudged = 0;  // the finite difference for the adjoint
    std::vector<std::size_t> edges_in, edges_out;
};
struct worked_edge {
    std::size_t from, to;
    bool differentiable = false;
    both_texts jacobian;
    both_texts factor;  // the same where it stands in a product
    double value = 0;
};
struct worked {
    std::vector<worked_step> steps;  // operands before what uses them
    std::vector<worked_edge> edges;
    std::size_t output = 0;
    bool has_point = false;
};

/// A number as people write it: seven significant digits.
inline std::string short_number(double value) {
    if (value == 0) return "0";
    char text[40];
    std::snprintf(text, sizeof text, "%.7g", value);
    return text;
}

/// The text of a node in the names of the steps.
inline std::string text_in_steps(steps_view const& s, layout const& page, int at, precedence needed, bool by_label) {
    std::string text;
    for (bool counting : {true, false}) {
        text_sink out{counting ? nullptr : text.data()};
        writer w{s.l, page, out};
        by_label ? w.operand(at, needed) : w.expression(at, needed);
        if (counting) text.resize(static_cast<std::size_t>(out.size));
    }
    return text;
}

inline worked work_texts(steps_view const& s) {
    worked result;
    std::vector<int> label(static_cast<std::size_t>(s.l.count) + 1, no_label);
    int unnamed_steps = 0;
    for (int i = 0; i < s.step_count; ++i) {
        int const at = s.steps[i].place;
        if (!s.l.is_operation(at) || s.l.nodes[at].arity == 0) continue;
        label[static_cast<std::size_t>(at)] =
            at == s.l.outputs[0] || !s.l.nodes[at].name.empty() ? own_name : ++unnamed_steps;
    }
    // What an expression written in place would take: shared parts count again, so that it may be beyond all bounds.
    constexpr int longest = 100;
    std::vector<int> size(label.size(), 1);
    for (int at = 0; at < s.l.count; ++at)
        if (s.l.is_operation(at))
            for (int i = 0; i < s.l.nodes[at].arity; ++i) {
                auto const operand = static_cast<std::size_t>(s.l.nodes[at].operands[i]);
                int& whole = size[static_cast<std::size_t>(at)];
                whole = std::min(longest + 1, whole + (label[operand] != no_label ? 1 : size[operand]));
            }
    constexpr language languages[]{language::infix, language::latex};
    result.steps.resize(static_cast<std::size_t>(s.step_count));
    result.edges.resize(static_cast<std::size_t>(s.edge_count));
    for (std::size_t in = 0; in < 2; ++in) {
        layout page{languages[in], form::equations, label.data(), true};
        page.choose_letters(s.l, "vnwhkmdbce");
        auto const text = [&](int at, precedence needed, bool by_label) {
            bool const too_long = at != no_node && size[static_cast<std::size_t>(at)] > longest &&
                                  !(by_label && label[static_cast<std::size_t>(at)] != no_label);
            return too_long ? in == 0 ? "..." : "\\dots" : text_in_steps(s, page, at, needed, by_label);
        };
        for (std::size_t i = 0; i < result.steps.size(); ++i) {
            listed_step const& step = s.steps[i];
            worked_step& to = result.steps[i];
            bool const is_operation = s.l.is_operation(step.place) && s.l.nodes[step.place].arity > 0;
            to.name[in] = text(step.place, precedence::choice, true);
            if (is_operation) {
                to.expression[in] = text(step.place, precedence::choice, false);
                to.operation = s.l.nodes[step.place].operation->name;
            }
            to.derivative[in] = text(step.adjoint, precedence::choice, true);
            to.is_leaf = s.l.nodes[step.place].what == listed_node::kind::input;
            to.is_constant = !to.is_leaf && !is_operation;
            to.is_output = step.place == s.l.outputs[0];
            to.varies = step.varies;
            if (to.is_output) result.output = i;
        }
        for (std::size_t i = 0; i < result.edges.size(); ++i) {
            listed_edge const& edge = s.edges[i];
            worked_edge& to = result.edges[i];
            to.from = static_cast<std::size_t>(edge.from);
            to.to = static_cast<std::size_t>(edge.to);
            to.differentiable = edge.differentiable;
            if (!edge.differentiable) continue;
            to.jacobian[in] = text(edge.jacobian, precedence::choice, true);
            to.factor[in] = text(edge.jacobian, in == 1 ? precedence::product : precedence::power, true);
        }
    }
    for (std::size_t i = 0; i < result.edges.size(); ++i) {
        result.steps[result.edges[i].from].edges_out.push_back(i);
        result.steps[result.edges[i].to].edges_in.push_back(i);
    }
    return result;
}

/// Texts and numbers. The finite differences are of the formula's values alone: they know nothing of its derivatives.
inline worked work_at(steps_view const& s, evaluation_at const* how, std::vector<double> const& inputs) {
    worked result = work_texts(s);
    result.has_point = true;
    std::vector<double> const values = values_at(s.l, how, inputs);
    auto const value_at = [&](int at) { return at == no_node ? 0 : values[static_cast<std::size_t>(at)]; };
    for (std::size_t i = 0; i < result.steps.size(); ++i) result.steps[i].value = value_at(s.steps[i].place);
    for (std::size_t i = 0; i < result.edges.size(); ++i) result.edges[i].value = value_at(s.edges[i].jacobian);
    for (std::size_t i = 0; i < result.steps.size(); ++i) {
        worked_step& step = result.steps[i];
        if (!step.varies) continue;
        step.adjoint = value_at(s.steps[i].adjoint);
        double const h = 1e-5 * std::fmax(1, std::fabs(step.value));
        double const up = step.value + h, down = step.value - h;
        auto const nudged = [&](double to) {
            return values_at(s.l, how, inputs, s.steps[i].place, to)[static_cast<std::size_t>(s.l.outputs[0])];
        };
        step.nudged = (nudged(up) - nudged(down)) / (up - down);
    }
    return result;
}

template <class Printed>
constexpr bool single_formula = !formula_condition<Printed> && printed_parts<Printed>::what == quantity::values &&
                                printed_parts<Printed>::source::output_count == 1;

/// The steps of a formula or function, at a point if one is given.
template <steps Which, class Printed, fixed_string... Names, class... Given>
worked work(Printed, given_names<Names...>, Given const&... given) {
    using source = typename printed_parts<Printed>::source;
    using shown = stepwise<source, Which, given_names<Names...>>;
    if constexpr (sizeof...(Given) == 0)
        return work_texts(shown::view);
    else
        return work_at(shown::view, evaluations<shown>::table.data(),
                       point_of<source, quantity::values>::inputs(given...));
}

}  // namespace ctgrad::detail
