#pragma once

#include <ctgrad/support/not_for_nvcc.hpp>

// The checks come first, from the bottom up, so that their messages do not begin with a long list of headers.
// clang-format off
#include <ctgrad/diagnostics/symbol_checks.hpp>
#include <ctgrad/diagnostics/eigen_messages.hpp>
#include <ctgrad/diagnostics/array_messages.hpp>
#include <ctgrad/diagnostics/formula_checks.hpp>
#include <ctgrad/diagnostics/operand_checks.hpp>
#include <ctgrad/diagnostics/unsupported.hpp>
#include <ctgrad/function/symbol.hpp>
#include <ctgrad/diagnostics/trial_run.hpp>
#include <ctgrad/diagnostics/function_checks.hpp>
#include <ctgrad/diagnostics/signature_checks.hpp>
#include <ctgrad/diagnostics/function_argument_checks.hpp>
#include <ctgrad/ctgrad.hpp>
#include <ctgrad/diagnostics/row_messages.hpp>
#include <ctgrad/diagnostics/batch_messages.hpp>
#include <ctgrad/diagnostics/matrix_messages.hpp>
#include <ctgrad/loops/trace/body_checks.hpp>
#include <ctgrad/loops/trace/step_checks.hpp>
#include <ctgrad/loops/trace/matrix.hpp>
#include <ctgrad/loops/trace/checks.hpp>
#include <ctgrad/loops/run/matrix_checks.hpp>
#include <ctgrad/loops/run/row_checks.hpp>
#include <ctgrad/loops/calculus/destinations.hpp>
// clang-format on

#include <ctgrad/loops/calculus/cost.hpp>
#include <ctgrad/loops/calculus/function.hpp>
#include <ctgrad/loops/calculus/function_to_rows.hpp>
#include <ctgrad/loops/calculus/gauss_newton.hpp>
#include <ctgrad/loops/print/program.hpp>

/// Functions of rows of run-time data: sums and other reductions that stay loops, and their derivatives, which are loops
/// too.
