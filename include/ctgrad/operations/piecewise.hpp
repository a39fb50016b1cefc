#pragma once

#include <ctgrad/numbers/elementary.hpp>
#include <ctgrad/operations/arithmetic.hpp>
#include <ctgrad/operations/comparison.hpp>
#include <ctgrad/operations/operation.hpp>

namespace ctgrad {

// Rules below call it on plain numbers.
template <std::floating_point T>
constexpr T sign(T x);

}  // namespace ctgrad

namespace ctgrad::operations {

/// condition ? yes : no. Both branches are computed. The derivative is that of the branch taken. The other branch
/// affects neither value nor gradient, even if it is NaN.
struct selection : operation {
    static constexpr char const* name = "select";
    static constexpr char const* description = "The value that a condition chooses";
    static constexpr ctgrad::notation notation{
        .latex = {"\\begin{cases} $2 & \\text{if } $1 \\\\ $3 & \\text{otherwise} \\end{cases}", precedence::choice},
        .cpp = {"$1 ? $2 : $3",
                precedence::choice,
                {precedence::disjunction, precedence::disjunction, precedence::disjunction}}};
    static constexpr auto cost = ctgrad::cost_class::selection;
    static constexpr bool only_arithmetic = true;
    static constexpr int conditions = 1;
    static constexpr auto role = detail::algebraic_role::selection;
    static constexpr auto magnitude = detail::magnitude_rule::largest;
    template <class T, class Condition>
    static CTGRAD_INLINE T evaluate(Condition const& condition, T const& yes, T const& no) {
        return detail::choose(condition, yes, no);
    }
    template <class T, class Condition>
    static constexpr std::array<T, 3> partials(T const&, Condition const& condition, T const&, T const&) {
        return {0, select(condition, T(1), T(0)), select(condition, T(0), T(1))};
    }
};

/// |x|. The derivative is sign(x), which is 0 at the kink.
struct absolute : operation {
    static constexpr char const* name = "abs";
    static constexpr char const* description = "Absolute value";
    static constexpr ctgrad::notation notation{.latex = {"\\left\\lvert $1 \\right\\rvert"}, .cpp_name = "std::abs"};
    static constexpr auto cost = ctgrad::cost_class::selection;
    static constexpr auto magnitude = detail::magnitude_rule::operand;
    template <detail::ordered T>
    static CTGRAD_INLINE auto evaluate(T const& x) -> decltype(T(abs(x))) {
        return abs(x);
    }
    template <class T>
    static constexpr std::array<T, 1> partials(T const&, T const& x) {
        return {sign(x)};
    }
    static constexpr edge<1> edges[]{{{0}, 0, {0}}, {{-0.0}, 0, {0}}, {{not_a_number}, not_a_number, {not_a_number}}};
};

/// -1, 0 or 1; a zero keeps its sign, and NaN stays NaN. The derivative is 0 everywhere, even at the step.
struct signum : operation {
    static constexpr char const* name = "sign";
    static constexpr char const* description = "Sign: -1, 0 or 1";
    static constexpr ctgrad::notation notation{
        .latex_name = "\\operatorname{sgn}",
        .cpp = {"$1 > 0 ? 1.0 : $1 < 0 ? -1.0 : $1", precedence::choice, {precedence::sum}}};
    static constexpr auto cost = ctgrad::cost_class::selection;
    static constexpr auto magnitude = detail::magnitude_rule::one;
    template <detail::ordered T>
    static CTGRAD_INLINE T evaluate(T const& x) {
        return detail::choose(x > T(0), T(1), T(detail::choose(x < T(0), T(-1), x)));
    }
    template <class T>
    static constexpr std::array<T, 1> partials(T const&, T const&) {
        return {0};
    }
    static constexpr edge<1> edges[]{{{0}, 0, {0}}, {{-infinite}, -1, {0}}, {{not_a_number}, not_a_number, {0}}};
};

/// The partials of a choice between two operands.
template <class T, class Condition>
constexpr std::array<T, 2> partials_of_choice(Condition const& takes_second) {
    return {select(takes_second, T(0), T(1)), select(takes_second, T(1), T(0))};
}

/// b < a ? b : a, like std::min: if the operands are equal the first is the result and has the derivative.
struct minimum : operation {
    static constexpr char const* name = "min";
    static constexpr char const* description = "Smaller of two";
    static constexpr ctgrad::notation notation{
        .latex_name = "\\min", .cpp = {"$2 < $1 ? $2 : $1", precedence::choice, {precedence::sum, precedence::sum}}};
    static constexpr auto cost = ctgrad::cost_class::selection;
    static constexpr auto magnitude = detail::magnitude_rule::largest;
    template <detail::ordered T>
    static CTGRAD_INLINE T evaluate(T const& a, T const& b) {
        return detail::choose(b < a, b, a);
    }
    template <class T>
    static constexpr std::array<T, 2> partials(T const&, T const& a, T const& b) {
        return partials_of_choice<T>(b < a);
    }
    static constexpr edge<2> edges[]{{{2, 2}, 2, {1, 0}}, {{-infinite, 2}, -infinite, {1, 0}}};
};

/// a < b ? b : a, like std::max: if the operands are equal the first is the result and has the derivative.
struct maximum : operation {
    static constexpr char const* name = "max";
    static constexpr char const* description = "Larger of two";
    static constexpr ctgrad::notation notation{
        .latex_name = "\\max", .cpp = {"$1 < $2 ? $2 : $1", precedence::choice, {precedence::sum, precedence::sum}}};
    static constexpr auto cost = ctgrad::cost_class::selection;
    static constexpr auto magnitude = detail::magnitude_rule::largest;
    template <detail::ordered T>
    static CTGRAD_INLINE T evaluate(T const& a, T const& b) {
        return detail::choose(a < b, b, a);
    }
    template <class T>
    static constexpr std::array<T, 2> partials(T const&, T const& a, T const& b) {
        return partials_of_choice<T>(a < b);
    }
    static constexpr edge<2> edges[]{{{2, 2}, 2, {1, 0}}, {{-infinite, 2}, 2, {0, 1}}};
};

/// x > 0 ? x : 0. The derivative is 1 for x > 0 and 0 for x <= 0.
struct rectified_linear : operation {
    static constexpr char const* name = "relu";
    static constexpr char const* description = "Positive part";
    static constexpr ctgrad::notation notation{.latex_name = "\\operatorname{ReLU}",
                                               .cpp = {"$1 > 0 ? $1 : 0.0", precedence::choice, {precedence::sum}}};
    static constexpr auto cost = ctgrad::cost_class::selection;
    static constexpr bool only_arithmetic = true;
    static constexpr auto magnitude = detail::magnitude_rule::operand;
    template <detail::ordered T>
    static CTGRAD_INLINE T evaluate(T const& x) {
        return detail::choose(x > T(0), x, T(0));
    }
    template <class T>
    static constexpr std::array<T, 1> partials(T const&, T const& x) {
        return {select(x > 0, T(1), T(0))};
    }
    static constexpr edge<1> edges[]{{{0}, 0, {0}}, {{-infinite}, 0, {0}}, {{infinite}, infinite, {1}}};
};

}  // namespace ctgrad::operations

namespace ctgrad {

/// sign(x) of a plain number.
template <std::floating_point T>
constexpr T sign(T x) {
    return operations::signum::evaluate(x);
}

// clang-format off
/// Piecewise functions of formulas and symbols. Values, derivatives and conventions are in the rows above.
///@{
template <detail::symbolic X> constexpr applied<operations::absolute, X> abs(X const& x) { return apply<operations::absolute>(x); }
template <detail::symbolic X> constexpr applied<operations::signum, X> sign(X const& x) { return apply<operations::signum>(x); }
template <class X, class Y> requires detail::any_symbolic<X, Y> constexpr applied<operations::minimum, X, Y> min(X const& x, Y const& y) { return apply<operations::minimum>(x, y); }
template <class X, class Y> requires detail::any_symbolic<X, Y> constexpr applied<operations::maximum, X, Y> max(X const& x, Y const& y) { return apply<operations::maximum>(x, y); }
template <detail::symbolic X> constexpr applied<operations::rectified_linear, X> relu(X const& x) { return apply<operations::rectified_linear>(x); }
///@}
// clang-format on

/// `yes` if the condition holds, else `no`: the branch of formulas and traced functions. The branch not taken affects
/// neither value nor derivative, even if it is NaN. In a traced function the condition may be a `bool`.
/// ```cpp
/// constexpr auto sinc = select(x == 0_c, 1_c, sin(x) / x);
/// ```
template <class C, class Y, class N>
    requires detail::any_symbolic<C, Y, N>
constexpr applied<operations::selection, C, Y, N> select(C const& condition, Y const& yes, N const& no) {
    using result = applied<operations::selection, C, Y, N>;
    if constexpr (std::same_as<C, bool> && std::constructible_from<result, Y> && std::constructible_from<result, N>)
        return condition ? result(yes) : result(no);
    else
        return apply<operations::selection>(condition, yes, no);
}

}  // namespace ctgrad
