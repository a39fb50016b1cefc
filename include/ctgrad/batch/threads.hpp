#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <exception>
#include <thread>
#include <vector>

namespace ctgrad {

/// How a batch is shared out among threads.
struct threads {
    /// How many it may use, itself included; 0 stands for as many as the machine runs at once.
    std::size_t count = 1;
    /// How many rows each gets at least; 0 stands for what takes about 0.1 ms, so that starting a thread pays.
    std::size_t least_rows = 0;
};

namespace detail {

/// Calls `work(first, last)` for all of `rows`. Threads take shares of `least` rows or more until none is left: one
/// that is slow, or runs where other work does, takes fewer, and one that cannot be started none.
template <class Work>
void share_out(std::size_t rows, std::size_t least, threads allowed, Work const& work) {
    constexpr std::size_t granule = 64, shares_of_thread = 8;
    if (allowed.least_rows > 0) least = allowed.least_rows;
    if (rows / 2 < least) return work(std::size_t{0}, rows);  // asking the machine takes time too
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
    try {
        while (others.size() + 1 < count) others.emplace_back(take);
    } catch (std::exception const&) {
    }
    take();
    for (std::thread& other : others) other.join();
}

}  // namespace detail
}  // namespace ctgrad
