#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <new>
#include <stdexcept>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>

#include <ctgrad/calculus/arguments.hpp>
#include <ctgrad/calculus/call.hpp>
#include <ctgrad/calculus/derive.hpp>
#include <ctgrad/calculus/door.hpp>
#include <ctgrad/calculus/gradient.hpp>
#include <ctgrad/calculus/compiled.hpp>
#include <ctgrad/matrix/apply.hpp>
#include <ctgrad/matrix/program.hpp>
#include <ctgrad/matrix/results.hpp>
#include <ctgrad/matrix/run.hpp>
#include <ctgrad/matrix/values.hpp>
#include <ctgrad/transform/stabilize.hpp>

/// Evaluation of quantities of matrices.
namespace ctgrad {

namespace detail {

/// The shapes of the results of a quantity, in order.
template <class Source>
struct source_shapes;
template <class... F, class... X, class... Seed>
struct source_shapes<formula_source<expressions<F...>, expressions<X...>, expressions<Seed...>>> {
    static constexpr matrix_shape outputs[sizeof...(F) + 1]{describe<F>.shape..., {}};
    static constexpr matrix_shape independent[sizeof...(X) + 1]{describe<X>.shape..., {}};
    using variables = expressions<X...>;

    static constexpr matrix_shape of(quantity what, int result) {
        constexpr int m = sizeof...(F), n = sizeof...(X);
        switch (what) {
            case quantity::values: return outputs[result];
            case quantity::gradient: return independent[result];
            case quantity::tangent: return outputs[result % m];
            default: return result < m ? outputs[result] : independent[(result - m) % (n == 0 ? 1 : n)];
        }
    }
};

template <class Source, quantity What, int Capacity>
constexpr auto compile_matrices() {
    constexpr int m = Source::output_count, n = Source::independent_count, count = result_count(What, m, n);
    matrix_program<Capacity, count> p;
    graph_storage<Capacity, true> storage;
    graph g = storage.start();
    bool active[Capacity]{};
    int adjoint[Capacity]{}, image[Capacity]{}, next[Capacity]{}, head[2 * Capacity]{}, partner[Capacity]{};
    sweep_space space{active, adjoint, image};
    int outputs[m + 1]{}, independent[n + 1]{}, seeds[Source::seed_count + 1]{};
    write_source<Source, Capacity>(g, space, outputs, independent, seeds);
    int results[count + 1]{};
    if (!g.full) derive(g, space, What, {outputs, m, independent, n, seeds}, results);
    if (!g.full) {
        int shapes[count + 1]{};
        for (int i = 0; i < count; ++i) shapes[i] = shape_index(g, source_shapes<Source>::of(What, i));
        logistic_sharing{g, {image, adjoint, next, head, partner}}(results, count, What == quantity::gradient ? 0 : m);
        program_builder<decltype(p), Capacity> builder(p);
        if (!g.full) builder.build(g, results, shapes, count);
    }
    p.full = g.full;
    return p;
}

template <class Source, quantity What, int Capacity>
inline constexpr auto matrix_formula_too_large_raise_fconstexpr_steps_or_fconstexpr_ops_limit =
    compile_matrices<Source, What, Capacity>();

template <class Source, quantity What, int Capacity = 256>
consteval auto const& fitting_matrix_program() {
    if constexpr (matrix_formula_too_large_raise_fconstexpr_steps_or_fconstexpr_ops_limit<Source, What, Capacity>.full)
        return fitting_matrix_program<Source, What, 4 * Capacity>();
    else
        return matrix_formula_too_large_raise_fconstexpr_steps_or_fconstexpr_ops_limit<Source, What, Capacity>;
}

template <class Source, quantity What>
struct compiled_matrices {
    static constexpr auto const& value = fitting_matrix_program<Source, What>();
    static constexpr int result_count = detail::result_count(What, Source::output_count, Source::independent_count);
};

/// Where input `I` is bound, and what its shape is.
template <class P, class... V>
struct matrix_placement {
    using places = placement<P, V...>;
    static constexpr int bound(int i) { return places::place[static_cast<std::size_t>(i)]; }
    static constexpr bool as_row(int i) { return P::value.shapes[P::value.input_shape[i]].rows.is_one(); }
};

// (These name no part of a program at run time, which would put all of it into the user's binary.)
[[noreturn]] inline void refuse_size(char const* name, bool of_rows, index given, index wanted, char const* dimension, char const* told_by) {
    std::string text = "ctgrad: ";
    text += name;
    text += of_rows ? " has " + std::to_string(given) + " rows, but " : " has " + std::to_string(given) + " columns, but ";
    if (dimension == nullptr)
        text += "the formula gives it " + std::to_string(wanted);
    else
        text += std::string("dimension ") + dimension + " is " + std::to_string(wanted) + " by " + told_by;
    throw std::invalid_argument(text);
}

/// The sizes of the named dimensions, told by the arguments; contradictions are refused.
template <class P>
struct bound_sizes {
    index sizes[static_cast<std::size_t>(P::value.dimension_count) + 1]{};
    char const* told_by[static_cast<std::size_t>(P::value.dimension_count) + 1]{};

    template <int Input, bool OfRows>
    constexpr void meet(index given) {
        constexpr matrix_shape shape = P::value.shapes[P::value.input_shape[Input]];
        constexpr extent e = OfRows ? shape.rows : shape.columns;
        constexpr char const* name = P::value.inputs[Input].name;
        constexpr int d = P::value.dimension_index(e);
        if constexpr (!e.is_named()) {
            if (given != e.number) refuse_size(name, OfRows, given, e.number, nullptr, nullptr);
        } else if constexpr (d >= 0) {
            if (told_by[d] != nullptr && sizes[d] != given) refuse_size(name, OfRows, given, sizes[d], e.name, told_by[d]);
            if (told_by[d] == nullptr) told_by[d] = name;
            sizes[d] = given;
        }
    }
    template <int Input>
    constexpr void meet(given_size size) {
        meet<Input, true>(size.rows);
        meet<Input, false>(size.columns);
    }
};

/// Memory that grows and is kept: what a program needs for its buffers and copies.
template <class T>
class workspace {
    static constexpr std::size_t alignment = 64;
    struct deleter {
        void operator()(T* p) const { ::operator delete(static_cast<void*>(p), std::align_val_t{alignment}); }
    };
    std::unique_ptr<T, deleter> memory;
    index capacity = 0;

public:
    std::size_t bytes() const { return static_cast<std::size_t>(capacity) * sizeof(T); }
    T* reserve(index count) {
        if (count > capacity) {
            memory.reset(static_cast<T*>(::operator new(static_cast<std::size_t>(count) * sizeof(T), std::align_val_t{alignment})));
            capacity = count;
        }
        return memory.get();
    }
};

/// The inputs of a program as packed memory, one after another.
template <class P, class T, class Given>
struct input_gatherer;
template <class P, class T, class... V, class... U>
struct input_gatherer<P, T, expressions<binding<V, U>...>> {
    using place = matrix_placement<P, V...>;
    static constexpr int count = P::value.input_count;
    using values = std::tuple<binding<V, U> const&...>;

    template <int I>
    using type_at = std::tuple_element_t<static_cast<std::size_t>(place::bound(I)), std::tuple<U...>>;
    template <int I>
    static constexpr bool needed = P::value.used[I] && place::bound(I) >= 0;

    template <int I>
    static constexpr bool may_be_copied() {
        if constexpr (!needed<I>) return false;
        else if constexpr (!is_matrix_reference<type_at<I>>) return true;
        else return !always_packed<std::remove_cvref_t<decltype(*std::declval<type_at<I>>().object)>, T>();
    }

    template <int I>
    static constexpr void meet(bound_sizes<P>& sizes, values const& given) {
        if constexpr (place::bound(I) >= 0)
            sizes.template meet<I>(size_given(std::get<static_cast<std::size_t>(place::bound(I))>(given).value, place::as_row(I)));
    }
    template <int I>
    static constexpr void point(T** inputs, T*& free, index const* sizes, values const& given) {
        if constexpr (needed<I>) {
            auto const& value = std::get<static_cast<std::size_t>(place::bound(I))>(given).value;
            if constexpr (!is_matrix_reference<type_at<I>>) {
                *free = static_cast<T>(value);
                inputs[I] = free++;
            } else if constexpr (!may_be_copied<I>()) {
                inputs[I] = const_cast<T*>(value.object->data());
            } else {
                // A program does not write to its inputs.
                T* const there = const_cast<T*>(packed<T const>(*value.object));
                if (there != nullptr) {
                    inputs[I] = there;
                } else {
                    given_size const size = size_given(value, place::as_row(I));
                    pack(*value.object, free, size, place::as_row(I));
                    inputs[I] = free;
                    free += rounded_size<P, P::value.input_shape[I]>(sizes);
                }
            }
        }
    }
    template <int I>
    static constexpr index copy_space(index const* sizes) {
        if constexpr (may_be_copied<I>()) return rounded_size<P, P::value.input_shape[I]>(sizes);
        else return 0;
    }
};

/// Labels that are arguments are looked at before anything is computed.
template <class P, int Id, class T>
constexpr void check_label([[maybe_unused]] T* const* inputs, [[maybe_unused]] index const* sizes) {
    if constexpr (P::value.operation(Id) == &info_of<operations::pick>) {
        constexpr int labels = P::value.second(Id);
        if constexpr (P::value.kind(labels) == graph::input_node)
            for (index j = 0; j < columns_of<P, P::value.shape[Id]>(sizes); ++j)
                (void)row_of_label(inputs[P::value.first(labels)][j], rows_of<P, P::value.shape[P::value.first(Id)]>(sizes));
    }
}
template <class P, class T>
constexpr void check_labels(T* const* inputs, index const* sizes) {
    [&]<std::size_t... Id>(std::index_sequence<Id...>) {
        (check_label<P, static_cast<int>(Id)>(inputs, sizes), ...);
    }(std::make_index_sequence<static_cast<std::size_t>(P::value.count)>{});
}

/// Evaluates a program at bound values. `outputs(sizes, free)` gives the memory of the results; `memory(count)` gives space.
template <class P, class T, class... V, class... U, class Memory, class Outputs>
constexpr void evaluate_program(Memory&& memory, Outputs&& outputs, std::tuple<binding<V, U> const&...> given) {
    using gatherer = input_gatherer<P, T, expressions<binding<V, U>...>>;
    bound_sizes<P> sizes;
    [&]<std::size_t... I>(std::index_sequence<I...>) CTGRAD_INLINE_LAMBDA {
        (gatherer::template meet<static_cast<int>(I)>(sizes, given), ...);
        index const copies = (index{0} + ... + gatherer::template copy_space<static_cast<int>(I)>(sizes.sizes));
        T* to[static_cast<std::size_t>(P::result_count) + 1]{};
        index const result_copies = outputs.space(sizes.sizes);
        T* const space = memory.reserve(buffer_space<P>(sizes.sizes) + copies + result_copies);
        T* free = space + buffer_space<P>(sizes.sizes);
        T* inputs[sizeof...(I) + 1]{};
        (gatherer::template point<static_cast<int>(I)>(inputs, free, sizes.sizes, given), ...);
        check_labels<P, T>(inputs, sizes.sizes);
        outputs.point(to, free, sizes.sizes);
        run_program<P, T, P::result_count>(inputs, to, space, sizes.sizes);
        outputs.finish(to, sizes.sizes);
    }(std::make_index_sequence<static_cast<std::size_t>(P::value.input_count)>{});
}

/// Memory on the stack, for programs whose sizes are all known.
template <class T, index Count>
struct stack_memory {
    alignas(64) T data[static_cast<std::size_t>(Count) + 1];
    constexpr T* reserve(index) { return data; }
};

/// A place for a result, named by `into(W, g)`.
template <class X, class Object>
struct destination {
    Object* object;
};
template <class D>
inline constexpr bool is_destination = false;
template <class X, class Object>
inline constexpr bool is_destination<destination<X, Object>> = true;

template <class X, class Object>
struct bindings_of<destination<X, Object>> {
    using type = expressions<>;
};
template <class X, class Object>
constexpr auto as_bundle(destination<X, Object> const&) {
    return std::tuple<>{};
}

/// A binding as a source knows it: upstream gradients are known by their number, and have the shape of an output.
template <class Source, class Binding>
struct known_binding {
    using type = Binding;
    static constexpr Binding const& of(Binding const& b) { return b; }
};
template <class... F, class... X, class... Seed, class V, class U>
    requires(describe<V>.what == descriptor::kind::upstream && is_matrix_value<U> &&
             describe<V>.value.numerator < static_cast<wide>(sizeof...(Seed)))
struct known_binding<formula_source<expressions<F...>, expressions<X...>, expressions<Seed...>>, binding<V, U>> {
    using seed = std::tuple_element_t<static_cast<std::size_t>(describe<V>.value.numerator), std::tuple<Seed...>>;
    using type = binding<seed, matrix_reference<U>>;
    static constexpr type of(binding<V, U> const& b) { return {{&b.value}}; }
};

template <class Value>
inline constexpr bool is_eigen_reference = false;
template <class M>
inline constexpr bool is_eigen_reference<matrix_reference<M>> = is_eigen<M>;

template <class Bindings>
struct any_eigen;
template <class... V, class... U>
struct any_eigen<expressions<binding<V, U>...>> {
    static constexpr bool value = (is_eigen_reference<U> || ...);
    using scalar = typename scalar_of<typename scalar_in<U>::type...>::type;
};

/// The results of a quantity of a source, as one object; `all(r)` are references to them in order.
template <class Source, quantity What, class T, bool Arrays>
struct matrix_results;
template <class F, class... X, class Seeds, quantity What, class T, bool Arrays>
struct matrix_results<formula_source<expressions<F>, expressions<X...>, Seeds>, What, T, Arrays> {
    using value = typename result_type<T, F, Arrays>::type;
    using partials = std::tuple<typename result_type<T, X, Arrays>::type...>;

    static auto choose() {
        if constexpr (What == quantity::values) return std::type_identity<value>{};
        else if constexpr (What == quantity::gradient) return std::type_identity<matrix_partials<partials, X...>>{};
        else if constexpr (What == quantity::tangent) return std::type_identity<value_and_matrix_tangent<value>>{};
        else return std::type_identity<value_and_matrix_partials<value, partials, X...>>{};
    }
    using type = typename decltype(choose())::type;

    /// What is computed beside the results: of a Hessian-vector product, the gradient.
    struct rest {
        std::conditional_t<What == quantity::hessian_times_tangent, partials, std::tuple<>> gradient;
    };

    static constexpr auto all(type& r, [[maybe_unused]] rest& unwanted) {
        if constexpr (What == quantity::values) return std::tie(r);
        else if constexpr (What == quantity::gradient) return std::apply(tie_all{}, r.matrices);
        else if constexpr (What == quantity::tangent) return std::tie(r.value, r.tangent);
        else
            return std::tuple_cat(std::tie(r.value), std::apply(tie_all{}, unwanted.gradient), std::apply(tie_all{}, r.partials.matrices));
    }

private:
    struct tie_all {
        template <class... R>
        constexpr auto operator()(R&... results) const {
            return std::tie(results...);
        }
    };
};

template <class P, class T, class... R>
constexpr auto writer_for(std::tuple<R&...> results) {
    return result_writer<P, T, R...>{results};
}

/// Everything that is known of an evaluation before it runs.
template <class Source, quantity What, class... Bindings>
struct matrix_evaluation {
    using given = expressions<typename known_binding<Source, Bindings>::type...>;
    using program = compiled_matrices<Source, What>;
    using scalar = typename any_eigen<given>::scalar;
    static constexpr bool fixed = program::value.dimension_count == 0;
    static constexpr bool arrays = fixed && !any_eigen<given>::value;
    template <class T>
    using results = matrix_results<Source, What, T, arrays>;

    template <class T, class Memory, class Results>
    static constexpr void run(Memory& memory, Results results, Bindings const&... bindings) {
        run_known<T>(memory, results, known_binding<Source, Bindings>::of(bindings)...);
    }
    /// The space needed where all sizes are known.
    template <class T, class Writer>
    static constexpr index fixed_space() {
        using gatherer = input_gatherer<program, T, given>;
        return [&]<std::size_t... I>(std::index_sequence<I...>) {
            index const own = buffer_space<program>(nullptr) + Writer::space(nullptr);
            return (own + ... + gatherer::template copy_space<static_cast<int>(I)>(nullptr));
        }(std::make_index_sequence<static_cast<std::size_t>(program::value.input_count)>{});
    }

private:
    template <class T, class Memory, class Results, class... V, class... U>
    static constexpr void run_known(Memory& memory, Results results, binding<V, U> const&... bindings) {
        evaluate_program<program, T>(memory, writer_for<program, T>(results), std::tuple<binding<V, U> const&...>(bindings...));
    }
};

/// The largest number of bytes that an evaluation keeps on the stack.
inline constexpr index stack_limit = 1 << 16;
template <class Evaluation, class T, class Writer>
constexpr bool uses_stack() {
    if constexpr (Evaluation::fixed)
        return Evaluation::template fixed_space<T, Writer>() * static_cast<index>(sizeof(T)) <= stack_limit;
    else
        return false;
}

// In the two functions that follow the result is a variable of the outermost block, so that g++ builds it where the caller
// wants it.

/// Evaluates to std::arrays, in constant expressions too.
template <class Results, class Evaluation, class T, class... Bindings>
constexpr typename Results::type evaluated_to_arrays(Bindings const&... bindings) {
    typename Results::type r{};
    typename Results::rest rest{};
    auto const all = Results::all(r, rest);
    constexpr index space = Evaluation::template fixed_space<T, decltype(writer_for<typename Evaluation::program, T>(all))>();
    stack_memory<T, space> memory;
    Evaluation::template run<T>(memory, all, bindings...);
    return r;
}

/// Evaluates to Eigen matrices, which are not set to 0 first; on the stack where all sizes are known and small.
template <class Results, class Evaluation, class T, class... Bindings>
typename Results::type evaluated_to_eigen(Bindings const&... bindings) {
    typename Results::type r;
    typename Results::rest rest;
    auto const all = Results::all(r, rest);
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

template <class Source, quantity What, class... Bindings>
constexpr auto evaluated_bindings(Bindings const&... bindings) {
    using evaluation_type = matrix_evaluation<Source, What, Bindings...>;
    using T = typename evaluation_type::scalar;
    using results = typename evaluation_type::template results<T>;
    if constexpr (evaluation_type::arrays)
        return evaluated_to_arrays<results, evaluation_type, T>(bindings...);
    else
        return evaluated_to_eigen<results, evaluation_type, T>(bindings...);
}

template <class F>
constexpr bool refuse_gradient_of_matrix() {
    static_assert(never<F>,
                  "ctgrad: a gradient is that of a number: take sum(F), mean(F) or an entry, or a product with its Jacobian, "
                  "jvp(F, X) or vjp(F, X)");
    return false;
}
template <class Source>
constexpr bool refuse_matrix_quantity() {
    static_assert(never<Source>,
                  "ctgrad: Jacobians and Hessians of matrices are not formed: ask for products with them, by jvp, vjp or hvp, "
                  "of one formula");
    return false;
}
template <class Problem>
constexpr bool refuse_number_for_matrix() {
    static_assert(never<Problem>, "ctgrad: the value of a matrix is an Eigen matrix, map or block, or a std::array of rows, each a std::array");
    return false;
}

template <class Source>
inline constexpr bool one_formula = Source::output_count == 1;

template <class Source, quantity What, class... Bindings>
constexpr bool accepted_known(expressions<Bindings...>) {
    return accepted_values<Source, What, given_values<expressions<typename known_binding<Source, Bindings>::type...>>,
                           compiled_matrices<Source, What>>();
}

/// Whether these arguments are all that a quantity of matrices needs; if not, says why.
template <class Source, quantity What, class... Arguments>
constexpr bool accepted_matrices() {
    using parts = source_parts<Source>;
    constexpr int no_binding = first_true({std::is_void_v<typename bindings_of<Arguments>::type>..., false});
    constexpr bool of_number = source_shapes<Source>::outputs[0].is_number();
    if constexpr (parts::mistaken || ((std::same_as<Arguments, refused> || std::same_as<Arguments, mistake>) || ...))
        return false;
    else if constexpr (!one_formula<Source> || What == quantity::hessian)
        return refuse_matrix_quantity<Source>();
    else if constexpr (!of_number && (What == quantity::gradient || What == quantity::jacobian || What == quantity::hessian_times_tangent))
        return refuse_gradient_of_matrix<Source>();
    else if constexpr (no_binding >= 0)
        return refuse_argument<std::tuple_element_t<static_cast<std::size_t>(no_binding), std::tuple<Arguments...>>>();
    else
        return accepted_known<Source, What>(typename joined_lists<typename bindings_of<Arguments>::type...>::type{});
}
template <class Source, quantity What, class... Arguments>
constexpr auto evaluated_matrices(Arguments const&... arguments) {
    if constexpr (accepted_matrices<Source, What, Arguments...>())
        return with_bindings([](auto const&... bindings) { return evaluated_bindings<Source, What>(bindings...); }, arguments...);
    else if constexpr (one_formula<Source>)
        return typename matrix_results<Source, What, double, false>::type{};
    else
        return 0;
}

}  // namespace detail
}  // namespace ctgrad
