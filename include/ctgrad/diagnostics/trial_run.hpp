#pragma once

#include <array>
#include <cstddef>
#include <type_traits>

#include <ctgrad/diagnostics/refusal.hpp>
#include <ctgrad/diagnostics/symbol_checks.hpp>
#include <ctgrad/function/structure.hpp>
#include <ctgrad/function/symbol.hpp>
#include <ctgrad/graph/storage.hpp>
#include <ctgrad/support/limits.hpp>

/// Runs a callable once, recording nothing, to find out whether it runs at compile time, and how many operations it
/// makes.
namespace ctgrad::detail {

/// A graph that is full from the start. The symbols of a trial run belong to it, so nothing is recorded.
inline constexpr graph_storage<1> no_nodes{};
inline constexpr graph full_graph = const_cast<graph_storage<1>&>(no_nodes).resume({0, 0, 0, true});

/// An argument of a trial run.
template <class S>
struct trial_value {
    static constexpr with_scalar<S, symbol> make(graph* g) {
        symbol scalars[leaf_count<S>() + 1]{};
        for (symbol& scalar : scalars) scalar = symbol(g, 0);
        return shaped<S, symbol, 0>(scalars);
    }
};
template <class S>
constexpr with_scalar<S, symbol> trial_argument(graph* g = const_cast<graph*>(&full_graph)) {
    if constexpr (requires { trial_value<S>::make(g); })
        return trial_value<S>::make(g);
    else
        return trial_value<S>::make();
}

template <class Result>
constexpr bool finished(Result const&) {
    return true;
}

/// A call of the callable. Whatever the compiler itself reports of the callable's body, such as `double v = u`,
/// names this type, whose name therefore says what to write instead.
template <class Callable, class Signature>
struct traced_with_symbols_so_write_auto_for_double_and_max_for_std_max;

/// The number of operations that a callable makes. A run that makes more than `most` stops with an error.
template <template <class, class> class Call, class Callable, class R, class... A>
constexpr int trial_run(std::type_identity<Call<Callable, R(A...)>>, int most = largest_function) {
    graph g = full_graph;
    trial_count made{0, most};
    g.trial = &made;
    static_cast<void>(Callable{}(trial_argument<A>(&g)...));
    return made.operations;
}

template <class Callable>
constexpr auto refuse_large_function() {
    static_assert(never<Callable>,
                  "ctgrad: this function has too many operations for straight-line code, once its loops are unrolled "
                  "(16384, or CTGRAD_LARGEST_FUNCTION): write a loop over data as ctgrad::sum(rows, body), or split "
                  "the function");
    return std::false_type{};
}

/// Compilers print this name only if they cannot evaluate the constant: the name says what is wrong, and the compiler's
/// notes say where. Something that the function calls is not constexpr, or does something that a constant expression
/// cannot do.
template <class Callable, class Signature>
inline constexpr int function_does_not_run_at_compile_time_make_all_it_calls_constexpr = trial_run(
    std::type_identity<traced_with_symbols_so_write_auto_for_double_and_max_for_std_max<Callable, Signature>>{});

/// A callable that results in a number instead of a symbol keeps symbols in variables of type double. If it does not run,
/// then most likely because the compiler has already reported an error in it, and a second error would only distract.
/// Otherwise this is reported when code is generated. The template argument says where the callable is.
template <class Callable>
[[gnu::error("ctgrad: this function does not run at compile time: make all it calls constexpr")]] int
function_does_not_run_at_compile_time();
#if defined(__clang__)
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wglobal-constructors"
#endif
template <class Callable>
inline int const reported_with_code = function_does_not_run_at_compile_time<Callable>();
#if defined(__clang__)
#pragma clang diagnostic pop
#endif

template <class Result>
inline constexpr bool holds_numbers = std::is_arithmetic_v<Result>;
template <class Number, std::size_t Size>
inline constexpr bool holds_numbers<std::array<Number, Size>> = holds_numbers<Number>;

/// Why a callable does not run at compile time. A symbol that was refused in it has its own message.
enum class trial_failure { refused_symbol, too_large, number, other };
template <class Callable, class Signature>
consteval trial_failure failure_of_trial() {
    using call = traced_with_symbols_so_write_auto_for_double_and_max_for_std_max<Callable, Signature>;
    if constexpr (refused_before<Callable>())
        return trial_failure::refused_symbol;
    else if constexpr (requires {
                           typename std::integral_constant<int,
                                                           trial_run(std::type_identity<call>{}, 4 * largest_function)>;
                       })
        return trial_failure::too_large;
    else if constexpr (holds_numbers<std::remove_cvref_t<typename call::result>>)
        return trial_failure::number;
    else
        return trial_failure::other;
}

}  // namespace ctgrad::detail
