#pragma once

#include <array>
#include <cstddef>
#include <type_traits>
#include <utility>

#include <ctgrad/calculus/answers.hpp>
#include <ctgrad/calculus/callable.hpp>
#include <ctgrad/diagnostics/sparsity_checks.hpp>
#include <ctgrad/function/with.hpp>
#include <ctgrad/sparsity/compile.hpp>
#include <ctgrad/sparsity/destination.hpp>
#include <ctgrad/sparsity/entries.hpp>

namespace ctgrad {

namespace detail {

/// Makes the result of a sparse quantity from the numbers of its program.
template <class Shape, quantity What, auto const& Pattern>
struct sparse_answer {
    using keys = sparse_keys<typename Shape::keys>;

    template <class T, std::size_t N>
    static CTGRAD_INLINE auto from(std::array<T, N> const& numbers) {
        constexpr std::size_t m = Shape::rows, n = Shape::columns;
        using matrix = sparse_matrix_entries<T, Pattern>;
        using value = value_in<0, Shape, T, N>;
        if constexpr (What == quantity::hessian)
            return result<keys, with_value<value>, with_gradient<gradient_in<1, Shape, T, N>>, with_hessian<matrix>>{
                {Shape::template value<0>(numbers)},
                {Shape::template gradient<1>(numbers)},
                {matrix{part<1 + n, Pattern.nonzeros>(numbers)}}};
        else
            return result<keys, with_value<value>, with_jacobian<matrix>>{{Shape::template value<0>(numbers)},
                                                                          {matrix{part<m, Pattern.nonzeros>(numbers)}}};
    }
};

/// What `sparse` returns.
template <class Source, quantity What, class Shape, class Layout>
struct sparse_callable : compiled_callable<sparse_source<Source, What, Layout, false>, What,
                                           sparse_answer<Shape, What, sparsity_of<Source, What, Layout>>> {
    using with_free_rounding = sparse_callable<typename detail::with_free_rounding<Source>::type, What, Shape, Layout>;

    /// Computes only the entries and writes them to the caller's memory: a pointer to numbers, a span, or a range such
    /// as a std::vector. Nothing is allocated.
    template <class Destination>
    constexpr auto into(Destination&& destination) const {
        using entries = sparse_source<Source, What, Layout, true>;
        using pattern = std::remove_cvref_t<decltype(sparsity_of<Source, What, Layout>)>;
        using memory = sparse_destination<std::remove_reference_t<Destination>>;
        if constexpr (!is_sparse_destination<Destination>) {
            refuse_sparse_destination<Destination>();
            return refused_writer{};
        } else if constexpr (!memory::template check<pattern>()) {
            return refused_writer{};
        } else {
            auto* const numbers = memory::prepare(destination, sparsity_of<Source, What, Layout>);
            return sparse_writer<entries, What, std::remove_pointer_t<decltype(numbers)>>{numbers};
        }
    }
};

/// In place of what was refused.
inline constexpr sparsity_pattern<1, 1, 1, storage_order::by_rows, false> refused_pattern{{0}, {0}, {0, 1}};
struct refused_sparse_quantity {
    struct answer {
        double value = 0;
        std::array<double, 1> gradient{};
        sparse_matrix_entries<double, refused_pattern> hessian{}, jacobian{};
    };
    template <class... Given>
    constexpr answer operator()(Given const&...) const {
        return {};
    }
    template <class Destination>
    constexpr refused_writer into(Destination&&) const {
        return {};
    }
};

}  // namespace detail

/// The structural pattern of a Jacobian or Hessian: which entries are not zero, as a constant. It follows from the
/// program: an entry is zero if the derivative is zero for all arguments. Options are `csr` (the default) or `csc`, the
/// order of the entries, and `both_triangles` for a Hessian; otherwise only its lower triangle is stored.
/// ```cpp
/// constexpr auto f = ctgrad::function<double(std::array<double, 3>)>(
///     [](auto const& x) { return x[0] * x[0] + x[1] * x[2]; });
/// constexpr auto& pattern = ctgrad::sparsity(ctgrad::hessian(f));
/// static_assert(pattern.nonzeros == 2);  // (0, 0) and (2, 1)
/// ```
template <class Quantity, class... Options>
consteval auto const& sparsity(Quantity, Options...) {
    if constexpr (detail::check_sparse<Quantity, Options...>()) {
        using wanted = detail::matrix_quantity<Quantity>;
        return detail::sparsity_of<typename wanted::source, wanted::what,
                                   typename detail::layout_of<wanted::what, Options...>::type>;
    } else {
        return detail::refused_pattern;
    }
}

/// The same Jacobian or Hessian, with only the entries that are not zero: neither memory nor time is spent on the
/// others. It is called with the same arguments, and its result has the same members; but `jacobian` or `hessian` is a
/// `sparse_matrix_entries`, in the order of `sparsity` with the same options.
/// ```cpp
/// auto const r = ctgrad::sparse(ctgrad::hessian(f))(x);
/// for (std::size_t k = 0; k < pattern.nonzeros; ++k)
///     std::cout << pattern.row_indices[k] << ' ' << pattern.column_indices[k] << ' ' << r.hessian[k] << '\n';
/// ```
/// `into` computes only the entries, without value and gradient, and writes them to the caller's memory: a pointer, a
/// `std::span`, or a variable that is a range of the right size. It allocates nothing.
/// ```cpp
/// ctgrad::sparse(ctgrad::hessian(f)).into(values)(x);
/// ```
/// Throws std::invalid_argument, before anything is written, if the range has the wrong size, the pointer is null, or
/// an argument is in that memory.
template <class Quantity, class... Options>
constexpr auto sparse(Quantity, Options...) {
    if constexpr (detail::check_sparse<Quantity, Options...>()) {
        using wanted = detail::matrix_quantity<Quantity>;
        return detail::sparse_callable<typename wanted::source, wanted::what, typename wanted::shape,
                                       typename detail::layout_of<wanted::what, Options...>::type>{};
    } else {
        return detail::refused_sparse_quantity{};
    }
}
template <class Quantity, class Written, class... Kept, class... Options>
constexpr auto sparse(detail::with_bound_data<Quantity, Written, Kept...> const& quantity, Options... options) {
    return quantity.with_same_data(sparse(Quantity(quantity), options...));
}

}  // namespace ctgrad
