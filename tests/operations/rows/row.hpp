#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <string>
#include <utility>

#include <boost/multiprecision/cpp_bin_float.hpp>

#include <ctgrad/ctgrad.hpp>

/// Shared by the tests of rows. They iterate over a list of rows, the table or another, and use only what a row itself
/// says.
namespace rows {

using big = boost::multiprecision::number<boost::multiprecision::cpp_bin_float<50>, boost::multiprecision::et_off>;

constexpr std::size_t most = 4;
template <class T>
using point = std::array<T, most>;

inline constexpr auto a = ctgrad::variable<"a">;
inline constexpr auto b = ctgrad::variable<"b">;
inline constexpr auto c = ctgrad::variable<"c">;
inline constexpr auto d = ctgrad::variable<"d">;
template <std::size_t I>
constexpr auto number() {
    if constexpr (I == 0)
        return a;
    else if constexpr (I == 1)
        return b;
    else if constexpr (I == 2)
        return c;
    else
        return d;
}

template <class Row>
inline constexpr auto arity = static_cast<std::size_t>(ctgrad::detail::described<Row>::arity);
template <class Row, std::size_t I>
inline constexpr bool takes_condition = I < static_cast<std::size_t>(Row::conditions);
/// How many numbers the operands of a row need: a condition compares the numbers i and i + 1.
template <class Row>
inline constexpr std::size_t numbers = arity<Row> +
                                       (arity<Row> > 0 && static_cast<std::size_t>(Row::conditions) == arity<Row>);
/// Rules compute only with numbers.
template <class Row>
inline constexpr bool has_rule = arity<Row> > 0 && Row::conditions == 0 && !Row::is_condition;

template <class Row>
std::string name_of() {
    return std::string(Row::name);
}

/// Operand `I`: a number, or a condition of two.
template <class Row, std::size_t I>
constexpr auto operand() {
    if constexpr (takes_condition<Row, I>)
        return number<I>() < number<I + 1>();
    else
        return number<I>();
}
template <class Row, std::size_t I, class T>
constexpr auto operand_at(point<T> const& x) {
    if constexpr (takes_condition<Row, I>)
        return x[I] < x[I + 1];
    else
        return x[I];
}

template <class Row, std::size_t... I>
constexpr auto applied_row(std::index_sequence<I...>) {
    return ctgrad::apply<Row>(operand<Row, I>()...);
}
/// The row as a formula of a, b, c, d. A condition chooses between two of them.
template <class Row>
constexpr auto formula_of() {
    if constexpr (arity<Row> == 0)
        return ctgrad::detail::application<Row>{} * a;
    else if constexpr (Row::is_condition)
        return select(applied_row<Row>(std::make_index_sequence<arity<Row>>{}), a * b, a);
    else
        return applied_row<Row>(std::make_index_sequence<arity<Row>>{});
}
template <class Row>
inline constexpr std::size_t formula_numbers = arity<Row> == 0 ? 1 : numbers<Row>;

template <class Row, bool Oracle, class T, std::size_t... I>
auto computed_row(point<T> const& x, std::index_sequence<I...>) {
    if constexpr (Oracle && requires { Row::oracle(operand_at<Row, I>(x)...); })
        return Row::oracle(operand_at<Row, I>(x)...);
    else
        return Row::evaluate(operand_at<Row, I>(x)...);
}
/// The same, computed by the row's oracle, or by `evaluate` if it has none.
template <class Row, bool Oracle, class T>
T computed_at(point<T> const& x) {
    if constexpr (arity<Row> == 0)
        return T(Row::template evaluate<T>() * x[0]);
    else if constexpr (Row::is_condition)
        return computed_row<Row, Oracle>(x, std::make_index_sequence<arity<Row>>{}) ? T(x[0] * x[1]) : x[0];
    else
        return computed_row<Row, Oracle>(x, std::make_index_sequence<arity<Row>>{});
}
template <class Row, class T>
T oracle_at(point<T> const& x) {
    return computed_at<Row, true>(x);
}
template <class Row, class T>
T evaluated_at(point<T> const& x) {
    return computed_at<Row, false>(x);
}
/// The value of the formula.
template <class Row, class T>
T value_at(point<T> const& x) {
    constexpr auto f = formula_of<Row>();
    constexpr std::size_t n = formula_numbers<Row>;
    if constexpr (n == 1)
        return f(a = x[0]);
    else if constexpr (n == 2)
        return f(a = x[0], b = x[1]);
    else if constexpr (n == 3)
        return f(a = x[0], b = x[1], c = x[2]);
    else
        return f(a = x[0], b = x[1], c = x[2], d = x[3]);
}

template <class Row>
constexpr bool has_derivative(std::size_t operand) {
    return !Row::domain[operand].whole && !Row::domain[operand].constant;
}

/// Value and partials.
template <class T>
struct results {
    T value{};
    point<T> partials{};
};

/// Value and gradient of a formula of some numbers, by the library; the gradient is with respect to the numbers `By`.
template <std::size_t Numbers, std::size_t... By, class T>
constexpr results<T> formula_at(auto f, point<T> const& x, std::index_sequence<By...>) {
    auto const found = [&]<std::size_t... I>(std::index_sequence<I...>) {
        return ctgrad::value_and_gradient(f, number<By>()...)((number<I>() = x[I])...);
    }
    (std::make_index_sequence<Numbers>{});
    results<T> r;
    r.value = found.value;
    ((r.partials[By] = found[number<By>()]), ...);
    return r;
}
template <std::size_t Numbers, class T>
constexpr results<T> formula_at(auto f, point<T> const& x) {
    return formula_at<Numbers>(f, x, std::make_index_sequence<Numbers>{});
}

/// The operands with respect to which a row has derivatives.
template <class Row, std::size_t I = 0, std::size_t... By>
constexpr auto differentiated(std::index_sequence<By...> sequence = {}) {
    if constexpr (I == formula_numbers<Row>)
        return sequence;
    else if constexpr (has_derivative<Row>(I))
        return differentiated<Row, I + 1>(std::index_sequence<By..., I>{});
    else
        return differentiated<Row, I + 1>(sequence);
}
template <class Row, class T>
constexpr results<T> results_at(point<T> const& x) {
    return formula_at<formula_numbers<Row>>(formula_of<Row>(), x, differentiated<Row>());
}

/// Value and partials by an oracle. The derivatives are central differences; with a step of 1e-15 of the distance to
/// the nearest singularity they have more than 20 correct digits.
inline results<big> exact_at(big (*oracle)(point<big> const&), ctgrad::interval const* domain, std::size_t numbers,
                             point<double> const& x) {
    point<big> at;
    for (std::size_t i = 0; i < most; ++i) at[i] = x[i];
    results<big> r;
    r.value = oracle(at);
    for (std::size_t i = 0; i < numbers; ++i) {
        ctgrad::interval const range = domain[i];
        if (range.whole || range.constant) continue;
        double const room = std::min({x[i] == 0 ? 1.0 : std::abs(x[i]), x[i] - range.low, range.high - x[i], 1.0});
        big const step = big(room) * 1e-15;
        point<big> up = at, down = at;
        up[i] += step;
        down[i] -= step;
        r.partials[i] = (oracle(up) - oracle(down)) / (2 * step);
    }
    return r;
}
template <class Row>
results<big> exact_at(point<double> const& x) {
    return exact_at(&oracle_at<Row, big>, Row::domain, formula_numbers<Row>, x);
}

/// The error of a result in units of the last place of T, relative to `floor` if that is more.
template <class T>
double error_of(T const& result, big const& exact, double floor) {
    big const size = std::max<big>(abs(exact), big(floor));
    if (result != result) return HUGE_VAL;
    if (size == 0) return result == 0 ? 0 : HUGE_VAL;
    return static_cast<double>(abs(big(result) - exact) / size / big(std::numeric_limits<T>::epsilon()));
}

/// Points inside a domain, not far from 0, where every scalar type is tested.
constexpr std::size_t samples = 3;
template <class T>
constexpr point<T> sample(ctgrad::interval const* domain, std::size_t numbers, std::size_t which) {
    point<T> at{};
    for (std::size_t i = 0; i < numbers; ++i) {
        ctgrad::interval const range = domain[i];
        double const low = range.low > -3 ? range.low : -3, high = range.high < low + 6 ? range.high : low + 6;
        double const part[]{0.1875, 0.6875, 0.796875, 0.40625, 0.53125};
        double const x = low + (high - low) * part[(2 * which + 3 * i) % 5];
        at[i] = static_cast<T>(range.whole ? static_cast<double>(static_cast<int>(x))
                                           : static_cast<double>(static_cast<float>(x)));
    }
    return at;
}

}  // namespace rows
