#pragma once

#include "work.hpp"

/// The peers, if their headers are found (BENCHMARK_WITHOUT_... leaves one out). A peer is a type with `jacobian<Work>`
/// or `hessian<Work>`, which take pointers to the independent variables and to the other inputs.
#if __has_include(<ceres/jet.h>) && !defined(BENCHMARK_WITHOUT_CERES)
#define HAS_CERES 1
#include <ceres/jet.h>
#endif
#if __has_include(<unsupported/Eigen/AutoDiff>) && !defined(BENCHMARK_WITHOUT_EIGEN)
#define HAS_EIGEN 1
#include <Eigen/Core>
#include <unsupported/Eigen/AutoDiff>
#endif
#if __has_include(<boost/math/differentiation/autodiff.hpp>) && !defined(BENCHMARK_WITHOUT_BOOST_MATH)
#define HAS_BOOST_MATH 1
#include <boost/math/differentiation/autodiff.hpp>
#endif
#if __has_include(<Sacado_No_Kokkos.hpp>) && !defined(BENCHMARK_WITHOUT_SACADO)
#define HAS_SACADO 1
#include <Sacado_No_Kokkos.hpp>
#include <Sacado_trad.hpp>
#endif
#if __has_include(<adolc/adolc.h>) && !defined(BENCHMARK_WITHOUT_ADOLC)
#define HAS_ADOLC 1
#include <adolc/adolc.h>
#endif

namespace peers {

using work::numbers;

#if HAS_CERES
struct ceres_jet {
    template <class Work>
    static numbers<work::jacobian_size<Work>> jacobian(double const* by, double const* given) {
        using jet = ceres::Jet<double, static_cast<int>(Work::by)>;
        std::array<jet, Work::by> x;
        for (std::size_t i = 0; i < Work::by; ++i) x[i] = jet(by[i], static_cast<int>(i));
        auto const result = work::apply<Work>(x, given);
        numbers<work::jacobian_size<Work>> all;
        std::size_t next = 0;
        for (auto const& r : result) all[next++] = r.a;
        for (auto const& r : result)
            for (std::size_t i = 0; i < Work::by; ++i) all[next++] = r.v[static_cast<int>(i)];
        return all;
    }
};
#endif

#if HAS_EIGEN
struct eigen_autodiff {
    template <class Work>
    static numbers<work::jacobian_size<Work>> jacobian(double const* by, double const* given) {
        constexpr int n = static_cast<int>(Work::by);
        using scalar = Eigen::AutoDiffScalar<Eigen::Matrix<double, n, 1>>;
        std::array<scalar, Work::by> x;
        for (std::size_t i = 0; i < Work::by; ++i) x[i] = scalar(by[i], n, static_cast<int>(i));
        auto const result = work::apply<Work>(x, given);
        numbers<work::jacobian_size<Work>> all;
        std::size_t next = 0;
        for (auto const& r : result) all[next++] = r.value();
        for (auto const& r : result)
            for (int i = 0; i < n; ++i) all[next++] = r.derivatives()[i];
        return all;
    }
};
#endif

#if HAS_BOOST_MATH
/// Its types grow with the number of variables, so it is used for two and three only.
struct boost_autodiff {
    template <std::size_t>
    static constexpr std::size_t first_order = 1;
    template <class Work, std::size_t... I>
    static auto variables(double const* by, std::index_sequence<I...>) {
        auto const each = boost::math::differentiation::make_ftuple<double, first_order<I>...>(by[I]...);
        using scalar = std::remove_cvref_t<decltype((std::get<I>(each) + ...))>;
        return std::array<scalar, sizeof...(I)>{scalar(std::get<I>(each))...};
    }
    template <std::size_t K, class Scalar, std::size_t... I>
    static double partial(Scalar const& r, std::index_sequence<I...>) {
        return static_cast<double>(r.derivative((I == K ? 1u : 0u)...));
    }
    template <class Work>
    static numbers<work::jacobian_size<Work>> jacobian(double const* by, double const* given) {
        constexpr auto all = std::make_index_sequence<Work::by>{};
        auto const result = work::apply<Work>(variables<Work>(by, all), given)[0];
        return [&]<std::size_t... I>(std::index_sequence<I...>) {
            return numbers<1 + Work::by>{partial<Work::by>(result, all), partial<I>(result, all)...};
        }
        (all);
    }
};
#endif

#if HAS_SACADO
struct sacado_fad {
    template <class Work>
    static numbers<work::jacobian_size<Work>> jacobian(double const* by, double const* given) {
        constexpr int n = static_cast<int>(Work::by);
        using scalar = Sacado::Fad::SFad<double, n>;
        std::array<scalar, Work::by> x;
        for (std::size_t i = 0; i < Work::by; ++i) x[i] = scalar(n, static_cast<int>(i), by[i]);
        auto const result = work::apply<Work>(x, given);
        numbers<work::jacobian_size<Work>> all;
        std::size_t next = 0;
        for (auto const& r : result) all[next++] = r.val();
        for (auto const& r : result)
            for (int i = 0; i < n; ++i) all[next++] = r.dx(i);
        return all;
    }
    template <class Work>
    static numbers<work::hessian_size<Work>> hessian(double const* by, double const* given) {
        constexpr int n = static_cast<int>(Work::by);
        using inner = Sacado::Fad::SFad<double, n>;
        using scalar = Sacado::Fad::SFad<inner, n>;
        std::array<scalar, Work::by> x;
        for (std::size_t i = 0; i < Work::by; ++i)
            x[i] = scalar(n, static_cast<int>(i), inner(n, static_cast<int>(i), by[i]));
        auto const result = work::apply<Work>(x, given)[0];
        numbers<work::hessian_size<Work>> all;
        std::size_t next = 0;
        all[next++] = result.val().val();
        for (int i = 0; i < n; ++i) all[next++] = result.val().dx(i);
        for (int i = 0; i < n; ++i)
            for (int k = 0; k < n; ++k) all[next++] = result.dx(i).dx(k);
        return all;
    }
};
/// For one result only: a second sweep over the same tape would start from the adjoints of the first.
struct sacado_rad {
    template <class Work>
    static numbers<work::jacobian_size<Work>> jacobian(double const* by, double const* given) {
        using scalar = Sacado::Rad::ADvar<double>;
        std::array<scalar, Work::by> x;
        for (std::size_t i = 0; i < Work::by; ++i) x[i] = by[i];
        auto result = work::apply<Work>(x, given);
        numbers<work::jacobian_size<Work>> all;
        std::size_t next = 0;
        for (auto& r : result) all[next++] = r.val();
        for (auto& r : result) {
            scalar::Outvar_Gradcomp(r);
            for (std::size_t i = 0; i < Work::by; ++i) all[next++] = x[i].adj();
        }
        return all;
    }
};
#endif

#if HAS_ADOLC
/// The tape is recorded once; each call replays it.
struct adolc {
    template <class Work>
    static short tape(double const* by, double const* given) {
        short const tag = tag_of<Work>();
        trace_on(tag);
        std::array<adouble, Work::by> x;
        for (std::size_t i = 0; i < Work::by; ++i) x[i] <<= by[i];
        auto result = work::apply<Work>(x, given);
        double value;
        for (auto& r : result) r >>= value;
        trace_off();
        return tag;
    }
    static short new_tag() {
        static short last = 0;
        return ++last;
    }
    template <class Work>
    static short tag_of() {
        static short const tag = new_tag();
        return tag;
    }
    /// The other inputs are recorded in the tape, so they must be the same for all calls.
    template <class Work>
    static numbers<work::jacobian_size<Work>> jacobian(double const* by, double const* given) {
        static short const tag = tape<Work>(by, given);
        numbers<work::jacobian_size<Work>> all;
        constexpr int m = static_cast<int>(Work::results), n = static_cast<int>(Work::by);
        ::function(tag, m, n, const_cast<double*>(by), all.data());
        double* rows[Work::results];
        for (std::size_t i = 0; i < Work::results; ++i) rows[i] = all.data() + Work::results + i * Work::by;
        if constexpr (m == 1)
            ::gradient(tag, n, const_cast<double*>(by), rows[0]);
        else
            ::jacobian(tag, m, n, const_cast<double*>(by), rows);
        return all;
    }
    template <class Work>
    static numbers<work::hessian_size<Work>> hessian(double const* by, double const* given) {
        static short const tag = tape<Work>(by, given);
        numbers<work::hessian_size<Work>> all;
        constexpr int n = static_cast<int>(Work::by);
        ::function(tag, 1, n, const_cast<double*>(by), all.data());
        ::gradient(tag, n, const_cast<double*>(by), all.data() + 1);
        double* rows[Work::by];
        double matrix[Work::by * Work::by];
        for (std::size_t i = 0; i < Work::by; ++i) rows[i] = matrix + i * Work::by;
        ::hessian(tag, n, const_cast<double*>(by), rows);
        for (std::size_t i = 0; i < Work::by; ++i)
            for (std::size_t k = 0; k <= i; ++k)
                all[1 + Work::by + Work::by * i + k] = all[1 + Work::by + Work::by * k + i] = rows[i][k];
        return all;
    }
};
#endif

}  // namespace peers
