#pragma once

#include <ctgrad/differentiate/written_functions.hpp>

namespace ctgrad::detail {

template <class Term>
constexpr written_function written_with<operations::exponential>::find(graph& g, kept_nodes const& kept, int id) {
    return written_function_finder<Term>{g, kept}.with_exponential(id);
}
template <class Term>
constexpr written_function written_with<operations::hyperbolic_cosine>::find(graph& g, kept_nodes const& kept, int id) {
    return written_function_finder<Term>{g, kept}.with_hyperbolic_cosine(id);
}
template <class Term>
constexpr written_function written_with<operations::sine>::find(graph& g, kept_nodes const& kept, int id) {
    return written_function_finder<Term>{g, kept}.with_sine(id);
}
template <class Term>
constexpr written_function written_with<operations::complementary_error_function>::find(graph& g,
                                                                                        kept_nodes const& kept,
                                                                                        int id) {
    return written_function_finder<Term>{g, kept}.with_complementary_error_function(id);
}

template <class Term>
constexpr written_function written_with<operations::exponential_minus_one>::find(graph& g, kept_nodes const& kept,
                                                                                 int id) {
    return written_function_finder<Term>{g, kept}
        .template with_zero_at_zero<operations::exponential_minus_one, series_of_expm1>(id);
}
template <class Term>
constexpr written_function written_with<operations::logarithm_of_one_plus>::find(graph& g, kept_nodes const& kept,
                                                                                 int id) {
    return written_function_finder<Term>{g, kept}
        .template with_zero_at_zero<operations::logarithm_of_one_plus, series_of_log1p>(id);
}
template <class Term>
constexpr written_function written_with<operations::hyperbolic_sine>::find(graph& g, kept_nodes const& kept, int id) {
    return written_function_finder<Term>{g, kept}
        .template with_zero_at_zero<operations::hyperbolic_sine, series_of_sinh>(id);
}
template <class Term>
constexpr written_function written_with<operations::area_hyperbolic_sine>::find(graph& g, kept_nodes const& kept,
                                                                                int id) {
    return written_function_finder<Term>{g, kept}
        .template with_zero_at_zero<operations::area_hyperbolic_sine, series_of_asinh>(id);
}
template <class Term>
constexpr written_function written_with<operations::arc_sine>::find(graph& g, kept_nodes const& kept, int id) {
    return written_function_finder<Term>{g, kept}.template with_zero_at_zero<operations::arc_sine, series_of_asin>(id);
}
template <class Term>
constexpr written_function written_with<operations::area_hyperbolic_tangent>::find(graph& g, kept_nodes const& kept,
                                                                                   int id) {
    return written_function_finder<Term>{g, kept}
        .template with_zero_at_zero<operations::area_hyperbolic_tangent, series_of_atanh>(id);
}
template <class Term>
constexpr written_function written_with<operations::hyperbolic_tangent>::find(graph& g, kept_nodes const& kept,
                                                                              int id) {
    return written_function_finder<Term>{g, kept}
        .template with_zero_at_zero<operations::hyperbolic_tangent, series_of_tanh>(id);
}
template <class Term>
constexpr written_function written_with<operations::error_function>::find(graph& g, kept_nodes const& kept, int id) {
    return written_function_finder<Term>{g, kept}.template with_zero_at_zero<operations::error_function, series_of_erf>(
        id);
}
template <class Term>
constexpr written_function written_with<operations::arc_tangent>::find(graph& g, kept_nodes const& kept, int id) {
    return written_function_finder<Term>{g, kept}.with_arc_tangent(id);
}
template <class Term>
constexpr written_function written_with<operations::power>::find(graph& g, kept_nodes const& kept, int id) {
    return written_function_finder<Term>{g, kept}.with_power(id);
}

/// The function that a node is: the functions in it tell what they are written out with.
constexpr written_function find_written_function(graph& g, kept_nodes const& kept, int id) {
    auto const found_with = [&](operation_info const* with) {
        return with == nullptr || with->written == nullptr ? written_function{} : with->written(g, kept, id);
    };
    auto const found_in = [&](int part) {
        return g.is_operation(part) ? found_with(&g.info_at(part)) : written_function{};
    };
    int const operation = g.operation_of(id);
    bool const is_quotient = operation == opcode::quotient;
    if (is_quotient || operation == opcode::product)
        for (int const part : {g.first(id), g.second(id)})
            if (written_function const found = found_in(part); found.variable >= 0) return found;
    if (is_quotient) return found_with(g.in_use<operations::exponential>());
    if (operation < fixed_opcodes) return {};
    if (written_function const found = found_in(id); found.variable >= 0) return found;
    if (!g.is<operations::logarithm>(id) && !g.is<operations::logarithm_of_one_plus>(id)) return {};
    if (kept.contains(g.first(id))) return {};
    for (operation_info const* const with :
         {g.in_use<operations::exponential>(), g.in_use<operations::hyperbolic_cosine>(),
          g.in_use<operations::complementary_error_function>()})
        if (written_function const found = found_with(with); found.variable >= 0) return found;
    return {};
}

}  // namespace ctgrad::detail
