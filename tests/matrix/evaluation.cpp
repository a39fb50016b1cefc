#include <boost/test/unit_test.hpp>

#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>

#include <ctgrad/matrix.hpp>

#include "../evaluate/allocations.hpp"
#include "network.hpp"
#include "oracle.hpp"

// Evaluation on Eigen objects of every kind: layouts, scalar types, reused memory, and arguments refused at run time.

namespace {

using network::named;
constexpr auto const& W1 = named::W1;
constexpr auto const& b1 = named::b1;
constexpr auto const& W2 = named::W2;
constexpr auto const& b2 = named::b2;
constexpr auto const& X = named::X;
constexpr auto const& Y = named::Y;

}  // namespace

BOOST_AUTO_TEST_SUITE(matrix)
BOOST_AUTO_TEST_SUITE(evaluation)

BOOST_AUTO_TEST_CASE(two_layer_network_with_named_and_with_fixed_dimensions) {
    using fixed = network::formulas<3, 5, 7>;
    auto const p = network::random_parameters(3, 5, 7);
    auto const by_name = named::quantity(W1 = p.W1, b1 = p.b1, W2 = p.W2, b2 = p.b2, X = p.X, Y = p.Y);
    network::check<named>(by_name, p, 1e-12L);
    auto const by_number = fixed::quantity(fixed::W1 = p.W1, fixed::b1 = p.b1, fixed::W2 = p.W2, b2 = p.b2,
                                           fixed::X = p.X, fixed::Y = p.Y);
    network::check<fixed>(by_number, p, 1e-12L);
    static_assert(std::same_as<std::remove_cvref_t<decltype(by_number[fixed::W1])>, Eigen::Matrix<double, 5, 3>>);
    static_assert(std::same_as<std::remove_cvref_t<decltype(by_name[W1])>, Eigen::MatrixXd>);
    static_assert(std::same_as<std::remove_cvref_t<decltype(by_name[b1])>, Eigen::VectorXd>);
    BOOST_TEST(std::abs(by_name.value - by_number.value) <= 1e-15);
    BOOST_TEST((by_name[W1] - by_number[fixed::W1]).cwiseAbs().maxCoeff() <= 1e-15);
}

BOOST_AUTO_TEST_CASE(one_example_and_none) {
    auto const one = network::random_parameters(3, 5, 1);
    network::check<named>(named::quantity(W1 = one.W1, b1 = one.b1, W2 = one.W2, b2 = one.b2, X = one.X, Y = one.Y),
                          one, 1e-12L);
    // The mean of no numbers is 0 / 0; their sum is 0, and so are its derivatives.
    auto const none = network::random_parameters(3, 5, 0);
    BOOST_TEST(std::isnan(named::J(W1 = none.W1, b1 = none.b1, W2 = none.W2, b2 = none.b2, X = none.X, Y = none.Y)));
    constexpr auto total = sum(log_sigmoid(W2 * relu(W1 * X + b1) + b2));
    auto const r =
        ctgrad::value_and_gradient(total, W1, b2)(W1 = none.W1, b1 = none.b1, W2 = none.W2, b2 = none.b2, X = none.X);
    BOOST_TEST(r.value == 0.0);
    BOOST_TEST(r[b2] == 0.0);
    BOOST_TEST(r[W1].rows() == 5);
    BOOST_TEST(r[W1].cwiseAbs().maxCoeff() == 0.0);
}

BOOST_AUTO_TEST_CASE(layouts) {
    auto const p = network::random_parameters(3, 5, 7);
    using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
    RowMajor const turned = p.W1;
    Eigen::MatrixXd large = Eigen::MatrixXd::Constant(9, 20, 1e9);
    large.block(2, 4, 3, 7) = p.X;
    std::vector<double> spaced(10, 1e9);
    for (Eigen::Index i = 0; i < 5; ++i) spaced[2 * static_cast<std::size_t>(i)] = p.b1(i);
    Eigen::Map<Eigen::VectorXd const, 0, Eigen::InnerStride<2>> const strided(spaced.data(), 5);
    Eigen::VectorXd const upright = p.W2.transpose();
    auto const r = named::quantity(W1 = turned, b1 = strided, W2 = upright.transpose(), b2 = p.b2,
                                   X = large.block(2, 4, 3, 7), Y = 1.0 * p.Y);
    network::check<named>(r, p, 1e-12L);
    Eigen::Map<RowMajor const> const mapped(turned.data(), 5, 3);
    network::check<named>(named::quantity(W1 = mapped, b1 = p.b1, W2 = p.W2, b2 = p.b2, X = p.X, Y = p.Y), p, 1e-12L);
}

BOOST_AUTO_TEST_CASE(single_precision) {
    auto const p = network::random_parameters<Eigen::MatrixXf>(3, 5, 7);
    auto const r = named::quantity(W1 = p.W1, b1 = p.b1, W2 = p.W2, b2 = p.b2, X = p.X, Y = p.Y);
    static_assert(std::same_as<std::remove_cvref_t<decltype(r[W1])>, Eigen::MatrixXf>);
    network::check<named>(r, p, 1e-6L);
}

BOOST_AUTO_TEST_CASE(an_evaluator_allocates_once) {
    auto const p = network::random_parameters(3, 5, 7);
    auto const larger = network::random_parameters(4, 6, 90);
    ctgrad::evaluator step(named::quantity);
    network::check<named>(step(W1 = p.W1, b1 = p.b1, W2 = p.W2, b2 = p.b2, X = p.X, Y = p.Y), p, 1e-12L);
    network::check<named>(
        step(W1 = larger.W1, b1 = larger.b1, W2 = larger.W2, b2 = larger.b2, X = larger.X, Y = larger.Y), larger,
        1e-12L);
    std::size_t const before = allocations();
    Eigen::internal::set_is_malloc_allowed(false);
    for (int i = 0; i < 10; ++i)
        step(W1 = larger.W1, b1 = larger.b1, W2 = larger.W2, b2 = larger.b2, X = larger.X, Y = larger.Y);
    Eigen::internal::set_is_malloc_allowed(true);
    std::size_t const after = allocations();
    BOOST_TEST(after == before);
    BOOST_TEST(before > 0u);  // the counter counts
    network::check<named>(step(W1 = p.W1, b1 = p.b1, W2 = p.W2, b2 = p.b2, X = p.X, Y = p.Y), p, 1e-12L);
}

BOOST_AUTO_TEST_CASE(numbers_of_other_types) {
    constexpr auto labels = ctgrad::matrix<"labels", 1, network::examples>;
    constexpr auto A = ctgrad::matrix<"A", network::inputs, network::examples>;
    auto const p = network::random_parameters(3, 5, 7);
    Eigen::RowVectorXi chosen(7);
    chosen << 0, 2, 1, 1, 0, 2, 2;
    Eigen::RowVectorXd const as_doubles = chosen.cast<double>();
    // Read in place: no memory is allocated except for labels of type double.
    constexpr auto quantity = ctgrad::value_and_gradient(mean(gather(log_softmax(A), labels) % labels), A);
    ctgrad::evaluator with_integers(quantity), with_doubles(quantity);
    auto const& r = with_integers(A = p.X, labels = chosen);
    auto const& wanted = with_doubles(A = p.X, labels = as_doubles);
    BOOST_TEST(r.value == wanted.value);
    BOOST_TEST((r[A] == wanted[A]));
    BOOST_TEST(with_integers.workspace_bytes() == with_doubles.workspace_bytes());
    BOOST_TEST(with_doubles.workspace_bytes() > 0u);
    // Operands of a product, a transpose or a column are copied, and so are results.
    constexpr auto B = ctgrad::matrix<"B", 2, network::inputs>;
    Eigen::MatrixXi whole(2, 3);
    whole << 1, -2, 3, 4, 0, 5;
    Eigen::MatrixXd const exact = whole.cast<double>();
    auto const same = [&](auto f) {
        oracle::check_close(f(A = p.X, B = whole), oracle::exact(f(A = p.X, B = exact)), 0);
    };
    same(B * A);
    same(transpose(A) * transpose(B));
    same(exp(B) % B + ctgrad::column_at<1>(B) + sum(A));
    oracle::check_close(ctgrad::gradient(dot(B, B), B)(B = whole)[B], oracle::exact(Eigen::MatrixXd(2 * exact)), 0);
    constexpr auto C = ctgrad::matrix<"C", 2, network::inputs>;
    oracle::check_close(ctgrad::gradient(dot(B, C), C)(B = whole, C = exact)[C], oracle::exact(exact), 0);
}

BOOST_AUTO_TEST_CASE(derivatives_written_in_place) {
    auto const p = network::random_parameters(3, 5, 7);
    Eigen::MatrixXd g1, all = Eigen::MatrixXd::Constant(8, 8, 3.0);
    Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor> g2(1, 5);
    double g3 = 0;
    ctgrad::evaluator step(named::quantity);
    auto const& r = step(destination(W1, g1), destination(b1, all.block(1, 2, 5, 1)), destination(W2, g2),
                         destination(b2, g3), W1 = p.W1, b1 = p.b1, W2 = p.W2, b2 = p.b2, X = p.X, Y = p.Y);
    auto const wanted = named::quantity(W1 = p.W1, b1 = p.b1, W2 = p.W2, b2 = p.b2, X = p.X, Y = p.Y);
    BOOST_TEST(r.value == wanted.value);
    BOOST_TEST((g1 == wanted[W1]));
    BOOST_TEST((all.block(1, 2, 5, 1) == wanted[b1]));
    BOOST_TEST((g2 == wanted[W2]));
    BOOST_TEST(g3 == wanted[b2]);
    all.block(1, 2, 5, 1).setConstant(3.0);
    BOOST_TEST((all.array() == 3.0).all());  // nothing outside of it was written
    Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor> turned(5, 3);
    step(destination(W1, turned), W1 = p.W1, b1 = p.b1, W2 = p.W2, b2 = p.b2, X = p.X, Y = p.Y);
    BOOST_TEST((turned == wanted[W1]));
}

BOOST_AUTO_TEST_CASE(contradicting_sizes_are_refused) {
    auto const p = network::random_parameters(3, 5, 7);
    auto const says = [](auto const& call, std::string const& words) {
        try {
            call();
        } catch (std::invalid_argument const& error) {
            BOOST_TEST(error.what() == words);
            return;
        }
        BOOST_ERROR("accepted: " + words);
    };
    Eigen::MatrixXd const wrong = Eigen::MatrixXd::Zero(4, 7), short_row = Eigen::MatrixXd::Zero(1, 6),
                          two = Eigen::MatrixXd::Zero(2, 5);
    Eigen::MatrixXd g = Eigen::MatrixXd::Constant(5, 3, 8.0), small = Eigen::MatrixXd::Constant(5, 2, 8.0);
    ctgrad::evaluator step(named::quantity);
    says([&] { step(destination(W1, g), W1 = p.W1, b1 = p.b1, W2 = p.W2, b2 = p.b2, X = wrong, Y = p.Y); },
         "ctgrad: X has 4 rows, but dimension D_x is 3 by W1");
    says([&] { step(destination(W1, g), W1 = p.W1, b1 = p.b1, W2 = p.W2, b2 = p.b2, X = p.X, Y = short_row); },
         "ctgrad: X has 7 columns, but dimension m is 6 by Y");
    says([&] { step(destination(W1, g), W1 = p.W1, b1 = p.b1, W2 = two, b2 = p.b2, X = p.X, Y = p.Y); },
         "ctgrad: W2 has 2 rows, but the formula gives it 1");
    says(
        [&] { step(destination(W1, small.leftCols(2)), W1 = p.W1, b1 = p.b1, W2 = p.W2, b2 = p.b2, X = p.X, Y = p.Y); },
        "ctgrad: a result of 5 x 3 does not go into a matrix of 5 x 2");
    constexpr auto V = ctgrad::matrix<"V", network::inputs, network::examples + network::examples>;
    Eigen::MatrixXd const both = Eigen::MatrixXd::Zero(3, 13);
    says([&] { sum(concatenate(X, X) % V)(X = p.X, V = both); }, "ctgrad: dimension m + m is 14 by X, but 13 by V");
    constexpr auto U = ctgrad::matrix<"U", 1, network::inputs + network::hidden>;
    says([&] { sum(concatenate(transpose(W1 * X), transpose(X)) * transpose(U))(W1 = p.W1, X = p.X, U = short_row); },
         "ctgrad: dimension D_a1 + D_x is 8 by W1, but 6 by U");
    BOOST_TEST((g.array() == 8.0).all());
    BOOST_TEST((small.array() == 8.0).all());

    constexpr auto labels = ctgrad::matrix<"labels", 1, network::examples>;
    constexpr auto picked = sum(gather(X, labels));
    Eigen::RowVectorXi chosen = Eigen::RowVectorXi::Zero(7);
    BOOST_TEST(picked(X = p.X, labels = chosen) == p.X.row(0).sum(), boost::test_tools::tolerance(1e-14));
    for (int bad : {3, -1}) {
        chosen(4) = bad;
        BOOST_CHECK_THROW(picked(X = p.X, labels = chosen), std::out_of_range);
    }
    Eigen::RowVectorXd const half = Eigen::RowVectorXd::Constant(7, 0.5);
    BOOST_CHECK_THROW(picked(X = p.X, labels = half), std::out_of_range);
}

BOOST_AUTO_TEST_CASE(large_logits) {
    // One example with logits of +-1000 and labels of both kinds: the loss is |z| or 0, its derivative +-1 or 0.
    using one = network::formulas<1, 1, network::examples>;
    Eigen::MatrixXd logits(1, 4), y(1, 4);
    logits << 1000, 1000, -1000, -1000;
    y << 1, 0, 1, 0;
    constexpr auto Z = ctgrad::matrix<"Z", 1, network::examples>;
    constexpr auto p = sigmoid(Z);
    using namespace ctgrad::literals;
    constexpr auto loss = sum(-(one::Y % log(p) + (1_c - one::Y) % log(1_c - p)));
    auto const r = ctgrad::value_and_gradient(loss, Z)(Z = logits, one::Y = y);
    BOOST_TEST(r.value == 2000.0);
    Eigen::RowVectorXd wanted(4);
    wanted << 0, 1, -1, 0;
    BOOST_TEST((r[Z] == wanted));

    constexpr auto L = ctgrad::matrix<"L", 3, 2>;
    Eigen::MatrixXd l(3, 2);
    l << 1000, -1000, 0, 0, -1000, 1000;
    constexpr auto entropy = -sum(ctgrad::matrix<"T", 3, 2> % log(softmax(L)));
    Eigen::MatrixXd t(3, 2);
    t << 0, 1, 1, 0, 0, 0;
    auto const s = ctgrad::value_and_gradient(entropy, L)(L = l, ctgrad::matrix<"T", 3, 2> = t);
    BOOST_TEST(s.value == 3000.0);
    Eigen::MatrixXd expected(3, 2);
    expected << 1, -1, -1, 0, 0, 1;
    BOOST_TEST((s[L] == expected));
}

BOOST_AUTO_TEST_CASE(products_with_jacobians) {
    // <u, J t> = <J^T u, t>, and both against finite differences.
    constexpr auto A = ctgrad::matrix<"A", network::hidden, network::inputs>;
    constexpr auto B = ctgrad::matrix<"B", network::inputs, network::examples>;
    constexpr auto F = softmax(A * sin(B)) % exp(column_sums(B)) + row_sums(A);
    auto const a = oracle::random_matrix(4, 3, 1), b = oracle::random_matrix(3, 5, 2),
               ta = oracle::random_matrix(4, 3, 3), tb = oracle::random_matrix(3, 5, 4),
               up = oracle::random_matrix(4, 5, 5);
    auto const forward = jvp(F, A, B)(ctgrad::tangent(A = ta, B = tb), A = a, B = b);
    auto const backward = vjp(F, A, B)(ctgrad::cotangent(up), A = a, B = b);
    auto const f = [](oracle::Matrix const& x, oracle::Matrix const& y) -> oracle::Matrix {
        oracle::Matrix const e = (x * y.array().sin().matrix()).array().exp();
        oracle::Matrix result = e;
        for (Eigen::Index j = 0; j < e.cols(); ++j)
            result.col(j) = e.col(j) / e.col(j).sum() * exp(y.col(j).sum()) + x.rowwise().sum();
        return result;
    };
    oracle::Matrix const x = oracle::exact(a), y = oracle::exact(b), dx = oracle::exact(ta), dy = oracle::exact(tb);
    oracle::check_close(forward.value, f(x, y), 1e-14L);
    oracle::check_close(backward.value, f(x, y), 1e-14L);
    oracle::real const h = 1e-10;
    oracle::check_close(forward.tangent, (f(x + h * dx, y + h * dy) - f(x - h * dx, y - h * dy)) / (2 * h), 1e-13L);
    double const by_forward = (up.array() * forward.tangent.array()).sum();
    double const by_backward = (backward[A].array() * ta.array()).sum() + (backward[B].array() * tb.array()).sum();
    BOOST_TEST(by_forward == by_backward, boost::test_tools::tolerance(1e-13));

    // The Hessian of the network's loss, times a direction.
    auto const p = network::random_parameters(3, 5, 7);
    auto const direction = oracle::random_matrix(5, 3, 9);
    Eigen::VectorXd const d1 = oracle::random_matrix(5, 1, 10);
    auto const product = hvp(named::J, W1, b1)(ctgrad::tangent(W1 = direction, b1 = d1), W1 = p.W1, b1 = p.b1,
                                               W2 = p.W2, b2 = p.b2, X = p.X, Y = p.Y);
    auto shifted = [&](oracle::real step) {
        auto arguments = network::exact(p);
        std::get<0>(arguments) += step * oracle::exact(direction);
        std::get<1>(arguments) += step * oracle::exact(d1);
        return arguments;
    };
    oracle::real const k = 1e-9;
    oracle::Matrix const wanted =
        (oracle::gradient<0>(network::loss, shifted(k)) - oracle::gradient<0>(network::loss, shifted(-k))) / (2 * k);
    oracle::check_close(product[W1], wanted, 1e-12L);
}

BOOST_AUTO_TEST_CASE(several_formulas) {
    // More outputs than variables: each row is a gradient of its own.
    constexpr auto penalty = squared_norm(W1);
    constexpr auto largest = log_sum_exp(transpose(W2)) + sum(W1 % W1 % W1);
    constexpr auto j = ctgrad::jacobian(ctgrad::outputs(named::J, penalty, largest), W1, b1);
    auto const p = network::random_parameters(3, 5, 7);
    ctgrad::evaluator step(j);
    auto const both = [&](auto const& r) {
        auto const arguments = network::exact(p);
        oracle::check_close(r.value[0], oracle::Matrix::Constant(1, 1, std::apply(network::loss, arguments)), 1e-12L);
        oracle::check_gradient<0>(r[0][W1], network::loss, arguments, 1e-12L);
        oracle::check_gradient<1>(r[0][b1], network::loss, arguments, 1e-12L);
        BOOST_TEST(r.value[1] == p.W1.squaredNorm(), boost::test_tools::tolerance(1e-14));
        oracle::check_close(r[1][W1], oracle::exact(Eigen::MatrixXd(2 * p.W1)), 1e-15L);
        BOOST_TEST(r[1][b1].size() == 5);
        BOOST_TEST((r[1][b1].array() == 0.0).all());
        oracle::check_close(r[2][W1], oracle::exact(Eigen::MatrixXd(3 * p.W1.cwiseAbs2())), 1e-15L);
    };
    both(j(W1 = p.W1, b1 = p.b1, W2 = p.W2, b2 = p.b2, X = p.X, Y = p.Y));
    both(step(W1 = p.W1, b1 = p.b1, W2 = p.W2, b2 = p.b2, X = p.X, Y = p.Y));

    // Outputs of different shapes: the values and tangents are tuples.
    constexpr auto Z1 = W1 * X + b1;
    auto const t = oracle::random_matrix(5, 3, 7), u = oracle::random_matrix(5, 7, 8);
    auto const forward = jvp(ctgrad::outputs(Z1, penalty), W1)(ctgrad::tangent(W1 = t), W1 = p.W1, b1 = p.b1, X = p.X);
    Eigen::MatrixXd const moved = t * p.X;
    oracle::check_close(std::get<0>(forward.tangent), oracle::exact(moved), 1e-14L);
    BOOST_TEST(std::get<1>(forward.tangent) == 2 * p.W1.cwiseProduct(t).sum(), boost::test_tools::tolerance(1e-13));
    auto const backward =
        vjp(ctgrad::outputs(Z1, penalty), W1, b1)(ctgrad::cotangent(u, 0.5), W1 = p.W1, b1 = p.b1, X = p.X);
    oracle::check_close(std::get<0>(backward.value),
                        oracle::exact(Eigen::MatrixXd((p.W1 * p.X).colwise() + Eigen::VectorXd(p.b1))), 1e-14L);
    oracle::check_close(backward[W1], oracle::exact(Eigen::MatrixXd(u * p.X.transpose() + p.W1)), 1e-14L);
    oracle::check_close(backward[b1], oracle::exact(Eigen::VectorXd(u.rowwise().sum())), 1e-14L);
    // A tangent by more variables than there are results.
    ctgrad::evaluator push(jvp(named::J, W1, b1, W2));
    auto const& along = push(ctgrad::tangent(W1 = t, b1 = p.b1, W2 = p.W2), W1 = p.W1, b1 = p.b1, W2 = p.W2, b2 = p.b2,
                             X = p.X, Y = p.Y);
    auto const by_gradient = named::quantity(W1 = p.W1, b1 = p.b1, W2 = p.W2, b2 = p.b2, X = p.X, Y = p.Y);
    BOOST_TEST(along.tangent == by_gradient[W1].cwiseProduct(t).sum() + by_gradient[b1].dot(p.b1.col(0)) +
                                    by_gradient[W2].cwiseProduct(p.W2).sum(),
               boost::test_tools::tolerance(1e-12));
}

BOOST_AUTO_TEST_CASE(intermediates) {
    constexpr auto Z1 = W1 * X + b1;
    constexpr auto A1 = relu(Z1);
    auto const p = network::random_parameters(3, 5, 7);
    auto const r = ctgrad::gradient(named::J, Z1, A1, W1)(W1 = p.W1, b1 = p.b1, W2 = p.W2, b2 = p.b2, X = p.X, Y = p.Y);
    oracle::Matrix const delta = oracle::exact(r[Z1]), x = oracle::exact(p.X);
    oracle::check_close(r[W1], delta * x.transpose(), 1e-15L);
    oracle::Matrix const z1 = (oracle::exact(p.W1) * x).colwise() + oracle::exact(p.b1).col(0);
    oracle::check_close(r[Z1], (z1.array() > 0).select(oracle::exact(r[A1]), 0), 1e-15L);
    // A derivative is a formula, and can be evaluated as one.
    oracle::check_close(derivative(named::J, W1)(W1 = p.W1, b1 = p.b1, W2 = p.W2, b2 = p.b2, X = p.X, Y = p.Y),
                        oracle::exact(r[W1]), 1e-15L);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()
