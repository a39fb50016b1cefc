#pragma once

#include <concepts>
#include <type_traits>
#include <utility>

#include <ctgrad/diagnostics/symbol_checks.hpp>
#include <ctgrad/graph/graph.hpp>
#include <ctgrad/numbers/arithmetic.hpp>
#include <ctgrad/operations/apply.hpp>
#include <ctgrad/operations/arithmetic.hpp>
#include <ctgrad/operations/comparison.hpp>
#include <ctgrad/support/equal_numbers.hpp>

namespace ctgrad {

/// The bases of all handles are in this namespace, so that argument-dependent lookup finds functions such as `exp(x)`.
struct handle_base : detail::symbolic_base {};
struct condition_handle_base : detail::symbolic_base, detail::no_branch {};

namespace detail {

template <class Self>
struct condition_handle;

template <class Self, class Operation>
using recorded = std::conditional_t<Operation::is_condition, condition_handle<Self>, Self>;
template <class Self, class Operation, class... Operands>
constexpr recorded<Self, Operation> record(Operands const&... operands);

/// A node as a value in ordinary code: arithmetic on it makes nodes. `Self` decides how, as written or simplified, in a
/// function `make(graph&, operation_info const&, int const*)`.
///
/// A constant that has not yet been combined with a node has no graph; its value is numerator / denominator.
template <class Self>
struct handle : handle_base {
    graph* owner = nullptr;
    int id = -1;
    double numerator = 0;
    double denominator = 1;

    constexpr handle() = default;
    constexpr handle(graph* target, int node) : owner(target), id(node) {}
    constexpr handle(double value) : numerator(value) {}

    /// The node of this handle in `g`.
    constexpr int node_in(graph& g) const {
        if (owner != nullptr) return id;
        if (g.full) return graph::zero;
        if (equal_numbers(denominator, 1.0)) {
            if (equal_numbers(numerator, 1.0)) return graph::one;
            if (equal_numbers(numerator, -1.0)) return graph::minus_one;
            return g.constant(to_number(numerator));
        }
        return g.constant(rational(static_cast<wide>(numerator), static_cast<wide>(denominator)));
    }

    friend constexpr Self operator+(Self const& a, Self const& b) {
        if (!a.owner && !b.owner) return fold(a, b, a.constant_value() + b.constant_value());
        return binary<operations::add>(a, b);
    }
    friend constexpr Self operator-(Self const& a, Self const& b) {
        if (!a.owner && !b.owner) return fold(a, b, a.constant_value() - b.constant_value());
        return binary<operations::subtract>(a, b);
    }
    friend constexpr Self operator*(Self const& a, Self const& b) {
        if (!a.owner && !b.owner) return fold(a, b, a.constant_value() * b.constant_value());
        return binary<operations::multiply>(a, b);
    }
    friend constexpr Self operator/(Self const& a, Self const& b) {
        if (!a.owner && !b.owner) {
            // A quotient of integers stays exact, so that it is right in every scalar type.
            if (a.is_whole() && b.is_whole() && !equal_numbers(b.numerator, 0.0)) {
                Self result(a.numerator);
                result.denominator = b.numerator;
                return result;
            }
            return Self(constant_divide(a.constant_value(), b.constant_value()));
        }
        return binary<operations::divide>(a, b);
    }
    friend constexpr Self operator-(Self const& a) {
        if (!a.owner) {
            Self result(-a.numerator);
            result.denominator = a.denominator;
            return result;
        }
        return unary<operations::negate>(a);
    }
    friend constexpr Self operator+(Self const& a) { return a; }
    friend constexpr Self& operator+=(Self& a, Self const& b) { return a = a + b; }
    friend constexpr Self& operator-=(Self& a, Self const& b) { return a = a - b; }
    friend constexpr Self& operator*=(Self& a, Self const& b) { return a = a * b; }
    friend constexpr Self& operator/=(Self& a, Self const& b) { return a = a / b; }
    friend constexpr auto operator+=(Self const&, Self const&) { return refuse_change_of_constant<Self>(); }
    friend constexpr auto operator-=(Self const&, Self const&) { return refuse_change_of_constant<Self>(); }
    friend constexpr auto operator*=(Self const&, Self const&) { return refuse_change_of_constant<Self>(); }
    friend constexpr auto operator/=(Self const&, Self const&) { return refuse_change_of_constant<Self>(); }
    friend constexpr Self& operator++(Self& a) { return a = a + Self(1.0); }
    friend constexpr Self& operator--(Self& a) { return a = a - Self(1.0); }
    friend constexpr Self operator++(Self& a, int) { return std::exchange(a, a + Self(1.0)); }
    friend constexpr Self operator--(Self& a, int) { return std::exchange(a, a - Self(1.0)); }

    friend constexpr condition_handle<Self> operator<(Self const& a, Self const& b) {
        return record<Self, operations::less>(a, b);
    }
    friend constexpr condition_handle<Self> operator>(Self const& a, Self const& b) {
        return record<Self, operations::less>(b, a);
    }
    friend constexpr condition_handle<Self> operator<=(Self const& a, Self const& b) {
        return record<Self, operations::less_equal>(a, b);
    }
    friend constexpr condition_handle<Self> operator>=(Self const& a, Self const& b) {
        return record<Self, operations::less_equal>(b, a);
    }
    friend constexpr condition_handle<Self> operator==(Self const& a, Self const& b) {
        return record<Self, operations::equal>(a, b);
    }
    friend constexpr condition_handle<Self> operator!=(Self const& a, Self const& b) {
        return record<Self, operations::logical_not>(record<Self, operations::equal>(a, b));
    }

    constexpr double constant_value() const {
        return equal_numbers(denominator, 1.0) ? numerator : numerator / denominator;
    }

private:
    constexpr bool is_whole() const {
        return equal_numbers(denominator, 1.0) && numerator > -9e15 && numerator < 9e15 &&
               equal_numbers(static_cast<double>(static_cast<long long>(numerator)), numerator);
    }
    static constexpr Self fold(Self const&, Self const&, double result) { return Self(result); }

    template <class Operation>
    static constexpr Self unary(Self const& a) {
        int const operands[]{a.id};
        return {a.owner, Self::make(*a.owner, info_of<Operation>, operands)};
    }
    template <class Operation>
    static constexpr Self binary(Self const& a, Self const& b) {
        graph* const g = a.owner ? a.owner : b.owner;
        int const operands[]{a.owner ? a.id : a.node_in(*g), b.owner ? b.id : b.node_in(*g)};
        return {g, Self::make(*g, info_of<Operation>, operands)};
    }
};

/// A condition between handles: the result of `x < y`. It is for `select`, never for `if`.
template <class Self>
struct condition_handle : condition_handle_base {
    using handle_type = Self;
    graph* owner = nullptr;
    int id = -1;
    bool known = false;  // its value if there is no graph

    friend constexpr condition_handle operator&&(condition_handle const& a, condition_handle const& b) {
        return record<Self, operations::logical_and>(a, b);
    }
    friend constexpr condition_handle operator||(condition_handle const& a, condition_handle const& b) {
        return record<Self, operations::logical_or>(a, b);
    }
    friend constexpr condition_handle operator!(condition_handle const& a) {
        return record<Self, operations::logical_not>(a);
    }

    constexpr int node_in(graph& g) const {
        if (owner != nullptr) return id;
        if (g.full) return graph::zero;
        return equality<operations::equal>(g, known ? graph::one : graph::zero, graph::one);
    }

private:
    template <class Operation>
    static constexpr int equality(graph& g, int a, int b) {
        int const operands[]{a, b};
        return g.apply(info_of<Operation>, operands);
    }
};

template <class X>
concept any_handle = __is_base_of(handle_base, X);
template <class X>
concept any_condition_handle = __is_base_of(condition_handle_base, X);

template <class Self>
constexpr Self choose_known(condition_handle<Self> const& condition, std::type_identity_t<Self> const& yes,
                            std::type_identity_t<Self> const& no) {
    return condition.known ? yes : no;
}

template <class First, class... Operands>
inline constexpr bool starts_with_condition = any_condition_handle<First>;

template <class Self, class Operand>
constexpr auto as_handle(Operand const& operand) {
    if constexpr (any_condition_handle<Operand>)
        return operand;
    else if constexpr (requires { Self(operand); })
        return Self(operand);
    else
        return refuse_operand_of_symbols<Self, Operand>();
}

/// Records `Operation` on handles, conditions and plain numbers, at least one of which belongs to a graph.
template <class Self, class Operation, class... Operands>
constexpr recorded<Self, Operation> record(Operands const&... operands) {
    graph* owner = nullptr;
    ((owner = owner ? owner : as_handle<Self>(operands).owner), ...);
    if constexpr (Operation::is_condition) {
        if (!owner) {
            if constexpr (Operation::conditions == 0)
                return condition_handle<Self>{
                    {}, nullptr, -1, Operation::evaluate(as_handle<Self>(operands).constant_value()...)};
            else
                return condition_handle<Self>{{}, nullptr, -1, Operation::evaluate(operands.known...)};
        }
        int const ids[]{as_handle<Self>(operands).node_in(*owner)...};
        return condition_handle<Self>{{}, owner, Self::make(*owner, info_of<Operation>, ids)};
    } else if constexpr (Operation::conditions > 0 && !starts_with_condition<Operands...>) {
        return refuse_choice_without_condition<Self>();
    } else {
        if constexpr (!Operation::is_internal && !requires { Operation::arity; })
            if (!owner) {
                if constexpr (Operation::conditions == 0)
                    return Self(Operation::evaluate(as_handle<Self>(operands).constant_value()...));
                else
                    return choose_known(as_handle<Self>(operands)...);
            }
        int const ids[]{as_handle<Self>(operands).node_in(*owner)...};
        return Self(owner, Self::make(*owner, info_of<Operation>, ids));
    }
}

}  // namespace detail
}  // namespace ctgrad
