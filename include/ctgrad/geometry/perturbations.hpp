#pragma once

#include <array>
#include <concepts>
#include <cstddef>

#include <ctgrad/formula/with_partials.hpp>
#include <ctgrad/function/symbol.hpp>
#include <ctgrad/geometry/fixed_matrix_operators.hpp>
#include <ctgrad/graph/graph.hpp>

/// Perturbations of rotations, while a tangent Jacobian is traced. The quaternion r of a rotation changes by
/// dr = (a r + r b) / 2, where the vector a is its left perturbation, in the outer frame, and b its right one, in its own
/// frame (J. Sola, J. Deray and D. Atchuthan, A micro Lie theory for state estimation in robotics, 2018). A rotation that
/// is an argument has a = 0, and b are its tangent coordinates. The perturbations of products, exponentials and logarithms
/// follow from those of their operands, and so do the derivatives of rotated vectors. Derivatives that pass through the four
/// coefficients would take several times as many operations.
namespace ctgrad::detail {

/// A perturbation is a vector of three nodes, which have the value 0 and the derivatives of the perturbation.
struct perturbation {
    std::array<symbol, 3> along{};
    bool any = false;
};
struct perturbations {
    perturbation left{}, right{};
};
/// The rotations whose perturbations are known.
struct known_perturbations {
    static constexpr int most = 64;
    struct entry {
        int coefficients[4];  ///< x, y, z, w
        perturbations by;
    };
    entry entries[most]{};
    int count = 0;
};

/// The derivative of q exp(v) with respect to v at v = 0 is half of the matrix whose columns are q i, q j, q k. The
/// derivative of log(q^-1 p) with respect to p at p = q is twice its transpose. Coefficient `k` of column `c` is a
/// coefficient of q, or its negative.
struct signed_coefficient {
    std::size_t number;
    bool negative;
};
inline constexpr signed_coefficient turned_axes[4][3]{{{3, false}, {2, true}, {1, false}},
                                                      {{2, false}, {3, false}, {0, true}},
                                                      {{1, true}, {0, false}, {3, false}},
                                                      {{0, true}, {1, true}, {2, true}}};

/// Partial derivatives of a value, as they are collected.
struct stated_sum {
    symbol sum{};
    bool any = false;

    constexpr void add(symbol const& partial, symbol const& x) {
        if (x.owner == nullptr) return;  // a number
        symbol const one = apply<operations::differential>(partial, x);
        sum = any ? sum + one : one;
        any = true;
    }
    constexpr symbol of(symbol const& value) const {
        return any ? apply<operations::stated_partials>(value, sum) : value;
    }
};

template <class T>
constexpr known_perturbations* perturbations_of_trace([[maybe_unused]] T const& x) {
    if constexpr (std::same_as<T, symbol>)
        return x.owner == nullptr || x.owner->full ? nullptr : x.owner->perturbations;
    else
        return nullptr;
}
/// How a rotation changes, or null if that is not known.
template <class Q>
constexpr perturbations const* perturbations_of([[maybe_unused]] Q const& q) {
    if (known_perturbations const* const known = perturbations_of_trace(q.w()))
        for (int i = 0; i < known->count; ++i) {
            bool same = true;
            for (std::size_t k = 0; k < 4; ++k) same = same && q.coeffs()[k].id == known->entries[i].coefficients[k];
            if (same) return &known->entries[i].by;
        }
    return nullptr;
}
template <class Q>
constexpr void remember(Q const& q, perturbations const& by) {
    known_perturbations* const known = perturbations_of_trace(q.w());
    if (known == nullptr || known->count == known_perturbations::most) return;
    known_perturbations::entry& next = known->entries[known->count++];
    for (std::size_t k = 0; k < 4; ++k) next.coefficients[k] = q.coeffs()[k].id;
    next.by = by;
}
/// The rotation r with these perturbations. Its coefficients have the derivatives too.
template <class Q>
constexpr Q perturbed_by(Q const& r, perturbations const& by) {
    fixed_vector<symbol, 4> half, changed;
    for (std::size_t k = 0; k < 4; ++k) half[k] = 0.5 * r.coeffs()[k];
    for (std::size_t k = 0; k < 4; ++k) {
        stated_sum sum;
        for (std::size_t c = 0; c < 3; ++c) {
            auto const [number, negative] = turned_axes[k][c];
            // a r differs from r a by the sign of the cross product.
            bool const crossed = k < 3 && number < 3;
            if (by.right.any) sum.add(negative ? -half[number] : half[number], by.right.along[c]);
            if (by.left.any) sum.add(negative != crossed ? -half[number] : half[number], by.left.along[c]);
        }
        changed[k] = sum.of(r.coeffs()[k]);
    }
    Q result;
    result.coeffs() = changed;
    remember(result, by);
    return result;
}

/// Adds R^T a: the left perturbation a of a rotation R is the right perturbation R^T a.
template <class Matrix>
constexpr void add_past(stated_sum& sum, Matrix const& rotation, perturbation const& a, std::size_t i) {
    for (std::size_t k = 0; k < 3 && a.any; ++k) sum.add(rotation(k, i), a.along[k]);
}
constexpr symbol still(graph& g) { return symbol(&g, graph::zero); }
/// Sets the right perturbation; `add_terms(sum, i)` adds the terms of its component i.
template <class AddTerms>
constexpr void set_right(perturbations& by, graph& g, AddTerms add_terms) {
    by.right.any = true;
    for (std::size_t i = 0; i < 3; ++i) {
        stated_sum sum;
        add_terms(sum, i);
        by.right.along[i] = sum.of(still(g));
    }
}

/// The product r = a b. The right perturbation of a and the left one of b are between the two; they are carried past b.
template <class A, class B, class R>
constexpr R perturbed_product(A const& a, B const& b, R const& r) {
    if constexpr (std::same_as<typename R::Scalar, symbol>) {
        perturbations const *const first = perturbations_of(a), *const second = perturbations_of(b);
        if (first == nullptr || second == nullptr) return r;
        perturbations by{first->left, second->right};
        if (first->right.any || second->left.any) {
            auto const rotation = b.rotation_matrix();
            set_right(by, *r.w().owner, [&](stated_sum& sum, std::size_t i) {
                add_past(sum, rotation, first->right, i);
                add_past(sum, rotation, second->left, i);
                if (second->right.any) sum.add(symbol(1.0), second->right.along[i]);
            });
        }
        return perturbed_by(r, by);
    } else {
        return r;
    }
}
/// The inverse of q: its perturbations change sides and signs.
template <class Q>
constexpr Q perturbed_inverse(Q const& q, Q const& inverse) {
    if constexpr (std::same_as<typename Q::Scalar, symbol>)
        if (perturbations const* const of = perturbations_of(q)) {
            perturbations by{of->right, of->left};
            for (perturbation* const side : {&by.left, &by.right})
                for (symbol& along : side->along)
                    if (side->any) along = -along;
            remember(inverse, by);
        }
    return inverse;
}
/// The vector y = R v, which changes by a x y + R (b x v) + R dv.
template <class Q, class V, class Y>
constexpr Y perturbed_vector(Q const& q, V const& v, Y const& y) {
    if constexpr (std::same_as<typename Q::Scalar, symbol>) {
        perturbations const* const by = perturbations_of(q);
        if (by == nullptr) return y;
        auto const rotation = q.rotation_matrix();
        fixed_vector<symbol, 3> const moved = v;
        Y changed;
        for (std::size_t i = 0; i < 3; ++i) {
            stated_sum sum;
            std::size_t const next = (i + 1) % 3, last = (i + 2) % 3;
            if (by->left.any) {
                sum.add(y[last], by->left.along[next]);
                sum.add(-y[next], by->left.along[last]);
            }
            for (std::size_t k = 0; k < 3; ++k) {
                std::size_t const a = (k + 1) % 3, b = (k + 2) % 3;
                if (by->right.any) sum.add(rotation(i, b) * moved[a] - rotation(i, a) * moved[b], by->right.along[k]);
                sum.add(rotation(i, k), moved[k]);
            }
            changed[i] = sum.of(y[i]);
        }
        return changed;
    } else {
        return y;
    }
}
/// The matrix R, which changes by [a] R + R [b].
template <class Q, class Matrix>
constexpr Matrix perturbed_matrix(Q const& q, Matrix const& rotation) {
    if constexpr (std::same_as<typename Q::Scalar, symbol>) {
        perturbations const* const by = perturbations_of(q);
        if (by == nullptr) return rotation;
        Matrix changed;
        for (std::size_t i = 0; i < 3; ++i)
            for (std::size_t k = 0; k < 3; ++k) {
                stated_sum sum;
                std::size_t const below = (i + 1) % 3, last = (i + 2) % 3, right = (k + 1) % 3, end = (k + 2) % 3;
                if (by->left.any) {
                    sum.add(rotation(last, k), by->left.along[below]);
                    sum.add(-rotation(below, k), by->left.along[last]);
                }
                if (by->right.any) {
                    sum.add(-rotation(i, end), by->right.along[right]);
                    sum.add(rotation(i, right), by->right.along[end]);
                }
                changed(i, k) = sum.of(rotation(i, k));
            }
        return changed;
    } else {
        return rotation;
    }
}
/// x + y [u] + z u u^T, where [u] b = u x b. With coefficients of the vector, such matrices are the derivatives of exponential and
/// logarithm.
template <class T>
constexpr fixed_matrix<T, 3, 3> along_and_across(T const& x, fixed_matrix<T, 3, 1> const& y_u, T const& z,
                                                 fixed_matrix<T, 3, 1> const& u) {
    fixed_matrix<T, 3, 3> m;
    for (std::size_t i = 0; i < 3; ++i) {
        T const scaled = z * u[i];
        std::size_t const next = (i + 1) % 3, last = (i + 2) % 3;
        m(i, i) = x + scaled * u[i];
        m(i, next) = scaled * u[next] - y_u[last];
        m(i, last) = scaled * u[last] + y_u[next];
    }
    return m;
}

}  // namespace ctgrad::detail
