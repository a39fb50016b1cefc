// Fits a mixture of three round Gaussians to points in the plane, by gradient ascent on the log-likelihood. The numbers
// of points and of components are known only at run time.
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <random>
#include <vector>

#include <boost/hana/adapt_struct.hpp>

#include <ctgrad/loops.hpp>

// [likelihood]
struct point {
    double x, y;
};
BOOST_HANA_ADAPT_STRUCT(point, x, y);

// The weights are exp(logit), divided by their sum.
struct component {
    double logit, x, y, log_width;
};
BOOST_HANA_ADAPT_STRUCT(component, logit, x, y, log_width);

// The mean log-likelihood of a point, up to a constant. The loop over components is inside the one over points.
constexpr auto likelihood = ctgrad::function<double(ctgrad::rows_of<component>, ctgrad::rows_of<point>)>(
    [](auto const& components, auto const& points) {
        using ctgrad::get;
        auto const mixed = ctgrad::mean(points, [&](auto const& p) {
            return ctgrad::log_sum_exp(components, [&](auto const& c) {
                auto const dx = get<"x">(p) - get<"x">(c), dy = get<"y">(p) - get<"y">(c);
                auto const log_width = get<"log_width">(c);
                return get<"logit">(c) - 2 * log_width - (dx * dx + dy * dy) / 2 * exp(-2 * log_width);
            });
        });
        return mixed - ctgrad::log_sum_exp(components, [](auto const& c) { return get<"logit">(c); });
    });
// [likelihood]

std::vector<point> draw(std::vector<component> const& truth, std::size_t count) {
    std::mt19937 random(7);
    auto const uniform = [&] { return (static_cast<double>(random()) + 0.5) / 4294967296.0; };
    std::vector<point> points;
    for (std::size_t i = 0; i < count; ++i) {
        component const& c = truth[i % truth.size()];
        double const radius = std::exp(c.log_width) * std::sqrt(-2 * std::log(uniform()));
        double const angle = 6.283185307179586 * uniform();
        points.push_back({c.x + radius * std::cos(angle), c.y + radius * std::sin(angle)});
    }
    return points;
}

int main() {
    std::vector<component> const truth{{0, -2, 0, -0.7}, {0, 1.5, 1.5, 0}, {0, 1.5, -2, -1.2}};
    std::vector<point> const points = draw(truth, 3000);

    // [ascent]
    std::vector<component> components{{0, -1, 0, 0}, {0, 1, 1, 0}, {0, 1, -1, 0}};
    std::vector<component> gradient(components.size());
    constexpr auto ascend = ctgrad::value_and_gradient(likelihood, ctgrad::arguments<0>);
    for (int step = 0; step <= 60; ++step) {
        double const value = ascend(ctgrad::into_rows(gradient), components, points);
        if (step % 10 == 0) std::printf("step %2d: log-likelihood %.4f\n", step, value);
        for (std::size_t k = 0; k < components.size(); ++k) {
            components[k].logit += 0.3 * gradient[k].logit;
            components[k].x += 0.3 * gradient[k].x;
            components[k].y += 0.3 * gradient[k].y;
            components[k].log_width += 0.3 * gradient[k].log_width;
        }
    }
    // [ascent]

    double sum = 0;
    for (component const& c : components) sum += std::exp(c.logit);
    for (component const& c : components)
        std::printf("weight %.2f at (%.2f, %.2f), width %.2f\n", std::exp(c.logit) / sum, c.x, c.y,
                    std::exp(c.log_width));
}
