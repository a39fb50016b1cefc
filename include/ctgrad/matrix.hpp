#pragma once

#include <ctgrad/support/not_for_nvcc.hpp>

// The checks come first, from the bottom up, so that their messages do not begin with a long list of headers.
// clang-format off
#include <ctgrad/diagnostics/symbol_checks.hpp>
#include <ctgrad/diagnostics/rule_messages.hpp>
#include <ctgrad/operations/operation.hpp>
#include <ctgrad/diagnostics/formula_checks.hpp>
#include <ctgrad/diagnostics/binding_checks.hpp>
#include <ctgrad/diagnostics/argument_messages.hpp>
#include <ctgrad/diagnostics/operand_checks.hpp>
#include <ctgrad/ctgrad.hpp>
#include <ctgrad/diagnostics/matrix_messages.hpp>
#include <ctgrad/matrix/rules/blocks.hpp>
#include <ctgrad/matrix/rules/table.hpp>
// clang-format on

/// Matrix formulas: shapes are checked at compile time; gradients are matrix formulas; Eigen objects are the arguments.
#include <ctgrad/matrix/evaluate/evaluate.hpp>
#include <ctgrad/matrix/evaluate/evaluator.hpp>
#include <ctgrad/matrix/formula/blocks.hpp>
#include <ctgrad/matrix/formula/dimension.hpp>
#include <ctgrad/matrix/formula/expression.hpp>
#include <ctgrad/matrix/formula/functions.hpp>
#include <ctgrad/matrix/rules/apply.hpp>
