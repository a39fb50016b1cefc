#pragma once

#include <ctgrad/formula/expression.hpp>
#include <ctgrad/support/fixed_string.hpp>
#include <ctgrad/support/hash.hpp>

/// The makers of formula types: each names the type by the hash of its content and defines what it stands for.
namespace ctgrad {
namespace detail {

/// One half of the Merkle hash: of a kind of content, its text, and the same half of the operands.
template <std::uint64_t Seed, class... Halves>
constexpr std::uint64_t merkle(std::string_view text, Halves... halves) {
    std::uint64_t state = mix(Seed, text);
    ((state = mix(state, static_cast<std::uint64_t>(halves))), ...);
    return state;
}

/// The shape that an operation gives, for operands of which one is a matrix; in <ctgrad/matrix.hpp>.
template <class Operation, class... Operands>
consteval matrix_shape applied_shape();

/// The type of a formula of a shape: numbers are expressions, the rest matrix expressions.
template <std::uint64_t High, std::uint64_t Low, bool Number>
using formula_type = std::conditional_t<Number, expression<High, Low>, matrix_expression<High, Low>>;

template <class... Parts>
inline constexpr bool any_matrices = (describe<Parts>.has_matrices || ...);

template <class Operation, class... Operands>
consteval matrix_shape shape_of_operation() {
    if constexpr (any_matrices<Operands...> || !Operation::elementwise)
        return applied_shape<Operation, Operands...>();
    else
        return {};
}

inline constexpr std::uint64_t high_seed = 0x243F6A8885A308D3u;  // digits of pi
inline constexpr std::uint64_t low_seed = 0x13198A2E03707344u;

}  // namespace detail

// These stand in the namespace of `expression`: the function that a friend declaration defines belongs to it.
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wnon-template-friend"
#endif

/// Operation applied to formulas.
template <class Operation, class... Operands>
struct defined {
    static constexpr auto high =
        detail::merkle<detail::high_seed>(Operation::name, sizeof...(Operands), Operands::high...);
    static constexpr auto low =
        detail::merkle<detail::low_seed>(Operation::name, sizeof...(Operands), Operands::low...);
    static constexpr matrix_shape shape = detail::shape_of_operation<Operation, Operands...>();
    using type = std::conditional_t<Operation::is_condition, condition<high, low>,
                                    detail::formula_type<high, low, shape.is_number()>>;
    friend consteval detail::descriptor definition(type) {
        return detail::descriptor{detail::descriptor::kind::operation,
                                  high,
                                  low,
                                  &detail::info_of<Operation>,
                                  {&detail::describe<Operands>...},
                                  {},
                                  {},
                                  shape,
                                  detail::any_matrices<Operands...> || !Operation::elementwise};
    }
};

template <fixed_string Name>
struct defined_variable {
    static constexpr auto high = detail::merkle<detail::high_seed>("variable", detail::mix(0, Name.view()));
    static constexpr auto low = detail::merkle<detail::low_seed>("variable", detail::mix(1, Name.view()));
    using type = expression<high, low>;
    friend consteval detail::descriptor definition(type) {
        return detail::descriptor{detail::descriptor::kind::variable, high, low, nullptr, {}, Name.view()};
    }
};

template <std::int64_t NumeratorHigh, std::uint64_t NumeratorLow, std::uint64_t DenominatorHigh,
          std::uint64_t DenominatorLow, int Exponent>
struct defined_constant {
    static constexpr auto hash(std::uint64_t half) {
        return detail::mix(
            detail::mix(
                detail::mix(detail::mix(detail::mix(half, static_cast<std::uint64_t>(NumeratorHigh)), NumeratorLow),
                            DenominatorHigh),
                DenominatorLow),
            static_cast<std::uint64_t>(Exponent));
    }
    static constexpr auto high = detail::merkle<detail::high_seed>("constant", hash(0));
    static constexpr auto low = detail::merkle<detail::low_seed>("constant", hash(1));
    using type = expression<high, low>;
    friend consteval detail::descriptor definition(type) {
        return detail::descriptor{detail::descriptor::kind::constant,
                                  high,
                                  low,
                                  nullptr,
                                  {},
                                  {},
                                  {static_cast<detail::wide>(NumeratorHigh) * (detail::wide{1} << 64) +
                                       static_cast<detail::wide>(NumeratorLow),
                                   static_cast<detail::wide>(DenominatorHigh) * (detail::wide{1} << 64) +
                                       static_cast<detail::wide>(DenominatorLow),
                                   Exponent, 0}};
    }
};

/// The derivative of F with respect to X; found when the formula is lowered to a graph.
template <class F, class X>
struct defined_derivative {
    static constexpr auto high = detail::merkle<detail::high_seed>("derivative", F::high, X::high);
    static constexpr auto low = detail::merkle<detail::low_seed>("derivative", F::low, X::low);
    static constexpr matrix_shape shape =
        detail::describe<X>.shape.is_number() ? detail::describe<F>.shape : detail::describe<X>.shape;
    using type = detail::formula_type<high, low, shape.is_number()>;
    friend consteval detail::descriptor definition(type) {
        return detail::descriptor{detail::descriptor::kind::derivative,
                                  high,
                                  low,
                                  nullptr,
                                  {&detail::describe<F>, &detail::describe<X>},
                                  {},
                                  {},
                                  shape,
                                  detail::any_matrices<F, X>};
    }
};

/// F with E in the place of X; carried out when the formula is lowered to a graph.
template <class F, class X, class E>
struct defined_substitution {
    static constexpr auto high = detail::merkle<detail::high_seed>("substitution", F::high, X::high, E::high);
    static constexpr auto low = detail::merkle<detail::low_seed>("substitution", F::low, X::low, E::low);
    static constexpr matrix_shape shape = detail::describe<F>.shape;
    using type = detail::formula_type<high, low, shape.is_number()>;
    friend consteval detail::descriptor definition(type) {
        return detail::descriptor{detail::descriptor::kind::substitution,
                                  high,
                                  low,
                                  nullptr,
                                  {&detail::describe<F>, &detail::describe<X>, &detail::describe<E>},
                                  {},
                                  {},
                                  shape,
                                  detail::any_matrices<F, X, E>};
    }
};

/// E under a name: the same node of the graph, which the texts of the formula call by it.
template <fixed_string Name, class E>
struct defined_name {
    static constexpr auto high = detail::merkle<detail::high_seed>("named", detail::mix(0, Name.view()), E::high);
    static constexpr auto low = detail::merkle<detail::low_seed>("named", detail::mix(1, Name.view()), E::low);
    static constexpr matrix_shape shape = detail::describe<E>.shape;
    using type = std::conditional_t<std::derived_from<E, detail::formula_condition_base>, condition<high, low>,
                                    detail::formula_type<high, low, shape.is_number()>>;
    friend consteval detail::descriptor definition(type) {
        return detail::descriptor{detail::descriptor::kind::named, high,        low, nullptr,
                                  {&detail::describe<E>},          Name.view(), {},  shape,
                                  detail::any_matrices<E>};
    }
};

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic pop
#endif

}  // namespace ctgrad
