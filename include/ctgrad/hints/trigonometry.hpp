#pragma once

#include <ctgrad/hints/algebra.hpp>

namespace ctgrad::detail::hint_rules {

/// Trigonometric functions and their inverses.
inline constexpr hint_rule trigonometry[]{
    advise((1_c - cos(a)) / sin(a), tan(a / 2_c), small_number, {1e-9}),
    advise(sin(a) / (1_c + cos(a)), tan(a / 2_c), "the digits cancel where the cosine is close to -1", {3.1415926}),
    advise(1_c - cos(a), 2_c * square(sin(a / 2_c)), small_number, {1e-9}),
    advise(cos(a) - 1_c, -2_c * square(sin(a / 2_c)), small_number, {1e-9}),
    advise(1_c - square(cos(a)), square(sin(a)), small_number, {1e-9}),
    advise(1_c - square(sin(a)), square(cos(a)), "the digits cancel where the sine is close to 1 or -1",
           {1.5707963267}),
    advise(square(cos(a)) - square(sin(a)), cos(2_c * a), "the digits cancel where sine and cosine are close",
           {0.78539816}),
    advise(sin(a + b) - sin(a), 2_c * sin(b / 2_c) * cos(a + b / 2_c), small_change, {1, 1e-12}),
    advise(cos(a + b) - cos(a), -2_c * sin(b / 2_c) * sin(a + b / 2_c), small_change, {1, 1e-12}),
    advise(tan(a + b) - tan(a), sin(b) / (cos(a) * cos(a + b)), small_change, {1, 1e-12}),
    advise(sin(a) - sin(b), 2_c * sin((a - b) / 2_c) * cos((a + b) / 2_c), equal_numbers, {1 + 1e-9, 1}),
    advise(cos(a) - cos(b), -2_c * sin((a - b) / 2_c) * sin((a + b) / 2_c), equal_numbers, {1 + 1e-9, 1}),
    advise(atan(a + b) - atan(a), atan2(b, 1_c + a * (a + b)), small_change, {1, 1e-12}),
    advise(atan(a) - atan(b), atan2(a - b, 1_c + a * b), equal_numbers, {1e9 + 1, 1e9}),

    // These cancel close to 0, and so does every other closed form.
    fine_as_written(1_c / a - 1_c / tan(a)),
    fine_as_written(1_c / tan(a) - 1_c / a),
    fine_as_written(1_c / a - 1_c / tanh(a)),
    fine_as_written(1_c / tanh(a) - 1_c / a),

    // The sine divided by its argument; there is no hint where the user has excluded 0.
    fine_as_written(select(a == 0_c, 1_c, sin(a) / a)),
    advise(sin(a) / a, sinc(a), "it is NaN where $a is 0", {0}),

    // Angles: an inverse sine or cosine loses digits where it is steep, and is NaN where rounding makes its argument
    // greater than 1.
    advise(acos(a / hypot(a, b)), atan2(abs(b), a), "the digits cancel where the quotient is close to 1", {1, 1e-9}),
    advise(acos(a / sqrt(square(a) + square(b))), atan2(abs(b), a),
           "the digits cancel where the quotient is close to 1", {1, 1e-9}),
    advise(asin(a / hypot(a, b)), atan2(a, abs(b)), "the digits cancel where the quotient is close to 1", {1, 1e-6}),
    advise(acos((a * c + b * d) / (hypot(a, b) * hypot(c, d))), atan2(abs(a* d - b * c), a* c + b * d),
           "the digits cancel where the angle is small, and rounding of the quotient to more than 1 gives NaN",
           {1, 2, 1, 2.00000001}),
    advise(acos((a * d + b * e + c * f) / (hypot(a, b, c) * hypot(d, e, f))),
           atan2(hypot(b* f - c * e, c* d - a * f, a* e - b * d), a* d + b * e + c * f),
           "the digits cancel where the angle is small, and rounding of the quotient to more than 1 gives NaN",
           {1, 2, 3, 1, 2, 3.00000001}),
    advise(acos(a / b), atan2(sqrt((b - a) * (b + a)), a),
           "the digits cancel where the quotient is close to 1; $b must be positive", {1e9, 1e9 + 1}),
    advise(acos(1_c - a), 2_c * asin(sqrt(a / 2_c)), small_number, {1e-12}),
    advise(acos(1_c + a), 2_c * asin(sqrt(-a / 2_c)), small_number, {-1e-12}),
};

}  // namespace ctgrad::detail::hint_rules
