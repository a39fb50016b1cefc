#pragma once

#include <cstddef>
#include <tuple>

#include <ctgrad/matrix/plan/program.hpp>

/// Arguments that are read in place although their layout or scalar type differs from the program's.
namespace ctgrad::detail {

/// The layout of an argument in memory: its scalar type (void for the program's), and whether it is row-major.
template <class Scalar, bool ByRows>
struct stored_as {
    using scalar = Scalar;
    static constexpr bool by_rows = ByRows;
};
/// A program with arguments of another layout or scalar type.
template <class P, class... Stored>
struct program_of_stored : P {
    using stored_inputs = std::tuple<Stored...>;
};
template <class P, int Id>
using stored_at = std::tuple_element_t<static_cast<std::size_t>(P::value.first(Id)), typename P::stored_inputs>;

}  // namespace ctgrad::detail
