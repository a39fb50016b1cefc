#pragma once

#include <string_view>

#include <ctgrad/diagnostics/matrix_messages.hpp>
#include <ctgrad/matrix/rules/shape_storage.hpp>

/// Makes matrix formulas and checks their shapes.
namespace ctgrad {

namespace detail {

/// The text of an operation with its incompatible dimensions, cut off if it is long: "W1 * b1: D_x versus D_a1".
struct meeting_text : dimension_text {
    constexpr void add_operand(descriptor const& d) {
        short_text const text = text_of(d);
        bool const simple =
            d.operands[0] == nullptr || d.what != descriptor::kind::operation || text.data[text.size - 1] == ')';
        if (!simple) add("(");
        add(std::string_view(text.data, text.size));
        if (!simple) add(")");
    }
};

/// The text of an operation whose operands have different dimensions `a` and `b`.
template <class A, class B>
consteval meeting_text meeting(std::string_view operation, extent const& a, extent const& b) {
    meeting_text text;
    text.add_operand(describe<A>);
    text.add(operation);
    text.add_operand(describe<B>);
    text.add(": ");
    text.add(a);
    text.add(" versus ");
    text.add(b);
    return text;
}
template <class A>
consteval meeting_text shape_text() {
    meeting_text text;
    text.add_operand(describe<A>);
    text.add(": ");
    text.add(describe<A>.shape);
    return text;
}

template <class... Operands>
inline constexpr matrix_shape shapes_in_order[]{describe<Operands>.shape...};

template <class Operation, class... Operands>
consteval matrix_shape applied_shape() {
    if constexpr (!Operation::elementwise) {
        return Operation::shape_of(shapes_in_order<Operands...>);
    } else {
        matrix_shape result;
        for (matrix_shape const& s : shapes_in_order<Operands...>) result = broadcast_shape(result, s);
        return result;
    }
}

/// Whether two dimensions are compatible in an entrywise operation.
constexpr bool broadcast_together(extent const& a, extent const& b) { return a == b || a.is_one() || b.is_one(); }

/// The indices of the first two operands with incompatible shapes, or {-1, -1}.
struct pair_of_operands {
    int a = -1, b = -1;
    bool rows = false;
};
template <std::size_t N>
consteval pair_of_operands find_incompatible(matrix_shape const (&shapes)[N]) {
    for (int i = 0; i < static_cast<int>(N); ++i)
        for (int j = i + 1; j < static_cast<int>(N); ++j) {
            if (!broadcast_together(shapes[i].rows, shapes[j].rows)) return {i, j, true};
            if (!broadcast_together(shapes[i].columns, shapes[j].columns)) return {i, j, false};
        }
    return {};
}

/// The text between two operands in a message.
template <class Operation>
consteval auto between() {
    char const first = Operation::name[0];
    bool const word = (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z');
    meeting_text text;
    text.add(word ? std::string_view(", ") : " ");
    if (!word) {
        text.add(std::same_as<Operation, operations::multiply> ? std::string_view("%") : Operation::name);
        text.add(" ");
    }
    return text;
}

template <auto Text>
struct viewed {
    constexpr std::string_view view() const { return {Text.data, Text.size}; }
};
template <auto Text>
using shape_problem = typename spell<shapes_of, viewed<Text>{}>::type;

/// An entrywise operation, at least one of whose operands is a matrix.
template <class Operation, class... Operands>
constexpr auto applied_elementwise() {
    constexpr pair_of_operands incompatible = find_incompatible(shapes_in_order<Operands...>);
    if constexpr (incompatible.a >= 0) {
        using A = std::tuple_element_t<static_cast<std::size_t>(incompatible.a), std::tuple<Operands...>>;
        using B = std::tuple_element_t<static_cast<std::size_t>(incompatible.b), std::tuple<Operands...>>;
        constexpr auto operation = between<Operation>();
        constexpr matrix_shape a = describe<A>.shape, b = describe<B>.shape;
        return refuse_elementwise<shape_problem<meeting<A, B>(std::string_view(operation.data, operation.size),
                                                              incompatible.rows ? a.rows : a.columns,
                                                              incompatible.rows ? b.rows : b.columns)>>();
    } else {
        return described_now<application<Operation, Operands...>>();
    }
}

/// The product of two matrices.
template <class A, class B>
constexpr auto applied_product() {
    constexpr matrix_shape a = describe<A>.shape, b = describe<B>.shape;
    if constexpr (!(a.columns == b.rows))
        return refuse_product<shape_problem<meeting<A, B>(" * ", a.columns, b.rows)>>();
    else
        return described_now<application<operations::matrix_product, A, B>>();
}

template <class... Operands>
inline constexpr descriptor const* descriptors_in_order[]{&describe<Operands>...};

template <class Operation, class A, class... Rest>
consteval meeting_text text_of_conflict() {
    shape_conflict const found = Operation::conflict(descriptors_in_order<A, Rest...>);
    if constexpr (sizeof...(Rest) > 0)
        if (found.what == shape_conflict::kind::dimensions)
            return meeting<A, std::tuple_element_t<0, std::tuple<Rest...>>>(", ", found.a, found.b);
    return shape_text<A>();
}
template <class Operation, class... Operands>
constexpr auto checked_matrix_operation() {
    constexpr auto conflict = Operation::conflict(descriptors_in_order<Operands...>).what;
    if constexpr (conflict == shape_conflict::kind::none)
        return described_now<application<Operation, Operands...>>();
    else
        return Operation::template refuse<conflict, shape_problem<text_of_conflict<Operation, Operands...>()>>();
}

template <class Operation, class... Operands>
constexpr auto applied_to_matrices() {
    if constexpr (std::same_as<Operation, operations::multiply> && (matrix_formula<Operands> && ...))
        return applied_product<Operands...>();
    else if constexpr (Operation::elementwise)
        return applied_elementwise<Operation, Operands...>();
    else
        return checked_matrix_operation<Operation, Operands...>();
}

template <class A, class B>
constexpr auto elementwise_product(A const& a, B const& b) {
    if constexpr (std::same_as<A, mistake> || std::same_as<B, mistake>)
        return mistake{};
    else if constexpr (matrix_formula<A> && matrix_formula<B>)
        return applied_elementwise<operations::multiply, A, B>();
    else
        return a * b;
}

}  // namespace detail

/// The entrywise product. Shapes must be equal up to broadcasting.
/// ```cpp
/// constexpr auto loss = sum((A - B) % (A - B));
/// ```
template <class A, class B>
    requires(matrix_formula<A> || matrix_formula<B>)
constexpr auto operator%(A const& a, B const& b) { return detail::elementwise_product(a, b); }

}  // namespace ctgrad
