#include <boost/test/unit_test.hpp>

#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <string_view>

#include <ctgrad/matrix.hpp>

// A user may give an operation the name of one of the library's: operations are distinguished by their types, not by
// their names.

namespace {

/// a * b + a
template <ctgrad::fixed_string Name>
struct affine_product : ctgrad::operation {
    static constexpr std::string_view name = Name.view();
    template <class T>
    static constexpr T evaluate(T const& a, T const& b) {
        return a * b + a;
    }
    template <class T>
    static constexpr std::array<T, 2> partials(T const&, T const& a, T const& b) {
        return {b + 1, a};
    }
};

/// The rows in the opposite order: an operation on whole matrices.
struct upside_down : ctgrad::matrix_operation {
    static constexpr char const* name = "upside_down";
    static constexpr int arity = 1;
    static constexpr ctgrad::matrix_shape shape_of(ctgrad::matrix_shape const* operands) { return operands[0]; }
    template <class T>
    static constexpr void compute(ctgrad::matrix_in_memory<T> result, ctgrad::matrix_in_memory<T const> a) {
        for (std::ptrdiff_t j = 0; j < a.columns; ++j)
            for (std::ptrdiff_t i = 0; i < a.rows; ++i) result(i, j) = a(a.rows - 1 - i, j);
    }
    template <class M>
    static constexpr std::array<M, 1> pullback(M const& g, M const&, M const&) {
        return {ctgrad::apply<upside_down>(g)};
    }
    template <int, class M>
    static constexpr M pushforward(M const& t, M const&, M const&) {
        return ctgrad::apply<upside_down>(t);
    }
};
/// a_ij multiplied by its row i, in the loop that computes other entrywise operations.
struct by_row : ctgrad::matrix_operation {
    static constexpr char const* name = "by_row";
    static constexpr int arity = 1;
    static constexpr auto form = ctgrad::detail::matrix_form::entries;
    static constexpr bool uses_position = true;
    static constexpr ctgrad::matrix_shape shape_of(ctgrad::matrix_shape const* operands) { return operands[0]; }
    template <class T>
    static constexpr T entry(T const& a, ctgrad::matrix_entry at) {
        return a * static_cast<T>(at.row);
    }
    template <class M>
    static constexpr std::array<M, 1> pullback(M const& g, M const&, M const&) {
        return {ctgrad::apply<by_row>(g)};
    }
    template <int, class M>
    static constexpr M pushforward(M const& t, M const&, M const&) {
        return ctgrad::apply<by_row>(t);
    }
};

/// 3 a
template <ctgrad::fixed_string Name>
struct tripled : ctgrad::operation {
    static constexpr std::string_view name = Name.view();
    template <class T>
    static constexpr T evaluate(T const& a) {
        return T(3) * a;
    }
    template <class T>
    static constexpr std::array<T, 1> partials(T const&, T const&) {
        return {T(3)};
    }
};

constexpr auto A = ctgrad::matrix<"A", 2, 3>;
constexpr auto B = ctgrad::matrix<"B", 2, 3>;
constexpr auto w = ctgrad::matrix<"w", 1, 3>;
using Matrix = Eigen::Matrix<double, 2, 3>;
using Row = Eigen::Matrix<double, 1, 3>;

Matrix const a{{1, 2, 3}, {4, 5, 6}}, b{{2, 3, 4}, {-1, 5, 7}};
Row const row{1, -2, 4};

/// A difference with a row, as the first operand of an operation.
template <ctgrad::fixed_string Name>
void check_on_difference() {
    BOOST_TEST_CONTEXT(Name.view()) {
        auto const got =
            value_and_gradient(sum(ctgrad::apply<affine_product<Name>>(A - w, B)), A, B, w)(A = a, B = b, w = row);
        Matrix const difference = a.rowwise() - row, slope = (b.array() + 1).matrix();
        BOOST_TEST(got.value == difference.cwiseProduct(slope).sum());
        BOOST_TEST((got[A] == slope));
        BOOST_TEST((got[B] == difference));
        BOOST_TEST((got[w] == Row(-slope.colwise().sum())));
    }
}

/// log(exp(x - softmax's normalizer)) is rewritten, but only where that is the library's own.
template <ctgrad::fixed_string Name>
void check_in_logarithm() {
    BOOST_TEST_CONTEXT(Name.view()) {
        constexpr auto f = sum(log(exp(A - ctgrad::apply<tripled<Name>>(A))));
        Matrix const small = Matrix::Constant(-400);
        BOOST_TEST(f(A = small) == std::numeric_limits<double>::infinity());
        BOOST_TEST((gradient(sum(ctgrad::apply<tripled<Name>>(A)), A)(A = a)[A] == Matrix(Matrix::Constant(3))));
    }
}

template <ctgrad::fixed_string... Names>
void check_names() {
    (check_on_difference<Names>(), ...);
    (check_in_logarithm<Names>(), ...);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(matrix_own_operations)

BOOST_AUTO_TEST_CASE(named_as_the_library_names_its_own) {
    check_names<"gather", "log_sum_exp", "concatenate", "sum", "transpose", "matrix_product", "block", "pad",
                "broadcast", "*", "+", "-", "/", "exp", "log", "sigmoid", "softplus", "select">();
}

// A row is all that an operation on whole matrices needs.
BOOST_AUTO_TEST_CASE(on_whole_matrices) {
    constexpr auto f = sum(ctgrad::apply<upside_down>(A % A) % ctgrad::apply<by_row>(exp(B)));
    auto const got = value_and_gradient(f, A, B)(A = a, B = b);
    Matrix const turned = a.colwise().reverse(), exponentials = b.array().exp();
    Matrix const weighted = Eigen::Vector2d(0, 1).asDiagonal() * exponentials;
    auto const close = boost::test_tools::tolerance(1e-15);
    BOOST_TEST(got.value == turned.cwiseAbs2().cwiseProduct(weighted).sum(), close);
    Matrix const by_a = 2 * a.cwiseProduct(weighted.colwise().reverse().eval());
    Matrix const by_b = turned.cwiseAbs2().cwiseProduct(weighted);
    for (Eigen::Index i = 0; i < a.size(); ++i) {
        BOOST_TEST(got[A].data()[i] == by_a.data()[i], close);
        BOOST_TEST(got[B].data()[i] == by_b.data()[i], close);
    }
    auto const pushed = jvp(ctgrad::apply<upside_down>(ctgrad::apply<by_row>(A)), A)(ctgrad::tangent(A = b), A = a);
    BOOST_TEST((pushed.tangent == Matrix{{-1, 5, 7}, {0, 0, 0}}));
    constexpr auto C = ctgrad::matrix<"C", 3, 2>;
    constexpr std::array<std::array<double, 2>, 3> c{{{1, 2}, {3, 4}, {5, 6}}};
    static_assert(sum(ctgrad::apply<by_row>(ctgrad::apply<upside_down>(C)))(C = c) == 1 * (3 + 4) + 2 * (1 + 2));
}

// Both in one formula, of the same operands.
BOOST_AUTO_TEST_CASE(beside_the_library_s_own) {
    Row const labels{1, 0, 1};
    auto const got = value_and_gradient(sum(gather(A, w)) + sum(ctgrad::apply<affine_product<"gather">>(A, w)), A)(
        A = a, w = labels);
    Matrix const slope = (labels.replicate<2, 1>().array() + 1).matrix();
    BOOST_TEST(got.value == 4 + 2 + 6 + a.cwiseProduct(slope).sum());
    BOOST_TEST((got[A] == slope + Matrix{{0, 1, 0}, {1, 0, 1}}));
}

BOOST_AUTO_TEST_SUITE_END()
