#include <ctgrad/print.hpp>

// CASE_ambiguous: expect "ctgrad: two different expressions have the same name, or one has the name of a variable"
// CASE_ambiguous: expect "ambiguous_name<'q'>"
// CASE_name_of_variable: expect "ctgrad: two different expressions have the same name, or one has the name of a variable"
// CASE_name_of_variable: expect "ambiguous_name<'x'>"
// CASE_ambiguous_in_drawing: expect "ambiguous_name<'q'>"
// CASE_ambiguous_in_sheet: expect "ambiguous_name<'q'>"
// CASE_empty_name: expect "ctgrad: a name has at least one character"
// CASE_no_identifier: expect "ctgrad: the name of a C++ function is an identifier"
// CASE_no_name: expect "ctgrad: a C++ function has a name"
// CASE_no_name: lines 12
// CASE_ambiguous_in_cpp: expect "ctgrad: two different expressions have the same name"
// CASE_keyword: expect "ctgrad: the name of a C++ function is an identifier"
// CASE_same_identifier: expect "ctgrad: two names are the same identifier in C++"
// CASE_same_identifier: expect "same_identifier<'x', '[', '0', ']'>"
// CASE_same_identifier: lines 12
// CASE_notation_of_operand_too_many: expect "ctgrad: the notation of an operation names each of its operands"
// CASE_notation_of_operand_too_many: expect "notation_of<'o', 'n', 'e'>"
// CASE_notation_of_operand_too_many: lines 12
// CASE_notation_without_operand: expect "notation_of<'t', 'w', 'o'>"
// CASE_notation_without_operand: lines 12
// CASE_text_of_number: expect "ctgrad: infix, latex and cpp take a formula, a traced function, or a result of gradient"
// CASE_sheet_of_condition: expect "ctgrad: an answer sheet takes one formula or function with one scalar result"
// CASE_leaves_of_number: expect "ctgrad: leaves() takes a formula"
// CASE_drawing_of_number: expect "ctgrad: dot() takes a formula"
// CASE_unbound_in_drawing: expect "ctgrad: a variable of the formula has no value"
// CASE_unbound_in_drawing: expect "unbound_variable<'y'>"
// CASE_unbound_in_sheet: expect "ctgrad: a variable of the formula has no value"
// CASE_unknown_in_sheet: expect "unknown_variable<'w'>"
// CASE_sheet_of_gradient: expect "ctgrad: an answer sheet takes one formula or function with one scalar result"
// CASE_ambiguous: lines 12
// CASE_name_of_variable: lines 12
// CASE_ambiguous_in_drawing: lines 12
// CASE_ambiguous_in_sheet: lines 12
// CASE_unbound_in_drawing: lines 12
// CASE_unbound_in_sheet: lines 12
// CASE_unknown_in_sheet: lines 12
// CASE_too_few_names: expect "ctgrad: names<...> gives one name for each argument of the function; formulas have their own"
// CASE_names_of_formula: expect "ctgrad: names<...> gives one name for each argument of the function; formulas have their own"

using namespace ctgrad::literals;
inline constexpr auto x = ctgrad::variable<"x">;
inline constexpr auto y = ctgrad::variable<"y">;
inline constexpr auto w = ctgrad::variable<"w">;
constexpr auto q = ctgrad::named<"q">(x + y);
constexpr auto f = ctgrad::named<"q">(x * y) * q;
constexpr auto area = ctgrad::function<double(double, double)>([](auto a, auto b) { return a * b; });

struct one : ctgrad::operation {
    static constexpr char const* name = "one";
    template <class T>
    static constexpr T evaluate(T const& a) {
        return a;
    }
    template <class T>
    static constexpr std::array<T, 1> partials(T const&, T const&) {
        return {1};
    }
};
struct two : ctgrad::operation {
    static constexpr char const* name = "two";
    template <class T>
    static constexpr T evaluate(T const& a, T const&) {
        return a;
    }
    template <class T>
    static constexpr std::array<T, 2> partials(T const&, T const&, T const&) {
        return {1, 0};
    }
};

#if defined(CASE_ambiguous)
static_assert(ctgrad::infix(f).size() > 0);
#elif defined(CASE_name_of_variable)
static_assert(ctgrad::latex(x * ctgrad::named<"x">(x + y)).size() > 0);
#elif defined(CASE_ambiguous_in_drawing)
auto d = ctgrad::dot(f);
#elif defined(CASE_ambiguous_in_sheet)
auto d = ctgrad::answer_sheet(f, x = 1.0, y = 2.0);
#elif defined(CASE_empty_name)
constexpr auto d = ctgrad::named<"">(x + y);
#elif defined(CASE_no_name)
auto const text = ctgrad::cpp(x + y);
#elif defined(CASE_no_identifier)
auto d = ctgrad::cpp<"1f">(q);
#elif defined(CASE_ambiguous_in_cpp)
auto r = ctgrad::cpp<"g">(f);
#elif defined(CASE_keyword)
auto r = ctgrad::cpp<"double">(x * y);
#elif defined(CASE_same_identifier)
auto d = ctgrad::cpp<"f">(ctgrad::variable<"x[0]"> * ctgrad::variable<"x_0">);
#elif defined(CASE_notation_of_operand_too_many)
struct one_of_two : one {
    static constexpr ctgrad::notation notation{.infix = {"$1 and $2"}};
};
auto d = ctgrad::infix(ctgrad::apply<one_of_two>(x));
#elif defined(CASE_notation_without_operand)
struct two_of_one : two {
    static constexpr ctgrad::notation notation{.latex = {"\\hat{$1}"}};
};
auto d = ctgrad::infix(ctgrad::apply<two_of_one>(x, y));
#elif defined(CASE_text_of_number)
auto d = ctgrad::infix(2.0);
#elif defined(CASE_sheet_of_condition)
auto d = ctgrad::answer_sheet(x < y, x = 1.0, y = 2.0);
#elif defined(CASE_leaves_of_number)
auto d = ctgrad::leaves(2.0);
#elif defined(CASE_drawing_of_number)
auto d = ctgrad::dot(2.0);
#elif defined(CASE_unbound_in_drawing)
auto d = ctgrad::dot(q, x = 1.0);
#elif defined(CASE_unbound_in_sheet)
auto d = ctgrad::answer_sheet(q, x = 1.0);
#elif defined(CASE_unknown_in_sheet)
auto d = ctgrad::answer_sheet(q, x = 1.0, y = 2.0, w = 3.0);
#elif defined(CASE_sheet_of_gradient)
auto d = ctgrad::answer_sheet(ctgrad::gradient(q, x), x = 1.0, y = 2.0);
#elif defined(CASE_too_few_names)
auto d = ctgrad::infix(area, ctgrad::names<"a">);
#elif defined(CASE_names_of_formula)
auto d = ctgrad::infix(q, ctgrad::names<"a">);
#else
static_assert(ctgrad::infix(q) == "x + y");
static_assert(ctgrad::infix(ctgrad::apply<two>(ctgrad::apply<one>(x), y)) == "two(one(x), y)");
auto d = ctgrad::answer_sheet(q, x = 1.0, y = 2.0);
auto e = ctgrad::dot(q, x = 1.0, y = 2.0);
auto g = ctgrad::infix(area, ctgrad::names<"a", "b">);
#endif
