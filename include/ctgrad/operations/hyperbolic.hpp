#pragma once

#include <ctgrad/numbers/elementary.hpp>
#include <ctgrad/operations/operation.hpp>

namespace ctgrad::operations {

struct hyperbolic_sine : operation {
    static constexpr std::string_view name = "sinh";
    static constexpr ctgrad::notation notation{.latex_name = "\\sinh", .cpp_name = "std::sinh"};
    template <class T>
    static CTGRAD_INLINE T evaluate(T const& x) requires requires {
        sinh(x);
    }
    { return sinh(x); }
    template <class T>
    static constexpr std::array<T, 1> partials(T const&, T const& x) {
        return {cosh(x)};
    }
};

struct hyperbolic_cosine : operation {
    static constexpr std::string_view name = "cosh";
    static constexpr ctgrad::notation notation{.latex_name = "\\cosh", .cpp_name = "std::cosh"};
    template <class T>
    static CTGRAD_INLINE T evaluate(T const& x) requires requires {
        cosh(x);
    }
    { return cosh(x); }
    template <class T>
    static constexpr std::array<T, 1> partials(T const&, T const& x) {
        return {sinh(x)};
    }
};

struct hyperbolic_tangent : operation {
    static constexpr std::string_view name = "tanh";
    static constexpr ctgrad::notation notation{.latex_name = "\\tanh", .cpp_name = "std::tanh"};
    template <class T>
    static CTGRAD_INLINE T evaluate(T const& x) requires requires {
        tanh(x);
    }
    { return tanh(x); }
    template <class T>
    static constexpr std::array<T, 1> partials(T const& y, T const&) {
        return {1 - y * y};
    }
};

struct area_hyperbolic_sine : operation {
    static constexpr std::string_view name = "asinh";
    static constexpr ctgrad::notation notation{.cpp_name = "std::asinh"};
    template <class T>
    static CTGRAD_INLINE T evaluate(T const& x) requires requires {
        asinh(x);
    }
    { return asinh(x); }
    template <class T>
    static constexpr std::array<T, 1> partials(T const&, T const& x) {
        return {1 / sqrt(1 + x * x)};
    }
};

/// At 1, the end of the domain, the derivative is +infinity.
struct area_hyperbolic_cosine : operation {
    static constexpr std::string_view name = "acosh";
    static constexpr ctgrad::notation notation{.cpp_name = "std::acosh"};
    template <class T>
    static CTGRAD_INLINE T evaluate(T const& x) requires requires {
        acosh(x);
    }
    { return acosh(x); }
    template <class T>
    static constexpr std::array<T, 1> partials(T const&, T const& x) {
        return {1 / sqrt((x - 1) * (x + 1))};
    }
};

/// At -1 and 1, the ends of the domain, the derivative is +infinity.
struct area_hyperbolic_tangent : operation {
    static constexpr std::string_view name = "atanh";
    static constexpr ctgrad::notation notation{.cpp_name = "std::atanh"};
    template <class T>
    static CTGRAD_INLINE T evaluate(T const& x) requires requires {
        atanh(x);
    }
    { return atanh(x); }
    template <class T>
    static constexpr std::array<T, 1> partials(T const&, T const& x) {
        return {1 / ((1 - x) * (1 + x))};
    }
};

}  // namespace ctgrad::operations
