// What each natural way of calling costs, as a ratio to the derivative by hand that is called in the same way.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <new>
#include <random>
#include <span>
#include <type_traits>
#include <vector>

#include "../turns.hpp"
#include "rows.hpp"

namespace {

using namespace calling;

enum class side { hand, ctgrad };
template <class Row, side Side>
[[gnu::always_inline]] inline auto call(auto const& in) {
    if constexpr (Side == side::hand)
        return Row::by_hand(in);
    else
        return Row::by_ctgrad(in);
}

// Inputs: an array of structs, and a column for each of their numbers.
template <class Row>
struct input {
    double numbers[Row::inputs];
    int weight = 1;  // a struct has other members too
    double operator()(std::size_t k) const { return numbers[k]; }
    double const* data() const { return numbers; }
};
template <class Row>
inline constexpr std::size_t input_count = Row::inputs > 100 ? 8 : 64;
template <class Row>
struct column_input {
    std::array<std::vector<double>, Row::inputs> const& columns;
    std::size_t row;
    double operator()(std::size_t k) const { return columns[k][row]; }
};
template <class Row>
std::array<input<Row>, input_count<Row>> structs;
template <class Row>
std::array<std::vector<double>, Row::inputs> columns;
template <class Row>
void make_inputs() {
    std::mt19937_64 random;
    std::uniform_real_distribution<double> uniform(Row::low, Row::high);
    for (auto& column : columns<Row>) column.resize(input_count<Row>);
    for (std::size_t i = 0; i < input_count<Row>; ++i)
        for (std::size_t k = 0; k < Row::inputs; ++k) columns<Row>[k][i] = structs<Row>[i].numbers[k] = uniform(random);
}

template <class Row>
inline constexpr std::size_t result_size = Row::values + Row::derivatives;
/// Memory for the numbers of all results; each begins at a cache line.
template <class Row>
inline constexpr std::size_t stride = (result_size<Row> + 7) / 8 * 8;
template <class Row>
alignas(4096) std::array<double, stride<Row> * input_count<Row>> flat;

/// Copies the numbers of a result in their order, as a caller does with the members that it knows.
[[gnu::always_inline]] inline void copy(double value, double*& out) { *out++ = value; }
template <class Numbers>
    requires requires(Numbers const& numbers) { numbers.begin(); }
[[gnu::always_inline]] inline void copy(Numbers const& numbers, double*& out) {
    if constexpr (std::is_same_v<typename Numbers::value_type, double>)
        out = std::copy(numbers.begin(), numbers.end(), out);
    else
        for (auto const& row : numbers) copy(row, out);
}
/// By hand into memory: every number has its place.
template <std::size_t Rows, std::size_t Columns>
[[gnu::always_inline]] inline void store_rows(std::array<std::array<double, Columns>, Rows> const& rows, double* out) {
    [&]<std::size_t... K>(std::index_sequence<K...>) __attribute__((always_inline)) {
        ((out[K] = rows[K / Columns][K % Columns]), ...);
    }
    (std::make_index_sequence<Rows * Columns>{});
}
template <class Result>
[[gnu::always_inline]] inline void copy_members(Result const& result, double* out) {
    if constexpr (requires { result.hessian; }) {
        copy(result.value, out), copy(result.gradient, out), copy(result.hessian, out);
    } else if constexpr (requires { result.jacobian; }) {
        copy(result.value, out), copy(result.jacobian, out);
    } else if constexpr (requires { result.gradient; }) {
        copy(result.value, out), copy(result.gradient, out);
    } else {
        copy(result, out);
    }
}

/// A function of the user around it, in another translation unit as far as the compiler knows.
template <class Row, side Side>
[[gnu::noinline]] auto function_returns(input<Row> const& in) {
    return call<Row, Side>(in);
}
template <class Row, side Side>
[[gnu::noinline]] void function_writes(input<Row> const& in, double* out) {
    copy_members(call<Row, Side>(in), out);
}
template <class Row, side Side, std::size_t... K>
[[gnu::noinline]] auto function_of_numbers(std::index_sequence<K...>, decltype(double(K))... numbers) {
    struct by_value {
        std::array<double, sizeof...(K)> values;
        double operator()(std::size_t k) const { return values[k]; }
    };
    return call<Row, Side>(by_value{{numbers...}});
}

// The ways. Each is a sweep over all inputs.

template <class Row, side Side>
struct returned {
    static constexpr char const* name = "returned";
    static constexpr bool applies = true;
    static void sweep() {
        using result = decltype(call<Row, Side>(structs<Row>[0]));
        alignas(4096) static std::array<std::byte, input_count<Row> * sizeof(result)> memory;
        for (std::size_t i = 0; i < input_count<Row>; ++i) {
            ::new (static_cast<void*>(memory.data() + i * sizeof(result))) result(call<Row, Side>(structs<Row>[i]));
            turns::keep(memory.data());
        }
    }
};
template <class Row, side Side>
struct bound {
    static constexpr char const* name = "bound";
    static constexpr bool applies = true;
    static void sweep() {
        for (std::size_t i = 0; i < input_count<Row>; ++i) {
            double* out = flat<Row>.data() + i * stride<Row>;
            auto const result = call<Row, Side>(structs<Row>[i]);
            if constexpr (requires { result.hessian; }) {
                auto const [value, gradient, hessian] = result;
                *out++ = value;
                for (double const one : gradient) *out++ = one;
                for (auto const& row : hessian)
                    for (double const one : row) *out++ = one;
            } else if constexpr (requires { result.jacobian; }) {
                auto const [value, jacobian] = result;
                for (double const one : value) *out++ = one;
                for (auto const& row : jacobian)
                    for (double const one : row) *out++ = one;
            } else if constexpr (requires { result.gradient; }) {
                auto const [value, gradient] = result;
                *out++ = value;
                for (double const one : gradient) *out++ = one;
            } else {
                for (double const one : result) *out++ = one;
            }
            turns::keep(flat<Row>.data());
        }
    }
};
template <class Row, side Side>
struct to_pointer {
    static constexpr char const* name = "to `double*`";
    static constexpr bool applies = true;
    static void sweep() {
        for (std::size_t i = 0; i < input_count<Row>; ++i) {
            copy_members(call<Row, Side>(structs<Row>[i]), flat<Row>.data() + i * stride<Row>);
            turns::keep(flat<Row>.data());
        }
    }
};
/// ctgrad's `into`, of the function of arrays.
template <class Row, side Side>
struct to_memory {
    static constexpr char const* name = "`into`";
    static constexpr bool applies = Row::derivatives != 20 && Row::derivatives != 110;  // a Hessian has no into
    static void sweep() {
        for (std::size_t i = 0; i < input_count<Row>; ++i) {
            auto const& in = structs<Row>[i];
            double* const out = flat<Row>.data() + i * stride<Row>;
            std::span<double, Row::derivatives> derivatives(out + Row::values, Row::derivatives);
            if constexpr (Side == side::hand) {
                auto const result = Row::by_hand(in);
                if constexpr (requires { result.jacobian; }) {
                    double* next = out;
                    copy(result.value, next);
                    store_rows(result.jacobian, next);
                } else {
                    copy_members(result, out);
                }
            } else if constexpr (requires { Row::function; }) {
                *out = ctgrad::value_and_gradient(Row::function).into(derivatives)(array_of<Row::inputs>(in));
            } else if constexpr (Row::inputs == 15) {
                auto const camera = by_columns_of(out);
                auto const value =
                    Row::quantity.into(camera[0], camera[1], camera[2])(array_of<11>(in), array_of<3>(in, 11), in(14));
                out[0] = value[0], out[1] = value[1];
            } else {
                auto const value = Row::called(Row::quantity.into(derivatives), in);
                double* next = out;
                copy(value, next);
            }
            turns::keep(flat<Row>.data());
        }
    }
    /// Blocks for camera, point and weight, one after the other.
    static std::array<double*, 3> by_columns_of(double* out) { return {out + 2, out + 2 + 22, out + 2 + 28}; }
};
template <class Row, side Side>
struct summed {
    static constexpr char const* name = "summed";
    static constexpr bool applies = true;
    static void sweep() {
        std::array<double, result_size<Row>> sum{};
        for (std::size_t i = 0; i < input_count<Row>; ++i) {
            std::array<double, result_size<Row>> one;
            copy_members(call<Row, Side>(structs<Row>[i]), one.data());
            for (std::size_t k = 0; k < result_size<Row>; ++k) sum[k] += one[k];
        }
        flat<Row>[0] = 0;
        for (double const one : sum) flat<Row>[0] += one;
        turns::keep(flat<Row>.data());
    }
};
template <class Row, side Side>
struct filled {
    static constexpr char const* name = "fills array";
    static constexpr bool applies = true;
    static void sweep() {
        using result = decltype(call<Row, Side>(structs<Row>[0]));
        static std::vector<result> all(input_count<Row>);
        for (std::size_t i = 0; i < input_count<Row>; ++i) all[i] = call<Row, Side>(structs<Row>[i]);
        turns::keep(all.data());
    }
};
template <class Row, side Side>
struct behind_function {
    static constexpr char const* name = "function returns";
    static constexpr bool applies = true;
    static void sweep() {
        using result = decltype(call<Row, Side>(structs<Row>[0]));
        alignas(4096) static std::array<std::byte, input_count<Row> * sizeof(result)> memory;
        for (std::size_t i = 0; i < input_count<Row>; ++i) {
            ::new (static_cast<void*>(memory.data() + i * sizeof(result)))
                result(function_returns<Row, Side>(structs<Row>[i]));
            turns::keep(memory.data());
        }
    }
};
template <class Row, side Side>
struct behind_function_of_numbers {
    static constexpr char const* name = "function of numbers";
    static constexpr bool applies = Row::inputs <= 8;
    static void sweep() {
        using result = decltype(call<Row, Side>(structs<Row>[0]));
        alignas(4096) static std::array<std::byte, input_count<Row> * sizeof(result)> memory;
        [&]<std::size_t... K>(std::index_sequence<K...> all) {
            for (std::size_t i = 0; i < input_count<Row>; ++i) {
                ::new (static_cast<void*>(memory.data() + i * sizeof(result)))
                    result(function_of_numbers<Row, Side>(all, structs<Row>[i](K)...));
                turns::keep(memory.data());
            }
        }
        (std::make_index_sequence<Row::inputs>{});
    }
};
template <class Row, side Side>
struct behind_function_to_pointer {
    static constexpr char const* name = "function to `double*`";
    static constexpr bool applies = true;
    static void sweep() {
        for (std::size_t i = 0; i < input_count<Row>; ++i) {
            function_writes<Row, Side>(structs<Row>[i], flat<Row>.data() + i * stride<Row>);
            turns::keep(flat<Row>.data());
        }
    }
};
template <class Row, side Side>
struct from_columns {
    static constexpr char const* name = "from columns";
    static constexpr bool applies = Row::inputs <= 16;
    static void sweep() {
        using result = decltype(call<Row, Side>(column_input<Row>{columns<Row>, 0}));
        alignas(4096) static std::array<std::byte, input_count<Row> * sizeof(result)> memory;
        for (std::size_t i = 0; i < input_count<Row>; ++i) {
            ::new (static_cast<void*>(memory.data() + i * sizeof(result)))
                result(call<Row, Side>(column_input<Row>{columns<Row>, i}));
            turns::keep(memory.data());
        }
    }
};
/// Of a formula: the same as a function of a std::array.
template <class Row, side Side>
struct of_array {
    static constexpr char const* name = "of `std::array`";
    static constexpr bool applies = requires { Row::function; };
    static void sweep() {
        if constexpr (applies) {
            auto const one = [](auto const& in) __attribute__((always_inline)) {
                if constexpr (Side == side::hand)
                    return Row::by_hand(in);
                else
                    return ctgrad::value_and_gradient(Row::function)(array_of<Row::inputs>(in));
            };
            using result = decltype(one(structs<Row>[0]));
            alignas(4096) static std::array<std::byte, input_count<Row> * sizeof(result)> memory;
            for (std::size_t i = 0; i < input_count<Row>; ++i) {
                ::new (static_cast<void*>(memory.data() + i * sizeof(result))) result(one(structs<Row>[i]));
                turns::keep(memory.data());
            }
        }
    }
};

/// The ratios of one row; a way that does not apply has none.
struct table_row {
    char const* name;
    double by_hand;  // nanoseconds, returned
    std::vector<double> ratios;
};
bool as_list = false;

template <class Row, template <class, side> class Way>
void compare(table_row& row) {
    if constexpr (Way<Row, side::hand>::applies) {
        auto const times = turns::measure(
            {{"hand", Way<Row, side::hand>::sweep}, {"ctgrad", Way<Row, side::ctgrad>::sweep}}, input_count<Row>, 0.1);
        if (as_list)
            std::printf("| %s | %s | %.2f | %.2f | %.2f | %.2f to %.2f |\n", Row::name, Way<Row, side::hand>::name,
                        times[0].nanoseconds, times[1].nanoseconds, times[1].ratio, times[1].low, times[1].high);
        if (row.ratios.empty()) row.by_hand = times[0].nanoseconds;
        row.ratios.push_back(times[1].ratio);
    } else {
        row.ratios.push_back(-1);
    }
}
template <class Row>
void check() {
    for (auto const& in : structs<Row>) {
        std::array<double, result_size<Row>> hand, ours;
        copy_members(Row::by_hand(in), hand.data());
        copy_members(Row::by_ctgrad(in), ours.data());
        for (std::size_t k = 0; k < hand.size(); ++k)
            if (!(std::abs(hand[k] - ours[k]) <= 1e-12 * std::max(1.0, std::abs(hand[k])))) {
                std::fprintf(stderr, "%s: number %zu is %.17g, not %.17g\n", Row::name, k, ours[k], hand[k]);
                std::exit(1);
            }
    }
}
template <class Row, template <class, side> class... Way>
void compare_ways() {
    make_inputs<Row>();
    check<Row>();
    table_row row{Row::name, 0, {}};
    (compare<Row, Way>(row), ...);
    if (as_list) return;
    std::printf("| %s | %.2f |", row.name, row.by_hand);
    for (double const ratio : row.ratios) ratio < 0 ? std::printf(" - |") : std::printf(" %.2f |", ratio);
    std::printf(" %.2f |\n", *std::max_element(row.ratios.begin(), row.ratios.end()));
    std::fflush(stdout);
}
template <class Row>
void compare_all() {
    compare_ways<Row, returned, bound, to_pointer, to_memory, summed, filled, behind_function,
                 behind_function_of_numbers, behind_function_to_pointer, from_columns, of_array>();
}
template <template <class, side> class... Way>
void print_head() {
    std::printf("| row | by hand, ns |");
    ((std::printf(" %s |", Way<f1, side::hand>::name)), ...);
    std::printf(" worst |\n| --- | --- |");
    ((static_cast<void>(Way<f1, side::hand>::name), std::printf(" --- |")), ...);
    std::puts(" --- |");
}

}  // namespace

// calling          prints a table of ratios
// calling --list   prints a line for each row and way
int main(int argc, char** argv) {
    as_list = argc > 1 && std::strcmp(argv[1], "--list") == 0;
    if (as_list)
        std::puts(
            "| row | way of calling | by hand, ns | ctgrad, ns | ratio | tenth to ninetieth percentile |\n"
            "| --- | --- | --- | --- | --- | --- |");
    else
        print_head<returned, bound, to_pointer, to_memory, summed, filled, behind_function, behind_function_of_numbers,
                   behind_function_to_pointer, from_columns, of_array>();
    compare_all<f1>();
    compare_all<f2>();
    compare_all<f3>();
    compare_all<f4>();
    compare_all<f5>();
    compare_all<f6>();
    compare_all<quaternion>();
    compare_all<greeks>();
    compare_all<rosenbrock_hessian>();
    compare_all<rosenbrock_gradient>();
}
