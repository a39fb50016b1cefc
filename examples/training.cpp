// Training by stochastic gradient descent: a network of two layers on two moons, one of three layers on two spirals. No
// line separates either. The gradients are derived from the loss and compiled; only the loop is written by hand.
//
//     training [DIRECTORY]
//
// With a directory, gnuplot draws the loss curves and decision boundaries there as SVG.
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <random>
#include <string>
#include <vector>

#include <unistd.h>

#include <ctgrad/matrix.hpp>

using namespace ctgrad::literals;
using Eigen::Index, Eigen::MatrixXd, Eigen::RowVectorXd, Eigen::VectorXd;

namespace {

constexpr ctgrad::dimension<"D_a1"> D_a1;
constexpr ctgrad::dimension<"D_a2"> D_a2;
constexpr ctgrad::dimension<"m"> m;
constexpr auto X = ctgrad::matrix<"X", 2, m>;
constexpr auto Y = ctgrad::matrix<"Y", 1, m>;
constexpr auto W1 = ctgrad::matrix<"W1", D_a1, 2>;
constexpr auto b1 = ctgrad::vector<"b1", D_a1>;
constexpr auto b = ctgrad::variable<"b">;

constexpr auto cross_entropy = [](auto yhat) { return -mean(Y % log(yhat) + (1_c - Y) % log(1_c - yhat)); };

/// Two layers: relu, sigmoid.
struct two_layers {
    static constexpr auto v = ctgrad::matrix<"v", 1, D_a1>;
    static constexpr auto yhat = sigmoid(v * relu(W1 * X + b1) + b);
    static constexpr auto J = cross_entropy(yhat);

    MatrixXd w1, c1, w;
    double c = 0;
    ctgrad::evaluator<decltype(ctgrad::gradient(J, W1, b1, v, b))> slope;

    template <class F>
    auto at(F f, MatrixXd const& points) const {
        return f(W1 = w1, b1 = c1, v = w, b = c, X = points);
    }
    double loss(MatrixXd const& points, RowVectorXd const& labels) const {
        return J(W1 = w1, b1 = c1, v = w, b = c, X = points, Y = labels);
    }
    void step(double rate, MatrixXd const& points, RowVectorXd const& labels) {
        auto const& g = slope(W1 = w1, b1 = c1, v = w, b = c, X = points, Y = labels);
        w1 -= rate * g[W1];
        c1 -= rate * g[b1];
        w -= rate * g[v];
        c -= rate * g[b];
    }
};

/// Three layers: tanh, tanh, sigmoid.
struct three_layers {
    static constexpr auto W2 = ctgrad::matrix<"W2", D_a2, D_a1>;
    static constexpr auto b2 = ctgrad::vector<"b2", D_a2>;
    static constexpr auto v = ctgrad::matrix<"v", 1, D_a2>;
    static constexpr auto yhat = sigmoid(v * tanh(W2 * tanh(W1 * X + b1) + b2) + b);
    static constexpr auto J = cross_entropy(yhat);

    MatrixXd w1, c1, w2, c2, w;
    double c = 0;
    ctgrad::evaluator<decltype(ctgrad::gradient(J, W1, b1, W2, b2, v, b))> slope;

    template <class F>
    auto at(F f, MatrixXd const& points) const {
        return f(W1 = w1, b1 = c1, W2 = w2, b2 = c2, v = w, b = c, X = points);
    }
    double loss(MatrixXd const& points, RowVectorXd const& labels) const {
        return J(W1 = w1, b1 = c1, W2 = w2, b2 = c2, v = w, b = c, X = points, Y = labels);
    }
    void step(double rate, MatrixXd const& points, RowVectorXd const& labels) {
        auto const& g = slope(W1 = w1, b1 = c1, W2 = w2, b2 = c2, v = w, b = c, X = points, Y = labels);
        w1 -= rate * g[W1];
        c1 -= rate * g[b1];
        w2 -= rate * g[W2];
        c2 -= rate * g[b2];
        w -= rate * g[v];
        c -= rate * g[b];
    }
};

/// Random numbers that are the same with every standard library.
struct dice {
    std::mt19937 engine;
    double uniform() { return (static_cast<double>(engine() >> 1) + 0.5) / 2147483648.0; }
    double normal() { return std::sqrt(-2 * std::log(uniform())) * std::cos(6.283185307179586 * uniform()); }
    MatrixXd normal(Index rows, Index columns, double deviation) {
        MatrixXd result(rows, columns);
        for (Index i = 0; i < result.size(); ++i) result.data()[i] = deviation * normal();
        return result;
    }
};

struct problem {
    MatrixXd points;
    RowVectorXd labels;
};
problem moons(Index count, dice& random) {
    problem p{MatrixXd(2, count), RowVectorXd(count)};
    for (Index i = 0; i < count; ++i) {
        double const angle = 3.141592653589793 * random.uniform();
        bool const upper = i % 2 == 0;
        p.points(0, i) = (upper ? std::cos(angle) : 1 - std::cos(angle)) - 0.5 + 0.1 * random.normal();
        p.points(1, i) = (upper ? std::sin(angle) : 0.5 - std::sin(angle)) - 0.25 + 0.1 * random.normal();
        p.labels(i) = upper ? 1 : 0;
    }
    return p;
}
problem spirals(Index count, dice& random) {
    problem p{MatrixXd(2, count), RowVectorXd(count)};
    for (Index i = 0; i < count; ++i) {
        double const way = std::sqrt(random.uniform()), angle = 9.5 * way + (i % 2 == 0 ? 0 : 3.141592653589793);
        p.points(0, i) = 1.5 * way * std::cos(angle) + 0.03 * random.normal();
        p.points(1, i) = 1.5 * way * std::sin(angle) + 0.03 * random.normal();
        p.labels(i) = i % 2 == 0 ? 1 : 0;
    }
    return p;
}

template <class Network>
double accuracy(Network const& network, problem const& p) {
    RowVectorXd const answers = network.at(Network::yhat, p.points);
    return ((answers.array() > 0.5) == (p.labels.array() > 0.5)).cast<double>().mean();
}

void progress(int epoch, int epochs, double loss) {
    int const width = 40, done = width * epoch / epochs;
    // Only the last state is written to the file.
    if (!isatty(STDERR_FILENO) && epoch < epochs) return;
    std::fprintf(stderr, "\r  [%s%s] %3d%%  loss %.4f", std::string(static_cast<std::size_t>(done), '#').c_str(),
                 std::string(static_cast<std::size_t>(width - done), '.').c_str(), 100 * epoch / epochs, loss);
    if (epoch == epochs) std::fprintf(stderr, "\n");
}

/// Trains, and returns the loss after each epoch.
template <class Network>
std::vector<double> train(Network& network, problem const& p, int epochs, double rate, dice& random) {
    Index const batch = 20, count = p.points.cols();
    std::vector<double> losses;
    MatrixXd points(2, batch);
    RowVectorXd labels(batch);
    for (int epoch = 1; epoch <= epochs; ++epoch) {
        double const falling = rate / (1 + 3.0 * epoch / epochs);
        for (Index n = 0; n < count / batch; ++n) {
            for (Index k = 0; k < batch; ++k) {
                Index const i = static_cast<Index>(random.engine() % static_cast<unsigned>(count));
                points.col(k) = p.points.col(i);
                labels(k) = p.labels(i);
            }
            network.step(falling, points, labels);
        }
        losses.push_back(network.loss(p.points, p.labels));
        progress(epoch, epochs, losses.back());
    }
    return losses;
}

/// The loss curve and the decision boundary with the first of the held-out points, drawn by gnuplot.
template <class Network>
void draw(std::string const& base, char const* title, Network const& network, problem const& p,
          std::vector<double> const& losses) {
    std::ofstream curve(base + "_loss.txt"), dots(base + "_points.txt"), field(base + "_field.txt");
    for (std::size_t i = 0; i < losses.size(); ++i) curve << i + 1 << ' ' << losses[i] << '\n';
    for (Index i = 0; i < 400; ++i) dots << p.points(0, i) << ' ' << p.points(1, i) << ' ' << p.labels(i) << '\n';
    Index const side = 121;
    MatrixXd grid(2, side);
    for (Index j = 0; j < side; ++j) {
        for (Index i = 0; i < side; ++i)
            grid.col(i) << -2 + 4.0 * static_cast<double>(i) / (side - 1),
                -2 + 4.0 * static_cast<double>(j) / (side - 1);
        RowVectorXd const answers = network.at(Network::yhat, grid);
        for (Index i = 0; i < side; ++i) field << grid(0, i) << ' ' << grid(1, i) << ' ' << answers(i) << '\n';
        field << '\n';
    }
    curve.close(), dots.close(), field.close();
    std::ofstream(base + ".gnuplot")
        << "set terminal svg size 900,420 background 'white' font 'sans,12'\nset output '" << base
        << ".svg'\nset multiplot layout 1,2 title '" << title << "'\n"
        << "set logscale y\nset xlabel 'epoch'\nset ylabel 'cross-entropy'\nset grid\nunset key\n"
        << "plot '" << base << "_loss.txt' with lines linewidth 2 linecolor rgb '#3060a0'\n"
        << "unset logscale y\nunset grid\nset xlabel 'x_1'\nset ylabel 'x_2'\nset size ratio -1\n"
        << "set xrange [-2:2]\nset yrange [-2:2]\nset cbrange [0:1]\nset cblabel 'yhat'\n"
        << "set palette defined (0 '#e0a080', 0.5 '#ffffff', 1 '#80a0e0')\n"
        << "set table '" << base
        << "_boundary.txt'\nset contour base\nset cntrparam levels discrete 0.5\nunset surface\n"
        << "splot '" << base << "_field.txt'\nunset table\nset surface\nunset contour\n"
        << "plot '" << base << "_field.txt' with image, '" << base
        << "_boundary.txt' with lines linewidth 2 linecolor rgb 'black', "
        << "'" << base
        << "_points.txt' using 1:($3 > 0.5 ? $2 : 1/0) with points pointtype 7 pointsize 0.3 linecolor rgb '#2040a0', "
        << "'" << base
        << "_points.txt' using 1:($3 < 0.5 ? $2 : 1/0) with points pointtype 7 pointsize 0.3 linecolor rgb '#a04010'\n"
        << "unset multiplot\n";
    std::string const command = "gnuplot '" + base + ".gnuplot'";
    if (std::system(command.c_str()) != 0) std::fprintf(stderr, "gnuplot could not draw %s.svg\n", base.c_str());
}

template <class Network>
bool report(char const* name, char const* file, Network& network, problem const& seen, problem const& held_out,
            int epochs, double rate, dice& random, char const* directory) {
    std::fprintf(stderr, "%s\n", name);
    std::vector<double> const losses = train(network, seen, epochs, rate, random);
    double const share = accuracy(network, held_out);
    std::printf("%s: %s 97 %% of %d held-out points right, loss %s 0.1\n", name, share > 0.97 ? "more than" : "only",
                static_cast<int>(held_out.points.cols()), losses.back() < 0.1 ? "below" : "above");
    std::fprintf(stderr, "  %.1f %% of the held-out points right\n", 100 * share);
    if (directory != nullptr) draw(std::string(directory) + "/" + file, name, network, held_out, losses);
    return share > 0.97;
}

}  // namespace

int main(int argument_count, char** arguments) {
    char const* const directory = argument_count > 1 ? arguments[1] : nullptr;
    dice random{std::mt19937(2022)};

    problem const seen = moons(600, random), held_out = moons(1000, random);
    two_layers two{random.normal(24, 2, 1), MatrixXd::Zero(24, 1), random.normal(1, 24, 0.3), 0, {}};
    bool good = report("two layers, two moons", "moons", two, seen, held_out, 150, 0.5, random, directory);

    problem const seen_spirals = spirals(800, random), held_out_spirals = spirals(1000, random);
    three_layers three{random.normal(32, 2, 1.5),
                       random.normal(32, 1, 0.5),
                       random.normal(16, 32, 0.25),
                       MatrixXd::Zero(16, 1),
                       random.normal(1, 16, 0.3),
                       0,
                       {}};
    good = report("three layers, two spirals", "spirals", three, seen_spirals, held_out_spirals, 600, 0.3, random,
                  directory) &&
           good;
    return good ? 0 : 1;
}
