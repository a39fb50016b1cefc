#pragma once

#include <ctgrad/formula/binding.hpp>
#include <ctgrad/formula/define.hpp>
#include <ctgrad/matrix/dimension.hpp>

namespace ctgrad {

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wnon-template-friend"
#endif
/// A formula whose value is a matrix: an empty type like `expression`, named by its content. Its shape is part of what
/// it stands for, and is checked where formulas are made: a wrong transpose does not compile.
///
/// `W = w` pairs a variable with an Eigen matrix, map or block, or with nested std::arrays (an array of rows);
/// `F(W = w, X = data)` evaluates. The binding refers to the matrix and does not copy it.
template <std::uint64_t High, std::uint64_t Low>
struct matrix_expression : detail::matrix_formula_base {
    static constexpr std::uint64_t high = High;
    static constexpr std::uint64_t low = Low;

    friend consteval detail::descriptor definition(matrix_expression);

    template <class T>
    constexpr auto operator=(T const& value) const {
        return detail::bind<matrix_expression>(value);
    }
    template <class... Arguments>
    constexpr auto operator()(Arguments const&... arguments) const {
        return detail::evaluation<matrix_expression>{}(arguments...);
    }
    template <std::same_as<bool> B>
    constexpr explicit operator B() const {
        return detail::refuse_branch<B>();
    }
};

/// A variable of a shape that is not 1 x 1.
template <fixed_string Name, auto Rows, auto Columns>
struct defined_matrix {
    static constexpr matrix_shape shape{detail::extent_of<Rows>(), detail::extent_of<Columns>()};
    static constexpr auto hash(std::uint64_t half) {
        return detail::mix(detail::mix(detail::mix(half, Name.view()), shape.rows.hash()), shape.columns.hash());
    }
    static constexpr auto high = detail::merkle<detail::high_seed>("matrix", hash(0));
    static constexpr auto low = detail::merkle<detail::low_seed>("matrix", hash(1));
    using type = matrix_expression<high, low>;
    friend consteval detail::descriptor definition(type) {
        return detail::descriptor{
            detail::descriptor::kind::variable, high, low, nullptr, {}, Name.view(), {}, shape, true};
    }
};

/// The shape of a formula, as a part of another.
template <std::uint64_t High, std::uint64_t Low>
struct shape_expression : detail::formula_base {
    static constexpr std::uint64_t high = High;
    static constexpr std::uint64_t low = Low;
    friend consteval detail::descriptor definition(shape_expression);
};

/// The shape of a formula, of one of its columns, or of one of its entries.
enum class shape_part { whole, column, entry };
template <class E, shape_part Part = shape_part::whole>
struct defined_shape {
    static constexpr auto high = detail::merkle<detail::high_seed>("shape", E::high, Part);
    static constexpr auto low = detail::merkle<detail::low_seed>("shape", E::low, Part);
    static constexpr matrix_shape shape{Part == shape_part::entry ? extent{} : detail::describe<E>.shape.rows,
                                        Part == shape_part::whole ? detail::describe<E>.shape.columns : extent{}};
    using type = shape_expression<high, low>;
    friend consteval detail::descriptor definition(type) {
        return detail::descriptor{detail::descriptor::kind::shape, high, low, nullptr, {}, {}, {}, shape, true};
    }
};
/// The shape of [A; B].
template <class A, class B>
struct defined_joined_shape {
    template <class E>
    struct columns_of {
        static constexpr extent value = detail::describe<E>.shape.columns;
    };
    static constexpr auto high = detail::merkle<detail::high_seed>("joined shape", A::high, B::high);
    static constexpr auto low = detail::merkle<detail::low_seed>("joined shape", A::low, B::low);
    static constexpr matrix_shape shape{detail::describe<A>.shape.rows,
                                        detail::extent_sum<columns_of<A>, columns_of<B>>::value};
    using type = shape_expression<high, low>;
    friend consteval detail::descriptor definition(type) {
        return detail::descriptor{detail::descriptor::kind::shape, high, low, nullptr, {}, {}, {}, shape, true};
    }
};
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic pop
#endif

namespace detail {

template <fixed_string Name, auto Rows, auto Columns>
struct named_matrix {
    static constexpr matrix_shape shape{extent_of<Rows>(), extent_of<Columns>()};
    static constexpr auto make() {
        if constexpr (shape.is_number())
            return typename defined_variable<Name>::type{};
        else
            return typename defined_matrix<Name, Rows, Columns>::type{};
    }
};

}  // namespace detail

/// A matrix as a variable of a formula: a name, and a shape of numbers or dimensions. A matrix of 1 x 1 is a number,
/// and is `variable<Name>`.
/// ```cpp
/// constexpr ctgrad::dimension<"D_x"> Dx;
/// constexpr auto W = ctgrad::matrix<"W", 16, Dx>;
/// ```
template <fixed_string Name, auto Rows, auto Columns>
inline constexpr auto matrix = detail::named_matrix<Name, Rows, Columns>::make();

/// A column vector as a variable of a formula: a matrix of one column.
template <fixed_string Name, auto Rows>
inline constexpr auto vector = matrix<Name, Rows, 1>;

}  // namespace ctgrad
