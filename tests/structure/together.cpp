// All headers in one unit, so that no name of one has another meaning in another.
#include <array>

#include <ctgrad/batch.hpp>
#include <ctgrad/complex.hpp>
#include <ctgrad/constant_math.hpp>
#include <ctgrad/eigen.hpp>
#include <ctgrad/geometry.hpp>
#include <ctgrad/hints.hpp>
#include <ctgrad/linear_algebra.hpp>
#include <ctgrad/loops.hpp>
#include <ctgrad/matrix.hpp>
#include <ctgrad/matrix_lanes.hpp>
#include <ctgrad/print.hpp>
#include <ctgrad/sparse_loops.hpp>
#include <ctgrad/sparsity.hpp>
#include <ctgrad/special.hpp>

namespace {

// Of a loop, of a matrix formula and of a scalar one.
constexpr auto of_rows = ctgrad::function<double(ctgrad::matrix_of<double>, ctgrad::rows_of<double>)>(
    [](auto const& w, auto const& x) { return sum(product(w, x), [](auto const& y) { return y * y; }); });
constexpr auto a = ctgrad::matrix<"a", 2, 2>;
constexpr auto of_matrix = sum(a * a);
constexpr auto x = ctgrad::variable<"x">;
static_assert(ctgrad::gradient(x * x, x)(x = 3.0)[x] == 6.0);
static_assert(sizeof(of_rows) > 0 && sizeof(ctgrad::gradient(of_matrix)) > 0);

}  // namespace
