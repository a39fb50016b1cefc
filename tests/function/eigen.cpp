#include <algorithm>
#include <array>
#include <concepts>
#include <cstddef>
#include <span>
#include <stdexcept>
#include <tuple>
#include <vector>

#include <Eigen/Core>
#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

// Vectors and matrices of Eigen passed for arrays, without a ctgrad header for Eigen; Jacobians in the user's memory.
namespace {

using ctgrad::function;

constexpr auto f = function<double(std::array<double, 3>)>([](auto const& v) { return v[0] * v[1] * v[1] + v[2]; });
constexpr auto gradient = ctgrad::gradient(f);
constexpr std::array expected{4.0, 4.0, 1.0};
using two_by_three = std::array<std::array<double, 3>, 2>;
constexpr auto product =
    function<std::array<double, 2>(two_by_three, std::array<double, 3>)>([](auto const& m, auto const& v) {
        return std::array{m[0][0] * v[0] + m[0][1] * v[1] + m[0][2] * v[2],
                          m[1][0] * v[0] + m[1][1] * v[1] + m[1][2] * v[2]};
    });

}  // namespace

BOOST_AUTO_TEST_SUITE(function_eigen)

BOOST_AUTO_TEST_CASE(vectors_for_arrays) {
    Eigen::Vector3d const v(1, 2, 3);
    Eigen::VectorXd const any = v;
    Eigen::Matrix3d const rows = v.transpose().replicate<3, 1>();
    BOOST_TEST((gradient(v) == expected));
    BOOST_TEST((gradient(any) == expected));
    BOOST_TEST((gradient(v.transpose()) == expected));
    BOOST_TEST((gradient(rows.row(1)) == expected));
    BOOST_TEST((gradient(Eigen::Map<Eigen::Vector3d const>(v.data())) == expected));
    BOOST_TEST((gradient(any.head<3>()) == expected));
    BOOST_TEST((gradient(0.5 * v + 0.5 * any) == expected));
    BOOST_TEST((gradient(v.array() * 1.0) == expected));
    static_assert(std::same_as<decltype(gradient(v.cast<float>())), std::array<float, 3>>);
    BOOST_TEST(ctgrad::jvp(f)(ctgrad::tangent(v), any).tangent == 15);
    BOOST_CHECK_THROW(gradient(any.head(2)), std::invalid_argument);
}

BOOST_AUTO_TEST_CASE(matrices_for_arrays) {
    Eigen::Matrix<double, 2, 3> m;
    m << 1, 2, 3, 4, 5, 6;
    Eigen::Matrix<double, 2, 3, Eigen::RowMajor> const by_rows = m;
    Eigen::MatrixXd const any = m;
    Eigen::Vector3d const v(1, 10, 100);
    std::array const value{321.0, 654.0};
    BOOST_TEST((product(m, v) == value));
    BOOST_TEST((product(by_rows, v) == value));
    BOOST_TEST((product(any, v) == value));
    BOOST_TEST((product({{1.0, 2.0, 3.0}, {4.0, 5.0, 6.0}}, {1.0, 10.0, 100.0}) == value));
    BOOST_TEST((product(2 * m - any, v) == value));
    BOOST_TEST((product(std::array{Eigen::Vector3d(1, 2, 3), Eigen::Vector3d(4, 5, 6)}, v) == value));
    BOOST_TEST(
        (ctgrad::jacobian(product)(any, v).jacobian[1] == std::array{0.0, 0.0, 0.0, 1.0, 10.0, 100.0, 4.0, 5.0, 6.0}));
    BOOST_CHECK_THROW(product(any.transpose(), v), std::invalid_argument);
}

BOOST_AUTO_TEST_CASE(blocks_of_jacobians) {
    constexpr auto area = function<std::array<double, 2>(std::array<double, 3>, double, ctgrad::data<double>)>(
        [](auto const& v, auto s, auto d) {
            return std::array{s * v[0] * v[1] - d, v[2] / s};
        });
    constexpr std::array v{1.0, 2.0, 3.0};
    auto const whole = ctgrad::jacobian(area)(v, 2.0, 1.0).jacobian;
    constexpr std::array value{3.0, 1.5};
    constexpr auto j = ctgrad::jacobian(area);
    auto const is_left = [&](auto const& entry) {
        bool all = true;
        for (int i = 0; i < 2; ++i)
            for (int k = 0; k < 3; ++k)
                all = all && entry(i, k) == whole[static_cast<std::size_t>(i)][static_cast<std::size_t>(k)];
        return all;
    };

    // Row by row in built-in arrays, as in Ceres. A null block is skipped.
    double by_rows[6], column[2]{};
    double* const blocks[]{by_rows, nullptr};
    BOOST_TEST((j.into(blocks[0], blocks[1])(v, 2.0, 1.0) == value));
    BOOST_TEST(is_left([&](int i, int k) { return by_rows[3 * i + k]; }));
    BOOST_TEST((j.into(nullptr, column)(v, 2.0, 1.0) == value));
    BOOST_TEST((column[0] == 2 && column[1] == -0.75));
    double by_columns[6]{};
    j.into(ctgrad::by_columns(by_columns), nullptr)(v, 2.0, 1.0);
    BOOST_TEST(is_left([&](int i, int k) { return by_columns[i + 2 * k]; }));

    // Ranges and lists of rows.
    std::vector<float> numbers(6);
    j.into(numbers, nullptr)(v, 2.0, 1.0);
    BOOST_TEST(
        is_left([&](int i, int k) { return static_cast<double>(numbers[static_cast<std::size_t>(3 * i + k)]); }));
    std::span<double> const unchanging(by_rows);  // which does not move, but can be written
    by_rows[5] = 0;
    j.into(unchanging, nullptr)(v, 2.0, 1.0);
    BOOST_TEST(is_left([&](int i, int k) { return by_rows[3 * i + k]; }));
    two_by_three rows{};
    j.into(rows, nullptr)(v, 2.0, 1.0);
    BOOST_TEST((rows[1] == std::array{0.0, 0.0, 0.5}));

    // Matrices of Eigen: of fixed size, of a size that is set, maps and blocks.
    Eigen::Matrix<double, 2, 3> fixed;
    Eigen::MatrixXd any, large = Eigen::MatrixXd::Zero(5, 5);
    Eigen::Matrix<double, 2, 3, Eigen::RowMajor> row_major;
    j.into(fixed, any)(v, 2.0, 1.0);
    BOOST_TEST((is_left(fixed) && any.rows() == 2 && any.cols() == 1 && any(1, 0) == -0.75));
    j.into(large.block<2, 3>(1, 2), large.block(1, 0, 2, 1))(v, 2.0, 1.0);
    BOOST_TEST((large.block<2, 3>(1, 2) == fixed && large(1, 0) == 2 && large(0, 0) == 0 && large.row(3).isZero()));
    free_rounding(j).into(row_major, Eigen::Map<Eigen::Vector2d>(column))(v, 2.0, 1.0);
    BOOST_TEST((row_major == fixed));

    // Chosen arguments, and the gradient of one result, written over the argument.
    ctgrad::jacobian(area, ctgrad::arguments<1>).into(column)(v, 2.0, 1.0);
    BOOST_TEST(column[0] == 2);
    Eigen::Vector3d at(1, 2, 3);
    Eigen::Map<Eigen::Matrix<double, 1, 3>> by_at(at.data());
    BOOST_TEST(ctgrad::value_and_gradient(f).into(by_at)(at) == 7);
    BOOST_TEST((at == Eigen::Vector3d(4, 4, 1)));

    // Sizes are checked before anything is written.
    std::vector<double> five(5, 9);
    std::fill(column, column + 2, 9);
    BOOST_CHECK_THROW(j.into(five, column)(v, 2.0, 1.0), std::invalid_argument);
    BOOST_CHECK_THROW(j.into(large.block(0, 0, 3, 3), column)(v, 2.0, 1.0), std::invalid_argument);
    BOOST_CHECK_THROW(j.into(by_rows, column)(five, 2.0, 1.0), std::invalid_argument);
    BOOST_TEST((column[0] == 9 && column[1] == 9));
}

// A function of three results, the second of which costs an exponential, and its derivatives by hand.
BOOST_AUTO_TEST_CASE(chosen_results) {
    using ctgrad::arguments, ctgrad::results, ctgrad::cost;
    constexpr auto several = function<std::tuple<std::array<double, 2>, double, double>(double, std::array<double, 2>)>(
        [](auto s, auto const& v) {
            return std::tuple{std::array{s * v[0], v[0] * v[1]}, exp(s * v[1]), s * s};
        });
    constexpr std::array v{3.0, 5.0};
    auto const whole = ctgrad::jacobian(several)(2.0, v);
    constexpr auto some = ctgrad::jacobian(several, results<2, 0>);
    auto const r = some(2.0, v);
    BOOST_TEST((r.value == whole.value));  // has all results
    static_assert(r.jacobian.size() == 3);
    BOOST_TEST((r.jacobian[0] == whole.jacobian[3] && r.jacobian[1] == whole.jacobian[0] &&
                r.jacobian[2] == whole.jacobian[1]));
    BOOST_TEST((r(results<0>, arguments<1>)[1] == std::array{5.0, 3.0}));
    BOOST_TEST(r(results<2>, arguments<0>) == 4.0);
    BOOST_TEST(whole(results<2>, arguments<0>) == 4.0);
    BOOST_TEST(whole(results<1>, arguments<1>)[0][1] == whole.jacobian[2][2]);
    BOOST_TEST((ctgrad::free_rounding(some)(2.0, v).jacobian == r.jacobian));
    auto const one = ctgrad::jacobian(several, results<1>, arguments<0>)(2.0, v);
    BOOST_TEST(one.jacobian == 5 * std::get<1>(one.value));

    // Results that are not chosen cost nothing: 2 s is the only operation besides those of the value.
    constexpr auto of_value = cost(several), of_some = cost(ctgrad::jacobian(several, results<2>));
    static_assert(of_some.multiplications + of_some.additions == of_value.multiplications + of_value.additions + 1);
    static_assert(of_some.all_calls == 1 && cost(ctgrad::jacobian(several)).multiplications > of_some.multiplications);

    // Blocks result by result, into any memory.
    double by_s[2]{}, by_v[4]{}, square[2]{9, 9};
    double* const absent = nullptr;
    auto const value = some.into(absent, square, by_s, ctgrad::by_columns(by_v))(2.0, v);
    BOOST_TEST((value == whole.value));
    BOOST_TEST((square[0] == 0 && square[1] == 0 && by_s[0] == 3 && by_s[1] == 0));
    BOOST_TEST((by_v[0] == 2 && by_v[1] == 5 && by_v[2] == 0 && by_v[3] == 3));
    double by_square = 0;
    some.into(&by_square, nullptr, nullptr, nullptr)({2.0}, v);
    BOOST_TEST(by_square == 4);

    // A block of type `std::nullptr_t` needs no operations: the program computes less.
    using ctgrad::detail::compiled, ctgrad::detail::count_operations, ctgrad::detail::quantity;
    using shape = typename ctgrad::detail::shape_of_answer<decltype(some)::answer>::type;
    using source = decltype(some)::source;
    using without = ctgrad::detail::partial_source<source, shape, false, true, true, true>;
    static_assert(count_operations(compiled<without, quantity::jacobian>::value).multiplications <=
                  of_some.multiplications);
}

BOOST_AUTO_TEST_SUITE_END()
