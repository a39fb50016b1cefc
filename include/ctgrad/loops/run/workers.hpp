#pragma once

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <exception>
#include <memory>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include <ctgrad/support/failure.hpp>

/// Threads that wait for work. Waking a thread takes a fraction of the time of starting one, which is longer than many
/// loops.
namespace ctgrad::detail {

/// The threads that help another thread. They are started when they are first needed, and end with the thread that they
/// help.
class workers {
public:
    workers() = default;
    workers(workers const&) = delete;
    workers& operator=(workers const&) = delete;
    ~workers() {
        for (auto const& each : all) each->give(worker::end);
        for (auto const& each : all) each->thread.join();
    }

    /// The workers of the calling thread.
    static workers& own() {
        static thread_local workers mine;
        return mine;
    }

    /// Calls `run(0)` to `run(count - 1)`, each in a thread of its own; calls that get no thread run in the calling
    /// one. The last exception is thrown again after all have finished.
    template <class Run>
    void operator()(std::size_t count, Run const& run) {
        std::exception_ptr thrown;
        auto const here = [&](std::size_t piece) {
            attempt([&] { run(piece); }, [&] { thrown = std::current_exception(); });
        };
        std::size_t const helping = busy ? 0 : start(count - 1);
        bool const before = busy;
        busy = true;  // for calls from within `run`
        for (std::size_t i = 0; i < helping; ++i)
            all[i]->work([](void const* f, std::size_t piece) { (*static_cast<Run const*>(f))(piece); }, &run, i + 1);
        here(0);
        for (std::size_t piece = helping + 1; piece < count; ++piece) here(piece);
        for (std::size_t i = 0; i < helping; ++i)
            if (std::exception_ptr const there = all[i]->wait(); there != nullptr) thrown = there;
        busy = before;
        if (thrown != nullptr) std::rethrow_exception(thrown);
    }

private:
    struct worker {
        enum state { idle, working, end };
        std::atomic<int> what{idle};
        void (*call)(void const*, std::size_t) = nullptr;
        void const* function = nullptr;
        std::size_t piece = 0;
        std::exception_ptr thrown;
        std::thread thread{[this] { serve(); }};  // last, as it uses the others

        void give(state next) {
            what.store(next, std::memory_order_release);
            what.notify_all();
        }
        void work(void (*with)(void const*, std::size_t), void const* given, std::size_t number) {
            call = with, function = given, piece = number;
            give(working);
        }
        /// Waits until it is no longer in a state: it stays awake for a while, because sleeping and being woken takes
        /// about as long.
        void wait_while(state now) const {
            auto const end_of_spin = std::chrono::steady_clock::now() + std::chrono::microseconds(50);
            while (what.load(std::memory_order_acquire) == now && std::chrono::steady_clock::now() < end_of_spin)
                std::this_thread::yield();
            what.wait(now, std::memory_order_acquire);
        }
        std::exception_ptr wait() {
            wait_while(working);
            return std::exchange(thrown, nullptr);
        }
        void serve() {
            for (;;) {
                wait_while(idle);
                if (what.load(std::memory_order_acquire) == end) return;
                attempt([&] { call(function, piece); }, [&] { thrown = std::current_exception(); });
                give(idle);
            }
        }
    };

    /// Returns the number of workers, up to `wanted`.
    std::size_t start(std::size_t wanted) {
        attempt<std::system_error>(
            [&] {
                while (all.size() < wanted) all.push_back(std::make_unique<worker>());
            },
            [] {});
        return std::min(all.size(), wanted);
    }

    std::vector<std::unique_ptr<worker>> all;
    bool busy = false;
};

}  // namespace ctgrad::detail
