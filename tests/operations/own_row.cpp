#include <string_view>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

#include "rows/batches.hpp"
#include "rows/edges.hpp"
#include "rows/scalar_types.hpp"
#include "rows/second_derivatives.hpp"
#include "rows/sweep.hpp"
#include "rows/values.hpp"

// A row that the library does not know, at the end of a list: everything that is tested for the table is tested for it.
namespace own_row {

// The library's functions: those of <cmath> are for double alone, and not for constant expressions.
using ctgrad::atan;
using ctgrad::cosh;
using ctgrad::exp;
using ctgrad::sinh;

/// The Gudermannian function, the angle whose tangent is sinh(x).
struct gudermannian_function : ctgrad::operation {
    static constexpr std::string_view name = "gudermannian";
    static constexpr std::string_view description = "Angle whose tangent is sinh(a)";
    template <class T>
    static constexpr auto evaluate(T const& x) -> decltype(T(atan(sinh(x)))) {
        return atan(T(sinh(x)));
    }
    template <class T>
    static constexpr std::array<T, 1> partials(T const&, T const& x) {
        return {1 / cosh(x)};
    }
    static constexpr ctgrad::edge<1> edges[]{{{0}, 0, {1}}, {{20000}, 1.5707963267948966, {0}}};
    template <class T>
    static T oracle(T const& x) {
        return T(T(2) * (atan(T(exp(x))) - atan(T(1))));
    }
};

/// A function that no SIMD library has, for plain floating-point numbers only. It cannot be used in constant
/// expressions.
struct bits_halved : ctgrad::operation {
    static constexpr char const* name = "bits_halved";
    static constexpr std::string_view description = "a / 2, by its exponent";
    static constexpr bool in_constant_expressions = false;
    template <ctgrad::detail::single_number T>
    static T evaluate(T const& x) {
        using std::ldexp;
        return ldexp(x, -1);
    }
    template <class T>
    static constexpr std::array<T, 1> partials(T const&, T const&) {
        return {T(0.5)};
    }
};

/// A wrong derivative and a wrong convention, which the checks must notice.
struct wrong_slope : ctgrad::operation {
    static constexpr char const* name = "wrong_slope";
    template <class T>
    static constexpr auto evaluate(T const& x) -> decltype(T(sinh(x))) {
        return sinh(x);
    }
    template <class T>
    static constexpr std::array<T, 1> partials(T const&, T const& x) {
        return {cosh(x) * (1 + T(1e-14))};
    }
    static constexpr ctgrad::edge<1> edges[]{{{0}, 0, {-1}}};
};

using longer_table = ctgrad::type_list<ctgrad::operations::sine, gudermannian_function, bits_halved>;

BOOST_AUTO_TEST_SUITE(operations_own_row)

BOOST_AUTO_TEST_CASE(sweep) { rows::check_sweep<longer_table>(); }
BOOST_AUTO_TEST_CASE(edges) { rows::check_edges<longer_table>(); }
BOOST_AUTO_TEST_CASE(scalar_types) {
    rows::check_floating_point<longer_table>();
    rows::check_lanes<longer_table>();
    rows::check_complex_numbers<longer_table>();
}
BOOST_AUTO_TEST_CASE(batches) { rows::check_batches<longer_table>(); }
BOOST_AUTO_TEST_CASE(second_derivatives) { rows::check_second_derivatives<longer_table>(); }
BOOST_AUTO_TEST_CASE(constant_expressions) { rows::check_constant_expressions<longer_table>(); }
BOOST_AUTO_TEST_CASE(values) {
    std::array<std::array<double, 3>, 4> const points{{{0.5, 1, 2}, {-0.0, 1, 2}, {1e300, 1, 2}, {-2.5, 1, 2}}};
    rows::check_values<longer_table, double>(points);
}

BOOST_AUTO_TEST_CASE(a_wrong_row_is_noticed) {
    using wrong = rows::together<ctgrad::type_list<wrong_slope>>;
    rows::point<double> const at{0.75};
    auto const found = wrong::results_at<double>({at})[0];
    auto const exact = rows::exact_at<wrong_slope>(at);
    BOOST_TEST(rows::error_of(found.value, exact.value, 0) < wrong_slope::accuracy.value);
    BOOST_TEST(rows::error_of(found.partials[0], exact.partials[0], 0) > wrong_slope::accuracy.partial);
    auto const edge = wrong::results_at<double>({rows::point<double>{0}})[0];
    BOOST_TEST(rows::holds(wrong_slope::edges[0].value, edge.value, 4));
    BOOST_TEST(!rows::holds(wrong_slope::edges[0].partials[0], edge.partials[0], 8));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace own_row
