#pragma once

#include <cmath>
#include <cstddef>
#include <limits>
#include <map>
#include <memory>
#include <utility>
#include <vector>

#include <boost/test/unit_test.hpp>

#include <ctgrad/compile/compile.hpp>
#include <ctgrad/operations/table.hpp>

/// Compiles and runs programs at run time. Tracing, differentiation, the passes and the program are the library's, which
/// are ordinary constexpr code; only the last step, one C++ statement for each instruction, is replaced by an interpreter.
/// So thousands of programs cost nothing to compile.
namespace interpreter {

namespace detail = ctgrad::detail;

template <class T>
using evaluation = T (*)(T const* operands);

template <class Operation, std::size_t I, class T>
auto operand(T const* operands) {
    if constexpr (I < static_cast<std::size_t>(Operation::conditions))
        return operands[I] != 0;
    else
        return operands[I];
}
template <class T, class Operation, std::size_t... I>
evaluation<T> evaluation_of(std::index_sequence<I...>) {
    if constexpr (sizeof...(I) == 0)
        return [](T const*) { return Operation::template evaluate<T>(); };
    else
        return
            [](T const* operands) { return static_cast<T>(Operation::evaluate(operand<Operation, I>(operands)...)); };
}
template <class T, class... Operation>
std::map<detail::operation_info const*, evaluation<T>> evaluations_of(ctgrad::type_list<Operation...>) {
    return {{&detail::info_of<Operation>,
             evaluation_of<T, Operation>(
                 std::make_index_sequence<static_cast<std::size_t>(detail::info_of<Operation>.arity)>{})}...};
}
/// A test may add operations of its own.
template <class T>
inline auto evaluations =
    evaluations_of<T>(ctgrad::joined_type_lists<ctgrad::operations::table, ctgrad::operations::slopes>{});

inline double value_of(ctgrad::number const& n) {
    if (!n.exact()) return n.special;
    return static_cast<double>(static_cast<long double>(n.numerator) / static_cast<long double>(n.denominator) *
                               std::pow(10.0L, static_cast<long double>(n.exponent)));
}

/// The first `results` outputs of a program whose inputs are `x`, a vector or an array. A slot that is used before it is
/// filled is a NaN.
template <class Program, class Inputs, class T = typename Inputs::value_type>
std::vector<T> run(Program const& p, Inputs const& x, std::size_t results) {
    std::vector<T> slots(static_cast<std::size_t>(p.count), std::numeric_limits<T>::quiet_NaN());
    for (std::size_t at = 0; at < slots.size(); ++at) {
        auto const first = static_cast<std::size_t>(p.first(at)), second = static_cast<std::size_t>(p.second(at));
        if (p.kind(at) == detail::graph::input_node) {
            slots[at] = x[first];
        } else if (p.kind(at) == detail::graph::constant_node) {
            slots[at] = static_cast<T>(value_of(p.constants[first]));
        } else if (detail::operation_info const* const info = p.operation(at); info != nullptr) {
            T operands[ctgrad::maximum_arity]{info->arity > 0 ? slots[first] : 0};
            std::size_t rest = second;
            for (int i = 1; i < info->arity; ++i) {
                bool const last = i + 1 == info->arity;
                operands[i] = slots[last ? rest : static_cast<std::size_t>(p.first(rest))];
                if (!last) rest = static_cast<std::size_t>(p.second(rest));
            }
            BOOST_REQUIRE_MESSAGE(evaluations<T>.count(info), "no evaluation of " << info->name);
            slots[at] = evaluations<T>.at(info)(operands);
        }
    }
    std::vector<T> out(results);
    for (std::size_t i = 0; i < results; ++i)
        out[i] = p.outputs[i] == detail::no_node ? 0 : slots[static_cast<std::size_t>(p.outputs[i])];
    return out;
}

/// The program of a source. It has at most some thousands of nodes; a full graph fails the test.
template <class Source, detail::quantity What>
auto compiled() {
    constexpr int capacity = 4096;
    using result = decltype(detail::compile<Source, What, capacity>());
    auto p = std::make_unique<result>(detail::compile<Source, What, capacity>());
    BOOST_REQUIRE(!p->full);
    return p;
}

}  // namespace interpreter
