#pragma once

#include <array>
#include <cstddef>
#include <iterator>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include <ctgrad/diagnostics/refusal.hpp>
#include <ctgrad/loops.hpp>

/// The residuals of all rows of data as one vector, and their Jacobian as one matrix, as solvers for least squares take
/// them.
namespace ctgrad::detail {

template <class Function>
constexpr bool refuse_as_residual() {
    static_assert(never<Function>,
                  "ctgrad: a fit takes a function of parameters and one row, the last argument, that returns the "
                  "residuals of that row, and a range of such rows");
    return false;
}

template <class Residual>
struct least_squares {
    static constexpr std::size_t parameters = 1, per_row = 1;
    static void residuals(auto const&...) { refuse_as_residual<Residual>(); }
    static void jacobian(auto const&...) {}
};

template <class Callable, class R, class... A>
    requires(sizeof...(A) > 1)
struct least_squares<traced<Callable, R(A...)>> {
    template <std::size_t I>
    using argument = std::tuple_element_t<I, std::tuple<A...>>;
    using before_row = std::make_index_sequence<sizeof...(A) - 1>;

    static constexpr std::size_t per_row = leaf_count<R>(),
                                 parameters = (leaf_count<A>() + ...) - leaf_count<argument<sizeof...(A) - 1>>();

    /// Writes all residuals, `stride` numbers apart.
    template <class Rows>
    static void residuals(double const* x, Rows const& rows, double* results, std::size_t stride) {
        with_parameters(x, before_row{}, [&](auto const&... p) {
            for (auto const& row : rows) {
                R const values = traced<Callable, R(A...)>{}(p..., row);
                for_each_leaf<R>(values, [&](double value) {
                    *results = value;
                    results += stride;
                });
            }
        });
    }
    /// Writes the Jacobian: entry (i, k) is `row_stride * i + column_stride * k` numbers after the first.
    template <class Rows>
    static void jacobian(double const* x, Rows const& rows, double* first, std::size_t row_stride,
                         std::size_t column_stride) {
        std::size_t const count = std::size(rows);
        std::vector<double> unused(per_row * count);
        auto const columns = [&]<std::size_t... I>(std::index_sequence<I...>) {
            return std::array{column(first + I / parameters * row_stride + I % parameters * column_stride, count,
                                     static_cast<std::ptrdiff_t>(per_row * row_stride))...};
        }
        (std::make_index_sequence<per_row * parameters>{});
        auto const values = ctgrad::rows<per_row>(unused.data(), count);
        with_parameters(x, before_row{}, [&](auto const&... p) {
            residual_jacobian(traced<Callable, R(A...)>{})(into_rows(values, columns), p..., rows);
        });
    }

private:
    static constexpr std::size_t start_of(std::size_t position) {
        constexpr std::size_t sizes[]{leaf_count<A>()...};
        std::size_t start = 0;
        for (std::size_t i = 0; i < position; ++i) start += sizes[i];
        return start;
    }
    template <std::size_t... I, class F>
    static void with_parameters(double const* x, std::index_sequence<I...>, F const& f) {
        f(shaped<argument<I>, double, start_of(I)>(x)...);
    }
};

}  // namespace ctgrad::detail
