#pragma once

#include <cstddef>
#include <tuple>
#include <utility>

#include <ctgrad/calculus/callable.hpp>
#include <ctgrad/calculus/results.hpp>
#include <ctgrad/diagnostics/derivative_checks.hpp>
#include <ctgrad/diagnostics/result_messages.hpp>
#include <ctgrad/evaluate/arguments.hpp>
#include <ctgrad/formula/text.hpp>
#include <ctgrad/support/text_view.hpp>

/// Writes results to a stream, one line with a name for each number. The stream type is a template parameter, so that
/// no stream header is included.
namespace ctgrad {

namespace detail {

// `write` comes first, in a constraint of its own; otherwise `<<` of another type would make this concept depend on
// itself.
template <class Stream>
concept text_stream = requires(Stream& out, char const* text) {
    out.write(text, std::ptrdiff_t{});
}
&&requires(Stream& out, char const* text) { out << text << 1.0; };

/// The keys of the derivatives of a result: `count`, `type<I>`, and the name of each, which may end in a number.
template <class Keys>
struct result_keys;
template <class... X>
struct result_keys<by_variables<X...>> {
    static constexpr std::size_t count = sizeof...(X);
    static constexpr bool numbered = false;
    template <std::size_t I>
    using type = std::tuple_element_t<I, std::tuple<X...>>;

    template <std::size_t I, class Out>
    static void put_name(Out& out) {
        constexpr text_view name = text_of_formula<type<I>>{}.view();
        bool in_parentheses = false;
        for (char const c : name) in_parentheses = in_parentheses || c == ' ';
        if (in_parentheses) out << "(";
        out.write(name.data(), static_cast<std::ptrdiff_t>(name.size()));
        if (in_parentheses) out << ")";
    }
};

/// A number, or `(1, 2, 3)` for the elements of an array, a tuple or a struct, if there are several.
template <class Out, class T>
void put_numbers(Out& out, T const& value) {
    auto const put_each = [&out](auto const&... each) {
        char const* before = "(";
        ((out << before, put_numbers(out, each), before = ", "), ...);
        out << ")";
    };
    if constexpr (hana_struct<T>) [&]<std::size_t... I>(std::index_sequence<I...>) {
            put_each(member<T, I>::of(value)...);
        }
    (std::make_index_sequence<member_count<T>>{});
    else if constexpr (requires {
                           value.rows();
                           value.cols();
                           value(0, 0);
                       }) {
        char const* before = "(";
        for (auto k = value.cols() - value.cols(); k < value.cols(); ++k)
            for (auto i = value.rows() - value.rows(); i < value.rows(); ++i, before = ", ")
                out << before << value(i, k);
        out << ")";
    }
    else if constexpr (!requires { std::tuple_size<T>::value; }) out << value;
    else if constexpr (std::tuple_size_v<T> == 1) put_numbers(out, std::get<0>(value));
    else std::apply(put_each, value);
}

/// Writes the lines of a result.
template <class Out, class Keys>
struct result_printer {
    using keys = result_keys<Keys>;
    Out& out;
    char const* between = "";

    template <class T>
    void line(T const& value, auto const& put_title) {
        out << between;
        between = "\n";
        put_title();
        out << " = ";
        put_numbers(out, value);
    }
    /// The derivatives of one output, called f.
    template <class Gradient>
    void gradient(Gradient const& g, auto const& put_output) {
        [&]<std::size_t... I>(std::index_sequence<I...>) {
            (line(Keys::part(g, typename keys::template type<I>{}),
                  [&] { out << "d", put_output(), out << "/d", keys::template put_name<I>(out); }),
             ...);
        }
        (std::make_index_sequence<keys::count>{});
    }
    template <std::size_t I, class Hessian, std::size_t... K>
    void hessian_row(Hessian const& h, std::index_sequence<K...>) {
        (line(Keys::entry(h, typename keys::template type<I>{}, typename keys::template type<K>{}),
              [&] {
                  out << "d2f/d";
                  keys::template put_name<K>(out);
                  if (I == K && !keys::numbered) return void(out << "2");
                  out << "d";
                  keys::template put_name<I>(out);
              }),
         ...);
    }

    template <class T>
    void operator()(with_value<T> const& r) {
        line(r.value, [&] { out << "f"; });
    }
    template <class T>
    void operator()(with_gradient<T> const& r) {
        gradient(r.gradient, [&] { out << "f"; });
    }
    template <class T>
    void operator()(with_tangent<T> const& r) {
        line(r.tangent, [&] { out << "df"; });
    }
    template <class T>
    void operator()(with_jacobian<T> const& r) {
        std::size_t rows = 1;
        if constexpr (requires { std::tuple_size<T>::value; })
            rows = std::tuple_size_v<T>;
        else
            rows = static_cast<std::size_t>(r.jacobian.rows());
        for (std::size_t i = 0; i < rows; ++i)
            gradient(Keys::row(r.jacobian, i), [&] {
                out << "f";
                if (rows > 1) out << i + 1;
            });
    }
    template <class T>
    void operator()(with_hessian<T> const& r) {
        [&]<std::size_t... I>(std::index_sequence<I...>) {
            (hessian_row<I>(r.hessian, std::make_index_sequence<I + 1>{}), ...);
        }
        (std::make_index_sequence<keys::count>{});
    }
    template <class T>
    void operator()(with_product<T> const& r) {
        [&]<std::size_t... I>(std::index_sequence<I...>) {
            (line(Keys::part(r.product, typename keys::template type<I>{}),
                  [&] { out << "(H t)_", keys::template put_name<I>(out); }),
             ...);
        }
        (std::make_index_sequence<keys::count>{});
    }
};

// Quantities that were not called, and formulas without <ctgrad/print.hpp>. It needs a conversion, so that the
// operators of that header are better matches.
struct uncalled {
    template <class Source, quantity What, class Answer>
    uncalled(compiled_callable<Source, What, Answer> const&) noexcept(
        refuse_uncalled<compiled_callable<Source, What, Answer>>()) {}
    template <traced_function F>
    uncalled(F const&) noexcept(refuse_uncalled<F>()) {}
};
template <text_stream Stream>
Stream& operator<<(Stream& out, uncalled const&) {
    return out;
}

}  // namespace detail

using detail::operator<<;

/// Writes a gradient, one line for each derivative, without a newline after the last:
/// ```cpp
/// std::cout << ctgrad::gradient(f, x, y)(x = 1.0, y = 2.0) << '\n';  // df/dx = 2
///                                                                    // df/dy = 1
/// ```
template <detail::text_stream Stream, class Values, class... X>
Stream& operator<<(Stream& out, partials<Values, X...> const& g) {
    detail::result_printer<Stream, detail::by_variables<X...>>{out}.gradient(g, [&] { out << "f"; });
    return out;
}

/// Writes a result, one line for each of its numbers. The names are those of printed quantities: f, df/dx, d2f/dxdy;
/// df1/dx for several outputs, df along a tangent, and (H t)_x for a Hessian-vector product. The arguments of a
/// function are named x, or x1, x2 and so on.
/// ```cpp
/// std::cout << ctgrad::value_and_gradient(f)(2.0, 3.0) << '\n';
/// ```
template <detail::text_stream Stream, class Keys, class... Parts>
Stream& operator<<(Stream& out, result<Keys, Parts...> const& r) {
    detail::result_printer<Stream, Keys> print{out};
    (print(static_cast<Parts const&>(r)), ...);
    return out;
}

}  // namespace ctgrad
