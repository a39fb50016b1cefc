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
// CASE_unit_vector: expect "ctgrad: unit(q) states that a quaternion has length 1: for a vector write v.normalized()"
// CASE_odd_partials: expect "ctgrad: with_partials takes variables and partial derivatives in turn"
// CASE_few_partials: expect "ctgrad: with_partials takes one partial derivative for each variable"
// CASE_wrong_result: expect "ctgrad: the callable returns another type than its signature says"
// CASE_eigen_result: expect "ctgrad: matrices of Eigen do not compute in constant expressions"
// CASE_eigen_inside: errors 2
// CASE_eigen_inside: expect "function_does_not_run_at_compile_time"
// (The compiler itself finds these mistakes. For the second one clang also warns of unused operands of the comma.)
// CASE_eigen_inside: lines 13
// CASE_eigen_with_comma: lines 13
// CASE_eigen_of_double: expect "ctgrad: a matrix of symbols is not one of numbers while the function is traced"
// CASE_ldlt: expect "no member"
// CASE_comma: expect "ctgrad: matrices of traced functions have no comma initializer"
// CASE_array_member: expect "no member"
// CASE_index_out: expect "function_does_not_run_at_compile_time"
// CASE_scalar_plus: expect "ctgrad: only a vector or matrix of the same size can be added"
// CASE_quaternion_times_number: expect "ctgrad: a quaternion is multiplied by a quaternion, or by a vector"
// CASE_eigen_constant: expect "Eigen"
// CASE_cross2: expect "ctgrad: a cross product is that of two vectors with three entries"
// CASE_sum_of_sizes: expect "ctgrad: only a vector or matrix of the same size can be added"
// CASE_sum_with_eigen: expect "write v + vector_of(a, b, c) for one of Eigen"
// CASE_dot_of_sizes: expect "dot"
// CASE_eigen_times_vector: expect "ctgrad: a matrix of Eigen cannot be part of a traced function: make it an argument"
// CASE_vector_times_eigen: expect "ctgrad: a matrix of Eigen cannot be part of a traced function"
// CASE_eigen_times_scalar: expect "ctgrad: a matrix of Eigen cannot be part of a traced function"
// CASE_scalar_times_eigen: expect "ctgrad: a matrix of Eigen cannot be part of a traced function"
// CASE_eigen_by_scalar: expect "ctgrad: a matrix of Eigen cannot be part of a traced function"
// CASE_eigen_with_comma: expect "ctgrad: a matrix of Eigen cannot be part of a traced function"
// CASE_eigen_rotation: expect "ctgrad: a matrix of Eigen cannot be part of a traced function"

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
#elif defined(CASE_unit_vector)
auto r = ctgrad::gradient(ctgrad::function<double(Eigen::Vector3d)>([](auto const& v) { return unit(v).w(); }))(
    Eigen::Vector3d());
#elif defined(CASE_odd_partials)
auto r = ctgrad::gradient(ctgrad::function<double(Eigen::Vector3d)>(
    [](auto const& v) { return ctgrad::with_partials(v[0], v[0], v[1], v[2]); }))(Eigen::Vector3d());
#elif defined(CASE_few_partials)
auto r = ctgrad::gradient(ctgrad::function<double(Eigen::Vector3d)>([](auto const& v) {
    return ctgrad::with_partials(v[0], v.entries, v.template head<2>().entries);
}))(Eigen::Vector3d());
#elif defined(CASE_wrong_result)
auto r = ctgrad::function<Eigen::Vector2d(Eigen::Vector3d)>([](auto const& v) { return v; })(Eigen::Vector3d());
#elif defined(CASE_eigen_result)
auto r = ctgrad::function<Eigen::Vector2d(Eigen::Vector3d)>(
    [](auto const& v) { return Eigen::Matrix<ctgrad::symbol, 2, 1>(v[0] / v[2], v[1] / v[2]); })(Eigen::Vector3d());
#elif defined(CASE_eigen_inside)
auto r = ctgrad::function<double(Eigen::Vector3d)>([](auto const& v) {
    Eigen::Matrix<std::remove_cvref_t<decltype(v[0])>, 2, 1> const p(v[0] / v[2], v[1] / v[2]);
    return p.norm();
})(Eigen::Vector3d());
#elif defined(CASE_eigen_of_double)
auto r = ctgrad::function<double(Eigen::Vector3d)>([](auto const& v) {
    Eigen::Vector3d const p = v;
    return p.norm();
})(Eigen::Vector3d());
#elif defined(CASE_ldlt)
auto r = ctgrad::function<double(Eigen::Matrix3d, Eigen::Vector3d)>(
    [](auto const& a, auto const& v) { return a.ldlt().solve(v).norm(); })(Eigen::Matrix3d(), Eigen::Vector3d());
#elif defined(CASE_comma)
auto r = ctgrad::function<double(Eigen::Vector3d)>([](auto v) {
    v << 1, 2, 3;
    return v.norm();
})(Eigen::Vector3d());
#elif defined(CASE_array_member)
auto r =
    ctgrad::function<double(Eigen::Vector3d)>([](auto const& v) { return v.array().exp().sum(); })(Eigen::Vector3d());
#elif defined(CASE_index_out)
auto r = ctgrad::function<double(Eigen::Vector3d)>([](auto const& v) { return v[3]; })(Eigen::Vector3d());
#elif defined(CASE_scalar_plus)
auto r = ctgrad::function<Eigen::Vector3d(Eigen::Vector3d)>([](auto const& v) { return v + 1.0; })(Eigen::Vector3d());
#elif defined(CASE_quaternion_times_number)
auto r = ctgrad::function<Eigen::Quaterniond(Eigen::Quaterniond)>([](auto const& v) { return v * 2.0; })(
    Eigen::Quaterniond());
#elif defined(CASE_sum_of_sizes)
auto r = ctgrad::function<double(Eigen::Vector3d, Eigen::Vector2d)>(
    [](auto const& v, auto const& w) { return (v - w).norm(); })(Eigen::Vector3d(), Eigen::Vector2d());
#elif defined(CASE_sum_with_eigen)
auto r = ctgrad::function<double(Eigen::Vector3d)>([](auto const& v) { return (Eigen::Vector3d(1, 2, 3) + v).norm(); })(
    Eigen::Vector3d());
#elif defined(CASE_dot_of_sizes)
auto r = ctgrad::function<double(Eigen::Vector3d, Eigen::Vector2d)>(
    [](auto const& v, auto const& w) { return v.dot(w); })(Eigen::Vector3d(), Eigen::Vector2d());
#elif defined(CASE_eigen_constant)
auto r = ctgrad::function<double(Eigen::Vector3d)>([](auto const& v) { return v.dot(Eigen::Vector3d(1, 2, 3)); })(
    Eigen::Vector3d());
#elif defined(CASE_cross2)
auto r = ctgrad::function<double(Eigen::Vector2d, Eigen::Vector2d)>(
    [](auto const& v, auto const& w) { return v.cross(w); })(Eigen::Vector2d(), Eigen::Vector2d());
#elif defined(CASE_eigen_times_vector)
constexpr auto h = [](auto const& u) {
    Eigen::Matrix3d const m = Eigen::Matrix3d::Identity();
    return (m * u)[0];
};
auto r = ctgrad::gradient(ctgrad::function<double(Eigen::Vector3d)>(h))(Eigen::Vector3d(1, 2, 3));
#elif defined(CASE_vector_times_eigen)
constexpr auto h = [](auto const& u) {
    Eigen::Matrix3d const m = Eigen::Matrix3d::Identity();
    return (u.transpose() * m)[2];
};
auto r = ctgrad::gradient(ctgrad::function<double(Eigen::Vector3d)>(h))(Eigen::Vector3d(1, 2, 3));
#elif defined(CASE_eigen_times_scalar)
constexpr auto h = [](auto const& u) {
    Eigen::Vector3d v(1, 2, 3);
    return (v * u)[0];
};
auto r = ctgrad::gradient(ctgrad::function<double(double)>(h))(2.0);
#elif defined(CASE_scalar_times_eigen)
constexpr auto h = [](auto const& u) {
    Eigen::Vector3d v(1, 2, 3);
    return (u * v).sum() + u;
};
auto r = ctgrad::gradient(ctgrad::function<double(double)>(h))(2.0);
#elif defined(CASE_eigen_by_scalar)
constexpr auto h = [](auto const& u) {
    Eigen::Vector3d v(1, 2, 3);
    return (v / u)(1);
};
auto r = ctgrad::gradient(ctgrad::function<double(double)>(h))(2.0);
#elif defined(CASE_eigen_with_comma)
constexpr auto h = [](auto const& u) {
    Eigen::Vector3d v(1, 2, 3);
    v << u, u, u;
    return u;
};
auto r = ctgrad::gradient(ctgrad::function<double(double)>(h))(2.0);
#elif defined(CASE_eigen_rotation)
constexpr auto h = [](auto const& u) {
    Eigen::Quaterniond const q(1, 0, 0, 0);
    return (q * u)[0];
};
auto r = ctgrad::gradient(ctgrad::function<double(Eigen::Vector3d)>(h))(Eigen::Vector3d(1, 2, 3));
#else
auto r = ctgrad::gradient(f)(Eigen::Matrix<double, 2, 3>());
auto q = ctgrad::tangent_jacobian(turned, ctgrad::results<1>)(some);
auto s = ctgrad::gradient(g)({1.0, 2.0, 3.0});
auto t = ctgrad::gradient(f)({{1.0, 2.0, 3.0}, {4.0, 5.0, 6.0}});
#endif
