#pragma once

#include <cstddef>

/// How often the test program has called operator new.
std::size_t allocations();
