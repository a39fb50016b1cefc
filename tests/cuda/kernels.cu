// Kernels of which tests/cuda/check reads the code: quantities of formulas and functions, in double and float.

#include <array>
#include <type_traits>

#include <ctgrad/ctgrad.hpp>
#include <ctgrad/geometry.hpp>
#include <ctgrad/sparsity.hpp>
using namespace ctgrad::literals;

constexpr auto x = ctgrad::variable<"x">;
constexpr auto y = ctgrad::variable<"y">;
constexpr auto z = ctgrad::variable<"z">;
constexpr auto v = ctgrad::variable<"v">;
constexpr auto formula = select(x < y, exp(x* y) / (1_c + x), tanh(x) + 2.5_c);

struct polar_body {
    template <class P>
    constexpr auto operator()(P const& p) const {
        return std::array{p[0] * cos(p[1]), p[0] * sin(p[1])};
    }
};
constexpr auto polar = ctgrad::function<std::array<double, 2>(std::array<double, 2>)>(polar_body{});

struct decay_body {
    template <class A, class Observed>
    constexpr auto operator()(A const& rate, Observed const& at) const {
        return exp(-rate * at[0]) - at[1] + 0.1 * rate;
    }
};
constexpr auto decay = ctgrad::function<double(double, ctgrad::data<std::array<double, 2>>)>(decay_body{});

struct valley_body {
    template <class P>
    constexpr auto operator()(P const& p) const {
        auto sum = 0.0 * p[0];
        for (int i = 0; i < 3; ++i) {
            auto const step = p[i + 1] - p[i] * p[i], rest = 1.0 - p[i];
            sum += 100.0 * step * step + rest * rest;
        }
        return sum;
    }
};
using place = std::array<double, 4>;
constexpr auto valley = ctgrad::function<double(place)>(valley_body{});

struct turn_body {
    template <class W, class V>
    constexpr auto operator()(W const& w, V const& v) const {
        auto const r = ctgrad::exp_rotation(w) * v;
        return std::array{r[0], r[1], r[2]};
    }
};
using vector = ctgrad::fixed_vector<double, 3>;
constexpr auto turn = ctgrad::function<std::array<double, 3>(vector, vector)>(turn_body{});

#define ROW int const i = static_cast<int>(blockIdx.x * blockDim.x + threadIdx.x)

template <class F, class X, class Y, class T>
__global__ void value_and_gradient_of_formula(F f, X by_x, Y by_y, T const* in, T* out) {
    ROW;
    auto const r = ctgrad::value_and_gradient(f, by_x, by_y)(by_x = in[2 * i], by_y = in[2 * i + 1]);
    out[3 * i] = r.value;
    out[3 * i + 1] = r[by_x];
    out[3 * i + 2] = r[by_y];
}
template <class F, class T>
__global__ void two_results(F f, T const* in, T* out) {
    ROW;
    auto const r = f(std::array{in[2 * i], in[2 * i + 1]});
    out[2 * i] = r[0];
    out[2 * i + 1] = r[1];
}
template <class F, class T>
__global__ void jacobian_into(F f, T const* in, T* out) {
    ROW;
    ctgrad::jacobian(f).into(out + 4 * i)(std::array{in[2 * i], in[2 * i + 1]});
}
template <class F, class T>
__global__ void with_data(F f, T const* in, std::array<T, 2> const* observed, T* out) {
    ROW;
    auto const [value, slope] = ctgrad::value_and_gradient(f)(in[i], observed[i]);
    out[2 * i] = value;
    out[2 * i + 1] = slope;
}
template <class F, class T>
__global__ void hessian_and_product(F f, std::array<T, 4> const* in, std::array<T, 4> const* along, T* out) {
    ROW;
    auto const h = ctgrad::hessian(f)(in[i]);
    auto const p = ctgrad::hvp(f)(ctgrad::tangent(along[i]), in[i]);
    auto const s = ctgrad::sparse(ctgrad::hessian(f))(in[i]);
    out[3 * i] = h.hessian[0][1];
    out[3 * i + 1] = p.product[2];
    out[3 * i + 2] = s.hessian[3];
}
template <class F, class T>
__global__ void rotation(F f, T const* in, T* out) {
    ROW;
    std::array<T, 3> const w{in[6 * i], in[6 * i + 1], in[6 * i + 2]}, v{in[6 * i + 3], in[6 * i + 4], in[6 * i + 5]};
    auto const r = ctgrad::jvp(f)(ctgrad::tangent(v, w), w, v);
    for (int k = 0; k < 3; ++k) out[3 * i + k] = r.tangent[k];
}

// The gradient of every row of the table of operations.
template <class Row, class F, class X, class Y, class Z, class V, class T>
__global__ void row(Row, F f, X by_x, Y by_y, Z by_z, V by_v, T* p) {
    auto const r =
        ctgrad::value_and_gradient(f, by_x, by_y, by_z, by_v)(by_x = p[0], by_y = p[1], by_z = p[2], by_v = p[3]);
    p[4] = r.value;
    p[5] = r[by_x] + r[by_y] + r[by_z] + r[by_v];
}
template <class Row, class T, class... Operands>
void launch_row(T* p, Operands... operands) {
    if constexpr (sizeof...(Operands) == 0)
        row<<<1, 1>>>(Row{}, x * ctgrad::detail::application<Row>{}, x, y, z, v, p);
    else if constexpr (Row::is_condition)
        row<<<1, 1>>>(Row{}, select(ctgrad::apply<Row>(operands...), x, y), x, y, z, v, p);
    else
        row<<<1, 1>>>(Row{}, ctgrad::apply<Row>(operands...), x, y, z, v, p);
}
template <class T>
void launch_rows(T* p) {
    ctgrad::operations::table::each([p]<class Row>() {
        constexpr int arity = ctgrad::detail::arity_of<Row, double>();
        if constexpr (arity == 0)
            launch_row<Row>(p);
        else if constexpr (Row::conditions == 2)
            launch_row<Row>(p, x < y, y < z);
        else if constexpr (Row::conditions == 1 && arity == 1)
            launch_row<Row>(p, x < y);
        else if constexpr (Row::conditions == 1)
            launch_row<Row>(p, x < y, z, v);
        else if constexpr (std::is_same_v<Row, ctgrad::operations::derivative_of_sinc>)
            launch_row<Row>(p, 1_c, x);  // the order is no variable
        else if constexpr (arity == 1)
            launch_row<Row>(p, x);
        else if constexpr (arity == 2)
            launch_row<Row>(p, x, y);
        else if constexpr (arity == 3)
            launch_row<Row>(p, x, y, z);
        else
            launch_row<Row>(p, x, y, z, v);
    });
}
template void launch_rows(double*);
template void launch_rows(float*);

template <class T>
void launch(T* p) {
    auto* const pairs = reinterpret_cast<std::array<T, 2>*>(p);
    auto* const places = reinterpret_cast<std::array<T, 4>*>(p);
    value_and_gradient_of_formula<<<1, 1>>>(formula, x, y, p, p);
    two_results<<<1, 1>>>(polar, p, p);
    jacobian_into<<<1, 1>>>(polar, p, p);
    with_data<<<1, 1>>>(decay, p, pairs, p);
    hessian_and_product<<<1, 1>>>(valley, places, places, p);
    rotation<<<1, 1>>>(turn, p, p);
}
template void launch(double*);
template void launch(float*);
