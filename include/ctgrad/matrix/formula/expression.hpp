#pragma once

#include <ctgrad/formula/binding.hpp>
#include <ctgrad/formula/define.hpp>
#include <ctgrad/matrix/formula/dimension.hpp>

namespace ctgrad {

/// A formula whose value is a matrix: an empty type like `expression`, named by a hash of its content. The shape
/// belongs to the type and is checked when formulas are combined, so a wrong transpose does not compile.
///
/// `W = w` pairs a variable with an Eigen matrix, map or block, or with nested std::arrays (an array of rows);
/// `F(W = w, X = data)` evaluates. The binding refers to the matrix and does not copy it.
template <std::uint64_t High, std::uint64_t Low, detail::operation_tag const*... Operations>
struct matrix_expression : detail::identity<High, Low, Operations...>, detail::matrix_formula_base {
    template <class T>
    constexpr auto operator=(T const& value) const {
        return detail::bind<matrix_expression>(value);
    }
    template <class... Arguments>
    constexpr auto operator()(Arguments const&... arguments) const {
        return detail::evaluation<matrix_expression>{}(arguments...);
    }
    constexpr double operator()(detail::values_in_braces) const { return 0; }
    template <std::same_as<bool> B>
    constexpr explicit operator B() const {
        return detail::refuse_branch<B>();
    }
    /// Refused, with advice, for `std::exp(A)` and similar calls; otherwise the compiler would list every overload.
    template <std::same_as<double> Number>
    constexpr operator Number() const noexcept(detail::refuse_number_of_formula<Number>()) {
        return {};
    }
};

/// The shape of a formula, as an operand of another formula.
template <std::uint64_t High, std::uint64_t Low, detail::operation_tag const*... Operations>
struct shape_expression : detail::identity<High, Low, Operations...>, detail::formula_base {};

namespace detail {

template <fixed_string Name, auto Rows, auto Columns>
struct matrix_variable_content : variable_content<Name> {
    template <class...>
    static constexpr matrix_shape shape() {
        return {extent_of<Rows>(), extent_of<Columns>()};
    }
    static constexpr std::uint64_t hash(std::uint64_t seed) {
        return mix(mix(mix(seed, Name.view()), shape().rows.hash()), shape().columns.hash());
    }
};
/// A variable with a shape other than 1 x 1.
template <fixed_string Name, auto Rows, auto Columns>
using matrix_variable_type = typename define<matrix_variable_content<Name, Rows, Columns>>::type;

/// A shape that depends on operands, used as an operand itself: `Rule::of<Operands...>()` computes it.
template <class Rule>
struct shape_content : content<descriptor::kind::shape> {
    static constexpr bool has_matrices = true;
    static constexpr std::uint64_t hash(std::uint64_t seed) {
        if constexpr (requires { Rule::hash(seed); })
            return Rule::hash(seed);
        else
            return mix(seed, type_name<Rule>);
    }
    template <class... Operands>
    static constexpr matrix_shape shape() {
        return Rule::template of<Operands...>();
    }
    static constexpr category category_of(matrix_shape const&) { return category::shape; }
    // Only the shape counts for its identity, not the operands.
    static constexpr void fill(descriptor& d) {
        for (descriptor const*& operand : d.operands) operand = nullptr;
    }
};
struct whole_shape {
    template <class E>
    static constexpr matrix_shape of() {
        return describe<E>.shape;
    }
};
struct column_shape {
    template <class E>
    static constexpr matrix_shape of() {
        return {describe<E>.shape.rows, extent{}};
    }
};
struct entry_shape {
    template <class E>
    static constexpr matrix_shape of() {
        return {};
    }
};
/// The shape of [A B].
struct concatenated_shape {
    template <class E>
    struct column_count {
        static constexpr extent value = describe<E>.shape.columns;
    };
    template <class A, class B>
    static constexpr matrix_shape of() {
        return {describe<A>.shape.rows, extent_sum<column_count<A>, column_count<B>>::value};
    }
};
/// The shape of [A; B].
struct stacked_shape {
    template <class E>
    struct row_count {
        static constexpr extent value = describe<E>.shape.rows;
    };
    template <class A, class B>
    static constexpr matrix_shape of() {
        return {extent_sum<row_count<A>, row_count<B>>::value, describe<A>.shape.columns};
    }
};
template <auto Rows, auto Columns>
struct fixed_shape {
    template <class...>
    static constexpr matrix_shape of() {
        return {extent_of<Rows>(), extent_of<Columns>()};
    }
    // Not every compiler writes arguments of class type into the name of a type.
    static constexpr std::uint64_t hash(std::uint64_t seed) {
        return mix(mix(mix(seed, "fixed_shape"), of<>().rows.hash()), of<>().columns.hash());
    }
};
template <class Rule, class... Operands>
using shape_type = typename define<shape_content<Rule>, Operands...>::type;

}  // namespace detail

namespace detail {

template <fixed_string Name, auto Rows, auto Columns>
struct named_matrix {
    static constexpr matrix_shape shape{extent_of<Rows>(), extent_of<Columns>()};
    static constexpr auto make() {
        if constexpr (shape.is_number())
            return variable_type<Name>{};
        else
            return matrix_variable_type<Name, Rows, Columns>{};
    }
};

}  // namespace detail

/// A matrix variable: a name, and rows and columns that are numbers or dimensions. A 1 x 1 matrix is a scalar, the same
/// as `variable<Name>`. Dimensions that are not positive are refused.
/// ```cpp
/// constexpr ctgrad::dimension<"D_x"> Dx;
/// constexpr auto W = ctgrad::matrix<"W", 16, Dx>;
/// ```
template <fixed_string Name, auto Rows, auto Columns>
inline constexpr auto matrix = detail::named_matrix<Name, Rows, Columns>::make();

/// A column vector as a variable: a matrix of one column.
/// ```cpp
/// constexpr auto b = ctgrad::vector<"b", 16>;
/// ```
template <fixed_string Name, auto Rows>
inline constexpr auto vector = matrix<Name, Rows, 1>;

}  // namespace ctgrad
