#include "wide.hpp"

#include <new>
#include <ostream>

#include <boost/math/special_functions/erf.hpp>
#ifdef CTGRAD_WITH_MPFR  // see exact.hpp
#include <boost/multiprecision/mpfr.hpp>
#else
#include <boost/multiprecision/cpp_bin_float.hpp>
#endif

namespace wide_numbers {

// Nothing is destroyed, so numbers must own no memory.
template <unsigned Digits>
#ifdef CTGRAD_WITH_MPFR
using backend = boost::multiprecision::mpfr_float_backend<Digits, boost::multiprecision::allocate_stack>;
#else
using backend = boost::multiprecision::cpp_bin_float<Digits>;
#endif
template <unsigned Digits>
using number = boost::multiprecision::number<backend<Digits>, boost::multiprecision::et_off>;

template <unsigned Digits>
struct wide<Digits>::access {
    static_assert(sizeof(number<Digits>) <= sizeof(wide) && alignof(number<Digits>) <= alignof(wide));

    static number<Digits>& in(wide& x) { return *std::launder(reinterpret_cast<number<Digits>*>(&x.memory)); }
    static number<Digits> const& in(wide const& x) {
        return *std::launder(reinterpret_cast<number<Digits> const*>(&x.memory));
    }
    static void start(wide& x, number<Digits> const& value) { new (&x.memory) number<Digits>(value); }
    static wide made(number<Digits> const& value) {
        wide result;
        in(result) = value;
        return result;
    }
};

template <unsigned Digits>
wide<Digits>::wide(by_conversion, long double x) {
    access::start(*this, number<Digits>(x));
}
template <unsigned Digits>
wide<Digits>::wide(char const* decimal) {
    access::start(*this, number<Digits>(decimal));
}
template <unsigned Digits>
wide<Digits>::wide(wide const& x) {
    access::start(*this, access::in(x));
}
template <unsigned Digits>
wide<Digits>& wide<Digits>::operator=(wide const& x) {
    access::in(*this) = access::in(x);
    return *this;
}

#define CTGRAD_WIDE_ASSIGNMENT(op)                           \
    template <unsigned Digits>                               \
    wide<Digits>& wide<Digits>::operator op(wide const& x) { \
        access::in(*this)op access::in(x);                   \
        return *this;                                        \
    }
CTGRAD_WIDE_ASSIGNMENT(+=)
CTGRAD_WIDE_ASSIGNMENT(-=)
CTGRAD_WIDE_ASSIGNMENT(*=)
CTGRAD_WIDE_ASSIGNMENT(/=)
#undef CTGRAD_WIDE_ASSIGNMENT

#define CTGRAD_WIDE_DEFINITION(f)                      \
    template <unsigned Digits>                         \
    wide<Digits> wide<Digits>::f##_of(wide const& x) { \
        return access::made(f(access::in(x)));         \
    }
#define CTGRAD_WIDE_DEFINITION_OF_TWO(f)                              \
    template <unsigned Digits>                                        \
    wide<Digits> wide<Digits>::f##_of(wide const& x, wide const& y) { \
        return access::made(f(access::in(x), access::in(y)));         \
    }
CTGRAD_WIDE_FUNCTIONS(CTGRAD_WIDE_DEFINITION)
CTGRAD_WIDE_FUNCTIONS_OF_TWO(CTGRAD_WIDE_DEFINITION_OF_TWO)
#undef CTGRAD_WIDE_DEFINITION
#undef CTGRAD_WIDE_DEFINITION_OF_TWO

template <unsigned Digits>
double wide<Digits>::to_double() const {
    return access::in(*this).template convert_to<double>();
}
template <unsigned Digits>
long double wide<Digits>::to_long_double() const {
    return access::in(*this).template convert_to<long double>();
}
template <unsigned Digits>
void wide<Digits>::write(std::ostream& out) const {
    out << access::in(*this);
}
template <unsigned Digits>
std::partial_ordering wide<Digits>::compared(wide const& x, wide const& y) {
    number<Digits> const &a = access::in(x), &b = access::in(y);
    if (isnan(a) || isnan(b)) return std::partial_ordering::unordered;
    return a.compare(b) <=> 0;
}
template <unsigned Digits>
wide<Digits> wide<Digits>::negated(wide const& x) {
    return access::made(-access::in(x));
}
template <unsigned Digits>
wide<Digits> wide<Digits>::scaled(wide const& x, int exponent) {
    return access::made(ldexp(access::in(x), exponent));
}
template <unsigned Digits>
int wide<Digits>::exponent_of(wide const& x) {
    return static_cast<int>(ilogb(access::in(x)));
}
template <unsigned Digits>
bool wide<Digits>::has_sign(wide const& x) {
    return signbit(access::in(x)) != 0;
}

#define CTGRAD_WIDE_LIMIT(limit)                                           \
    template <unsigned Digits>                                             \
    wide<Digits> wide<Digits>::limit() {                                   \
        return access::made(std::numeric_limits<number<Digits>>::limit()); \
    }
CTGRAD_WIDE_LIMIT(infinity)
CTGRAD_WIDE_LIMIT(quiet_NaN)
CTGRAD_WIDE_LIMIT(epsilon)
CTGRAD_WIDE_LIMIT(min)
CTGRAD_WIDE_LIMIT(max)
#undef CTGRAD_WIDE_LIMIT

template class wide<50>;

}  // namespace wide_numbers
