#include <ctgrad/ctgrad.hpp>

#include <boost/test/unit_test.hpp>

#include "rows/edges.hpp"
#include "rows/scalar_types.hpp"
#include "rows/second_derivatives.hpp"

// Every row of the table: in every scalar type, in constant expressions, at its edges, and twice differentiated.
BOOST_AUTO_TEST_SUITE(operations_rows)

using ctgrad::operations::table;

BOOST_AUTO_TEST_CASE(floating_point) { rows::check_floating_point<table>(); }
BOOST_AUTO_TEST_CASE(lanes) { rows::check_lanes<table>(); }
BOOST_AUTO_TEST_CASE(complex_numbers) { rows::check_complex_numbers<table>(); }
BOOST_AUTO_TEST_CASE(constant_expressions) { rows::check_constant_expressions<table>(); }
BOOST_AUTO_TEST_CASE(conventions) { rows::check_edges<table>(); }
BOOST_AUTO_TEST_CASE(second_derivatives) { rows::check_second_derivatives<table>(); }

BOOST_AUTO_TEST_SUITE_END()
