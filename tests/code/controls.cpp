// Functions that `check` must reject, each for the reason in its name, and functions that it must accept.
#include <cmath>

extern "C" {

extern double outside(double);
double const numbers[4]{0.1, 0.2, 0.3, 0.4};

void accepted_hand(double x, double y, double* out) { out[0] = std::exp(x) / (x * y); }
void accepted_ctgrad(double x, double y, double* out) { out[0] = std::exp(x) / (y * y); }

void rejected_jump_hand(double x, double y, double* out) { out[0] = x * y; }
void rejected_jump_ctgrad(double x, double y, double* out) {
    if (x < y) out[1] = std::exp(y);
    out[0] = x * y;
}

// A loop; the hand-written version may guard a square root but has no loop.
void rejected_loop_hand(double x, double y, double* out) { out[0] = std::sqrt(x) + y; }
void rejected_loop_ctgrad(double x, double y, double* out) {
    do x = x * y + 1;
    while (x < 1000);
    out[0] = x;
}

void rejected_calls_hand(double x, double y, double* out) { out[0] = std::exp(x * y), out[1] = x; }
void rejected_calls_ctgrad(double x, double y, double* out) { out[0] = std::exp(x * y), out[1] = std::exp(x); }

void rejected_callee_hand(double x, double y, double* out) { out[0] = std::exp(x * y) + y; }
void rejected_callee_ctgrad(double x, double y, double* out) { out[0] = outside(x * y) + y; }

void rejected_table_hand(double x, double y, double* out) { out[0] = x * 0.1 + y; }
void rejected_table_ctgrad(double x, double y, double* out) { out[0] = x * numbers[static_cast<int>(y)]; }

void rejected_array_hand(double x, double y, double* out) { out[0] = x * x + y * x, out[1] = y * y; }
void rejected_array_ctgrad(double x, double y, double* out) {
    double volatile slots[3]{x, y, x * y};
    out[0] = slots[static_cast<int>(y)];
}

void rejected_divisions_hand(double x, double y, double* out) { out[0] = (x + y) / y, out[1] = x; }
// The second depends on the first, so that they cannot become one SIMD pack.
void rejected_divisions_ctgrad(double x, double y, double* out) { out[0] = x / y, out[1] = x / (y + out[0]); }

void rejected_instructions_hand(double x, double y, double* out) { out[0] = x * y + x; }
void rejected_instructions_ctgrad(double x, double y, double* out) { out[0] = (x * y + x) * (x - y) * (x + 2 * y); }

}  // extern "C"
