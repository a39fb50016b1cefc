#include <cmath>
#include <map>
#include <random>
#include <sstream>
#include <stdexcept>
#include <string>
#include <utility>

#include <boost/test/unit_test.hpp>

#include <ctgrad/print.hpp>

#include "../random/program.hpp"

// Prints random functions and their gradients, parses the texts by the usual rules of precedence, and evaluates them.
// The results have the library's bits: no parenthesis is missing, and no digit is lost.
namespace {

using namespace random_programs;

class reader {
public:
    reader(std::string const& expression, std::map<std::string, double> const& values)
        : text(expression), known(values) {}

    double read() {
        double const result = disjunction();
        if (at != text.size()) throw std::runtime_error("not understood: " + text.substr(at));
        return result;
    }

private:
    double disjunction() {
        double result = conjunction();
        while (take(" || ")) {
            double const other = conjunction();
            result = result != 0 || other != 0;
        }
        return result;
    }
    double conjunction() {
        double result = comparison();
        while (take(" && ")) {
            double const other = comparison();
            result = result != 0 && other != 0;
        }
        return result;
    }
    double comparison() {
        double const left = sum();
        if (take(" < ")) return left < sum();
        if (take(" <= ")) return left <= sum();
        if (take(" == ")) return left == sum();
        return left;
    }
    // A sign in front applies to the whole first product.
    double sum() {
        double result = take("-") ? -product() : product();
        while (true) {
            if (take(" + "))
                result = result + product();
            else if (take(" - "))
                result = result - product();
            else
                return result;
        }
    }
    double product() {
        double result = power();
        while (true) {
            if (take(" * "))
                result = result * power();
            else if (take(" / ") || take("/"))
                result = result / power();
            else
                return result;
        }
    }
    double power() {
        double const base = atom();
        if (!take("^")) return base;
        double const exponent = atom();
        return exponent == 2 ? base * base : std::pow(base, exponent);
    }
    double atom() {
        if (take("(")) {
            double const result = disjunction();
            expect(")");
            return result;
        }
        if (take("!")) return atom() == 0;
        if (at < text.size() && text[at] >= '0' && text[at] <= '9') {
            std::size_t length = 0;
            double const result = std::stod(text.substr(at), &length);
            at += length;
            return result;
        }
        std::size_t const start = at;
        while (at < text.size() && (std::isalnum(static_cast<unsigned char>(text[at])) || text[at] == '_' ||
                                    text[at] == '[' || text[at] == ']'))
            ++at;
        std::string const name = text.substr(start, at - start);
        if (take("(")) {
            double a[3]{disjunction()};
            for (int i = 1; take(", "); ++i) a[i] = disjunction();
            expect(")");
            return call(name, a);
        }
        return known.at(name);
    }
    static double call(std::string const& name, double const* a) {
        static std::map<std::string, double (*)(double)> const unary{
            {"sin", std::sin},   {"cos", std::cos},     {"exp", std::exp},   {"log", std::log}, {"sqrt", std::sqrt},
            {"tanh", std::tanh}, {"log1p", std::log1p}, {"atan", std::atan}, {"erf", std::erf}, {"asinh", std::asinh}};
        if (name == "select") return a[0] != 0 ? a[1] : a[2];
        if (name == "atan2") return std::atan2(a[0], a[1]);
        if (name == "hypot") return std::hypot(a[0], a[1]);
        return unary.at(name)(a[0]);
    }
    bool take(std::string const& part) {
        if (text.compare(at, part.size(), part) != 0) return false;
        at += part.size();
        return true;
    }
    void expect(std::string const& part) {
        if (!take(part)) throw std::runtime_error("expected " + part + " before " + text.substr(at));
    }

    std::string text;
    std::map<std::string, double> const& known;
    std::size_t at = 0;
};

// Reads lines `name = expression`, which may use the names of earlier lines.
std::map<std::string, double> read_equations(std::string const& text, std::map<std::string, double> values) {
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        std::size_t const equals = line.find(" = ");
        values[line.substr(0, equals)] = reader(line.substr(equals + 3), values).read();
    }
    return values;
}

template <std::uint32_t Seed>
void check_text() {
    constexpr auto f = ctgrad::function<double(point)>(random_function<Seed>{});
    std::string const text = ctgrad::infix(ctgrad::value_and_gradient(f)).str();
    std::mt19937 random(Seed);
    std::uniform_real_distribution<double> uniform(-2, 2);
    for (int repeat = 0; repeat < 20; ++repeat) {
        point const x{uniform(random), uniform(random), uniform(random)};
        auto const expected = ctgrad::value_and_gradient(f)(x);
        std::map<std::string, double> const given{
            {"x[0]", x[0]}, {"x[1]", x[1]}, {"x[2]", x[2]}, {"pi", std::acos(-1.0)}};
        auto const read = read_equations(text, given);
        // Sums of derivatives are computed in another order than they are printed; the value has the same bits.
        auto const close = [](double a, double b) { return std::abs(a - b) <= 1e-12 * (1 + std::abs(b)); };
        BOOST_REQUIRE_MESSAGE(read.at("f") == expected.value, "seed " << Seed << ": value of\n" << text);
        for (std::size_t i = 0; i < inputs; ++i)
            BOOST_REQUIRE_MESSAGE(close(read.at("df/dx[" + std::to_string(i) + "]"), expected.gradient[i]),
                                  "seed " << Seed << ": derivative " << i << " of\n"
                                          << text);
    }
}

template <std::uint32_t First, std::uint32_t... I>
void check_texts(std::integer_sequence<std::uint32_t, I...>) {
    (check_text<First + I>(), ...);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(print_read_back)

BOOST_AUTO_TEST_CASE(the_reader_reads) {
    std::map<std::string, double> const given{{"a", 2}, {"b", 3}};
    BOOST_TEST(reader("-a^2 * b + (a - b) / 4", given).read() == -12.25);
    BOOST_TEST(reader("select(a < b && !(a == b), a - b - 1, 7)", given).read() == -2);
    BOOST_CHECK_THROW(reader("a +* b", given).read(), std::exception);
}

BOOST_AUTO_TEST_CASE(random_functions_read_back) { check_texts<1>(std::make_integer_sequence<std::uint32_t, 16>{}); }

BOOST_AUTO_TEST_SUITE_END()
