#pragma once

#include <cstddef>
#include <vector>

namespace ctgrad::detail {

/// An entry for each node of a listing, at run time.
template <class T>
class node_map {
    std::vector<T> entries;

public:
    explicit node_map(int count, T const& value = {}) : entries(static_cast<std::size_t>(count), value) {}

    decltype(auto) operator[](int at) { return entries[static_cast<std::size_t>(at)]; }
    decltype(auto) operator[](int at) const { return entries[static_cast<std::size_t>(at)]; }
    bool empty() const { return entries.empty(); }
    T* data() { return entries.data(); }
};

}  // namespace ctgrad::detail
