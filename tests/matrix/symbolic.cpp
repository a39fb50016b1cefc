#include <type_traits>

#include <ctgrad/matrix.hpp>

// Derivatives of matrices as matrix expressions, and their shapes.

using namespace ctgrad::literals;
using ctgrad::identical, ctgrad::shape_of;

namespace {

constexpr ctgrad::dimension<"D_x"> Dx;
constexpr ctgrad::dimension<"D_a1"> Da;
constexpr ctgrad::dimension<"m"> m;
constexpr auto W1 = ctgrad::matrix<"W1", Da, Dx>;
constexpr auto b1 = ctgrad::vector<"b1", Da>;
constexpr auto W2 = ctgrad::matrix<"W2", 1, Da>;
constexpr auto b2 = ctgrad::vector<"b2", 1>;
constexpr auto X = ctgrad::matrix<"X", Dx, m>;
constexpr auto Y = ctgrad::matrix<"Y", 1, m>;
constexpr auto Z1 = W1 * X + b1;
constexpr auto A1 = relu(Z1);
constexpr auto Z2 = W2 * A1 + b2;
constexpr auto Yhat = sigmoid(Z2);
constexpr auto J = mean(-(Y % log(Yhat) + (1_c - Y) % log(1_c - Yhat)));

constexpr auto S = ctgrad::matrix<"S", 3, 3>;
constexpr auto A = ctgrad::matrix<"A", 3, 4>;
constexpr auto B = ctgrad::matrix<"B", 4, 2>;
constexpr auto u = ctgrad::vector<"u", 3>;
constexpr auto v = ctgrad::vector<"v", 3>;
constexpr auto s = ctgrad::variable<"s">;
constexpr auto labels = ctgrad::matrix<"labels", 1, 4>;

// Shapes.
static_assert(shape(W1 * X) == shape_of(Da, m));
static_assert(
    std::is_same_v<decltype(ctgrad::free_rounding(ctgrad::gradient(J, W1))), decltype(ctgrad::gradient(J, W1))>);
static_assert(std::is_same_v<decltype(ctgrad::free_rounding(A1)), std::remove_const_t<decltype(A1)>>);
static_assert(shape(Z1) == shape_of(Da, m) && shape(Z2) == shape_of(1, m) && shape(J) == shape_of(1, 1));
static_assert(shape(transpose(W1)) == shape_of(Dx, Da) && shape(row_sums(X)) == shape_of(Dx, 1));
static_assert(shape(column_sums(X)) == shape_of(1, m) && shape(log_sum_exp(X)) == shape_of(1, m));
static_assert(shape(concatenate(A, A)) == shape_of(3, 8) && shape(ctgrad::column_at<2>(X)) == shape_of(Dx, 1));
static_assert(shape(outer(u, v)) == shape_of(3, 3) && shape(dot(u, v)) == shape_of(1, 1));
static_assert(shape(concatenate(W1, Z1)) == shape_of(Da, Dx + m) && shape(concatenate(W1, Z1)) == shape_of(Da, m + Dx));
static_assert(shape(concatenate(X, concatenate(X, X))) == shape(concatenate(concatenate(X, X), X)) &&
              !(shape(concatenate(X, X)) == shape_of(Dx, m)));
static_assert(!(shape(concatenate(Z1, b1)) == shape_of(Da, m)) &&
              shape(derivative(sum(concatenate(Z1, b1)), b1)) == shape(b1));
static_assert(shape(s * A) == shape(A) && shape(A + s) == shape(A) && shape(select(A < s, A, s)) == shape(A));
static_assert(shape(gather(A, labels)) == shape_of(1, 4));
static_assert(!(shape(X) == shape_of(m, Dx)) && !(shape(A) == shape_of(4, 3)));
static_assert(shape(derivative(J, W1)) == shape(W1) && shape(derivative(J, b1)) == shape(b1));
static_assert(shape(derivative(J, W2)) == shape(W2) && shape(derivative(J, b2)) == shape_of(1, 1));
static_assert(shape(derivative(J, X)) == shape(X) && shape(derivative(J, Z1)) == shape(Z1));
static_assert(shape(derivative(s * A, s)) == shape(A));

// The two-layer network, backwards.
constexpr auto delta_2 = derivative(J, Z2);
constexpr auto delta_1 = derivative(J, Z1);
static_assert(identical(derivative(J, W2), delta_2* transpose(A1)));
static_assert(identical(derivative(J, b2), sum(delta_2)));
static_assert(identical(derivative(J, A1), transpose(W2) * delta_2));
static_assert(identical(delta_1, select(Z1 > 0_c, transpose(W2) * delta_2, 0_c)));
static_assert(identical(derivative(J, W1), delta_1* transpose(X)));
static_assert(identical(derivative(J, b1), row_sums(delta_1)));
static_assert(identical(derivative(J, X), transpose(W1) * delta_1));
static_assert(!identical(derivative(J, W1), derivative(J, X) * transpose(X)));

// Products.
static_assert(identical(derivative(sum(S % (A * B * transpose(B) * transpose(A))), S),
                        A* B* transpose(B) * transpose(A)));
static_assert(identical(derivative(dot(u, v), u), v) && identical(derivative(dot(u, v), v), u));
static_assert(identical(derivative(transpose(u) * S * v, S), outer(u, v)));
static_assert(identical(derivative(transpose(u) * S * v, u), S* v));
static_assert(identical(derivative(transpose(u) * S * v, v), transpose(S) * u));
static_assert(identical(derivative(squared_norm(A), A), 2_c * A));
static_assert(identical(derivative(s * A, s), A));
static_assert(identical(derivative(sum(s * A), s), sum(A)));
// d trace(S^T S) / dS = 2 S, from the definition of the trace and not as a sum.
static_assert(identical(derivative(sum(transpose(A) % transpose(A)), A), 2_c * A));
static_assert(identical(derivative(log_sum_exp(u), u), softmax(u)));
static_assert(identical(derivative(sum(log_sum_exp(A)), A), softmax(A)));

// Dependence.
static_assert(depends_on(J, W1) && depends_on(J, X) && !depends_on(Z1, W2) && !depends_on(derivative(sum(A), A), A));
// Substitution.
static_assert(identical(substitute(A * B, B, ctgrad::matrix<"C", 4, 2>), A* ctgrad::matrix<"C", 4, 2>));

}  // namespace
