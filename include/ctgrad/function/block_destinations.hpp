#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <type_traits>
#include <utility>

#include <ctgrad/diagnostics/refusal.hpp>
#include <ctgrad/function/list_concepts.hpp>
#include <ctgrad/function/size_errors.hpp>
#include <ctgrad/support/inline.hpp>

namespace ctgrad {

/// Memory for a block of a Jacobian whose columns are stored one after the other; see `into`. A plain pointer means row
/// after row.
template <class T>
struct by_columns {
    T* numbers;
    explicit constexpr by_columns(T* first) : numbers(first) {}
};

namespace detail {

template <class Given>
constexpr bool refuse_destination_block() {
    static_assert(never<Given>,
                  "ctgrad: into() writes a block of a Jacobian to a pointer, which may be null, by_columns(pointer), a "
                  "matrix or a "
                  "range of numbers that can be written, and that is a variable if it owns its memory");
    return false;
}
template <std::size_t Given, std::size_t Wanted>
constexpr bool check_block_count() {
    static_assert(
        Given == Wanted,
        "ctgrad: into() takes one block for each argument that the function is differentiated by, or for each "
        "chosen result and each argument: the numbers here are those given and wanted");
    return Given == Wanted;
}
template <std::ptrdiff_t Given, std::size_t Wanted>
constexpr bool check_block_size() {
    constexpr bool fits = Given < 0 || Given == static_cast<std::ptrdiff_t>(Wanted);
    static_assert(
        fits,
        "ctgrad: a block of a Jacobian has a row for each scalar of the result and a column for each of the argument: "
        "the numbers here are those of the block given and those needed");
    return fits;
}

/// A block of `Rows` rows and `Columns` columns in the user's memory. `check` refuses memory that does not fit,
/// `prepare` checks at run time what is unknown at compile time, `is_wanted` is false for a null pointer, and `at` is
/// an entry.
template <class Block, std::size_t Rows, std::size_t Columns>
struct block_destination {
    static constexpr bool check() { return refuse_destination_block<Block>(); }
};

template <class T, std::size_t Rows, std::size_t Columns>
    requires(std::is_arithmetic_v<T> && !std::is_const_v<T>)
struct block_destination<T*, Rows, Columns> {
    static constexpr bool check() { return true; }
    static constexpr void prepare(T*, std::size_t) {}
    static constexpr bool is_wanted(T* block) { return block != nullptr; }
    static constexpr T& at(T* block, std::size_t i, std::size_t k) { return block[i * Columns + k]; }
};
template <std::size_t Rows, std::size_t Columns>
struct block_destination<std::nullptr_t, Rows, Columns> : block_destination<double*, Rows, Columns> {};
template <class T, std::size_t Rows, std::size_t Columns>
    requires(!std::is_const_v<T>)
struct block_destination<by_columns<T>, Rows, Columns> {
    static constexpr bool check() { return true; }
    static constexpr void prepare(by_columns<T> const&, std::size_t) {}
    static constexpr bool is_wanted(by_columns<T> const& block) { return block.numbers != nullptr; }
    static constexpr T& at(by_columns<T> const& block, std::size_t i, std::size_t k) {
        return block.numbers[k * Rows + i];
    }
};
/// A matrix. A dynamic one is resized.
template <matrix_like Block, std::size_t Rows, std::size_t Columns>
    requires requires(Block& block) { block(0, 0) = 1.0; }
struct block_destination<Block, Rows, Columns> {
    static constexpr bool check() {
        return check_block_size<fixed_rows<Block>(), Rows>() && check_block_size<fixed_columns<Block>(), Columns>();
    }
    static void prepare(Block& block, std::size_t position) {
        constexpr bool fixed = fixed_rows<Block>() >= 0 && fixed_columns<Block>() >= 0;
        if constexpr (!fixed) {
            if constexpr (requires(typename Block::PlainObject & plain) {
                              requires std::same_as<Block, typename Block::PlainObject>;
                              plain.resize(1, 1);
                          }) {
                block.resize(Rows, Columns);
            } else {
                auto const rows = static_cast<std::size_t>(block.rows()),
                           columns = static_cast<std::size_t>(block.cols());
                if (rows != Rows) throw_wrong_size("the block of arguments<", position, " rows", Rows, rows);
                if (columns != Columns)
                    throw_wrong_size("the block of arguments<", position, " columns", Columns, columns);
            }
        }
    }
    static constexpr bool is_wanted(Block const&) { return true; }
    static constexpr auto& at(Block& block, std::size_t i, std::size_t k) {
        using index = std::remove_cvref_t<decltype(block.rows())>;
        return block(static_cast<index>(i), static_cast<index>(k));
    }
};
/// A list of rows, or of all numbers, row by row.
template <class Block, std::size_t Rows, std::size_t Columns>
    requires(!matrix_like<Block> && requires(Block & block) { block[std::size_t{}]; } && indexed_list<Block>)
struct block_destination<Block, Rows, Columns> {
    using element = std::remove_reference_t<decltype(std::declval<Block&>()[std::size_t{}])>;
    static constexpr bool has_rows = indexed_list<element>;

    static constexpr bool check() {
        if constexpr (std::is_const_v<element> ||
                      !std::is_lvalue_reference_v<decltype(std::declval<Block&>()[std::size_t{}])>)
            return refuse_destination_block<Block>();
        else if constexpr (!has_rows)
            return check_block_size<fixed_size<Block>(), Rows * Columns>();
        else
            return check_block_size<fixed_size<Block>(), Rows>() && block_destination<element, 1, Columns>::check();
    }
    static constexpr void prepare(Block& block, std::size_t position) {
        if constexpr (fixed_size<Block>() < 0) {
            constexpr std::size_t wanted = has_rows ? Rows : Rows * Columns;
            if (block.size() != wanted)
                throw_wrong_size("the block of arguments<", position, " elements", wanted, block.size());
        }
        if constexpr (has_rows)
            for (std::size_t i = 0; i < Rows; ++i) block_destination<element, 1, Columns>::prepare(block[i], position);
    }
    static constexpr bool is_wanted(Block const&) { return true; }
    static constexpr auto& at(Block& block, std::size_t i, std::size_t k) {
        if constexpr (has_rows)
            return block[i][k];
        else
            return block[i * Columns + k];
    }
};

/// Whether an object may be passed as a block: a variable, a pointer, or a temporary that only refers to memory.
template <class Given>
consteval bool outlives_call() {
    using block = std::remove_cvref_t<Given>;
    if constexpr (std::is_lvalue_reference_v<Given> || std::is_pointer_v<block> || std::is_null_pointer_v<block>)
        return true;
    else if constexpr (requires { typename block::PlainObject; })
        return !std::same_as<block, typename block::PlainObject>;
    else if constexpr (requires { block::extent; })
        return true;
    else
        return requires(block b) { b.numbers; };
}

}  // namespace detail
}  // namespace ctgrad
