#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>

#include <ctgrad/formula/expression.hpp>
#include <ctgrad/graph/matrix_interface.hpp>
#include <ctgrad/support/fixed_string.hpp>
#include <ctgrad/support/hash.hpp>

/// Makes the types of formulas: `define<Content, Operands...>` names a type by the hash of its content and defines its
/// meaning.
namespace ctgrad::detail {

/// The kinds of formula types, and the type of each kind.
enum class category { number, matrix, condition, shape };
template <category>
struct type_of_category;
template <>
struct type_of_category<category::number> {
    template <class Operations, std::uint64_t High, std::uint64_t Low>
    using type = typename Operations::template number<High, Low>;
};
template <>
struct type_of_category<category::matrix> {
    template <class Operations, std::uint64_t High, std::uint64_t Low>
    using type = typename Operations::template matrix<High, Low>;
};
template <>
struct type_of_category<category::condition> {
    template <class Operations, std::uint64_t High, std::uint64_t Low>
    using type = typename Operations::template condition<High, Low>;
};
template <>
struct type_of_category<category::shape> {
    template <class Operations, std::uint64_t High, std::uint64_t Low>
    using type = typename Operations::template shape<High, Low>;
};

/// A Merkle hash of a content and the hashes of its parts.
template <std::size_t Count>
constexpr two_hashes merkle(two_hashes const& content, descriptor::kind what, two_hashes const (&parts)[Count]) {
    auto const kind = static_cast<std::uint64_t>(what);
    two_hashes state{mix(content.high, kind), mix(content.low, kind)};
    for (std::size_t i = 0; i < Count; ++i) state = {mix(state.high, parts[i].high), mix(state.low, parts[i].low)};
    return {mix(state.high, Count), mix(state.low, Count)};
}

template <class... Parts>
inline constexpr bool any_matrices = (describe<Parts>.has_matrices || ...);

inline constexpr std::uint64_t high_seed = 0x243F6A8885A308D3u;  // digits of pi
inline constexpr std::uint64_t low_seed = 0x13198A2E03707344u;

/// The base of all contents, with defaults. A content has
///  - `what`, the kind of its descriptor;
///  - `hash<Seed>()`, which distinguishes it from others of its kind with the same operands;
///  - `operations`, the list of the users' operations in it;
///  - `shape<Operands...>()` and `category_of(shape)`;
///  - `fill(descriptor&)`, which sets the members of the descriptor other than operands and shape.
template <descriptor::kind What>
struct content {
    static constexpr auto what = What;
    static constexpr bool has_matrices = false;
    using operations = operation_list<>;

    static constexpr std::uint64_t hash(std::uint64_t seed) { return seed; }
    template <class First, class... Rest>
    static constexpr matrix_shape shape() {
        return describe<First>.shape;
    }
    static constexpr category category_of(matrix_shape const& shape) {
        return shape.is_number() ? category::number : category::matrix;
    }
    static constexpr void fill(descriptor&) {}
};

template <class Content, class... Operands>
using operations_in = typename united<typename Operands::operations..., typename Content::operations>::type;
template <class Operations, class Content, class... Operands>
inline constexpr two_hashes hash_of =
    merkle({Content::hash(high_seed), Content::hash(low_seed)}, Content::what,
           {{Operands::high, Operands::low}...,
            {positions_in<Operations, typename Content::operations, typename Operands::operations...>,
             positions_in<Operations, typename Content::operations, typename Operands::operations...>}});

template <class Operation>
struct application_content;
template <class Operation, class... Operands>
concept makes_number = (number_formula<Operands> && ...) && Operation::elementwise && !Operation::is_condition;

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wnon-template-friend"
#endif
/// Defines the formula of a content and operands. `type` is its type, and the friend returns its descriptor.
template <class Content, class... Operands>
struct define {
    using operations = operations_in<Content, Operands...>;
    static constexpr two_hashes hash = hash_of<operations, Content, Operands...>;
    static constexpr matrix_shape shape = Content::template shape<Operands...>();

    using type = typename type_of_category<Content::category_of(shape)>::template type<operations, hash.high, hash.low>;

    friend consteval descriptor definition(typename operations::template identity<hash.high, hash.low>) {
        descriptor d{Content::what, hash.high, hash.low, nullptr, {&describe<Operands>...}};
        d.shape = shape;
        d.has_matrices = Content::has_matrices || !shape.is_number() || any_matrices<Operands...>;
        Content::fill(d);
        return d;
    }
};
/// The same for an operation on numbers, which has no shape to compute.
template <class Operation, class... Operands>
    requires makes_number<Operation, Operands...>
struct define<application_content<Operation>, Operands...> {
    using operations = operations_in<application_content<Operation>, Operands...>;
    static constexpr two_hashes hash = hash_of<operations, application_content<Operation>, Operands...>;

    using type = typename operations::template number<hash.high, hash.low>;

    friend consteval descriptor definition(typename operations::template identity<hash.high, hash.low>) {
        descriptor d{descriptor::kind::operation, hash.high, hash.low, &info_of<Operation>, {&describe<Operands>...}};
        d.has_matrices = (describe<Operands>.has_matrices || ...);  // such as the sum of a matrix
        return d;
    }
};
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic pop
#endif

template <class Operation>
struct application_content : content<descriptor::kind::operation> {
    static constexpr bool has_matrices = !Operation::elementwise;
    using operations = typename listed<Operation>::type;

    static constexpr std::uint64_t hash(std::uint64_t seed) {
        return seed == high_seed ? spelling<Operation, high_seed> : spelling<Operation, low_seed>;
    }
    template <class... Operands>
    static consteval matrix_shape shape() {
        if constexpr (any_matrices<Operands...> || !Operation::elementwise)
            return applied_shape<Operation, Operands...>();
        else
            return {};
    }
    static constexpr category category_of(matrix_shape const& shape) {
        return Operation::is_condition ? category::condition : shape.is_number() ? category::number : category::matrix;
    }
    static constexpr void fill(descriptor& d) { d.operation = &info_of<Operation>; }
};
/// An operation applied to formulas.
template <class Operation, class... Operands>
using application = typename define<application_content<Operation>, Operands...>::type;

template <fixed_string Name>
struct variable_content : content<descriptor::kind::variable>, named_by<Name> {
    static constexpr std::uint64_t hash(std::uint64_t seed) { return mix(seed, Name.view()); }
    template <class...>
    static constexpr matrix_shape shape() {
        return {};
    }
    static constexpr void fill(descriptor& d) { d.name = Name.view(); }
};
template <fixed_string Name>
using variable_type = typename define<variable_content<Name>>::type;

/// A constant, numerator / denominator * 10^exponent. Both have 128 bits, which template arguments hold in halves.
template <std::int64_t NumeratorHigh, std::uint64_t NumeratorLow, std::uint64_t DenominatorHigh,
          std::uint64_t DenominatorLow, int Exponent>
struct constant_content : content<descriptor::kind::constant> {
    static constexpr std::uint64_t hash(std::uint64_t seed) {
        std::uint64_t state = mix(mix(seed, static_cast<std::uint64_t>(NumeratorHigh)), NumeratorLow);
        state = mix(mix(state, DenominatorHigh), DenominatorLow);
        return mix(state, static_cast<std::uint64_t>(Exponent));
    }
    template <class...>
    static constexpr matrix_shape shape() {
        return {};
    }
    static constexpr wide joined(wide high, std::uint64_t low) {
        return high * (wide{1} << 64) + static_cast<wide>(low);
    }
    static constexpr void fill(descriptor& d) {
        d.value = {joined(NumeratorHigh, NumeratorLow), joined(static_cast<wide>(DenominatorHigh), DenominatorLow),
                   Exponent, 0};
    }
};
template <std::int64_t NumeratorHigh, std::uint64_t NumeratorLow, std::uint64_t DenominatorHigh,
          std::uint64_t DenominatorLow, int Exponent>
using constant_type =
    typename define<constant_content<NumeratorHigh, NumeratorLow, DenominatorHigh, DenominatorLow, Exponent>>::type;

struct derivative_content : content<descriptor::kind::derivative> {
    template <class F, class X>
    static constexpr matrix_shape shape() {
        return describe<X>.shape.is_number() ? describe<F>.shape : describe<X>.shape;
    }
};
/// The derivative of F with respect to X. It is computed when the formula is lowered to a graph.
template <class F, class X>
using derivative_type = typename define<derivative_content, F, X>::type;

struct substitution_content : content<descriptor::kind::substitution> {};
/// F with X replaced by E. It is carried out when the formula is lowered to a graph.
template <class F, class X, class E>
using substitution_type = typename define<substitution_content, F, X, E>::type;

template <fixed_string Name, bool OfCondition>
struct name_content : variable_content<Name> {
    static constexpr auto what = descriptor::kind::named;
    template <class E>
    static constexpr matrix_shape shape() {
        return describe<E>.shape;
    }
    static constexpr category category_of(matrix_shape const& shape) {
        return OfCondition ? category::condition : shape.is_number() ? category::number : category::matrix;
    }
};
/// E with a name: the same node of the graph, which texts print by its name.
template <fixed_string Name, class E>
using named_type = typename define<name_content<Name, formula_condition<E>>, E>::type;

}  // namespace ctgrad::detail
