#pragma once

#include <array>
#include <cstddef>
#include <utility>
#include <vector>

#include <ctgrad/diagnostics/argument_checks.hpp>
#include <ctgrad/diagnostics/print_messages.hpp>
#include <ctgrad/evaluate/arguments.hpp>
#include <ctgrad/evaluate/run.hpp>
#include <ctgrad/function/function.hpp>
#include <ctgrad/print/node_map.hpp>
#include <ctgrad/print/quantities.hpp>
#include <ctgrad/support/equal_numbers.hpp>

/// The values of all nodes of a listing at a point, at run time.
namespace ctgrad::detail {

/// The value of an operation at its operands; conditions are 0 or 1.
using evaluation_at = double (*)(double const*);

template <operation_info const* Info>
double evaluate_row(double const* operands) {
    using operation = decltype(definition_of(row<Info>{}));
    constexpr std::size_t result = maximum_arity;
    slots<double, maximum_arity + 1> s;
    for (std::size_t i = 0; i < static_cast<std::size_t>(Info->arity); ++i) {
        s.values[i] = operands[i];
        s.conditions[i] = !equal_numbers(operands[i], 0.0);
    }
    apply_operation<operation, Info->arity, double>(s, result, 0, 1, 2, 3);
    return operation::is_condition ? s.conditions[result] : s.values[result];
}

/// How each node of a listing is evaluated; null for inputs and constants.
template <class Listing>
struct evaluations {
    template <int At>
    static constexpr evaluation_at of() {
        if constexpr (Listing::nodes.values[At].what == listed_node::kind::operation)
            return &evaluate_row<Listing::nodes.values[At].operation>;
        else
            return nullptr;
    }
    template <int... At>
    static constexpr auto all(std::integer_sequence<int, At...>) {
        return std::array<evaluation_at, sizeof...(At) + 1>{of<At>()..., nullptr};
    }
    static constexpr auto table = all(std::make_integer_sequence<int, Listing::raw.count>{});
};

/// The values of all nodes; node `held`, if any, keeps the value `value`.
inline node_map<double> values_at(listing_view const& l, evaluation_at const* how, std::vector<double> const& inputs,
                                  int held = no_node, double value = 0) {
    node_map<double> values(l.count);
    for (int at = 0; at < l.count; ++at) {
        listed_node const& node = l.nodes[at];
        double& result = values[at];
        if (at == held) {
            result = value;
        } else if (node.what == listed_node::kind::input) {
            result = inputs[static_cast<std::size_t>(node.operands[0])];
        } else if (node.what == listed_node::kind::constant) {
            result = nearest<double>(l.constants[node.operands[0]]);
        } else if (node.what == listed_node::kind::operation) {
            double operands[maximum_arity]{};
            for (int i = 0; i < node.arity; ++i) operands[i] = values[node.operands[i]];
            result = how[at](operands);
        }
    }
    return values;
}

/// The numbers for the inputs of a source, from the arguments of a call, which are checked here.
template <class Source, quantity What>
struct point_of {
    template <class... Given>
    static constexpr bool accepts() {
        return accepted<Source, What, Given...>();
    }
    template <class... Given>
    static std::vector<double> inputs(Given const&... given) {
        constexpr auto const& raw = result_of<list_job<Source, What>>();
        std::vector<double> result(static_cast<std::size_t>(raw.input_count));
        with_bindings([&](auto const&... bindings) { (place(result, bindings), ...); }, given...);
        return result;
    }

private:
    template <class Variable, class T>
    static void place(std::vector<double>& to, binding<Variable, T> const& given) {
        constexpr auto const& raw = result_of<list_job<Source, What>>();
        for (std::size_t i = 0; i < to.size(); ++i)
            if (raw.inputs[i].high == Variable::high && raw.inputs[i].low == Variable::low)
                to[i] = static_cast<double>(given.value);
    }
};
template <class Callable, class R, class... A, class Chosen, quantity What>
struct point_of<function_source<Callable, R(A...), Chosen, What>, What> {
    static_assert(What == quantity::values || What == quantity::gradient || What == quantity::jacobian ||
                      What == quantity::hessian,
                  "ctgrad: products of a function's Jacobian are drawn without a point: draw the gradient or jacobian "
                  "at the point");
    template <class... Given>
    static constexpr bool accepts() {
        return parameters<A...>::template check<Given...>();
    }
    template <class... Given>
    static std::vector<double> inputs(Given const&... given) {
        return run_flat<parameters<A...>, double>(
            [](auto const& leaves) {
                std::vector<double> result;
                for (double const* leaf : leaves) result.push_back(*leaf);
                return result;
            },
            given...);
    }
};
template <class Source, quantity What>
struct point_of<freely_rounded<Source>, What> : point_of<Source, What> {};

}  // namespace ctgrad::detail
