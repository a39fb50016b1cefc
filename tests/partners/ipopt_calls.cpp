// The problem of ctgrad/ipopt.hpp, called as Ipopt calls it: against the same written by hand. Another one has no constraints.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <vector>

#include <ctgrad/ipopt.hpp>

#include "check.hpp"

namespace {

using Ipopt::Index, Ipopt::Number;
using point = std::array<double, 4>;

constexpr auto objective =
    ctgrad::function<double(point)>([](auto const& x) { return x[0] * x[3] * (x[0] + x[1] + x[2]) + x[2]; });
constexpr auto constraints = ctgrad::function<std::array<double, 2>(point)>([](auto const& x) {
    return std::array{x[0] * x[1] * x[2] * x[3], x[0] * x[0] + x[1] * x[1] + x[2] * x[2] + x[3] * x[3]};
});

// [glue]
constexpr auto lagrangian =
    ctgrad::function<double(point, double, std::array<double, 2>)>([](auto const& x, auto factor, auto const& lambda) {
        return factor * (x[0] * x[3] * (x[0] + x[1] + x[2]) + x[2]) + lambda[0] * (x[0] * x[1] * x[2] * x[3]) +
               lambda[1] * (x[0] * x[0] + x[1] * x[1] + x[2] * x[2] + x[3] * x[3]);
    });
constexpr auto jacobian = ctgrad::jacobian(constraints);
constexpr auto hessian = ctgrad::hessian(lagrangian, ctgrad::arguments<0>);

struct problem_by_hand : Ipopt::TNLP {
    bool get_nlp_info(Index& n, Index& m, Index& entries, Index& hessian_entries, IndexStyleEnum& style) override {
        n = 4;
        m = 2;
        entries = static_cast<Index>(ctgrad::sparsity(jacobian).nonzeros);
        hessian_entries = static_cast<Index>(ctgrad::sparsity(hessian).nonzeros);
        style = C_STYLE;
        return true;
    }
    bool eval_f(Index, Number const* x, bool, Number& value) override {
        value = objective(x);
        return true;
    }
    bool eval_grad_f(Index, Number const* x, bool, Number* gradient) override {
        ctgrad::value_and_gradient(objective).into(gradient)(x);
        return true;
    }
    bool eval_g(Index, Number const* x, bool, Index, Number* values) override {
        std::ranges::copy(constraints(x), values);
        return true;
    }
    template <class Pattern>
    void copy_places(Pattern const& pattern, Index* rows, Index* columns) {
        std::ranges::copy(pattern.row_indices, rows);
        std::ranges::copy(pattern.column_indices, columns);
    }
    bool eval_jac_g(Index, Number const* x, bool, Index, Index, Index* rows, Index* columns, Number* values) override {
        if (values == nullptr)
            copy_places(ctgrad::sparsity(jacobian), rows, columns);
        else
            ctgrad::sparse(jacobian).into(values)(x);
        return true;
    }
    bool eval_h(Index, Number const* x, bool, Number factor, Index, Number const* lambda, bool, Index, Index* rows,
                Index* columns, Number* values) override {
        if (values == nullptr)
            copy_places(ctgrad::sparsity(hessian), rows, columns);
        else
            ctgrad::sparse(hessian).into(values)(x, factor, lambda);
        return true;
    }
    // [glue]
    bool get_bounds_info(Index, Number*, Number*, Index, Number*, Number*) override { return false; }
    bool get_starting_point(Index, bool, Number*, bool, Number*, Number*, Index, bool, Number*) override {
        return false;
    }
    void finalize_solution(Ipopt::SolverReturn, Index, Number const*, Number const*, Number const*, Index,
                           Number const*, Number const*, Number, Ipopt::IpoptData const*,
                           Ipopt::IpoptCalculatedQuantities*) override {}
};

// Everything that a problem computes, one number after the other.
std::vector<double> numbers_of(Ipopt::TNLP& problem) {
    Index n = 0, m = 0, entries = 0, hessian_entries = 0;
    Ipopt::TNLP::IndexStyleEnum style{};
    problem.get_nlp_info(n, m, entries, hessian_entries, style);
    std::vector<double> all{double(n), double(m), double(entries), double(hessian_entries), double(style)};
    double const x[]{1.1, 4.7, 3.8, 1.4}, lambda[]{-0.6, 0.2};
    double value = 0;
    problem.eval_f(n, x, true, value);
    all.push_back(value);
    auto const append = [&](std::size_t count, auto const& compute) {
        std::vector<double> numbers(count + 1);
        compute(numbers.data());
        all.insert(all.end(), numbers.begin(), numbers.end());
    };
    auto const append_sparse = [&](Index count, auto const& compute) {
        std::vector<Index> rows(static_cast<std::size_t>(count) + 1), columns(rows.size());
        compute(rows.data(), columns.data(), static_cast<double*>(nullptr));
        append(rows.size(), [&](double* to) { std::copy(rows.begin(), rows.end(), to); });
        append(rows.size(), [&](double* to) { std::copy(columns.begin(), columns.end(), to); });
        append(rows.size(), [&](double* to) { compute(nullptr, nullptr, to); });
    };
    append(4, [&](double* to) { problem.eval_grad_f(n, x, false, to); });
    append(2, [&](double* to) { problem.eval_g(n, x, false, m, to); });
    append_sparse(entries, [&](Index* rows, Index* columns, double* values) {
        problem.eval_jac_g(n, values ? x : nullptr, false, m, entries, rows, columns, values);
    });
    append_sparse(hessian_entries, [&](Index* rows, Index* columns, double* values) {
        problem.eval_h(n, values ? x : nullptr, false, 0.5, m, lambda, false, hessian_entries, rows, columns, values);
    });
    return all;
}

}  // namespace

int main() {
    ctgrad::ipopt_problem ours(objective, constraints);
    problem_by_hand by_hand;
    std::vector<double> const a = numbers_of(ours), b = numbers_of(by_hand);
    expect(a.size() == b.size() && close(a.data(), b.data(), static_cast<int>(a.size())), "all that Ipopt asks for");

    ctgrad::ipopt_problem free(objective);
    std::vector<double> const c = numbers_of(free);
    expect(c[0] == 4 && c[1] == 0 && c[2] == 0 && c[3] == 6, "a problem without constraints");
    double x[4]{}, x_lower[4]{}, x_upper[4]{};
    free.start = {1, 2, 3, 4};
    free.get_starting_point(4, true, x, false, nullptr, nullptr, 0, false, nullptr);
    free.get_bounds_info(4, x_lower, x_upper, 0, nullptr, nullptr);
    expect(x[3] == 4 && x_lower[2] == -INFINITY && x_upper[0] == INFINITY, "start and bounds");
    return failures;
}
