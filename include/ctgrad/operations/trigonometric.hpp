#pragma once

#include <ctgrad/numbers/elementary.hpp>
#include <ctgrad/operations/operation.hpp>

namespace ctgrad::operations {

struct cosine;

struct sine : operation {
    static constexpr std::string_view name = "sin";
    static constexpr ctgrad::notation notation{.latex_name = "\\sin", .cpp_name = "std::sin"};
    template <class T>
    static CTGRAD_INLINE T evaluate(T const& x) requires requires {
        sin(x);
    }
    { return sin(x); }
    using fused_with = cosine;
    template <class T>
    static CTGRAD_INLINE auto evaluate_fused(T const& x) requires requires {
        sincos(x);
    }
    { return sincos(x); }
    template <class T>
    static constexpr std::array<T, 1> partials(T const&, T const& x) {
        return {cos(x)};
    }
};

struct cosine : operation {
    static constexpr std::string_view name = "cos";
    static constexpr ctgrad::notation notation{.latex_name = "\\cos", .cpp_name = "std::cos"};
    template <class T>
    static CTGRAD_INLINE T evaluate(T const& x) requires requires {
        cos(x);
    }
    { return cos(x); }
    template <class T>
    static constexpr std::array<T, 1> partials(T const&, T const& x) {
        return {-sin(x)};
    }
};

struct tangent : operation {
    static constexpr std::string_view name = "tan";
    static constexpr ctgrad::notation notation{.latex_name = "\\tan", .cpp_name = "std::tan"};
    template <class T>
    static CTGRAD_INLINE T evaluate(T const& x) requires requires {
        tan(x);
    }
    { return tan(x); }
    template <class T>
    static constexpr std::array<T, 1> partials(T const& y, T const&) {
        return {1 + y * y};
    }
};

/// At the ends of the domain, -1 and 1, the derivative is +infinity. 1 - x^2 as a product keeps its digits there.
struct arc_sine : operation {
    static constexpr std::string_view name = "asin";
    static constexpr ctgrad::notation notation{.latex_name = "\\arcsin", .cpp_name = "std::asin"};
    template <class T>
    static CTGRAD_INLINE T evaluate(T const& x) requires requires {
        asin(x);
    }
    { return asin(x); }
    template <class T>
    static constexpr std::array<T, 1> partials(T const&, T const& x) {
        return {1 / sqrt((1 - x) * (1 + x))};
    }
};

/// At the ends of the domain, -1 and 1, the derivative is -infinity.
struct arc_cosine : operation {
    static constexpr std::string_view name = "acos";
    static constexpr ctgrad::notation notation{.latex_name = "\\arccos", .cpp_name = "std::acos"};
    template <class T>
    static CTGRAD_INLINE T evaluate(T const& x) requires requires {
        acos(x);
    }
    { return acos(x); }
    template <class T>
    static constexpr std::array<T, 1> partials(T const&, T const& x) {
        return {-1 / sqrt((1 - x) * (1 + x))};
    }
};

struct arc_tangent : operation {
    static constexpr std::string_view name = "atan";
    static constexpr ctgrad::notation notation{.latex_name = "\\arctan", .cpp_name = "std::atan"};
    template <class T>
    static CTGRAD_INLINE T evaluate(T const& x) requires requires {
        atan(x);
    }
    { return atan(x); }
    template <class T>
    static constexpr std::array<T, 1> partials(T const&, T const& x) {
        return {1 / (1 + x * x)};
    }
};

/// At the origin, where the angle is not defined, both partials are 0. Elsewhere they come from the length, whose
/// square would overflow or vanish for numbers whose partials do not.
struct arc_tangent_of_quotient : operation {
    static constexpr std::string_view name = "atan2";
    static constexpr ctgrad::notation notation{.cpp_name = "std::atan2"};
    template <class T>
    static CTGRAD_INLINE T evaluate(T const& a, T const& b) requires requires {
        atan2(a, b);
    }
    { return atan2(a, b); }
    template <class T>
    static constexpr std::array<T, 2> partials(T const&, T const& a, T const& b) {
        T const length = hypot(a, b);
        T const reciprocal = 1 / select(length == 0, T(1), length);
        return {b * reciprocal * reciprocal, -(a * reciprocal * reciprocal)};
    }
};

}  // namespace ctgrad::operations
