#pragma once

/// Everything scalar: formulas, functions, their derivatives, and the operations they may use.
#include <ctgrad/calculus/derivative.hpp>
#include <ctgrad/calculus/gradient.hpp>
#include <ctgrad/calculus/jacobian.hpp>
#include <ctgrad/calculus/products.hpp>
#include <ctgrad/calculus/questions.hpp>
#include <ctgrad/formula/constant.hpp>
#include <ctgrad/formula/functions.hpp>
#include <ctgrad/formula/operators.hpp>
#include <ctgrad/formula/variable.hpp>
#include <ctgrad/function/calculus.hpp>
