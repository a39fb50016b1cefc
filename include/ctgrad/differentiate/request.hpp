#pragma once

namespace ctgrad::detail {

/// Scalars and coordinates: the derivative of a scalar with respect to a coordinate is plus or minus the node `factor`.
/// For results it is the other way round, from scalars to coordinates.
struct coordinate_link {
    int scalar = 0;
    int coordinate = 0;
    int factor = 0;
    bool negative = false;
};
/// Other coordinates for the rows or columns of a Jacobian. If there are no links, the scalars are the coordinates.
struct coordinate_links {
    coordinate_link const* links = nullptr;
    int count = 0;
    int coordinates = 0;
};

/// The outputs, independent nodes and seeds (tangent or cotangent) of a request, as nodes.
struct request {
    int const* outputs;
    int output_count;
    int const* independent;
    int independent_count;
    int const* seeds;
    coordinate_links rows{}, columns{};
};

}  // namespace ctgrad::detail
