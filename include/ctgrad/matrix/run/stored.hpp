#pragma once

#include <cstddef>
#include <tuple>

#include <ctgrad/matrix/plan/program.hpp>

/// Arguments that are read where they stand although they do not stand in memory as a program would have them.
namespace ctgrad::detail {

/// How an argument stands in memory: as numbers of which type (void for the program's), and whether row after row.
template <class Scalar, bool ByRows>
struct stored_as {
    using scalar = Scalar;
    static constexpr bool by_rows = ByRows;
};
/// A program at arguments of which some do not stand in memory as the program would have it.
template <class P, class... Stored>
struct program_of_stored : P {
    using stored_inputs = std::tuple<Stored...>;
};
template <class P, int Id>
using stored_at = std::tuple_element_t<static_cast<std::size_t>(P::value.first(Id)), typename P::stored_inputs>;

}  // namespace ctgrad::detail
