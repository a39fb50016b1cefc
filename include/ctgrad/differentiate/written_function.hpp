#pragma once

namespace ctgrad::detail {

/// The partial derivatives of a node with respect to up to three others, which may lie several steps below.
struct written_function {
    int variable = -1;  ///< none: the node is differentiated as it stands
    int partial = -1;
    int second_variable = -1;
    int second_partial = -1;
    int third_variable = -1;
    int third_partial = -1;
};

}  // namespace ctgrad::detail
