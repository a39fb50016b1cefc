#pragma once

#include <cstddef>
#include <cstdint>

#include <ctgrad/graph/operation_info.hpp>
#include <ctgrad/support/friend_injection.hpp>
#include <ctgrad/support/hash.hpp>
#include <ctgrad/support/text_view.hpp>
#include <ctgrad/support/type_name.hpp>

/// The identity of a formula: a 128-bit Merkle hash of its content, and the users' operations in it.
///
/// The hash identifies an operation by the spelling of its type. That is enough for the library's own operations, which
/// are ordinary types of a named namespace. Operations of users may be local classes, or in unnamed namespaces, so
/// different operations may have the same spelling. Therefore each of them is itself part of the formula's type. A
/// formula with an operation of internal linkage thus has internal linkage too, and a linker never takes the code of
/// one translation unit for that of another.
namespace ctgrad {

namespace detail {
struct operation_tag {};
}  // namespace detail

template <std::uint64_t High, std::uint64_t Low, detail::operation_tag const*... Operations>
struct expression;
template <std::uint64_t High, std::uint64_t Low, detail::operation_tag const*... Operations>
struct matrix_expression;
template <std::uint64_t High, std::uint64_t Low, detail::operation_tag const*... Operations>
struct condition;
template <std::uint64_t High, std::uint64_t Low, detail::operation_tag const*... Operations>
struct shape_expression;

namespace detail {

template <std::uint64_t High, std::uint64_t Low, operation_tag const*... Operations>
struct identity;

/// Identifies an operation of a user by its address. It is not a constant: since version 14 g++ ignores the linkage of
/// constants whose addresses are template arguments (GCC bug 110323), so functions of a local operation would have
/// external linkage.
template <class Operation>
inline constinit operation_tag const tag_of{};

/// A list of users' operations, without repetition.
template <operation_tag const*... Operations>
struct operation_list {
    static constexpr std::size_t size = sizeof...(Operations);

    // The types of formulas that contain these operations. They are members, not templates of their own, because every
    // node of a formula would instantiate those.
    template <std::uint64_t High, std::uint64_t Low>
    using identity = detail::identity<High, Low, Operations...>;
    template <std::uint64_t High, std::uint64_t Low>
    using number = ctgrad::expression<High, Low, Operations...>;
    template <std::uint64_t High, std::uint64_t Low>
    using matrix = matrix_expression<High, Low, Operations...>;
    template <std::uint64_t High, std::uint64_t Low>
    using condition = ctgrad::condition<High, Low, Operations...>;
    template <std::uint64_t High, std::uint64_t Low>
    using shape = shape_expression<High, Low, Operations...>;

    /// The index of an operation in the list, or `size`.
    static constexpr std::size_t position(operation_tag const* wanted) {
        operation_tag const* const all[]{Operations..., nullptr};
        std::size_t at = 0;
        while (at < size && all[at] != wanted) ++at;
        return at;
    }
    /// A hash of the indices of this list's operations in another list.
    template <class Other>
    static constexpr std::uint64_t hash_in = [] {
        std::uint64_t state = size;
        ((state = mix(state, Other::position(Operations))), ...);
        return state;
    }();
};

template <class List, operation_tag const* Operation, bool Known = List::position(Operation) != List::size>
struct appended {
    using type = List;
};
template <operation_tag const*... Operations, operation_tag const* Operation>
struct appended<operation_list<Operations...>, Operation, false> {
    using type = operation_list<Operations..., Operation>;
};

/// The operations of several lists, in the order of their first occurrence.
template <class... Lists>
struct united {
    using type = operation_list<>;
};
template <class List>
struct united<List> {
    using type = List;
};
template <class List, class... Rest>
struct united<List, operation_list<>, Rest...> : united<List, Rest...> {};
template <class List, operation_tag const* First, operation_tag const*... Others, class... Rest>
struct united<List, operation_list<First, Others...>, Rest...>
    : united<typename appended<List, First>::type, operation_list<Others...>, Rest...> {};

/// A hash of the indices of each part's operations in the list of the whole formula. The hashes of the parts contain
/// only indices in the lists of the parts.
template <class Whole, class... Parts>
inline constexpr std::uint64_t positions_in = [] {
    std::uint64_t state = 0;
    ((state = mix(state, Parts::template hash_in<Whole>)), ...);
    return state;
}();
template <class... Parts>
inline constexpr std::uint64_t positions_in<operation_list<>, Parts...> = 0;

/// Whether an operation is one of the library's, whose spelling is unique.
template <class Operation>
inline constexpr bool is_of_library = [] {
    text_view const name = type_name<Operation>;
    if (!name.starts_with("ctgrad::operations::")) return false;
    for (char const c : name)
        if (c == '(' || c == '{') return false;
    return true;
}();

/// The operation as a list, which is empty if its spelling identifies it.
template <class Operation, bool OfLibrary = is_of_library<Operation>>
struct listed {
    using type = operation_list<>;
};
template <class Operation>
struct listed<Operation, false> {
    using type = operation_list<&tag_of<Operation>>;
};

/// The spelling of an operation, as a number.
template <class Operation, std::uint64_t Seed>
inline constexpr std::uint64_t spelling = mix(Seed, type_name<Operation>);

/// The part of a formula's type that identifies it. Its meaning is the result of a friend function that the class
/// template `define` defines. The body depends only on the type, so neither the order of instantiation nor the
/// translation unit matters. If two formulas ever had the same identity, the compiler would report a redefinition.
CTGRAD_FRIENDS_BEGIN
struct descriptor;
template <std::uint64_t High, std::uint64_t Low, operation_tag const*... Operations>
struct identity {
    static constexpr std::uint64_t high = High;
    static constexpr std::uint64_t low = Low;
    using operations = operation_list<Operations...>;

    friend consteval descriptor definition(identity);
};
CTGRAD_FRIENDS_END

}  // namespace detail
}  // namespace ctgrad
