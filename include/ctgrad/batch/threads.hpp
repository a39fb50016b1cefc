#pragma once

#include <algorithm>
#include <cstddef>
#include <system_error>
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

/// Calls `work(first, last)` for all of `rows`, shared out among threads, of which each gets `least` rows or more; one
/// that cannot be started has its rows done here.
template <class Work>
void share_out(std::size_t rows, std::size_t least, threads allowed, Work const& work) {
    constexpr std::size_t granule = 64;
    if (allowed.least_rows > 0) least = allowed.least_rows;
    if (rows / 2 < least) return work(std::size_t{0}, rows);  // asking the machine takes time too
    std::size_t count = allowed.count;
    if (count == 0) count = std::max(1u, std::thread::hardware_concurrency());
    count = std::min(count, rows / least);
    if (count <= 1) return work(std::size_t{0}, rows);

    std::size_t const share = (rows / count + granule) / granule * granule;
    std::vector<std::thread> others;
    others.reserve(count);
    std::size_t first = share;
    try {
        for (; first < rows; first += share)
            others.emplace_back([&work, first, last = std::min(rows, first + share)] { work(first, last); });
    } catch (std::system_error const&) {
        work(first, rows);
    }
    work(std::size_t{0}, std::min(rows, share));
    for (std::thread& other : others) other.join();
}

}  // namespace detail
}  // namespace ctgrad
