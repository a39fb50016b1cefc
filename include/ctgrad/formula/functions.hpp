#pragma once

/// The functions that a formula or a traced function may use. Each stands beside its row of the table of operations,
/// with its value, derivative and conventions at edges.
#include <ctgrad/formula/apply.hpp>
#include <ctgrad/operations/table.hpp>
