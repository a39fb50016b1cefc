// The table of operations, as documentation: the name of each, its notation, its derivative, and its values and
// derivatives where a convention decides. Everything comes from the rows themselves. Included in docs/rules.md.

#include <cmath>
#include <cstdio>
#include <iterator>
#include <limits>
#include <string>
#include <utility>

#include <ctgrad/print.hpp>
#include <ctgrad/special.hpp>
using namespace ctgrad::literals;

namespace {

constexpr auto a = ctgrad::variable<"a">;
constexpr auto b = ctgrad::variable<"b">;
constexpr auto c = ctgrad::variable<"c">;
constexpr auto d = ctgrad::variable<"d">;
template <std::size_t I>
constexpr auto operand() {
    if constexpr (I == 0)
        return a;
    else if constexpr (I == 1)
        return b;
    else if constexpr (I == 2)
        return c;
    else
        return d;
}

template <class Row>
constexpr auto arity = static_cast<std::size_t>(ctgrad::detail::described<Row>::arity);
template <class Row>
constexpr auto operands = std::make_index_sequence<arity<Row>>{};
template <class Row>
constexpr bool is_function = arity<Row> > 0 && Row::conditions == 0 && !Row::is_condition;
template <class Row, std::size_t I>
constexpr bool has_derivative = !Row::domain[I].whole && !Row::domain[I].constant;

void part(char const* name) { std::printf("== %s\n", name); }

// Code in a cell of a table.
std::string cell(std::string const& text) {
    std::string result = "`";
    for (char letter : text) result += letter == '|' ? std::string("\\|") : std::string(1, letter);
    return result + "`";
}
template <class Row>
std::string name_of() {
    return cell(std::string(Row::name));
}
template <class Row>
std::string description_of() {
    return std::string(Row::description);
}

template <class Row, std::size_t I>
void print_partial() {
    if constexpr (I >= arity<Row>)
        std::printf(" |");
    else if constexpr (!has_derivative<Row, I>)
        std::printf(" none |");
    else {
        constexpr auto print = []<std::size_t... J>(std::index_sequence<J...>) {
            constexpr auto y = ctgrad::named<"y">(ctgrad::apply<Row>(operand<J>()...));
            std::printf(" %s |", cell(ctgrad::infix(ctgrad::derivative(y, operand<I>())).str()).c_str());
        };
        print(operands<Row>);
    }
}
template <class Row>
void print_function() {
    [&]<std::size_t... I>(std::index_sequence<I...>) {
        constexpr auto y = ctgrad::named<"y">(ctgrad::apply<Row>(operand<I>()...));
        std::printf("| %s | %s | %s | $%s$ |", name_of<Row>().c_str(), description_of<Row>().c_str(),
                    cell(ctgrad::infix(y).str()).c_str(), ctgrad::latex(y).str().c_str());
    }
    (operands<Row>);
    print_partial<Row, 0>();
    print_partial<Row, 1>();
    print_partial<Row, 2>();
    print_partial<Row, 3>();
    std::printf("\n");
}
template <class List>
void print_functions(char const* name) {
    part(name);
    std::printf("| operation | | y | in LaTeX | by a | by b | by c | by d |\n");
    std::printf("| --- | --- | --- | --- | --- | --- | --- | --- |\n");
    List::each([]<class Row>() {
        if constexpr (is_function<Row>) print_function<Row>();
    });
}

// Conditions of conditions, and of numbers.
template <class Row>
constexpr auto condition_of() {
    if constexpr (Row::conditions == 2)
        return ctgrad::apply<Row>(a < b, b < c);
    else if constexpr (Row::conditions == 1)
        return ctgrad::apply<Row>(a < b);
    else
        return ctgrad::apply<Row>(a, b);
}
template <class Row>
void print_condition() {
    std::printf("| %s | %s | %s |\n", name_of<Row>().c_str(), description_of<Row>().c_str(),
                cell(ctgrad::infix(select(condition_of<Row>(), 1_c, 0_c)).str()).c_str());
}
template <class Row>
void print_constant() {
    constexpr ctgrad::detail::application<Row> number{};
    std::printf("| %s | %s | %s | $%s$ | %.17g |\n", name_of<Row>().c_str(), description_of<Row>().c_str(),
                cell(ctgrad::infix(number).str()).c_str(), ctgrad::latex(number).str().c_str(),
                Row::template evaluate<double>());
}

std::string text_of(double value) {
    if (value == 0) return "0";
    if (std::isnan(value)) return "NaN";
    if (std::isinf(value)) return value < 0 ? "-inf" : "inf";
    char text[32];
    std::snprintf(text, sizeof text, "%.6g", value);
    return text;
}
template <class Row>
void print_edges() {
    [&]<std::size_t... I>(std::index_sequence<I...>) {
        std::string const text = cell(ctgrad::infix(ctgrad::apply<Row>(operand<I>()...)).str());
        auto const joined = [](auto const&... texts) {
            std::string all;
            ((all += (all.empty() ? "" : ", ") + std::string(texts)), ...);
            return all;
        };
        for (auto const& edge : Row::edges)
            std::printf("| %s | %s | %s | %s |\n", text.c_str(), joined(text_of(edge.at[I])...).c_str(),
                        text_of(edge.value).c_str(),
                        joined((has_derivative<Row, I> ? text_of(edge.partials[I]) : std::string("none"))...).c_str());
    }
    (operands<Row>);
}
template <class F>
void print_value(F f, double at) {
    auto const r = ctgrad::value_and_gradient(f, a)(a = at);
    std::printf("| %s | %s | %s | %s |\n", cell(ctgrad::infix(f).str()).c_str(), text_of(at).c_str(),
                text_of(r.value).c_str(), text_of(r[a]).c_str());
}

}  // namespace

int main() {
    using table = ctgrad::operations::table;
    using special_table = ctgrad::operations::special_table;
    print_functions<table>("operations");
    print_functions<special_table>("special");

    part("selection");
    constexpr auto chosen = ctgrad::named<"y">(select(a < b, c, d));
    std::printf("| operation | y | by c | by d |\n| --- | --- | --- | --- |\n| `select` | %s | %s | %s |\n",
                cell(ctgrad::infix(chosen).str()).c_str(),
                cell(ctgrad::infix(ctgrad::derivative(chosen, c)).str()).c_str(),
                cell(ctgrad::infix(ctgrad::derivative(chosen, d)).str()).c_str());

    part("conditions");
    std::printf("| condition | | in a formula |\n| --- | --- | --- |\n");
    table::each([]<class Row>() {
        if constexpr (Row::is_condition) print_condition<Row>();
    });

    part("constants");
    std::printf("| constant | | in a text | in LaTeX | as a double |\n| --- | --- | --- | --- | --- |\n");
    ctgrad::joined_type_lists<table, special_table>::each([]<class Row>() {
        if constexpr (arity<Row> == 0) print_constant<Row>();
    });

    part("conventions");
    std::printf("| y | at | value | derivative |\n| --- | --- | --- | --- |\n");
    ctgrad::joined_type_lists<table, special_table>::each([]<class Row>() {
        if constexpr (is_function<Row>) print_edges<Row>();
    });

    // Formulas in which a constant operand, or a condition, decides.
    part("formulas");
    std::printf("| y | at | value | derivative |\n| --- | --- | --- | --- |\n");
    print_value(1_c / a, 0);
    print_value(pow(a, 0_c), 0);
    print_value(pow(a, 1_c), 0);
    print_value(pow(a, 2_c), 0);
    print_value(pow(a, 3_c), -2);
    print_value(pow(a, 0.5_c), 0);
    print_value(log(ctgrad::sigmoid(a)), -1000);
    print_value(log(1_c - ctgrad::sigmoid(a)), 1000);
    print_value(select(a == 0_c, 1_c, sin(a) / a), 0);
}
