#pragma once

#include <cstdint>

#include <ctgrad/support/text_view.hpp>

namespace ctgrad::detail {

/// One step of a 64-bit hash: folds `word` into `state`. Multiplication and shift-xor, as in MurmurHash3's finalizer.
constexpr std::uint64_t mix(std::uint64_t state, std::uint64_t word) {
    state = (state ^ word * 0x9E3779B97F4A7C15u) * 0xFF51AFD7ED558CCDu;
    state = (state ^ state >> 33) * 0xC4CEB9FE1A85EC53u;
    return state ^ state >> 29;
}

constexpr std::uint64_t mix(std::uint64_t state, text_view text) {
    std::uint64_t word = 0;
    int bytes = 0;
    for (char c : text) {
        word = word << 8 | static_cast<unsigned char>(c);
        if (++bytes < 8) continue;
        state = mix(state, word);
        word = 0, bytes = 0;
    }
    return mix(mix(state, word), text.size());
}

/// A hash of 128 bits, in two halves that are mixed in the same way.
struct two_hashes {
    std::uint64_t high;
    std::uint64_t low;
};

}  // namespace ctgrad::detail
