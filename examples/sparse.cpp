// A chain of masses and springs hangs between two points. Its energy has a sparse Hessian: Newton's method solves with it,
// and a solver that asks for triplets gets them without an allocation.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <new>

#include <Eigen/SparseCholesky>

#include <ctgrad/sparsity.hpp>
#include <ctgrad/sparsity/eigen.hpp>

// [function]
constexpr std::size_t masses = 12;
using state = std::array<double, 2 * masses>;  // x and y of each mass

constexpr auto energy = ctgrad::function<double(state)>([](auto const& p) {
    using std::sqrt;
    auto sum = 0.0 * p[0];
    for (std::size_t i = 0; i <= masses; ++i) {  // a spring of length 0.08 between neighbours
        auto const dx = (i < masses ? p[2 * i] : 1.0) - (i > 0 ? p[2 * i - 2] : 0.0);
        auto const dy = (i < masses ? p[2 * i + 1] : 0.0) - (i > 0 ? p[2 * i - 1] : 0.0);
        auto const stretch = sqrt(dx * dx + dy * dy) - 0.08;
        sum += 200.0 * stretch * stretch;
    }
    for (std::size_t i = 0; i < masses; ++i) sum += 0.1 * 9.81 * p[2 * i + 1];
    return sum;
});

constexpr auto& pattern = ctgrad::sparsity(ctgrad::hessian(energy));
static_assert(pattern.nonzeros == 3 * masses + 4 * (masses - 1));  // of 300 in the lower triangle
constexpr auto hessian = ctgrad::sparse(ctgrad::hessian(energy));
// [function]

// [triplets]
// As in the interface of Ipopt, which first asks for the coordinates and then, at every point, for the values.
bool eval_h(double const* x, int* rows, int* columns, double* values) {
    if (values == nullptr) {
        std::copy(pattern.row_indices.begin(), pattern.row_indices.end(), rows);
        std::copy(pattern.column_indices.begin(), pattern.column_indices.end(), columns);
    } else {
        state at;
        std::copy_n(x, at.size(), at.begin());
        hessian.into(values)(at);
    }
    return true;
}
// [triplets]

int allocations = 0;
void* operator new(std::size_t size) {
    ++allocations;
    if (void* const memory = std::malloc(size)) return memory;
    throw std::bad_alloc();
}
__attribute__((noinline)) void release(void* memory) { std::free(memory); }
void operator delete(void* memory) noexcept { release(memory); }
void operator delete(void* memory, std::size_t) noexcept { release(memory); }

// [newton]
state equilibrium(state p) {
    Eigen::SimplicialLDLT<Eigen::SparseMatrix<double>> solver;
    for (int step = 0; step < 30; ++step) {
        auto const r = ctgrad::sparse(ctgrad::hessian(energy), ctgrad::csc)(p);
        Eigen::Map<Eigen::VectorXd const> const slope(r.gradient.data(), 2 * masses);
        std::printf("step %d: energy %.4f\n", step, r.value);
        if (slope.norm() < 1e-6) break;
        solver.compute(ctgrad::to_eigen(r.hessian));  // reads the lower triangle
        Eigen::Map<Eigen::VectorXd>(p.data(), 2 * masses) -= solver.solve(slope);
    }
    return p;
}
// [newton]

int main() {
    std::puts("== pattern");
    for (std::size_t i = 0; i < 8; ++i) {
        for (std::size_t k = 0; k <= i; ++k) std::printf(pattern.contains(i, k) ? " *" : " .");
        std::puts("");
    }

    std::puts("== newton");
    state p;
    for (std::size_t i = 0; i < masses; ++i) {
        double const x = static_cast<double>(i + 1) / (masses + 1);
        p[2 * i] = x, p[2 * i + 1] = -0.4 * x * (1 - x);
    }
    p = equilibrium(p);
    std::printf("lowest mass at (%.3f, %.3f)\n", p[masses], p[masses + 1]);

    std::puts("== triplets");
    std::array<int, pattern.nonzeros> rows, columns;
    std::array<double, pattern.nonzeros> values;
    int const before = allocations;
    eval_h(p.data(), rows.data(), columns.data(), nullptr);
    eval_h(p.data(), nullptr, nullptr, values.data());
    int const made = allocations - before;
    for (std::size_t k = 0; k < 5; ++k) std::printf("%d %d %8.3f\n", rows[k], columns[k], values[k]);
    std::printf("of %zu, with %d allocations\n", pattern.nonzeros, made);
}
