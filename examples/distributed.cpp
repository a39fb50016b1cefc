// Fits a model to data that is distributed over processes: mpirun -n 2 ./distributed. Each process sums its own rows,
// and one MPI_Allreduce adds the values and gradients. The result is that of a single process.
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <random>
#include <vector>

#include <mpi.h>
#include <boost/hana/adapt_struct.hpp>

#include <ctgrad/loops.hpp>

// [loss]
struct person {
    double age, height, ill;
};
BOOST_HANA_ADAPT_STRUCT(person, age, height, ill);

using weights = std::array<double, 3>;

// Logistic regression: minus the log-likelihood, a sum over rows.
constexpr auto loss = ctgrad::function<double(weights, ctgrad::rows_of<person>)>([](auto const& w, auto const& people) {
    return ctgrad::sum(people, [&](auto const& p) {
        auto const score = w[0] + w[1] * ctgrad::get<"age">(p) + w[2] * ctgrad::get<"height">(p);
        return softplus(score) - ctgrad::get<"ill">(p) * score;
    });
});
// [loss]

// The rows of one process, from `first` on. Each row has its own random generator, so the rows do not depend on the
// number of processes.
std::vector<person> read(std::size_t first, std::size_t last) {
    std::vector<person> rows;
    for (std::size_t i = first; i < last; ++i) {
        std::minstd_rand random(static_cast<unsigned>(7919 * i + 1));
        auto const unit = [&] { return static_cast<double>(random()) / 2147483647.0; };
        random.discard(10);
        double const age = 2 * unit() - 1, height = 2 * unit() - 1;
        rows.push_back({age, height, unit() < 1 / (1 + std::exp(0.5 - 3 * age + height)) ? 1.0 : 0.0});
    }
    return rows;
}

int main(int count, char** arguments) {
    MPI_Init(&count, &arguments);
    int process = 0, processes = 1;
    MPI_Comm_rank(MPI_COMM_WORLD, &process);
    MPI_Comm_size(MPI_COMM_WORLD, &processes);
    constexpr std::size_t all = 4000;
    auto const first_of = [&](int p) {
        return all * static_cast<std::size_t>(p) / static_cast<std::size_t>(processes);
    };
    std::vector<person> const mine = read(first_of(process), first_of(process + 1));

    // [descent]
    weights w{};
    for (int step = 0; step <= 60; ++step) {
        auto const [value, gradient] = ctgrad::value_and_gradient(loss)(w, mine);
        std::array<double, 4> sums{value, gradient[0], gradient[1], gradient[2]};
        MPI_Allreduce(MPI_IN_PLACE, sums.data(), 4, MPI_DOUBLE, MPI_SUM, MPI_COMM_WORLD);
        if (process == 0 && step % 20 == 0) std::printf("step %2d: mean loss %.6f\n", step, sums[0] / all);
        for (std::size_t i = 0; i < 3; ++i) w[i] -= 4.0 / all * sums[i + 1];
    }
    // [descent]
    if (process == 0) std::printf("weights %.4f %.4f %.4f\n", w[0], w[1], w[2]);
    MPI_Finalize();
}
