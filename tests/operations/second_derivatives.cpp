#include <boost/test/unit_test.hpp>

#include "rows/second_derivatives.hpp"

BOOST_AUTO_TEST_SUITE(operations_second_derivatives)

BOOST_AUTO_TEST_CASE(rows_of_the_table) { rows::check_second_derivatives<ctgrad::operations::table>(); }

BOOST_AUTO_TEST_SUITE_END()
