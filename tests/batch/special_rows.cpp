#include <boost/test/unit_test.hpp>

#include <ctgrad/special.hpp>

#include "../operations/rows/batches.hpp"

// The operations of <ctgrad/special.hpp> in batches, lane by lane. They do not depend on the width of the registers.
BOOST_AUTO_TEST_SUITE(batch_special_rows)

BOOST_AUTO_TEST_CASE(rows_of_the_special_table) { rows::check_batches<ctgrad::operations::special_table>(); }

BOOST_AUTO_TEST_SUITE_END()
