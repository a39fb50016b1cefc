#pragma once

namespace ctgrad::detail {

/// The outputs, independent nodes and seeds (tangent or cotangent) of a request, as nodes.
struct request {
    int const* outputs;
    int output_count;
    int const* independent;
    int independent_count;
    int const* seeds;
};

}  // namespace ctgrad::detail
