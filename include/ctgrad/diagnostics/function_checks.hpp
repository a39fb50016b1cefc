#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>

#include <ctgrad/diagnostics/refusal.hpp>
#include <ctgrad/diagnostics/symbol_checks.hpp>
#include <ctgrad/diagnostics/trial_run.hpp>
#include <ctgrad/function/structure.hpp>
#include <ctgrad/function/symbol.hpp>

/// Checks the callable in `function<signature>(callable)`: what it takes, its result, and whether it runs at compile time.
namespace ctgrad::detail {

/// The result of a refused callable, which converts to every result type of a signature.
struct refused_value {
    template <class T>
    constexpr operator T() const {
        return T{};
    }
};
/// The base of functions, which have no arithmetic. The compiler alone would list every operator.
struct no_arithmetic;
template <class A, class B>
concept one_is_function = (__is_base_of(no_arithmetic, A) && !__is_base_of(symbolic_base, B)) ||
                          (__is_base_of(no_arithmetic, B) && !__is_base_of(symbolic_base, A));
template <class A, class B>
constexpr auto refuse_arithmetic_of_functions() {
    static_assert(
        never<A, B>,
        "ctgrad: functions are called, not added or multiplied: give the combination a callable of its own, as "
        "in [](auto x) { return f(x) + g(x); }, where f and g are the callables");
    return std::conditional_t<__is_base_of(no_arithmetic, A), A, B>{};
}
struct no_arithmetic {
    // clang-format off
    template <class A, class B> requires one_is_function<A, B>
    friend constexpr auto operator+(A const&, B const&) { return refuse_arithmetic_of_functions<A, B>(); }
    template <class A, class B> requires one_is_function<A, B>
    friend constexpr auto operator-(A const&, B const&) { return refuse_arithmetic_of_functions<A, B>(); }
    template <class A, class B> requires one_is_function<A, B>
    friend constexpr auto operator*(A const&, B const&) { return refuse_arithmetic_of_functions<A, B>(); }
    template <class A, class B> requires one_is_function<A, B>
    friend constexpr auto operator/(A const&, B const&) { return refuse_arithmetic_of_functions<A, B>(); }
    // clang-format on
};

/// Replaces a callable that was refused. Later uses of it report nothing.
struct refused_callable {
    constexpr refused_value operator()(auto const&...) const { return {}; }
};

template <class Callable>
constexpr auto refuse_function_pointer() {
    static_assert(never<Callable>,
                  "ctgrad: a function is identified by the type of a callable, and a pointer's does not say where it "
                  "points: write a lambda that calls it, as in [](auto x) { return g(x); }");
    return std::false_type{};
}
template <class Callable>
constexpr auto refuse_capture() {
    static_assert(never<Callable>,
                  "ctgrad: a function cannot capture or hold data, because only its type identifies it: pass what it "
                  "captures as an argument, ctgrad::data<double> in the signature, and give it once by f.with(value)");
    return std::false_type{};
}
template <class Callable>
constexpr auto refuse_default_capture() {
    static_assert(never<Callable>, "ctgrad: a function cannot capture: write [] for [=] or [&]");
    return std::false_type{};
}
template <class Callable, std::size_t Taken, std::size_t Said>
constexpr auto refuse_parameter_count() {
    static_assert(never<Callable>,
                  "ctgrad: the callable takes a different number of arguments than its signature says");
    return std::false_type{};
}
template <class Callable>
constexpr auto refuse_double_parameter() {
    static_assert(never<Callable>,
                  "ctgrad: a function is traced with symbols in place of double: let the callable take auto, or "
                  "make it a template, as in [](auto x) { return x * x; }");
    return std::false_type{};
}
template <class Callable, class... Symbols>
constexpr auto refuse_call() {
    static_assert(
        never<Callable>,
        "ctgrad: the callable cannot be called with symbols in place of double: let it take one auto for each "
        "argument of its signature, without a constraint such as std::floating_point");
    return std::false_type{};
}
template <class Callable>
constexpr auto refuse_no_result() {
    static_assert(never<Callable>, "ctgrad: the callable returns nothing: return the result");
    return std::false_type{};
}
template <class Callable>
constexpr auto refuse_condition_as_result() {
    static_assert(never<Callable>,
                  "ctgrad: the callable returns a condition, which is not a number: return select(condition, a, b)");
    return std::false_type{};
}
template <class Result, class Said>
constexpr auto refuse_result() {
    if constexpr (requires(Result matrix) { matrix.derived().rows(); })
        static_assert(never<Result>,
                      "ctgrad: matrices of Eigen do not compute in constant expressions: return those of ctgrad, "
                      "as in vector_of(a, b) or fixed_matrix, or a std::array");
    else
        static_assert(
            never<Result>,
            "ctgrad: the callable returns another type than its signature says: the types here are those returned "
            "and stated");
    return std::false_type{};
}

/// The number of parameters of a callable, or the given number if it is a template.
template <class C, class R, class... P, bool N>
consteval std::size_t count_parameters(std::type_identity<R (C::*)(P...) noexcept(N)>) {
    return sizeof...(P);
}
template <class C, class R, class... P, bool N>
consteval std::size_t count_parameters(std::type_identity<R (C::*)(P...) const noexcept(N)>) {
    return sizeof...(P);
}
template <class Callable, std::size_t Said>
consteval std::size_t parameters_of() {
    if constexpr (requires { count_parameters(std::type_identity<decltype(&Callable::operator())>{}); })
        return count_parameters(std::type_identity<decltype(&Callable::operator())>{});
    else
        return Said;
}

template <class Callable, class... Arguments>
concept callable_with = requires {
    Callable{}(std::declval<Arguments>()...);
};
/// (A template has no address.)
template <class Callable, class... Symbols>
concept takes_only_double = requires {
    &Callable::operator();
}
&&!callable_with<Callable, Symbols...>;

/// Checks a callable before it is called. Only the types of the checks' results are used, `true_type` or `false_type`,
/// because evaluating them would lengthen the messages of g++.
template <class Callable, class Signature>
struct callable_checks;
template <class Callable, class R, class... A>
struct callable_checks<Callable, R(A...)> {
    static auto check() {
        if constexpr (!std::is_class_v<Callable>)
            return refuse_function_pointer<Callable>();
        else if constexpr (!std::is_empty_v<Callable>)
            return refuse_capture<Callable>();
        else if constexpr (!std::default_initializable<Callable>)
            return refuse_default_capture<Callable>();
        else if constexpr (parameters_of<Callable, sizeof...(A)>() != sizeof...(A))
            return refuse_parameter_count<Callable, parameters_of<Callable, sizeof...(A)>(), sizeof...(A)>();
        else if constexpr (takes_only_double<Callable, with_scalar<A, symbol>...>)
            return refuse_double_parameter<Callable>();
        else
            return std::true_type{};
    }
};

/// Can be called with any arguments. The result is `not_called` if the callable itself rejects them.
struct not_called {};
template <class Callable>
struct called_with_anything : Callable {
    using Callable::operator();
    constexpr not_called operator()(...) const { return {}; }
};

template <class Callable, class R, class... A>
struct traced_with_symbols_so_write_auto_for_double_and_max_for_std_max<Callable, R(A...)> {
    using result = decltype(called_with_anything<Callable>{}(std::declval<with_scalar<A, symbol>>()...));
};
template <class Call>
concept not_callable = requires {
    requires std::same_as<typename Call::result, not_called>;
};

/// Checks a call and its result, after the compiler reported what is wrong in the callable's body.
template <class Call>
struct call_checks;
template <template <class, class> class Call, class Callable, class R, class... A>
struct call_checks<Call<Callable, R(A...)>> {
    using call = Call<Callable, R(A...)>;

    static auto check() {
        if constexpr (not_callable<call>) {
            return refuse_call<Callable, with_scalar<A, symbol>...>();
        } else if constexpr (!callable_with<Callable, with_scalar<A, symbol>...>) {
            return std::false_type{};
        } else {
            using result = typename call::result;
            if constexpr (std::same_as<result, mistake>)
                return std::false_type{};
            else if constexpr (std::is_void_v<result>)
                return refuse_no_result<Callable>();
            else if constexpr (any_condition_handle<std::remove_cvref_t<result>>)
                return refuse_condition_as_result<Callable>();
            else if constexpr (std::is_convertible_v<result, with_scalar<R, symbol>>)
                return std::true_type{};
            else if constexpr (refused_before<call>())
                return std::false_type{};
            else
                return refuse_result<result, R>();
        }
    }
};

}  // namespace ctgrad::detail
