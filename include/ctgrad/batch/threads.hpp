#pragma once

#include <algorithm>
#include <cstddef>
#include <system_error>
#include <thread>
#include <vector>

namespace ctgrad {

/// How many threads a batch may use, itself included; 0 stands for as many as the machine runs at once.
struct threads {
    std::size_t count = 1;
};

namespace detail {

/// Starting a thread costs some ten microseconds, so that each gets a good many rows.
inline constexpr std::size_t least_rows_of_a_thread = 1024;

/// Calls `work(first, last)` for all of `rows`, shared out among threads; one that cannot be started has its rows
/// done here.
template <class Work>
void share_out(std::size_t rows, threads allowed, Work const& work) {
    constexpr std::size_t least = least_rows_of_a_thread, granule = 64;
    if (rows < 2 * least) return work(std::size_t{0}, rows);  // asking the machine takes time too
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
