#pragma once

#include <array>
#include <cstddef>
#include <type_traits>
#include <utility>

#include <ctgrad/ctgrad.hpp>
#include <ctgrad/diagnostics/refusal.hpp>
#include <ctgrad/solvers/stored_data.hpp>

/// Functions as solvers call them: each argument is a pointer to its scalars, and so is each block of the Jacobian.
namespace ctgrad::detail {

/// A matrix in the memory of a solver. It is null if it is not wanted.
struct solver_matrix {
    double* first;
    std::size_t row_stride, column_stride = 1;

    constexpr solver_matrix from_column(std::size_t column) const {
        return {first == nullptr ? nullptr : first + column * column_stride, row_stride, column_stride};
    }
    constexpr double& operator()(std::size_t i, std::size_t k) const {
        return first[i * row_stride + k * column_stride];
    }
};

template <class Function>
constexpr bool refuse_as_solver_function() {
    static_assert(
        !has_bound_data<Function>,
        "ctgrad: this solver passes a pointer to the data on: give it the function without with(), and the pointer");
    static_assert(
        never<Function> || has_bound_data<Function>,
        "ctgrad: a solver takes what ctgrad::function<...> returns, with arguments of sizes that its signature "
        "states: a function of rows is called in a callback of your own");
    return false;
}
/// A function whose data are stored one after the other. Its blocks are the arguments that are not data.
template <class Function>
struct function_in_memory {
    static constexpr bool is_refused = true;
    static constexpr std::size_t rows = 1, columns = 1, block_count = 1;
    static constexpr std::array<std::size_t, 1> block_sizes{1};
    using data_type = std::array<double, 1>;

    static data_type data_of(auto const&...) {
        refuse_as_solver_function<Function>();
        return {};
    }
    static data_type data_at(void const*) { return data_of(); }
    static void values(auto const&...) {}
    static void jacobian(auto const&...) {}
};

template <class Callable, class R, class... A>
struct function_in_memory<traced<Callable, R(A...)>> {
    static constexpr bool is_refused = std::is_same_v<Callable, refused_callable>;
    using written = typename written_signature<Callable, R(A...)>::type;
    using chosen = typename all_if_none<written, positions<>>::type;
    using shape = signature_shape<R(A...), chosen>;

    static constexpr std::size_t rows = leaf_count<R>(), columns = shape::columns,
                                 block_count = all_if_none<written, positions<>>::count;
    static constexpr auto block_sizes = []<std::size_t... I>(positions<I...>) {
        return std::array<std::size_t, block_count>{{leaf_count<typename shape::template argument<I>>()...}};
    }
    (chosen{});
    using stored = stored_data<written, R(A...)>;
    using data_type = typename stored::numbers;

    template <class... Given>
    static constexpr data_type data_of(Given const&... given) {
        return stored::of(given...);
    }
    static data_type data_at(void const* pointer) { return stored::at(pointer); }

    /// Computes the results from pointers to the blocks and to the data.
    static CTGRAD_INLINE void values(double const* const* blocks, double const* data, double* results) {
        auto const numbers = run_on<quantity::values, positions<>>(blocks, data);
        for (std::size_t i = 0; i < rows; ++i) results[i] = numbers[i];
    }
    /// The same from a pointer to the numbers of all blocks, one after the other.
    static CTGRAD_INLINE void values(double const* numbers, double const* data, double* results) {
        values(blocks_in(numbers).data(), data, results);
    }
    static CTGRAD_INLINE std::array<double const*, block_count> blocks_in(double const* numbers) {
        return [&]<std::size_t... I>(std::index_sequence<I...>) CTGRAD_INLINE_LAMBDA {
            return std::array<double const*, block_count>{{numbers + start<I>...}};
        }
        (std::make_index_sequence<block_count>{});
    }

    /// Writes the Jacobian too, as a matrix for each block.
    static CTGRAD_INLINE void jacobian(double const* const* blocks, double const* data, double* results,
                                       std::array<solver_matrix, block_count> const& to) {
        auto const numbers = run_on<quantity::jacobian, chosen>(blocks, data);
        for (std::size_t i = 0; i < rows; ++i) results[i] = numbers[i];
        [&]<std::size_t... I>(std::index_sequence<I...>) CTGRAD_INLINE_LAMBDA { (write<I>(to[I], numbers), ...); }
        (std::make_index_sequence<block_count>{});
    }
    /// The same with respect to the numbers of all blocks, one after the other, as one matrix.
    static CTGRAD_INLINE void jacobian(double const* numbers, double const* data, double* results,
                                       solver_matrix const& to) {
        [&]<std::size_t... I>(std::index_sequence<I...>) CTGRAD_INLINE_LAMBDA {
            jacobian(blocks_in(numbers).data(), data, results, {{to.from_column(start<I>)...}});
        }
        (std::make_index_sequence<block_count>{});
    }

private:
    template <std::size_t Block>
    static constexpr std::size_t start = shape::start_of(Block);

    template <std::size_t Block, class Numbers>
    static CTGRAD_INLINE void write(solver_matrix const& to, Numbers const& numbers) {
        constexpr std::size_t width = block_sizes[Block];
        if (to.first == nullptr) return;
        auto const one = [&](std::size_t i) CTGRAD_INLINE_LAMBDA {
            to(i / width, i % width) = numbers[rows + i / width * columns + start<Block> + i % width];
        };
        if constexpr (rows * width > longest_unrolled)
            for (std::size_t i = 0; i < rows * width; ++i) one(i);
        else
            [&]<std::size_t... I>(std::index_sequence<I...>) CTGRAD_INLINE_LAMBDA { (one(I), ...); }
        (std::make_index_sequence<rows * width>{});
    }

    template <quantity What, class Chosen>
    static CTGRAD_INLINE auto run_on(double const* const* blocks, double const* data) {
        using source = function_source<Callable, R(A...), Chosen, What>;
        using program = compiled<source, What>;
        return run<program, double, results_of<source, What>>(scalars(blocks, data), statements_of<program>);
    }

    /// Where each scalar of the arguments is: its block, or `block_count` for data, and its position in the block.
    struct place {
        std::size_t block, index;
    };
    static constexpr std::size_t scalar_count = (leaf_count<A>() + ... + 0);
    template <class Result, class... W>
    static constexpr auto find_places(std::type_identity<Result(W...)>) {
        constexpr bool is_data[]{signature_argument<W>::is_data..., true};
        constexpr std::size_t sizes[]{leaf_count<A>()..., 0};
        std::array<place, scalar_count + 1> found{};
        for (std::size_t argument = 0, block = 0, next = 0, next_data = 0; argument < sizeof...(A); ++argument) {
            for (std::size_t i = 0; i < sizes[argument]; ++i)
                found[next++] = is_data[argument] ? place{block_count, next_data++} : place{block, i};
            if (!is_data[argument]) ++block;
        }
        return found;
    }
    static constexpr auto places = find_places(std::type_identity<written>{});

    static CTGRAD_INLINE std::array<double const*, scalar_count> scalars(double const* const* blocks,
                                                                         double const* data) {
        auto const at = [&](place p) CTGRAD_INLINE_LAMBDA {
            return p.block == block_count ? data + p.index : blocks[p.block] + p.index;
        };
        if constexpr (scalar_count > longest_unrolled) {
            std::array<double const*, scalar_count> all{};
            for (std::size_t i = 0; i < scalar_count; ++i) all[i] = at(places[i]);
            return all;
        } else {
            return [&]<std::size_t... I>(std::index_sequence<I...>) CTGRAD_INLINE_LAMBDA {
                return std::array<double const*, scalar_count>{{at(places[I])...}};
            }
            (std::make_index_sequence<scalar_count>{});
        }
    }
};

}  // namespace ctgrad::detail
