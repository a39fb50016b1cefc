// What must leave nothing in the object file but code and small tables: derivatives of loops, and of a scalar type whose
// constants are computed at run time. See data.
#include <array>
#include <vector>

#include <ctgrad/loops.hpp>

struct own_number {
    double value = 0;

    own_number() = default;
    explicit own_number(double number) : value(number) {}
    friend own_number operator+(own_number a, own_number b) { return own_number(a.value + b.value); }
    friend own_number operator-(own_number a, own_number b) { return own_number(a.value - b.value); }
    friend own_number operator*(own_number a, own_number b) { return own_number(a.value * b.value); }
    friend own_number operator/(own_number a, own_number b) { return own_number(a.value / b.value); }
    friend own_number operator-(own_number a) { return own_number(-a.value); }
    own_number& operator*=(own_number a) { return *this = *this * a; }
    own_number& operator/=(own_number a) { return *this = *this / a; }
    friend bool operator==(own_number a, own_number b) { return a.value == b.value; }
    friend bool operator<(own_number a, own_number b) { return a.value < b.value; }
};

using pair = std::array<double, 2>;
constexpr auto loss = ctgrad::function<double(pair, ctgrad::rows_of<pair>)>([](auto const& p, auto const& rows) {
    return ctgrad::sum(rows, [&](auto const& row) {
        auto const error = p[0] * exp(p[1] * row[0]) - row[1];
        return error * error;
    });
});
constexpr auto last = ctgrad::function<double(double, ctgrad::rows_of<double>)>(
    [](auto k, auto const& rows) { return fold(rows, 1.0, [&](auto s, auto x) { return sin(k * s) + x; }); });
constexpr auto polynomial = ctgrad::function<double(double)>([](auto x) { return (0.3 * x + 0.7) * x * x; });

pair of_sum(pair const& p, std::vector<pair> const& rows) { return ctgrad::gradient(loss)(p, rows); }
double of_recurrence(double k, std::vector<double> const& rows) { return ctgrad::gradient(last)(k, rows); }
auto of_own_number(own_number x) { return ctgrad::gradient(polynomial)(x); }
own_number used(own_number x) { return of_own_number(x); }
