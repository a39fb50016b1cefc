#include <array>
#include <complex>
#include <string>
#include <vector>

#include <ctgrad/ctgrad.hpp>

// Each is used as a function would be, and that passes in silence.
// CASE_character: expect "ctgrad: a signature says double for every number"
// CASE_character: expect "char"
// CASE_float: expect "ctgrad: a signature says double for every number"
// CASE_integer_result: expect "ctgrad: the result of a function is made of numbers that can be differentiated"
// CASE_data_result: expect "ctgrad: the result of a function is made of numbers that can be differentiated"
// CASE_data_chosen: expect "ctgrad: a function is not differentiated by its data"
// CASE_with_too_few: expect "ctgrad: f.with() takes one value for each argument that the signature marks as data"
// CASE_with_without_data: expect "ctgrad: f.with() gives a function its data, and this one has none"
// CASE_with_wrong_type: expect "ctgrad: an argument does not fit the function's signature"
// CASE_with_and_data_again: expect "ctgrad: the function takes as many arguments as its signature says"
// CASE_with_data_chosen: expect "ctgrad: a function is not differentiated by its data"
// CASE_with_without_tangent: expect "ctgrad: the tangent of a function's jvp or hvp comes first"
// CASE_integer_for_enumeration: expect "ctgrad: an argument does not fit the function's signature"
// CASE_number_for_integer: expect "ctgrad: an argument does not fit the function's signature"
// CASE_complex: expect "ctgrad: a complex number in a signature is a std::complex<double>"
// CASE_data_of_vector: expect "ctgrad: a signature consists of double, std::array, std::tuple, and structs"
// CASE_vector: expect "ctgrad: a signature consists of double, std::array, std::tuple, and structs"
// CASE_vector: expect "std::vector<double"
// CASE_vector_result: expect "ctgrad: a signature consists of double, std::array, std::tuple, and structs"
// CASE_array_of_integers: expect "ctgrad: a signature consists of double, std::array, std::tuple, and structs"
// CASE_built_in_array: expect "ctgrad: a signature consists of double, std::array, std::tuple, and structs"
// CASE_pointer: expect "ctgrad: a signature consists of double, std::array, std::tuple, and structs"
// CASE_string_result: expect "ctgrad: a signature consists of double, std::array, std::tuple, and structs"
// CASE_unadapted_struct: expect "ctgrad: a struct in a signature must be adapted: #include <boost/hana/adapt_struct.hpp>"
// CASE_unadapted_struct: expect "point"
// CASE_unadapted_struct: expect "BOOST_HANA_ADAPT_STRUCT"
// CASE_eigen_without_header: expect "ctgrad: a matrix in a signature has a fixed size"
// CASE_eigen_without_header: expect "#include <ctgrad/eigen.hpp>"
// CASE_reference: expect "ctgrad: a signature says its types by value"
// CASE_array_reference: expect "ctgrad: a signature says its types by value"
// CASE_void_result: expect "ctgrad: a function must return a result"
// CASE_rows_without_header: expect "ctgrad: functions of rows have a header of their own: #include <ctgrad/loops.hpp>"
// CASE_no_signature: expect "ctgrad: function needs the callable's signature"
// CASE_signature_in_parts: expect "ctgrad: function needs the callable's signature"
// CASE_no_function_type: expect "ctgrad: function needs the callable's signature"

struct point {
    double x, y;
};
constexpr auto square = [](auto u) { return u * u; };
constexpr auto first = [](auto const& u) { return u[0]; };

enum class kind { linear, quadratic };
constexpr auto of_kind = ctgrad::function<double(double, kind, int)>(
    [](auto u, auto k, auto n) { return select(k == kind::quadratic, u * u, u) * n; });

#if defined(CASE_complex)
auto r = ctgrad::function<double(std::complex<double>)>([](auto z) { return z.real(); });
#elif defined(CASE_character)
auto r = ctgrad::gradient(ctgrad::function<double(char)>(square))('1');
#elif defined(CASE_data_result)
auto r = ctgrad::function<ctgrad::data<double>(double)>(square)(2.0);
#elif defined(CASE_data_chosen)
auto r = ctgrad::gradient(of_kind, ctgrad::arguments<1>)(2.0, kind::linear, 1);
#elif defined(CASE_with_too_few)
auto r = ctgrad::gradient(of_kind.with(kind::linear))(2.0);
#elif defined(CASE_with_without_data)
auto r = ctgrad::gradient(ctgrad::function<double(double)>(square).with(1.0))(2.0);
#elif defined(CASE_with_wrong_type)
auto r = ctgrad::gradient(of_kind.with(kind::linear, 1.5))(2.0);
#elif defined(CASE_with_and_data_again)
auto r = ctgrad::gradient(of_kind.with(kind::linear, 1))(2.0, kind::linear, 1);
#elif defined(CASE_with_data_chosen)
auto r = ctgrad::gradient(of_kind.with(kind::linear, 1), ctgrad::arguments<1>)(2.0);
#elif defined(CASE_with_without_tangent)
auto r = ctgrad::jvp(of_kind.with(kind::linear, 1))(2.0).tangent;
#elif defined(CASE_integer_for_enumeration)
auto r = ctgrad::gradient(of_kind)(2.0, 1, 1);
#elif defined(CASE_number_for_integer)
auto r = ctgrad::gradient(of_kind)(2.0, kind::linear, 1.5);
#elif defined(CASE_data_of_vector)
auto r = ctgrad::function<double(ctgrad::data<std::vector<double>>)>(first)(std::vector<double>(2));
#elif defined(CASE_float)
auto r = ctgrad::value_and_gradient(ctgrad::function<double(float)>(square))(2.0f).gradient;
#elif defined(CASE_integer_result)
auto r = ctgrad::hessian(ctgrad::function<int(double)>(square))(2.0).hessian[0][0];
#elif defined(CASE_vector)
auto r = ctgrad::gradient(ctgrad::function<double(std::vector<double>)>(first))(std::vector<double>(2));
#elif defined(CASE_vector_result)
auto r = ctgrad::jacobian(ctgrad::function<std::vector<double>(double)>(square))(2.0).jacobian[0][0];
#elif defined(CASE_array_of_integers)
auto r = ctgrad::function<double(std::array<int, 2>)>(first)(std::array{1, 2});
#elif defined(CASE_built_in_array)
double numbers[3];
auto r = ctgrad::gradient(ctgrad::function<double(double[3])>(first))(numbers);
#elif defined(CASE_pointer)
double number = 1;
auto r = ctgrad::function<double(double*)>(first)(&number);
#elif defined(CASE_string_result)
auto r = ctgrad::function<std::string(double)>(square)(1.0);
#elif defined(CASE_unadapted_struct)
auto r = ctgrad::gradient(ctgrad::function<double(point)>([](auto const& p) { return p.x * p.y; }))(point{1, 2});
#elif defined(CASE_eigen_without_header)
#include <Eigen/Core>
auto r = ctgrad::gradient(ctgrad::function<double(Eigen::Vector3d)>(first))(std::array{1.0, 2.0, 3.0});
#elif defined(CASE_reference)
auto r = ctgrad::jvp(ctgrad::function<double(double const&)>(square))(ctgrad::tangent(1.0), 2.0).tangent;
#elif defined(CASE_array_reference)
auto r = ctgrad::gradient(ctgrad::function<double(std::array<double, 2> const&)>(first))(std::array{1.0, 2.0})[1];
#elif defined(CASE_void_result)
auto r = ctgrad::vjp(ctgrad::function<void(double)>(square))(ctgrad::cotangent(1.0), 2.0).gradient;
#elif defined(CASE_rows_without_header)
constexpr auto f = ctgrad::function<double(double, ctgrad::rows_of<double>)>([](auto scale, auto numbers) {
    return ctgrad::sum(numbers, [&](auto number) { return exp(scale * number); }) / ctgrad::length(numbers);
});
auto r = ctgrad::value_and_gradient(f)(2.0, std::vector<double>(2)).gradient;
#elif defined(CASE_no_signature)
auto r = ctgrad::gradient(ctgrad::function(square))(2.0);
#elif defined(CASE_signature_in_parts)
auto r = ctgrad::function<double, double>([](auto u) { return u * u; })(1.0);
#elif defined(CASE_no_function_type)
auto r = ctgrad::gradient(ctgrad::function<double>(square))(2.0);
#else
auto r = ctgrad::gradient(ctgrad::function<double(double)>(square))(2.0f);
auto t = ctgrad::gradient(of_kind)(2.0, kind::linear, 1);
auto u = ctgrad::gradient(of_kind.with(kind::linear, 1))(2.0);
auto s = ctgrad::gradient(ctgrad::function<double(std::array<double, 2>)>(first))(std::array{1.0, 2.0})[1];
#endif
