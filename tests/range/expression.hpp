#pragma once

#include <cctype>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

// Formulas as text, read at run time: hundreds of them cost nothing to compile. One interpreter, generic in its scalar
// type, runs them on the symbols of the library, and on the numbers of the oracle.
namespace range_test {

enum class code {
    input,
    number,
    add,
    subtract,
    multiply,
    divide,
    negate,
    less,
    select,
    exp,
    exp2,
    expm1,
    log,
    log2,
    log10,
    log1p,
    sin,
    cos,
    tan,
    asin,
    acos,
    atan,
    sinh,
    cosh,
    tanh,
    asinh,
    acosh,
    atanh,
    sqrt,
    cbrt,
    erf,
    erfc,
    abs,
    relu,
    sigmoid,
    softplus,
    log_sigmoid,
    pow,
    hypot,
    atan2,
    min,
    max
};

struct function_name {
    std::string_view name;
    code function;
};
inline constexpr function_name functions[]{{"select", code::select},
                                           {"exp", code::exp},
                                           {"exp2", code::exp2},
                                           {"expm1", code::expm1},
                                           {"log", code::log},
                                           {"log2", code::log2},
                                           {"log10", code::log10},
                                           {"log1p", code::log1p},
                                           {"sin", code::sin},
                                           {"cos", code::cos},
                                           {"tan", code::tan},
                                           {"asin", code::asin},
                                           {"acos", code::acos},
                                           {"atan", code::atan},
                                           {"sinh", code::sinh},
                                           {"cosh", code::cosh},
                                           {"tanh", code::tanh},
                                           {"asinh", code::asinh},
                                           {"acosh", code::acosh},
                                           {"atanh", code::atanh},
                                           {"sqrt", code::sqrt},
                                           {"cbrt", code::cbrt},
                                           {"erf", code::erf},
                                           {"erfc", code::erfc},
                                           {"abs", code::abs},
                                           {"relu", code::relu},
                                           {"sigmoid", code::sigmoid},
                                           {"softplus", code::softplus},
                                           {"log_sigmoid", code::log_sigmoid},
                                           {"pow", code::pow},
                                           {"hypot", code::hypot},
                                           {"atan2", code::atan2},
                                           {"min", code::min},
                                           {"max", code::max}};

struct step {
    code what;
    int a = 0, b = 0, c = 0;
    double value = 0;
};

struct expression {
    std::string text;
    std::vector<std::string> inputs;
    std::vector<step> steps;
};

// sum := product (('+' | '-') product)*, product := factor (('*' | '/') factor)*, factor := '-' factor | power,
// power := atom ('^' digit)?: x^3 is x * x * x, as one writes it in C++.
class reader {
public:
    explicit reader(std::string_view text) : rest(text) { result.text = text; }
    expression read() {
        sum();
        if (peek() != 0) fail();
        return std::move(result);
    }

private:
    std::string_view rest;
    expression result;

    [[noreturn]] void fail() const {
        throw std::runtime_error(result.text + ": not understood at '" + std::string(rest) + "'");
    }
    char peek() {
        while (!rest.empty() && rest[0] == ' ') rest.remove_prefix(1);
        return rest.empty() ? '\0' : rest[0];
    }
    bool take(char c) {
        if (peek() != c) return false;
        rest.remove_prefix(1);
        return true;
    }
    void expect(char c) {
        if (!take(c)) fail();
    }
    int add(step s) {
        result.steps.push_back(s);
        return static_cast<int>(result.steps.size()) - 1;
    }
    int sum() {
        int a = product();
        for (;;) {
            if (take('+'))
                a = binary(code::add, a, product());
            else if (take('-'))
                a = binary(code::subtract, a, product());
            else if (take('<'))
                a = binary(code::less, a, product());
            else
                return a;
        }
    }
    int binary(code what, int a, int b) { return add({what, a, b}); }
    int product() {
        int a = factor();
        for (;;) {
            if (take('*'))
                a = binary(code::multiply, a, factor());
            else if (take('/'))
                a = binary(code::divide, a, factor());
            else
                return a;
        }
    }
    int factor() {
        if (take('-')) return add({code::negate, factor()});
        int const base = atom();
        if (!take('^')) return base;
        int power = base;
        for (char n = peek(); n > '1'; --n) power = binary(code::multiply, power, base);
        rest.remove_prefix(1);
        return power;
    }
    int atom() {
        if (take('(')) {
            int const inside = sum();
            expect(')');
            return inside;
        }
        char const c = peek();
        if (std::isdigit(static_cast<unsigned char>(c))) {
            char* end = nullptr;
            std::string const digits(rest);
            double const value = std::strtod(digits.c_str(), &end);
            rest.remove_prefix(static_cast<std::size_t>(end - digits.c_str()));
            return add({code::number, 0, 0, 0, value});
        }
        std::size_t length = 0;
        while (length < rest.size() && (std::isalnum(static_cast<unsigned char>(rest[length])) || rest[length] == '_'))
            ++length;
        if (length == 0) fail();
        std::string const name(rest.substr(0, length));
        rest.remove_prefix(length);
        if (!take('(')) return input(name);
        step call{code::input};
        for (function_name const& f : functions)
            if (f.name == name) call.what = f.function;
        if (call.what == code::input) fail();
        call.a = sum();
        if (take(',')) call.b = sum();
        if (take(',')) call.c = sum();
        expect(')');
        return add(call);
    }
    int input(std::string const& name) {
        int at = 0;
        for (std::string const& known : result.inputs) {
            if (known == name) return add({code::input, at});
            ++at;
        }
        result.inputs.push_back(name);
        return add({code::input, at});
    }
};

// The value of an expression over scalars of type T. `less` and `select` are the only conditions.
template <class T>
T interpret(expression const& e, std::vector<T> const& inputs) {
    std::vector<T> v(e.steps.size());
    std::vector<decltype(std::declval<T>() < std::declval<T>())> conditions(e.steps.size());
    for (std::size_t at = 0; at < v.size(); ++at) {
        step const& s = e.steps[at];
        auto const index = [](int i) { return static_cast<std::size_t>(i); };
        T const &a = v[index(s.a)], &b = v[index(s.b)], &c = v[index(s.c)];
        switch (s.what) {
            case code::input: v[at] = inputs[index(s.a)]; break;
            case code::number: v[at] = T(s.value); break;
            case code::add: v[at] = a + b; break;
            case code::subtract: v[at] = a - b; break;
            case code::multiply: v[at] = a * b; break;
            case code::divide: v[at] = a / b; break;
            case code::negate: v[at] = -a; break;
            case code::less: conditions[at] = a < b; break;
            case code::select: v[at] = select(conditions[index(s.a)], b, c); break;
            case code::exp: v[at] = exp(a); break;
            case code::exp2: v[at] = exp2(a); break;
            case code::expm1: v[at] = expm1(a); break;
            case code::log: v[at] = log(a); break;
            case code::log2: v[at] = log2(a); break;
            case code::log10: v[at] = log10(a); break;
            case code::log1p: v[at] = log1p(a); break;
            case code::sin: v[at] = sin(a); break;
            case code::cos: v[at] = cos(a); break;
            case code::tan: v[at] = tan(a); break;
            case code::asin: v[at] = asin(a); break;
            case code::acos: v[at] = acos(a); break;
            case code::atan: v[at] = atan(a); break;
            case code::sinh: v[at] = sinh(a); break;
            case code::cosh: v[at] = cosh(a); break;
            case code::tanh: v[at] = tanh(a); break;
            case code::asinh: v[at] = asinh(a); break;
            case code::acosh: v[at] = acosh(a); break;
            case code::atanh: v[at] = atanh(a); break;
            case code::sqrt: v[at] = sqrt(a); break;
            case code::cbrt: v[at] = cbrt(a); break;
            case code::erf: v[at] = erf(a); break;
            case code::erfc: v[at] = erfc(a); break;
            case code::abs: v[at] = abs(a); break;
            case code::relu: v[at] = relu(a); break;
            case code::sigmoid: v[at] = sigmoid(a); break;
            case code::softplus: v[at] = softplus(a); break;
            case code::log_sigmoid: v[at] = log_sigmoid(a); break;
            case code::pow: v[at] = pow(a, b); break;
            case code::hypot: v[at] = hypot(a, b); break;
            case code::atan2: v[at] = atan2(a, b); break;
            case code::min: v[at] = min(a, b); break;
            case code::max: v[at] = max(a, b); break;
        }
    }
    return v.back();
}

}  // namespace range_test
