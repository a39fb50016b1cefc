// Runs the constant evaluation of two rows at run time, so that its instructions can be counted.
#include "rows.hpp"

namespace {

template <class Quantity>
[[gnu::noinline]] int evaluate(Quantity) {
    return ctgrad::detail::compile<typename Quantity::source, Quantity::what, 1024>().count;
}

}  // namespace

int main() { return evaluate(regression::f5) > 0 && evaluate(regression::greeks) > 0 ? 0 : 1; }
