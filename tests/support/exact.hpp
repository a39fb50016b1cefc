#pragma once

/// Numbers of many digits for oracles. If MPFR is installed it computes their functions, ten times as fast and without
/// being compiled; otherwise Boost's own code does.
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
