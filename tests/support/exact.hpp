#pragma once

/// Numbers of so many digits for oracles, whose functions are computed by MPFR where it is there: ten times as fast, and not
/// compiled. Otherwise they are Boost's own.
#ifdef CTGRAD_WITH_MPFR
#include <boost/multiprecision/mpfr.hpp>

template <unsigned Digits>
using exact_number =
    boost::multiprecision::number<boost::multiprecision::mpfr_float_backend<Digits>, boost::multiprecision::et_off>;
#else
#include <boost/multiprecision/cpp_bin_float.hpp>

template <unsigned Digits>
using exact_number =
    boost::multiprecision::number<boost::multiprecision::cpp_bin_float<Digits>, boost::multiprecision::et_off>;
#endif
