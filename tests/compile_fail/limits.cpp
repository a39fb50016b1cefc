#include <array>
#include <cmath>
#include <cstddef>

#include <ctgrad/ctgrad.hpp>

// Programs that are too large for straight-line code are refused early, with advice, at the compilers' default limits.
// CASE_operations: expect "ctgrad: this function has too many operations for straight-line code"
// CASE_operations: expect "ctgrad::sum(rows, body)"
// CASE_operations: seconds 3
// CASE_million: expect "this_function_has_too_many_operations_so_write_a_loop_over_data_as_a_sum_over_rows_or_split_it"
// CASE_million: seconds 5
// CASE_derivatives: expect "ctgrad: this formula or function, with its derivatives, has too many operations"
// CASE_derivatives: flags-gcc -DCTGRAD_LARGEST_FUNCTION=256
// CASE_derivatives: flags-clang -DCTGRAD_LARGEST_FUNCTION=256

template <std::size_t Operations>
struct chain {
    template <class T>
    constexpr T operator()(std::array<T, 4> t) const {
        using std::sin;
        for (std::size_t k = 0; k < Operations; ++k) t[k % 4] = k % 3 == 0 ? sin(t[(k + 3) % 4]) : t[0] * t[k % 4];
        return t[0];
    }
};
using numbers = std::array<double, 4>;

#if defined(CASE_operations)
constexpr auto f = ctgrad::function<double(numbers)>(chain<18000>{});
#elif defined(CASE_million)
constexpr auto f = ctgrad::function<double(numbers)>(chain<1000000>{});
#elif defined(CASE_derivatives)
constexpr auto f = ctgrad::function<double(numbers)>(chain<240>{});
auto v = ctgrad::hessian(f)(numbers{1, 2, 3, 4});
#else
constexpr auto f = ctgrad::function<double(numbers)>(chain<240>{});
auto v = ctgrad::gradient(f)(numbers{1, 2, 3, 4});
#endif
