#pragma once

/// Power series of functions with f(0) = 0, for slopes/mean.hpp.
namespace ctgrad::detail {

/// The Taylor coefficients of functions of slope 1 at 0, and their second and third derivatives from x, f and d = f'.
/// The second is multiplied by a number c that may be large where the derivative is small, so c is multiplied first.
struct taylor_coefficients {
    static constexpr int size = 27;
    double at[size]{};
};
template <class Next>
constexpr taylor_coefficients odd_coefficients(Next next) {
    taylor_coefficients c;
    c.at[1] = 1;
    for (int k = 1; k + 2 < taylor_coefficients::size; k += 2) c.at[k + 2] = next(k, c.at[k]);
    return c;
}

struct series_of_expm1 {
    static constexpr taylor_coefficients coefficients() {
        taylor_coefficients c;
        c.at[1] = 1;
        for (int k = 2; k < c.size; ++k) c.at[k] = c.at[k - 1] / k;
        return c;
    }
    template <class T>
    static constexpr T second_times(T const&, T const&, T const& d, T const& c) {
        return c * d;
    }
    template <class T>
    static constexpr T third(T const&, T const&, T const& d) {
        return d;
    }
};
struct series_of_log1p {
    static constexpr taylor_coefficients coefficients() {
        taylor_coefficients c;
        for (int k = 1; k < c.size; ++k) c.at[k] = (k % 2 == 1 ? 1.0 : -1.0) / k;
        return c;
    }
    template <class T>
    static constexpr T second_times(T const&, T const&, T const& d, T const& c) {
        return -(c * d * d);
    }
    template <class T>
    static constexpr T third(T const&, T const&, T const& d) {
        return T(2) * (d * d * d);
    }
};
struct series_of_sinh {
    static constexpr taylor_coefficients coefficients() {
        return odd_coefficients([](int k, double c) { return c / ((k + 1) * (k + 2)); });
    }
    template <class T>
    static constexpr T second_times(T const&, T const& f, T const&, T const& c) {
        return c * f;
    }
    template <class T>
    static constexpr T third(T const&, T const&, T const& d) {
        return d;
    }
};
struct series_of_asinh {
    static constexpr taylor_coefficients coefficients() {
        return odd_coefficients([](int k, double c) { return -c * k * k / ((k + 1) * (k + 2)); });
    }
    template <class T>
    static constexpr T second_times(T const& x, T const&, T const& d, T const& c) {
        return -(c * d * (x * d) * d);
    }
    template <class T>
    static constexpr T third(T const& x, T const&, T const& d) {
        return d * d * d * (T(3) * ((x * d) * (x * d)) - T(1));
    }
};
struct series_of_asin {
    static constexpr taylor_coefficients coefficients() {
        return odd_coefficients([](int k, double c) { return c * k * k / ((k + 1) * (k + 2)); });
    }
    template <class T>
    static constexpr T second_times(T const& x, T const&, T const& d, T const& c) {
        return c * d * (x * d) * d;
    }
    template <class T>
    static constexpr T third(T const& x, T const&, T const& d) {
        return d * d * d * (T(3) * ((x * d) * (x * d)) + T(1));
    }
};
struct series_of_atan {
    static constexpr taylor_coefficients coefficients() {
        return odd_coefficients([](int k, double c) { return -c * k / (k + 2); });
    }
    template <class T>
    static constexpr T second_times(T const& x, T const&, T const& d, T const& c) {
        return T(-2) * (c * d * (x * d));
    }
    template <class T>
    static constexpr T third(T const& x, T const&, T const& d) {
        return T(2) * (d * d * (T(4) * (x * x * d) - T(1)));
    }
};
struct series_of_atanh {
    static constexpr taylor_coefficients coefficients() {
        return odd_coefficients([](int k, double c) { return c * k / (k + 2); });
    }
    template <class T>
    static constexpr T second_times(T const& x, T const&, T const& d, T const& c) {
        return T(2) * (c * d * (x * d));
    }
    template <class T>
    static constexpr T third(T const& x, T const&, T const& d) {
        return T(2) * (d * d * (T(4) * (x * x * d) + T(1)));
    }
};
struct series_of_tanh {
    static constexpr taylor_coefficients coefficients() {
        taylor_coefficients c;
        c.at[1] = 1;
        for (int k = 1; k + 1 < c.size; ++k) {  // f' = 1 - f^2
            double sum = 0;
            for (int i = 1; i < k; ++i) sum += c.at[i] * c.at[k - i];
            c.at[k + 1] = -sum / (k + 1);
        }
        return c;
    }
    template <class T>
    static constexpr T second_times(T const&, T const& f, T const& d, T const& c) {
        return T(-2) * (c * d * f);
    }
    template <class T>
    static constexpr T third(T const&, T const& f, T const& d) {
        return T(2) * (d * (T(2) * (f * f) - d));
    }
};
struct series_of_erf {
    static constexpr taylor_coefficients coefficients() {
        taylor_coefficients c;
        double power = 1.1283791670955126;
        for (int n = 0; 2 * n + 1 < c.size; ++n) {
            c.at[2 * n + 1] = power / (2 * n + 1);
            power /= -(n + 1);
        }
        return c;
    }
    template <class T>
    static constexpr T second_times(T const& x, T const&, T const& d, T const& c) {
        return T(-2) * (c * d * x);
    }
    template <class T>
    static constexpr T third(T const& x, T const&, T const& d) {
        return T(2) * (d * (T(2) * (x * x) - T(1)));
    }
};

}  // namespace ctgrad::detail
