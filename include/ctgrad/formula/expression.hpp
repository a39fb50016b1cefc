#pragma once

#include <concepts>
#include <cstdint>
#include <type_traits>

#include <ctgrad/diagnostics/class_conversions.hpp>
#include <ctgrad/diagnostics/formula_checks.hpp>
#include <ctgrad/diagnostics/symbol_checks.hpp>
#include <ctgrad/formula/identity.hpp>
#include <ctgrad/graph/operation_info.hpp>
#include <ctgrad/numbers/number.hpp>
#include <ctgrad/operations/apply.hpp>
#include <ctgrad/support/text_view.hpp>

namespace ctgrad {

namespace detail {

struct formula_base : symbolic_base {};
struct matrix_formula_base : formula_base {};
struct formula_condition_base : symbolic_base {};

/// The meaning of a formula type, as a value. Lowering starts from it.
struct descriptor {
    enum class kind { operation, variable, constant, derivative, substitution, tangent, cotangent, named, shape };

    kind what;
    std::uint64_t high;
    std::uint64_t low;
    operation_info const* operation = nullptr;
    descriptor const* operands[maximum_arity]{};
    text_view name{};
    number value{};
    matrix_shape shape{};
    /// Whether it or a part of it is a matrix.
    bool has_matrices = false;
};

template <class Expression, class T>
constexpr auto bind(T const& value);
template <class Expression>
struct evaluation;

}  // namespace detail

/// A formula: an empty type, named by the 128-bit Merkle hash of its content and by the users' operations in it. Equal
/// formulas are one type, and every name that the compiler handles is short, however large the formula.
///
/// Do not spell this type; `variable`, `_c` literals, operators and functions make it. `x = 2.0` binds a variable to a
/// value, and `f(x = 2.0, y = 3.0)` evaluates, with names in any order. Missing and unknown names are refused.
/// ```cpp
/// constexpr auto f = (x + y) * z;
/// static_assert(f(x = -2.0, y = 5.0, z = -4.0) == -12.0);
/// ```
template <std::uint64_t High, std::uint64_t Low, detail::operation_tag const*... Operations>
struct expression : detail::identity<High, Low, Operations...>, detail::formula_base {
    template <class T>
    constexpr auto operator=(T const& value) const {
        return detail::bind<expression>(value);
    }
    template <class... Arguments>
    constexpr auto operator()(Arguments const&... arguments) const {
        return detail::evaluation<expression>{}(arguments...);
    }
    constexpr double operator()(detail::values_in_braces) const { return 0; }
    /// Refused, with advice. The conversion to `double` is implicit so that `std::exp(x)` and similar calls use it;
    /// otherwise the compiler would list every overload.
    template <class Number>
        requires(detail::plain_number<Number> || detail::text_type<Number>)
    constexpr explicit(std::is_arithmetic_v<Number> && !std::same_as<Number, double>) operator Number() const
        noexcept(detail::refuse_number_of_formula<Number>()) {
        detail::refuse_class<expression, Number>();
        return {};
    }
};

/// A condition between formulas, such as `x < y`. Use it in `select(condition, a, b)`; `if` cannot branch on it.
template <std::uint64_t High, std::uint64_t Low, detail::operation_tag const*... Operations>
struct condition : detail::identity<High, Low, Operations...>, detail::formula_condition_base {
    // The value is true so that a static_assert on a condition, which is already refused, does not fail a second time.
    template <std::same_as<bool> B>
    constexpr operator B() const noexcept(detail::refuse_branch<B>()) {
        return true;
    }
};

/// Any formula: a variable, a constant, or an expression of them.
template <class E>
concept formula = __is_base_of(detail::formula_base, E);
/// A formula whose value is a matrix; see <ctgrad/matrix.hpp>.
template <class E>
concept matrix_formula = __is_base_of(detail::matrix_formula_base, E);
/// A condition between formulas, such as `x < y`.
template <class C>
concept formula_condition = __is_base_of(detail::formula_condition_base, C);

namespace detail {

template <class E>
concept number_formula = formula<E> && !matrix_formula<E>;

template <class E>
inline constexpr descriptor describe = definition(E{});

template <class E>
inline constexpr E formula_of{};

template <class... E>
inline constexpr descriptor const* descriptors_of[sizeof...(E) + 1]{&describe<E>..., nullptr};

}  // namespace detail
}  // namespace ctgrad
