#include <array>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

// Results of programs with few operations are stored two numbers at a time. Each number is in its usual place.
namespace {

constexpr auto x = ctgrad::variable<"x">;
constexpr auto y = ctgrad::variable<"y">;
constexpr auto z = ctgrad::variable<"z">;

template <class T>
T unknown(T value) {
    asm volatile("" : "+m"(value));
    return value;
}

struct one_sided {
    template <class T>
    constexpr std::array<T, 3> operator()(std::array<T, 3> const& v) const {
        return {v[0] * v[1], v[1] + v[2], v[2] * v[0]};
    }
};
constexpr auto light = ctgrad::function<std::array<double, 3>(std::array<double, 3>)>(one_sided{});

/// A result type whose numbers are in another order than the results.
struct reversed {
    double numbers[3];
};
constexpr auto reverse = [](auto const& results) { return reversed{{results[2], results[1], results[0]}}; };
/// A result type that constant expressions cannot construct.
struct counted {
    static inline int made = 0;
    double numbers[3];
};
constexpr auto count = [](auto const& results) {
    ++counted::made;
    return counted{{results[0], results[1], results[2]}};
};

}  // namespace

BOOST_AUTO_TEST_SUITE(stores)

BOOST_AUTO_TEST_CASE(of_formulas) {
    constexpr auto f = (x + y) * z;
    auto const r = ctgrad::value_and_gradient(f, x, y, z)(x = unknown(2.0), y = unknown(3.0), z = unknown(7.0));
    BOOST_TEST((r.value == 35 && r[x] == 7 && r[y] == 7 && r[z] == 5));
    auto const g = ctgrad::gradient(f, x, y, z)(x = unknown(2.0), y = unknown(3.0), z = unknown(7.0));
    BOOST_TEST((g[x] == 7 && g[y] == 7 && g[z] == 5));
    auto const single = ctgrad::value_and_gradient(f, x, y, z)(x = unknown(2.0f), y = unknown(3.0f), z = unknown(7.0f));
    BOOST_TEST((single.value == 35 && single[x] == 7 && single[y] == 7 && single[z] == 5));
    auto const wide = ctgrad::value_and_gradient(f, x, y, z)(x = unknown(2.0L), y = unknown(3.0L), z = unknown(7.0L));
    BOOST_TEST((wide.value == 35 && wide[x] == 7 && wide[y] == 7 && wide[z] == 5));
}

BOOST_AUTO_TEST_CASE(of_functions) {
    constexpr std::array<double, 3> v{2, 3, 5};
    constexpr auto constant = ctgrad::jacobian(light)(v);
    auto const r = ctgrad::jacobian(light)(unknown(v));
    BOOST_TEST((r.value == constant.value && r.jacobian == constant.jacobian));
    std::array<std::array<double, 3>, 3> const expected{{{3, 2, 0}, {0, 1, 1}, {5, 0, 2}}};
    BOOST_TEST((r.value == std::array<double, 3>{6, 8, 10} && r.jacobian == expected));
}

// A result type may arrange the results as it likes.
BOOST_AUTO_TEST_CASE(of_other_orders) {
    using quantity = decltype(ctgrad::gradient(x * y + z, x, y, z));
    using program = ctgrad::detail::compiled<quantity::source, quantity::what>;
    std::array<double, 3> const results{1, 2, 3};
    auto const r = ctgrad::detail::made_of<program>(unknown(results), reverse);
    BOOST_TEST((r.numbers[0] == 3 && r.numbers[1] == 2 && r.numbers[2] == 1));
    auto const c = ctgrad::detail::made_of<program>(unknown(results), count);
    BOOST_TEST((c.numbers[0] == 1 && c.numbers[1] == 2 && c.numbers[2] == 3));
    BOOST_TEST(counted::made == 1);
}

// Many results are stored while the program runs, wherever the result type has them; zeros and copies too.
BOOST_AUTO_TEST_CASE(as_soon_as_known) {
    constexpr auto chain = ctgrad::function<double(std::array<double, 9>)>([](auto const& v) {
        auto sum = v[0] * v[0];
        for (std::size_t i = 0; i + 1 < 9; ++i) sum = sum + v[i] * v[i] * v[i + 1];
        return sum;
    });
    using quantity = decltype(ctgrad::hessian(chain));
    BOOST_TEST((ctgrad::detail::compiled<quantity::source, quantity::what>::value.stores_early));
    std::array<double, 9> const v{1, 2, 3, 4, 5, 6, 7, 8, 9};
    constexpr auto constant = ctgrad::hessian(chain)(std::array<double, 9>{1, 2, 3, 4, 5, 6, 7, 8, 9});
    auto const r = ctgrad::hessian(chain)(unknown(v));
    BOOST_TEST((r.value == constant.value && r.gradient == constant.gradient && r.hessian == constant.hessian));
    BOOST_TEST((r.hessian[0][1] == 2 && r.hessian[1][0] == 2 && r.hessian[0][8] == 0 && r.hessian[8][8] == 0));
}

// A program may have no instructions at all; its results are zeros.
BOOST_AUTO_TEST_CASE(of_nothing) {
    constexpr auto constant =
        ctgrad::function<double(std::array<double, 3>)>([](auto const& v) { return 0 * v[0] + 7; });
    using quantity = decltype(ctgrad::gradient(constant));
    using program = ctgrad::detail::compiled<quantity::source, quantity::what>;
    static_assert(program::value.output_count == 3);
    double const v = 1;
    std::array<double const*, 3> const inputs{&v, &v, &v};
    double out[3]{9, 9, 9};
    ctgrad::detail::run_into<program, double>(inputs, out);
    BOOST_TEST((out[0] == 0 && out[1] == 0 && out[2] == 0));
    float narrow[3]{9, 9, 9};
    ctgrad::detail::run_into<program, double>(inputs, narrow);
    BOOST_TEST((narrow[0] == 0 && narrow[1] == 0 && narrow[2] == 0));
}

// The argument may be the object that the results are assigned to.
BOOST_AUTO_TEST_CASE(over_the_argument) {
    constexpr auto chain = ctgrad::function<double(std::array<double, 20>)>([](auto const& v) {
        auto sum = v[0] * v[0];
        for (std::size_t i = 0; i + 1 < 20; ++i) sum = sum + v[i] * v[i] * v[i + 1];
        return sum;
    });
    using quantity = decltype(ctgrad::gradient(chain));
    BOOST_TEST((ctgrad::detail::compiled<quantity::source, quantity::what>::value.stores_early));
    std::array<double, 20> v{};
    for (std::size_t i = 0; i < 20; ++i) v[i] = unknown(static_cast<double>(i + 1));
    auto const expected = ctgrad::gradient(chain)(v);
    v = ctgrad::gradient(chain)(v);
    BOOST_TEST((v[0] == 2 * 1 + 2 * 1 * 2 && v[1] == 1 + 2 * 2 * 3 && v[19] == 19 * 19));
    BOOST_TEST((v == expected));
}

BOOST_AUTO_TEST_SUITE_END()
