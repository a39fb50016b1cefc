#pragma once

#include <ctgrad/numbers/rounding.hpp>
#include <ctgrad/operations/arithmetic.hpp>
#include <ctgrad/operations/operation.hpp>
#include <ctgrad/operations/piecewise.hpp>

/// Rounding to integers, remainders and signs. The derivatives are those of the pieces; at a jump they are 0, as on
/// both sides of it.
namespace ctgrad::operations {

/// The base of steps, which are constant between their jumps.
struct rounding_operation : operation {
    template <class T>
    static constexpr std::array<T, 1> partials(T const&, T const&) {
        return {0};
    }
};

struct round_down : rounding_operation {
    static constexpr char const* name = "floor";
    static constexpr char const* description = "Largest integer that is not larger";
    static constexpr ctgrad::notation notation{.latex = {"\\left\\lfloor $1 \\right\\rfloor"},
                                               .cpp_name = "std::floor"};
    template <class T>
    static CTGRAD_INLINE auto evaluate(T const& x) -> decltype(T(floor(x))) {
        return floor(x);
    }
    static constexpr edge<1> edges[]{
        {{2}, 2, {0}}, {{-0.5}, -1, {0}}, {{-2.5}, -3, {0}}, {{infinite}, infinite, {0}}, {{1e30}, 1e30, {0}}};
};

struct round_up : rounding_operation {
    static constexpr char const* name = "ceil";
    static constexpr char const* description = "Smallest integer that is not smaller";
    static constexpr ctgrad::notation notation{.latex = {"\\left\\lceil $1 \\right\\rceil"}, .cpp_name = "std::ceil"};
    template <class T>
    static CTGRAD_INLINE auto evaluate(T const& x) -> decltype(T(ceil(x))) {
        return ceil(x);
    }
    static constexpr edge<1> edges[]{
        {{2}, 2, {0}}, {{-0.5}, 0, {0}}, {{2.25}, 3, {0}}, {{-infinite}, -infinite, {0}}, {{-1e30}, -1e30, {0}}};
};

/// a rounded to the nearest integer, halves away from 0.
struct round_to_nearest : rounding_operation {
    static constexpr char const* name = "round";
    static constexpr char const* description = "Nearest integer, halves away from 0";
    static constexpr ctgrad::notation notation{.cpp_name = "std::round"};
    template <detail::single_number T>
    static CTGRAD_INLINE auto evaluate(T const& x) -> decltype(T(round(x))) {
        return round(x);
    }
    static constexpr edge<1> edges[]{
        {{2.5}, 3, {0}}, {{-2.5}, -3, {0}}, {{0.25}, 0, {0}}, {{-infinite}, -infinite, {0}}, {{1e30}, 1e30, {0}}};
};

struct truncation : rounding_operation {
    static constexpr char const* name = "trunc";
    static constexpr char const* description = "Integer part";
    static constexpr ctgrad::notation notation{.cpp_name = "std::trunc"};
    template <class T>
    static CTGRAD_INLINE auto evaluate(T const& x) -> decltype(T(trunc(x))) {
        return trunc(x);
    }
    static constexpr edge<1> edges[]{{{2}, 2, {0}}, {{-0.5}, 0, {0}}, {{-2.75}, -2, {0}}, {{infinite}, infinite, {0}}};
};

/// a - n b for the integer n = trunc(a / b), exactly. The derivative with respect to b is -n: (a - y) / b, rounded to
/// an integer.
struct floating_remainder : operation {
    static constexpr char const* name = "fmod";
    static constexpr char const* description = "Remainder of a division, with the sign of a";
    static constexpr ctgrad::notation notation{.latex_name = "\\operatorname{fmod}", .cpp_name = "std::fmod"};
    template <detail::single_number T>
    static CTGRAD_INLINE auto evaluate(T const& a, T const& b) -> decltype(T(fmod(a, b))) {
        return fmod(a, b);
    }
    template <class T>
    static constexpr std::array<T, 2> partials(T const& y, T const& a, T const& b) {
        return {1, -round((a - y) / b)};
    }
    static constexpr edge<2> edges[]{{{5.5, 2}, 1.5, {1, -2}},
                                     {{-5.5, 2}, -1.5, {1, 2}},
                                     {{6, -2}, 0, {1, 3}},
                                     {{1, infinite}, 1, {1, 0}},
                                     {{1, 0}, not_a_number, {1, not_a_number}}};
};

/// |a| with the sign of b; a zero has a sign too. The derivative with respect to a is sign(a) times the sign of b,
/// which is 0 at the kink; with respect to b it is 0.
struct sign_transfer : operation {
    static constexpr char const* name = "copysign";
    static constexpr char const* description = "|a| with the sign of b";
    static constexpr ctgrad::notation notation{.cpp_name = "std::copysign"};
    static constexpr auto cost = ctgrad::cost_class::selection;
    template <detail::single_number T>
    static CTGRAD_INLINE auto evaluate(T const& a, T const& b) -> decltype(T(copysign(a, b))) {
        return copysign(a, b);
    }
    template <class T>
    static constexpr std::array<T, 2> partials(T const&, T const& a, T const& b) {
        return {sign(a) * copysign(T(1), b), 0};
    }
    static constexpr edge<2> edges[]{
        {{3, -2}, -3, {-1, 0}}, {{-3, -0.0}, -3, {1, 0}}, {{0, -1}, 0, {0, 0}}, {{-3, 0}, 3, {-1, 0}}};
};

/// The smaller of two numbers; of a number and NaN the number. If the operands are equal, the first has the derivative.
struct smaller_number : operation {
    static constexpr char const* name = "fmin";
    static constexpr char const* description = "Smaller of two, or the one that is not NaN";
    static constexpr ctgrad::notation notation{.cpp_name = "std::fmin"};
    static constexpr auto cost = ctgrad::cost_class::selection;
    template <detail::single_number T>
    static CTGRAD_INLINE auto evaluate(T const& a, T const& b) -> decltype(T(fmin(a, b))) {
        return fmin(a, b);
    }
    template <class T>
    static constexpr std::array<T, 2> partials(T const&, T const& a, T const& b) {
        return partials_of_choice<T>(b < a || a != a);
    }
    static constexpr edge<2> edges[]{{{2, 2}, 2, {1, 0}},
                                     {{not_a_number, 2}, 2, {0, 1}},
                                     {{2, not_a_number}, 2, {1, 0}},
                                     {{2, -infinite}, -infinite, {0, 1}}};
};

/// The larger of two numbers; of a number and NaN the number. If the operands are equal, the first has the derivative.
struct larger_number : operation {
    static constexpr char const* name = "fmax";
    static constexpr char const* description = "Larger of two, or the one that is not NaN";
    static constexpr ctgrad::notation notation{.cpp_name = "std::fmax"};
    static constexpr auto cost = ctgrad::cost_class::selection;
    template <detail::single_number T>
    static CTGRAD_INLINE auto evaluate(T const& a, T const& b) -> decltype(T(fmax(a, b))) {
        return fmax(a, b);
    }
    template <class T>
    static constexpr std::array<T, 2> partials(T const&, T const& a, T const& b) {
        return partials_of_choice<T>(a < b || a != a);
    }
    static constexpr edge<2> edges[]{{{2, 2}, 2, {1, 0}},
                                     {{not_a_number, 2}, 2, {0, 1}},
                                     {{2, not_a_number}, 2, {1, 0}},
                                     {{2, infinite}, infinite, {0, 1}}};
};

/// x limited to the range from low to high, like std::clamp. At the bounds themselves x has the derivative.
struct clamped : operation {
    static constexpr char const* name = "clamp";
    static constexpr char const* description = "a, not below b and not above c";
    static constexpr ctgrad::notation notation{.cpp = {"$1 < $2 ? $2 : $3 < $1 ? $3 : $1",
                                                       precedence::choice,
                                                       {precedence::sum, precedence::sum, precedence::sum}}};
    static constexpr auto cost = ctgrad::cost_class::selection;
    template <detail::ordered T>
    static CTGRAD_INLINE T evaluate(T const& x, T const& low, T const& high) {
        return detail::choose(x < low, low, T(detail::choose(high < x, high, x)));
    }
    template <class T>
    static constexpr std::array<T, 3> partials(T const&, T const& x, T const& low, T const& high) {
        return {select(x < low, T(0), T(select(high < x, T(0), T(1)))), select(x < low, T(1), T(0)),
                select(x < low, T(0), T(select(high < x, T(1), T(0))))};
    }
    static constexpr edge<3> edges[]{{{0, 0, 1}, 0, {1, 0, 0}},
                                     {{1, 0, 1}, 1, {1, 0, 0}},
                                     {{-infinite, 0, 1}, 0, {0, 1, 0}},
                                     {{infinite, 0, 1}, 1, {0, 0, 1}},
                                     {{not_a_number, 0, 1}, not_a_number, {1, 0, 0}}};
};

}  // namespace ctgrad::operations

namespace ctgrad {

// clang-format off
/// Rounding functions, and functions under their names in `<cmath>`, for formulas and symbols. Values, derivatives and
/// conventions are in the rows above.
///@{
template <detail::symbolic X> constexpr applied<operations::round_down, X> floor(X const& x) { return apply<operations::round_down>(x); }
template <detail::symbolic X> constexpr applied<operations::round_up, X> ceil(X const& x) { return apply<operations::round_up>(x); }
template <detail::symbolic X> constexpr applied<operations::round_to_nearest, X> round(X const& x) { return apply<operations::round_to_nearest>(x); }
template <detail::symbolic X> constexpr applied<operations::truncation, X> trunc(X const& x) { return apply<operations::truncation>(x); }
template <class X, class Y> requires detail::any_symbolic<X, Y> constexpr applied<operations::floating_remainder, X, Y> fmod(X const& x, Y const& y) { return apply<operations::floating_remainder>(x, y); }
template <class X, class Y> requires detail::any_symbolic<X, Y> constexpr applied<operations::sign_transfer, X, Y> copysign(X const& x, Y const& y) { return apply<operations::sign_transfer>(x, y); }
template <class X, class Y> requires detail::any_symbolic<X, Y> constexpr applied<operations::smaller_number, X, Y> fmin(X const& x, Y const& y) { return apply<operations::smaller_number>(x, y); }
template <class X, class Y> requires detail::any_symbolic<X, Y> constexpr applied<operations::larger_number, X, Y> fmax(X const& x, Y const& y) { return apply<operations::larger_number>(x, y); }
template <class X, class L, class H> requires detail::any_symbolic<X, L, H> constexpr applied<operations::clamped, X, L, H> clamp(X const& x, L const& low, H const& high) { return apply<operations::clamped>(x, low, high); }
///@}
/// abs(x), by its other name in `<cmath>`.
template <detail::symbolic X> constexpr applied<operations::absolute, X> fabs(X const& x) { return apply<operations::absolute>(x); }
// clang-format on

}  // namespace ctgrad
