#pragma once

/// Around the friends that a class template declares for each of its types. g++ and nvcc warn that such a friend is not
/// a template; that is intended.
#if defined(__GNUC__) && !defined(__clang__)
#ifdef __CUDACC__
#define CTGRAD_FRIENDS_BEGIN                                                                      \
    _Pragma("nv_diagnostic push") _Pragma("nv_diag_suppress 1301") _Pragma("GCC diagnostic push") \
        _Pragma("GCC diagnostic ignored \"-Wnon-template-friend\"")
#define CTGRAD_FRIENDS_END _Pragma("nv_diagnostic pop") _Pragma("GCC diagnostic pop")
#else
#define CTGRAD_FRIENDS_BEGIN _Pragma("GCC diagnostic push") _Pragma("GCC diagnostic ignored \"-Wnon-template-friend\"")
#define CTGRAD_FRIENDS_END _Pragma("GCC diagnostic pop")
#endif
#else
#define CTGRAD_FRIENDS_BEGIN
#define CTGRAD_FRIENDS_END
#endif
