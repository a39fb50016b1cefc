#pragma once

#include "comparison.hpp"
#include "peers.hpp"

/// The same comparisons with all peers that support the work.
namespace comparison {

template <class Peer, class Work>
BENCHMARKED(peer_jacobian, Peer::template jacobian<Work>(i.values.data(), i.values.data() + Work::by));
template <class Peer, class Work>
BENCHMARKED(peer_hessian, Peer::template hessian<Work>(i.values.data(), i.values.data() + Work::by));

/// Values and Jacobian.
template <class Work, class Input, class... Version>
void compare_with_peers(char const* name, std::vector<Input> const& inputs, named<Version>... versions) {
    auto const all = [&](auto... more) { compare(name, inputs, versions..., more...); };
    auto const with_boost_too = [&](auto... more) {
#if HAS_BOOST_MATH
        if constexpr (Work::by <= 3 && Work::results == 1)
            all(more..., named<peer_jacobian<peers::boost_autodiff, Work>>{"Boost.Math autodiff"});
        else
#endif
            all(more...);
    };
    auto const with_adolc_too = [&](auto... more) {
#if HAS_ADOLC
        if constexpr (Work::given == 0)
            with_boost_too(more..., named<peer_jacobian<peers::adolc, Work>>{"ADOL-C"});
        else
#endif
            with_boost_too(more...);
    };
    auto const with_rad = [&](auto... more) {
#if HAS_SACADO
        if constexpr (Work::results == 1)
            with_adolc_too(more..., named<peer_jacobian<peers::sacado_rad, Work>>{"Sacado Rad"});
        else
#endif
            with_adolc_too(more...);
    };
    auto const with_fad = [&](auto... more) {
#if HAS_SACADO
        with_rad(more..., named<peer_jacobian<peers::sacado_fad, Work>>{"Sacado Fad"});
#else
        with_rad(more...);
#endif
    };
    auto const with_eigen = [&](auto... more) {
#if HAS_EIGEN
        with_fad(more..., named<peer_jacobian<peers::eigen_autodiff, Work>>{"Eigen AutoDiffScalar"});
#else
        with_fad(more...);
#endif
    };
#if HAS_CERES
    with_eigen(named<peer_jacobian<peers::ceres_jet, Work>>{"ceres::Jet"});
#else
    with_eigen();
#endif
}
template <class Work, class Input, class... Version>
void compare_hessian_with_peers(char const* name, std::vector<Input> const& inputs, named<Version>... versions) {
    auto const with_sacado = [&](auto... more) {
#if HAS_SACADO
        if constexpr (!requires { Work::calls_erf; })  // Sacado has none
            compare(name, inputs, versions..., more...,
                    named<peer_hessian<peers::sacado_fad, Work>>{"Sacado Fad of Fad"});
        else
#endif
            compare(name, inputs, versions..., more...);
    };
#if HAS_ADOLC
    with_sacado(named<peer_hessian<peers::adolc, Work>>{"ADOL-C"});
#else
    with_sacado();
#endif
}

}  // namespace comparison
