#include <array>
#include <cstddef>
#include <limits>
#include <utility>

#include <boost/test/unit_test.hpp>

#include <ctgrad/matrix.hpp>

// Small products whose rows are contiguous in memory: transpose(A) * x and transpose(x) * A.
namespace {

/// Small integers, so that sums are exact in any order.
template <class T, int Count>
std::array<T, Count> numbers(int seed) {
    std::array<T, Count> all{};
    for (std::size_t i = 0; i < Count; ++i) all[i] = static_cast<T>((static_cast<int>(i) * 37 + seed * 11) % 19 - 9);
    return all;
}

template <class T, int Rows, int Columns>
void check_kernel() {
    auto const matrix = numbers<T, Rows * Columns>(Rows);
    auto const vector = numbers<T, Columns>(Columns);
    std::array<T, Rows + 2> result;
    result.fill(T(1000));
    ctgrad::detail::multiply_rows_by_vector<T, Rows, Columns>(result.data() + 1, matrix.data(), vector.data());
    for (std::size_t i = 0; i < Rows; ++i) {
        T sum(0);
        for (std::size_t k = 0; k < Columns; ++k) sum += matrix[i * Columns + k] * vector[k];
        BOOST_REQUIRE_MESSAGE(result[i + 1] == sum, Rows << " x " << Columns << ", row " << i);
    }
    BOOST_REQUIRE(result.front() == T(1000) && result.back() == T(1000));
}
template <class T, int... Columns>
void check_kernels(std::integer_sequence<int, Columns...>) {
    (check_kernel<T, 1, Columns + 1>(), ...);
    (check_kernel<T, 7, Columns + 1>(), ...);
    (check_kernel<T, 8, Columns + 1>(), ...);
    (check_kernel<T, 19, Columns + 1>(), ...);
}

constexpr auto A = ctgrad::matrix<"A", 5, 17>;
constexpr auto x = ctgrad::vector<"x", 5>;

}  // namespace

BOOST_AUTO_TEST_SUITE(matrix_small_products)

BOOST_AUTO_TEST_CASE(of_all_widths) {
    check_kernels<double>(std::make_integer_sequence<int, 20>{});
    check_kernels<float>(std::make_integer_sequence<int, 20>{});
}

// Sums shorter than a SIMD vector do not use the numbers after them, which may be NaN.
BOOST_AUTO_TEST_CASE(nothing_beyond_is_read) {
    double const nan = std::numeric_limits<double>::quiet_NaN();
    std::array<double, 8 * 5 + 8> matrix;
    std::array<double, 5 + 8> vector;
    matrix.fill(nan);
    vector.fill(nan);
    for (std::size_t i = 0; i < 40; ++i) matrix[i] = 1;
    for (std::size_t i = 0; i < 5; ++i) vector[i] = 2;
    std::array<double, 8> result;
    ctgrad::detail::multiply_rows_by_vector<double, 8, 5>(result.data(), matrix.data(), vector.data());
    for (double const one : result) BOOST_TEST(one == 10);
}

// Products of dynamic matrices call the kernels of Eigen that expressions call too, so every bit is the same.
BOOST_AUTO_TEST_CASE(kernels_of_dynamic_products) {
    namespace by_expression = ctgrad::detail::eigen_expressions;
    namespace as_called = ctgrad::detail::eigen_products;
    auto a = numbers<double, 23 * 31>(1);
    auto b = numbers<double, 31 * 17>(2);
    for (double& one : a) one += 0.1;
    for (double& one : b) one /= 7;
    std::array<double, 23 * 17> result{}, expected{};
    as_called::add_matrix_product<true, false>(result.data(), a.data(), b.data(), 23, 31, 17);
    by_expression::add_matrix_product<true, false>(expected.data(), a.data(), b.data(), 23, 31, 17);
    BOOST_TEST((result == expected));
    as_called::add_matrix_by_vector<false>(result.data(), a.data(), b.data(), 23, 31);
    by_expression::add_matrix_by_vector<false>(expected.data(), a.data(), b.data(), 23, 31);
    BOOST_TEST((result == expected));
}

BOOST_AUTO_TEST_CASE(in_formulas) {
    Eigen::Matrix<double, 5, 17> a;
    Eigen::Matrix<double, 5, 1> v;
    for (int j = 0; j < 17; ++j)
        for (int i = 0; i < 5; ++i) a(i, j) = (i * 7 + j * 3) % 11 - 5;
    for (int i = 0; i < 5; ++i) v(i) = i - 1.5;
    auto const columns = (transpose(A) * x)(A = a, x = v);
    auto const row = (transpose(x) * A)(A = a, x = v);
    for (int j = 0; j < 17; ++j) {
        double sum = 0;
        for (int i = 0; i < 5; ++i) sum += a(i, j) * v(i);
        BOOST_TEST(columns(j) == sum);
        BOOST_TEST(row(j) == sum);
    }
}

BOOST_AUTO_TEST_SUITE_END()
