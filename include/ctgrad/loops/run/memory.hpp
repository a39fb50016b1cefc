#pragma once

#include <cstddef>
#include <vector>

namespace ctgrad::detail {

/// Memory that a thread keeps for later calls.
template <class T>
T* loop_memory(std::size_t size) {
    static thread_local std::vector<T> memory;
    if (memory.size() < size) memory.assign(size, T{});
    return memory.data();
}

}  // namespace ctgrad::detail
