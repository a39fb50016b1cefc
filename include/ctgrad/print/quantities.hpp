#pragma once

#include <cstddef>
#include <string_view>
#include <tuple>
#include <utility>

#include <ctgrad/calculus/gradient.hpp>
#include <ctgrad/compile/source.hpp>
#include <ctgrad/function/function.hpp>
#include <ctgrad/function/rows.hpp>
#include <ctgrad/print/listing.hpp>

/// What can be printed: sources and quantities.
namespace ctgrad::detail {

template <fixed_string... Name>
struct given_names {
    static constexpr std::size_t count = sizeof...(Name);
};

/// Whether the rows of a list hold numbers rather than indices.
template <class List>
inline constexpr bool has_numbers = requires {
    typename row_of<List>::type;
};

/// Writes the names of a function's arguments, scalar by scalar: x1, x2[0], x3.length.
template <class Given>
struct argument_names;
template <fixed_string... Name>
struct argument_names<given_names<Name...>> {
    static constexpr std::string_view names[sizeof...(Name) + 1]{Name.view()..., {}};

    /// The letters of indices, by axis: the usual letters, except names of arguments.
    struct index_letters {
        char letters[maximum_indices]{};

        constexpr index_letters() {
            std::size_t count = 0;
            for (char const letter : std::string_view("ijklmpqrahbcdeguvwyz"))
                if (count < maximum_indices && !is_given(std::string_view(&letter, 1))) letters[count++] = letter;
        }
        static constexpr bool is_given(std::string_view name) {
            for (std::size_t i = 0; i < sizeof...(Name); ++i)
                if (names[i] == name) return true;
            return false;
        }
    };
    static constexpr index_letters indices{};

    template <class... A>
    static constexpr void write(short_name* to) {
        std::size_t argument = 0, axis = 0, columns = (0 + ... + std::size_t{is_rows<A>});
        (write_argument<A>(argument++, sizeof...(A), axis, columns, to), ...);
    }
    /// The name of an argument, one of `count`.
    static constexpr short_name name_of(std::size_t argument, std::size_t count) {
        short_name name{};
        if (argument < sizeof...(Name)) {
            name.add(names[argument]);
        } else {
            name.add("x");
            if (count > 1) name.add_integer(static_cast<int>(argument) + 1);
        }
        return name;
    }

private:
    /// A list of rows has an axis, and the name of a row its index: x2[i]. A matrix has another one: x1[i][j].
    template <class S>
    static constexpr void write_argument(std::size_t argument, std::size_t count, std::size_t& axis,
                                         std::size_t& columns, short_name*& to) {
        short_name name = name_of(argument, count);
        auto const add_index = [&](std::size_t number) {
            name.add("[");
            name.add(std::string_view(&indices.letters[number], 1));
            name.add("]");
        };
        if constexpr (is_rows<S>) {
            add_index(axis++);
            if constexpr (has_columns<S>) {
                add_index(columns++);
                *to++ = name;
                return;
            }
            if constexpr (has_numbers<S>) write_parts<typename row_of<S>::type>(name, to);
        } else {
            write_parts<S>(name, to);
        }
    }
    template <class S>
    static constexpr void write_parts(short_name const& name, short_name*& to) {
        if constexpr (scalar_type<S>) {
            *to++ = name;
        } else if constexpr (is_array<S>) {
            for (std::size_t i = 0; i < std::tuple_size_v<S>; ++i) {
                short_name part = name;
                part.add("[");
                part.add_integer(static_cast<int>(i));
                part.add("]");
                write_parts<typename S::value_type>(part, to);
            }
        } else if constexpr (structured_matrix<S>) {
            using matrix = matrix_structure<S>;
            auto const add_index = [](short_name& to_name, std::size_t number) {
                to_name.add("[");
                to_name.add_integer(static_cast<int>(number));
                to_name.add("]");
            };
            for (std::size_t k = 0; k < matrix::columns; ++k)
                for (std::size_t i = 0; i < matrix::rows; ++i) {
                    short_name part = name;
                    add_index(part, matrix::rows == 1 ? k : i);
                    if (matrix::rows > 1 && matrix::columns > 1) add_index(part, k);
                    *to++ = part;
                }
        } else {
            write_members<S>(name, to, std::make_index_sequence<member_count<S>>{});
        }
    }
    template <class S, std::size_t... I>
    static constexpr void write_members(short_name const& name, short_name*& to, std::index_sequence<I...>) {
        (write_member<S, I>(name, to), ...);
    }
    template <class S, std::size_t I>
    static constexpr void write_member(short_name part, short_name*& to) {
        part.add(".");
        part.add(member<S, I>::name().view());
        write_parts<member_type<S, I>>(part, to);
    }
};

template <class Callable, class R, class... A, class Chosen, quantity What>
struct own_names<function_source<Callable, R(A...), Chosen, What>> {
    static constexpr bool composed = true;
    static constexpr std::size_t arguments = sizeof...(A);
    template <class Names>
    static constexpr std::string_view letters{};
    template <class Names>
    static constexpr void write(short_name* to) {
        argument_names<Names>::template write<A...>(to);
    }
};

template <class Source>
struct own_names<freely_rounded<Source>> : own_names<Source> {};

/// The source and quantity of an argument of a printing function.
template <class Printed>
struct printed_parts {};
template <class Source, quantity What>
struct parts_of {
    using source = Source;
    static constexpr quantity what = What;
    template <class Names, bool Arranged = false>
    using listing = detail::listing<Source, What, Names, Arranged>;
};
template <formula F>
struct printed_parts<F> : parts_of<formula_source<expressions<F>, expressions<>>, quantity::values> {};
template <formula_condition C>
struct printed_parts<C> : parts_of<formula_source<expressions<C>, expressions<>>, quantity::values> {};
template <class... F>
struct printed_parts<expressions<F...>> : parts_of<formula_source<expressions<F...>, expressions<>>, quantity::values> {
};
template <class Callable, class Signature>
struct printed_parts<traced<Callable, Signature>>
    : parts_of<function_source<Callable, Signature, positions<>, quantity::values>, quantity::values> {};
template <class Quantity>
    requires(
        !formula<Quantity> &&
        requires {
            typename Quantity::source;
            Quantity::what;
        } &&
        !requires { requires !Quantity::source::is_printable; })
struct printed_parts<Quantity> : parts_of<typename Quantity::source, Quantity::what> {};

template <class Printed>
concept printable = requires {
    typename printed_parts<Printed>::source;
};

constexpr bool is_identifier(std::string_view name) {
    if (name.empty() || (name[0] >= '0' && name[0] <= '9')) return false;
    for (char c : name)
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_')) return false;
    return true;
}

}  // namespace ctgrad::detail
