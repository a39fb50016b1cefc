#pragma once

#include <array>
#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>

#include <ctgrad/compile/compile.hpp>
#include <ctgrad/diagnostics/function_argument_checks.hpp>
#include <ctgrad/diagnostics/function_checks.hpp>
#include <ctgrad/diagnostics/signature_checks.hpp>
#include <ctgrad/evaluate/bind.hpp>
#include <ctgrad/evaluate/run.hpp>
#include <ctgrad/function/braces.hpp>
#include <ctgrad/function/flat.hpp>
#include <ctgrad/function/members.hpp>
#include <ctgrad/function/structure.hpp>
#include <ctgrad/function/symbol.hpp>
#include <ctgrad/support/array_of.hpp>

namespace ctgrad {

namespace detail {

/// A choice of a function's arguments by position. If none is chosen it means all.
template <std::size_t... Positions>
struct positions {};

/// A source of nodes: a callable that is run once on symbols.
template <class Callable, class Signature, class Chosen, quantity What>
struct function_source;

template <class Callable, class R, class... A, std::size_t... Chosen, quantity What>
struct function_source<Callable, R(A...), positions<Chosen...>, What> {
    template <std::size_t I>
    using argument = std::tuple_element_t<I, std::tuple<A...>>;

    static constexpr bool has_matrices = false, is_refused = std::same_as<Callable, refused_callable>;
    static constexpr int argument_leaves = static_cast<int>((leaf_count<A>() + ... + 0));
    static constexpr int output_count = static_cast<int>(leaf_count<R>());
    static constexpr int independent_count =
        What == quantity::values ? 0 : static_cast<int>((leaf_count<argument<Chosen>>() + ... + 0));
    static constexpr int seed_count = What == quantity::vjp                            ? output_count
                                      : What == quantity::jvp || What == quantity::hvp ? independent_count
                                                                                       : 0;

    static constexpr int operation_count = trial_run(
        std::type_identity<traced_with_symbols_so_write_auto_for_double_and_max_for_std_max<Callable, R(A...)>>{});

    template <int Capacity>
    static constexpr void build(graph& g, sweep_space&, int* outputs, int* independent, int* seeds) {
        array_of<symbol, argument_leaves + 1> inputs{};
        add_inputs(g, inputs);
        for (int i = 0; i < seed_count; ++i)
            seeds[i] = g.add_input({1, static_cast<std::uint64_t>(i), "tangent or cotangent"});
        if constexpr (independent_count > 0) {
            constexpr std::size_t starts[]{start_of(Chosen)...}, sizes[]{leaf_count<argument<Chosen>>()...};
            constexpr auto data = data_leaves<A...>();
            for (std::size_t k = 0; k < sizeof...(Chosen); ++k)
                for (std::size_t i = 0; i < sizes[k]; ++i) {
                    std::size_t const leaf = starts[k] + i;
                    // (A new input, on which nothing depends.)
                    *independent++ = data[leaf] ? g.add_input({2, leaf, "data"}) : inputs[leaf].id;
                }
        }
        if (!g.full) trace(g, inputs, outputs);
    }
    static constexpr void add_inputs(graph& g, symbol* inputs) {
        for (int i = 0; i < argument_leaves; ++i)
            inputs[i] = symbol(&g, g.add_input({0, static_cast<std::uint64_t>(i), "an argument"}));
    }
    /// Runs the callable.
    static constexpr void trace(graph& g, symbol const* inputs, int* outputs) {
        with_scalar<R, symbol> const result = [&]<std::size_t... I>(std::index_sequence<I...>) {
            return Callable{}(shaped<A, symbol, start_of(I)>(inputs)...);
        }
        (std::index_sequence_for<A...>{});
        if (g.full) return;
        for_each_leaf<R>(result, [&](auto const& leaf) { *outputs++ = leaf.node_in(g); });
    }

    static constexpr std::size_t start_of(std::size_t position) {
        constexpr std::size_t sizes[]{leaf_count<A>()..., 0};
        std::size_t start = 0;
        for (std::size_t i = 0; i < position; ++i) start += sizes[i];
        return start;
    }
};

/// One value for each of a function's arguments (a tangent).
template <class... T>
struct direction {
    std::tuple<T...> values;
};

/// Defined in function/with.hpp.
template <class Written, class Function, class... Given>
constexpr auto bind_data(Function const& f, Given const&... given);

}  // namespace detail

/// A callable with its scalar signature, made by `function`. Calling it computes the value.
template <class Callable, class Signature>
struct traced;
template <class Callable, class R, class... A>
struct traced<Callable, R(A...)>
    : detail::no_arithmetic,
      detail::call_in_braces<traced<Callable, R(A...)>,
                             detail::function_source<Callable, R(A...), detail::positions<>, detail::quantity::values>,
                             detail::quantity::values> {
    using signature = R(A...);
    using detail::call_in_braces<
        traced, detail::function_source<Callable, R(A...), detail::positions<>, detail::quantity::values>,
        detail::quantity::values>::operator();
    static constexpr std::size_t arity = sizeof...(A);

    template <class... Given>
    CTGRAD_INLINE auto operator()(Given const&... arguments) const {
        if constexpr (std::same_as<Callable, detail::refused_callable>) {
            return detail::with_scalar<R, double>{};
        } else if constexpr (detail::written_parameters<Callable, signature>::template check<Given...>()) {
            using source = detail::function_source<Callable, signature, detail::positions<>, detail::quantity::values>;
            using program = detail::compiled<source, detail::quantity::values>;
            using scalar = detail::widest_scalar<detail::parameters<A...>, Given...>;
            detail::check_constant_evaluation<program>();
            detail::check_argument_sizes<A...>(arguments...);
            return detail::run_flat<detail::parameters<A...>, scalar>(
                [](auto const& inputs) CTGRAD_INLINE_LAMBDA {
                    return detail::shaped<R, scalar, 0>(
                        detail::run<program, scalar, detail::leaf_count<R>()>(inputs, detail::statements_of<program>));
                },
                arguments...);
        } else {
            return detail::with_scalar<R, double>{};
        }
    }

    /// The function with values for the arguments that are data, in order. Calls of the function and of its derivatives
    /// then take only the other arguments, as in `gradient(f.with(observation))(x)`. Values are copied; spans,
    /// pointers, maps of Eigen and the result of `std::cref` only refer to their numbers.
    template <class... Data>
    constexpr auto with(Data const&... data) const {
        return detail::bind_data<typename detail::written_signature<Callable, signature>::type>(*this, data...);
    }
};

/// Makes a callable differentiable that is generic in its scalar type. The signature states the types of arguments and
/// result, with `double` for the scalar type. The callable runs once, at compile time, on symbols. Loops, helper
/// functions, local variables and `std::array` work; write `select(condition, a, b)` for a branch on an argument.
/// Arguments and results are scalars, `std::array`s, or structs adapted with Boost.Hana that are templates over their
/// scalar type or whose members are read with `get`.
///
/// For an array a call takes any list with the right number of elements: a built-in array, a span, a `std::vector`, a
/// pointer, numbers in braces, a vector of Eigen; for an array of arrays also a matrix. A size that is known only at
/// run time is checked before anything is computed; if it is wrong, std::invalid_argument is thrown. A pointer cannot
/// be checked.
///
/// The callable's type identifies the program, so it must be empty: pass as an argument what a lambda would capture. It
/// must be `constexpr`, as lambdas are. Whatever cannot be traced is refused with a message.
/// ```cpp
/// constexpr auto f = ctgrad::function<double(double, double)>([](auto u, auto v) { return 2 * (u * v) * (u + v); });
/// auto g = ctgrad::gradient(f)(3.0, 4.0);   // std::tuple<double, double>
/// ```
template <class Signature, class Callable>
constexpr auto function(Callable const&) {
    using in_signature = detail::signature_checks<Signature>;
    using in_callable = detail::callable_checks<Callable, typename in_signature::accepted>;
    using form = detail::traced_form<Callable, typename in_signature::accepted>;
    using callable = typename form::callable;
    using signature = typename form::signature;
    using refused = traced<detail::refused_callable, signature>;
    if constexpr (!decltype(in_signature::check())::value) {
        return refused{};
    } else if constexpr (!decltype(in_callable::check())::value) {
        return refused{};
    } else {
        using call = detail::traced_with_symbols_so_write_auto_for_double_and_max_for_std_max<callable, signature>;
        using result [[maybe_unused]] = typename call::result;
        if constexpr (!decltype(detail::call_checks<call>::check())::value) {
            return refused{};
        } else if constexpr (requires {
                                 typename std::integral_constant<int, detail::trial_run(std::type_identity<call>{})>;
                             }) {
            return traced<callable, signature>{};
        } else {
            // (Here and not in a function, which would be another line of the compiler's message.)
            constexpr auto failure = detail::failure_of_trial<callable, signature>();
            if constexpr (failure == detail::trial_failure::too_large)
                detail::refuse_large_function<callable>();
            else if constexpr (failure == detail::trial_failure::number)
                static_cast<void>(&detail::reported_with_code<callable>);
            else if constexpr (failure == detail::trial_failure::other)
                static_cast<void>(
                    detail::function_does_not_run_at_compile_time_make_all_it_calls_constexpr<callable, signature>);
            return refused{};
        }
    }
}

// A callable without its signature.
template <class Callable>
    requires(!std::is_function_v<Callable>)
constexpr auto function(Callable const&) {
    detail::refuse_signature<Callable>();
    return traced<detail::refused_callable, double(double)>{};
}

// The types of a signature as several template arguments.
template <class R, class A, class... More, class Callable>
    requires(std::is_arithmetic_v<R>)
constexpr auto function(Callable const&) {
    detail::refuse_signature<R>();
    return traced<detail::refused_callable, double(double)>{};
}

/// Chooses arguments of a function by position, as in `gradient(f, arguments<0, 2>)`, and finds their derivatives in a
/// result, as in `r[arguments<0>]`.
template <std::size_t... Positions>
inline constexpr detail::positions<Positions...> arguments{};

}  // namespace ctgrad
