#pragma once

#include <ctgrad/differentiate/identities/identity.hpp>
#include <ctgrad/operations/slopes/error_function.hpp>
#include <ctgrad/operations/slopes/saturating.hpp>
#include <ctgrad/operations/slopes/sinc.hpp>

/// Functions whose parts leave the range: hyperbolic functions, the logarithm of erfc, and a logistic function computed
/// from its logarithm.
namespace ctgrad::detail::identities {

template <class T>
struct hyperbolic_cosines {
    using by = identity_partials<T>;
    using nodes = matched_nodes<T>;

    static constexpr written_identity<T> all[]{
        {one / cosh(x), [](nodes const& m) -> by { return -(m.y * tanh(m.x)); }, "-y tanh(x)", {500}},
        {sinh(x) / cosh(x),
         [](nodes const& m) -> by { return ctgrad::apply<operations::tanh_slope>(m.x, m.y); },
         "that of tanh(x)",
         {30}},
        {cosh(x) / sinh(x),
         [](nodes const& m) -> by {
             T const r = 1 / operand_of(m.y, 1);
             return -(r * r);
         },
         "-1 / sinh(x)^2",
         {30}},
        {log(cosh(x)), [](nodes const& m) -> by { return tanh(m.x); }, "tanh(x)", {30}},
    };
};

template <class T>
struct logistic_logarithms {
    using by = identity_partials<T>;
    using nodes = matched_nodes<T>;

    static constexpr written_identity<T> all[]{
        {exp(log_sigmoid(x)),
         [](nodes const& m) -> by { return ctgrad::apply<operations::sigmoid_slope>(m.x, m.y); },
         "that of sigmoid(x)",
         {1e-12}},
    };
};

template <class T>
struct complementary_error_functions {
    using by = identity_partials<T>;
    using nodes = matched_nodes<T>;

    static constexpr T slope(T const& t) { return ctgrad::apply<operations::slope_of_log_erfc>(t, erfc(t)); }
    static constexpr written_identity<T> all[]{
        {log(erfc(x)),
         [](nodes const& m) -> by { return slope(m.x); },
         "its asymptotic series far out, also where the value is infinite",
         {26.9}},
        {log(number_c * erfc(x)),
         [](nodes const& m) -> by { return slope(m.x); },
         "its asymptotic series far out",
         {26.9, 0.5}},
    };
};

template <class T>
struct sines {
    using by = identity_partials<T>;
    using nodes = matched_nodes<T>;

    static constexpr T slope(T const& t, T const& r) {
        return ctgrad::apply<operations::slope_of_sinc>(t, sin(t), cos(t), r);
    }
    static constexpr written_identity<T> all[]{
        {sin(x) / x, [](nodes const& m) -> by { return slope(m.x, 1 / m.x); }, "that of sinc(x)", {1e-8}},
        // With respect to 1 / c.
        {c * sin(as(one / c, x)),
         [](nodes const& m) -> by { return slope(m.x, m.c); },
         "that of sinc(1 / c)",
         {0, 1e9}},
    };
};

}  // namespace ctgrad::detail::identities
