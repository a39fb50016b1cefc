#pragma once

#include <cstddef>
#include <memory>
#include <new>
#include <tuple>
#include <type_traits>
#include <utility>

#include <boost/numeric/ublas/storage.hpp>
#include <boost/version.hpp>

#include <ctgrad/ctgrad.hpp>
#include <ctgrad/diagnostics/refusal.hpp>

// The uBLAS of Boost 1.74, the version in Debian 12, calls members of std::allocator that C++20 removed; version 1.83
// does not. So its arrays get an allocator that has them, before anything uses the arrays.
#if BOOST_VERSION < 108300
namespace ctgrad::detail {
template <class T>
struct constructing_allocator : std::allocator<T> {
    void construct(T* at, T const& value) { ::new (static_cast<void*>(at)) T(value); }
    void destroy(T* at) { at->~T(); }
};
}  // namespace ctgrad::detail
namespace boost::numeric::ublas {
template <class T>
class unbounded_array<T, std::allocator<T>> : public unbounded_array<T, ctgrad::detail::constructing_allocator<T>> {
    using unbounded_array<T, ctgrad::detail::constructing_allocator<T>>::unbounded_array;
};
}  // namespace boost::numeric::ublas
#endif

// Its iterators are derived from std::iterator, which is deprecated.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
#include <boost/numeric/ublas/matrix.hpp>
#include <boost/numeric/ublas/vector.hpp>
#pragma GCC diagnostic pop

namespace ctgrad {

namespace detail {

template <class Function>
constexpr bool refuse_as_odeint_system() {
    static_assert(
        never<Function>,
        "ctgrad: a system of odeint is a function<state(state, double)> of the state and the time, which returns "
        "the rates; its data are given by with()");
    return false;
}

/// The signature without data.
template <class Function>
struct signature_of_call {
    using type = void();
};
template <class Callable, class Signature>
struct signature_of_call<traced<Callable, Signature>> {
    using type = typename written_signature<Callable, Signature>::type;
};
template <class Callable, class Signature, class Written, class... Kept>
struct signature_of_call<with_bound_data<traced<Callable, Signature>, Written, Kept...>> {
    using type = typename data_positions<Written>::rest;
};

template <class Signature>
struct odeint_signature {
    static constexpr bool fits = false;
};
template <class State>
struct odeint_signature<State(State, double)> {
    static constexpr bool fits = true;
    using state = State;
};

template <class Function>
struct odeint_rates {
    Function f;
    template <class State, class Rates>
    void operator()(State const& state, Rates& rates, double time) const {
        std::size_t next = 0;
        auto const values = f(state, time);
        for_each_leaf<typename odeint_signature<typename signature_of_call<Function>::type>::state>(
            values, [&](double rate) { rates[next++] = rate; });
    }
};
template <class Function>
struct odeint_jacobian {
    Function f;
    template <class State, class Rates>
    void operator()(State const& state, boost::numeric::ublas::matrix<double>& by_state, double time,
                    Rates& by_time) const {
        ctgrad::jacobian(f).into(&by_state(0, 0), &by_time[0])(state, time);
    }
};
struct refused_odeint_system {
    void operator()(auto const&...) const {}
};

}  // namespace detail

/// A system for Boost.odeint: the pair of the rates and of their Jacobian with respect to state and time, as
/// `rosenbrock4` takes it. The function takes the state and the time and returns the rates. Data are bound by `with`.
/// Include this header before those of odeint: uBLAS of Boost 1.74 does not compile as C++20 otherwise.
/// ```cpp
/// using state = std::array<double, 2>;
/// constexpr auto oscillator = ctgrad::function<state(state, double)>(
///     [](auto const& y, auto t) { return std::array{y[1], 1000 * (1 - y[0] * y[0]) * y[1] - y[0] + sin(t)}; });
/// odeint::integrate_adaptive(stepper, ctgrad::odeint_system(oscillator), y, 0.0, 1.0, 1e-3);
/// ```
/// A stepper that needs no Jacobian takes `odeint_system(f).first`, and its state can be a `std::array` or a
/// `std::vector`.
template <class Function>
constexpr auto odeint_system(Function const& f) {
    if constexpr (detail::odeint_signature<typename detail::signature_of_call<Function>::type>::fits) {
        return std::pair(detail::odeint_rates<Function>{f}, detail::odeint_jacobian<Function>{f});
    } else {
        detail::refuse_as_odeint_system<Function>();
        return std::pair(detail::refused_odeint_system{}, detail::refused_odeint_system{});
    }
}

}  // namespace ctgrad
