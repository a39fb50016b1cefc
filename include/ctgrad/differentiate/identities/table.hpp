#pragma once

#include <ctgrad/differentiate/identities/exponentials.hpp>
#include <ctgrad/differentiate/identities/hyperbolic.hpp>
#include <ctgrad/differentiate/identities/means.hpp>
#include <ctgrad/differentiate/identities/powers.hpp>
#include <ctgrad/support/type_list.hpp>

/// All identities, sorted by the operation that shows that a formula may contain them.
namespace ctgrad::detail {

/// The lists of identities that contain an operation. The first identity that fits is used. They are templates so that
/// their rules are instantiated only in formulas with the operation.
template <class Operation, class T>
struct identities_with;

// clang-format off
template <class T> struct identities_with<operations::exponential, T> : type_list<identities::exponentials<T>> {};
template <class T> struct identities_with<operations::logarithm_of_sigmoid, T> : type_list<identities::logistic_logarithms<T>> {};
template <class T> struct identities_with<operations::hyperbolic_cosine, T> : type_list<identities::hyperbolic_cosines<T>> {};
template <class T> struct identities_with<operations::complementary_error_function, T> : type_list<identities::complementary_error_functions<T>> {};
template <class T> struct identities_with<operations::sine, T> : type_list<identities::sines<T>> {};
template <class T> struct identities_with<operations::power, T> : type_list<identities::powers<T>> {};
template <class T> struct identities_with<operations::logarithm, T> : type_list<identities::logarithms<T>> {};
template <class T> struct identities_with<operations::arc_tangent, T> : type_list<identities::arc_tangents<T>, identities::means<operations::arc_tangent, series_of_atan, T>> {};
template <class T> struct identities_with<operations::exponential_minus_one, T> : type_list<identities::means<operations::exponential_minus_one, series_of_expm1, T>> {};
template <class T> struct identities_with<operations::logarithm_of_one_plus, T> : type_list<identities::means<operations::logarithm_of_one_plus, series_of_log1p, T>> {};
template <class T> struct identities_with<operations::hyperbolic_sine, T> : type_list<identities::means<operations::hyperbolic_sine, series_of_sinh, T>> {};
template <class T> struct identities_with<operations::area_hyperbolic_sine, T> : type_list<identities::means<operations::area_hyperbolic_sine, series_of_asinh, T>> {};
template <class T> struct identities_with<operations::arc_sine, T> : type_list<identities::means<operations::arc_sine, series_of_asin, T>> {};
template <class T> struct identities_with<operations::area_hyperbolic_tangent, T> : type_list<identities::means<operations::area_hyperbolic_tangent, series_of_atanh, T>> {};
template <class T> struct identities_with<operations::hyperbolic_tangent, T> : type_list<identities::means<operations::hyperbolic_tangent, series_of_tanh, T>> {};
template <class T> struct identities_with<operations::error_function, T> : type_list<identities::means<operations::error_function, series_of_erf, T>> {};
// clang-format on

template <class T, class... Lists>
constexpr written_function find_first(type_list<Lists...>, graph& g, kept_nodes const& kept, int id) {
    written_function found;
    // (The size is explicit because nvcc does not deduce the bound of an array in a class template.)
    static_cast<void>(
        (((found = find_identity<T>(Lists::all, sizeof(Lists::all) / sizeof(written_identity<T>), g, kept, id))
              .variable >= 0) ||
         ...));
    return found;
}
template <class T, class Operation>
constexpr written_function find_written_with(graph& g, kept_nodes const& kept, int id) {
    return find_first<T>(identities_with<Operation, T>{}, g, kept, id);
}

}  // namespace ctgrad::detail
