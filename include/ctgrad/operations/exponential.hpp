#pragma once

#include <ctgrad/numbers/elementary.hpp>
#include <ctgrad/operations/named_constants.hpp>
#include <ctgrad/operations/operation.hpp>

namespace ctgrad::operations {

struct exponential : operation {
    static constexpr std::string_view name = "exp";
    template <class T>
    static CTGRAD_INLINE T evaluate(T const& x)
        requires requires { exp(x); }
    {
        return exp(x);
    }
    template <class T>
    static constexpr std::array<T, 1> partials(T const& y, T const&) {
        return {y};
    }
};

struct exponential_base_two : operation {
    static constexpr std::string_view name = "exp2";
    template <class T>
    static CTGRAD_INLINE T evaluate(T const& x)
        requires requires { exp2(x); }
    {
        return exp2(x);
    }
    template <class T>
    static constexpr std::array<T, 1> partials(T const& y, T const&) {
        return {y * constant<logarithm_of_two>(y)};
    }
};

struct exponential_minus_one : operation {
    static constexpr std::string_view name = "expm1";
    template <class T>
    static CTGRAD_INLINE T evaluate(T const& x)
        requires requires { expm1(x); }
    {
        return expm1(x);
    }
    template <class T>
    static constexpr std::array<T, 1> partials(T const& y, T const&) {
        return {y + 1};
    }
};

/// At 0 the derivative is the limit from the right, +infinity.
struct logarithm : operation {
    static constexpr std::string_view name = "log";
    template <class T>
    static CTGRAD_INLINE T evaluate(T const& x)
        requires requires { log(x); }
    {
        return log(x);
    }
    template <class T>
    static constexpr std::array<T, 1> partials(T const&, T const& x) {
        return {1 / x};
    }
};

/// At 0 as log.
struct logarithm_base_two : operation {
    static constexpr std::string_view name = "log2";
    template <class T>
    static CTGRAD_INLINE T evaluate(T const& x)
        requires requires { log2(x); }
    {
        return log2(x);
    }
    template <class T>
    static constexpr std::array<T, 1> partials(T const&, T const& x) {
        return {1 / (x * constant<logarithm_of_two>(x))};
    }
};

/// At 0 as log.
struct logarithm_base_ten : operation {
    static constexpr std::string_view name = "log10";
    template <class T>
    static CTGRAD_INLINE T evaluate(T const& x)
        requires requires { log10(x); }
    {
        return log10(x);
    }
    template <class T>
    static constexpr std::array<T, 1> partials(T const&, T const& x) {
        return {1 / (x * constant<logarithm_of_ten>(x))};
    }
};

/// At -1 the derivative is the limit from the right, +infinity.
struct logarithm_of_one_plus : operation {
    static constexpr std::string_view name = "log1p";
    template <class T>
    static CTGRAD_INLINE T evaluate(T const& x)
        requires requires { log1p(x); }
    {
        return log1p(x);
    }
    template <class T>
    static constexpr std::array<T, 1> partials(T const&, T const& x) {
        return {1 / (1 + x)};
    }
};

}  // namespace ctgrad::operations
