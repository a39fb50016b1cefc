// Prints functions of rows: sums with an index, recurrences as sequences, and C++ text with their loops.

#include <iostream>

#include <boost/hana/adapt_struct.hpp>

#include <ctgrad/loops.hpp>
#include <ctgrad/print.hpp>

// [functions]
struct sample {
    double x, y;
};
BOOST_HANA_ADAPT_STRUCT(sample, x, y);

// Least squares.
constexpr auto loss = ctgrad::function<double(double, ctgrad::rows_of<sample>)>([](auto k, auto const& data) {
    return ctgrad::sum(data, [&](auto const& s) {
        auto const residual = exp(k * ctgrad::get<"x">(s)) - ctgrad::get<"y">(s);
        return residual * residual;
    });
});
// A recurrence, from number to number.
constexpr auto filter = ctgrad::function<double(double, ctgrad::rows_of<double>)>(
    [](auto k, auto const& data) { return fold(data, 1.0, [&](auto s, auto x) { return sin(k * s) + x; }); });

constexpr auto given = ctgrad::names<"k", "data">;

// Value and derivative share one exponential in each row.
constexpr auto operations = ctgrad::cost(ctgrad::value_and_gradient(loss));
static_assert(operations.per_row(ctgrad::arguments<1>).calls("exp") == 1 && operations.outside().total() == 0);
static_assert(operations.total(1000) ==
              1000 * static_cast<std::size_t>(operations.per_row(ctgrad::arguments<1>).total()));
// [functions]

// [layer]
// A layer of cells whose state goes back into it, h = tanh(W h + u x).
constexpr auto layer =
    ctgrad::function<double(ctgrad::matrix_of<double>, ctgrad::rows_of<double>, ctgrad::rows_of<double>)>(
        [](auto const& w, auto const& u, auto const& inputs) {
            auto const last = fold(inputs, map(u, [](auto const&) { return 0.0; }), [&](auto const& h, auto const& x) {
                return map(zip(product(w, h), u), [&](auto const& sum_of_states, auto const& weight) {
                    return tanh(sum_of_states + weight * x);
                });
            });
            return ctgrad::sum(last, [](auto const& h) { return h; });
        });
// [layer]

int main() {
    std::cout << "== loss\n";
    // [loss]
    std::cout << infix(loss, given) << '\n';
    std::cout << infix(ctgrad::gradient(loss), given) << '\n';
    std::cout << latex(loss, given) << '\n';
    // [loss]
    std::cout << "== filter\n";
    // [filter]
    std::cout << infix(ctgrad::value_and_gradient(filter), given) << '\n';
    // [filter]
    std::cout << "== layer\n";
    // [layer_printed]
    std::cout << infix(ctgrad::gradient(layer, ctgrad::arguments<0>), ctgrad::names<"W", "u", "x">) << '\n';
    // [layer_printed]
    std::cout << "== code\n";
    // [code]
    std::cout << ctgrad::cpp<"filter_with_gradient">(ctgrad::value_and_gradient(filter), given);
    // [code]
}
