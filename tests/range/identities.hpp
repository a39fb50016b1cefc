#pragma once

#include <cmath>
#include <cstdio>
#include <set>
#include <string>

#include <ctgrad/differentiate/identities/table.hpp>

#include "judge.hpp"

// Every identity is proven at its sample: it is the first that fits its form, all derivatives are right, and the chain rule
// with the rules as they are printed loses one.
namespace range_test {

using detail::form_node;
using detail::written_form;

inline code code_of(char const* key) {
    namespace operations = ctgrad::operations;
    struct entry {
        char const* key;
        code what;
    };
    constexpr entry entries[]{{&detail::key_of<operations::add>, code::add},
                              {&detail::key_of<operations::subtract>, code::subtract},
                              {&detail::key_of<operations::multiply>, code::multiply},
                              {&detail::key_of<operations::divide>, code::divide},
                              {&detail::key_of<operations::negate>, code::negate},
                              {&detail::key_of<operations::exponential>, code::exp},
                              {&detail::key_of<operations::exponential_minus_one>, code::expm1},
                              {&detail::key_of<operations::logarithm>, code::log},
                              {&detail::key_of<operations::logarithm_of_one_plus>, code::log1p},
                              {&detail::key_of<operations::logarithm_of_sigmoid>, code::log_sigmoid},
                              {&detail::key_of<operations::square_root>, code::sqrt},
                              {&detail::key_of<operations::power>, code::pow},
                              {&detail::key_of<operations::sine>, code::sin},
                              {&detail::key_of<operations::arc_sine>, code::asin},
                              {&detail::key_of<operations::arc_tangent>, code::atan},
                              {&detail::key_of<operations::hyperbolic_sine>, code::sinh},
                              {&detail::key_of<operations::hyperbolic_cosine>, code::cosh},
                              {&detail::key_of<operations::hyperbolic_tangent>, code::tanh},
                              {&detail::key_of<operations::area_hyperbolic_sine>, code::asinh},
                              {&detail::key_of<operations::area_hyperbolic_tangent>, code::atanh},
                              {&detail::key_of<operations::error_function>, code::erf},
                              {&detail::key_of<operations::complementary_error_function>, code::erfc}};
    for (entry const& e : entries)
        if (e.key == key) return e.what;
    throw std::runtime_error("an operation that this test does not know");
}

// A form as a formula. Of its variables those that have a sample are inputs, and constants where the form demands one.
inline expression expression_of(written_form const& form, double const* sample, std::vector<double>& point) {
    expression e;
    int input_of[written_form::variables]{-1, -1, -1};
    for (int i = 0; i < form.count; ++i) {
        form_node const& node = form[i];
        auto const variable = static_cast<std::size_t>(node.variable < 0 ? 0 : node.variable);
        switch (node.what) {
            case form_node::kind::one: e.steps.push_back({code::number, 0, 0, 0, 1}); break;
            case form_node::kind::operation:
                e.steps.push_back({code_of(node.key), node.first, node.second < 0 ? 0 : node.second});
                break;
            case form_node::kind::number: e.steps.push_back({code::number, 0, 0, 0, sample[variable]}); break;
            default:
                if (input_of[variable] < 0) {
                    input_of[variable] = static_cast<int>(e.inputs.size());
                    e.inputs.emplace_back(variable == 0 ? "x" : variable == 1 ? "c" : "p");
                    point.push_back(sample[variable]);
                }
                e.steps.push_back({code::input, input_of[variable]});
        }
    }
    return e;
}

template <int Inputs, detail::quantity What>
struct plain_source : source<Inputs, What> {
    template <int Capacity>
    static void build(detail::graph& g, detail::sweep_space& space, int* outputs, int* independent, int* seeds) {
        g.computes = false;
        source<Inputs, What>::template build<Capacity>(g, space, outputs, independent, seeds);
    }
};

template <int Inputs>
void prove(std::string const& text, std::vector<double> const& x) {
    using detail::quantity;
    constexpr std::size_t n = Inputs, entries = n * (n + 1) / 2;
    auto const program = interpreter::compiled<source<Inputs, quantity::hessian>, quantity::hessian>();
    auto const step_by_step = interpreter::compiled<plain_source<Inputs, quantity::hessian>, quantity::hessian>();
    std::vector<double> const got = interpreter::run(*program, x, 1 + n + entries),
                              plain = interpreter::run(*step_by_step, x, 1 + n + entries);
    std::vector<wide> const right = by_oracle(current, std::vector<wide>(x.begin(), x.end()));
    int lost = 0;
    for (std::size_t k = 1; k < right.size(); ++k) {
        wide const exact = abs(right[k]) < 1e-307 ? wide(0) : right[k];
        BOOST_TEST((exact == 0 ? std::abs(got[k]) < 1e-300 : is_near(got[k], exact, 1e-11)),
                   text << ", derivative " << k << ": " << got[k] << " is not " << static_cast<double>(exact));
        lost += !is_near(plain[k], exact, 1e-11);
    }
    BOOST_TEST(lost > 0, text << ": the chain rule loses nothing at its sample");
}

// Whether the first identity that fits the form is its own.
inline bool is_first(detail::written_identity<detail::term> const* list, std::size_t at, std::string& by) {
    auto const storage = std::make_unique<detail::graph_storage<256>>();
    detail::graph g = storage->start();
    std::vector<ctgrad::symbol> x;
    for (std::size_t i = 0; i < current.inputs.size(); ++i) x.push_back(ctgrad::symbol(&g, g.add_input({0, i, "x"})));
    int const root = interpret(current, x).node_in(g);
    for (std::size_t i = 0; i <= at; ++i) {
        detail::kept_nodes const kept{};
        detail::identity_matcher match{g, kept, list[i].written};
        if (match(root)) {
            by = std::to_string(i);
            return i == at;
        }
    }
    by = "none";
    return false;
}

inline void prove_all_identities() {
    int proven = 0;
    detail::parts_of_written_functions::each([&]<class Operation>() {
        detail::identities_with<Operation, detail::term>::each([&]<class List>() {
            for (std::size_t i = 0; i < std::size(List::all); ++i) {
                auto const& identity = List::all[i];
                std::vector<double> x;
                current = expression_of(identity.written, identity.sample, x);
                std::string const text =
                    std::string(detail::info_of<Operation>.name) + ", identity " + std::to_string(i);
                std::string by;
                BOOST_TEST(is_first(List::all, i, by), text << " is taken by " << by);
                if (x.size() == 1) prove<1>(text, x);
                if (x.size() == 2) prove<2>(text, x);
                if (x.size() == 3) prove<3>(text, x);
                ++proven;
            }
        });
    });
    std::printf("%d identities proven\n", proven);
    BOOST_TEST(proven > 60);
}

}  // namespace range_test
