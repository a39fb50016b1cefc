#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <span>
#include <stdexcept>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>

#include <ctgrad/calculus/callable.hpp>
#include <ctgrad/diagnostics/sparsity_checks.hpp>
#include <ctgrad/evaluate/run_into.hpp>
#include <ctgrad/support/failure.hpp>
#include <ctgrad/support/inline.hpp>

/// The user's memory, to which the entries of a sparse matrix are written.
namespace ctgrad::detail {

/// How a type of destination is written to. `check` refuses at compile time a destination that does not fit a pattern.
/// `prepare` checks the rest at run time, before anything is computed, and returns where the numbers are written.
/// Headers for other libraries specialize it.
template <class Destination>
struct sparse_destination {
    static constexpr bool fits = false;
};
template <class T>
    requires std::is_arithmetic_v<T>
struct sparse_destination<T*> {
    static constexpr bool fits = !std::is_const_v<T>;

    template <class Pattern>
    static constexpr bool check() {
        return true;
    }

    template <class Pattern>
    static constexpr T* prepare(T* numbers, Pattern const&) {
        if (numbers == nullptr && Pattern::nonzeros > 0)
            fail<std::invalid_argument>("ctgrad: into() of a null pointer");
        return numbers;
    }
};
template <class T>
struct sparse_destination<T* const> : sparse_destination<T*> {};
template <class Range>
    requires requires(Range& range) {
        { *std::data(range) } -> std::convertible_to<double>;
        std::size(range);
    }
struct sparse_destination<Range> {
    static constexpr bool fits =
        !std::is_const_v<std::remove_reference_t<decltype(*std::data(std::declval<Range&>()))>>;

    template <class Pattern>
    static constexpr bool check() {
        if constexpr (std::is_array_v<Range>)
            return check_destination_size<std::extent_v<Range>, Pattern::nonzeros>();
        else if constexpr (requires { std::tuple_size<Range>::value; })
            return check_destination_size<std::tuple_size<Range>::value, Pattern::nonzeros>();
        else if constexpr (requires { typename std::bool_constant<Range::extent == std::dynamic_extent>; }) {
            if constexpr (Range::extent != std::dynamic_extent)
                return check_destination_size<Range::extent, Pattern::nonzeros>();
            else
                return true;
        } else
            return true;
    }
    template <class Pattern>
    static constexpr auto prepare(Range& range, Pattern const&) {
        if (std::size(range) != Pattern::nonzeros)
            fail<std::invalid_argument>("ctgrad: into() needs memory for " + std::to_string(Pattern::nonzeros) +
                                        " numbers, the entries that are not zero; the range has " +
                                        std::to_string(std::size(range)));
        return std::data(range);
    }
};

/// Whether `into` may write to an argument: not to a temporary that owns its memory.
template <class Given>
inline constexpr bool is_sparse_destination = sparse_destination<std::remove_reference_t<Given>>::fits &&
                                              (std::is_lvalue_reference_v<Given> || std::is_pointer_v<Given> ||
                                               std::ranges::enable_borrowed_range<Given>);

/// Whether an object is in the memory of some numbers.
template <class T, class Given>
bool is_in_memory(T const* numbers, std::size_t count, Given const& argument) {
    auto const first = reinterpret_cast<std::uintptr_t>(numbers), begin = reinterpret_cast<std::uintptr_t>(&argument);
    return begin < first + count * sizeof(T) && first < begin + sizeof(Given);
}

/// Writes the results of a source to memory when it is called with the arguments.
template <class Source, quantity What, class T>
struct sparse_writer {
    T* numbers;

    template <class... Given>
    CTGRAD_INLINE void operator()(Given const&... arguments) const {
        if (!__builtin_is_constant_evaluated()) {
            if ((is_in_memory(numbers, results_of<Source, What>, arguments) || ...))
                fail<std::invalid_argument>("ctgrad: into() writes to memory that an argument is in");
        }
        invocation<Source>::template run<Source, What, void>(results_memory<T>{numbers}, arguments...);
    }
};
/// In place of a writer that was refused.
struct refused_writer {
    template <class... Given>
    constexpr void operator()(Given const&...) const {}
};

}  // namespace ctgrad::detail
