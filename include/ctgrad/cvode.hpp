#pragma once

#include <algorithm>
#include <array>
#include <cstddef>

#include <cvode/cvode.h>
#include <nvector/nvector_serial.h>
#include <sundials/sundials_matrix.h>
#include <sunmatrix/sunmatrix_band.h>
#include <sunmatrix/sunmatrix_dense.h>
#include <sunmatrix/sunmatrix_sparse.h>

#include <ctgrad/solvers/function_in_memory.hpp>
#include <ctgrad/sparsity.hpp>

namespace ctgrad {

static_assert(sizeof(realtype) == sizeof(double), "ctgrad: SUNDIALS is expected to compute in double precision");

namespace detail {

template <class Function>
constexpr bool refuse_as_right_hand_side() {
    static_assert(
        never<Function>,
        "ctgrad: the right-hand side of y' = f(t, y) takes the time, a double, and then the state, of which it "
        "returns the derivative: write the signature state(double, state), and data<...> as a third argument");
    return false;
}

/// The right-hand side of an ordinary differential equation. It is called with the time, the state and the data that CVODE keeps.
template <class Function>
struct right_hand_side {
    static constexpr bool fits = refuse_as_right_hand_side<Function>();
};
template <class Callable, class R, class T, class Y, class... More>
    requires(leaf_count<R>() == leaf_count<Y>() && leaf_count<T>() == 1 && sizeof...(More) < 2)
struct right_hand_side<traced<Callable, R(T, Y, More...)>> {
    using written = typename written_signature<Callable, R(T, Y, More...)>::type;
    static constexpr bool fits = true;
    using state = R;

    template <class Quantity>
    static auto call(Quantity const& quantity, realtype t, N_Vector y, void* data) {
        double const* const state = N_VGetArrayPointer(y);
        if constexpr (sizeof...(More) == 0)
            return quantity(t, state);
        else
            return quantity(t, state, *static_cast<typename single_data<written>::type const*>(data));
    }
};

template <class Pattern>
void store_pattern(Pattern const& pattern, SUNMatrix matrix) {
    std::copy(pattern.offsets.begin(), pattern.offsets.end(), SM_INDEXPTRS_S(matrix));
    std::copy(pattern.inner_indices().begin(), pattern.inner_indices().end(), SM_INDEXVALS_S(matrix));
}
/// Stores entries, given in the order of `by_columns`, in a matrix of zeros. The two patterns have the two orders.
template <class ByColumns, class ByRows>
int store_entries(ByColumns const& by_columns, ByRows const& by_rows, double const* values, SUNMatrix matrix) {
    auto const each = [&](auto const& place) {
        for (std::size_t i = 0; i < ByColumns::nonzeros; ++i)
            place(by_columns.row_indices[i], by_columns.column_indices[i]) = values[i];
        return 0;
    };
    auto const kind = SUNMatGetID(matrix);
    if (kind == SUNMATRIX_DENSE)
        return each([&](int row, int column) -> realtype& { return SM_ELEMENT_D(matrix, row, column); });
    if (kind == SUNMATRIX_BAND)
        return each([&](int row, int column) -> realtype& { return SM_ELEMENT_B(matrix, row, column); });
    if (kind != SUNMATRIX_SPARSE || SM_NNZ_S(matrix) < static_cast<sunindextype>(ByColumns::nonzeros)) return -1;
    if (SM_SPARSETYPE_S(matrix) == CSC_MAT) {
        store_pattern(by_columns, matrix);
        std::copy_n(values, ByColumns::nonzeros, SM_DATA_S(matrix));
        return 0;
    }
    store_pattern(by_rows, matrix);
    return each([&](int row, int column) -> realtype& {
        return SM_DATA_S(matrix)[by_rows.index_of(static_cast<std::size_t>(row), static_cast<std::size_t>(column))];
    });
}

}  // namespace detail

/// The right-hand side of y' = f(t, y) for `CVodeInit`: a pointer to a function of the type `CVRhsFn`. The signature
/// has the time, a double, then the state, a `std::array` or a vector, and optionally one argument of data, to whose
/// value the pointer of `CVodeSetUserData` points. The result has the type of the state. The vectors of SUNDIALS must
/// be contiguous, such as serial ones.
/// ```cpp
/// using state = std::array<double, 3>;
/// constexpr auto f = ctgrad::function<state(double, state, ctgrad::data<state>)>(...);
/// CVodeInit(cvode, ctgrad::cvode_right_hand_side(f), 0, y);
/// CVodeSetJacFn(cvode, ctgrad::cvode_jacobian(f));
/// ```
template <class Function>
CVRhsFn cvode_right_hand_side(Function) {
    using side = detail::right_hand_side<Function>;
    if constexpr (side::fits)
        return [](realtype t, N_Vector y, N_Vector derivative, void* data) -> int {
            realtype* to = N_VGetArrayPointer(derivative);
            auto const computed = side::call(Function{}, t, y, data);
            detail::for_each_leaf<typename side::state>(computed, [&](double number) { *to++ = number; });
            return 0;
        };
    else
        return nullptr;
}

/// The Jacobian with respect to the state, for `CVodeSetJacFn`: a pointer to a function of the type `CVLsJacFn`. Only entries that
/// are not zero are computed. The matrix is dense, banded or sparse, by rows or columns; a sparse one needs space for
/// `sparsity(jacobian(f, arguments<1>)).nonzeros` entries.
template <class Function>
CVLsJacFn cvode_jacobian(Function) {
    using side = detail::right_hand_side<Function>;
    if constexpr (side::fits)
        return [](realtype t, N_Vector y, N_Vector, SUNMatrix to, void* data, N_Vector, N_Vector, N_Vector) -> int {
            constexpr auto jacobian = ctgrad::jacobian(Function{}, arguments<1>);
            constexpr auto& by_columns = sparsity(jacobian, csc);
            std::array<double, by_columns.nonzeros> values{};
            side::call(sparse(jacobian, csc).into(values), t, y, data);
            return detail::store_entries(by_columns, sparsity(jacobian, csr), values.data(), to);
        };
    else
        return nullptr;
}

}  // namespace ctgrad
