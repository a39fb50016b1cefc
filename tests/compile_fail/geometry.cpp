#include <ctgrad/eigen.hpp>

// CASE_dynamic: expect "ctgrad: a matrix in a signature has a fixed size"
// CASE_product: expect "ctgrad: in a product the matrix on the left has as many columns as that on the right has rows"
// CASE_large_inverse: expect "ctgrad: determinants and inverses of a fixed_matrix have up to four rows"
// CASE_not_square: expect "ctgrad: a determinant or an inverse needs a square matrix"
// CASE_wrong_size: expect "ctgrad: an argument does not fit the function's signature"
// CASE_transposed: expect "ctgrad: an argument does not fit the function's signature"
// CASE_braces: expect "ctgrad: braces hold as many numbers as the array of the signature has"
// CASE_nested_braces: expect "ctgrad: braces hold as many numbers as the array of the signature has"
// CASE_tangent_result: expect "ctgrad: results<...> chooses positions from 0 to one less than the number of results"
// CASE_tangent_block: expect "ctgrad: this Jacobian has no rows for that result"
// CASE_wrong_result: expect "ctgrad: the callable returns another type than its signature says"

constexpr auto f = ctgrad::function<double(Eigen::Matrix<double, 2, 3>)>([](auto const& m) { return m.squaredNorm(); });
constexpr auto g = ctgrad::function<double(Eigen::Vector3d)>([](auto const& v) { return v.squaredNorm(); });

constexpr auto turned = ctgrad::function<std::tuple<Eigen::Quaterniond, double>(Eigen::Quaterniond)>([](auto const& q) {
    return std::tuple{q * q, q.w()};
});
Eigen::Quaterniond const some(1, 0, 0, 0);

#if defined(CASE_dynamic)
auto r = ctgrad::function<double(Eigen::VectorXd)>([](auto const& v) { return v[0]; })(1.0);
#elif defined(CASE_product)
auto r = ctgrad::function<double(Eigen::Matrix<double, 2, 3>)>([](auto const& m) { return (m * m).sum(); })(
    Eigen::Matrix<double, 2, 3>());
#elif defined(CASE_large_inverse)
using matrix = Eigen::Matrix<double, 5, 5>;
auto r = ctgrad::function<double(matrix)>([](auto const& m) { return m.inverse().sum(); })(matrix());
#elif defined(CASE_not_square)
auto r = ctgrad::function<double(Eigen::Matrix<double, 2, 3>)>([](auto const& m) { return m.determinant(); })(
    Eigen::Matrix<double, 2, 3>());
#elif defined(CASE_wrong_size)
auto r = ctgrad::gradient(g)(Eigen::Vector2d(1, 2));
#elif defined(CASE_transposed)
auto r = ctgrad::gradient(f)(Eigen::Matrix<double, 3, 2>());
#elif defined(CASE_braces)
auto r = ctgrad::gradient(g)({1.0, 2.0});
#elif defined(CASE_nested_braces)
auto r = ctgrad::gradient(f)({{1.0, 2.0, 3.0}, {4.0, 5.0}});
#elif defined(CASE_tangent_result)
auto r = ctgrad::tangent_jacobian(turned, ctgrad::results<2>)(some);
#elif defined(CASE_tangent_block)
auto r = ctgrad::tangent_jacobian(turned, ctgrad::results<1>)(some)(ctgrad::results<0>, ctgrad::arguments<0>);
#elif defined(CASE_wrong_result)
auto r = ctgrad::function<Eigen::Vector2d(Eigen::Vector3d)>([](auto const& v) { return v; })(Eigen::Vector3d());
#else
auto r = ctgrad::gradient(f)(Eigen::Matrix<double, 2, 3>());
auto q = ctgrad::tangent_jacobian(turned, ctgrad::results<1>)(some);
auto s = ctgrad::gradient(g)({1.0, 2.0, 3.0});
auto t = ctgrad::gradient(f)({{1.0, 2.0, 3.0}, {4.0, 5.0, 6.0}});
#endif
