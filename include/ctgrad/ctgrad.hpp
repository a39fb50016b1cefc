#pragma once

/// Everything scalar: formulas, functions, their derivatives, and the operations they may use.

// Headers with checks come first: a compiler's message begins with the files between them and the user's file.
// clang-format off
#include <ctgrad/diagnostics/symbol_checks.hpp>
#include <ctgrad/diagnostics/class_conversions.hpp>
#include <ctgrad/diagnostics/eigen_messages.hpp>
#include <ctgrad/diagnostics/array_messages.hpp>
#include <ctgrad/diagnostics/rule_messages.hpp>
#include <ctgrad/operations/operation.hpp>
#include <ctgrad/diagnostics/formula_checks.hpp>
#include <ctgrad/diagnostics/binding_checks.hpp>
#include <ctgrad/diagnostics/argument_messages.hpp>
#include <ctgrad/diagnostics/operand_checks.hpp>
#include <ctgrad/diagnostics/unsupported.hpp>
#include <ctgrad/diagnostics/result_messages.hpp>
#include <ctgrad/calculus/results.hpp>
#include <ctgrad/calculus/tuples.hpp>
#include <ctgrad/compile/driver.hpp>
#include <ctgrad/compile/lower.hpp>
#include <ctgrad/diagnostics/derivative_checks.hpp>
#include <ctgrad/diagnostics/argument_checks.hpp>
#include <ctgrad/function/symbol.hpp>
#include <ctgrad/diagnostics/trial_run.hpp>
#include <ctgrad/diagnostics/function_checks.hpp>
#include <ctgrad/function/rows.hpp>
#include <ctgrad/diagnostics/signature_checks.hpp>
#include <ctgrad/diagnostics/function_argument_checks.hpp>
#include <ctgrad/function/members.hpp>
#include <ctgrad/function/result_keys.hpp>
#include <ctgrad/function/block_destinations.hpp>
// clang-format on

#include <ctgrad/calculus/derivative.hpp>
#include <ctgrad/calculus/free_rounding.hpp>
#include <ctgrad/calculus/gradient.hpp>
#include <ctgrad/calculus/jacobian.hpp>
#include <ctgrad/calculus/products.hpp>
#include <ctgrad/calculus/questions.hpp>
#include <ctgrad/calculus/stream.hpp>
#include <ctgrad/diagnostics/standard_library.hpp>
#include <ctgrad/formula/constant.hpp>
#include <ctgrad/formula/functions.hpp>
#include <ctgrad/formula/named.hpp>
#include <ctgrad/formula/operators.hpp>
#include <ctgrad/formula/stop_gradient.hpp>
#include <ctgrad/formula/variable.hpp>
#include <ctgrad/formula/with_partials.hpp>
#include <ctgrad/function/calculus.hpp>
#include <ctgrad/function/stream.hpp>
#include <ctgrad/function/with.hpp>
#include <ctgrad/version.hpp>
