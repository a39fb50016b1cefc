#include <type_traits>

#include <boost/test/unit_test.hpp>

#include <ctgrad/matrix.hpp>

#include "../benchmark/by_matrices.hpp"

// How a graph of matrices is compiled: negations move to the smallest factor, and short passes run in SIMD vectors.
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

Eigen::MatrixXd numbers(Eigen::Index rows, Eigen::Index columns, int seed) {
    Eigen::MatrixXd result(rows, columns);
    for (Eigen::Index i = 0; i < result.size(); ++i)
        result.data()[i] = static_cast<double>((static_cast<int>(i) * 29 + seed * 13) % 17 - 8) / 4;
    return result;
}

/// Sums and quotients of multiples of 1/4, which are exact in any order, as a formula and as loops.
template <int Rows, int Columns, class T, class Second = T>
void check_pass() {
    constexpr auto P = ctgrad::matrix<"P", Rows, Columns>;
    constexpr auto Q = ctgrad::matrix<"Q", Rows, Columns>;
    constexpr auto p = ctgrad::vector<"p", Rows>;
    constexpr auto q = ctgrad::matrix<"q", 1, Columns>;
    constexpr auto s = ctgrad::variable<"s">;
    using matrix = Eigen::Matrix<T, Rows, Columns, (Rows == 1 && Columns != 1) ? Eigen::RowMajor : Eigen::ColMajor>;
    using row_of_matrix = std::conditional_t<(Columns > 1), Eigen::Matrix<T, 1, Columns>, Eigen::Matrix<T, 1, 1>>;
    matrix const a = numbers(Rows, Columns, 1).cast<T>();
    Eigen::Matrix<Second, Rows, Columns, matrix::Options> const b = (4 * numbers(Rows, Columns, 2)).cast<Second>();
    Eigen::Matrix<T, Rows, 1> const c = numbers(Rows, 1, 3).cast<T>();
    row_of_matrix const d = numbers(1, Columns, 4).cast<T>();
    T const e = T(0.5);

    constexpr auto F = select(P < Q, relu(P % Q) - p, select(P <= s, Q / 2_c, -P + q)) + s * Q;
    auto const f = [&](int i, int j) {
        T const u = a(i, j), v = static_cast<T>(b(i, j)), w = u * v;
        return (u < v ? (w > 0 ? w : T(0)) - c(i) : u <= e ? v / 2 : -u + d(j)) + e * v;
    };
    auto const all = F(P = a, Q = b, p = c, q = d, s = e);
    auto const total = sum(F)(P = a, Q = b, p = c, q = d, s = e);
    auto const by_row = row_sums(F % Q)(P = a, Q = b, p = c, q = d, s = e);
    auto const by_column = column_sums(F)(P = a, Q = b, p = c, q = d, s = e);
    T wanted_total(0);
    Eigen::Matrix<T, Rows, 1> rows = Eigen::Matrix<T, Rows, 1>::Zero();
    for (int j = 0; j < Columns; ++j) {
        T column(0);
        for (int i = 0; i < Rows; ++i) {
            if constexpr (Rows * Columns > 1) BOOST_TEST_REQUIRE(all(i, j) == f(i, j));
            column += f(i, j);
            rows(i) += f(i, j) * static_cast<T>(b(i, j));
        }
        if constexpr (Columns > 1) BOOST_TEST_REQUIRE(by_column(j) == column);
        wanted_total += column;
    }
    if constexpr (Rows > 1)
        for (int i = 0; i < Rows; ++i) BOOST_TEST_REQUIRE(by_row(i) == rows(i));
    BOOST_TEST_REQUIRE(total == wanted_total);
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
    check_signs(squared_norm(ctgrad::column<1>(A) - ctgrad::column<2>(A) % x), a, x = v);
    check_signs(squared_norm(concatenate(A, B - A)), a, B = b);
    check_signs(sum(tanh(k - A) % (A + x)), a, x = v, k = 0.5);
}

BOOST_AUTO_TEST_CASE(short_passes) {
    check_pass<7, 1, double>();
    check_pass<8, 1, double>();
    check_pass<1, 9, double>();
    check_pass<9, 2, double>();
    check_pass<16, 3, double>();
    check_pass<64, 1, double>();
    check_pass<65, 1, double>();
    check_pass<19, 2, float>();
    check_pass<11, 2, double, int>();  // every entry is converted
}

BOOST_AUTO_TEST_SUITE_END()
