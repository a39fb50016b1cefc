#pragma once

/// The version of the library, by [semantic versioning](https://semver.org). CMake reads it here.
#define CTGRAD_VERSION_MAJOR 0
#define CTGRAD_VERSION_MINOR 2
#define CTGRAD_VERSION_PATCH 0

/// The version as one number, for comparisons: 10203 is 1.2.3.
/// ```cpp
/// #if CTGRAD_VERSION >= 200
/// ```
#define CTGRAD_VERSION (CTGRAD_VERSION_MAJOR * 10000 + CTGRAD_VERSION_MINOR * 100 + CTGRAD_VERSION_PATCH)
