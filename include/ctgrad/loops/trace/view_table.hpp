#pragma once

namespace ctgrad::detail {

inline constexpr int maximum_views = 256;
inline constexpr int maximum_lists = 8;

/// A number in the rows of an argument: of row i + shift while a loop is at its row i. An index list has no numbers, but
/// columns of indices.
struct row_leaf {
    int number = -1;  ///< among the numbers of all arguments, or among the columns of indices; -1 for a computed one
    int list = -1;    ///< the axis of the argument
    int shift = 0;

    constexpr bool operator==(row_leaf const&) const = default;
};

/// An input of the graph that reads an argument elsewhere than at the row of a loop over that argument. In derivatives it is
/// an independent node of its own, whose derivative is added to that of the argument's row.
struct row_view {
    enum class kind { shifted, indexed, front, back, across };
    row_leaf from;
    kind how = kind::shifted;
    int axis = -1;   ///< of the loop that reads it; -1 where it is one number
    row_leaf index;  ///< where it is indexed, the column of indices
    int node = 0;    ///< of the graph
    int width = 0;   ///< of a view across the numbers of an array, along the axis: how many there are
    int rows = -1;   ///< and the axis of the loop over the arrays

    constexpr bool same_as(row_view const& other) const {
        return from == other.from && how == other.how && axis == other.axis && index == other.index &&
               rows == other.rows;
    }
    /// Whether both are of the rows that the same index chooses, perhaps of different lists.
    constexpr bool has_indices_of(row_view const& other) const {
        return how == kind::indexed && other.how == kind::indexed && axis == other.axis && index == other.index;
    }
};

/// An axis that does not belong to an argument: as long as other axes, except for the last rows. Without sources it is that
/// of the columns of a matrix, whose rows have the first axis named.
struct view_axis {
    int sources[maximum_lists]{};  ///< the axes
    int source_count = 0;
    int shorter_by = 0;

    constexpr bool operator==(view_axis const&) const = default;
};

/// What a function reads from its arguments besides their rows one by one.
struct view_table {
    row_view views[maximum_views]{};
    int count = 0;
    view_axis axes[maximum_lists]{};
    int axis_count = 0;
    /// Pairs of axes that have the same length, because `zip` has them side by side.
    struct axis_pair {
        int first = 0, second = 0;
    };
    axis_pair equal[maximum_views]{};
    int equal_count = 0;
    bool full = false;         ///< too many
    bool of_computed = false;  ///< a view of rows that do not belong to an argument

    /// The number of an axis among these, or -1.
    constexpr int add_axis(view_axis const& wanted, int lists) {
        for (int i = 0; i < axis_count; ++i)
            if (axes[i] == wanted) return i;
        if (lists + axis_count >= maximum_lists) {
            full = true;
            return -1;
        }
        axes[axis_count] = wanted;
        return axis_count++;
    }
    constexpr void add_equal(int a, int b) {
        for (int i = 0; i < equal_count; ++i)
            if (equal[i].first == a && equal[i].second == b) return;
        if (equal_count == maximum_views)
            full = true;
        else
            equal[equal_count++] = {a, b};
    }
    constexpr row_view const& add(row_view const& wanted) {
        for (int i = 0; i < count; ++i)
            if (views[i].same_as(wanted)) return views[i];
        if (wanted.from.number < 0) of_computed = true;
        if (count == maximum_views) {
            full = true;
            return views[0];
        }
        views[count] = wanted;
        return views[count++];
    }
};

}  // namespace ctgrad::detail
