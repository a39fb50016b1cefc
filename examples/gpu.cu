// Gradients in kernels: the prices and Greeks of many options, one thread for each option, and the same on the CPU.
//
//     nvcc -std=c++20 --expt-relaxed-constexpr -O2 -I include examples/gpu.cu

#include <cmath>
#include <cstdio>
#include <vector>

#include <ctgrad/ctgrad.hpp>
using namespace ctgrad::literals;

// [formula]
constexpr auto spot = ctgrad::variable<"S">;
constexpr auto volatility = ctgrad::variable<"sigma">;
constexpr auto years = ctgrad::variable<"t">;
constexpr auto strike = ctgrad::variable<"K">;
constexpr auto rate = 0.05_c;

constexpr auto cdf(auto const& x) { return 0.5_c * erfc(-x / sqrt(2_c)); }
constexpr auto spread = volatility * sqrt(years);
constexpr auto d1 = (log(spot / strike) + (rate + volatility * volatility / 2_c) * years) / spread;
constexpr auto price = spot * cdf(d1) - strike * exp(-rate * years) * cdf(d1 - spread);
// [formula]

// A function. nvcc needs a class with a name instead of a lambda.
// [function]
struct payoff_body {
    template <class T>
    constexpr auto operator()(T const& s, T const& k) const {
        return log1p(exp(s - k));
    }
};
constexpr auto payoff = ctgrad::function<double(double, double)>(payoff_body{});
// [function]

// [kernel]
// Formulas, variables and functions have no state. A kernel takes them as arguments.
template <class T, class Price, class S, class Sigma, class Years, class K>
__global__ void greeks(Price f, S s, Sigma sigma, Years t, K k, T const* spots, T const* strikes, T* out, int n) {
    int const i = static_cast<int>(blockIdx.x * blockDim.x + threadIdx.x);
    if (i >= n) return;
    auto const r = ctgrad::value_and_gradient(f, s, sigma, t)(s = spots[i], sigma = T(0.2), t = T(1), k = strikes[i]);
    out[4 * i] = r.value;
    out[4 * i + 1] = r[s];
    out[4 * i + 2] = r[sigma];
    out[4 * i + 3] = r[t];
}
// [kernel]

template <class F>
__global__ void slopes(F f, float const* in, float* out, int n) {
    int const i = static_cast<int>(blockIdx.x * blockDim.x + threadIdx.x);
    if (i >= n) return;
    auto const [by_s, by_k] = ctgrad::gradient(f)(in[2 * i], in[2 * i + 1]);
    out[2 * i] = by_s;
    out[2 * i + 1] = by_k;
}

template <class T>
struct on_gpu {
    T* data = nullptr;
    explicit on_gpu(std::vector<T> const& values) {
        cudaMalloc(&data, values.size() * sizeof(T));
        cudaMemcpy(data, values.data(), values.size() * sizeof(T), cudaMemcpyHostToDevice);
    }
    on_gpu(on_gpu const&) = delete;
    ~on_gpu() { cudaFree(data); }
    void copy_to(std::vector<T>& values) const {
        cudaMemcpy(values.data(), data, values.size() * sizeof(T), cudaMemcpyDeviceToHost);
    }
};

// The largest difference from the CPU, relative to the number if that is above 1.
template <class T>
double largest_difference(int n) {
    std::vector<T> spots, strikes, found(static_cast<std::size_t>(4 * n));
    for (int i = 0; i < n; ++i) {
        spots.push_back(T(80 + 40.0 * i / n));
        strikes.push_back(T(100));
    }
    on_gpu<T> const s(spots), k(strikes), out(found);
    greeks<<<(n + 255) / 256, 256>>>(price, spot, volatility, years, strike, s.data, k.data, out.data, n);
    out.copy_to(found);
    double largest = 0;
    for (std::size_t i = 0; i < spots.size(); ++i) {
        auto const r = ctgrad::value_and_gradient(price, spot, volatility, years)(spot = spots[i], volatility = T(0.2),
                                                                                  years = T(1), strike = strikes[i]);
        T const expected[]{r.value, r[spot], r[volatility], r[years]};
        for (std::size_t j = 0; j < 4; ++j)
            largest =
                std::fmax(largest, std::abs(found[4 * i + j] - expected[j]) / std::fmax(1.0, std::abs(expected[j])));
    }
    return largest;
}

int main() {
    auto const r = ctgrad::value_and_gradient(price, spot, volatility)(spot = 100.0, volatility = 0.2, years = 1.0,
                                                                       strike = 100.0);
    std::printf("one option on the CPU: price %.4f, delta %.4f, vega %.3f\n", r.value, r[spot], r[volatility]);

    int gpus = 0;
    if (cudaGetDeviceCount(&gpus) != cudaSuccess || gpus == 0) {
        std::printf("skipped: there is no GPU\n");
        return 0;
    }
    double const wide = largest_difference<double>(100'000), narrow = largest_difference<float>(100'000);
    std::vector<float> in{1, 2, 3, 1}, out(4);
    on_gpu<float> const given(in), found(out);
    slopes<<<1, 2>>>(payoff, given.data, found.data, 2);
    found.copy_to(out);
    auto const [by_s, by_k] = ctgrad::gradient(payoff)(1.0f, 2.0f);
    bool const right =
        wide < 1e-13 && narrow < 1e-4 && std::abs(out[0] - by_s) < 1e-6f && std::abs(out[1] - by_k) < 1e-6f;
    std::printf("100000 options on the GPU differ by at most %.0e in double, %.0e in float: %s\n", wide, narrow,
                right ? "right" : "WRONG");
    return right ? 0 : 1;
}
