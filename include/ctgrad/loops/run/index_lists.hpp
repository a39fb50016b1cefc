#pragma once

#include <algorithm>
#include <array>
#include <concepts>
#include <cstddef>
#include <cstring>
#include <iterator>
#include <type_traits>
#include <utility>
#include <vector>

#include <ctgrad/loops/run/state.hpp>

/// Index lists with which a function is called.
namespace ctgrad::detail {

/// Memory for the columns of index lists, kept for the next call of the thread.
inline std::ptrdiff_t* index_memory(std::size_t size) {
    static thread_local std::vector<std::ptrdiff_t> memory;
    if (memory.size() < size) memory.resize(size);
    return memory.data();
}

/// A column of an index list: how it is read, the largest number (negative numbers count as larger than all others),
/// and the numbers, if they have been copied.
struct index_column {
    index_reader reader;
    std::size_t largest = 0;
    std::ptrdiff_t const* rows = nullptr;
};

template <class Element>
std::ptrdiff_t index_in(Element const& element, [[maybe_unused]] std::size_t column) {
    if constexpr (std::integral<Element>)
        return static_cast<std::ptrdiff_t>(element);
    else
        return static_cast<std::ptrdiff_t>(element[column]);
}

/// The type of the numbers in an element of an index list.
template <class Element>
struct integer_of {
    using type = std::remove_cvref_t<decltype(std::declval<Element const&>()[0])>;
};
template <std::integral Element>
struct integer_of<Element> {
    using type = Element;
};

/// The largest number in each column. Several rows at a time are compared, so that compilers use whole registers.
template <std::size_t N, class Element>
std::array<std::size_t, N> largest_indices(Element const* list, std::size_t count) {
    using integer = typename integer_of<Element>::type;
    using comparable = std::make_unsigned_t<integer>;
    constexpr std::size_t together = 16;
    std::array<comparable, together * N> largest{};
    auto const compare = [&largest](comparable number, std::size_t i)
                             CTGRAD_INLINE_LAMBDA { largest[i] = largest[i] < number ? number : largest[i]; };
    std::size_t row = 0;
    for (; row + together <= count; row += together) {
        comparable numbers[together * N];
        std::memcpy(numbers, list + row, sizeof numbers);
        for (std::size_t i = 0; i < together * N; ++i) compare(numbers[i], i);
    }
    for (; row < count; ++row)
        for (std::size_t i = 0; i < N; ++i) compare(static_cast<comparable>(index_in(list[row], i)), i);
    std::array<std::size_t, N> result{};
    for (std::size_t i = 0; i < together * N; ++i) {
        auto const number = static_cast<std::size_t>(static_cast<std::ptrdiff_t>(static_cast<integer>(largest[i])));
        result[i % N] = std::max(result[i % N], number);
    }
    return result;
}

/// Finds the columns of an index list, and returns the number of its rows.
template <std::size_t N, class Given>
std::size_t bind_indices(Given const& given, index_column* columns) {
    auto const* const list = std::data(given);
    using element = std::remove_cvref_t<decltype(*list)>;
    std::size_t const count = std::size(given);
    std::array const largest = largest_indices<N>(list, count);
    for (std::size_t i = 0; i < N; ++i) {
        columns[i].largest = largest[i];
        columns[i].reader = {
            list, i, 0,
            [](void const* from, std::size_t column, std::size_t first, std::size_t rows, std::ptrdiff_t* to) {
                auto const* const elements = static_cast<element const*>(from) + first;
#if defined(__clang__)
#pragma clang loop vectorize(disable)
#endif
                for (std::size_t row = 0; row < rows; ++row) to[row] = index_in(elements[row], column);
            }};
    }
    return count;
}
/// Copies the columns of index lists, which have these numbers of rows.
inline void copy_indices(index_column* columns, std::size_t const* counts, std::size_t number) {
    std::size_t size = 0;
    for (std::size_t i = 0; i < number; ++i) size += counts[i];
    std::ptrdiff_t* next = index_memory(size);
    for (std::size_t i = 0; i < number; ++i) {
        columns[i].reader(0, counts[i], next);
        columns[i].rows = next;
        next += counts[i];
    }
}

}  // namespace ctgrad::detail
