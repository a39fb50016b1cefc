#pragma once

#include <cstddef>
#include <memory>
#include <new>

#include <ctgrad/matrix/run/sizes.hpp>

/// The memory that a program needs for its buffers and for copies.
namespace ctgrad::detail {

/// Memory for the buffers and copies of a program. It grows and is kept.
template <class T>
class workspace {
    static constexpr std::size_t alignment = 64;
    struct deleter {
        void operator()(T* p) const { ::operator delete (static_cast<void*>(p), std::align_val_t{alignment}); }
    };
    std::unique_ptr<T, deleter> memory;
    matrix_index capacity = 0;

public:
    std::size_t bytes() const { return static_cast<std::size_t>(capacity) * sizeof(T); }
    T* reserve(matrix_index count) {
        if (count > capacity) {
            memory.reset(static_cast<T*>(
                ::operator new (static_cast<std::size_t>(count) * sizeof(T), std::align_val_t{alignment})));
            capacity = count;
        }
        return memory.get();
    }
};

/// Memory on the stack, for programs whose sizes are all known at compile time.
template <class T, matrix_index Count>
struct stack_memory {
    alignas(64) T data[static_cast<std::size_t>(Count) + 1];
    constexpr T* reserve(matrix_index) { return data; }
};

}  // namespace ctgrad::detail
