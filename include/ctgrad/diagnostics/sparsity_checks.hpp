#pragma once

#include <concepts>
#include <cstddef>
#include <type_traits>

#include <ctgrad/calculus/answers.hpp>
#include <ctgrad/calculus/callable.hpp>
#include <ctgrad/diagnostics/refusal.hpp>
#include <ctgrad/diagnostics/row_messages.hpp>
#include <ctgrad/function/function.hpp>
#include <ctgrad/sparsity/pattern.hpp>

/// Checks the arguments of `sparsity`, `sparse` and `into`.
namespace ctgrad::detail {

template <class Given>
constexpr bool refuse_no_matrix() {
    static_assert(never<Given>,
                  "ctgrad: sparsity() and sparse() take a Jacobian or a Hessian, as in sparse(hessian(f))");
    return false;
}
template <class Given>
constexpr bool refuse_sparse_matrix_formula() {
    static_assert(never<Given>,
                  "ctgrad: sparsity() and sparse() take scalar formulas and functions: write a matrix formula as a "
                  "function of arrays");
    return false;
}
template <class Given>
constexpr bool refuse_sparsity_of_results() {
    static_assert(never<Given>,
                  "ctgrad: sparsity() and sparse() take the Jacobian of all results: write jacobian(f) without "
                  "results<...>");
    return false;
}
template <class... Options>
constexpr bool refuse_layout() {
    static_assert(never<Options...>,
                  "ctgrad: after the Jacobian or Hessian come csr or csc, and for a Hessian both_triangles, as in "
                  "sparse(hessian(f), csc, both_triangles)");
    return false;
}
template <class Given>
constexpr bool refuse_sparse_destination() {
    static_assert(never<Given>,
                  "ctgrad: into() takes memory that can be written: a pointer, a std::span, or a variable that is a "
                  "contiguous range of numbers; with <ctgrad/sparsity/eigen.hpp> an Eigen::SparseMatrix");
    return false;
}
template <std::size_t Given, std::size_t Nonzeros>
constexpr bool check_destination_size() {
    static_assert(Given == Nonzeros,
                  "ctgrad: into() takes memory for all entries that are not zero: the numbers here are its size and "
                  "theirs");
    return Given == Nonzeros;
}

/// Jacobians and Hessians are the quantities that are matrices.
template <class Quantity>
struct matrix_quantity;
template <class Quantity>
inline constexpr bool is_matrix_quantity = requires {
    typename matrix_quantity<Quantity>::source;
};
template <class Source, quantity What, class Shape, template <class> class Answer>
    requires(std::same_as<Answer<Shape>, jacobian_answer<Shape>> || std::same_as<Answer<Shape>, hessian_answer<Shape>>)
struct matrix_quantity<compiled_callable<Source, What, Answer<Shape>>> {
    using source = Source;
    using shape = Shape;
    static constexpr quantity what = What;
};

/// The layout that options ask for; `void` if they do not fit the quantity.
template <quantity What, class... Options>
struct layout_of {
    using type = void;
};
template <quantity What>
struct layout_of<What> {
    using type = sparse_layout<storage_order::by_rows, true>;
};
template <quantity What, storage_order Order>
struct layout_of<What, compressed<Order>> {
    using type = sparse_layout<Order, true>;
};
template <storage_order Order>
struct layout_of<quantity::hessian, compressed<Order>, whole_matrix> {
    using type = sparse_layout<Order, false>;
};
template <storage_order Order>
struct layout_of<quantity::hessian, whole_matrix, compressed<Order>>
    : layout_of<quantity::hessian, compressed<Order>, whole_matrix> {};
template <>
struct layout_of<quantity::hessian, whole_matrix> {
    using type = sparse_layout<storage_order::by_rows, false>;
};

/// Whether a source is the callable that was refused before.
template <class Source>
inline constexpr bool is_refused_source = false;
template <class Signature, class Chosen, quantity What>
inline constexpr bool is_refused_source<function_source<refused_callable, Signature, Chosen, What>> = true;
template <class... F, class... X, class Seeds>
inline constexpr bool is_refused_source<formula_source<expressions<F...>, expressions<X...>, Seeds>> =
    (std::same_as<F, mistake> || ...) || (std::same_as<X, mistake> || ...);

template <class Quantity, class... Options>
constexpr bool check_sparse() {
    if constexpr (is_function_of_rows<Quantity>) {
        return refuse_sparsity_of_rows<Quantity>();
    } else if constexpr (!is_matrix_quantity<Quantity>) {
        return refuse_no_matrix<Quantity>();
    } else {
        using wanted = matrix_quantity<Quantity>;
        if constexpr (is_refused_source<typename wanted::source>)
            return false;
        else if constexpr (wanted::source::has_matrices)
            return refuse_sparse_matrix_formula<Quantity>();
        else if constexpr (differentiates_some<typename wanted::source>)
            return refuse_sparsity_of_results<Quantity>();
        else if constexpr (std::is_void_v<typename layout_of<wanted::what, Options...>::type>)
            return refuse_layout<Options...>();
        else
            return true;
    }
}

}  // namespace ctgrad::detail
