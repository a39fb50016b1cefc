#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <exception>
#include <thread>
#include <vector>

#include <ctgrad/support/failure.hpp>

namespace ctgrad {

/// How a batch, or a function of rows, is distributed over threads.
/// ```cpp
/// ctgrad::batch(ctgrad::gradient(f, x), ctgrad::threads{4})(ctgrad::into(by_x), x = ctgrad::column(xs));
/// auto const [value, gradient] = ctgrad::value_and_gradient(loss)(ctgrad::threads{4}, p, points);
/// ```
struct threads {
    /// How many threads it may use, the calling one included; 0 means as many as the machine runs at once.
    std::size_t count = 1;
    /// The least number of rows for each thread; 0 means as many as make starting a thread worthwhile.
    std::size_t least_rows = 0;
};

namespace detail {

/// Work on a range of rows whose type is forgotten, so that threads are compiled once, and not for each batch.
struct work_on_rows {
    void const* work;
    void (*call)(void const*, std::size_t, std::size_t);

    void operator()(std::size_t first, std::size_t last) const { call(work, first, last); }
};

inline void share_out_to_threads(std::size_t rows, std::size_t least, threads allowed, work_on_rows work) {
    constexpr std::size_t granule = 64, shares_of_thread = 8;
    std::size_t count = allowed.count;
    if (count == 0) count = std::max(1u, std::thread::hardware_concurrency());
    count = std::min(count, rows / least);
    if (count <= 1) return work(std::size_t{0}, rows);

    std::size_t const share = (std::max(least, rows / (shares_of_thread * count)) + granule - 1) / granule * granule;
    std::atomic<std::size_t> next{0};
    auto const take = [&] {
        for (std::size_t first; (first = next.fetch_add(share)) < rows;) work(first, std::min(rows, first + share));
    };
    std::vector<std::thread> others;
    others.reserve(count);
    attempt<std::exception>(
        [&] {
            while (others.size() + 1 < count) others.emplace_back(take);
        },
        [] {});
    take();
    for (std::thread& other : others) other.join();
}

/// Calls `work(first, last)` for all of `rows`. Threads take shares of `least` rows or more until none is left, so a
/// slow thread takes fewer shares, and one that cannot be started takes none.
template <class Work>
void share_out(std::size_t rows, std::size_t least, threads allowed, Work const& work) {
    if (allowed.least_rows > 0) least = allowed.least_rows;
    if (rows / 2 < least) return work(std::size_t{0}, rows);  // hardware_concurrency() takes time too
    auto const call = [](void const* of, std::size_t first, std::size_t last) {
        (*static_cast<Work const*>(of))(first, last);
    };
    share_out_to_threads(rows, least, allowed, {&work, call});
}

}  // namespace detail
}  // namespace ctgrad
