#include <cmath>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

#include <Eigen/SparseLU>

#include <ctgrad/loops/sparse/eigen.hpp>
#include <ctgrad/sparse_loops.hpp>

// A rod whose conductivity grows with its temperature, hot in the middle, with ends that are kept cold. Each step of Euler's
// implicit method is solved by Newton's method, with a sparse Jacobian.
//
//     heat_equation [DIRECTORY]
//
// With a directory, gnuplot draws the temperatures there as SVG.

// [implicit]
// The residual of the temperatures u after a step, at each place between the ends. The flux between two places is
// proportional to the difference of their temperatures and to the conductivity.
constexpr auto error_of_step =
    ctgrad::function<ctgrad::rows_of<double>(ctgrad::rows_of<double>, ctgrad::rows_of<double>, double)>(
        [](auto const& u, auto const& before, auto const& r) {
            auto const flux = [](auto const& left, auto const& right) {
                auto const mean = (left + right) / 2;
                return (1 + mean * mean) * (right - left);
            };
            return ctgrad::map(ctgrad::zip(ctgrad::windows<3>(u), before), [&](auto const& w, auto const& old) {
                return w[1] - old - r * (flux(w[1], w[2]) - flux(w[0], w[1]));
            });
        });
constexpr auto jacobian = ctgrad::sparse(ctgrad::jacobian(error_of_step, ctgrad::arguments<0>), ctgrad::csc);
// [implicit]

int main(int count, char** arguments) {
    constexpr std::size_t places = 199;  // and two ends
    constexpr double width = 2.0 / (places + 1), time_step = 0.01, r = time_step / (width * width);
    std::vector<double> u(places + 2);
    for (std::size_t i = 1; i <= places; ++i) {
        double const x = static_cast<double>(i) * width - 1;
        u[i] = 2 * std::exp(-30 * x * x);
    }
    std::vector<double> before(u.begin() + 1, u.end() - 1);

    // [newton]
    auto matrix = jacobian(u, before, r);  // the pattern is that of all steps
    Eigen::SparseLU<Eigen::SparseMatrix<double>> solver;
    auto const advance = [&] {
        before.assign(u.begin() + 1, u.end() - 1);
        int iterations = 0;
        for (double change = 1; change > 1e-12; ++iterations) {
            jacobian.into(matrix)(u, before, r);
            // The ends are given, so they are not unknowns, and their columns are left out.
            Eigen::SparseMatrix<double> const unknowns = ctgrad::eigen_map(matrix).middleCols(1, places);
            if (!solver.rows()) solver.analyzePattern(unknowns);
            solver.factorize(unknowns);
            std::vector<double> const errors = error_of_step(u, before, r);
            Eigen::Map<Eigen::VectorXd const> const right(errors.data(), places);
            Eigen::VectorXd const correction = solver.solve(right);
            Eigen::Map<Eigen::VectorXd>(u.data() + 1, places) -= correction;
            change = correction.lpNorm<Eigen::Infinity>();
        }
        return iterations;
    };
    // [newton]

    std::printf("%zu equations, %zu entries\n", matrix.rows(), matrix.nonzeros());
    std::string const base = count > 1 ? std::string(arguments[1]) + "/heat_equation" : "";
    std::ofstream data(count > 1 ? base + ".txt" : "/dev/null");
    auto const show = [&](double time) {
        for (std::size_t i = 0; i < u.size(); ++i) data << static_cast<double>(i) * width - 1 << ' ' << u[i] << '\n';
        data << "\n\n";
        std::printf("time %.2f ", time);
        for (std::size_t i = 0; i < u.size(); i += 5) std::putchar(" .:-=+*#%@"[static_cast<int>(u[i] * 4.999)]);
        std::printf(" middle %.4f\n", u[100]);
    };
    show(0);
    int iterations = 0;
    for (int step = 1; step <= 20; ++step) {
        iterations += advance();
        if (step == 1 || step == 3 || step % 5 == 0) show(step * time_step);
    }
    std::printf("%.1f iterations of Newton's method in a step\n", iterations / 20.0);
    if (count < 2) return 0;
    data.close();
    std::ofstream(base + ".gnuplot")
        << "set terminal svg size 640,360 background 'white' font 'sans,12'\nset output '" << base << ".svg'\n"
        << "set xlabel 'place'\nset ylabel 'temperature'\nset grid\n"
        << "plot for [i=0:6] '" << base << ".txt' index i with lines linewidth 2 linecolor rgb word('#c03020 #d06030 "
        << "#d09040 #a0a060 #70a090 #5080b0 #3060a0', i + 1) title word('0 0.01 0.03 0.05 0.1 0.15 0.2', i + 1)\n";
    if (std::system(("gnuplot '" + base + ".gnuplot'").c_str()) != 0)
        std::fprintf(stderr, "gnuplot could not draw %s.svg\n", base.c_str());
}
