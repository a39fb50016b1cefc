// The functions of ctgrad/cvode.hpp, called as CVODE calls them: against the same written by hand, in all kinds of matrices.

#include <array>
#include <cmath>
#include <cstddef>

#include <sundials/sundials_context.h>
#include <ctgrad/cvode.hpp>

#include "check.hpp"

namespace {

using state = std::array<double, 3>;

constexpr auto reactions =
    ctgrad::function<state(double, state, ctgrad::data<state>)>([](auto, auto const& y, auto const& k) {
        auto const first = k[0] * y[0], second = k[1] * y[1] * y[1], third = k[2] * y[1] * y[2];
        return std::array{third - first, first - second - third, second};
    });

// [glue]
int right_hand_side_by_hand(realtype t, N_Vector y, N_Vector derivative, void* data) {
    state const r = reactions(t, N_VGetArrayPointer(y), *static_cast<state const*>(data));
    for (int i = 0; i < 3; ++i) NV_Ith_S(derivative, i) = r[static_cast<std::size_t>(i)];
    return 0;
}
int jacobian_by_hand(realtype t, N_Vector y, N_Vector, SUNMatrix to, void* data, N_Vector, N_Vector, N_Vector) {
    ctgrad::jacobian(reactions, ctgrad::arguments<1>)
        .into(ctgrad::by_columns(SM_DATA_D(to)))(t, N_VGetArrayPointer(y), *static_cast<state const*>(data));
    return 0;
}
// [glue]

// A banded Jacobian: heat along a rod, with a source that depends on the time.
using rod = std::array<double, 6>;
constexpr auto heat = ctgrad::function<rod(double, rod)>([](auto t, auto const& u) {
    auto rates = u;
    for (std::size_t i = 0; i < 6; ++i)
        rates[i] = (i > 0 ? u[i - 1] : t) - 2 * u[i] + (i < 5 ? u[i + 1] : 0 * t) - 0.1 * u[i] * u[i];
    return rates;
});

double entry(SUNMatrix m, sunindextype row, sunindextype column) {
    switch (SUNMatGetID(m)) {
        case SUNMATRIX_DENSE: return SM_ELEMENT_D(m, row, column);
        case SUNMATRIX_BAND: return std::abs(row - column) > 1 ? 0 : SM_ELEMENT_B(m, row, column);
        default: break;
    }
    bool const by_columns = SM_SPARSETYPE_S(m) == CSC_MAT;
    sunindextype const outer = by_columns ? column : row, inner = by_columns ? row : column;
    double sum = 0;
    for (sunindextype i = SM_INDEXPTRS_S(m)[outer]; i < SM_INDEXPTRS_S(m)[outer + 1]; ++i)
        if (SM_INDEXVALS_S(m)[i] == inner) sum += SM_DATA_S(m)[i];
    return sum;
}

}  // namespace

int main() {
    SUNContext context = nullptr;
    SUNContext_Create(nullptr, &context);
    N_Vector const y = N_VNew_Serial(3, context), a = N_VClone(y), b = N_VClone(y);
    SUNMatrix const ours = SUNDenseMatrix(3, 3, context), by_hand = SUNDenseMatrix(3, 3, context);
    for (int i = 0; i < 3; ++i) NV_Ith_S(y, i) = 0.3 + 0.1 * i;
    state rates{0.04, 3e7, 1e4};
    ctgrad::cvode_right_hand_side(reactions)(0, y, a, &rates);
    right_hand_side_by_hand(0, y, b, &rates);
    expect(close(N_VGetArrayPointer(a), N_VGetArrayPointer(b), 3), "the right-hand side");
    SUNMatZero(ours);
    ctgrad::cvode_jacobian(reactions)(0, y, a, ours, &rates, nullptr, nullptr, nullptr);
    jacobian_by_hand(0, y, a, by_hand, &rates, nullptr, nullptr, nullptr);
    expect(close(SM_DATA_D(ours), SM_DATA_D(by_hand), 9), "a dense Jacobian");

    constexpr auto& pattern = ctgrad::sparsity(ctgrad::jacobian(heat, ctgrad::arguments<1>));
    static_assert(pattern.nonzeros == 16);
    N_Vector const u = N_VNew_Serial(6, context);
    for (int i = 0; i < 6; ++i) NV_Ith_S(u, i) = 0.2 * i;
    SUNMatrix const matrices[]{SUNDenseMatrix(6, 6, context), SUNBandMatrix(6, 1, 1, context),
                               SUNSparseMatrix(6, 6, 16, CSC_MAT, context),
                               SUNSparseMatrix(6, 6, 16, CSR_MAT, context)};
    for (SUNMatrix const m : matrices) {
        SUNMatZero(m);
        expect(ctgrad::cvode_jacobian(heat)(1.5, u, nullptr, m, nullptr, nullptr, nullptr, nullptr) == 0, "a Jacobian");
        for (int i = 0; i < 6; ++i)
            for (int k = 0; k < 6; ++k) {
                double const known = i == k ? -2 - 0.2 * NV_Ith_S(u, i) : std::abs(i - k) == 1 ? 1 : 0;
                expect(std::fabs(entry(m, i, k) - known) < 1e-14, "an entry of the Jacobian");
            }
    }
    SUNMatrix const small = SUNSparseMatrix(6, 6, 15, CSC_MAT, context);
    expect(ctgrad::cvode_jacobian(heat)(1.5, u, nullptr, small, nullptr, nullptr, nullptr, nullptr) != 0,
           "a sparse matrix without space for all entries is an error");

    SUNMatDestroy(small);
    for (SUNMatrix const m : matrices) SUNMatDestroy(m);
    SUNMatDestroy(ours);
    SUNMatDestroy(by_hand);
    for (N_Vector const v : {y, a, b, u}) N_VDestroy(v);
    SUNContext_Free(&context);
    return failures;
}
