#include <algorithm>
#include <array>
#include <cmath>
#include <complex>
#include <cstdlib>
#include <iostream>
#include <numeric>
#include <optional>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include <ctgrad/ctgrad.hpp>

// The symbols of a traced function are not numbers.
// CASE_exp: expect "ctgrad: a symbol is not a number while the function is traced"
// CASE_exp: expect "write exp(x), not std::exp(x)"
// CASE_sqrt: expect "write exp(x), not std::exp(x)"
// CASE_pow: expect "write exp(x), not std::exp(x)"
// CASE_pow_of_number: expect "write exp(x), not std::exp(x)"
// CASE_atan2: expect "write exp(x), not std::exp(x)"
// CASE_abs: expect "write exp(x), not std::exp(x)"
// CASE_isnan: expect "write exp(x), not std::exp(x)"
// CASE_max: expect "ctgrad: a symbol has no value to branch on"
// CASE_max: expect "max(a, b)"
// CASE_max_of_number: expect "ctgrad: write max(a, b), min(a, b) or clamp(x, low, high), without std::"
// CASE_min_of_number: expect "ctgrad: write max(a, b), min(a, b) or clamp(x, low, high), without std::"
// CASE_clamp_by_numbers: expect "ctgrad: write max(a, b), min(a, b) or clamp(x, low, high), without std::"
// CASE_max_of_three: expect "ctgrad: this function takes another number of arguments"
// CASE_max_in_braces: expect "ctgrad: write max(a, max(b, c)) or min(a, min(b, c)), without std:: and braces"
// A callable that results in a double has no second error, that it does not run at compile time.
// Where the standard library rejects symbols, the compiler lists its overloads, and names the type that says what to write.
// CASE_complex: expect "write_auto_for_double"
// CASE_complex: lines 19
// CASE_complex: errors 2
// CASE_push_back: expect "write_auto_for_double"
// CASE_multiple_of_array: expect "ctgrad: a std::array has no arithmetic: compute with its entries, as in 2 * u[0]"
// CASE_difference_of_arrays: expect "ctgrad: a std::array has no arithmetic"
// CASE_product_of_arrays: expect "ctgrad: a std::array has no arithmetic"
// CASE_stable_sort: expect "ctgrad: a symbol has no value to branch on"
// CASE_complex_of_symbol: expect "ctgrad: a variable of type double cannot hold symbols"
// CASE_optional: expect "ctgrad: a variable of type double cannot hold symbols"
// CASE_pair: expect "auto y = x, not double y(x)"
// (g++ lists each function of std::tuple on the way.)
// CASE_tuple: lines 14
// CASE_tuple: expect "auto y = x, not double y(x)"
// CASE_string: expect "ctgrad: a formula is not a text"
// CASE_assignment: expect "ctgrad::symbol"
// CASE_fill: expect "ctgrad::symbol"
// CASE_clamp: expect "ctgrad: a symbol has no value to branch on"
// CASE_sort: expect "ctgrad: a symbol has no value to branch on"
// CASE_min_element: expect "ctgrad: a symbol has no value to branch on"
// CASE_comparison_in_double: expect "ctgrad: a symbol has no value to branch on"
// CASE_if: expect "ctgrad: a symbol has no value to branch on"
// CASE_logic: expect "ctgrad: a symbol has no value to branch on"
// CASE_double: expect "ctgrad::symbol"
// CASE_double: errors 2
// CASE_double_as_result: expect "ctgrad::symbol"
// CASE_double: expect "traced_with_symbols_so_write_auto_for_double_and_max_for_std_max"
// CASE_result_in_double: expect "ctgrad::symbol"
// CASE_result_in_double: expect "write_auto_for_double"
// CASE_condition_times: expect "ctgrad: a condition is not a number: choose values with select(condition, a, b)"
// CASE_exclusive_or: expect "ctgrad: a condition is not a number: choose values with select(condition, a, b)"
// CASE_double_of: expect "auto y = x, not double y(x)"
// CASE_static_cast: expect "ctgrad: a symbol is not a number while the function is traced"
// CASE_long_double: expect "ctgrad: a symbol is not a number while the function is traced"
// CASE_sum_in_double: expect "ctgrad: a variable of type double cannot hold symbols"
// CASE_sum_in_double: expect "T sum = 0"
// CASE_swap: expect "ctgrad: a variable of type double cannot hold symbols"
// CASE_accumulate: expect "write_auto_for_double"
// CASE_value: expect "ctgrad: a symbol has no value while the function is traced"
// CASE_choice_without_condition: expect "ctgrad: a condition is expected here, such as u < 1"
// (g++ lists what select calls.)
// CASE_text_operand: lines 13
// CASE_text_operand: expect "ctgrad: the operands of a function of symbols are symbols and numbers"
// CASE_to_string: expect "ctgrad: a symbol is not a number while the function is traced"
// CASE_two_stars: expect "ctgrad: symbols have no such operator: for a power write pow(x, 2)"
// CASE_constant: expect "ctgrad: a const symbol cannot change"
// CASE_double_parameter: expect "ctgrad::symbol"
// CASE_double_parameter: expect "write_auto_for_double"
// CASE_array_of_double: expect "write_auto_for_double"
// CASE_index: expect "operator[]"
// CASE_stream: expect "ctgrad: a symbol is not a number while the function is traced"

constexpr double length(double u) { return u * u; }

#if defined(CASE_exp)
constexpr auto f = [](auto u) { return std::exp(u) * u; };
auto r = ctgrad::gradient(ctgrad::function<double(double)>(f))(2.0);
#elif defined(CASE_sqrt)
constexpr auto f = [](auto u) {
    auto v = std::sqrt(u + 1) / 2;
    return v * v;
};
auto r = ctgrad::gradient(ctgrad::function<double(double)>(f))(2.0);
#elif defined(CASE_pow)
constexpr auto f = [](auto u) { return std::pow(u, 2); };
auto r = ctgrad::gradient(ctgrad::function<double(double)>(f))(2.0);
#elif defined(CASE_pow_of_number)
constexpr auto f = [](auto u) { return std::pow(2.0, u); };
auto r = ctgrad::gradient(ctgrad::function<double(double)>(f))(2.0);
#elif defined(CASE_atan2)
constexpr auto f = [](auto u) { return std::atan2(u, u + 1); };
auto r = ctgrad::gradient(ctgrad::function<double(double)>(f))(2.0);
#elif defined(CASE_abs)
constexpr auto f = [](auto u) { return std::abs(u - 1); };
auto r = ctgrad::gradient(ctgrad::function<double(double)>(f))(2.0);
#elif defined(CASE_isnan)
constexpr auto f = [](auto u) { return std::isnan(u) ? 0 * u : u; };
auto r = ctgrad::gradient(ctgrad::function<double(double)>(f))(2.0);
#elif defined(CASE_max)
constexpr auto f = [](auto u) { return std::max(u, u * u); };
auto r = ctgrad::gradient(ctgrad::function<double(double)>(f))(2.0);
#elif defined(CASE_max_of_number)
constexpr auto f = [](auto u) { return std::max(u, 0.0); };
auto r = ctgrad::gradient(ctgrad::function<double(double)>(f))(2.0);
#elif defined(CASE_min_of_number)
constexpr auto f = [](auto u) { return 2 * std::min(0, u); };
auto r = ctgrad::gradient(ctgrad::function<double(double)>(f))(2.0);
#elif defined(CASE_clamp_by_numbers)
constexpr auto f = [](auto u) { return std::clamp(u, 0.0, 1.0); };
auto r = ctgrad::gradient(ctgrad::function<double(double)>(f))(2.0);
#elif defined(CASE_max_of_three)
constexpr auto f = [](auto u) { return std::max(u, u * u, 0.0); };
auto r = ctgrad::gradient(ctgrad::function<double(double)>(f))(2.0);
#elif defined(CASE_max_in_braces)
constexpr auto f = [](auto u) { return 2 * std::max({u, 0.0}); };
auto r = ctgrad::gradient(ctgrad::function<double(double)>(f))(2.0);
#elif defined(CASE_complex)
constexpr auto f = [](auto u) { return std::complex(u, 0.0).real(); };
auto r = ctgrad::gradient(ctgrad::function<double(double)>(f))(2.0);
#elif defined(CASE_push_back)
constexpr auto f = [](auto u) {
    std::vector<double> v;
    v.push_back(u);
    return v[0];
};
auto r = ctgrad::gradient(ctgrad::function<double(double)>(f))(2.0);
#elif defined(CASE_multiple_of_array)
constexpr auto f = [](auto u) {
    auto const v = 2.0 * std::array{u, u};
    return v[0] * v[1];
};
auto r = ctgrad::gradient(ctgrad::function<double(double)>(f))(2.0);
#elif defined(CASE_difference_of_arrays)
constexpr auto f = [](auto const& u) {
    auto const v = u - std::array{1.0, 2.0};
    return v[0] * v[1];
};
auto r = ctgrad::gradient(ctgrad::function<double(std::array<double, 2>)>(f))({1.0, 2.0});
#elif defined(CASE_product_of_arrays)
constexpr auto f = [](auto const& u) { return u * u; };
auto r = ctgrad::gradient(ctgrad::function<double(std::array<double, 2>)>(f))({1.0, 2.0});
#elif defined(CASE_stable_sort)
constexpr auto f = [](auto u) {
    std::array<decltype(u), 2> v{u, u * u};
    std::stable_sort(v.begin(), v.end());
    return v[0];
};
auto r = ctgrad::gradient(ctgrad::function<double(double)>(f))(2.0);
#elif defined(CASE_complex_of_symbol)
constexpr auto f = [](auto u) {
    std::complex<double> z = u;
    return z.real() * u;
};
auto r = ctgrad::gradient(ctgrad::function<double(double)>(f))(2.0);
#elif defined(CASE_optional)
constexpr auto f = [](auto u) {
    std::optional<double> v = u;
    return *v * u;
};
auto r = ctgrad::gradient(ctgrad::function<double(double)>(f))(2.0);
#elif defined(CASE_pair)
constexpr auto f = [](auto u) {
    std::pair<double, double> v(u, u);
    return v.first * u;
};
auto r = ctgrad::gradient(ctgrad::function<double(double)>(f))(2.0);
#elif defined(CASE_tuple)
constexpr auto f = [](auto u) {
    std::tuple<double, double> v(u, u);
    return std::get<0>(v) * u;
};
auto r = ctgrad::gradient(ctgrad::function<double(double)>(f))(2.0);
#elif defined(CASE_string)
constexpr auto f = [](auto u) {
    std::string text(u);
    return u;
};
auto r = ctgrad::gradient(ctgrad::function<double(double)>(f))(2.0);
#elif defined(CASE_assignment)
constexpr auto f = [](auto u) {
    double v = 0;
    for (int i = 0; i < 3; ++i) v = v + u * i;
    return v;
};
auto r = ctgrad::gradient(ctgrad::function<double(double)>(f))(2.0);
#elif defined(CASE_fill)
constexpr auto f = [](auto u) {
    std::array<double, 2> v{};
    v.fill(u);
    return v[0];
};
auto r = ctgrad::gradient(ctgrad::function<double(double)>(f))(2.0);
#elif defined(CASE_clamp)
constexpr auto f = [](auto u) { return std::clamp(u, 0 * u, 1 + 0 * u); };
auto r = ctgrad::gradient(ctgrad::function<double(double)>(f))(2.0);
#elif defined(CASE_sort)
constexpr auto f = [](auto u) {
    std::array<decltype(u), 2> v{u, u * u};
    std::sort(v.begin(), v.end());
    return v[0];
};
auto r = ctgrad::gradient(ctgrad::function<double(double)>(f))(2.0);
#elif defined(CASE_min_element)
constexpr auto f = [](auto u) {
    std::array<decltype(u), 2> v{u, u * u};
    return *std::min_element(v.begin(), v.end());
};
auto r = ctgrad::gradient(ctgrad::function<double(double)>(f))(2.0);
#elif defined(CASE_comparison_in_double)
constexpr auto f = [](auto u) {
    bool const positive = u > 0;
    return positive ? u : -u;
};
auto r = ctgrad::gradient(ctgrad::function<double(double)>(f))(2.0);
#elif defined(CASE_if)
constexpr auto f = [](auto u) {
    if (u) return u;
    return 2 * u;
};
auto r = ctgrad::gradient(ctgrad::function<double(double)>(f))(2.0);
#elif defined(CASE_logic)
constexpr auto f = [](auto u) { return u > 0 && true ? u : -u; };
auto r = ctgrad::gradient(ctgrad::function<double(double)>(f))(2.0);
#elif defined(CASE_double)
constexpr auto f = [](auto u) {
    double v = u;
    return v * u;
};
auto r = ctgrad::gradient(ctgrad::function<double(double)>(f))(2.0);
#elif defined(CASE_double_as_result)
constexpr auto f = [](auto u) {
    double v = u;
    return v;
};
auto r = ctgrad::gradient(ctgrad::function<double(double)>(f))(2.0);
#elif defined(CASE_result_in_double)
constexpr auto f = [](auto u) -> double { return u * u; };
auto r = ctgrad::gradient(ctgrad::function<double(double)>(f))(2.0);
#elif defined(CASE_condition_times)
constexpr auto f = [](auto u) { return 2 * (u > 0) * u; };
auto r = ctgrad::gradient(ctgrad::function<double(double)>(f))(2.0);
#elif defined(CASE_exclusive_or)
constexpr auto f = [](auto u) { return select((u > 0) ^ (u < 1), u, 2 * u); };
auto r = ctgrad::gradient(ctgrad::function<double(double)>(f))(2.0);
#elif defined(CASE_double_of)
constexpr auto f = [](auto u) {
    double v(u);
    return v * u;
};
auto r = ctgrad::gradient(ctgrad::function<double(double)>(f))(2.0);
#elif defined(CASE_static_cast)
constexpr auto f = [](auto u) { return static_cast<int>(u) * u; };
auto r = ctgrad::gradient(ctgrad::function<double(double)>(f))(2.0);
#elif defined(CASE_long_double)
constexpr auto f = [](auto u) {
    long double v = u;
    return v;
};
auto r = ctgrad::gradient(ctgrad::function<double(double)>(f))(2.0);
#elif defined(CASE_sum_in_double)
constexpr auto f = [](auto u) {
    double sum = 0;
    for (int i = 0; i < 3; ++i) sum += u * i;
    return sum;
};
auto r = ctgrad::gradient(ctgrad::function<double(double)>(f))(2.0);
#elif defined(CASE_swap)
constexpr auto f = [](auto u) {
    double last = 1;
    std::swap(last, u);
    return u;
};
auto r = ctgrad::gradient(ctgrad::function<double(double)>(f))(2.0);
#elif defined(CASE_accumulate)
constexpr auto f = [](auto u) {
    std::array<decltype(u), 2> v{u, u * u};
    return std::accumulate(v.begin(), v.end(), 0.0);
};
auto r = ctgrad::gradient(ctgrad::function<double(double)>(f))(2.0);
#elif defined(CASE_value)
constexpr auto f = [](auto u) { return u.value() * u; };
auto r = ctgrad::gradient(ctgrad::function<double(double)>(f))(2.0);
#elif defined(CASE_choice_without_condition)
constexpr auto f = [](auto u) { return select(u, 2 * u, u); };
auto r = ctgrad::gradient(ctgrad::function<double(double)>(f))(2.0);
#elif defined(CASE_text_operand)
constexpr auto f = [](auto u) { return select(u > 0, u, "0"); };
auto r = ctgrad::gradient(ctgrad::function<double(double)>(f))(2.0);
#elif defined(CASE_to_string)
constexpr auto f = [](auto u) { return std::to_string(u); };
auto r = ctgrad::gradient(ctgrad::function<double(double)>(f))(2.0);
#elif defined(CASE_two_stars)
constexpr auto f = [](auto u) { return u * **u; };
auto r = ctgrad::gradient(ctgrad::function<double(double)>(f))(2.0);
#elif defined(CASE_constant)
constexpr auto f = [](auto const u) {
    u += 1;
    return u;
};
auto r = ctgrad::gradient(ctgrad::function<double(double)>(f))(2.0);
#elif defined(CASE_double_parameter)
constexpr auto f = [](auto u) { return length(u); };
auto r = ctgrad::gradient(ctgrad::function<double(double)>(f))(2.0);
#elif defined(CASE_array_of_double)
constexpr auto f = [](auto u) {
    std::array<double, 2> v{};
    v[0] = u;
    return v[0];
};
auto r = ctgrad::gradient(ctgrad::function<double(double)>(f))(2.0);
#elif defined(CASE_index)
constexpr auto f = [](auto u) {
    std::array<double, 2> table{1, 2};
    return table[u] * u;
};
auto r = ctgrad::gradient(ctgrad::function<double(double)>(f))(2.0);
#elif defined(CASE_stream)
constexpr auto f = [](auto u) {
    std::cout << u;
    return u;
};
auto r = ctgrad::gradient(ctgrad::function<double(double)>(f))(2.0);
#else
namespace own {
template <class T>
using pair = std::array<T, 2>;
template <class T>
constexpr pair<T> operator+(pair<T> const& a, pair<T> const& b) {
    return {a[0] + b[0], a[1] + b[1]};
}
template <class T>
constexpr pair<T> operator*(double k, pair<T> const& a) {
    return {k * a[0], k * a[1]};
}
template <class T>
constexpr T of_own_operators(T const& u) {
    return (2.0 * pair<T>{u, u} + pair<T>{u, u})[0];
}
}  // namespace own
constexpr auto f = [](auto u) {
    u = own::of_own_operators(u);
    std::array<double, 2> sorted{2, 1};
    std::sort(sorted.begin(), sorted.end());
    using std::exp, std::max, std::min, std::clamp;
    double const half = 0.5;
    auto v = true ? u : 1.0;
    v = true ? v : half;
    v += 2;
    ++v;
    auto w = u;
    std::swap(v, w);
    v = select(true, v--, 0.0);
    if constexpr (sizeof(u) == 0) v = false ? 1 : u;
    v = max(v, 0.0) + min(0, v) + clamp(u, 0.0, std::max({1.0, std::min(2.0, 3.0)}));
    static_assert(!std::is_convertible_v<decltype(u), double> && std::is_constructible_v<double, decltype(u)> &&
                  std::is_convertible_v<decltype(u), std::string>);  // (to ask is no mistake)
    return select(3 < u && u >= 4.0f, exp(v) + 1, max(2 - u, u * u)) / 2;
};
auto r = ctgrad::gradient(ctgrad::function<double(double)>(f))(2.0);
#endif
