#pragma once

#include <cstddef>
#include <string_view>
#include <tuple>

#include <ctgrad/loops/rules/operations.hpp>
#include <ctgrad/support/inline.hpp>

/// Reductions by number, for plans and the code that runs them.
namespace ctgrad::detail {

/// A place in the list of reductions; or no reduction. The last value of a recurrence, and rows along another
/// axis, are planned like one: they are complete when the loop ends.
enum class reduction_kind : signed char { other_axis = -3, none = -2, last = -1 };

/// What the rows of reductions say in numbers and text.
struct reduction_facts {
    bool adds = false;
    cost_class cost = cost_class::nothing;
    std::string_view cpp_identity{}, cpp_function{};
};

/// The rows of a list of reductions, by number.
template <class List>
struct reduction_table;
template <class... Reductions>
struct reduction_table<type_list<Reductions...>> {
    static constexpr reduction_facts facts[sizeof...(Reductions)]{
        {Reductions::adds, Reductions::cost, Reductions::cpp_identity, Reductions::cpp_function}...};

    template <class Reduction>
    static constexpr int number_of() {
        int number = 0;
        bool found = false;
        ((found = found || __is_same(Reduction, Reductions), number += found ? 0 : 1), ...);
        static_assert((__is_same(Reduction, Reductions) || ...), "ctgrad: a reduction is in the list of reductions");
        return number;
    }
    template <class T>
    static constexpr T identity(reduction_kind kind) {
        T result(0);
        int number = 0;
        ((number++ == static_cast<int>(kind) ? (result = Reductions::template identity<T>(), 0) : 0), ...);
        return result;
    }
    template <class T>
    static CTGRAD_INLINE T combined(reduction_kind kind, T const& so_far, T const& next) {
        T result = next;
        int number = 0;
        ((number++ == static_cast<int>(kind) ? (result = Reductions::combine(so_far, next), 0) : 0), ...);
        return result;
    }
    /// The same for a reduction that is known.
    template <int Kind, class T>
    static CTGRAD_INLINE T combined_by(T const& so_far, T const& next) {
        if constexpr (Kind < 0) {
            return next;
        } else {
            using row = std::tuple_element_t<static_cast<std::size_t>(Kind), std::tuple<Reductions...>>;
            return row::combine(so_far, next);
        }
    }
};
using table_of_reductions = reduction_table<reductions>;

constexpr reduction_facts facts_of(reduction_kind kind) {
    return static_cast<int>(kind) < 0 ? reduction_facts{} : table_of_reductions::facts[static_cast<int>(kind)];
}
constexpr bool is_sum(reduction_kind kind) { return facts_of(kind).adds; }

}  // namespace ctgrad::detail
