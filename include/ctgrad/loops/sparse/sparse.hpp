#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <stdexcept>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include <ctgrad/batch/threads.hpp>
#include <ctgrad/loops/calculus/bound_arguments.hpp>
#include <ctgrad/loops/calculus/function.hpp>
#include <ctgrad/loops/run/row_checks.hpp>
#include <ctgrad/loops/sparse/matrix.hpp>
#include <ctgrad/loops/sparse/pattern.hpp>
#include <ctgrad/loops/sparse/regular_loop.hpp>
#include <ctgrad/loops/sparse/source.hpp>
#include <ctgrad/loops/sparse/writer.hpp>
#include <ctgrad/sparsity/sparse.hpp>
#include <ctgrad/support/failure.hpp>

namespace ctgrad {
namespace detail {

template <class Callable>
constexpr bool refuse_mixed_rows_of_matrix() {
    static_assert(
        never<Callable>,
        "ctgrad: this matrix is not sparse: a derivative depends on other rows than those that the body of one "
        "loop reads, such as through the result of another loop: use hvp or jvp");
    return false;
}
template <class Positions>
constexpr bool refuse_matrix_by_numbers() {
    static_assert(
        never<Positions>,
        "ctgrad: a sparse Jacobian or Hessian of a function of rows is with respect to lists of rows: choose them "
        "by arguments<...>, as in sparse(hessian(f, arguments<0>))");
    return false;
}

template <class Source>
inline constexpr char source_tag = 0;

template <class Source, quantity What, class Layout>
struct sparse_loop;
template <template <class, class, class, quantity> class SourceOf, class Callable, class R, class... A,
          std::size_t... Chosen, quantity What, class Layout>
struct sparse_loop<SourceOf<Callable, R(A...), positions<Chosen...>, What>, What, Layout> {
    using source = SourceOf<Callable, R(A...), positions<Chosen...>, What>;
    using plan = planned<source, What>;
    using layout = regular_layout<source, plan, Layout::order>;
    static constexpr bool lower = What == quantity::hessian;

    /// The matrix, with a pattern made of these lists and indices.
    template <class... Given>
    auto operator()(Given const&... arguments) const {
        return made<true>(in_one_thread{}, arguments...);
    }
    /// Distributes the rows of loops over threads.
    template <class... Given>
    auto operator()(threads const& several, Given const&... arguments) const {
        return made<true>(several, arguments...);
    }
    /// The matrix with its pattern, and zeros as values.
    template <class... Given>
    auto pattern(Given const&... arguments) const {
        return made<false>(in_one_thread{}, arguments...);
    }
    /// Writes the values of a matrix that this quantity has made, for lists of the same lengths and for the same
    /// indices.
    template <class T>
    auto into(compressed_matrix<T, Layout::order, lower>& matrix) const {
        return refreshing<compressed_matrix<T, Layout::order, lower>>{matrix};
    }

private:
    template <class Matrix>
    struct refreshing {
        Matrix& matrix;

        template <class... Given>
        void operator()(Given const&... arguments) const {
            refresh(in_one_thread{}, matrix, matrix.values().data(), arguments...);
        }
        template <class... Given>
        void operator()(threads const& several, Given const&... arguments) const {
            refresh(several, matrix, matrix.values().data(), arguments...);
        }
    };
    template <bool WithValues, class Threads, class... Given>
    static auto made([[maybe_unused]] Threads const& several, Given const&... arguments) {
        using T = scalar<Given...>;
        compressed_matrix<T, Layout::order, lower> matrix;
        if constexpr (can_run<Given...>()) {
            bound<T> const given(std::tie(), std::tie(arguments...));
            set_pattern(matrix, given);
            if constexpr (WithValues) run(several, matrix, matrix.values().data(), given);
        }
        return matrix;
    }
    template <class... Given>
    using scalar = typename loop_parameters<A...>::template scalar_of<Given...>::type;
    template <class T>
    struct bound : bound_arguments<source, T, std::tuple<A...>, positions<Chosen...>> {
        using base = bound_arguments<source, T, std::tuple<A...>, positions<Chosen...>>;
        std::array<row_column<T>, static_cast<std::size_t>(plan::value.input_count) + 1> inputs;
        bound(auto const& seeds, auto const& arguments)
            : base(seeds, arguments), inputs(base::template columns<plan>(nullptr)) {}
    };
    template <class... Given>
    static consteval bool can_run() {
        if constexpr (!takes_arguments<Callable, R(A...), Given...>())
            return false;
        else if constexpr (planned<source, What>::value.row_escapes)
            return refuse_row_outside<Callable>();
        else if constexpr (planned<source, What>::value.couples_rows)
            return refuse_mixed_rows_of_matrix<Callable>();
        else
            return true;
    }
    template <class Matrix, class T>
    static void set_pattern(Matrix& matrix, bound<T> const& given) {
        using entries = loop_entries<source, plan>;
        using access = matrix_access<Matrix>;
        loop_pattern<source, plan, bound<T>> const pattern(given);
        std::vector<std::vector<std::pair<int, int>>> positions;
        std::vector<std::vector<bool>> twice;
        auto const add = [&](sparse_loop_entry const& entry) {
            twice.emplace_back();
            positions.push_back(pattern.positions(entry, lower, twice.back()));
        };
        for (std::size_t k = 0; k < entries::count; ++k) add(entries::all[k]);
        access::set_pattern(matrix, pattern.rows(), pattern.columns(), positions);
        for (std::size_t k = 0; k < positions.size(); ++k)
            for (std::size_t i = 0; i < twice[k].size(); ++i)
                if (twice[k][i]) access::places(matrix)[k][i] = ~access::places(matrix)[k][i];
        access::made_by(matrix) = &source_tag<source>;
        access::made_of(matrix) = pattern.made_of();
        access::regular(matrix) = {};
        std::size_t sum = 0;
        for (auto const& each : access::places(matrix)) sum += each.size();
        access::each_once(matrix) = sum == matrix.nonzeros();
        if constexpr (entries::count > 0 && entries::in_one_loop) {
            access::regular(matrix) = find_regular_places(access::places(matrix));
            access::regular(matrix).in_registers =
                rows_in_registers<layout, lane_count<T>>(access::regular(matrix), access::places(matrix));
        }
    }
    template <class Threads, class T, class Matrix, class... Given>
    static void refresh([[maybe_unused]] Threads const& several, Matrix& matrix, T* to, Given const&... arguments) {
        if constexpr (can_run<Given...>()) {
            static_assert(std::same_as<T, scalar<Given...>>,
                          "ctgrad: into() a matrix of another scalar type than that of the rows");
            bound<T> const given(std::tie(), std::tie(arguments...));
            using access = matrix_access<Matrix>;
            if (access::made_by(matrix) != &source_tag<source> ||
                !loop_pattern<source, plan, bound<T>>(given).is_that_of(access::made_of(matrix)))
                fail<std::invalid_argument>(
                    "ctgrad: into() needs a matrix that this quantity has made of lists of the same lengths and of the "
                    "same indices");
            run(several, matrix, to, given);
        }
    }
    template <class Writer>
    struct taking {
        Writer& writer;
        template <class State>
        void take_from(State& s) const {
            s.take = &Writer::template take<State>;
            s.taker = &writer;
            if (writer.runs_loop()) s.run_loop = &Writer::template run_loop<State>;
        }
        template <class State, class Results>
        int operator()(State const& s, Results const& results) const {
            writer.finish(s, results);
            return 0;
        }
    };
    /// Takes the entries after all threads have finished, in the order of one thread.
    template <class Writer>
    struct taking_later {
        Writer& writer;
        template <class State, class Results>
        int operator()(State const& s, Results const& results) const {
            writer.take_all(s);
            writer.finish(s, results);
            return 0;
        }
    };
    template <class Threads, class Matrix, class T>
    static void run([[maybe_unused]] Threads const& several, Matrix& matrix, T* to, bound<T> const& given) {
        using access = matrix_access<Matrix>;
        using entries = loop_entries<source, plan>;
        constexpr bool threaded = std::same_as<Threads, threads>;
        if constexpr (entries::count > 0) {
            using entry_writer_of_plan = entry_writer<plan, T, entries, layout>;
            entry_writer_of_plan all(to, access::places(matrix), matrix.nonzeros(), access::regular(matrix),
                                     access::each_once(matrix), access::room(matrix));
            all.start();
            if constexpr (threaded) {
                all.allowed = several;
                if (!all.runs_loop()) {
                    run_plan<plan, T>(call_options<threads>{several}, given.inputs, given.views.lengths,
                                      taking_later<entry_writer_of_plan>{all});
                    return;
                }
            }
            run_plan<plan, T>(call_options<>{}, given.inputs, given.views.lengths, taking<entry_writer_of_plan>{all});
        }
    }
};

}  // namespace detail
}  // namespace ctgrad
