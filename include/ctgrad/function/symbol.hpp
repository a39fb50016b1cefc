#pragma once

#include <concepts>
#include <type_traits>

#include <ctgrad/diagnostics/array_messages.hpp>
#include <ctgrad/diagnostics/class_conversions.hpp>
#include <ctgrad/diagnostics/eigen_messages.hpp>
#include <ctgrad/diagnostics/symbol_checks.hpp>
#include <ctgrad/formula/functions.hpp>
#include <ctgrad/graph/handle.hpp>
#include <ctgrad/passes/stabilize.hpp>

namespace ctgrad {

namespace detail {

/// It is not constexpr: calling it ends a trial run, and its name is the compiler's message. Tests trace at run time.
inline int this_function_has_too_many_operations_so_write_a_loop_over_data_as_a_sum_over_rows_or_split_it() {
    return 0;
}

/// These are not templates, so they are better matches than std::max and std::min if those are visible. As friends of a
/// template they are instantiated only where they are called.
template <class Self>
struct symbol_extremes {
    friend constexpr Self max(Self const& a, Self const& b) { return apply<operations::maximum>(a, b); }
    friend constexpr Self min(Self const& a, Self const& b) { return apply<operations::minimum>(a, b); }
};

}  // namespace detail

/// The scalar type with which a function is traced. It records arithmetic and functions exactly as written. Numbers
/// convert to a symbol, but a symbol does not convert to a number. It has no value to branch on, so write
/// `select(condition, yes, no)`.
struct symbol : detail::handle<symbol>,
                detail::symbol_extremes<symbol>,
                detail::no_eigen<symbol>,
                detail::no_arrays<symbol> {
    using detail::handle<symbol>::handle;

    static constexpr int make(detail::graph& g, detail::operation_info const& info, int const* operands) {
        return !g.full ? detail::as_traced(g, info, operands)
               : g.trial == nullptr || ++g.trial->operations <= g.trial->most
                   ? 0
                   : detail::
                         this_function_has_too_many_operations_so_write_a_loop_over_data_as_a_sum_over_rows_or_split_it();
    }

    /// Refused, with advice. The conversion to `long double` is implicit, so that calls such as `std::exp(u)` use it;
    /// otherwise the compiler would list every overload. A conversion to `double` would make `flag ? u : 1.0`
    /// ambiguous.
    template <class Number>
        requires(detail::plain_number<Number> || detail::text_type<Number> || detail::class_of_number<Number>)
    constexpr explicit(std::is_arithmetic_v<Number> && !std::same_as<Number, long double>) operator Number() const
        noexcept(detail::refuse_number_of_symbol<Number, false>()) {
        static_cast<void>(detail::refuse_number_of_symbol<Number, true>());
        detail::refuse_class<symbol, Number>();
        return {};
    }

    template <class Self = symbol>
    constexpr Self value() const {
        return detail::refuse_value_of_symbol<Self>();
    }

    template <detail::plain_number N>
    static constexpr symbol of(N number) {
        return symbol(static_cast<double>(number));
    }
    // Operators with a number, so that no built-in operator competes through that conversion.
    // clang-format off
    template <detail::plain_number N> friend constexpr symbol operator+(symbol const& a, N b) { return a + of(b); }
    template <detail::plain_number N> friend constexpr symbol operator+(N a, symbol const& b) { return of(a) + b; }
    template <detail::plain_number N> friend constexpr symbol operator-(symbol const& a, N b) { return a - of(b); }
    template <detail::plain_number N> friend constexpr symbol operator-(N a, symbol const& b) { return of(a) - b; }
    template <detail::plain_number N> friend constexpr symbol operator*(symbol const& a, N b) { return a * of(b); }
    template <detail::plain_number N> friend constexpr symbol operator*(N a, symbol const& b) { return of(a) * b; }
    template <detail::plain_number N> friend constexpr symbol operator/(symbol const& a, N b) { return a / of(b); }
    template <detail::plain_number N> friend constexpr symbol operator/(N a, symbol const& b) { return of(a) / b; }
    template <detail::plain_number N> friend constexpr auto operator<(symbol const& a, N b) { return a < of(b); }
    template <detail::plain_number N> friend constexpr auto operator<(N a, symbol const& b) { return of(a) < b; }
    template <detail::plain_number N> friend constexpr auto operator>(symbol const& a, N b) { return a > of(b); }
    template <detail::plain_number N> friend constexpr auto operator>(N a, symbol const& b) { return of(a) > b; }
    template <detail::plain_number N> friend constexpr auto operator<=(symbol const& a, N b) { return a <= of(b); }
    template <detail::plain_number N> friend constexpr auto operator<=(N a, symbol const& b) { return of(a) <= b; }
    template <detail::plain_number N> friend constexpr auto operator>=(symbol const& a, N b) { return a >= of(b); }
    template <detail::plain_number N> friend constexpr auto operator>=(N a, symbol const& b) { return of(a) >= b; }
    template <detail::plain_number N> friend constexpr auto operator==(symbol const& a, N b) { return a == of(b); }
    template <detail::plain_number N> friend constexpr auto operator==(N a, symbol const& b) { return of(a) == b; }
    template <detail::plain_number N> friend constexpr auto operator!=(symbol const& a, N b) { return a != of(b); }
    template <detail::plain_number N> friend constexpr auto operator!=(N a, symbol const& b) { return of(a) != b; }
    // clang-format on

    // A number does not become a symbol here.
    template <detail::plain_number N>
    friend constexpr auto operator+=(N&, symbol const&) {
        return detail::refuse_change_by_symbol<N>();
    }
    template <detail::plain_number N>
    friend constexpr auto operator-=(N&, symbol const&) {
        return detail::refuse_change_by_symbol<N>();
    }
    template <detail::plain_number N>
    friend constexpr auto operator*=(N&, symbol const&) {
        return detail::refuse_change_by_symbol<N>();
    }
    template <detail::plain_number N>
    friend constexpr auto operator/=(N&, symbol const&) {
        return detail::refuse_change_by_symbol<N>();
    }
};

}  // namespace ctgrad
