#pragma once

#include <ctgrad/numbers/elementary.hpp>
#include <ctgrad/operations/named_constants.hpp>
#include <ctgrad/operations/operation.hpp>

namespace ctgrad::operations {

struct exponential : operation {
    static constexpr std::string_view name = "exp";
    static constexpr ctgrad::notation notation{.latex = {"e^{$1}", precedence::power}, .cpp_name = "std::exp"};
    template <class T>
    static CTGRAD_INLINE T evaluate(T const& x) requires requires {
        exp(x);
    }
    { return exp(x); }
    template <class T>
    static constexpr std::array<T, 1> partials(T const& y, T const&) {
        return {y};
    }
};

struct exponential_base_two : operation {
    static constexpr std::string_view name = "exp2";
    static constexpr ctgrad::notation notation{.latex = {"2^{$1}", precedence::power}, .cpp_name = "std::exp2"};
    template <class T>
    static CTGRAD_INLINE T evaluate(T const& x) requires requires {
        exp2(x);
    }
    { return exp2(x); }
    template <class T>
    static constexpr std::array<T, 1> partials(T const& y, T const&) {
        return {y * constant<logarithm_of_two>(y)};
    }
};

struct exponential_minus_one : operation {
    static constexpr std::string_view name = "expm1";
    static constexpr ctgrad::notation notation{.cpp_name = "std::expm1"};
    template <class T>
    static CTGRAD_INLINE T evaluate(T const& x) requires requires {
        expm1(x);
    }
    { return expm1(x); }
    template <class T>
    static constexpr std::array<T, 1> partials(T const& y, T const&) {
        return {y + 1};
    }
};

/// At 0 the derivative is the limit from the right, +infinity.
struct logarithm : operation {
    static constexpr std::string_view name = "log";
    static constexpr ctgrad::notation notation{.latex_name = "\\log", .cpp_name = "std::log"};
    template <class T>
    static CTGRAD_INLINE T evaluate(T const& x) requires requires {
        log(x);
    }
    { return log(x); }
    template <class T>
    static constexpr std::array<T, 1> partials(T const&, T const& x) {
        return {1 / x};
    }
};

/// At 0 as log.
struct logarithm_base_two : operation {
    static constexpr std::string_view name = "log2";
    static constexpr ctgrad::notation notation{.latex_name = "\\log_{2}", .cpp_name = "std::log2"};
    template <class T>
    static CTGRAD_INLINE T evaluate(T const& x) requires requires {
        log2(x);
    }
    { return log2(x); }
    template <class T>
    static constexpr std::array<T, 1> partials(T const&, T const& x) {
        return {1 / (x * constant<logarithm_of_two>(x))};
    }
};

/// At 0 as log.
struct logarithm_base_ten : operation {
    static constexpr std::string_view name = "log10";
    static constexpr ctgrad::notation notation{.latex_name = "\\log_{10}", .cpp_name = "std::log10"};
    template <class T>
    static CTGRAD_INLINE T evaluate(T const& x) requires requires {
        log10(x);
    }
    { return log10(x); }
    template <class T>
    static constexpr std::array<T, 1> partials(T const&, T const& x) {
        return {1 / (x * constant<logarithm_of_ten>(x))};
    }
};

/// At -1 the derivative is the limit from the right, +infinity.
struct logarithm_of_one_plus : operation {
    static constexpr std::string_view name = "log1p";
    static constexpr ctgrad::notation notation{.cpp_name = "std::log1p"};
    template <class T>
    static CTGRAD_INLINE T evaluate(T const& x) requires requires {
        log1p(x);
    }
    { return log1p(x); }
    template <class T>
    static constexpr std::array<T, 1> partials(T const&, T const& x) {
        return {1 / (1 + x)};
    }
};

}  // namespace ctgrad::operations
