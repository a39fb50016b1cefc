#pragma once

#include <ctgrad/support/not_for_nvcc.hpp>

/// Printing: text in infix notation, LaTeX and C++, computational graphs, and worked solutions.
#include <ctgrad/ctgrad.hpp>
#include <ctgrad/diagnostics/print_messages.hpp>
#include <ctgrad/print/answer_sheet.hpp>
#include <ctgrad/print/dot.hpp>
#include <ctgrad/print/leaves.hpp>
#include <ctgrad/print/text.hpp>
