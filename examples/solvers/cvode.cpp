// CVODE of SUNDIALS: Robertson's chemical reactions, stiff, with a dense and a sparse Jacobian. Link with sundials_cvode,
// sundials_nvecserial, sundials_sunmatrixdense, sundials_sunmatrixsparse, sundials_sunlinsoldense, sundials_sunlinsolklu.

#include <array>
#include <cmath>
#include <cstdio>

#include <sundials/sundials_context.h>
#include <sunlinsol/sunlinsol_dense.h>
#include <sunlinsol/sunlinsol_klu.h>
#include <ctgrad/cvode.hpp>

namespace {

// [reactions]
using state = std::array<double, 3>;

// The rates of change of three substances, from their amounts and from the rates of three reactions, which are data.
constexpr auto reactions =
    ctgrad::function<state(double, state, ctgrad::data<state>)>([](auto, auto const& y, auto const& k) {
        auto const first = k[0] * y[0], second = k[1] * y[1] * y[1], third = k[2] * y[1] * y[2];
        return std::array{third - first, first - second - third, second};
    });
constexpr auto nonzeros = ctgrad::sparsity(ctgrad::jacobian(reactions, ctgrad::arguments<1>)).nonzeros;
// [reactions]

state amounts_at(double time, SUNContext context, SUNMatrix matrix,
                 SUNLinearSolver (*make_solver)(N_Vector, SUNMatrix, SUNContext), long& jacobians) {
    // [integrate]
    state rates{0.04, 3e7, 1e4};
    N_Vector const y = N_VNew_Serial(3, context);
    NV_Ith_S(y, 0) = 1;
    NV_Ith_S(y, 1) = NV_Ith_S(y, 2) = 0;
    void* cvode = CVodeCreate(CV_BDF, context);
    CVodeInit(cvode, ctgrad::cvode_right_hand_side(reactions), 0, y);
    CVodeSetUserData(cvode, &rates);
    CVodeSStolerances(cvode, 1e-9, 1e-13);
    SUNLinearSolver const solver = make_solver(y, matrix, context);
    CVodeSetLinearSolver(cvode, solver, matrix);
    CVodeSetJacFn(cvode, ctgrad::cvode_jacobian(reactions));
    CVodeSetMaxNumSteps(cvode, 5000);
    double reached = 0;
    CVode(cvode, time, y, &reached, CV_NORMAL);
    // [integrate]
    state const amounts{NV_Ith_S(y, 0), NV_Ith_S(y, 1), NV_Ith_S(y, 2)};
    CVodeGetNumJacEvals(cvode, &jacobians);
    CVodeFree(&cvode);
    SUNLinSolFree(solver);
    SUNMatDestroy(matrix);
    N_VDestroy(y);
    return amounts;
}

}  // namespace

int main() {
    SUNContext context = nullptr;
    SUNContext_Create(nullptr, &context);
    // [matrices]
    SUNMatrix const dense = SUNDenseMatrix(3, 3, context);
    SUNMatrix const sparse = SUNSparseMatrix(3, 3, nonzeros, CSC_MAT, context);
    // [matrices]
    long jacobians = 0;
    state const a = amounts_at(40, context, dense, SUNLinSol_Dense, jacobians);
    state const b = amounts_at(40, context, sparse, SUNLinSol_KLU, jacobians);
    std::printf("after 40 seconds: %.5f %.4e %.5f\n", a[0], a[1], a[2]);
    std::printf("sparse, with %zu entries: %.5f %.4e %.5f\n", nonzeros, b[0], b[1], b[2]);
    // Hairer and Wanner, Solving Ordinary Differential Equations II, Springer 1996.
    state const known{0.7158270688, 9.185534765e-6, 0.2841637458};
    double error = 0;
    for (std::size_t i = 0; i < 3; ++i)
        error = std::fmax(error, std::fmax(std::fabs(a[i] - known[i]), std::fabs(b[i] - known[i])) / known[i]);
    std::printf("%s\n", error < 1e-6 ? "they are right to six digits" : "they are not right");
    SUNContext_Free(&context);
}
