#include <boost/test/unit_test.hpp>

#include <ctgrad/batch.hpp>

#include "../operations/rows/batches.hpp"

// Every operation in batches; those that the SIMD library does not have are computed lane by lane.
BOOST_AUTO_TEST_SUITE(batch_rows)

BOOST_AUTO_TEST_CASE(rows_of_the_table) { rows::check_batches<ctgrad::operations::table>(); }

BOOST_AUTO_TEST_SUITE_END()
