#pragma once

#include <concepts>
#include <cstddef>

#include <ctgrad/compile/driver.hpp>
#include <ctgrad/compile/lower.hpp>
#include <ctgrad/compile/source.hpp>

namespace ctgrad::detail {

struct occurrence {
    bool full;
    bool found;
};

/// Whether x is a part of f as written.
template <int Capacity, bool Matrices>
constexpr occurrence find_occurrence(descriptor const& f, descriptor const& x) {
    job_arrays<Capacity, Matrices> work;
    lowering<Capacity> lower(work.g, work.space);
    lower(f);
    if (work.g.full) return {true, false};
    int const nodes = work.g.count;
    return {false, lower(x) < nodes};
}

template <class F, class X>
struct occurrence_job {
    static constexpr int growth = 16;
    /// This does not report an error a second time.
    struct nothing {
        bool found = true;
    };

    template <int Capacity, int Stage>
    static constexpr occurrence run() {
        return find_occurrence<Capacity, any_matrices<F, X>>(describe<F>, describe<X>);
    }
};

template <class F, class X>
consteval bool occurs() {
    return result_of<occurrence_job<F, X>>().found;
}

}  // namespace ctgrad::detail
