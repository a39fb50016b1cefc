#pragma once

#include <ctgrad/numbers/elementary.hpp>
#include <ctgrad/operations/named_constants.hpp>
#include <ctgrad/operations/operation.hpp>

namespace ctgrad::operations {

struct error_function : operation {
    static constexpr char const* name = "erf";
    static constexpr char const* description = "Error function";
    static constexpr ctgrad::notation notation{.cpp_name = "std::erf"};
    static constexpr auto magnitude = detail::magnitude_rule::operand_up_to_one;
    template <class T>
    static CTGRAD_INLINE auto evaluate(T const& x) -> decltype(T(erf(x))) {
        return erf(x);
    }
    template <class T>
    static constexpr std::array<T, 1> partials(T const&, T const& x) {
        return {constant<two_over_root_pi>(x) * exp(-(x * x))};
    }
    static constexpr interval domain[]{{-5, 5}};
    static constexpr tolerance accuracy{.partial = 40};
    static constexpr edge<1> edges[]{{{infinite}, 1, {0}}, {{-1e200}, -1, {0}}};
};

struct complementary_error_function : operation {
    static constexpr char const* name = "erfc";
    static constexpr char const* description = "1 - erf(a), accurate for large a";
    static constexpr ctgrad::notation notation{.cpp_name = "std::erfc"};
    static constexpr auto magnitude = detail::magnitude_rule::up_to_one;
    template <class T>
    static CTGRAD_INLINE auto evaluate(T const& x) -> decltype(T(erfc(x))) {
        return erfc(x);
    }
    template <class T>
    static constexpr std::array<T, 1> partials(T const&, T const& x) {
        return {-(constant<two_over_root_pi>(x) * exp(-(x * x)))};
    }
    static constexpr interval domain[]{{-5, 5}};
    static constexpr tolerance accuracy{.value = 8, .partial = 40};
    static constexpr edge<1> edges[]{{{infinite}, 0, {0}}};
};

}  // namespace ctgrad::operations

namespace ctgrad {

// clang-format off
/// Error functions of formulas and symbols. Values, derivatives and conventions are in the rows above.
///@{
template <detail::symbolic X> constexpr applied<operations::error_function, X> erf(X const& x) { return apply<operations::error_function>(x); }
template <detail::symbolic X> constexpr applied<operations::complementary_error_function, X> erfc(X const& x) { return apply<operations::complementary_error_function>(x); }
///@}
// clang-format on

}  // namespace ctgrad
