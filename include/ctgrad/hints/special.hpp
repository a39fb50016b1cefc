#pragma once

#include <ctgrad/hints/algebra.hpp>
#include <ctgrad/special.hpp>

namespace ctgrad::detail::hint_rules {

/// Error functions, the normal distribution and the gamma function.
inline constexpr hint_rule special_functions[]{
    advise(1_c - erf(a), erfc(a), "the digits cancel where $a is large", {6}),
    advise(1_c + erf(a), erfc(-a), "the digits cancel where $a is far below 0", {-5}),
    advise(erf(a) - 1_c, -erfc(a), "the digits cancel where $a is large", {6}),
    advise(1_c - erfc(a), erf(a), small_number, {1e-12}),
    advise(exp(square(a)) * erfc(a), erfcx(a), "the exponential leaves the range where $a is large", {30}),
    advise(log(erfc(a)), log(erfcx(a)) - square(a), "erfc leaves the range where $a is large", {30}),
    advise(log(b* erfc(a)), log(b* erfcx(a)) - square(a), "erfc leaves the range where $a is large", {30, 0.5}),
    advise(log(normal_cdf(a)), log_normal_cdf(a), "the probability leaves the range where $a is far below 0", {-40}),
    advise(log(1_c - normal_cdf(a)), log_normal_cdf(-a), "the digits cancel where $a is large", {10}),
    advise(1_c - normal_cdf(a), normal_cdf(-a), "the digits cancel where $a is large", {10}),
    advise(log(abs(tgamma(a))), lgamma(a), "the gamma function leaves the range where $a is large", {200}),
    advise(log(tgamma(a)), lgamma(a), "the gamma function leaves the range where $a is large", {200}),
    advise(tgamma(a) / tgamma(b), exp(lgamma(a) - lgamma(b)), "the gamma function leaves the range where $a is large",
           {200, 199}),
};

}  // namespace ctgrad::detail::hint_rules
