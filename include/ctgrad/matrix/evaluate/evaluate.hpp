#pragma once

#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>

#include <ctgrad/calculus/gradient.hpp>
#include <ctgrad/diagnostics/argument_checks.hpp>
#include <ctgrad/diagnostics/matrix_messages.hpp>
#include <ctgrad/evaluate/arguments.hpp>
#include <ctgrad/evaluate/bind.hpp>
#include <ctgrad/matrix/evaluate/destination.hpp>
#include <ctgrad/matrix/evaluate/evaluate_program.hpp>
#include <ctgrad/matrix/evaluate/matrix_results.hpp>
#include <ctgrad/matrix/evaluate/values.hpp>
#include <ctgrad/matrix/evaluate/workspace.hpp>
#include <ctgrad/matrix/plan/compiled.hpp>

/// Evaluates quantities of matrix formulas.
namespace ctgrad {

namespace detail {

/// A binding as a source sees it: a cotangent is identified by its number and has the shape of an output.
template <class Source, class Binding>
struct known_binding {
    using type = Binding;
    static constexpr Binding const& of(Binding const& b) { return b; }
};
template <class... F, class... X, class... Seed, class V, class U>
    requires(describe<V>.what == descriptor::kind::cotangent && is_matrix_value<U> &&
             describe<V>.value.numerator < static_cast<wide>(sizeof...(Seed)))
struct known_binding<formula_source<expressions<F...>, expressions<X...>, expressions<Seed...>>, binding<V, U>> {
    using seed = std::tuple_element_t<static_cast<std::size_t>(describe<V>.value.numerator), std::tuple<Seed...>>;
    using type = binding<seed, matrix_reference<U>>;
    static constexpr type of(binding<V, U> const& b) { return {{&b.value}}; }
};

template <class Bindings>
struct any_eigen;
template <class... V, class... U>
struct any_eigen<expressions<binding<V, U>...>> {
    static constexpr bool value = (is_eigen_reference<U> || ...);
    using scalar = typename scalar_of<typename scalar_in<U>::type...>::type;
};

template <class P, class T, class... R>
constexpr auto writer_for(std::tuple<R&...> results) {
    return result_writer<P, T, R...>{results};
}

/// All compile-time data of an evaluation by a program.
template <class Program, class Source, quantity What, class... Bindings>
struct matrix_evaluation {
    using given = expressions<typename known_binding<Source, Bindings>::type...>;
    using program = Program;
    using scalar = typename any_eigen<given>::scalar;
    static constexpr bool fixed = program::value.dimension_count == 0;
    static constexpr bool arrays = fixed && !any_eigen<given>::value;
    template <class T>
    using results = matrix_results<Source, What, T, arrays>;

    template <class T, class Memory, class Results>
    static constexpr void run(Memory& memory, Results results, Bindings const&... bindings) {
        run_known<T>(memory, results, known_binding<Source, Bindings>::of(bindings)...);
    }
    /// The space needed if all sizes are known at compile time.
    template <class T, class Writer>
    static constexpr matrix_index fixed_space() {
        using packer = input_packer<program, T, given>;
        return [&]<std::size_t... I>(std::index_sequence<I...>) {
            matrix_index const own = buffer_space<program>(nullptr) + Writer::space(nullptr);
            return (own + ... + packer::template copy_space<static_cast<int>(I)>(nullptr));
        }
        (std::make_index_sequence<static_cast<std::size_t>(program::value.input_count)>{});
    }

private:
    template <class T, class Memory, class Results, class... V, class... U>
    static constexpr void run_known(Memory& memory, Results results, binding<V, U> const&... bindings) {
        evaluate_program<program, T>(memory, writer_for<program, T>(results),
                                     std::tuple<binding<V, U> const&...>(bindings...));
    }
};

/// The largest number of bytes that an evaluation keeps on the stack.
inline constexpr matrix_index stack_limit = 1 << 16;
template <class Evaluation, class T, class Writer>
constexpr bool uses_stack() {
    if constexpr (Evaluation::fixed)
        return Evaluation::template fixed_space<T, Writer>() * static_cast<matrix_index>(sizeof(T)) <= stack_limit;
    else
        return false;
}

// In the next two functions the result is a variable of the outermost block, so that g++ constructs it in the caller's
// object.

/// Evaluates to std::arrays. This works in constant expressions too.
template <class Results, class Evaluation, class T, class... Bindings>
constexpr typename Results::type evaluated_to_arrays(Bindings const&... bindings) {
    typename Results::type r{};
    auto const all = Results::all(r);
    constexpr matrix_index space =
        Evaluation::template fixed_space<T, decltype(writer_for<typename Evaluation::program, T>(all))>();
    stack_memory<T, space> memory;
    Evaluation::template run<T>(memory, all, bindings...);
    return r;
}

/// Evaluates to Eigen matrices, which are not zeroed first. If all sizes are known and small, the memory is on the
/// stack.
template <class Results, class Evaluation, class T, class... Bindings>
typename Results::type evaluated_to_eigen(Bindings const&... bindings) {
    typename Results::type r;
    auto const all = Results::all(r);
    using chosen_writer = decltype(writer_for<typename Evaluation::program, T>(all));
    if constexpr (uses_stack<Evaluation, T, chosen_writer>()) {
        stack_memory<T, Evaluation::template fixed_space<T, chosen_writer>()> memory;
        Evaluation::template run<T>(memory, all, bindings...);
    } else {
        workspace<T> memory;
        Evaluation::template run<T>(memory, all, bindings...);
    }
    return r;
}

template <class Program, class Source, quantity What, class... Bindings>
constexpr auto evaluated_bindings(Bindings const&... bindings) {
    using evaluation_type = matrix_evaluation<Program, Source, What, Bindings...>;
    using T = typename evaluation_type::scalar;
    using results = typename evaluation_type::template results<T>;
    if constexpr (evaluation_type::arrays)
        return evaluated_to_arrays<results, evaluation_type, T>(bindings...);
    else
        return evaluated_to_eigen<results, evaluation_type, T>(bindings...);
}

/// (A type and not a call, which would be another line of the messages.)
template <class Source, class Bindings>
struct known_values;
template <class Source, class... Bindings>
struct known_values<Source, expressions<Bindings...>> {
    using type = given_values<expressions<typename known_binding<Source, Bindings>::type...>>;
};

/// Whether these arguments are complete and valid for a quantity of matrices; a static_assert says what is wrong.
template <class Source, quantity What, class... Arguments>
constexpr bool accepted_matrices() {
    using parts = source_parts<Source>;
    constexpr int no_binding = first_true({std::is_void_v<typename bindings_of<Arguments>::type>..., false});
    constexpr bool of_number = source_shapes<Source>::of_numbers();
    if constexpr (parts::mistaken || ((std::same_as<Arguments, refused> || std::same_as<Arguments, mistake>) || ...))
        return false;
    else if constexpr (What == quantity::hessian)
        return refuse_matrix_quantity<Source>();
    else if constexpr (!of_number &&
                       (What == quantity::gradient || What == quantity::jacobian || What == quantity::hvp))
        return refuse_gradient_of_matrix<Source>();
    else if constexpr (no_binding >= 0)
        return refuse_argument<std::tuple_element_t<static_cast<std::size_t>(no_binding), std::tuple<Arguments...>>>();
    else if constexpr (!decltype(check_partials<compile_matrices_job<Source, What>>())::value)
        return false;
    else if constexpr (!check_dimensions<compile_matrices_job<Source, What>>())
        return false;
    else
        return accepted_values<
            Source, What,
            typename known_values<Source, typename joined_lists<typename bindings_of<Arguments>::type...>::type>::type,
            compiled_matrices<Source, What>>();
}
/// The program of a quantity; one in lanes has its own, see ctgrad/matrix_lanes.hpp.
template <class Source, quantity What, bool InLanes>
struct program_for {
    using type = compiled_matrices<Source, What>;
};
template <class Quantity>
inline constexpr bool is_in_lanes = requires {
    Quantity::in_lanes;
};

template <class Program, class Source, quantity What, class... Arguments>
constexpr auto evaluated_by_program(Arguments const&... arguments) {
    return with_bindings([](auto const&... bindings) { return evaluated_bindings<Program, Source, What>(bindings...); },
                         arguments...);
}
template <class Source, quantity What, class... Arguments>
constexpr auto evaluated_matrices(Arguments const&... arguments) {
    if constexpr (accepted_matrices<Source, What, Arguments...>())
        return evaluated_by_program<typename program_for<Source, What, false>::type, Source, What>(arguments...);
    else
        return typename matrix_results<Source, What, double, false>::type{};
}

}  // namespace detail
}  // namespace ctgrad
