#include <array>
#include <string_view>
#include <type_traits>

#include <ctgrad/ctgrad.hpp>

// (clang lists the constraints that it was checking.)
// CASE_no_value: lines 14
// CASE_no_partials: lines 14
// CASE_too_many_partials: lines 14
// CASE_too_few_partials: lines 14
// CASE_no_name: lines 14
// CASE_too_many_operands: lines 14
// CASE_no_value: expect "ctgrad: an operation of your own has a value: template <class T> static constexpr T evaluate"
// CASE_no_value: expect "softsign"
// CASE_no_partials: expect "ctgrad: an operation of your own has its derivatives, one per operand"
// CASE_too_many_partials: expect "ctgrad: an operation of your own has its derivatives, one per operand"
// CASE_too_few_partials: expect "ctgrad: an operation of your own has its derivatives, one per operand"
// CASE_no_name: expect "ctgrad: an operation of your own has a name"
// CASE_not_derived: expect "ctgrad: an operation of your own derives from ctgrad::operation"
// CASE_not_derived_used_later: expect "ctgrad: an operation of your own derives from ctgrad::operation"
// CASE_too_many_operands: expect "ctgrad: an operation is applied to as many operands as its evaluate() takes"
// CASE_number_operand: expect "ctgrad: a plain number cannot be part of a formula"
// CASE_number_operand: expect "scaled"
// CASE_last_of_a_family: expect "ctgrad: a family of operations, a template over numbers or types, has derivatives up to largest_member"
// CASE_last_of_a_family: expect "family<25>"
// CASE_last_of_a_family_of_types: expect "ctgrad: a family of operations, a template over numbers or types, has derivatives up to"
// CASE_last_of_a_family_of_constants: expect "ctgrad: a family of operations, a template over numbers or types, has derivatives up to"

using namespace ctgrad::literals;
inline constexpr auto x = ctgrad::variable<"x">;
inline constexpr auto y = ctgrad::variable<"y">;

struct scaled : ctgrad::operation {
    static constexpr char const* name = "scaled";
    template <class T>
    static constexpr T evaluate(T const& x, T const& y) {
        return x * y;
    }
    template <class T>
    static constexpr std::array<T, 2> partials(T const&, T const& x, T const& y) {
        return {y, x};
    }
};

template <int N>
struct family : ctgrad::operation {
    static constexpr char const* name = "family";
    template <class T>
    static constexpr T evaluate(T const& x) {
        return x * N;
    }
    template <class T>
    static constexpr std::array<T, 1> partials(T const&, T const& x) {
        return {ctgrad::apply<family<N + 1>>(x)};
    }
};

template <class T>
struct next {};
template <class T>
struct family_of_types : ctgrad::operation {
    static constexpr char const* name = "family_of_types";
    template <class U>
    static constexpr U evaluate(U const& x) {
        return 2 * x;
    }
    template <class U>
    static constexpr std::array<U, 1> partials(U const&, U const& x) {
        return {ctgrad::apply<family_of_types<next<T>>>(x)};
    }
};
template <class N>
struct family_of_constants : ctgrad::operation {
    static constexpr char const* name = "family_of_constants";
    template <class T>
    static constexpr T evaluate(T const& x) {
        return x * N::value;
    }
    template <class T>
    static constexpr std::array<T, 1> partials(T const&, T const& x) {
        return {ctgrad::apply<family_of_constants<std::integral_constant<int, N::value + 1>>>(x)};
    }
};

#if defined(CASE_no_value)
struct softsign : ctgrad::operation {
    static constexpr char const* name = "softsign";
    template <class T>
    static constexpr std::array<T, 1> partials(T const&, T const& x) {
        return {1 / ((1 + abs(x)) * (1 + abs(x)))};
    }
};
constexpr auto f = ctgrad::apply<softsign>(x);
#elif defined(CASE_no_partials)
struct softsign : ctgrad::operation {
    static constexpr char const* name = "softsign";
    template <class T>
    static constexpr T evaluate(T const& x) {
        return x;
    }
};
constexpr auto f = ctgrad::apply<softsign>(x);
#elif defined(CASE_too_many_partials)
struct softsign : ctgrad::operation {
    static constexpr char const* name = "softsign";
    template <class T>
    static constexpr T evaluate(T const& x) {
        return x;
    }
    template <class T>
    static constexpr std::array<T, 2> partials(T const&, T const& x) {
        return {x, x};
    }
};
constexpr auto f = ctgrad::gradient(ctgrad::apply<softsign>(x), x)(x = 1.0);
#elif defined(CASE_too_few_partials)
struct product : ctgrad::operation {
    static constexpr char const* name = "product";
    template <class T>
    static constexpr T evaluate(T const& x, T const& y) {
        return x * y;
    }
    template <class T>
    static constexpr std::array<T, 1> partials(T const&, T const&, T const& y) {
        return {y};
    }
};
constexpr auto f = ctgrad::apply<product>(x, y);
#elif defined(CASE_no_name)
struct identity : ctgrad::operation {
    template <class T>
    static constexpr T evaluate(T const& x) {
        return x;
    }
    template <class T>
    static constexpr std::array<T, 1> partials(T const&, T const&) {
        return {1};
    }
};
constexpr auto f = ctgrad::apply<identity>(x);
#elif defined(CASE_not_derived)
struct identity {};
constexpr auto f = ctgrad::apply<identity>(x);
#elif defined(CASE_not_derived_used_later)
struct identity {};
constexpr auto f = ctgrad::apply<identity>(x) * y;
constexpr double v = ctgrad::gradient(f, x)(x = 1.0, y = 2.0)[x];
#elif defined(CASE_too_many_operands)
constexpr auto f = ctgrad::apply<scaled>(x, y, x);
#elif defined(CASE_number_operand)
constexpr auto f = ctgrad::apply<scaled>(x, 2.0);
#elif defined(CASE_last_of_a_family)
constexpr auto f = ctgrad::derivative(ctgrad::apply<family<24>>(x), x, x)(x = 1.0);
#elif defined(CASE_last_of_a_family_of_types)
template <class T, int N>
struct nested : nested<next<T>, N - 1> {};
template <class T>
struct nested<T, 0> {
    using type = T;
};
constexpr auto f = ctgrad::derivative(ctgrad::apply<family_of_types<nested<int, 24>::type>>(x), x, x)(x = 1.0);
#elif defined(CASE_last_of_a_family_of_constants)
constexpr auto f =
    ctgrad::derivative(ctgrad::apply<family_of_constants<std::integral_constant<int, 24>>>(x), x, x)(x = 1.0);
#else
static_assert(ctgrad::derivative(ctgrad::apply<family_of_types<int>>(x), x, x)(x = 1.0) == 2);
static_assert(ctgrad::derivative(ctgrad::apply<family_of_constants<std::true_type>>(x), x, x)(x = 1.0) == 3);
static_assert(ctgrad::derivative(ctgrad::apply<family<22>>(x), x, x)(x = 1.0) == 24);
constexpr auto f = ctgrad::apply<scaled>(x, 2_c);
static_assert(f(x = 3.0) == 6.0 && ctgrad::gradient(f, x)(x = 3.0)[x] == 2.0);
#endif
