#pragma once

#include <ctgrad/ctgrad.hpp>

#include <array>
#include <string_view>

// Both units include this after defining, in their unnamed namespaces, different types `factor`. Everything below has
// the same spelling in both units but a different meaning. For the language the types are different, because they have
// internal linkage. The library must distinguish them too.
namespace {

// Times `Factor::value()`.
template <class Factor>
struct gain : ctgrad::operation {
    static constexpr char const* name = "gain";
    template <class T>
    static constexpr T evaluate(T const& x) {
        return T(Factor::value()) * x;
    }
    template <class T>
    static constexpr std::array<T, 1> partials(T const&, T const&) {
        return {T(Factor::value())};
    }
};

inline constexpr auto p = ctgrad::variable<"p">;
inline constexpr auto k = ctgrad::variable<"k">;
inline constexpr auto gained = ctgrad::apply<gain<factor>>(p);

// The results that the unit computes with its own operation: a value, gradients of a formula and of a function, and of
// a larger formula.
std::array<double, 5> of_own_operation() {
    constexpr auto larger = ctgrad::sin(gained) * k + ctgrad::select(gained < k, gained, k);
    constexpr auto by_q = ctgrad::derivative(larger, gained);
    auto const r = ctgrad::value_and_gradient(larger, p, k)(p = 0.5, k = 3.0);
    return {gained(p = 3.0), ctgrad::gradient(gained, p)(p = 3.0)[p], r.value, r[p], by_q(p = 0.5, k = 3.0)};
}

// The same by hand.
std::array<double, 5> of_own_operation_by_hand() {
    double const g = factor::value(), q = g * 0.5;
    bool const less = q < 3.0;
    double const by_q = ctgrad::constant_math::cos(q) * 3.0 + (less ? 1.0 : 0.0);
    return {g * 3.0, g, ctgrad::constant_math::sin(q) * 3.0 + (less ? q : 3.0), by_q * g, by_q};
}

bool is_close(std::array<double, 5> const& a, std::array<double, 5> const& b) {
    for (std::size_t i = 0; i < a.size(); ++i)
        if (!(a[i] - b[i] < 1e-12 && b[i] - a[i] < 1e-12)) return false;
    return true;
}

bool own_operation_is_right() { return is_close(of_own_operation(), of_own_operation_by_hand()); }

// Types of equal spelling within one unit: local types of two blocks, which share a name on purpose, and closures.
#pragma GCC diagnostic ignored "-Wshadow"
template <class Factor>
double gradient_of_gain() {
    return ctgrad::gradient(ctgrad::apply<gain<Factor>>(p) * p, p)(p = 1.0)[p];
}
double in_first_block() {
    struct local {
        static constexpr double value() { return 3 * factor::value(); }
    };
    double result = gradient_of_gain<local>();
    {
        struct local {
            static constexpr double value() { return 5 * factor::value(); }
        };
        result += 100 * gradient_of_gain<local>();
    }
    {
        struct local {
            static constexpr double value() { return 7 * factor::value(); }
        };
        result += 10000 * gradient_of_gain<local>();
    }
    return result;
}
bool local_types_are_told_apart() { return in_first_block() == 2 * factor::value() * (3 + 5 * 100 + 7 * 10000); }

// Formulas with operations of equal spelling in a different order are different.
template <class A, class B>
double nested() {
    constexpr auto one = ctgrad::apply<gain<A>>(ctgrad::apply<gain<B>>(p));
    constexpr auto other = ctgrad::apply<gain<B>>(ctgrad::apply<gain<A>>(p));
    static_assert(!std::is_same_v<decltype(one), decltype(other)>);
    constexpr auto both = ctgrad::apply<gain<A>>(p) + (one - other) + ctgrad::apply<gain<B>>(p);
    constexpr auto swapped = ctgrad::apply<gain<A>>(p) + (other - one) + ctgrad::apply<gain<B>>(p);
    static_assert(!std::is_same_v<decltype(both), decltype(swapped)>);
    return both(p = 1.0);
}
bool order_is_told_apart() {
    struct local {
        static constexpr double value() { return 3; }
    };
    using outer = local;
    {
        struct local {
            static constexpr double value() { return 4; }
        };
        return nested<outer, local>() == 7.0;
    }
}

}  // namespace
