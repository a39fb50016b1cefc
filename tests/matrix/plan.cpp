#include <boost/test/unit_test.hpp>

#include <ctgrad/matrix.hpp>

#include "../benchmark/by_matrices.hpp"
#include "quarters.hpp"

// How a graph of matrices is compiled: negations move to the smallest factor.
namespace {

using namespace ctgrad::literals;

template <class Quantity>
auto const& program_of(Quantity const&) {
    return ctgrad::detail::compiled_matrices<typename Quantity::source, Quantity::what>::value;
}
/// The number of matrices that a program negates.
template <class Program>
int negated_matrices(Program const& p) {
    int count = 0;
    for (int id = 0; id < p.count; ++id)
        count += p.is(id, ctgrad::detail::info_of<ctgrad::operations::negate>) && p.shape[id] != 0;
    return count;
}
constexpr ctgrad::dimension<"n"> n;
constexpr ctgrad::dimension<"m"> m;
constexpr auto A = ctgrad::matrix<"A", n, m>;
constexpr auto B = ctgrad::matrix<"B", n, m>;
constexpr auto C = ctgrad::matrix<"C", n, m>;
constexpr auto S = ctgrad::matrix<"S", n, n>;
constexpr auto x = ctgrad::vector<"x", n>;
constexpr auto k = ctgrad::variable<"k">;

/// The gradient of -f is that of f with the opposite sign, bit for bit, also if both are computed together.
template <class F, class... V>
void check_signs(F f, Eigen::MatrixXd const& a, V const&... others) {
    auto const plus = ctgrad::gradient(f, A)(A = a, others...);
    auto const minus = ctgrad::gradient(-f, A)(A = a, others...);
    auto const both = ctgrad::jacobian(ctgrad::outputs(f, -f), A)(A = a, others...);
    for (Eigen::Index i = 0; i < a.size(); ++i) {
        BOOST_TEST_REQUIRE(plus[A].data()[i] == -minus[A].data()[i]);
        BOOST_TEST_REQUIRE(plus[A].data()[i] == both[0][A].data()[i]);
        BOOST_TEST_REQUIRE(minus[A].data()[i] == both[1][A].data()[i]);
    }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(matrix_plan)

BOOST_AUTO_TEST_CASE(gradients_of_a_network_negate_no_matrix) {
    BOOST_TEST(negated_matrices(program_of(by_matrices::network)) == 0);
    // The user's own negation stays.
    BOOST_TEST(negated_matrices(program_of(ctgrad::value_and_gradient(sum(-A % A), A))) >= 1);
}

// Both branches of the selection are also used without negation, so -select(p, kB, kC) stays as it is.
BOOST_AUTO_TEST_CASE(signs_do_not_multiply) {
    constexpr auto both = ctgrad::outputs(-k * sum(select(A < B, A % B, A % C)), k * sum(A % B), k * sum(A % C));
    BOOST_TEST(negated_matrices(program_of(ctgrad::jacobian(both, A))) == 1);
}

// Through products, sums, selections and transposes.
BOOST_AUTO_TEST_CASE(signs_move) {
    BOOST_TEST(negated_matrices(program_of(ctgrad::gradient(squared_norm(B - S * tanh(A)), A))) == 0);
    BOOST_TEST(negated_matrices(program_of(ctgrad::gradient(-k * sum(transpose(S * A) % transpose(exp(B))), A))) == 0);
    BOOST_TEST(negated_matrices(program_of(ctgrad::gradient(-k * sum(A % B) - k * sum(A % C), A))) == 0);
    BOOST_TEST(negated_matrices(program_of(ctgrad::gradient(-k * sum(select(A < B, A % B, A % C)), A))) == 0);
    // The branches of the first selection cannot take the sign; those of the second can.
    constexpr auto both = ctgrad::outputs(dot(B, C - select(A < B, A % B, A % C)), squared_norm(B - S * tanh(A)));
    BOOST_TEST(negated_matrices(program_of(ctgrad::jacobian(both, A))) == 1);
}

BOOST_AUTO_TEST_CASE(negation_sinking) {
    auto const a = numbers(5, 4, 1), b = numbers(5, 4, 2), s = numbers(5, 5, 3);
    Eigen::VectorXd const v = numbers(5, 1, 4);
    check_signs(sum(A % B), a, B = b);
    check_signs(sum((A - B) % (A - B)), a, B = b);
    check_signs(k * sum((A - B) % B), a, B = b, k = 0.75);
    check_signs(sum(relu(A) % B - relu(B - A)), a, B = b);
    check_signs(sum(select(A < B, A % A, -A)), a, B = b);
    check_signs(sum(exp(-A) / (B + 9_c)), a, B = b);
    check_signs(squared_norm(S * A - B), a, B = b, S = s);
    check_signs(trace(transpose(A) * S * A), a, S = s);
    check_signs(dot(x, row_sums(A % A) - x), a, x = v);
    check_signs(sum(column_sums(A) % column_sums(A - B)), a, B = b);
    check_signs(mean(log_sum_exp(A - B)), a, B = b);
    check_signs(squared_norm(ctgrad::column_at<1>(A) - ctgrad::column_at<2>(A) % x), a, x = v);
    check_signs(squared_norm(concatenate(A, B - A)), a, B = b);
    check_signs(sum(tanh(k - A) % (A + x)), a, x = v, k = 0.5);
}

BOOST_AUTO_TEST_SUITE_END()
