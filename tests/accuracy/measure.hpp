#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <limits>
#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "../range/judge.hpp"

// Errors in units in the last place: how they are measured, and the tables of docs/generated that have their bounds.
// With CTGRAD_UPDATE_ULPS=1 in the environment the tables are written anew.
namespace accuracy_test {

using namespace range_test;

// So 1 - (1 - 1e-300) is 1e-300.
using exact = exact_number<350>;

template <class T>
double units_off(T got, exact const& right) {
    if (!std::isfinite(got)) return HUGE_VAL;
    exact const size = abs(right);
    exact const unit =
        ldexp(exact(1), std::max(static_cast<int>(ilogb(size)), std::numeric_limits<T>::min_exponent - 1) -
                            std::numeric_limits<T>::digits + 1);
    return static_cast<double>(abs(exact(got) - right) / unit);
}

// The largest errors of value, first and second derivatives.
struct errors {
    double worst[3]{};
    std::string at[3];
    int judged = 0;
};

template <class T>
std::vector<T> draw_point(std::size_t n, std::mt19937& random) {
    using limits = std::numeric_limits<T>;
    auto const uniform = [&](double low, double high) {
        return low + (high - low) * (static_cast<double>(random()) / 4294967296.0);
    };
    std::vector<T> x;
    double const shared = std::pow(10, uniform(limits::min_exponent10, limits::max_exponent10));
    for (std::size_t i = 0; i < n; ++i) {
        double const sign = random() % 2 == 0 ? -1 : 1;
        double magnitude = 0;
        switch (random() % 7) {
            case 0:
            case 1: magnitude = std::pow(10, uniform(limits::min_exponent10, limits::max_exponent10)); break;
            case 2: magnitude = shared * uniform(0.1, 1); break;
            case 3: magnitude = uniform(0, 800); break;
            case 4: magnitude = std::abs(1 + sign * std::pow(10, uniform(-16, 0))); break;
            default: magnitude = uniform(0, 40); break;
        }
        x.push_back(static_cast<T>(sign * magnitude));
    }
    return x;
}

// Compares value, gradient and Hessian with exact ones, a function of the point. An error is relative to the effect of
// a change of the point in its last digit. This holds from derivative number `conditioned` on; it is 1 if the value
// must be right in any case.
template <class T, class Results>
void compare(errors& found, Results const& exact_results, std::vector<T> const& x, std::vector<T> const& got,
             std::size_t conditioned = 1) {
    using limits = std::numeric_limits<T>;
    std::size_t const n = x.size();
    if (!std::isfinite(got[0])) return;
    std::vector<exact> const exact_x(x.begin(), x.end());
    std::vector<exact> const right = exact_results(exact_x);
    auto const is_normal = [](exact const& r) {
        return isfinite(r) && abs(r) <= exact(limits::max()) && abs(r) >= exact(limits::min());
    };
    if (right[0] != 0 && !is_normal(right[0])) return;
    std::vector<std::vector<exact>> moved;
    ++found.judged;
    for (std::size_t k = 0; k < right.size(); ++k) {
        // Zeros are exact, and results outside the range of normal numbers have fewer digits.
        if (!is_normal(right[k])) continue;
        double error = units_off(got[k], right[k]);
        if (k >= conditioned && error > 8) {
            // One unit of the arguments may change a derivative by more than one of its own.
            if (moved.empty())
                for (std::size_t i = 0; i < n; ++i) {
                    std::vector<exact> beside = exact_x;
                    beside[i] *= 1 + exact(1e-30);
                    moved.push_back(exact_results(beside));
                }
            double conditioning = 1;
            for (auto const& beside : moved)
                conditioning += static_cast<double>(abs(beside[k] / right[k] - 1) * exact(1e30));
            error = conditioning > 1e15 ? 0 : error / conditioning;  // of no digit of the argument
        }
        std::size_t const order = k == 0 ? 0 : k <= n ? 1 : 2;
        if (error <= found.worst[order]) continue;
        found.worst[order] = error;
        found.at[order].clear();
        for (T const part : x) {
            char text[40];
            std::snprintf(text, sizeof text, " %.9g", static_cast<double>(part));
            found.at[order] += text;
        }
    }
}

template <std::size_t I>
constexpr auto operand_named() {
    if constexpr (I == 0)
        return ctgrad::variable<"a">;
    else if constexpr (I == 1)
        return ctgrad::variable<"b">;
    else
        return ctgrad::variable<"c">;
}

// A row at some points in a constant expression: value, gradient and lower triangle of the Hessian. The first operands may
// be constants.
template <class Row, std::size_t Points, class... Fixed, std::size_t... I>
constexpr auto evaluate_constants(std::index_sequence<I...>,
                                  std::array<std::array<double, sizeof...(I)>, Points> const& points, Fixed...) {
    constexpr std::size_t n = sizeof...(I);
    constexpr auto derivatives =
        ctgrad::hessian(ctgrad::apply<Row>(Fixed{}..., operand_named<I>()...), operand_named<I>()...);
    std::array<std::array<double, 1 + n + n*(n + 1) / 2>, Points> all{};
    for (std::size_t p = 0; p < Points; ++p) {
        auto const h = derivatives((operand_named<I>() = points[p][I])...);
        std::size_t at = 0;
        all[p][at++] = h.value;
        ((all[p][at++] = h.gradient[operand_named<I>()]), ...);
        auto const fill_row = [&]<std::size_t R, std::size_t... C>(std::integral_constant<std::size_t, R>,
                                                                   std::index_sequence<C...>) {
            ((all[p][at++] = h(operand_named<R>(), operand_named<C>())), ...);
        };
        (fill_row(std::integral_constant<std::size_t, I>{}, std::make_index_sequence<I + 1>{}), ...);
    }
    return all;
}
template <std::size_t Inputs, std::size_t Points, std::size_t Size, class Results>
errors compare_constants(std::array<std::array<double, Inputs>, Points> const& points,
                         std::array<std::array<double, Size>, Points> const& all, Results const& exact_results,
                         std::size_t conditioned) {
    errors found;
    for (std::size_t p = 0; p < Points; ++p)
        compare(found, exact_results, std::vector<double>(points[p].begin(), points[p].end()),
                std::vector<double>(all[p].begin(), all[p].end()), conditioned);
    return found;
}

inline bool const updating = std::getenv("CTGRAD_UPDATE_ULPS") != nullptr;

// A line of the table: double, float, and constant expressions.
struct line {
    std::string name;
    std::vector<double> measured;
};

// The bound of an error: a power of two, with some margin. For errors of 1000 units or more there is no bound.
inline std::string bound_of(double error) {
    if (error == 0) return "0";
    if (error > 1000) return "none";
    int bound = 1;
    while (bound < 1.25 * error) bound *= 2;
    return std::to_string(bound);
}
inline double value_of_bound(std::string const& text) {
    return text == "none" ? HUGE_VAL : std::strtod(text.c_str(), nullptr);
}

inline std::string table_file(std::string const& name) {
    std::string const here = __FILE__;
    return here.substr(0, here.rfind("tests/")) + "docs/generated/" + name;
}

inline void write_table(std::string const& name, std::vector<line> const& lines) {
    std::ofstream out(table_file(name));
    out << "| function | value | first derivative | second | float: value | first | second | constant expression: "
           "value | "
           "first | second |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n";
    for (line const& l : lines) {
        out << "| `" << l.name << "` |";
        for (std::size_t i = 0; i < 9; ++i)
            out << ' ' << (i < l.measured.size() ? bound_of(l.measured[i]) : "") << " |";
        out << '\n';
    }
}
inline std::map<std::string, std::vector<std::string>> read_table(std::string const& name) {
    std::map<std::string, std::vector<std::string>> table;
    std::ifstream in(table_file(name));
    for (std::string text; std::getline(in, text);) {
        std::size_t const start = text.find('`'), end = text.find('`', start + 1);
        if (end == std::string::npos) continue;
        std::vector<std::string>& cells = table[text.substr(start + 1, end - start - 1)];
        std::size_t at = text.find('|', end);
        for (std::size_t next; (next = text.find('|', at + 1)) != std::string::npos; at = next) {
            std::string cell = text.substr(at + 1, next - at - 1);
            std::erase(cell, ' ');
            cells.push_back(cell);
        }
    }
    return table;
}

// Writes the table if that is wanted, and compares the measured errors with it.
inline void check_table(std::string const& name, std::vector<line> const& lines) {
    if (updating) write_table(name, lines);
    auto const table = read_table(name);
    BOOST_TEST(table.size() == lines.size());
    for (line const& l : lines) {
        auto const found = table.find(l.name);
        BOOST_REQUIRE_MESSAGE(found != table.end(), "docs/generated/" << name << " has no line of " << l.name);
        BOOST_REQUIRE(found->second.size() == 9);
        for (std::size_t i = 0; i < l.measured.size(); ++i)
            BOOST_TEST(
                l.measured[i] <= value_of_bound(found->second[i]),
                l.name << ", column " << i + 1 << ": " << l.measured[i] << " units, the bound is " << found->second[i]);
    }
}

}  // namespace accuracy_test
