#include <boost/test/unit_test.hpp>

#include <random>
#include <vector>

#include <ctgrad/matrix.hpp>

#include "oracle.hpp"

// One formula of matrices in every memory layout of Eigen, in both scalar types, with dimensions that are names or
// numbers. The results agree with plain loops in extended precision and, up to the last digits, with each other.

using namespace ctgrad::literals;

namespace {

template <auto Rows, auto Inner, auto Columns>
struct formulas {
    static constexpr auto P = ctgrad::matrix<"P", Rows, Inner>;
    static constexpr auto Q = ctgrad::matrix<"Q", Inner, Columns>;
    static constexpr auto A = ctgrad::matrix<"A", Rows, Columns>;
    static constexpr auto u = ctgrad::vector<"u", Rows>;
    static constexpr auto w = ctgrad::matrix<"w", 1, Columns>;
    // The gradient transposes a factor of each product; A is multiplied, transposed, and used entrywise.
    static constexpr auto loss =
        sum(tanh(P * Q + u) % A) + squared_norm(transpose(P) * A) + sum(exp(A * transpose(w))) + dot(column_sums(A), w);
    static constexpr auto quantity = ctgrad::value_and_gradient(loss, P, Q, A, u, w);
};
constexpr ctgrad::dimension<"r"> r;
constexpr ctgrad::dimension<"k"> k;
constexpr ctgrad::dimension<"c"> c;
using named = formulas<r, k, c>;

using oracle::Matrix;

Matrix product(Matrix const& a, Matrix const& b) {
    Matrix result = Matrix::Zero(a.rows(), b.cols());
    for (Eigen::Index i = 0; i < a.rows(); ++i)
        for (Eigen::Index j = 0; j < b.cols(); ++j)
            for (Eigen::Index n = 0; n < a.cols(); ++n) result(i, j) += a(i, n) * b(n, j);
    return result;
}
oracle::real loss_of(Matrix const& p, Matrix const& q, Matrix const& a, Matrix const& x, Matrix const& y) {
    Matrix const pq = product(p, q), turned = product(p.transpose(), a), ay = product(a, y.transpose());
    oracle::real result = 0;
    for (Eigen::Index i = 0; i < a.rows(); ++i) {
        for (Eigen::Index j = 0; j < a.cols(); ++j) result += tanh(pq(i, j) + x(i)) * a(i, j) + a(i, j) * y(j);
        result += exp(ay(i));
    }
    for (Eigen::Index i = 0; i < turned.size(); ++i) result += turned(i) * turned(i);
    return result;
}

template <class M>
struct arguments {
    M P, Q, A, u, w;
};
arguments<oracle::Double> random_arguments(Eigen::Index rows, Eigen::Index inner, Eigen::Index columns) {
    using oracle::random_matrix;
    return {random_matrix(rows, inner, 1), random_matrix(inner, columns, 2), random_matrix(rows, columns, 3),
            random_matrix(rows, 1, 4), random_matrix(1, columns, 5)};
}

template <class Formulas, class Result>
void check(Result const& got, arguments<oracle::Double> const& x, oracle::real tolerance) {
    std::tuple const exact{oracle::exact(x.P), oracle::exact(x.Q), oracle::exact(x.A), oracle::exact(x.u),
                           oracle::exact(x.w)};
    oracle::check_close(got.value, Matrix::Constant(1, 1, std::apply(loss_of, exact)), tolerance);
    oracle::check_gradient<0>(got[Formulas::P], loss_of, exact, tolerance);
    oracle::check_gradient<1>(got[Formulas::Q], loss_of, exact, tolerance);
    oracle::check_gradient<2>(got[Formulas::A], loss_of, exact, tolerance);
    oracle::check_gradient<3>(got[Formulas::u], loss_of, exact, tolerance);
    oracle::check_gradient<4>(got[Formulas::w], loss_of, exact, tolerance);
}
template <class Formulas, class Numbers>
auto evaluated(Numbers const& x) {
    return Formulas::quantity(Formulas::P = x.P, Formulas::Q = x.Q, Formulas::A = x.A, Formulas::u = x.u,
                              Formulas::w = x.w);
}

using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using Strides = Eigen::Stride<Eigen::Dynamic, Eigen::Dynamic>;
using Strided = Eigen::Map<oracle::Double const, 0, Strides>;

/// A matrix among other numbers in memory: its inner stride is 2, with three more numbers between columns.
struct spread_out {
    std::vector<double> memory;
    Eigen::Index rows, columns;
    explicit spread_out(oracle::Double const& a)
        : memory(static_cast<std::size_t>(a.cols() * (2 * a.rows() + 3)) + 1, 1e9), rows(a.rows()), columns(a.cols()) {
        for (Eigen::Index j = 0; j < columns; ++j)
            for (Eigen::Index i = 0; i < rows; ++i)
                memory[static_cast<std::size_t>(2 * i + j * (2 * rows + 3))] = a(i, j);
    }
    operator Strided() const { return {memory.data(), rows, columns, Strides(2 * rows + 3, 2)}; }
};

/// A block of a larger matrix.
template <class M>
auto block_of(M& large, oracle::Double const& a) {
    large = M::Constant(a.rows() + 3, a.cols() + 2, 1e9);
    large.block(2, 1, a.rows(), a.cols()) = a;
    return large.block(2, 1, a.rows(), a.cols());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(matrix)
BOOST_AUTO_TEST_SUITE(layouts)

BOOST_AUTO_TEST_CASE(everything_at_random_shapes) {
    std::vector<std::array<Eigen::Index, 3>> shapes{{1, 4, 5}, {6, 3, 1}, {5, 1, 6}, {1, 1, 1}, {4, 3, 0}};
    std::mt19937 engine(11);
    std::uniform_int_distribution<Eigen::Index> some(1, 11);
    for (int i = 0; i < 4; ++i) shapes.push_back({some(engine), some(engine), some(engine)});
    oracle::real const close = 1e-13;
    for (auto const& [rows, inner, columns] : shapes) {
        auto const x = random_arguments(rows, inner, columns);
        check<named>(evaluated<named>(x), x, close);
        check<named>(evaluated<named>(arguments<RowMajor>{x.P, x.Q, x.A, x.u, x.w}), x, close);
        spread_out const p(x.P), q(x.Q), a(x.A), u(x.u), w(x.w);
        check<named>(evaluated<named>(arguments<Strided>{p, q, a, u, w}), x, close);
        oracle::Double lp, lq, la, lu, lw;
        RowMajor rp, rq, ra, ru, rw;
        using Block = decltype(block_of(lp, x.P));
        using RowBlock = decltype(block_of(rp, x.P));
        check<named>(evaluated<named>(arguments<Block>{block_of(lp, x.P), block_of(lq, x.Q), block_of(la, x.A),
                                                       block_of(lu, x.u), block_of(lw, x.w)}),
                     x, close);
        check<named>(evaluated<named>(arguments<RowBlock>{block_of(rp, x.P), block_of(rq, x.Q), block_of(ra, x.A),
                                                          block_of(ru, x.u), block_of(rw, x.w)}),
                     x, close);
        using Single = Eigen::MatrixXf;
        check<named>(evaluated<named>(arguments<Single>{x.P.cast<float>(), x.Q.cast<float>(), x.A.cast<float>(),
                                                        x.u.cast<float>(), x.w.cast<float>()}),
                     x, 2e-5L);
    }
}

// Products read a row-major matrix like a transposed one, and a map like a matrix.
BOOST_AUTO_TEST_CASE(factors_of_products_are_not_copied) {
    constexpr auto P = named::P;
    constexpr auto Q = named::Q;
    auto const x = random_arguments(23, 31, 17);
    RowMajor const p = x.P, q = x.Q;
    auto const measured = [&](auto const& of_p, auto const& of_q) {
        ctgrad::evaluator step(
            ctgrad::value_and_gradient(sum(tanh(P * Q)) + squared_norm(transpose(Q) * transpose(P)), P, Q));
        auto const& r = step(P = of_p, Q = of_q);
        return std::tuple(step.workspace_bytes(), r.value, r[P], r[Q]);
    };
    auto const expected = measured(x.P, x.Q);
    auto const check_same = [&](auto const& of_p, auto const& of_q) {
        auto const [bytes, value, by_p, by_q] = measured(of_p, of_q);
        BOOST_TEST(bytes == std::get<0>(expected));
        BOOST_TEST(value == std::get<1>(expected), boost::test_tools::tolerance(1e-14));
        BOOST_TEST((by_p - std::get<2>(expected)).norm() <= 1e-13 * by_p.norm());
        BOOST_TEST((by_q - std::get<3>(expected)).norm() <= 1e-13 * by_q.norm());
    };
    check_same(p, q);
    check_same(x.P, q);
    check_same(Eigen::Map<RowMajor const>(p.data(), 23, 31), Eigen::Map<Eigen::MatrixXd const>(x.Q.data(), 31, 17));
}

BOOST_AUTO_TEST_CASE(names_and_numbers) {
    auto const same = []<auto R, auto K, auto C>(formulas<R, K, C>) {
        auto const x = random_arguments(R, K, C);
        auto const by_number = evaluated<formulas<R, K, C>>(x);
        auto const by_name = evaluated<named>(x);
        using fixed = formulas<R, K, C>;
        BOOST_TEST(by_number.value == by_name.value, boost::test_tools::tolerance(1e-14));
        oracle::check_close(by_number[fixed::P], oracle::exact(by_name[named::P]), 1e-14L);
        oracle::check_close(by_number[fixed::Q], oracle::exact(by_name[named::Q]), 1e-14L);
        oracle::check_close(by_number[fixed::A], oracle::exact(by_name[named::A]), 1e-14L);
        oracle::check_close(by_number[fixed::u], oracle::exact(by_name[named::u]), 1e-14L);
        oracle::check_close(by_number[fixed::w], oracle::exact(by_name[named::w]), 1e-14L);
    };
    same(formulas<3, 4, 5>{});
    same(formulas<17, 9, 2>{});
    same(formulas<2, 40, 33>{});  // too large to be unrolled
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()
