// Loops over neighbours in a large array, over springs that choose their ends by index, and over a number of steps.
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <vector>

#include <boost/hana/adapt_struct.hpp>

#include <ctgrad/loops.hpp>

// [neighbours]
// Rosenbrock's function of any number of variables, with one body.
constexpr auto rosenbrock = ctgrad::function<double(ctgrad::rows_of<double>)>([](auto const& x) {
    return ctgrad::sum(ctgrad::windows<2>(x), [](auto const& pair) {
        auto const a = 1 - pair[0], b = pair[1] - pair[0] * pair[0];
        return a * a + 100 * b * b;
    });
});
// [neighbours]

// [springs]
struct point {
    double x, y;
};
BOOST_HANA_ADAPT_STRUCT(point, x, y);

// The energy of springs of length 1 between points. Each spring has the numbers of two points.
constexpr auto energy = ctgrad::function<double(ctgrad::rows_of<point>, ctgrad::rows_of<double>, ctgrad::indices<2>)>(
    [](auto const& points, auto const& stiffness, auto const& springs) {
        using ctgrad::get;
        return ctgrad::sum(ctgrad::zip(stiffness, springs), [&](auto const& k, auto const& ends) {
            auto const &a = points[ends[0]], &b = points[ends[1]];
            auto const dx = get<"x">(a) - get<"x">(b), dy = get<"y">(a) - get<"y">(b);
            auto const longer = sqrt(dx * dx + dy * dy) - 1;
            return k * longer * longer / 2;
        });
    });
// [springs]

// [steps]
// The angle of a pendulum after some steps of Euler's method for oscillations, from its initial angle and the time.
constexpr auto pendulum =
    ctgrad::function<double(double, double, ctgrad::step_count)>([](auto angle, auto time, auto const& count) {
        using state = std::array<decltype(angle + time), 2>;
        auto const step = time / length(count);
        auto const last = ctgrad::repeat(count, state{angle, 0}, [&](auto const& s) {
            auto const speed = s[1] - step * sin(s[0]);
            return state{s[0] + step * speed, speed};
        });
        return last[0];
    });
// [steps]

int main() {
    // [large]
    std::array<double, 1000> x, by_x;
    x.fill(0.9);
    double const value = ctgrad::value_and_gradient(rosenbrock, ctgrad::arguments<0>)(ctgrad::into_rows(by_x), x);
    std::printf("value %.3f, gradient %.3f %.3f ... %.3f\n", value, by_x[0], by_x[1], by_x[999]);
    // [large]

    // A square with one diagonal, which the springs deform until all have length 1.
    // [relax]
    std::vector<point> points{{0, 0}, {1, 0}, {1, 1}, {0, 1}}, force(points.size());
    std::vector<double> const stiffness{1, 1, 1, 1, 2};
    std::vector<std::array<int, 2>> const springs{{0, 1}, {1, 2}, {2, 3}, {3, 0}, {0, 2}};
    constexpr auto pull = ctgrad::value_and_gradient(energy, ctgrad::arguments<0>);
    for (int step = 0; step <= 60; ++step) {
        double const e = pull(ctgrad::into_rows(force), points, stiffness, springs);
        if (step % 20 == 0) std::printf("step %2d: energy %.6f\n", step, e);
        for (std::size_t i = 0; i < points.size(); ++i) {
            points[i].x -= 0.2 * force[i].x;
            points[i].y -= 0.2 * force[i].y;
        }
    }
    // [relax]

    // [swing]
    auto const [angle, by_angle, by_time] = as_tuple(ctgrad::value_and_gradient(pendulum)(1.0, 10.0, 10000));
    std::printf("angle %.4f, by the first angle %.4f, by time %.4f\n", angle, by_angle, by_time);
    // [swing]
}
