#pragma once

#include <array>
#include <cstddef>
#include <span>

#include "../by_ctgrad.hpp"
#include "../by_hand.hpp"
#include "../by_hand_more.hpp"
#include "../traced.hpp"

/// The rows that are called in many ways. A row computes its results from `in(k)`, the k-th number of an input, by hand
/// and by ctgrad. `in.data()` is their address, where they lie in a row.
namespace calling {

template <class In, std::size_t... K>
[[gnu::always_inline]] inline std::array<double, sizeof...(K)> gathered(In const& in, std::size_t first,
                                                                        std::index_sequence<K...>) {
    return {in(first + K)...};
}
/// N numbers of an input as the array that a caller would pass: where they lie, or made of them.
template <std::size_t N, class In>
[[gnu::always_inline]] inline decltype(auto) array_of(In const& in, std::size_t first = 0) {
    if constexpr (requires { in.data(); })
        return *reinterpret_cast<std::array<double, N> const*>(in.data() + first);
    else
        return gathered(in, first, std::make_index_sequence<N>{});
}

/// What is common to a formula of N numbers: as a function of an array it is called with one.
template <std::size_t N>
struct gradient_row {
    static constexpr std::size_t inputs = N, values = 1, derivatives = N;
};

struct f1 : gradient_row<3> {
    static constexpr char const* name = "F1 (x+y)z";
    static constexpr double low = 0.5, high = 2;
    static constexpr auto function = work::traced<work::product_of_sum>;
    [[gnu::always_inline]] static auto by_hand(auto const& in) {
        return by_hand::shared::product_of_sum(in(0), in(1), in(2));
    }
    [[gnu::always_inline]] static auto by_ctgrad(auto const& in) {
        using namespace by_ctgrad;
        return ctgrad::value_and_gradient(product_of_sum, x, y, z)(x = in(0), y = in(1), z = in(2));
    }
};
struct f2 : gradient_row<5> {
    static constexpr char const* name = "F2 sigmoid neuron";
    static constexpr double low = -1, high = 1;
    static constexpr auto function = work::traced<work::neuron>;
    [[gnu::always_inline]] static auto by_hand(auto const& in) {
        return by_hand::shared::neuron(in(0), in(1), in(2), in(3), in(4));
    }
    [[gnu::always_inline]] static auto by_ctgrad(auto const& in) {
        using namespace by_ctgrad;
        return ctgrad::value_and_gradient(neuron, w0, w1, w2, x0, x1)(w0 = in(0), w1 = in(1), w2 = in(2), x0 = in(3),
                                                                      x1 = in(4));
    }
};
struct f3 : gradient_row<2> {
    static constexpr char const* name = "F3 exp, log, sin";
    static constexpr double low = 1.5, high = 2.5;
    static constexpr auto function = work::traced<work::exponential_logarithm_sine>;
    [[gnu::always_inline]] static auto by_hand(auto const& in) {
        return by_hand::shared::exponential_logarithm_sine(in(0), in(1));
    }
    [[gnu::always_inline]] static auto by_ctgrad(auto const& in) {
        using namespace by_ctgrad;
        return ctgrad::value_and_gradient(exponential_logarithm_sine, x, z)(x = in(0), z = in(1));
    }
};
struct f4 : gradient_row<2> {
    static constexpr char const* name = "F4 2(uv)(u+v)";
    static constexpr double low = 0.5, high = 2;
    static constexpr auto function = work::traced<work::product_with_sum>;
    [[gnu::always_inline]] static auto by_hand(auto const& in) {
        return by_hand::shared::product_with_sum(in(0), in(1));
    }
    [[gnu::always_inline]] static auto by_ctgrad(auto const& in) {
        using namespace by_ctgrad;
        return ctgrad::value_and_gradient(product_with_sum, u, v)(u = in(0), v = in(1));
    }
};
struct f5 {
    static constexpr std::size_t inputs = 15, values = 2, derivatives = 30;
    static constexpr char const* name = "F5 bundle adjustment, 2 x 15";
    static constexpr double low = 0.1, high = 1;
    [[gnu::always_inline]] static auto by_hand(auto const& in) {
        return by_hand::shared::residual(array_of<11>(in), array_of<3>(in, 11), in(14));
    }
    static constexpr auto quantity = ctgrad::jacobian(by_ctgrad::residual);
    [[gnu::always_inline]] static auto by_ctgrad(auto const& in) {
        return quantity(array_of<11>(in), array_of<3>(in, 11), in(14));
    }
};

/// A row of work.hpp, with respect to its first argument.
template <class Work>
struct traced_row {
    static constexpr std::size_t inputs = Work::by + Work::given, values = Work::results,
                                 derivatives = Work::results * Work::by;
    template <class Quantity>
    [[gnu::always_inline]] static auto called(Quantity const& quantity, auto const& in) {
        if constexpr (Work::given == 0)
            return quantity(array_of<Work::by>(in));
        else
            return quantity(array_of<Work::by>(in), array_of<Work::given>(in, Work::by));
    }
};
struct f6 : traced_row<work::network> {
    static constexpr char const* name = "F6 network, 161 weights, function";
    static constexpr double low = -1, high = 1;
    static constexpr auto quantity = ctgrad::value_and_gradient(work::traced<work::network>, ctgrad::arguments<0>);
    [[gnu::always_inline]] static auto by_hand(auto const& in) {
        auto const& numbers = array_of<inputs>(in);
        return by_hand::shared::network(numbers.data(), numbers.data() + 161);
    }
    [[gnu::always_inline]] static auto by_ctgrad(auto const& in) { return called(quantity, in); }
};
struct quaternion : traced_row<work::quaternion> {
    static constexpr char const* name = "Quaternion rotation, 3 x 4";
    static constexpr double low = 0.25, high = 1;
    static constexpr auto quantity = ctgrad::jacobian(work::traced<work::quaternion>, ctgrad::arguments<0>);
    [[gnu::always_inline]] static auto by_hand(auto const& in) {
        auto const& numbers = array_of<inputs>(in);
        return by_hand::shared::quaternion(numbers.data(), numbers.data() + 4);
    }
    [[gnu::always_inline]] static auto by_ctgrad(auto const& in) { return called(quantity, in); }
};
struct greeks : traced_row<work::black_scholes> {
    static constexpr std::size_t derivatives = 20;
    static constexpr char const* name = "Black-Scholes, all Greeks";
    static constexpr double low = 0.5, high = 1;
    [[gnu::always_inline]] static auto by_hand(auto const& in) {
        auto const& numbers = array_of<inputs>(in);
        return by_hand::shared::black_scholes(numbers.data(), numbers.data() + 4);
    }
    static constexpr auto quantity = ctgrad::hessian(work::traced<work::black_scholes>, ctgrad::arguments<0>);
    [[gnu::always_inline]] static auto by_ctgrad(auto const& in) { return called(quantity, in); }
};
struct rosenbrock_hessian : traced_row<work::rosenbrock> {
    static constexpr std::size_t derivatives = 110;
    static constexpr char const* name = "Hessian of Rosenbrock, 10";
    static constexpr double low = -1, high = 1;
    [[gnu::always_inline]] static auto by_hand(auto const& in) {
        return by_hand::shared::hessian_of_rosenbrock(array_of<inputs>(in).data());
    }
    static constexpr auto quantity = ctgrad::hessian(work::traced<work::rosenbrock>);
    [[gnu::always_inline]] static auto by_ctgrad(auto const& in) { return called(quantity, in); }
};
struct rosenbrock_gradient : traced_row<work::rosenbrock> {
    static constexpr char const* name = "Gradient of Rosenbrock, 10";
    static constexpr double low = -1, high = 1;
    [[gnu::always_inline]] static auto by_hand(auto const& in) {
        return by_hand::shared::gradient_of_rosenbrock(array_of<inputs>(in).data());
    }
    static constexpr auto quantity = ctgrad::value_and_gradient(work::traced<work::rosenbrock>);
    [[gnu::always_inline]] static auto by_ctgrad(auto const& in) { return called(quantity, in); }
};

}  // namespace calling
