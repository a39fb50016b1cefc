#pragma once

#include <ctgrad/compile/compile.hpp>
#include <ctgrad/compile/source.hpp>
#include <ctgrad/differentiate/quantity.hpp>
#include <ctgrad/matrix/plan/lowering.hpp>
#include <ctgrad/matrix/plan/plan.hpp>
#include <ctgrad/matrix/rules/apply.hpp>
#include <ctgrad/support/array_of.hpp>

/// Compiles a quantity of matrices.
namespace ctgrad::detail {

/// The shapes of the results of a quantity, in order.
template <class Source>
struct source_shapes;
template <class... F, class... X, class... Seed>
struct source_shapes<formula_source<expressions<F...>, expressions<X...>, expressions<Seed...>>> {
    static constexpr matrix_shape outputs[sizeof...(F) + 1]{describe<F>.shape..., {}};
    static constexpr matrix_shape independent[sizeof...(X) + 1]{describe<X>.shape..., {}};
    using variables = expressions<X...>;

    static constexpr bool of_numbers() { return (describe<F>.shape.is_number() && ...); }

    static constexpr matrix_shape of(quantity what, int result) {
        constexpr int m = sizeof...(F), n = sizeof...(X);
        switch (what) {
            case quantity::values: return outputs[result];
            case quantity::gradient: return independent[result];
            case quantity::jvp: return outputs[result % m];
            default: return result < m ? outputs[result] : independent[(result - m) % (n == 0 ? 1 : n)];
        }
    }
};

template <class Source, quantity What>
struct compile_matrices_job {
    static constexpr int growth = 4;
    static constexpr int m = Source::output_count, n = Source::independent_count,
                         count = detail::result_count(What, m, n);
    using nothing = matrix_program<4, count>;

    template <int Capacity, int Stage>
    static constexpr auto run() {
        matrix_program<Capacity, count> p;
        job_arrays<Capacity, true> work;
        graph& g = work.g;
        g.computes = true;
        array_of<int, m + 1> outputs{};
        array_of<int, n + 1> independent{};
        array_of<int, Source::seed_count + 1> seeds{};
        write_source<Source, Capacity>(g, work.space, outputs, independent, seeds);
        array_of<int, count + 1> results{};
        request const asked{outputs, m, independent, n, seeds};
        if (!g.full) derive(g, work.space, What, asked, results);
        if (!g.full) {
            array_of<int, count + 1> shapes{};
            for (int i = 0; i < count; ++i) shapes[i] = shape_index(g, source_shapes<Source>::of(What, i));
            pass_storage<Capacity> arrays;
            pass_context c(g, arrays.arrays(), asked_results(What, asked, results, value_count(What, m)), g.count);
            share_logistic_functions(c);
            if (!g.full) sink_negations(c);
            if (!g.full) lower_operations(c);
            if (!g.full) build_program<Capacity>(p, g, results, shapes);
        }
        p.full = g.full;
        return p;
    }
};

/// The first dimension whose size no argument tells, or -1.
template <class Job>
consteval int untold_dimension() {
    auto const& p = result_of<Job>();
    for (int d = 0; d < p.dimension_count; ++d)
        if (!p.is_told(p.dimensions[d])) return d;
    return -1;
}
template <class Job>
consteval meeting_text text_of_untold() {
    meeting_text text;
    text.add(result_of<Job>().dimensions[untold_dimension<Job>()]);
    return text;
}
template <class Job>
constexpr bool check_dimensions() {
    if constexpr (untold_dimension<Job>() >= 0)
        return refuse_untold_dimension<shape_problem<text_of_untold<Job>()>>();
    else
        return true;
}

template <class Source, quantity What>
struct compiled_matrices {
    using job = compile_matrices_job<Source, What>;
    static_assert(decltype(check_partials<job>())::value);
    static constexpr auto const& value = result_of<job>();
    static constexpr int result_count = detail::result_count(What, Source::output_count, Source::independent_count);
};

}  // namespace ctgrad::detail
