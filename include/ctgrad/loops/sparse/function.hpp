#pragma once

#include <cstddef>
#include <type_traits>

#include <ctgrad/loops/sparse/sparse.hpp>

/// Sparse Jacobians and Hessians of functions of rows.
namespace ctgrad {

namespace detail {

template <class R, class... A, std::size_t... Chosen>
consteval bool check_lists(std::type_identity<R(A...)>, positions<Chosen...> chosen) {
    if constexpr (sizeof...(Chosen) == 0)
        return refuse_matrix_by_numbers<decltype(chosen)>();
    else if constexpr (((Chosen >= sizeof...(A)) || ...))
        return check_positions<sizeof...(A), Chosen...>();
    else if constexpr (!((is_rows<std::tuple_element_t<Chosen, std::tuple<A...>>> &&
                          !has_columns<std::tuple_element_t<Chosen, std::tuple<A...>>> &&
                          leaf_count<typename content_of<std::tuple_element_t<Chosen, std::tuple<A...>>>::type>() >
                              0) &&
                         ...))
        return refuse_matrix_by_numbers<decltype(chosen)>();
    else
        return true;
}
template <quantity What, class... Options>
struct loop_layout {
    using type = void;
};
template <quantity What>
struct loop_layout<What> : layout_of<What> {};
template <quantity What, storage_order Order>
struct loop_layout<What, compressed<Order>> : layout_of<What, compressed<Order>> {};

template <template <class, class, class, quantity> class Source, class Callable, class Signature, quantity What,
          std::size_t... Chosen, class... Options>
constexpr auto sparse_of_rows(positions<Chosen...> chosen, Options...) {
    using wanted_layout = typename loop_layout<What, Options...>::type;
    if constexpr (std::is_void_v<wanted_layout>) {
        refuse_layout<Options...>();
        return refused_sparse_quantity{};
    } else if constexpr (!check_lists(std::type_identity<Signature>{}, chosen)) {
        return refused_sparse_quantity{};
    } else {
        return sparse_loop<Source<Callable, Signature, positions<Chosen...>, What>, What, wanted_layout>{};
    }
}
/// Makes only the pattern.
template <class Sparse>
struct sparse_loop_pattern {
    template <class... Given>
    auto operator()(Given const&... arguments) const {
        if constexpr (requires { Sparse{}.pattern(arguments...); })
            return Sparse{}.pattern(arguments...);
        else
            return Sparse{}(arguments...);
    }
};

}  // namespace detail

/// The sparse Jacobian, with respect to lists, of a function that returns rows. A call makes a `compressed_matrix`,
/// whose pattern follows from the lists and indices; `into(matrix)` writes only new values. `csr` is the default order.
/// The numbers of a row of the result are consecutive rows of the matrix.
/// ```cpp
/// constexpr auto slopes = ctgrad::function<ctgrad::rows_of<double>(ctgrad::rows_of<double>)>([](auto const& u) {
///     return ctgrad::map(ctgrad::windows<3>(u), [](auto const& w) { return w[0] - 2 * w[1] * w[1] + w[2]; });
/// });
/// constexpr auto jacobian = ctgrad::sparse(ctgrad::jacobian(slopes, ctgrad::arguments<0>));
/// auto matrix = jacobian(u);  // 3 entries in each row
/// jacobian.into(matrix)(v);   // v is as long as u
/// ```
/// Throws std::invalid_argument, before anything is written, if the length of a list or the indices differ from those
/// of the pattern.
template <class Callable, class Signature, class Chosen, class... Options>
constexpr auto sparse(detail::matrix_of_rows<Callable, Signature, detail::quantity::jacobian, Chosen>,
                      Options... options) {
    return detail::sparse_of_rows<detail::sparse_jacobian_source, Callable, Signature, detail::quantity::jacobian>(
        Chosen{}, options...);
}
/// The sparse Hessian, with respect to lists, of a function that is a sum over rows: its lower triangle. Use it like
/// the sparse Jacobian.
template <class Callable, class Signature, class Chosen, class Answer, class... Options>
constexpr auto sparse(detail::loop_quantity<detail::loop_source<Callable, Signature, Chosen, detail::quantity::hessian>,
                                            detail::quantity::hessian, Answer, detail::call_options<>>,
                      Options... options) {
    return detail::sparse_of_rows<detail::sparse_hessian_source, Callable, Signature, detail::quantity::hessian>(
        Chosen{}, options...);
}
/// The pattern of a sparse Jacobian or Hessian of a function of rows: the matrix, with zeros as values.
template <class Callable, class Signature, class Chosen, class... Options>
constexpr auto sparsity(detail::matrix_of_rows<Callable, Signature, detail::quantity::jacobian, Chosen> wanted,
                        Options... options) {
    return detail::sparse_loop_pattern<decltype(sparse(wanted, options...))>{};
}
template <class Callable, class Signature, class Chosen, class Answer, class... Options>
constexpr auto sparsity(
    detail::loop_quantity<detail::loop_source<Callable, Signature, Chosen, detail::quantity::hessian>,
                          detail::quantity::hessian, Answer, detail::call_options<>>
        wanted,
    Options... options) {
    return detail::sparse_loop_pattern<decltype(sparse(wanted, options...))>{};
}

}  // namespace ctgrad
