#include <boost/test/unit_test.hpp>

#include <ctgrad/special.hpp>

#include "rows/edges.hpp"
#include "rows/scalar_types.hpp"
#include "rows/sweep.hpp"

// The rows of <ctgrad/special.hpp>, tested like those of the table.
BOOST_AUTO_TEST_SUITE(operations_special_rows)

BOOST_AUTO_TEST_CASE(sweep) { rows::check_sweep<ctgrad::operations::special_table>(); }
BOOST_AUTO_TEST_CASE(edges) { rows::check_edges<ctgrad::operations::special_table>(); }
BOOST_AUTO_TEST_CASE(scalar_types) {
    rows::check_floating_point<ctgrad::operations::special_table>();
    rows::check_lanes<ctgrad::operations::special_table>();
}
BOOST_AUTO_TEST_CASE(constant_expressions) { rows::check_constant_expressions<ctgrad::operations::special_table>(); }

BOOST_AUTO_TEST_SUITE_END()
