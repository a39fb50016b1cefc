#pragma once

/// Derivatives made visible: text in infix notation, LaTeX and C++.
#include <ctgrad/ctgrad.hpp>
#include <ctgrad/print/text.hpp>
