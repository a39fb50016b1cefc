#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <new>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

#include <ctgrad/evaluate/bind.hpp>
#include <ctgrad/matrix/evaluate/values.hpp>
#include <ctgrad/matrix/run/run.hpp>

/// The arguments of an evaluation: their sizes, their numbers as packed memory, and the memory that a program needs.
namespace ctgrad::detail {

/// The index of the binding of input `I`, and its shape.
template <class P, class... V>
struct matrix_placement {
    using places = placement<P, V...>;
    static constexpr int bound(int i) { return places::place[static_cast<std::size_t>(i)]; }
    static constexpr bool as_row(int i) { return P::value.shapes[P::value.input_shape[i]].rows.is_one(); }
};

// These do not refer to the program object at run time, which would put all of it into the user's binary.
[[noreturn]] inline void refuse_size(char const* name, bool of_rows, index given, index wanted, char const* dimension,
                                     char const* told_by) {
    std::string text = "ctgrad: ";
    text += name;
    text +=
        of_rows ? " has " + std::to_string(given) + " rows, but " : " has " + std::to_string(given) + " columns, but ";
    if (dimension == nullptr)
        text += "the formula gives it " + std::to_string(wanted);
    else
        text += std::string("dimension ") + dimension + " is " + std::to_string(wanted) + " by " + told_by;
    throw std::invalid_argument(text);
}

[[noreturn]] inline void refuse_sum(char const* dimension, index sum, char const* first, char const* second,
                                    index given, char const* told_by) {
    throw std::invalid_argument(std::string("ctgrad: dimension ") + dimension + " is " + std::to_string(sum) + " by " +
                                first +
                                (std::string_view(first) == second ? std::string() : std::string(" and ") + second) +
                                ", but " + std::to_string(given) + " by " + told_by);
}

/// The sizes of the named dimensions, from the arguments. Contradictions are refused.
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
            if (told_by[d] != nullptr && sizes[d] != given)
                refuse_size(name, OfRows, given, sizes[d], e.name, told_by[d]);
            if (told_by[d] == nullptr) told_by[d] = name;
            sizes[d] = given;
        }
    }
    /// Computes a dimension that is a sum once all its terms are known.
    template <int D>
    constexpr void add_up() {
        constexpr extent e = P::value.dimensions[D];
        if constexpr (e.parts != nullptr) {
            constexpr int a = P::value.dimension_index(e.parts[0]), b = P::value.dimension_index(e.parts[1]);
            char const* const by_a = told_by[a < 0 ? b : a];
            char const* const by_b = told_by[b < 0 ? a : b];
            if (by_a == nullptr || by_b == nullptr) return;
            index const sum = (a < 0 ? e.parts[0].number : sizes[a]) + (b < 0 ? e.parts[1].number : sizes[b]);
            if (told_by[D] != nullptr && sizes[D] != sum) refuse_sum(e.name, sum, by_a, by_b, sizes[D], told_by[D]);
            if (told_by[D] == nullptr) told_by[D] = by_a;
            sizes[D] = sum;
        }
    }
    template <int Input>
    constexpr void meet(given_size size) {
        meet<Input, true>(size.rows);
        meet<Input, false>(size.columns);
    }
};

template <class P, int... D>
constexpr void add_sums(bound_sizes<P>& sizes, std::integer_sequence<int, D...>) {
    (sizes.template add_up<D>(), ...);
}

/// Memory for the buffers and copies of a program. It grows and is kept.
template <class T>
class workspace {
    static constexpr std::size_t alignment = 64;
    struct deleter {
        void operator()(T* p) const { ::operator delete (static_cast<void*>(p), std::align_val_t{alignment}); }
    };
    std::unique_ptr<T, deleter> memory;
    index capacity = 0;

public:
    std::size_t bytes() const { return static_cast<std::size_t>(capacity) * sizeof(T); }
    T* reserve(index count) {
        if (count > capacity) {
            memory.reset(static_cast<T*>(
                ::operator new (static_cast<std::size_t>(count) * sizeof(T), std::align_val_t{alignment})));
            capacity = count;
        }
        return memory.get();
    }
};

/// The inputs of a program as packed memory, one after another.
template <class P, class T, class Given>
struct input_packer;
template <class P, class T, class... V, class... U>
struct input_packer<P, T, expressions<binding<V, U>...>> {
    using place = matrix_placement<P, V...>;
    static constexpr int count = P::value.input_count;
    using values = std::tuple<binding<V, U> const&...>;

    template <int I>
    using type_at = std::tuple_element_t<static_cast<std::size_t>(place::bound(I)), std::tuple<U...>>;
    template <int I>
    static constexpr bool needed = P::value.used[I] && place::bound(I) >= 0;

    /// The scalar type of an input that is read in place although it is not T; else void.
    template <int I>
    static constexpr auto other_scalar() {
        if constexpr (needed<I>) {
            if constexpr (is_eigen_reference<type_at<I>>) {
                using matrix = matrix_of<type_at<I>>;
                using scalar = typename matrix::Scalar;
                if constexpr (!std::same_as<scalar, T> && std::is_arithmetic_v<scalar> &&
                              always_packed<matrix, scalar>() && P::value.read_by_entries(I))
                    return std::type_identity<scalar>{};
                else
                    return std::type_identity<void>{};
            } else {
                return std::type_identity<void>{};
            }
        } else {
            return std::type_identity<void>{};
        }
    }
    template <int I>
    static constexpr bool of_other_scalar = !std::is_void_v<typename decltype(other_scalar<I>())::type>;
    /// Whether an input is read in place although it is row-major.
    template <int I>
    static constexpr bool by_rows() {
        if constexpr (!needed<I>)
            return false;
        else if constexpr (!is_eigen_reference<type_at<I>>)
            return false;
        else
            return always_packed_by_rows<matrix_of<type_at<I>>, T>() && P::value.read_by_products(I);
    }
    /// The program that reads these inputs.
    template <int... I>
    static constexpr auto reader(std::integer_sequence<int, I...>) {
        if constexpr (((of_other_scalar<I> || by_rows<I>()) || ...))
            return std::type_identity<
                program_of_stored<P, stored_as<typename decltype(other_scalar<I>())::type, by_rows<I>()>...>>{};
        else
            return std::type_identity<P>{};
    }

    template <int I>
    static constexpr bool may_be_copied() {
        if constexpr (!needed<I> || of_other_scalar<I> || by_rows<I>())
            return false;
        else if constexpr (!is_matrix_reference<type_at<I>>)
            return true;
        else
            return !always_packed<matrix_of<type_at<I>>, T>();
    }

    template <int I>
    static constexpr void meet(bound_sizes<P>& sizes, values const& given) {
        if constexpr (place::bound(I) >= 0)
            sizes.template meet<I>(
                size_given(std::get<static_cast<std::size_t>(place::bound(I))>(given).value, place::as_row(I)));
    }
    template <int I>
    static constexpr void point(T** inputs, T*& free, index const* sizes, values const& given) {
        if constexpr (needed<I>) {
            auto const& value = std::get<static_cast<std::size_t>(place::bound(I))>(given).value;
            if constexpr (!is_matrix_reference<type_at<I>>) {
                *free = static_cast<T>(value);
                inputs[I] = free++;
            } else if constexpr (of_other_scalar<I>) {
                inputs[I] =
                    reinterpret_cast<T*>(const_cast<typename matrix_of<type_at<I>>::Scalar*>(value.object->data()));
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
        if constexpr (may_be_copied<I>())
            return rounded_size<P, P::value.input_shape[I]>(sizes);
        else
            return 0;
    }
};

/// Labels that are arguments are checked before anything is computed.
template <class P, int Id, class T>
constexpr void check_label([[maybe_unused]] T* const* inputs, [[maybe_unused]] index const* sizes) {
    if constexpr (P::value.operation(Id) == &info_of<operations::gather>) {
        constexpr int labels = P::value.second(Id);
        if constexpr (P::value.operation_of(labels) == graph::input_node)
            for (index j = 0; j < columns_of<P, P::value.shape[Id]>(sizes); ++j)
                (void)row_of_label(entry_at<P, labels>(inputs[P::value.first(labels)], j),
                                   rows_of<P, P::value.shape[P::value.first(Id)]>(sizes));
    }
}
template <class P, class T>
constexpr void check_labels(T* const* inputs, index const* sizes) {
    [&]<std::size_t... Id>(std::index_sequence<Id...>) { (check_label<P, static_cast<int>(Id)>(inputs, sizes), ...); }
    (std::make_index_sequence<static_cast<std::size_t>(P::value.count)>{});
}

/// Evaluates a program at bound values. `outputs(sizes, free)` returns the memory of the results, `memory(count)`
/// scratch memory.
template <class P, class T, class... V, class... U, class Memory, class Outputs>
constexpr void evaluate_program(Memory&& memory, Outputs&& outputs, std::tuple<binding<V, U> const&...> given) {
    using packer = input_packer<P, T, expressions<binding<V, U>...>>;
    using reader = typename decltype(packer::reader(std::make_integer_sequence<int, P::value.input_count>{}))::type;
    bound_sizes<P> sizes;
    [&]<std::size_t... I>(std::index_sequence<I...>) CTGRAD_INLINE_LAMBDA {
        (packer::template meet<static_cast<int>(I)>(sizes, given), ...);
        add_sums(sizes, std::make_integer_sequence<int, P::value.dimension_count>{});
        index const copies = (index{0} + ... + packer::template copy_space<static_cast<int>(I)>(sizes.sizes));
        T* to[static_cast<std::size_t>(P::result_count) + 1]{};
        index const result_copies = outputs.space(sizes.sizes);
        T* const space = memory.reserve(buffer_space<P>(sizes.sizes) + copies + result_copies);
        T* free = space + buffer_space<P>(sizes.sizes);
        T* inputs[sizeof...(I) + 1]{};
        (packer::template point<static_cast<int>(I)>(inputs, free, sizes.sizes, given), ...);
        check_labels<reader, T>(inputs, sizes.sizes);
        outputs.point(to, free, sizes.sizes);
        run_program<reader, T, P::result_count>(inputs, to, space, sizes.sizes);
        outputs.finish(to, sizes.sizes);
    }
    (std::make_index_sequence<static_cast<std::size_t>(P::value.input_count)>{});
}

/// Memory on the stack, for programs whose sizes are all known at compile time.
template <class T, index Count>
struct stack_memory {
    alignas(64) T data[static_cast<std::size_t>(Count) + 1];
    constexpr T* reserve(index) { return data; }
};

}  // namespace ctgrad::detail
