#pragma once

#include <ctgrad/numbers/elementary.hpp>
#include <ctgrad/operations/named_constants.hpp>
#include <ctgrad/operations/operation.hpp>

namespace ctgrad::operations {

struct error_function : operation {
    static constexpr std::string_view name = "erf";
    static constexpr ctgrad::notation notation{.cpp_name = "std::erf"};
    template <class T>
    static CTGRAD_INLINE T evaluate(T const& x) requires requires {
        erf(x);
    }
    { return erf(x); }
    template <class T>
    static constexpr std::array<T, 1> partials(T const&, T const& x) {
        return {constant<two_over_root_pi>(x) * exp(-(x * x))};
    }
};

struct complementary_error_function : operation {
    static constexpr std::string_view name = "erfc";
    static constexpr ctgrad::notation notation{.cpp_name = "std::erfc"};
    template <class T>
    static CTGRAD_INLINE T evaluate(T const& x) requires requires {
        erfc(x);
    }
    { return erfc(x); }
    template <class T>
    static constexpr std::array<T, 1> partials(T const&, T const& x) {
        return {-(constant<two_over_root_pi>(x) * exp(-(x * x)))};
    }
};

}  // namespace ctgrad::operations
