#pragma once

#include <ctgrad/graph/operation_info.hpp>
#include <ctgrad/operations/error_function.hpp>
#include <ctgrad/operations/exponential.hpp>
#include <ctgrad/operations/hyperbolic.hpp>
#include <ctgrad/operations/logistic.hpp>
#include <ctgrad/operations/power.hpp>
#include <ctgrad/operations/trigonometric.hpp>

/// Forms of expressions as values: `one / (one + exp(x))`. Their variables stand for any nodes. An operation is
/// represented by its key, so that a pattern instantiates no rule.
namespace ctgrad::detail {

struct form_node {
    enum class kind : signed char {
        any,       ///< any node
        factor,    ///< a variable or a constant, in which no operation is hidden
        number,    ///< a constant
        changing,  ///< anything but a constant
        one,       ///< the constant 1
        operation
    };
    kind what;
    signed char variable;  ///< the variable that stands for the node; -1 for none
    signed char first, second;
    char const* key;
};

struct written_form {
    static constexpr int variables = 3, capacity = 12;

    /// Operands come before operations; the root is last.
    form_node nodes[capacity]{};
    int count = 0;
    char const* key = nullptr;  ///< the key of the root

    constexpr int root() const { return count - 1; }
    constexpr form_node const& operator[](int i) const { return nodes[i]; }

    template <class Operation>
    static constexpr written_form of(written_form a) {
        a.nodes[a.count] = {form_node::kind::operation, -1, static_cast<signed char>(a.root()), -1,
                            a.key = &key_of<Operation>};
        ++a.count;
        return a;
    }
    template <class Operation>
    static constexpr written_form of(written_form a, written_form const& b) {
        auto const first = static_cast<signed char>(a.root()), shift = static_cast<signed char>(a.count);
        for (int i = 0; i < b.count; ++i) {
            form_node& node = a.nodes[a.count++] = b[i];
            if (node.first >= 0) node.first = static_cast<signed char>(node.first + shift);
            if (node.second >= 0) node.second = static_cast<signed char>(node.second + shift);
        }
        a.nodes[a.count] = {form_node::kind::operation, -1, first, static_cast<signed char>(a.root()),
                            a.key = &key_of<Operation>};
        ++a.count;
        return a;
    }
};

/// The language of patterns.
namespace identities {

constexpr written_form operator+(written_form const& a, written_form const& b) {
    return written_form::of<operations::add>(a, b);
}
constexpr written_form operator-(written_form const& a, written_form const& b) {
    return written_form::of<operations::subtract>(a, b);
}
constexpr written_form operator*(written_form const& a, written_form const& b) {
    return written_form::of<operations::multiply>(a, b);
}
constexpr written_form operator/(written_form const& a, written_form const& b) {
    return written_form::of<operations::divide>(a, b);
}
constexpr written_form operator-(written_form const& a) { return written_form::of<operations::negate>(a); }

constexpr written_form leaf(form_node::kind what, int variable) {
    written_form p;
    p.nodes[p.count++] = {what, static_cast<signed char>(variable), -1, -1, nullptr};
    return p;
}
inline constexpr written_form one = leaf(form_node::kind::one, -1), x = leaf(form_node::kind::any, 0),
                              c = leaf(form_node::kind::any, 1), p = leaf(form_node::kind::any, 2),
                              factor_c = leaf(form_node::kind::factor, 1), number_c = leaf(form_node::kind::number, 1),
                              changing_p = leaf(form_node::kind::changing, 2);
/// The variable stands for a node of this form.
constexpr written_form as(written_form form, written_form const& variable) {
    form.nodes[form.root()].variable = variable[0].variable;
    return form;
}

constexpr written_form exp(written_form const& a) { return written_form::of<operations::exponential>(a); }
constexpr written_form log(written_form const& a) { return written_form::of<operations::logarithm>(a); }
constexpr written_form log1p(written_form const& a) { return written_form::of<operations::logarithm_of_one_plus>(a); }
constexpr written_form log_sigmoid(written_form const& a) {
    return written_form::of<operations::logarithm_of_sigmoid>(a);
}
constexpr written_form sqrt(written_form const& a) { return written_form::of<operations::square_root>(a); }
constexpr written_form sin(written_form const& a) { return written_form::of<operations::sine>(a); }
constexpr written_form atan(written_form const& a) { return written_form::of<operations::arc_tangent>(a); }
constexpr written_form sinh(written_form const& a) { return written_form::of<operations::hyperbolic_sine>(a); }
constexpr written_form cosh(written_form const& a) { return written_form::of<operations::hyperbolic_cosine>(a); }
constexpr written_form erfc(written_form const& a) {
    return written_form::of<operations::complementary_error_function>(a);
}
constexpr written_form pow(written_form const& a, written_form const& b) {
    return written_form::of<operations::power>(a, b);
}

}  // namespace identities
}  // namespace ctgrad::detail
